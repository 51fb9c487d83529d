"""Lines that are no “key: value”: the sign between is missing or another one, the dash is not a
dash, or the line is no part of the file at all."""

import re

from instrumen.language.problems import Mark
from instrumen.language.yaml_mistakes.scene import KEY, KEYS, PAIR, Mistake, Scene, indent
from instrumen.messages import msg

_NO_SPACE = re.compile(rf"^(?P<lead>\s*(?:- +)*{KEY}:)(?P<value>[^\s/:].*)$")
_DASH = re.compile(rf"^(?P<lead>\s*)(?P<dash>-|[–—−•·*]\s*)(?P<rest>{KEY}\s*:(?:\s.*)?)$")
_NO_COLON = re.compile(
    r"^(?P<lead>\s*(?:- +)*)(?P<key>[a-z_]+)(?P<gap>\s*[=;：]\s*|\s+)(?P<rest>.*)$"
)
_REMARK = re.compile(r"^\s*(?://|--|;|/\*|<!--)")


def fence(scene: Scene) -> Mistake | None:
    """The lines ``` around a text that was copied from a chat or a web page."""
    fences = [n for n, line in enumerate(scene.lines) if line.lstrip().startswith("```")]
    if not fences:
        return None
    return Mistake(
        Mark(fences[0] + 1, 1, 3),
        msg("``` is no part of an instrument; it was copied along"),
        msg("Remove the lines that begin with ```."),
        dict.fromkeys(fences, ""),
    )


def no_space_after_colon(scene: Scene) -> Mistake | None:
    """`label:Nama`."""
    if "mapping values" not in scene.words and "expected ':'" not in scene.words:
        return None
    for number in (scene.begin, scene.line, scene.line - 1):
        line = scene.lines[number] if number >= 0 else ""
        found = _NO_SPACE.match(line)
        if found and not PAIR.match(line):
            column = len(found["lead"])
            return Mistake(
                Mark(number + 1, column),
                msg("after the colon a space is missing"),
                msg("Write “{key}: …” with a space.", key=found["lead"].strip(" -:")),
                {number: f"{found['lead']} {found['value']}"},
            )
    return None


def dash(scene: Scene) -> Mistake | None:
    """`-name: x`, and what a word processor makes of a hyphen: `– name: x`, `• name: x`."""
    for number, line in scene.near:
        found = _DASH.match(line)
        if not found or (found["dash"] == "-" and found["rest"].startswith("-")):
            continue
        what = msg("{sign} is not the hyphen that begins an entry", sign=found["dash"].strip())
        if found["dash"] == "-":
            what = msg("after the hyphen a space is missing")
        return Mistake(
            Mark(number + 1, len(found["lead"]) + 1),
            what,
            msg("Write a hyphen and a space: “- {rest}”.", rest=found["rest"][:40]),
            {number: f"{found['lead']}- {found['rest']}"},
        )
    return None


def loose(scene: Scene) -> Mistake | None:
    """`label Nama`, `type = integer`, a remark without #, a text that went on to the next line."""
    if "expected ':'" not in scene.words:
        return None
    line = scene.lines[scene.begin]
    mark = Mark(scene.begin + 1, scene.begin_column + 1)
    found = _NO_COLON.match(line)
    if found and found["key"] in KEYS:
        key, sign = found["key"], found["gap"].strip()
        what = msg("after “{key}” the colon is missing", key=key)
        if sign:
            what = msg("after “{key}” goes a colon, not {sign}", key=key, sign=sign)
        todo = msg("Write “{key}: …”.", key=key)
        return Mistake(mark, what, todo, {scene.begin: f"{found['lead']}{key}: {found['rest']}"})
    if _REMARK.match(line):
        what = msg("a remark begins with #")
        todo = msg("Write # at the beginning of the line.")
    else:
        what = msg("this line has no “key: value”")
        todo = msg("Write the colon and a space after the key; indent text that goes on further.")
    return Mistake(mark, what, todo, {scene.begin: f"{indent(line)}#"})
