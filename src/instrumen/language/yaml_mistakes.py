"""What was probably meant where YAML's own reader gave up: its errors in the words of people who
write with a plain editor, and the mended line, so that reading can go on behind it.

The mended lines live in memory only; nobody's file is changed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

import yaml

from instrumen.language.problems import Mark
from instrumen.messages import Message, msg


@dataclass(frozen=True, slots=True)
class LastScalar:
    """The last text in quotation marks before the error; lines and column count from 0."""

    line: int
    column: int
    style: str
    last_line: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where, what, what to do; and the lines (numbered from 0) with which reading can go on,
    none when it was not clear what was meant."""

    mark: Mark
    what: Message
    todo: Message
    mended: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where libyaml stopped (`line`, `column` from 0), where what it was reading began, its
    words, and the text around."""

    lines: list[str]
    line: int
    column: int
    begin: int
    begin_column: int
    words: str
    context: str
    last: LastScalar | None

    @property
    def text(self) -> str:
        """The line on which reading stopped."""
        return self.lines[self.line]


_KEY = r"[^\s:#'\"{}\[\],&*!|>%@`-][^\s:#'\"{}\[\],]*"
_PAIR = re.compile(rf"^(?P<lead>\s*(?:- +)*{_KEY}\s*:\s+)(?P<value>\S.*?)\s*$")
_LEAD = re.compile(r"^\s*(?:- +)*")
_ITEM = re.compile(r"^(?P<lead>\s*(?:- +)+)(?P<value>\S.*?)\s*$")
_NO_SPACE = re.compile(rf"^(?P<lead>\s*(?:- +)*{_KEY}:)(?P<value>[^\s/:].*)$")
_FLOW_PAIR = re.compile(rf"(?P<lead>[{{,\[]\s*{_KEY}:\s+)(?P<value>[^'\"{{\[\s].*)$")
_NEXT_PAIR = re.compile(rf",\s+{_KEY}:\s")
_STARTERS = "@`%*&!|>?-]},"


def explain(error: yaml.YAMLError, lines: list[str], last: LastScalar | None) -> Mistake:
    """The mistake behind an error of libyaml (or of PyYAML's own reader)."""
    scene = _scene(error, lines, last)
    for recognise in _RECOGNISERS:
        mistake = recognise(scene)
        if mistake is not None:
            return mistake
    return _unknown(scene)


def _scene(error: yaml.YAMLError, lines: list[str], last: LastScalar | None) -> _Scene:
    mark = getattr(error, "problem_mark", None)
    begin = getattr(error, "context_mark", None) or mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    return _Scene(
        lines,
        line,
        mark.column if mark and mark.line == line else len(lines[line]),
        min(begin.line, line) if begin else 0,
        begin.column if begin else 0,
        str(getattr(error, "problem", None) or ""),
        str(getattr(error, "context", None) or ""),
        last,
    )


def _tab(scene: _Scene) -> Mistake | None:
    if "\t" not in _indent(scene.text):
        return None
    mended = {
        number: _indent(line).expandtabs(2) + line.lstrip()
        for number, line in enumerate(scene.lines)
        if "\t" in _indent(line)
    }
    return Mistake(
        Mark(scene.line + 1, scene.text.index("\t") + 1),
        msg("the line is indented with a tab"),
        msg("Indent with spaces only, two for each level."),
        mended,
    )


def _no_space_after_colon(scene: _Scene) -> Mistake | None:
    if "mapping values" not in scene.words and "expected ':'" not in scene.words:
        return None
    for number in (scene.begin, scene.line, scene.line - 1):
        line = scene.lines[number] if number >= 0 else ""
        found = _NO_SPACE.match(line)
        if found and not _PAIR.match(line):
            column = len(found["lead"])
            return Mistake(
                Mark(number + 1, column),
                msg("after the colon a space is missing"),
                msg("Write “{key}: …” with a space.", key=found["lead"].strip(" -:")),
                {number: f"{found['lead']} {found['value']}"},
            )
    return None


def _reference_in_braces(scene: _Scene) -> Mistake | None:
    """`{for: ${a} = 'x'}`: inside {…} and […] a brace ends a text that has no quotation marks."""
    if "flow" not in scene.context:
        return None
    for number in dict.fromkeys((scene.line, scene.line - 1, scene.begin)):
        line = scene.lines[number] if number >= 0 else ""
        for start, value in _flow_values(line):
            if "${" in value:
                return Mistake(
                    Mark(number + 1, start + value.index("${") + 1, 2),
                    msg("inside {…} or […] a text with ${…} needs quotation marks"),
                    msg("Write it in double quotation marks, like {example}.", example=_EXAMPLE),
                    {number: line[:start] + _quoted(value) + line[start + len(value) :]},
                )
    return None


_EXAMPLE = "for: \"${jabatan} = 'guru'\""


def _flow_values(line: str) -> Iterator[tuple[int, str]]:
    """The texts without quotation marks after `key:` inside braces of a line, with their
    offsets. A value reaches to the next `, key: ` or the bracket that closes its own."""
    position = 0
    while found := _FLOW_PAIR.search(line, position):
        start = found.start("value")
        rest = found["value"]
        after = _NEXT_PAIR.search(rest)
        reach = rest[: after.start()] if after else _before_own_close(rest)
        yield start, reach.rstrip()
        position = start + max(len(reach.rstrip()), 1)


def _before_own_close(text: str) -> str:
    depth = 0
    for offset, character in enumerate(text):
        depth += (character in "{[") - (character in "}]")
        if depth < 0:
            return text[:offset]
    return text


def _never_closed_quote(scene: _Scene) -> Mistake | None:
    last = scene.last
    if "quoted scalar" in scene.context and "escape" not in scene.words:
        return _unclosed(scene, scene.begin, scene.begin_column)
    if last and last.last_line > last.line and scene.line - last.last_line <= 1:
        return _unclosed(scene, last.line, last.column)
    return None


def _unclosed(scene: _Scene, number: int, column: int) -> Mistake:
    line = scene.lines[number]
    quote = line[column : column + 1]
    body = line[column + 1 :].rstrip()
    plain = "{" not in line[:column] and "[" not in line[:column] and quote not in body
    return Mistake(
        Mark(number + 1, column + 1),
        msg("the quotation mark that opens here is not closed on this line"),
        msg("Close it at the end of the text with the same mark ({quote}).", quote=quote or '"'),
        {number: line.rstrip() + quote} if plain and quote in ("'", '"') else {},
    )


def _quote_inside(scene: _Scene) -> Mistake | None:
    """`constraint: '' = ${x}` and `label: 'it's here'`: a quoted text, and then more."""
    found = _PAIR.match(scene.text) or _ITEM.match(scene.text)
    if "expected" not in scene.words or not found or found["value"][0] not in "'\"":
        return None
    column = len(found["lead"])
    return Mistake(
        Mark(scene.line + 1, column + 1, len(found["value"])),
        msg("the text begins with a quotation mark but goes on behind the closing one"),
        msg("Put the whole text in double quotation marks, and use single ones inside it."),
        {scene.line: scene.text[:column] + _quoted(_unwrapped(found["value"]))},
    )


def _unwrapped(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] else value


def _colon_in_text(scene: _Scene) -> Mistake | None:
    """`label: Catatan: isi`: a second colon and space."""
    found = _PAIR.match(scene.text)
    if "mapping values" not in scene.words or not found:
        return None
    start = len(found["lead"])
    if scene.column < start or found["value"][0] in "{[":
        return None
    return Mistake(
        Mark(scene.line + 1, scene.column + 1),
        msg("the text holds a colon and a space, which YAML takes for a key"),
        msg("Put the whole text in quotation marks."),
        {scene.line: scene.text[:start] + _quoted(found["value"])},
    )


def _special_beginning(scene: _Scene) -> Mistake | None:
    """A text that begins with a character that means something in YAML."""
    for number in dict.fromkeys((scene.line, scene.begin)):
        line = scene.lines[number]
        found = _PAIR.match(line) or _ITEM.match(line)
        if found and found["value"][0] in _STARTERS:
            column = len(found["lead"])
            return Mistake(
                Mark(number + 1, column + 1),
                msg(
                    "a text cannot begin with {character} unless it is in quotation marks",
                    character=found["value"][0],
                ),
                msg("Put the whole text in quotation marks."),
                {number: line[:column] + _quoted(found["value"])},
            )
    return None


def _unclosed_bracket(scene: _Scene) -> Mistake | None:
    if "flow" not in scene.context:
        return None
    line = scene.lines[scene.begin]
    opener = line[scene.begin_column : scene.begin_column + 1]
    closer = {"{": "}", "[": "]"}.get(opener)
    if closer is None or (scene.line == scene.begin and scene.column < len(line.rstrip())):
        return None
    return Mistake(
        Mark(scene.begin + 1, scene.begin_column + 1),
        msg("the bracket {opener} that opens here is not closed", opener=opener),
        msg("Close it with {closer} (or put a text with brackets in quotes).", closer=closer),
        {scene.begin: line.rstrip() + _missing_closers(line)},
    )


def _missing_closers(line: str) -> str:
    """The closing brackets a line lacks, innermost first; texts in quotation marks are passed
    over."""
    bare = re.sub(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", "", line)
    open_: list[str] = []
    for character in bare:
        if character in "{[":
            open_.append("}" if character == "{" else "]")
        elif open_ and character == open_[-1]:
            open_.pop()
    return "".join(reversed(open_))


def _inside_brackets(scene: _Scene) -> Mistake | None:
    if "flow" not in scene.context:
        return None
    for start, value in _flow_values(scene.text):
        if re.search(r":\s|[{}\[\]]|\s#", value) and start <= scene.column <= start + len(value):
            quoted = scene.text[:start] + _quoted(value) + scene.text[start + len(value) :]
            return Mistake(
                Mark(scene.line + 1, start + 1, len(value)),
                msg("inside {…} or […] a text with a colon or brackets needs quotation marks"),
                msg("Put the whole text in quotation marks."),
                {scene.line: quoted},
            )
    return Mistake(
        Mark(scene.line + 1, scene.column + 1),
        msg("inside {…} or […] a comma or the closing bracket is missing before this place"),
        msg("Separate entries by commas; put a text with , : { } [ ] in quotation marks."),
    )


def _unknown_escape(scene: _Scene) -> Mistake | None:
    if "escape" not in scene.words:
        return None
    at = scene.text.rfind("\\", 0, scene.column + 2)
    return Mistake(
        Mark(scene.line + 1, max(at, 0) + 1),
        msg("in double quotation marks a backslash begins a special character"),
        msg("Write \\\\ for a backslash, or use single quotation marks."),
        {scene.line: f"{scene.text[:at]}\\{scene.text[at:]}"} if at >= 0 else {},
    )


def _loose_line(scene: _Scene) -> Mistake | None:
    if "expected ':'" not in scene.words:
        return None
    line = scene.lines[scene.begin]
    return Mistake(
        Mark(scene.begin + 1, scene.begin_column + 1),
        msg("this line has no “key: value”"),
        msg("Write the colon and a space after the key; indent text that goes on further."),
        {scene.begin: f"{_indent(line)}#"},
    )


def _indentation(scene: _Scene) -> Mistake | None:
    """A line that begins in a column where nothing above it begins."""
    words = ("mapping values", "expected '-'", "expected key", "<document start>")
    if not any(word in scene.words for word in words):
        return None
    wanted = _column_above(scene)
    indent = len(_indent(scene.text))
    mended = {}
    if wanted is not None and 0 < abs(wanted - indent) <= 2 and _PAIR.match(scene.text):
        mended = {scene.line: " " * wanted + scene.text.lstrip()}
    return Mistake(
        Mark(scene.line + 1, indent + 1),
        msg("the line does not begin in the same column as the lines it belongs to"),
        msg("Give keys of the same thing the same number of spaces at the beginning."),
        mended,
    )


def _column_above(scene: _Scene) -> int | None:
    """The column of the key on the nearest line above that has a value of its own."""
    for number in range(scene.line - 1, -1, -1):
        line = scene.lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            return len(line) - len(_LEAD.sub("", line, count=1))
    return None


def _unknown(scene: _Scene) -> Mistake:
    return Mistake(
        Mark(scene.line + 1, scene.column + 1),
        msg("this cannot be read as YAML ({words})", words=scene.words or "?"),
        msg("Check colons, brackets, quotation marks and the indentation here and just above."),
    )


_RECOGNISERS: tuple[Callable[[_Scene], Mistake | None], ...] = (
    _tab,
    _reference_in_braces,
    _never_closed_quote,
    _unknown_escape,
    _no_space_after_colon,
    _colon_in_text,
    _quote_inside,
    _special_beginning,
    _unclosed_bracket,
    _inside_brackets,
    _loose_line,
    _indentation,
)


def _indent(line: str) -> str:
    return "".join(takewhile(str.isspace, line))


def _quoted(text: str) -> str:
    """A text in single quotation marks, as YAML wants it."""
    return "'" + text.replace("'", "''") + "'"
