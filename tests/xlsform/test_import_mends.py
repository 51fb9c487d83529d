"""An imported form always loads: what would be an error is put right or taken out, and told."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from imports import imported_text
from openpyxl import Workbook

from instrumen.cli.__main__ import cli
from instrumen.engine import FormState
from instrumen.language import load_instrument
from instrumen.language.xlsform.importing import Imported, import_xlsform
from instrumen.language.xlsform.notes import Became, Note, XLSFormError, joined
from instrumen.messages import msg

CHOICES = """
| choices |
| | list_name | name | label | state |
| | yn | yes | Yes | |
| | yn | no | No | |
| | county | king | King | wa |
| | county | pierce | Pierce | wa |
| | county | king | King | tx |
| | city | seattle | Seattle | king |
| | city | dumont | Dumont | pierce |
"""


def imported(folder: Path, survey: str, rest: str = CHOICES) -> tuple[Imported, FormState]:
    """A survey sheet in Markdown, with the choices of this file, and the form begun."""
    done, instrument = imported_text(folder, f"| survey |\n{survey.strip()}\n{rest}")
    return done, FormState(instrument)


def told(done: Imported) -> str:
    """The notes as they are told."""
    return "\n".join(f"{note.place} {note.became} {note.what}" for note in joined(done.notes))


def remarks(done: Imported) -> str:
    """The remarks of the file, unfolded."""
    lines = (line.strip() for line in done.yaml.splitlines())
    return " ".join(line.removeprefix("# ") for line in lines if line.startswith("#"))


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("${a}='maybe'", False),
        ("${a}!='maybe'", True),
        ("selected(${a}, 'maybe')", False),
        ("'maybe' = ${a} or ${a}='yes'", True),
        ("${n} = 'many'", False),
        ("${n} != 'many'", True),
        ("${a} > 1", False),
    ],
)
def test_what_nobody_can_answer_is_as_it_always_is(tmp_path: Path, rule: str, shown: bool) -> None:
    done, form = imported(tmp_path, f"""
| | type | name | label | relevant |
| | select_one yn | a | A | |
| | integer | n | N | |
| | text | q | Q | {rule} |
""")  # fmt: skip
    form.set("a", "yes")
    form.set("n", 3)
    assert form.is_relevant("q") is shown
    assert "is the same whatever is answered" in told(done)
    assert rule in remarks(done)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("a = 'yes'", "“a” stands here without ${…}"),
        ("${q} = 'x'", "“q” depends on itself"),
        ("${g} = 1", "“g” holds questions and has no value itself"),
        ("'x' + 1 = 2", "“x” is never a number"),
    ],
)
def test_a_rule_that_cannot_be_used_stands_as_a_remark(
    tmp_path: Path, rule: str, reason: str
) -> None:
    done, form = imported(tmp_path, f"""
| | type | name | label | relevant |
| | begin group | s | S | |
| | begin group | g | G | |
| | select_one yn | a | A | |
| | end group | | | |
| | text | q | Q | {rule} |
| | end group | | | |
""")  # fmt: skip
    assert form.is_relevant("q")
    assert f"survey:6 left-out relevant cannot be used here ({reason}" in told(done)
    assert rule in remarks(done)


def test_a_circle_is_opened_and_the_message_of_a_rule_goes_with_it(tmp_path: Path) -> None:
    done, _form = imported(tmp_path, """
| | type | name | label | calculation | constraint | constraint_message | default |
| | calculate | one | | ${two} + 1 | | | |
| | calculate | two | | ${one} + 1 | | | |
| | select_one yn | a | A | | b = 1 | Not so | maybe |
""")  # fmt: skip
    assert "calculation: ''" in done.yaml or "calculation: \"''\"" in done.yaml
    assert "these depend on each other in a circle" in told(done)
    assert "constraint_message is left out, since there is no constraint: Not so" in told(done)
    assert "default cannot be used here (the list “yn” has no choice “maybe”): maybe" in told(done)


def test_reserved_names_and_broken_pipes_are_changed(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label |
| | text | position | Where? |
| | text | unit | At ${position} for ${ |
""")  # fmt: skip
    form.set("position_2", "here")
    assert form.label("unit_2") == "At here for $ {"
    assert "position → position_2 | unit → unit_2" in told(done)
    assert "is printed as it stands: a ${…} in this text is not complete" in told(done)


