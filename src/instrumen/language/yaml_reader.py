"""YAML as this program reads it: text → nodes, from libyaml's events.

The events are put together here because PyYAML's own ways are not safe with other people's
files: its composer follows nesting by recursion (100,000 brackets end the process), its
constructors turn `no`, `017` and `12:30` into something else, drop duplicate keys without a
word and unfold aliases without end. Here plain scalars stay text; duplicate keys, anchors,
aliases, tags and merge keys are refused; nesting, size and characters have limits.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from instrumen.language.file_kinds import other_kind
from instrumen.language.nodes import Mapping, Node, Scalar, Sequence
from instrumen.language.problems import Mark, Problem
from instrumen.language.yaml_comments import lost_texts
from instrumen.language.yaml_mistakes import KEYS, LastScalar, Mistake, explain, strange_spaces
from instrumen.messages import Message, msg

MOST_BYTES = 1_000_000
DEEPEST = 20

_MOST_PROBLEMS = 200
# What an entry of a list begins with.
_FIRST = frozenset({"name", "type", "label", "constraint"})
_MOST_MENDED = 12
_MOST_MENDED_CHARACTERS = 2_000_000
_LINE_END = re.compile("\r\n?")
# What no text of an instrument may hold; NEL and the two Unicode line separators would end
# lines for YAML but not for an editor, so that line numbers would be wrong.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

Read = tuple[Node | None, tuple[Problem, ...]]


def read_source(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file, line ends as LF and without byte order mark; None with a problem when
    it cannot be opened, is larger than 1 MB, or is not UTF-8."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return None, (_unreadable(path, error),)
    kind = other_kind(data)
    if kind is not None:
        return None, (Problem(path, Mark(1, 1), "file", kind, _COPY),)
    if len(data) > MOST_BYTES:
        return None, (_too_large(path),)
    try:
        return clean_source(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, data, error),)


def clean_source(source: str) -> str:
    """A source with LF as its line ends and without a byte order mark."""
    return _LINE_END.sub("\n", source.removeprefix("\ufeff"))


def read_yaml(source: str, file: Path) -> Read:
    """The tree of a cleaned YAML text, and everything that is wrong with it as YAML.

    After a mistake in the syntax the line is mended in memory where it is clear what was meant,
    so that one run tells of all mistakes. None when there is nothing to go on with.
    """
    if len(source) > MOST_BYTES:
        return None, (_too_large(file),)
    refused = tuple(_refused_characters(source, file))
    if refused:
        return None, refused
    return _read_and_mend(source, file)


def _read_and_mend(source: str, file: Path) -> Read:
    found: list[Problem] = []
    lines = source.split("\n")
    mended: set[int] = set()
    spacing = False
    mistake = strange_spaces(lines)
    if mistake is not None:
        found.append(Problem(file, mistake.mark, "yaml", mistake.what, mistake.todo))
        _mend(lines, mended, mistake)
    for _ in range(min(_MOST_MENDED, 1 + _MOST_MENDED_CHARACTERS // (len(source) + 1))):
        builder = _Builder(file)
        try:
            root = builder.build("\n".join(lines))
        except yaml.YAMLError as error:
            mistake = explain(error, lines, builder.last)
            # Wrong spaces further down may come of those above.
            if mistake.mark.line not in mended and not (spacing and mistake.spacing):
                found.append(Problem(file, mistake.mark, "yaml", mistake.what, mistake.todo))
            if not mistake.mended or mended.intersection(n + 1 for n in mistake.mended):
                break
            spacing = spacing or mistake.spacing
            _mend(lines, mended, mistake)
        else:
            found += builder.problems
            found += lost_texts(source, root, file) if root is not None else ()
            return root, tuple(sorted(found, key=lambda problem: problem.mark))
    return None, tuple(found)


def _mend(lines: list[str], mended: set[int], mistake: Mistake) -> None:
    for number, line in mistake.mended.items():
        lines[number] = line
        mended.add(number + 1)


@dataclass(slots=True)
class _Open:
    """A collection that is being read; `keys` is None for a sequence."""

    line: int
    column: int
    items: list[Any]
    keys: dict[str, Scalar] | None
    key: Scalar | None = None
    block: bool = False
    repeated: bool = False


@dataclass(slots=True)
class _Builder:
    """Puts one document together from events; `problems` collects what is refused."""

    file: Path
    problems: list[Problem] = field(default_factory=list)
    last: LastScalar | None = None
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0

    def build(self, source: str) -> Node | None:
        """The root of the first document; None when the file is empty or nested too deep."""
        loader = _Loader(source)
        try:
            while (event := loader.get_event()) is not None:
                if not self._take(event):
                    return None
        finally:
            loader.dispose()
        if self.root is None:
            self._refuse(Mark(1, 1), msg("the file is empty"), msg("Write into it and save it."))
        return self.root

    def _take(self, event: Any) -> bool:
        """Take one event; False when reading must stop here."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marked(event)
            self._add(self._scalar(event))
        elif kind in _STARTS:
            self._refuse_marked(event)
            return self._begin(event)
        elif kind in _ENDS:
            self._end()
        elif kind is yaml.AliasEvent:
            self._refuse_alias(event)
        elif kind is yaml.DocumentStartEvent:
            return self._begin_document(event)
        return True

    def _begin_document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        self._refuse(
            _mark(event),
            msg("the file holds more than one document (a line “---”)"),
            msg("Write one file for each, or remove that line."),
        )
        return False

    def _begin(self, event: Any) -> bool:
        start = event.start_mark
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        block = not event.flow_style
        keys: dict[str, Scalar] | None = {} if is_mapping else None
        self.stack.append(_Open(start.line + 1, start.column + 1, [], keys, block=block))
        if len(self.stack) <= DEEPEST:
            return True
        self._refuse(
            _mark(event),
            msg("more than {most} levels are nested here", most=DEEPEST),
            msg("Check the brackets and the indentation."),
        )
        return False

    def _end(self) -> None:
        done = self.stack.pop()
        node: Node
        if done.keys is None:
            node = Sequence(tuple(done.items), done.line, done.column)
        else:
            node = Mapping(tuple(done.items), done.line, done.column)
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.keys is None:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(node, parent, parent.keys)
        else:
            if parent.keys.get(parent.key.value) is parent.key:
                parent.items.append(self._pair(parent.key, node))
            parent.key = None

    def _pair(self, key: Scalar, value: Node) -> tuple[Scalar, Node]:
        """A pair; of `{name:ya}`, which is a key without a value, the two halves."""
        half, colon, rest = key.value.partition(":")
        empty = isinstance(value, Scalar) and not value.value and not value.style
        if not (colon and rest and empty and half in KEYS) or key.style:
            return key, value
        at = key.column + len(half)
        if all(problem.mark.line != key.line for problem in self.problems):
            self._refuse(
                Mark(key.line, at),
                msg("after the colon a space is missing"),
                msg("Write “{key}: …” with a space.", key=half),
            )
        words = Scalar(rest, key.line, at + 1, len(rest), verbatim=True)
        return key._replace(value=half, length=len(half)), words

    def _key(self, node: Node, parent: _Open, keys: dict[str, Scalar]) -> Scalar:
        """The key of a pair; one that is there already, or is no text, is refused (and its
        value read past)."""
        if not isinstance(node, Scalar):
            self._refuse(
                node.mark,
                msg("a list or a {…} stands where a key is expected"),
                msg("Put a text with brackets in quotation marks."),
            )
            return Scalar("", -1, -1)
        if node.value == "<<" and not node.style:
            self._refuse(node.mark, msg("the merge key << is not used here"), _WRITE_OUT)
            return Scalar("", -1, -1)
        key = node.value
        first = keys.setdefault(key, node)
        if first is node:
            return node
        if parent.repeated:
            return node
        todo = msg("Keep one of them.")
        if parent.block and key in _FIRST and first is next(iter(keys.values())):
            # All keys over again: an entry of its own that lacks its dash.
            parent.repeated = True
            todo = msg("Write “- {key}: …” if a new entry begins here; else keep one.", key=key)
        self._refuse(
            node.mark,
            msg("“{key}” is here twice; the first is on line {line}", key=key, line=first.line),
            todo,
            "duplicate-key",
        )
        return node

    def _scalar(self, event: Any) -> Scalar:
        start, end, value = event.start_mark, event.end_mark, event.value
        style = event.style or ""
        same_line = start.line == end.line
        length = end.column - start.column if same_line else 1
        verbatim = same_line and length == len(value) + (2 if style else 0)
        if style:
            self.last = LastScalar(start.line, start.column, style, end.line)
        if style == '"' and _REFUSED.search(value):
            self._refuse(_mark(event), msg("the text holds a control character"), _REMOVE)
        return Scalar(value, start.line + 1, start.column + 1, length or 1, style, verbatim)

    def _refuse_marked(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(_mark(event), msg("anchors (&name) are not used here"), _WRITE_OUT)
        if event.tag is not None and event.tag != "!":
            self._refuse(
                _mark(event),
                msg("tags (a word that begins with !) are not used here"),
                msg("Put a text that begins with ! in quotation marks."),
            )

    def _refuse_alias(self, event: Any) -> None:
        self._refuse(
            _mark(event),
            msg("a text that begins with * means an alias, and aliases are not used here"),
            msg("Put a text that begins with * in quotation marks."),
        )
        mark = event.start_mark
        self._add(Scalar("", mark.line + 1, mark.column + 1, style="*"))

    def _refuse(self, mark: Mark, what: Message, todo: Message, rule: str = "yaml") -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(self.file, mark, rule, what, todo))


