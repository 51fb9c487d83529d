"""The demo's YAML files as plain text, lists and mappings."""

from pathlib import Path

from instrumen.language.nodes import Mapping, Node, Scalar, Sequence
from instrumen.language.problems import ProblemsError
from instrumen.language.yaml_reader import read_source, read_yaml

Plain = str | list["Plain"] | dict[str, "Plain"]
Table = dict[str, Plain]


def read_plain(file: Path) -> Table:
    """The mapping a file holds; empty when there is no such file. Raises ProblemsError."""
    if not file.is_file():
        return {}
    source, problems = read_source(file)
    root = None
    if source is not None:
        root, problems = read_yaml(source, file)
    if problems or root is None:
        raise ProblemsError(problems)
    found = _plain(root)
    return found if isinstance(found, dict) else {}


def table(plain: Plain | None, *keys: str) -> Table:
    """The mapping below `keys`; empty when there is none."""
    found = look_up(plain, *keys)
    return found if isinstance(found, dict) else {}


def items(plain: Plain | None, *keys: str) -> list[Plain]:
    """The list below `keys`; a single text is a list of one, nothing an empty one."""
    found = look_up(plain, *keys)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def word(plain: Plain | None, *keys: str, default: str = "") -> str:
    """The text below `keys`."""
    found = look_up(plain, *keys)
    return found if isinstance(found, str) else default


def words(plain: Plain | None, *keys: str) -> tuple[str, ...]:
    """The texts of the list below `keys`."""
    return tuple(item for item in items(plain, *keys) if isinstance(item, str))


def number(plain: Plain | None, *keys: str, default: float = 0.0) -> float:
    """The number below `keys`; the default where there is none."""
    try:
        return float(word(plain, *keys))
    except ValueError:
        return default


def count(plain: Plain | None, *keys: str, default: int = 0) -> int:
    """The whole number below `keys`."""
    return int(number(plain, *keys, default=default))


def look_up(plain: Plain | None, *keys: str) -> Plain | None:
    """What stands below `keys`; None when a key is missing on the way."""
    for key in keys:
        plain = plain.get(key) if isinstance(plain, dict) else None
    return plain


def _plain(node: Node) -> Plain:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.value: _plain(value) for key, value in node.pairs}
