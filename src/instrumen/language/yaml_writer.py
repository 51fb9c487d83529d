"""Plain data → the YAML that `yaml_reader` reads, laid out for people.

    Block = mapping or list, one entry a line        Flow = `{a: b}`, `[a, b]` while it fits

Scalars are text. Quotation marks stand only where YAML or the reader needs them; reading the
result gives the very same texts again.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WIDTH = 98
_FOLD_FROM = 90

# What a plain scalar must not look like, per YAML 1.2 §7.3.3, and what the reader warns about.
_BEGINS_BADLY = re.compile(r"[\s'\"\[\]{}>|*&!%@`#,?:\-=~<]|$")
_BREAKS = re.compile(r":(\s|$)|\s#|[\t\n]|\s$|^(---|\.\.\.)")
_BREAKS_IN_FLOW = re.compile(r"[,\[\]{}]|:(\s|$)")
_NEEDS_ESCAPES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff\r]"
)


class Flow(dict[str, "Value"]):
    """A mapping that is written `{a: b}` when it fits on the line."""


@dataclass(frozen=True, slots=True)
class Commented:
    """A value with remarks above it, one line each."""

    value: "Value"
    comments: tuple[str, ...]


Value = str | Mapping[str, "Value"] | Sequence["Value"] | Commented


def write_yaml(value: Mapping[str, Value]) -> str:
    """The file of a mapping; ends with a line end."""
    return "".join(f"{line}\n" for line in _mapping(value, 0))


def comment_lines(text: str, indent: str = "") -> list[str]:
    """A remark as lines that begin with `#`, wrapped."""
    words = " ".join(text.split())
    lines = textwrap.wrap(words, max(30, WIDTH - len(indent) - 2), break_on_hyphens=False)
    return [f"{indent}# {line}" for line in lines]


def _mapping(value: Mapping[str, Value], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, entry in value.items():
        inner = entry.value if isinstance(entry, Commented) else entry
        if isinstance(entry, Commented):
            for comment in entry.comments:
                yield from comment_lines(comment, indent)
        head = f"{indent}{_scalar_on_line(key, flow=False)}:"
        yield from _entry(head, inner, depth)


def _entry(head: str, value: Value, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _scalar(head, value, depth)
        return
    flow = _flow(value) if isinstance(value, Flow) or _is_list_of_texts(value) else None
    if flow is not None and len(head) + 1 + len(flow) <= WIDTH:
        yield f"{head} {flow}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, depth + 1)
    elif isinstance(value, Sequence):
        yield head
        yield from _sequence(value, depth + 1)


def _sequence(items: Sequence[Value], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for number, item in enumerate(items):
        inner = item.value if isinstance(item, Commented) else item
        if number and isinstance(inner, Mapping) and not isinstance(inner, Flow):
            yield ""
        if isinstance(item, Commented):
            for comment in item.comments:
                yield from comment_lines(comment, indent)
        flow = _flow(inner) if isinstance(inner, Flow) else None
        if flow is not None and len(indent) + 2 + len(flow) <= WIDTH:
            yield f"{indent}- {flow}"
        elif isinstance(inner, Mapping):
            lines = list(_mapping(inner, depth + 1))
            begins = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (line[2:] for line in lines[:begins])
            yield f"{indent}- {lines[begins].lstrip()}"
            yield from lines[begins + 1 :]
        elif isinstance(inner, str):
            yield from _scalar(f"{indent}-", inner, depth)


def _scalar(head: str, text: str, depth: int) -> Iterator[str]:
    """`head` and a text: on the line, folded over several, or line by line."""
    indent = "  " * (depth + 1)
    if _may_be_literal(text):
        yield f"{head} |-"
        yield from (indent + line if line else "" for line in text.split("\n"))
    elif len(text) > _FOLD_FROM and _may_be_folded(text):
        yield f"{head} >-"
        width = max(40, WIDTH - len(indent))
        folded = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        yield from (indent + line for line in folded)
    else:
        yield f"{head} {_scalar_on_line(text, flow=False)}"


def _may_be_literal(text: str) -> bool:
    return (
        "\n" in text
        and not text.startswith((" ", "\n", "\t"))
        and not text.endswith("\n")
        and "\t" not in text
        and not _NEEDS_ESCAPES.search(text)
    )


def _may_be_folded(text: str) -> bool:
    """Only single ordinary spaces between words: then folding and unfolding is exact."""
    return (
        " ".join(text.split(" ")) == text
        and "  " not in text
        and (
            text == text.strip()
            and not re.search(r"[^\S ]", text)
            and not _NEEDS_ESCAPES.search(text)
        )
    )


def _flow(value: Value) -> str | None:
    """A value on one line inside braces or brackets; None when it cannot be."""
    if isinstance(value, str):
        return None if "\n" in value else _scalar_on_line(value, flow=True)
    if isinstance(value, Commented):
        return None
    if isinstance(value, Mapping):
        parts = [(_scalar_on_line(key, flow=True), _flow(inner)) for key, inner in value.items()]
        if any(inner is None for _, inner in parts):
            return None
        return "{" + ", ".join(f"{key}: {inner}" for key, inner in parts) + "}"
    inside = [_flow(inner) for inner in value]
    return None if None in inside else f"[{', '.join(str(inner) for inner in inside)}]"


def _is_list_of_texts(value: Value) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _scalar_on_line(text: str, flow: bool) -> str:
    """A text on one line: plain when nothing can misread it, else in quotation marks."""
    if _NEEDS_ESCAPES.search(text) or "\n" in text or "\t" in text:
        return _escaped(text)
    plain = not _BEGINS_BADLY.match(text) or _is_dotted(text)
    if plain and not _BREAKS.search(text) and not (flow and _BREAKS_IN_FLOW.search(text)):
        return text
    return (
        f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    )


def _is_dotted(text: str) -> bool:
    """`-5`, `-x`: a dash that begins no list entry."""
    return bool(re.match(r"-[^\s\-]", text))


_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\r": "\\r"}


def _escaped(text: str) -> str:
    def one(sign: str) -> str:
        if sign in _SHORT_ESCAPES:
            return _SHORT_ESCAPES[sign]
        if not _NEEDS_ESCAPES.match(sign):
            return sign
        return f"\\x{ord(sign):02x}" if ord(sign) < 0x100 else f"\\u{ord(sign):04x}"

    return '"' + "".join(map(one, text)) + '"'
