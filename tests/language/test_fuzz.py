"""No file, however it came about, gives anything but an instrument or problems, and quickly."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from instrumen.language import Severity, read_design, read_instrument, read_instrument_text
from instrumen.language.report import render_all
from instrumen.messages import catalog

ROOT = Path(__file__).resolve().parents[2]
FILE = Path("x.yaml")
REAL = (ROOT / "questionnaires" / "angket-guru.yaml").read_text(encoding="utf-8")
REAL_LINES = REAL.split("\n")
ANGKET = (Path(__file__).parent / "notepad" / "angket.yaml").read_text(encoding="utf-8")
STUDY = (ROOT / "study.yaml").read_text(encoding="utf-8")
SECONDS = 2.0
MOST_MEMORY = 300_000_000

FEW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
PIECES = st.sampled_from(
    [
        "a", "b: ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", ": ", "'", '"', "#",
        " #", "&a ", "*a", "!t ", "|", ">-", "\t", "${", "${a}", "? ", "---\n", "%", "@", "<<: ",
        "name: ", "type: ", "questions:", "sections:", "select_one ", "label: ", "relevant: ", "é",
        "\\", "\ufeff", "\u2028", "\x00", "0", "\r", "“", "„", "\u00a0", "\u200b", "–", "•", "```",
        "=", ";", "：", "1,5", "$(", "{x}", "&&", "IF(", "pilihan: ", "jenis: teks", "<>", "((",
    ]
)  # fmt: skip


def survive(source: str) -> None:
    begin = time.process_time()
    instrument, problems = read_instrument_text(source, FILE)
    assert time.process_time() - begin < SECONDS
    assert instrument is not None or any(problem.severity is Severity.ERROR for problem in problems)
    lines = source.count("\n") + source.count("\r") + 1
    assert all(1 <= problem.mark.line <= lines for problem in problems)
    assert all(problem.mark.column >= 1 and problem.mark.length >= 1 for problem in problems)
    assert all("\n" not in text for text in render_all(problems, catalog("id")))


@FEW
@given(st.binary(max_size=400))
def test_random_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    instrument, problems = read_instrument(path)
    assert instrument is None
    assert problems


@FEW
@given(st.lists(PIECES, max_size=60).map("".join))
@example("? [a]\n: b")
@example("a: 'x\n")
@example("{? , }")
@example("- \n-\t")
def test_text_like_yaml(source: str) -> None:
    survive(source)


@FEW
@given(
    st.integers(0, len(REAL) - 1),
    st.integers(0, 40),
    st.lists(PIECES, max_size=4).map("".join),
)
def test_a_real_instrument_with_a_piece_replaced(start: int, length: int, piece: str) -> None:
    survive(REAL[:start] + piece + REAL[start + length :])


@FEW
@given(
    st.lists(
        st.tuples(st.integers(0, len(REAL_LINES) - 1), st.integers(0, len(REAL_LINES) - 1)),
        max_size=5,
    )
)
def test_a_real_instrument_with_lines_exchanged(pairs: list[tuple[int, int]]) -> None:
    lines = list(REAL_LINES)
    for one, other in pairs:
        lines[one], lines[other] = lines[other], lines[one]
    survive("\n".join(lines))


def _moved(line: str, spaces: int) -> str:
    return " " * spaces + line.lstrip()


@settings(FEW, max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["gone", "twice", "moved", "piece", "value"]),
            st.integers(0, 10**6),
            st.integers(0, 11),
            PIECES
            | st.sampled_from(["", "-1", "“x”", "[a, b]", "{a: b}", "'", "2026-01-01", "ya"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_small_instrument_with_mistakes_of_a_hand(slips: list[tuple[str, int, int, str]]) -> None:
    lines = ANGKET.split("\n")
    for slip, where, column, piece in slips:
        at = where % len(lines)
        match slip:
            case "gone":
                del lines[at]
            case "twice":
                lines.insert(at, lines[at])
            case "moved":
                lines[at] = _moved(lines[at], column)
            case "piece":
                lines[at] = lines[at][: 2 * column] + piece + lines[at][2 * column :]
            case _:
                lines[at] = f"{lines[at].partition(': ')[0]}: {piece}"
    survive("\n".join(lines))


KEYS = st.sampled_from(
    [
        "instrument", "kind", "version", "title", "choices", "sections", "questions", "name",
        "type", "label", "rows", "relevant", "constraints", "missing", "scales", "units", "for",
        "languages", "top", "min", "max", "default", "required", "probes", "id",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "", "x", "yes", "3", "-1", "1e999", "nan", "repeat", "group", "likert x", "select_one x",
        "range", "calculate", "${x}", "${x} + 1", "sum(${x})", "true()", "[", "date", "rank x",
    ]
)  # fmt: skip
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


def _flow(tree: object) -> str:
    match tree:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in tree.items()) + "}"
        case list():
            return "[" + ", ".join(_flow(item) for item in tree) + "]"
    return "'" + str(tree) + "'"


@FEW
@given(st.dictionaries(KEYS, TREES, max_size=8), TREES)
def test_any_tree_under_any_key(header: dict[str, object], questions: object) -> None:
    survive(_flow({**header, "sections": [{"name": "s", "questions": questions}]}))


@settings(FEW, max_examples=15)
@given(
    st.integers(0, len(STUDY) - 1), st.integers(0, 60), st.lists(PIECES, max_size=4).map("".join)
)
def test_a_real_study_file_with_a_piece_replaced(
    tmp_path: Path, start: int, length: int, piece: str
) -> None:
    source = STUDY[:start] + piece + STUDY[start + length :]
    (tmp_path / "study.yaml").write_text(source, encoding="utf-8", newline="")
    begin = time.process_time()
    design, problems = read_design(tmp_path)
    assert time.process_time() - begin < SECONDS
    assert design is not None or problems


HOSTILE = (
    "a: &x [b]\n" + "c: *x\n" * 50_000,
    "- " * 100_000,
    "{a: " * 50_000,
    "a: b: c\n" * 60_000,
    "'" * 500_000,
    "${" * 200_000,
    "k: ${a}\n" * 80_000,
    "x: #a\n" * 90_000,
    "\t\n" * 200_000,
    "a:\n" + "  - {name: q, type: text}\n" * 30_000,
    "sections:\n  - name: s\n    questions:\n" + "      - {nmae: q, tpye: txt}\n" * 20_000,
    "[" + "a," * 450_000 + "]",
    "a: [" + "{}," * 300_000 + "]",
    # Lines on which a search that begins anew at every space would never end.
    "a: {b: c" + " " * 400_000 + "d: e}",
    "a: x" + " " * 400_000 + "y: z",
    "\u00a0" * 400_000 + "x: y",
    "{" + ",\u00a0" * 150_000,
    "a: {" + "b: c d: e; " * 40_000 + "}",
    "a:\n" + "\t- b: c\n" * 100_000,
    "instrument: a\nchoices:\n  x:\n" + "    - {name: a, label: b, c, d}\n" * 20_000,
    "title: " + "${" * 100_000 + "$" * 200_000,
)


def test_large_hostile_files_are_answered_in_time() -> None:
    for source in HOSTILE:
        survive(source)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads what Linux tells")
def test_large_hostile_files_do_not_fill_the_memory(tmp_path: Path) -> None:
    for number, source in enumerate(HOSTILE):
        (tmp_path / f"{number}.yaml").write_text(source, encoding="utf-8")
    # VmHWM begins anew with the program; ru_maxrss would begin with what its parent used.
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from instrumen.language import read_instrument\n"
        "for file in Path(sys.argv[1]).glob('*.yaml'):\n"
        "    assert read_instrument(file)[0] is None\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) * 1024 < MOST_MEMORY
