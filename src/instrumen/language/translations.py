"""Translations that stand apart from the texts they translate: `translations:` at the end of an
instrument file, language by language, from the path of a text to its words. (For a study file and
a consent, whose texts are found by `study_texts`, they are the same.)

    translations:
      en:
        title: Teacher questionnaire
        sections/latar.title: Background
        choices/setuju/ss.label: Strongly agree
        mengajar/jam.label: Hours a week
        jam_total.constraints/1.message: Between 0 and 48

They are put where they belong before anything is read, so that an instrument is the very same
(and has the same hash) whether its translations stand in the texts or apart. Only texts have
paths: names, codes and rules are out of reach.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from instrumen.language.meant import did_you_mean
from instrumen.language.nodes import Mapping, Node, Scalar, Sequence
from instrumen.language.reading.context import Context
from instrumen.language.reading.instrument import declared_languages
from instrumen.language.reading.questions import REPEAT
from instrumen.messages import msg

KEY = "translations"

_OF_HEADER = ("title", "short_title", "activity", "duration")
_OF_PARTS = {"scales": ("label",), "units": ("label", "note")}
_OF_ITEMS = ("label", "hint", "required_message", "constraint_message", "listen_for")
_OF_PROBES = ("label", "listen_for")
_PIPE = re.compile(r"\$\{[^{}]*\}")

OnText = Callable[[str, Node], Node]
EachText = Callable[[Mapping, OnText], Mapping]
"""Goes through the tree of a file: every text is replaced by what is made of it."""


def merged(
    context: Context,
    root: Node,
    each_text: EachText | None = None,
    names: tuple[str, ...] = (),
) -> Node:
    """The tree with the translations of its `translations:` in their places; what cannot be put
    anywhere is noted. A tree without the key comes back as it is. `each_text` finds the texts of
    a file that is no instrument; at paths that begin with one of `names` a plain text may be the
    same in all languages, and is not missed."""
    node = root.get(KEY) if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or node is None:
        return root
    bare = _without(root, KEY)
    spoken = declared_languages(bare)
    if not spoken:
        what = msg("translations need to know the language they start from")
        todo = msg("Write “languages: [id]”, with the language of the texts, at the top.")
        context.error(node.mark, "translation", what, todo)
        return bare
    merging = _Merging(context, spoken[0], {}, _read(context, node), names)
    made = (each_text or each_text_of_instrument)(bare, merging.take)
    merging.note_strangers()
    return _with_languages(made, spoken, tuple(merging.translations))


def text_paths(root: Node, each_text: EachText | None = None) -> dict[str, Node]:
    """Every text of an instrument, or of what `each_text` goes through, by its path, in the
    order of the file."""
    found: dict[str, Node] = {}

    def note(path: str, node: Node) -> Node:
        found.setdefault(path, node)
        return node

    if isinstance(root, Mapping):
        (each_text or each_text_of_instrument)(root, note)
    return found


Translations = dict[str, dict[str, tuple[Scalar, Scalar]]]
"""Language → path → the path and the words, as they stand in the file."""


@dataclass(slots=True)
class _Merging:
    context: Context
    base: str
    seen: dict[str, Node]
    translations: Translations
    names: tuple[str, ...] = ()
    used: set[tuple[str, str]] = field(default_factory=set)

    def take(self, path: str, node: Node) -> Node:
        """A text with what is said of it in other languages."""
        self.seen[path] = node
        added: list[tuple[Scalar, Node]] = []
        for language, texts in self.translations.items():
            if path in texts:
                key, words = texts[path]
                self.used.add((language, path))
                if not self._stands_already(node, language, key):
                    self._compare_pipes(node, words)
                    added.append((Scalar(language, key.line, key.column), words))
        if isinstance(node, Mapping):
            return Mapping((*node.pairs, *added), node.line, node.column)
        if not added:
            self._note_missing(path, node)
            return node
        first: tuple[Scalar, Node] = (Scalar(self.base, node.line, node.column), node)
        return Mapping((first, *added), node.line, node.column)

    def _note_missing(self, path: str, node: Node) -> None:
        """A plain text that nobody translated; one with languages the reader looks after."""
        if not _has_letters(node) or path.startswith(self.names):
            return
        for language in self.translations:
            if language != self.base and path not in self.translations[language]:
                what = msg("this text is missing in: {languages}", languages=language)
                todo = msg("Add “{path}: …” to the translations.", path=path)
                self.context.warn(node.mark, "no-translation", what, todo)

    def note_strangers(self) -> None:
        """Paths that lead to no text."""
        for language, texts in self.translations.items():
            for path, (key, _) in texts.items():
                if (language, path) not in self.used:
                    what = msg("there is no text “{path}”", path=path[:100])
                    todo = did_you_mean(path, frozenset(self.seen), msg("Remove it."))
                    self.context.error(key.mark, "translation", what, todo)

    def _stands_already(self, node: Node, language: str, key: Scalar) -> bool:
        known = isinstance(node, Mapping) and node.get(language) is not None
        if known or (isinstance(node, Scalar) and language == self.base):
            what = msg("“{path}” has a text in “{language}” already", path=key.value[:100],
                       language=language)  # fmt: skip
            self.context.error(key.mark, "translation", what, msg("Remove one of the two."))
            return True
        return False

    def _compare_pipes(self, node: Node, words: Scalar) -> None:
        original = node.get(self.base) if isinstance(node, Mapping) else node
        if not isinstance(original, Scalar):
            return
        missing = sorted(set(_PIPE.findall(original.value)) - set(_PIPE.findall(words.value)))
        if missing:
            what = msg("this translation leaves out {names}", names=", ".join(missing))
            self.context.warn(words.mark, "translation", what, msg("Write it as in the text."))


def _read(context: Context, node: Node) -> Translations:
    """The translations by language and path; what is no text is noted."""
    found: Translations = {}
    for language, texts in _pairs(context, node):
        of_language = found.setdefault(language.value, {})
        for path, words in _pairs(context, texts):
            if isinstance(words, Scalar):
                if words.value:
                    of_language[path.value] = (path, words)
            else:
                what = msg("the translation of “{path}” must be one text", path=path.value[:100])
                context.error(words.mark, "translation", what)
    return found


def _pairs(context: Context, node: Node) -> tuple[tuple[Scalar, Node], ...]:
    if isinstance(node, Mapping):
        return node.pairs
    context.error(
        node.mark,
        "translation",
        msg("translations are written language by language, “path: text” line by line"),
    )
    return ()


def each_text_of_instrument(root: Mapping, on_text: OnText) -> Mapping:
    """The tree of an instrument with every text replaced by what `on_text` makes of it."""

    def change(key: str, value: Node) -> Node:
        if key in _OF_HEADER:
            return on_text(key, value)
        if key == "choices" and isinstance(value, Mapping):
            return mapped(value, lambda name, one: _choices(name, one, on_text))
        if key in _OF_PARTS:
            return parts_of(value, f"{key}/", _OF_PARTS[key], on_text)
        if key == "sections":
            return listed(value, lambda section, _: _section(section, on_text))
        return value

    return mapped(root, change)


def _choices(name: str, node: Node, on_text: OnText) -> Node:
    return parts_of(node, f"choices/{name}/", ("label",), on_text)


def parts_of(node: Node, prefix: str, keys: tuple[str, ...], on_text: OnText) -> Node:
    """The texts under `keys` of the named members of a list: choices, scales, units, probes."""

    def change(part: Mapping, _number: int) -> Mapping:
        return own_texts(part, prefix + name_of(part), keys, on_text)

    return listed(node, change)


def own_texts(part: Mapping, path: str, keys: tuple[str, ...], on_text: OnText) -> Mapping:
    """The texts under `keys` of one part, whose path is `path`."""
    return mapped(
        part, lambda key, value: on_text(f"{path}.{key}", value) if key in keys else value
    )


def _section(section: Mapping, on_text: OnText) -> Mapping:
    titled = own_texts(section, f"sections/{name_of(section)}", ("title",), on_text)
    return mapped(
        titled,
        lambda key, value: _items(value, "", on_text) if key == "questions" else value,
    )


def _items(node: Node, prefix: str, on_text: OnText) -> Node:
    return listed(node, lambda item, _: _item(item, prefix, on_text))


def _item(item: Mapping, prefix: str, on_text: OnText) -> Mapping:
    path = prefix + name_of(item)
    type_ = item.get("type")
    repeats = isinstance(type_, Scalar) and type_.value == REPEAT

    def change(key: str, value: Node) -> Node:
        match key:
            case "constraints":
                return listed(value, lambda check, number: own_texts(
                    check, f"{path}.constraints/{number}", ("message",), on_text))  # fmt: skip
            case "probes":
                return parts_of(value, f"{path}.probes/", _OF_PROBES, on_text)
            case "rows":
                return _items(value, prefix, on_text)
            case "questions":
                return _items(value, f"{path}/" if repeats else prefix, on_text)
        return on_text(f"{path}.{key}", value) if key in _OF_ITEMS else value

    return mapped(item, change)


def mapped(node: Mapping, change: Callable[[str, Node], Node]) -> Mapping:
    """A mapping with its values changed; a list where a text should be is left for the reader."""
    pairs = tuple((key, change(key.value, value)) for key, value in node.pairs)
    return Mapping(pairs, node.line, node.column)


def listed(node: Node, change: Callable[[Mapping, int], Node]) -> Node:
    """A list with its mappings changed, which are counted from 1."""
    if not isinstance(node, Sequence):
        return node
    items = tuple(
        change(item, number) if isinstance(item, Mapping) else item
        for number, item in enumerate(node.items, 1)
    )
    return Sequence(items, node.line, node.column)


def name_of(part: Mapping) -> str:
    """The name of a part; empty when it has none."""
    name = part.get("name")
    return name.value if isinstance(name, Scalar) else ""


def _without(root: Mapping, key: str) -> Mapping:
    pairs = tuple(pair for pair in root.pairs if pair[0].value != key)
    return Mapping(pairs, root.line, root.column)


def _with_languages(root: Mapping, spoken: tuple[str, ...], added: tuple[str, ...]) -> Mapping:
    """`languages:` with those that the translations bring."""
    new = [language for language in added if language not in spoken]
    if not new:
        return root
    if root.get("languages") is None:
        top = (root.line, root.column)
        all_ = Sequence(tuple(Scalar(language, *top) for language in (*spoken, *new)), *top)
        return Mapping((*root.pairs, (Scalar("languages", *top), all_)), *top)

    def change(key: str, value: Node) -> Node:
        if key != "languages":
            return value
        own = value.items if isinstance(value, Sequence) else (value,)
        more = (Scalar(language, value.line, value.column) for language in new)
        return Sequence((*own, *more), value.line, value.column)

    return mapped(root, change)


def _has_letters(node: Node) -> bool:
    return isinstance(node, Scalar) and any(sign.isalpha() for sign in node.value)
