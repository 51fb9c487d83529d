"""What an import wrote has to load: whatever still is an error is taken out of the file and told.

The file is written and checked; each error is traced to the place of the draft it came from, which
is put right there; and so again, until no error is left. What is taken out stays as a remark above
its question.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from instrumen.language.loader import read_instrument_text
from instrumen.language.nodes import Mapping as MappingNode
from instrumen.language.nodes import Node, Scalar
from instrumen.language.nodes import Sequence as SequenceNode
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.language.xlsform.notes import Became, XLSFormError
from instrumen.language.xlsform.parts import Desk, Draft
from instrumen.language.yaml_reader import read_yaml
from instrumen.language.yaml_writer import Commented, Flow, Value, write_yaml
from instrumen.messages import Message, msg

Place = tuple[str | int, ...]
_MOST_ROUNDS, _A_ROUND = 40, 6_000
# What goes with a rule: its message; what a trigger works out would be worked out all the time.
_BELONGING = {"constraint": "constraint_message", "required": "required_message",
              "trigger": "calculation"}  # fmt: skip
# What an item, or the file, cannot be without.
_WANTED = frozenset({
    "name", "type", "title", "questions", "rows", "label", "instrument", "kind", "version",
    "languages", "choices", "sections",
})  # fmt: skip
_TEXTS = frozenset({"label", "hint", "title", "constraint_message", "required_message",
                    "listen_for", "probes"})  # fmt: skip
_BROKEN_PIPE = r"\$\{(?!\s*[^{}\s]+\s*\})"


def mended(desk: Desk, draft: Draft, heading: str, file: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of the instrument file, and what `check` says of it: warnings, no error.

    Raises:
        XLSFormError: an error that has no place to be taken out of (the file is too large).
    """
    for _ in range(_MOST_ROUNDS):
        yaml = heading + write_yaml(remarked(draft, desk.remarks))
        _, problems = read_instrument_text(yaml, file, most=_A_ROUND)
        errors = [found for found in problems if found.severity is Severity.ERROR]
        if not errors:
            return yaml, problems
        root, _ = read_yaml(yaml, file)
        found = [_found(draft, root, error) for error in errors]
        if root is None or not all(_mend(desk, place) for place in _once(found)):
            break
    raise XLSFormError(msg("This form cannot be carried over: {reason}.", reason=errors[0].what))


def remarked(draft: Mapping[str, Value], remarks: Mapping[int, Sequence[str]]) -> dict[str, Value]:
    """The draft with the remarks of its rows above its items."""
    return {key: _remarked(value, remarks) for key, value in draft.items()}


def _remarked(value: Value, remarks: Mapping[int, Sequence[str]]) -> Value:
    if isinstance(value, Draft):
        inside = remarked(value, remarks)
        said = remarks.get(value.row) if value.row else None
        return Commented(inside, tuple(said)) if said else inside
    if isinstance(value, list):
        return [_remarked(entry, remarks) for entry in value]
    return value


@dataclass(frozen=True, slots=True)
class _Fault:
    """An error where it came from: `item` is the draft it is about, inside `siblings`; `key` what
    of it ('' for the whole)."""

    item: MutableMapping[str, Value]
    siblings: list[Value]
    key: str
    row: int
    why: Message


def _found(draft: Draft, root: Node | None, error: Problem) -> _Fault:
    """The innermost item of the draft that the error stands in."""
    here: Value = draft
    fault = _Fault(draft, [], "", 0, error.what)
    siblings: list[Value] = []
    for step in _steps(root, error.mark):
        if isinstance(here, MutableMapping) and isinstance(step, str):
            if here is fault.item:
                fault = _Fault(fault.item, fault.siblings, step, fault.row, error.what)
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int):
            siblings, here = here, here[step]
            if isinstance(here, MutableMapping):
                row = here.row if isinstance(here, Draft) else fault.row
                fault = _Fault(here, siblings, "", row, error.what)
    return fault


def _steps(node: Node | None, mark: Mark) -> Iterator[str | int]:
    """The keys and places in lists that lead to what stands at a mark."""
    at = (mark.line, mark.column)
    while True:
        match node:
            case MappingNode(pairs):
                place = bisect_right(pairs, at, key=lambda pair: (pair[0].line, pair[0].column))
                if not place:
                    return
                key, node = pairs[place - 1]
                yield key.value
            case SequenceNode(items):
                place = bisect_right(items, at, key=lambda item: (item.line, item.column))
                if not place:
                    return
                yield place - 1
                node = items[place - 1]
            case Scalar() | None:
                return


def _once(faults: list[_Fault]) -> Iterator[_Fault]:
    """One fault of each place: what is wrong with it a second time is gone with the first."""
    seen: set[tuple[int, str]] = set()
    for fault in faults:
        place = (id(fault.item), fault.key)
        if place not in seen:
            seen.add(place)
            yield fault


def _mend(desk: Desk, fault: _Fault) -> bool:
    """Put it right; False when there is no way."""
    item, key = fault.item, fault.key
    if key in _TEXTS and key in item and _unpiped(item, key, fault.why):
        what = msg("a ${{…}} in {column} is printed as it stands: {why}",
                   column=key, why=fault.why)  # fmt: skip
        desk.note(fault.row, Became.NEARLY, what)
        return True
    if key and key not in _WANTED and item.get(key) not in (None, "''"):
        _leave_out(desk, fault)
        return True
    if fault.siblings and any(entry is item for entry in fault.siblings):
        fault.siblings[:] = [entry for entry in fault.siblings if entry is not item]
        what = msg("“{name}” cannot be asked here ({why})", name=item.get("name"), why=fault.why)
        desk.note(fault.row, Became.LEFT_OUT, what)
        return True
    return False


def _leave_out(desk: Desk, fault: _Fault) -> None:
    """Take a rule out of its question, and what belongs to it."""
    item, key = fault.item, fault.key
    source = _source(item.pop(key))
    what = msg("{column} cannot be used here ({why}): {source}",
               column=key, why=fault.why, source=source)  # fmt: skip
    desk.note(fault.row, Became.LEFT_OUT, what)
    belonging = _BELONGING.get(key, "")
    if item.get(belonging, "''") != "''":
        what = msg("{column} is left out, since there is no {rule}: {value}",
                   column=belonging, rule=key, value=_source(item.pop(belonging)))  # fmt: skip
        desk.note(fault.row, Became.LEFT_OUT, what)
    if item.get("type") == "calculate":
        item.setdefault("calculation", "''")


def _unpiped(item: MutableMapping[str, Value], key: str, why: Message) -> bool:
    """Take the meaning out of every `${` that is broken or names what the error is about; whether
    there was one."""
    name = re.escape(str(why.values.get("name", "")))
    before = _source(item[key])
    item[key] = _mapped(item[key], re.compile(rf"{_BROKEN_PIPE}|\$\{{(?=\s*{name}\s*\}})"))
    return _source(item[key]) != before


def _mapped(value: Value, pipe: re.Pattern[str]) -> Value:
    if isinstance(value, str):
        return pipe.sub("$ {", value)
    if isinstance(value, Flow):
        return Flow({key: _mapped(text, pipe) for key, text in value.items()})
    return [_mapped(entry, pipe) for entry in value] if isinstance(value, list) else value


def _source(value: Value) -> str:
    """What stood in the file, on one line."""
    match value:
        case str():
            return " ".join(value.split())
        case Mapping():
            return " | ".join(_source(inner) for inner in value.values())
        case Commented():
            return _source(value.value)
    return " ".join(_source(inner) for inner in value)