_WRITE_OUT = msg("Write the same lines again where they are wanted.")
_REMOVE = msg("Remove it.")
_COPY = msg("Copy its text into an editor for plain text, and save that as .yaml in UTF-8.")


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _refused_characters(source: str, file: Path) -> Iterator[Problem]:
    """The first few characters that no text may hold."""
    for found, _ in zip(_REFUSED.finditer(source), range(5), strict=False):
        line = source.count("\n", 0, found.start()) + 1
        column = found.start() - source.rfind("\n", 0, found.start())
        yield Problem(
            file,
            Mark(line, column),
            "character",
            msg("the invisible character U+{code} stands here", code=f"{ord(found[0]):04X}"),
            _REMOVE,
        )


def _unreadable(path: Path, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    what = msg("the file cannot be opened ({reason})", reason=reason)
    if isinstance(error, FileNotFoundError):
        what = msg("there is no such file")
    return Problem(path, Mark(1, 1), "file", what, msg("Check the name and where the file lies."))


def _too_large(path: Path) -> Problem:
    return Problem(
        path,
        Mark(1, 1),
        "file",
        msg("the file is larger than 1 MB"),
        msg("An instrument is text and much smaller: check that this is the right file."),
    )


def _not_utf8(path: Path, data: bytes, error: UnicodeDecodeError) -> Problem:
    """UTF-16 holds a zero for every plain letter; anything else is told at its first letter."""
    line = data.count(b"\n", 0, error.start) + 1
    before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return Problem(
        path,
        Mark(1, 1) if utf_16 else Mark(line, len(before.decode("utf-8", "replace")) + 1),
        "file" if utf_16 else "encoding",
        msg("the file is not in UTF-8"),
        msg("Save it again as UTF-8: in the editor, “Save as”, encoding UTF-8."),
    )
