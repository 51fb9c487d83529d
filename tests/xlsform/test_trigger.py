"""XLSForm's `trigger`, imported and exported: what JavaRosa does with it, answer by answer."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from imports import imported_text, instrument_of
from javarosa import JavaRosaForm
from same_instrument import exported_and_back
from sheet_forms import Row, SheetForm
from side_by_side import same, typed

from instrumen.engine import FormState
from instrumen.language.xlsform.importing import Imported
from instrumen.language.xlsform.workbook import export_xlsform

FORMS = 240
ACTS = 12
_CALCULATIONS = {
    "integer": ("", "${{{a}}} * 2", "${{{a}}} + ${{{b}}}", "coalesce(${{{own}}}, 0) + 1", "3.7",
                "if(${{{a}}} > 2, ${{{b}}}, 7)", "-${{{a}}}"),
    "text": ("", "concat('v', ${{{a}}})", "${{{a}}}", "${{{a}}} > ${{{b}}}", "'tetap'"),
    "calculate": ("${{{a}}} * 2", "coalesce(${{{own}}}, 0) + 1", "concat(${{{own}}}, ${{{a}}})",
                  "${{{a}}} > 1"),
}  # fmt: skip


@dataclass
class Drawn:
    """A form drawn at random, and the kinds of what is asked by name."""

    form: SheetForm
    kinds: dict[str, str]


def draw_form(draw: random.Random) -> Drawn:
    """Questions that set each other, in the response and inside a repeat; a trigger is always
    drawn before its target, whatever their order in the form, so that there is no circle."""
    kinds: dict[str, str] = {}
    outer = _questions(draw, "q", 6, [], kinds)
    inner = _questions(draw, "m", 4, [row["name"] for row in outer], kinds)
    draw.shuffle(outer)
    around = [{"type": "begin_repeat", "name": "r", "label": "R"}, *inner, {"type": "end_repeat"}]
    at = draw.randint(0, len(outer))
    return Drawn(SheetForm((*outer[:at], *around, *outer[at:])), kinds)


def _questions(
    draw: random.Random, prefix: str, count: int, others: list[str], kinds: dict[str, str]
) -> list[Row]:
    rows: list[Row] = []
    for number in range(count):
        name, asked = f"{prefix}{number}", [row["name"] for row in rows if row["label"]]
        kind = draw.choice(("integer", "integer", "text", "calculate")) if asked else "integer"
        row = {"type": kind, "name": name, "label": "" if kind == "calculate" else name.upper()}
        readable = [*asked, *others] if kind != "integer" else _numbers(rows, others, kinds)
        if asked and (kind == "calculate" or draw.random() < 0.7):
            chosen = draw.sample(asked, draw.randint(1, min(2, len(asked))))
            row["trigger"] = ", ".join(f"${{{trigger}}}" for trigger in chosen)
            said = draw.choice(_CALCULATIONS[kind])
            names = {"a": draw.choice(readable), "b": draw.choice(readable), "own": name}
            row["calculation"] = said.format(**names)
        elif asked and draw.random() < 0.5:
            row["relevant"] = f"${{{draw.choice(asked)}}} > 1"
        if kind == "integer" and "relevant" not in row and draw.random() < 0.2:
            # JavaRosa's first member is there before what comes after it has its default.
            row["default"] = draw.choice(("2", "abs(-2)") if prefix == "q" else ("2",))
        kinds[name] = kind
        rows.append(row)
    return rows


def _numbers(rows: list[Row], others: list[str], kinds: dict[str, str]) -> list[str]:
    """What an integer may be worked out of: JavaRosa ends with an error when it is a word."""
    return [name for name in (*(row["name"] for row in rows), *others) if kinds[name] == "integer"]


def differences(theirs: JavaRosaForm, ours: FormState, kinds: dict[str, str]) -> Iterator[str]:
    """What is stored differently, relevant or not."""
    for path in theirs.nodes:
        if path.rpartition("/")[2] in kinds:
            one, other = theirs.value(path), ours.stored(path)
            if not same(one, other):
                yield f"{path}: JavaRosa {one!r}, here {other!r}"


def play(draw: random.Random, theirs: JavaRosaForm, ours: FormState, drawn: Drawn) -> list[str]:
    """Answer at random in both; what then differs, and where."""
    while ours.count("r") < theirs.counts["r"]:  # JavaRosa begins with one member
        ours.add_repeat("r")
    done = ["begun"]
    for _ in range(ACTS):
        found = list(differences(theirs, ours, drawn.kinds))
        if found:
            return [*done, *found]
        if theirs.counts["r"] < 3 and draw.random() < 0.1:
            done.append("one member more")
            theirs.add("r")
            ours.add_repeat("r")
            continue
        asked = [path for path in theirs.shown if path.rpartition("/")[2] in drawn.kinds]
        path = draw.choice(asked)
        kind = drawn.kinds[path.rpartition("/")[2]]
        text = (
            draw.choice(("1", "2", "3", "")) if kind == "integer" else draw.choice(("x", "2", ""))
        )
        done.append(f"{path} = {text!r}")
        theirs.answer(path, text, kind)
        ours.set(path, typed(kind, text))
    return []


@pytest.mark.parametrize("block", range(4))
def test_it_is_what_javarosa_does(block: int, tmp_path: Path) -> None:
    fired = 0
    for seed in range(block * FORMS // 4, (block + 1) * FORMS // 4):
        draw = random.Random(seed)
        drawn = draw_form(draw)
        ours = FormState(imported_text(tmp_path, drawn.form.markdown)[1])
        differ = play(draw, JavaRosaForm(drawn.form.markdown), ours, drawn)
        assert not differ, (seed, *differ, drawn.form.markdown)
        fired += len(ours.take_overwritten())
    assert fired > FORMS // 4


@pytest.mark.parametrize("seed", range(6))
def test_what_is_exported_does_the_same_and_comes_back(seed: int, tmp_path: Path) -> None:
    draw = random.Random(1000 + seed)
    drawn = draw_form(draw)
    _done, instrument = imported_text(tmp_path, drawn.form.markdown)
    form, again = exported_and_back(instrument, tmp_path)
    assert {path: one.triggers for path, one in again.questions.items()} == {
        path: one.triggers for path, one in instrument.questions.items()
    }
    differ = play(draw, JavaRosaForm(form), FormState(instrument), drawn)
    assert not differ, (*differ, drawn.form.markdown)


ROWS = [
    {"type": "integer", "name": "jam", "label": "J"},
    {"type": "integer", "name": "usul", "label": "U", "calculation": "${jam} * 2"},
    {"type": "text", "name": "alasan-x", "label": "A"},
    {"type": "calculate", "name": "kali", "calculation": "${kali} + 1", "default": "10"},
    {"type": "text", "name": "cap", "calculation": "now()"},
    {"type": "background-geopoint", "name": "letak"},
]
TRIGGERS = ("", "${jam}", "${jam}, ${usul}", "${alasan-x}", "${jam}", "${jam}")


def test_the_import_carries_it_in_our_words(tmp_path: Path) -> None:
    rows = [row | {"trigger": trigger} for row, trigger in zip(ROWS, TRIGGERS, strict=True)]
    done, instrument = imported_text(tmp_path, SheetForm(tuple(rows)).markdown)
    assert {name: one.triggers for name, one in instrument.questions.items()} == {
        "jam": (), "usul": ("jam",), "alasan_x": ("jam", "usul"), "kali": ("alasan_x",),
        "cap": ("jam",),
    }  # fmt: skip
    told = [(note.row, str(note.what)) for note in done.notes if "trigger" in str(note.what)]
    assert told == []
    assert [note.row for note in done.notes if "background-geopoint" in str(note.what)] == [7]
    form = FormState(instrument)
    assert form.value("kali") == 10
    form.set("alasan_x", "sakit")
    form.set("jam", 3)
    assert (form.value("usul"), form.value("alasan_x"), form.value("kali")) == (6, None, 12)


@pytest.mark.parametrize("trigger", ["${nowhere}", "nowhere", "${jam}, ${nowhere}", "${cap}"])
@pytest.mark.parametrize("type_", ["integer", "calculate"])
def test_a_trigger_that_is_nothing_here_is_told(trigger: str, type_: str, tmp_path: Path) -> None:
    """Nor is anything worked out then, which would be done all the time."""
    label = {"label": "X"} if type_ == "integer" else {}
    rows = [
        ROWS[0],
        {"type": "note", "name": "cap", "label": "C"},
        {"type": type_, "name": "x", "calculation": "7 * 6", "trigger": trigger} | label,
    ]
    done, instrument = imported_text(tmp_path, SheetForm(tuple(rows)).markdown)
    assert instrument.questions["x"].triggers == ()
    form = FormState(instrument)
    form.set("jam", 3)
    assert form.value("x") is None
    assert "trigger" in told(done, "7 * 6")
    assert told(done, trigger.removesuffix("}").rpartition("{")[2])


def told(done: Imported, what: str) -> str:
    """What is told of something, which stands as a remark in the file too."""
    found = [str(note.what) for note in done.notes if what in str(note.what)]
    assert all(" ".join(done.yaml.replace("#", "").split()).count(each) for each in found)
    return " ".join(found)


GROUPED = """\
instrument: contoh
kind: questionnaire
version: 1
title: Contoh
sections:
  - name: s
    title: S
    questions:
      - name: r
        type: repeat
        label: R
        questions:
          - name: g
            type: group
            label: G
            questions:
              - {name: a, type: integer, label: A}
              - {name: b, type: integer, label: B, calculation: "${a} * 2", trigger: a}
          - {name: c, type: integer, label: C, calculation: "${a} * 2", trigger: a}
          - {name: d, type: text, label: D, trigger: a}
      - {name: e, type: integer, label: E, calculation: "sum(${a})", trigger: a}
"""


def test_where_other_programs_read_the_wrong_place_is_told(tmp_path: Path) -> None:
    written = export_xlsform(instrument_of(GROUPED), tmp_path / "g.xlsx")
    told = [note.row for note in written.notes if "trigger" in str(note.what)]
    theirs = JavaRosaForm(tmp_path / "g.xlsx")
    theirs.answer("r[1]/a", "4", "integer")
    assert [theirs.value(path) for path in ("r[1]/b", "r[1]/c", "e")] == ["8", "", "0"]
    assert len(told) == 2
