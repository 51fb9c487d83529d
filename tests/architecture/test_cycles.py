"""No module of the program needs, by whatever way round, a module that needs it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import instrumen

PACKAGE = Path(instrumen.__file__).parent


def test_no_modules_import_each_other_in_a_circle() -> None:
    sources = {_name(file): file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py")}
    circles = cycles({name: imports(name, source, sources) for name, source in sources.items()})
    told = [" ↔ ".join(sorted(circle)) for circle in circles]
    assert not told, "\n".join(sorted(told))


def test_a_circle_is_found_wherever_its_imports_stand() -> None:
    sources = {
        "p": "",
        "p.a": "from p import b",
        "p.b": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from p.c import thing",
        "p.c": "def late():\n    import p.a",
        "p.d": "from p.a import thing",
    }
    needs = {name: imports(name, source, sources) for name, source in sources.items()}
    assert cycles(needs) == [{"p.a", "p.b", "p.c"}]


def imports(name: str, source: str, modules: dict[str, str]) -> set[str]:
    """The modules that a module's text imports anywhere: at the top, for types, in functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are written in full"
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            whole = {node.module or ""} if inside - modules.keys() else set()
            found |= inside | whole
    return (found & modules.keys()) - {name}


def cycles(needs: dict[str, set[str]]) -> list[set[str]]:
    """The sets of more than one module in which each needs all others (Tarjan, "Depth-first
    search and linear graph algorithms", SIAM J. Comput. 1972)."""
    return [circle for circle in _strongly_connected(needs) if len(circle) > 1]


def _strongly_connected(needs: dict[str, set[str]]) -> Iterator[set[str]]:
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []

    def visit(name: str) -> Iterator[set[str]]:
        order[name] = lowest[name] = len(order)
        open_.append(name)
        for other in sorted(needs[name]):
            if other not in order:
                yield from visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in open_:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            place = open_.index(name)
            yield set(open_[place:])
            del open_[place:]

    for name in sorted(needs):
        if name not in order:
            yield from visit(name)


def _name(file: Path) -> str:
    parts = ("instrumen", *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
