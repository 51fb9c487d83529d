"""What somebody who writes an instrument in a plain editor gets wrong, and the one message for it.

`notepad/mistakes.txt` holds a mistake a paragraph, each made in `notepad/angket.yaml`: the lines
as they were (`-`), as they are now (`+`), and what is told: `line:column rule`, and for some the
whole sentence in Indonesian. Nothing told means that it is no mistake here.
"""

import re
from pathlib import Path

import pytest

from instrumen.language import Problem, read_instrument
from instrumen.messages import catalog

HERE = Path(__file__).parent / "notepad"
ANGKET = (HERE / "angket.yaml").read_text(encoding="utf-8")
PARAGRAPHS = (HERE / "mistakes.txt").read_text(encoding="utf-8").strip().split("\n\n")
INDONESIAN = catalog("id")


def problems_of(path: Path, data: bytes) -> tuple[Problem, ...]:
    file = path / "angket.yaml"
    file.write_bytes(data)
    return read_instrument(file)[1]


def told(problem: Problem) -> str:
    """A problem as a paragraph has it."""
    what = INDONESIAN.say(problem.what).rstrip(".")
    todo = f": {INDONESIAN.say(problem.todo)}" if problem.todo else ""
    return f"{problem.mark.line}:{problem.mark.column} {problem.rule}: {what}{todo}"


def written(lines: list[str], sign: str) -> str:
    text = "\n".join(line[2:] for line in lines if line.startswith(sign))
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda text: text.partition("\n")[0][2:])
def test_one_mistake_is_told_once_and_where_it_is(tmp_path: Path, paragraph: str) -> None:
    lines = paragraph.split("\n")
    before, after = written(lines, "- "), written(lines, "+ ")
    expected = [line for line in lines if line[0].isdigit()]
    assert before in ANGKET
    found = problems_of(tmp_path, ANGKET.replace(before, after, 1).encode())
    assert len(found) == len(expected), [told(problem) for problem in found]
    for problem, line in zip(found, expected, strict=True):
        sentence = told(problem)
        assert sentence == line or sentence.startswith(f"{line}: ")


def test_the_questionnaire_itself_is_sound(tmp_path: Path) -> None:
    assert problems_of(tmp_path, ANGKET.encode()) == ()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + ANGKET.encode(), id="byte order mark"),
        pytest.param(ANGKET.replace("\n", "\r\n").encode(), id="line ends of Windows"),
        pytest.param(ANGKET.replace("umur Anda?", "“umur” Anda…").encode(), id="quotes in a text"),
        pytest.param(
            ANGKET.replace("umur Anda?", "umur\u00a0Anda?").encode(), id="space in a text"
        ),
        pytest.param(ANGKET.replace("umur Anda?", "umur\n          Anda?").encode(), id="wrapped"),
    ],
)
def test_what_windows_and_word_leave_in_a_text_is_no_mistake(tmp_path: Path, data: bytes) -> None:
    assert problems_of(tmp_path, data) == ()


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"", (1, 1), "berkas kosong"),
        (b"# angket\r\n", (1, 1), "berkas kosong"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), (1, 1), "Word"),
        (b"\xd0\xcf\x11\xe0" + bytes(range(256)), (1, 1), "Word"),
        (b"{\\rtf1\\ansi instrument: angket}", (1, 1), "WordPad"),
        (b"%PDF-1.7\n%\xe2\xe3", (1, 1), "PDF"),
        (b"<!DOCTYPE html>\n<html>", (1, 1), "HTML"),
        (ANGKET.encode("utf-16"), (1, 1), "UTF-8"),
        (ANGKET.replace("umur Anda?", "umur – Anda?").encode("cp1252"), (24, 28), "UTF-8"),
        ((ANGKET + "# x\n" * 1_000_000).encode(), (1, 1), "1 MB"),
        ((ANGKET + "---\n" + ANGKET).encode(), (69, 1), "lebih dari satu dokumen"),
        (f"```yaml\n{ANGKET}```\n".encode(), (1, 1), "```"),
        (ANGKET.replace("        ", "\t\t").encode(), (23, 1), "34 baris lain"),
        (ANGKET.replace("      ", "\u00a0" * 6).encode(), (22, 1), "baris lain"),
    ],
)
def test_a_file_that_is_no_instrument_at_all(
    tmp_path: Path, data: bytes, place: tuple[int, int], words: str
) -> None:
    (problem,) = problems_of(tmp_path, data)
    assert (problem.mark.line, problem.mark.column) == place
    assert words in told(problem)


def test_circles_are_told_with_their_whole_path(tmp_path: Path) -> None:
    first = ANGKET.replace(
        "label: Berapa umur", "relevant: ${mengajar_di} = 'sd'\n        label: B"
    )
    source = first.replace("apa?\n", "apa?\n        relevant: ${umur} > 17\n", 1)
    (problem,) = problems_of(tmp_path, source.encode())
    assert "umur → mengajar_di → umur" in told(problem)


def test_each_of_several_mistakes_is_told_once(tmp_path: Path) -> None:
    source = (
        ANGKET.replace("      - name: mengajar_di", "      -name: mengajar_di")
        .replace("label: Ya}", "label: Ya")
        .replace("${sertifikat} = 'ya'", "${sertifikat} = ‘ya’")
        .replace("type: text\n            label", "jenis: teks\n            label")
        .replace("sum(${jam})", "SUM(${jam})")
        .replace("long: ya", "long: iya")
    )
    found = problems_of(tmp_path, source.encode())
    assert [problem.mark.line for problem in found] == [8, 28, 38, 57, 57, 64, 67]
