"""The same form, the same answers: instrumen says what JavaRosa (ODK Collect) says, except for
what `disagreements` lists."""

import math
from pathlib import Path

import pytest
from javarosa import JavaRosaForm
from javarosa_disagreements import ANSWERS, DISAGREEMENTS
from random_forms import RandomForm, random_answers, random_form

from instrumen.engine import FormState, Refused, Value
from instrumen.language import load_instrument
from instrumen.language.xlsform.importing import import_xlsform

BATCHES, FORMS, ANSWERS_A_FORM = 8, 8, 40  # 2,560 answers, each a case that is compared
EXPRESSIONS = (Path(__file__).parent / "expressions.txt").read_text("utf-8").splitlines()
KINDS = {"i": "integer", "d": "decimal", "t": "text", "s": "select_one", "m": "select_multiple",
         "dt": "date"}  # fmt: skip
FORM = """
| survey |
| | type | name | label | calculation |
| | integer | i | I | |
| | decimal | d | D | |
| | text | t | T | |
| | select_one y | s | S | |
| | select_multiple y | m | M | |
| | date | dt | DT | |
{calculations}
| choices |
| | list_name | name | label |
| | y | ya | Ya |
| | y | ragu | Ragu |
"""


def both(markdown: str, folder: Path) -> tuple[JavaRosaForm, FormState]:
    """A form begun in both engines."""
    source, target = folder / "form.md", folder / "form.yaml"
    source.write_text(markdown, encoding="utf-8")
    target.write_text(import_xlsform(source).yaml, encoding="utf-8")
    return JavaRosaForm(markdown), FormState(load_instrument(target))


def typed(kind: str, text: str) -> Value:
    """A value as our engine takes it."""
    if not text:
        return None
    makers = {"integer": int, "decimal": float, "select_multiple": str.split}
    made: Value = makers.get(kind, str)(text)
    return made


def said(value: Value) -> str:
    """A value as a text."""
    return "" if value is None else " ".join(value) if isinstance(value, list) else str(value)


def equal(one: str, other: str) -> bool:
    """The same text, or the same number."""
    try:
        return one == other or math.isclose(float(one), float(other), abs_tol=1e-9)
    except ValueError:
        return False


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[JavaRosaForm, FormState]:
    """One form with a calculation for every expression, its questions answered."""
    rows = [*EXPRESSIONS, *(row.expression for row in DISAGREEMENTS if row.expression)]
    lines = (f"| | calculate | c{n} | | {text} |" for n, text in enumerate(rows))
    javarosa, ours = both(
        FORM.format(calculations="\n".join(lines)), tmp_path_factory.mktemp("both")
    )
    for name, text in ANSWERS.items():
        javarosa.answer(name, text, KINDS[name])
        ours.set(name, typed(KINDS[name], text))
    return javarosa, ours


def test_expressions_have_the_same_value(worked_out: tuple[JavaRosaForm, FormState]) -> None:
    javarosa, ours = worked_out
    differ = [
        f"{text}: {javarosa.value(f'c{n}')!r}, here {said(ours.value(f'c{n}'))!r}"
        for n, text in enumerate(EXPRESSIONS)
        if not equal(javarosa.value(f"c{n}"), said(ours.value(f"c{n}")))
    ]
    assert differ == []


def test_disagreements_are_as_listed(worked_out: tuple[JavaRosaForm, FormState]) -> None:
    javarosa, ours = worked_out
    rows = [row for row in DISAGREEMENTS if row.expression]
    for n, row in enumerate(rows, len(EXPRESSIONS)):
        assert (row.name, javarosa.value(f"c{n}"), said(ours.value(f"c{n}"))) == (
            row.name,
            row.javarosa,
            row.instrumen,
        )


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_forms_take_the_same_course(batch: int, tmp_path: Path) -> None:
    for seed in range(batch * FORMS, (batch + 1) * FORMS):
        form = random_form(seed)
        javarosa, ours = both(form.markdown, tmp_path)
        compare(form, javarosa, ours, f"form {seed}, before any answer")
        for name, text in random_answers(form, seed, ANSWERS_A_FORM):
            if not javarosa.is_relevant(name):
                continue
            kept = javarosa.answer(name, text, form.kinds[name])
            assert kept == accepts(ours, name, typed(form.kinds[name], text)), (seed, name, text)
            compare(form, javarosa, ours, f"form {seed}, {name} = {text!r}\n{form.markdown}")


def accepts(form: FormState, name: str, value: Value) -> bool:
    """Answer; whether it was taken."""
    try:
        form.set(name, value)
    except Refused:
        return False
    return True


def compare(form: RandomForm, javarosa: JavaRosaForm, ours: FormState, case: str) -> None:
    """Relevance, values, requiredness and labels of all questions."""
    for name, kind in form.kinds.items():
        shown = javarosa.is_relevant(name)
        assert shown == ours.is_relevant(name), (case, name)
        if not shown:
            continue
        assert equal(javarosa.value(name), said(ours.value(name))), (case, name)
        if kind == "calculate":
            continue
        assert javarosa.is_required(name) == ours.is_required(name), (case, name)
        if says_plain_values(form, name):
            assert javarosa.label(name) == ours.label(name), (case, name)


def says_plain_values(form: RandomForm, name: str) -> bool:
    """Whether a label pipes nothing, or texts and whole numbers: choices, dates and decimals are
    said in words here (`piped-choice`)."""
    plain = {piped for piped, kind in form.kinds.items() if kind in ("text", "integer")}
    label = form.labels[name]
    return "${" not in label or label.partition("${")[2].rstrip("}") in plain


def test_a_label_says_a_choice_by_its_label(tmp_path: Path) -> None:
    markdown = FORM.format(calculations="| | note | n | Ini ${s} | |")
    javarosa, ours = both(markdown, tmp_path)
    javarosa.answer("s", "ya", "select_one")
    ours.set("s", "ya")
    assert (javarosa.label("n"), ours.label("n")) == ("Ini ya", "Ini Ya")
