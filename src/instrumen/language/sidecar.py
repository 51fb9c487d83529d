"""What lies beside an instrument file: translations (`NAME.id.yaml`) and its answer script
(`NAME.test.yaml`).

A translator gets a file of their own, `path: text` line by line. It is read as if it stood under
`translations:` at the end of the instrument, so that nothing but texts can be changed by it, and
so that the instrument's kept source has the translations in it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from instrumen.language.nodes import Mapping as MappingNode
from instrumen.language.nodes import Scalar
from instrumen.language.problems import Mark, Problem
from instrumen.language.translations import KEY
from instrumen.language.yaml_reader import read_source, read_yaml
from instrumen.messages import msg

_SCRIPT = "test"
_BESIDE = re.compile(r"(.+)\.([a-z]{2,3})")


@dataclass(frozen=True, slots=True)
class Whole:
    """An instrument's text with the translations beside it at its end; `problems` of the files
    they came from. `origins` leads from the lines that were added to where they stand."""

    source: str
    problems: tuple[Problem, ...] = ()
    origins: Mapping[int, tuple[Path, Scalar, Scalar]] = field(default_factory=dict)

    def placed(self, problem: Problem) -> Problem:
        """A problem of an added line, at its place in the file it came from."""
        origin = self.origins.get(problem.mark.line)
        if origin is None:
            return problem
        file, key, words = origin
        in_words = problem.mark.column - _start_of_words(key)
        if in_words < 0:
            return replace(problem, file=file, mark=key.mark)
        if not words.verbatim or in_words == 0:
            return replace(problem, file=file, mark=words.mark)
        start = words.content_mark
        mark = Mark(start.line, start.column + in_words - 1, problem.mark.length)
        return replace(problem, file=file, mark=mark)


def sidecars_of(file: Path) -> tuple[Path, ...]:
    """The translations beside an instrument file, by language."""
    found = file.parent.glob(f"{file.stem}.*.yaml") if file.stem else ()
    return tuple(sorted(each for each in found if translated_by(each) == file))


def translated_by(file: Path) -> Path | None:
    """The instrument file that a file holds translations of; None when it holds none."""
    found = _BESIDE.fullmatch(file.stem)
    if found is None or file.suffix != ".yaml":
        return None
    instrument = file.with_name(f"{found[1]}.yaml")
    return instrument if instrument.is_file() else None


def is_script(file: Path) -> bool:
    """Whether a file is an answer script, by its name."""
    return file.stem.endswith(f".{_SCRIPT}")


def is_beside(file: Path) -> bool:
    """Whether a file belongs to an instrument beside it rather than being one."""
    return is_script(file) or translated_by(file) is not None


def with_sidecars(source: str, file: Path) -> Whole:
    """The text of an instrument file with the translations that lie beside it."""
    files = sidecars_of(file)
    if not files:
        return Whole(source)
    problems: list[Problem] = []
    if _has_own(source):
        what = msg("“{key}:” and files of translations do not go together", key=KEY)
        todo = msg("Move the translations of the instrument into those files.")
        return Whole(source, (Problem(files[0], Mark(1, 1), "translation", what, todo),))
    lines = source.rstrip("\n").split("\n")
    origins: dict[int, tuple[Path, Scalar, Scalar]] = {}
    lines.append(f"{KEY}:")
    for sidecar in files:
        lines.append(f"  {_language_of(sidecar)}:")
        before = len(lines)
        for key, words in _entries(sidecar, problems):
            lines.append(f"    {_quoted(key.value)}: {_quoted(words.value)}")
            origins[len(lines)] = (sidecar, key, words)
        if len(lines) == before:
            lines[-1] += " {}"
    return Whole("\n".join(lines) + "\n", tuple(problems), origins)


def _language_of(sidecar: Path) -> str:
    return sidecar.stem.rpartition(".")[2]


def _has_own(source: str) -> bool:
    return re.search(rf"^{KEY}\s*:", source, re.MULTILINE) is not None


def _entries(file: Path, problems: list[Problem]) -> Iterator[tuple[Scalar, Scalar]]:
    """The paths and texts of a file of translations."""
    source, found = read_source(file)
    problems.extend(found)
    if source is None:
        return
    root, found = read_yaml(source, file)
    problems.extend(found)
    if root is None:
        return
    if not isinstance(root, MappingNode):
        what = msg("translations are written line by line, “path: text”")
        problems.append(Problem(file, root.mark, "translation", what))
        return
    for key, words in root.pairs:
        if isinstance(words, Scalar):
            yield key, words
        else:
            what = msg("the translation of “{path}” must be one text", path=key.value[:100])
            problems.append(Problem(file, words.mark, "translation", what))


def _quoted(text: str) -> str:
    """A text in double quotation marks, as JSON and YAML both write it."""
    return json.dumps(text, ensure_ascii=False)


def _start_of_words(key: Scalar) -> int:
    """The column of the opening quotation mark of the words on an added line."""
    return 5 + len(_quoted(key.value)) + 2