def test_a_choice_that_stands_twice_keeps_its_value_in_rules(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label | choice_filter | relevant |
| | select_one county | c | C | | |
| | select_one city | t | T | state = ${c} | |
| | text | q | Q | | ${c} = 'king' |
| | text | r | R | | ${c} != '' |
""")  # fmt: skip
    assert "king → king_2" in told(done)
    for name in ("king", "king_2"):
        form.set("c", name)
        assert [choice.name for choice in form.choices("t")] == ["seattle"]
        assert form.is_relevant("q")
        assert form.is_relevant("r")
    form.set("c", "pierce")
    assert not form.is_relevant("q")


def test_headings_of_older_forms_and_such_as_run_together(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label::English | bind: relevant | media:image | hint::French(fr)hint::English |
| | text | a | A | | a.png | Un |
| | text | b | B | ${a} = 'x' | | |
""")  # fmt: skip
    assert form.instrument.languages == ("en",)
    assert not form.is_relevant("b")
    assert "image (a.png) is left out" in told(done)
    assert "hint::French(fr)hint::English has no counterpart: Un" in told(done)


@pytest.mark.parametrize(
    ("labels", "languages", "english"),
    [
        (("label", "label::French (fr)"), ("default", "fr"), "One"),
        (("label::French (fr)", "label::English (en)"), ("fr", "en"), "Un"),
    ],
)
def test_the_languages_are_those_of_the_headings(
    tmp_path: Path, labels: tuple[str, str], languages: tuple[str, ...], english: str
) -> None:
    _, form = imported(tmp_path, f"""
| | type | name | {labels[0]} | {labels[1]} |
| | text | a | {english} | Deux |
""")  # fmt: skip
    assert form.instrument.languages == languages
    assert form.label("a", languages[0]) == english


def test_texts_without_a_language_serve_all_or_are_the_one_they_never_stand_beside(
    tmp_path: Path,
) -> None:
    alone, form = imported(tmp_path, """
| | type | name | label::English (en) | hint |
| | select_one yn | a | A | Choose |
""")  # fmt: skip
    assert form.instrument.languages == ("en",)
    assert "hint: Choose" in alone.yaml
    assert not any("missing in" in str(problem.what) for problem in alone.problems)
    _, form = imported(tmp_path, """
| | type | name | label::English (en) | label::French (fr) | hint | hint::French (fr) |
| | text | a | A | À | Write | Écrivez |
""")  # fmt: skip
    assert form.hint("a", "en") == "Write"


def test_types_of_older_forms(tmp_path: Path) -> None:
    _, form = imported(tmp_path, """
| | type | name | label | relevant |
| | phone number | p | P | |
| | number of days in last month | d | D | |
| | select multiple from yn | m | M | |
| | get start time | s | S | |
| | include | i | | |
""")  # fmt: skip
    assert [str(question.type) for question in form.instrument.questions.values()] == [
        "text", "integer", "select_multiple",
    ]  # fmt: skip
    assert form.try_value("p", "no number")
    assert form.try_value("d", 32)
    assert not form.try_value("d", 31)


def test_cells_and_columns_that_have_no_place_are_told_of(tmp_path: Path) -> None:
    done, _ = imported(tmp_path, """
| | type | name | label | remark by Ani | relevance | bind::relevant | |
| | text | a | A | ask twice | | | loose |
| | text | b | B | ask twice | ${a} = 'x' | ${a} = 'y' | |
""")  # fmt: skip
    assert "survey:2, 3 left-out remark_by_ani has no counterpart: ask twice" in told(done)
    assert "survey:2, 3 left-out a cell has no heading of its own: loose | ${a} = 'y'" in told(done)


