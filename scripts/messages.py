"""Compile the translations and say what is missing.

    python -m scripts.messages            compile every `.po` to the `.mo` beside it
    python -m scripts.messages --check    change nothing; exit 1 when anything is stale or missing

What counts as a sentence: the literal first argument of `msg(…)` and `catalog.t(…)`, the first two
of `catalog.plural(…)`; and of the command line each `help=…` and each command's docstring. The
tests of the catalogues use the same functions.
"""

import argparse
import ast
import io
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from instrumen.cli.helps import paragraphs

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "instrumen"
TRANSLATIONS = SOURCE / "messages" / "id"
# `msg` and `Catalog` pass on what they are given; they say nothing themselves.
DEFINES_THEM = SOURCE / "messages" / "__init__.py"

COMMANDS = SOURCE / "cli"

_HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=1; plural=0;\n"
_CALLS = {"msg": 1, "t": 1, "plural": 2}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the code: one form, or two (one and many), and where it is said. `literal`
    is false when the code gives something that cannot be extracted."""

    forms: tuple[str, ...]
    file: Path
    line: int
    literal: bool = True

    @property
    def place(self) -> str:
        """`src/…/file.py:12`."""
        return f"{self.file.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Translation:
    """An entry of a `.po` file: the English forms and the one Indonesian form."""

    forms: tuple[str, ...]
    text: str
    file: Path
    fuzzy: bool


def sentences(source: Path = SOURCE) -> Iterator[Sentence]:
    """Every sentence said in the Python files of `source`."""
    for file in sorted(source.rglob("*.py")):
        if file == DEFINES_THEM:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (wanted := _CALLS.get(_called(node.func), 0)):
                yield from _said(node, wanted, file)
            if COMMANDS in file.parents:
                yield from _helps(node, file)


def translations(folder: Path = TRANSLATIONS) -> tuple[Translation, ...]:
    """Every entry of every `.po` file, obsolete (`#~`) ones left out."""
    return tuple(
        Translation(_many(entry.id), _many(entry.string or "")[0], file, entry.fuzzy)
        for file in sorted(folder.glob("*.po"))
        for entry in _read(file)
        if entry.id
    )


def places(text: str) -> frozenset[str]:
    """The names in the `{places}` of a sentence."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def compiled(po: Path) -> bytes:
    """What the `.mo` file of a `.po` file has to hold: the same bytes for the same sentences,
    whatever the day and the version of Babel."""
    stream = io.BytesIO()
    write_mo(stream, _with_fixed_header(_read(po)))
    return stream.getvalue()


def faults(said: Iterable[Sentence], translated: Iterable[Translation]) -> Iterator[str]:
    """What is wrong between code and translations, a line each."""
    sentence_of = {sentence.forms: sentence for sentence in said if sentence.literal}
    seen: dict[tuple[str, ...], Translation] = {}
    for entry in translated:
        yield from _faults_of(entry, sentence_of, seen)
        seen[entry.forms] = entry
    for forms, sentence in sentence_of.items():
        if forms not in seen:
            yield f"{sentence.place}: not translated: {forms[0]!r}"


def stale(folder: Path = TRANSLATIONS) -> tuple[Path, ...]:
    """The `.po` files whose `.mo` is missing or says something else; those of the libraries' own
    sentences lie in a folder below."""
    return tuple(
        po
        for po in sorted(folder.rglob("*.po"))
        if not po.with_suffix(".mo").is_file() or po.with_suffix(".mo").read_bytes() != compiled(po)
    )


def main(arguments: list[str] | None = None) -> int:
    """The command; the exit code."""
    parser = argparse.ArgumentParser(prog="scripts.messages")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    check = parser.parse_args(arguments).check
    said = list(sentences())
    wrong = [f"{s.place}: not a literal, cannot be translated" for s in said if not s.literal]
    wrong.extend(faults(said, translations()))
    for po in stale():
        if check:
            wrong.append(f"{po.relative_to(ROOT)}: not compiled; run python -m scripts.messages")
        else:
            po.with_suffix(".mo").write_bytes(compiled(po))
            print(f"{po.name} → {po.stem}.mo")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if check and wrong else 0


def _called(function: ast.expr) -> str:
    """`msg` for a name, `t` and `plural` for a method; anything else is none of them."""
    match function:
        case ast.Name(id="msg"):
            return "msg"
        case ast.Attribute(attr=("t" | "plural") as name):
            return name
    return ""


def _said(call: ast.Call, wanted: int, file: Path) -> Iterator[Sentence]:
    forms = tuple(
        argument.value
        for argument in call.args[:wanted]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )
    if len(forms) == wanted:
        if forms[0]:
            yield Sentence(forms, file, call.lineno)
    else:
        yield Sentence(forms, file, call.lineno, literal=False)


def _helps(node: ast.AST, file: Path) -> Iterator[Sentence]:
    match node:
        case ast.keyword(arg="help", value=ast.Constant(value=str(text))):
            yield Sentence((text,), file, node.value.lineno)
        case ast.FunctionDef() if any(map(_makes_command, node.decorator_list)):
            text = ast.get_docstring(node) or ""
            yield from (Sentence((part,), file, node.lineno) for part in paragraphs(text))


def _makes_command(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr in ("command", "group")
    )


def _faults_of(
    entry: Translation,
    said: dict[tuple[str, ...], Sentence],
    seen: dict[tuple[str, ...], Translation],
) -> Iterator[str]:
    where = f"{entry.file.name}: {entry.forms[0]!r}"
    other = seen.get(entry.forms, entry)
    if other.text != entry.text:
        yield f"{where}: {other.file.name} translates it otherwise"
    if entry.forms not in said:
        yield f"{where}: nobody says this any more"
    if not entry.text or entry.fuzzy:
        yield f"{where}: has no translation"
    elif places(entry.text) != places(entry.forms[-1]):
        yield f"{where}: other {{places}} than the English sentence"


def _read(po: Path) -> Catalog:
    with po.open("rb") as stream:
        return read_po(stream, locale="id", charset="utf-8", abort_invalid=True)


def _with_fixed_header(catalog: Catalog) -> Catalog:
    class Fixed(Catalog):
        def __iter__(self) -> Iterator[Message]:
            yield Message("", _HEADER)
            yield from (entry for entry in catalog if entry.id)

    return Fixed(locale="id")


def _many(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


if __name__ == "__main__":
    sys.exit(main())
