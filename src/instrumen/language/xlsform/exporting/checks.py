"""Constraints: the hard ones as one, and each by itself where that one does not say it all."""

from collections.abc import Iterable, Iterator

from instrumen.language.model import Check, Question, Type
from instrumen.language.text import Text
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.exporting.cells import Cells, own
from instrumen.language.xlsform.exporting.pen import Pen
from instrumen.language.xlsform.notes import Became
from instrumen.messages import catalog, msg


def put_checks(pen: Pen, cells: Cells, item: Question, prefix: str) -> None:
    """The constraints of a question; a choice that stands alone is one of them."""
    said = [pen.said(check.constraint.root, prefix) for check in item.checks]
    rules = [one.there for check, one in zip(item.checks, said, strict=True) if not check.soft]
    alone = _exclusive(pen, item)
    rules += [f"not(selected(., '{name}') and count-selected(.) > 1)" for name in alone]
    if rules:
        cells["constraint"] = rules[0] if len(rules) == 1 else " and ".join(f"({r})" for r in rules)
        pen.text(cells, "constraint_message", _message(pen, item, alone), prefix)
    says_all = len(item.checks) == len(rules) <= 1 and not alone
    if not says_all or any(one.here != one.there for one in said):
        put_own_checks(pen, cells, item.checks, prefix)


def put_own_checks(pen: Pen, cells: Cells, checks: tuple[Check, ...], prefix: str) -> None:
    """Each constraint in columns of our own, and how many there are."""
    own(cells, checks=str(len(checks)))
    for number, check in enumerate(checks, 1):
        cells[f"{OWN}constraint_{number}"] = pen.said(check.constraint.root, prefix).here
        pen.text(cells, f"{OWN}message_{number}", check.message, prefix)
        if check.soft:
            cells[f"{OWN}severity_{number}"] = "soft"
            what = msg("other programs do not warn about “{name}”", name=cells["name"])
            pen.note(Became.LEFT_OUT, what)


def _exclusive(pen: Pen, item: Question) -> tuple[str, ...]:
    """The choices that stand alone, of a question with several answers."""
    if item.type is not Type.SELECT_MULTIPLE:
        return ()
    return tuple(one.name for one in pen.instrument.choices_of(item) if one.exclusive)


def _message(pen: Pen, item: Question, alone: Iterable[str]) -> Text:
    """Other programs show one message, whichever constraint is broken: so it says them all."""
    return Text({code: " ".join(_sentences(pen, item, alone, code)) for code in pen.languages})


def _sentences(pen: Pen, item: Question, alone: Iterable[str], code: str) -> Iterator[str]:
    yield from (check.message(code) for check in item.checks if check.message and not check.soft)
    for name in alone:
        choice = pen.instrument.choice(item, name)
        label = choice.label(code) if choice else name
        yield catalog(code).t("“{choice}” is chosen alone.", choice=label)
