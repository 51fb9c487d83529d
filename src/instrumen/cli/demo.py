"""`instrumen demo DIR`: a complete fictitious study, then the screens on it."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrumen.cli.options import chosen_language
from instrumen.messages import LANGUAGES, Catalog, Message, catalog

if TYPE_CHECKING:
    from instrumen.demo.build import DemoReport


@click.command("demo")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--staff", default=62, show_default=True, help="How many work at the school.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same study.")
@click.option("--no-tui", is_flag=True, help="Print a summary instead of opening the screens.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of screens and summary.")
def command(folder: Path, staff: int, seed: int, no_tui: bool, lang: str | None) -> None:
    """Make a complete fictitious study in DIR and open it."""
    from instrumen.demo.build import build_demo
    from instrumen.tui import has_terminal, run

    language = lang or chosen_language()
    words = catalog(language)
    with _Bars(words) as bars:
        report = build_demo(folder, staff, seed, bars.show)
    if no_tui or not has_terminal():
        for line in _summary(report, words):
            click.echo(line)
        return
    click.get_current_context().exit(run(folder, language=language))


class _Bars:
    """A progress bar for each thing that is being done; on a terminal only."""

    def __init__(self, words: Catalog) -> None:
        self._words = words
        self._open = ExitStack()
        self._what = ""
        self._bar: Any = None

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def show(self, done: int, total: int, what: Message) -> None:
        """Move the bar of `what` to `done` of `total`."""
        label = self._words.say(what)
        if label != self._what:
            self._open.close()
            self._what = label
            bar: Any = click.progressbar(
                length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
            )
            self._bar = self._open.enter_context(bar)
        self._bar.update(done - self._bar.pos)


def _summary(report: "DemoReport", words: Catalog) -> Iterator[str]:
    yield words.t(
        "Fictitious data: a study of {n} people in {folder}.",
        n=report.respondents,
        folder=report.folder,
    )
    counts = _counts(report, words)
    width = max(map(len, counts), default=0)
    for name, by in counts.items():
        outcomes = ", ".join(f"{word} {n}" for word, n in by.most_common())
        yield f"  {name:<{width}} {by.total():>4}: {outcomes}"
    yield words.t(
        "  {turns} turns, {codings} codings, {findings} findings",
        turns=report.turns,
        codings=report.codings,
        findings=report.findings,
    )
    for document in report.documents:
        yield words.t("  Word: {file}", file=document)
    yield words.t("Open it with: instrumen {folder}", folder=report.folder)


def _counts(report: "DemoReport", words: Catalog) -> "dict[str, Counter[str]]":
    """The dispositions in words by instrument; what is about people stands apart where an
    instrument is about sites as well."""
    from instrumen.fieldwork.dispositions import disposition_word

    instrument, groups = report.design.instrument, {g.name: g.label for g in report.design.groups}
    about_sites = {row.instrument for row in report.coverage if not row.group}
    counts: dict[str, Counter[str]] = {}
    for row in report.coverage:
        known = instrument[row.instrument]
        name = (known.short_title or known.title)(words.language)
        if row.group and row.instrument in about_sites:
            name += f" · {groups[row.group](words.language)}"
        found = {words.say(disposition_word(d)): n for d, n in row.by.items() if n}
        counts.setdefault(name, Counter()).update(found)
    return counts
