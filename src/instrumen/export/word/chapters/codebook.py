"""Appendix: the codebook, theme by theme, with how often each code was used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from instrumen.export.word.blocks import Appendix, Block, Caption, Para, Row, Run, Table
from instrumen.export.word.brief import Brief
from instrumen.language.design import Code


def codebook_chapter(brief: Brief) -> Iterator[Block]:
    """Codes with definition, inclusion, exclusion and example; then the rules of coding."""
    catalog = brief.catalog
    yield Appendix(catalog.t("Codebook"))
    by_theme: dict[str, list[Code]] = defaultdict(list)
    for code in brief.codes.values():
        by_theme[code.theme].append(code)
    titles = {theme.name: brief.say(theme.label) for theme in brief.design.themes}
    titles[""] = catalog.t("Cross-cutting codes")
    for theme in (*titles, *(set(by_theme) - set(titles))):
        if by_theme.get(theme):
            yield _table(brief, titles.get(theme, theme), by_theme[theme])
    if brief.design.coding_rules:
        yield Para((Run(catalog.t("Rules of coding"), bold=True),), keep_next=True)
    for number, rule in enumerate(brief.design.coding_rules, 1):
        yield Para(f"{number}.\t{brief.say(rule)}", "ListBullet")


def _table(brief: Brief, title: str, codes: Iterable[Code]) -> Table:
    catalog = brief.catalog
    used: dict[str, set[str]] = defaultdict(set)
    stretches: dict[str, int] = defaultdict(int)
    for coding in brief.material.coded:
        stretches[coding.code] += 1
        if coding.respondent:
            used[coding.code].add(coding.respondent)
    return Table(
        header=(
            catalog.t("Code"),
            catalog.t("Definition"),
            catalog.t("Example (invented)"),
            catalog.t("Stretches"),
            catalog.t("People"),
        ),
        rows=(_row(brief, c, stretches[c.name], len(used[c.name])) for c in codes),
        widths=(2.8, 4.8, 2.8, 1.8, 1.5),
        align=("left", "left", "left", "right", "right"),
        caption=Caption(catalog.t("Codes: {theme}", theme=title)),
    )


def _row(brief: Brief, code: Code, stretches: int, people: int) -> Row:
    catalog = brief.catalog
    lines = [brief.say(code.definition)]
    if code.include:
        lines.append(catalog.t("Include: {text}", text=brief.say(code.include)))
    if code.exclude:
        lines.append(catalog.t("Exclude: {text}", text=brief.say(code.exclude)))
    if code.attributes:
        lines.append(catalog.t("Attribute: {names}", names=" / ".join(code.attributes)))
    label = (Run(code.name, bold=True), Run(f"\n{brief.say(code.label)}"))
    return label, "\n".join(filter(None, lines)), code.example, str(stretches), str(people)
