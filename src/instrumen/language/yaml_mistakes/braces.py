"""What goes wrong inside {…} and […]."""

import re
from collections.abc import Iterator

from instrumen.language.problems import Mark
from instrumen.language.yaml_mistakes.scene import (
    ITEM,
    KEY,
    KEYS,
    PAIR,
    Mistake,
    Scene,
    quoted,
)
from instrumen.messages import msg

_FLOW_PAIR = re.compile(rf"(?P<lead>[{{,\[]\s*{KEY}:\s+)(?P<value>[^'\"{{\[\s].*)$")
_NEXT_PAIR = re.compile(rf",\s+{KEY}:\s")
_INNER_KEY = re.compile(r"(?<!\s)(?P<before>[,;]?)\s+(?P<key>[a-z_]+):\s")
_SEMICOLON = re.compile(r"(?P<sign>;)\s*['\"]?[a-z_]+['\"]?\s*:")
_BARE = re.compile(r"\{\s*(?P<name>\w+)\s*\}\s*(?:=|!=|<|>)")
_EXAMPLE = "for: \"${jabatan} = 'guru'\""


def reference(scene: Scene) -> Mistake | None:
    """`{for: ${a} = 'x'}`: inside {…} and […] a brace ends a text that has no quotation marks."""
    if "flow" not in scene.context:
        return None
    for number, line in scene.near:
        for start, value in _values(line):
            if "${" in value:
                return Mistake(
                    Mark(number + 1, start + value.index("${") + 1, 2),
                    msg("inside {…} or […] a text with ${…} needs quotation marks"),
                    msg("Write it in double quotation marks, like {example}.", example=_EXAMPLE),
                    {number: line[:start] + quoted(value) + line[start + len(value) :]},
                )
    return None


def _values(line: str) -> Iterator[tuple[int, str]]:
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


def text_in_brackets(scene: Scene) -> Mistake | None:
    """`hint: [isi] saja`, `relevant: {umur} > 3`: a text that begins with a bracket, and goes on
    behind the closing one."""
    if "flow" in scene.context:
        return None
    for number, line in scene.near:
        found = PAIR.match(line) or ITEM.match(line)
        if not found or found["value"][0] not in "{[" or found["value"][-1] in "}]":
            continue
        column = len(found["lead"])
        mended = {number: line[:column] + quoted(found["value"])}
        if bare := _BARE.match(found["value"]):
            what = msg("before the brace a $ is missing")
            todo = msg("Write ${{{name}}}.", name=bare["name"])
        else:
            what = msg(
                "a text cannot begin with {character} unless it is in quotation marks",
                character=found["value"][0],
            )
            todo = msg("Put the whole text in quotation marks.")
        return Mistake(Mark(number + 1, column + 1), what, todo, mended)
    return None


def separator(scene: Scene) -> Mistake | None:
    """`{name: ya label: Ya}`, `{name: ya; label: Ya}`: no comma between the entries."""
    if "flow" not in scene.context:
        return None
    line = scene.text
    if found := _SEMICOLON.search(line):
        at = found.start("sign")
        return Mistake(
            Mark(scene.line + 1, at + 1),
            msg("inside {…} and […] entries are separated by commas, not by ;"),
            msg("Write a comma instead."),
            {scene.line: f"{line[:at]},{line[at + 1 :]}"},
        )
    for start, value in _values(line):
        for found in _INNER_KEY.finditer(value):
            if found["key"] in KEYS and not found["before"]:
                at = start + found.start("key")
                return Mistake(
                    Mark(scene.line + 1, at + 1, len(found["key"]) + 1),
                    msg("before “{key}:” a comma is missing", key=found["key"]),
                    msg("Separate entries inside {…} by commas."),
                    {scene.line: f"{line[:at].rstrip()}, {line[at:]}"},
                )
    return None


def without_braces(scene: Scene) -> Mistake | None:
    """`- name: ya, label: Ya`: several keys on one line, and a brace or both are missing."""
    if "mapping values" not in scene.words:
        return None
    line = scene.text
    item = ITEM.match(line)
    found = re.match(rf"(?P<first>{KEY}):\s[^'\"{{\[]*?,\s+(?P<key>{KEY}):\s", item["value"]) if (
        item) else None  # fmt: skip
    if not item or not found or {found["first"], found["key"]} - KEYS:
        return None
    column, keys = len(item["lead"]), item["value"].rstrip("}").rstrip()
    what = msg("several keys on one line stand between braces")
    todo = msg("Write {example}.", example=f"- {{{keys}}}" if len(keys) < 60 else "- {…}")
    if item["value"].endswith("}"):
        what = msg("the opening brace is missing here")
    return Mistake(
        Mark(scene.line + 1, column + 1),
        what,
        todo,
        {scene.line: f"{line[:column]}{{{keys}}}"},
    )


def unclosed(scene: Scene) -> Mistake | None:
    """A bracket without its other half."""
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


def inside(scene: Scene) -> Mistake | None:
    """A text inside braces that needs quotation marks; else whatever it may be."""
    if "flow" not in scene.context:
        return None
    for start, value in _values(scene.text):
        if re.search(r":\s|[{}\[\]]|\s#", value) and start <= scene.column <= start + len(value):
            return Mistake(
                Mark(scene.line + 1, start + 1, len(value)),
                msg("inside {…} or […] a text with a colon or brackets needs quotation marks"),
                msg("Put the whole text in quotation marks."),
                {scene.line: scene.text[:start] + quoted(value) + scene.text[start + len(value) :]},
            )
    return Mistake(
        Mark(scene.line + 1, scene.column + 1),
        msg("inside {…} or […] a comma or the closing bracket is missing before this place"),
        msg("Separate entries by commas; put a text with , : { } [ ] in quotation marks."),
    )
