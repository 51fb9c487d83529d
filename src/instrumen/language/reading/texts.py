"""Texts people read: plain, or a mapping of languages."""

from instrumen.language.nodes import Mapping, Node, Scalar
from instrumen.language.reading.context import Context
from instrumen.language.text import EMPTY, Text
from instrumen.messages import msg


def read_text(context: Context, node: Node) -> Text:
    """A text: plain, or a mapping of languages. A declared language that is missing is a
    warning, one that is not declared an error."""
    match node:
        case Scalar():
            return Text({"": _said(context, node)})
        case Mapping():
            return _text_by_language(context, node)
    context.error(
        node.mark,
        "wrong-type",
        msg("a text is wanted here, not a list"),
        msg("Put a text that begins with [ in quotation marks."),
    )
    return EMPTY


def is_empty(node: Node) -> bool:
    """`key:` with nothing behind it."""
    return isinstance(node, Scalar) and not node.value and node.style in ("", "*")


def short(text: str) -> str:
    """A text on one line, cut after 60 characters, to be quoted in a message."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:59]}…"


def _text_by_language(context: Context, node: Mapping) -> Text:
    texts: dict[str, str] = {}
    for key, value in node.pairs:
        if context.languages and key.value not in context.languages:
            _unknown_language(context, key, value, len(node.pairs) == 1)
        elif isinstance(value, Scalar):
            texts[key.value] = _said(context, value)
        else:
            context.error(value.mark, "wrong-type", msg("a text is wanted here, not a list"))
    missing = [language for language in context.languages if not texts.get(language)]
    # A language that is misspelt is not missing too.
    if texts and missing and all(key.value in texts for key, _ in node.pairs):
        context.warn(
            node.mark,
            "no-translation",
            msg("this text is missing in: {languages}", languages=", ".join(missing)),
            msg("Add “{language}: …”.", language=missing[0]),
        )
    return Text({language: text for language, text in texts.items() if text})


def _unknown_language(context: Context, key: Scalar, value: Node, alone: bool) -> None:
    if is_empty(value) and alone:
        context.error(
            key.mark,
            "wrong-type",
            msg("braces around a text are for languages: {form}", form="{id: …, en: …}"),
            msg("Put a text that begins with a brace in quotation marks."),
        )
        return
    if is_empty(value):
        context.error(
            key.mark,
            "comma",
            msg("a comma inside braces ends the text: “{text}” is cut off", text=short(key.value)),
            msg("Put the whole text in quotation marks."),
        )
        return
    context.error(
        key.mark,
        "unknown-language",
        msg("“{language}” is no language of this file", language=short(key.value)),
        msg(
            "Declared are: {languages} (see “languages:” at the top).",
            languages=", ".join(context.languages),
        ),
    )


def _said(context: Context, scalar: Scalar) -> str:
    if "${" in scalar.value:
        context.pipes(scalar)
    if "{" in scalar.value or "$" in scalar.value:
        context.almost_pipes(scalar)
    return scalar.value
