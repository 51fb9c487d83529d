"""How a finding looks: statement, spread, quotations, sources."""

from collections.abc import Sequence

from textual.content import Content

from instrumen.analysis.assessments import verdict_label
from instrumen.analysis.evidence import Evidence
from instrumen.analysis.findings import Finding, status_label
from instrumen.analysis.quotations import Quotation
from instrumen.analysis.spread import Spread, spread_word
from instrumen.analysis.texts import obstacle_label
from instrumen.tui.desk import Desk
from instrumen.tui.safe import content, line
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.bars import bar
from instrumen.tui.widgets.blocks import Block, Para, Row
from instrumen.tui.words import group_label

_BAR = 6
_CLAIMS = 2


def statement_lines(desk: Desk, finding: Finding | None, proposal: str) -> list[Block]:
    """The statement with its status; without one, the draft, dim, as a proposal."""
    t = desk.catalog
    if finding is not None:
        status = desk.say(status_label(finding.status))
        by = f" · {finding.verified_by}: {finding.verified_how}" if finding.verified_by else ""
        return [Para(content(desk.say(finding.statement))), Para(line(status + by, QUIET))]
    if not proposal:
        return [Para(content(t.t("Nothing is coded under this theme yet."), QUIET))]
    head = t.t("A proposal from the codings; e writes the statement:")
    return [Para(content(head, ACCENT)), Para(content(proposal, QUIET))]


def spread_lines(desk: Desk, found: Spread, width: int) -> Content:
    """`9 dari 14 sebagian besar` and a bar a group."""
    t = desk.catalog
    design = desk.study.design
    if not found.of:
        return content(t.t("Nobody who could say this has been asked yet."), QUIET)
    word = desk.say(spread_word(design, found.n, found.of))
    head = content(t.t("{n} of {of}", n=found.n, of=found.of), STRONG) + line(f"  {word}", QUIET)
    parts = [
        line(f"{group_label(design, count.group, desk)} ", QUIET)
        + content(bar(count.n, count.of, _BAR), ACCENT)
        + content(f" {count.n}/{count.of}")
        for count in found.by_group
    ]
    joined = Content("   ").join(parts)
    gap = Content("\n") if head.cell_length + joined.cell_length + 4 > width else Content("   ")
    return head + gap + joined


def quotation_rows(desk: Desk, head: Content, shown: Sequence[Quotation]) -> list[Block]:
    """The heading, then a block a quotation: citation, group, words; why it may not be quoted."""
    rows: list[Block] = [Para(head)]
    for each in shown:
        cited = line(each.citation, ACCENT)
        if each.text.group:
            cited += line(f" {group_label(desk.study.design, each.text.group, desk)}", QUIET)
        if each.chosen:
            cited += content(" ✓", ACCENT)
        if each.why_not is not None:
            cited += content(f" ! {desk.say(obstacle_label(each.why_not))}", WARNING)
        words = cited + content("\n") + line(each.words)
        rows.append(Row((words,), (0,), widest=64))
    if not shown:
        rows.append(Para(content(desk.catalog.t("nothing yet"), QUIET)))
    return rows


def sources_line(desk: Desk, evidence: Evidence, finding: Finding | None, width: int) -> Content:
    """The claims of the theme, each source with its verdict: `W/G agrees · O contradicts`."""
    wanted = set(finding.claims) if finding and finding.claims else None
    lines = []
    for each in evidence.claims:
        if wanted is not None and each.claim.name not in wanted:
            continue
        words = []
        for cell in each.cells:
            verdict = desk.say(verdict_label(cell.assessment.verdict)) if cell.assessment else "?"
            words.append(f"{cell.source.technique} {verdict}")
        tone = "" if each.explained else WARNING
        sign = "" if each.explained else "! "
        head = content(f"F6 {sign}{each.claim.name.upper()} ", tone or ACCENT)
        said = head + line(" · ".join(words), QUIET)
        lines.append(said.truncate(width, ellipsis=True))
    return Content("\n").join(lines[:_CLAIMS])
