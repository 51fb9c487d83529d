"""Quotation marks that are missing, or are not those of YAML."""

from instrumen.language.problems import Mark
from instrumen.language.yaml_mistakes.scene import ITEM, PAIR, Mistake, Scene, quoted
from instrumen.messages import msg

_STARTERS = "@`%*&!|>?-]},"
_CURLY = "“”„«»‘’‚‹›"
_ESCAPES = ("escape", "hexdecimal")
_WHOLE = msg("Put the whole text in quotation marks.")


def never_closed(scene: Scene) -> Mistake | None:
    """A quotation mark that opens and does not close on its line."""
    last = scene.last
    if "quoted scalar" in scene.context and not any(word in scene.words for word in _ESCAPES):
        return _unclosed(scene, scene.begin, scene.begin_column)
    if last and last.last_line > last.line and scene.line - last.last_line <= 1:
        return _unclosed(scene, last.line, last.column)
    return None


def _unclosed(scene: Scene, number: int, column: int) -> Mistake:
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


def text_goes_on(scene: Scene) -> Mistake | None:
    """`constraint: '' = ${x}` and `label: 'it's here'`: a quoted text, and then more."""
    found = PAIR.match(scene.text) or ITEM.match(scene.text)
    if "expected" not in scene.words or not found or found["value"][0] not in "'\"":
        return None
    column = len(found["lead"])
    return Mistake(
        Mark(scene.line + 1, column + 1, len(found["value"])),
        msg("the text begins with a quotation mark but goes on behind the closing one"),
        msg("Put the whole text in double quotation marks, and use single ones inside it."),
        {scene.line: scene.text[:column] + quoted(_unwrapped(found["value"]))},
    )


def _unwrapped(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] else value


def colon(scene: Scene) -> Mistake | None:
    """`label: Catatan: isi`: a second colon and space."""
    found = PAIR.match(scene.text)
    if "mapping values" not in scene.words or not found:
        return None
    start, value = len(found["lead"]), found["value"]
    if scene.column < start or value[0] in "{[":
        return None
    mark = Mark(scene.line + 1, scene.column + 1)
    what = msg("the text holds a colon and a space, which YAML takes for a key")
    todo = _WHOLE
    if value[0] in _CURLY:
        mark = Mark(scene.line + 1, start + 1)
        what = msg("the quotation mark {sign} is typographic, and holds no text", sign=value[0])
        todo = msg('Write straight ones: " before the text and " behind it.')
        value = value.strip(_CURLY)
    return Mistake(mark, what, todo, {scene.line: scene.text[:start] + quoted(value)})


def special_beginning(scene: Scene) -> Mistake | None:
    """A text that begins with a character that means something in YAML."""
    for number in dict.fromkeys((scene.line, scene.begin)):
        line = scene.lines[number]
        found = PAIR.match(line) or ITEM.match(line)
        if not found or found["value"][0] not in _STARTERS:
            continue
        column, value = len(found["lead"]), found["value"]
        what = msg(
            "a text cannot begin with {character} unless it is in quotation marks",
            character=value[0],
        )
        todo = _WHOLE
        if value[0] == ">" and "constraint" in found["lead"]:
            what = msg("before {sign} a value is missing", sign=value[0])
            todo = msg("Write a dot for the answer: {example}.", example=f". {value[:40]}")
        elif value[0] == "!" and "${" in value:
            what = msg("{sign} means nothing here.", sign="!")
            todo = msg("Write {form}.", form="not(…)")
        return Mistake(
            Mark(number + 1, column + 1), what, todo, {number: line[:column] + quoted(value)}
        )
    return None


def backslash(scene: Scene) -> Mistake | None:
    """`"C:\\Users"`: a backslash in double quotation marks."""
    if not any(word in scene.words for word in _ESCAPES):
        return None
    at = scene.text.rfind("\\", 0, scene.column + 2)
    return Mistake(
        Mark(scene.line + 1, max(at, 0) + 1),
        msg("in double quotation marks a backslash begins a special character"),
        msg("Write \\\\ for a backslash, or use single quotation marks."),
        {scene.line: f"{scene.text[:at]}\\{scene.text[at:]}"} if at >= 0 else {},
    )