def test_what_says_the_same_is_told_once() -> None:
    note = msg("{column} has no counterpart: {value}", column="rows", value="3")
    notes = [Note("survey", row, Became.LEFT_OUT, note) for row in (9, 2, 3, 5, 6, 7)]
    other = msg("{column} has no counterpart: {value}", column="rows", value="4")
    found = joined([*notes, Note("survey", 8, Became.LEFT_OUT, other)])
    assert [(told.place, str(told.what)) for told in found] == [
        ("survey:2, 3, 5–9", "rows has no counterpart: 3 | 4")
    ]


def test_a_form_that_is_too_large_for_a_file_is_refused_with_one_sentence(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    sheet.append(["type", "name", "label"])
    for number in range(400):
        sheet.append(["text", f"q{number}", f"{number} " + "Long words. " * 250])
    book.save(tmp_path / "large.xlsx")
    with pytest.raises(XLSFormError, match="cannot be carried over"):
        import_xlsform(tmp_path / "large.xlsx")


def test_thousands_of_broken_rules_are_told_and_the_form_loads(tmp_path: Path) -> None:
    rows = [f"| | integer | q{n} | Q ${{ | no > 1 | . > no | no + 1 | no |" for n in range(1_700)]
    header = "| | type | name | label | relevant | constraint | calculation | required |"
    done, form = imported(tmp_path, "\n".join([header, *rows]))
    assert len(form.instrument.questions) == 1_700
    assert len([note for note in done.notes if "no" in str(note.what)]) >= 4 * 1_700


def test_the_report_of_the_command_is_short_and_the_file_can_be_used(tmp_path: Path) -> None:
    rows = "\n".join(f"| | text | q{n} | Q | Needed | |" for n in range(30))
    (tmp_path / "f.md").write_text(
        f"| survey |\n| | type | name | label | required_message | relevant |\n{rows}\n"
        "| | text | last | Last | | q1 = 2 |\n"
        "| choices |\n| | list_name | name | label |\n| | a | x | X |\n| | b | x | X |\n",
        encoding="utf-8",
    )
    out = tmp_path / "f.yaml"
    done = CliRunner().invoke(cli, ["import", "xlsform", str(tmp_path / "f.md"), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "survey:2–31: left out: required_message is left out" in done.output
    assert done.output.count("no question uses the list") == 1
    assert "The same kind on lines" in done.output
    assert len(done.output.splitlines()) < 10
    assert len(load_instrument(out).questions) == 31


def test_lists_of_the_same_name_in_both_sheets_of_choices_are_two(tmp_path: Path) -> None:
    external = "| external_choices |\n| | list_name | name | label |\n| | yn | far | Far |\n"
    survey = "| | type | name | label |\n| | select_one yn | a | A |\n"
    rows = survey + "| | select_one_external yn | b | B |"
    _, form = imported(tmp_path, rows, CHOICES + external)
    assert [choice.name for choice in form.choices("a")] == ["yes", "no"]
    assert [choice.name for choice in form.choices("b")] == ["far"]


def test_a_table_in_the_older_way_may_stand_among_other_questions(tmp_path: Path) -> None:
    _, form = imported(tmp_path, """
| | type | name | label | appearance |
| | begin group | g | G | field-list |
| | text | t | T | |
| | select_one yn | h | Do you agree? | label |
| | select_one yn | a | One | list-nolabel |
| | select_one yn | b | Two | list-nolabel |
| | select_one yn | c | Three | |
| | end group | | | |
""")  # fmt: skip
    assert [step.path for step in form.steps()] == ["t", "h", "c"]
    assert form.label("h") == "Do you agree?"
    assert form.is_relevant("b")


def test_a_label_that_pipes_what_has_no_value_is_printed_as_it_stands(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label |
| | begin group | g | G |
| | begin group | h | H |
| | text | a | A |
| | text | b | ${a} and ${h} |
| | end group | | |
| | end group | | |
""")  # fmt: skip
    form.set("a", "One")
    assert form.label("b") == "One and $ {h}"
    assert "“h” holds questions and has no value itself" in told(done)
