"""Laws that hold for every form and every order of answers."""

import contextlib

import pytest
from engine_forms import form_of, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from instrumen.engine import Answer, FormState, Refused, UnknownPath
from instrumen.engine.contract import Value

# A form in which everything depends on everything: conditions on answers and calculations, a
# group, a matrix, repeats (one nested, one counted by an answer), a filter, a default.
FORM = """
- {name: a, type: integer, label: A}
- {name: b, type: select_one ya_tidak, label: "B ${a}", relevant: "${a} > 2"}
- name: g
  type: group
  label: G
  relevant: ${b} = 'ya'
  questions:
    - {name: c, type: decimal, label: C, constraint: ". < 50 or ${a} = 9"}
    - {name: d, type: text, label: D, relevant: "${c} > ${a}", required: "${b} = 'ya'"}
    - name: m
      type: likert ya_tidak
      label: M
      rows: [{name: m1, label: M1}, {name: m2, label: M2, relevant: "${m1} = 'ya'"}]
- {name: e, type: calculate, calculation: "coalesce(${c}, 0) + ${a}"}
- {name: pulau, type: text, label: Pulau}
- {name: k, type: select_multiple kota, label: K, choice_filter: "pulau = ${pulau} or ${e} > 9"}
- {name: kk, type: calculate, calculation: "count-selected(${k})"}
- name: r
  type: repeat
  label: R
  max: 3
  relevant: ${e} != 7
  questions:
    - {name: x, type: integer, label: X, default: "${position}"}
    - {name: y, type: text, label: Y, relevant: "${x} > ${a}"}
    - name: s
      type: repeat
      label: S
      max: 2
      questions:
        - {name: z, type: integer, label: Z, relevant: "${y} != ''"}
        - {name: zz, type: calculate, calculation: "${z} * ${x} + position(..)"}
    - name: jalan
      type: calculate
      calculation: sum(${r}[position() <= position(current()/..)]/x)
- name: t
  type: repeat
  label: T
  max: 3
  repeat_count: ${a} - 1
  questions: [{name: u, type: text, label: U}]
- name: v
  type: calculate
  calculation: concat(sum(${zz}), '/', count(${r}), '/', join('', ${u}))
- {name: w, type: text, label: W, relevant: "count(${x}[. > 1]) > 0 and ${v} != ''"}
"""
INSTRUMENT = read(FORM)

VALUES: dict[str, st.SearchStrategy[Value]] = {
    "a": st.none() | st.integers(0, 9),
    "b": st.sampled_from([None, "ya", "tidak"]),
    "c": st.none() | st.integers(0, 60),
    "d": st.sampled_from([None, "x"]),
    "m1": st.sampled_from([None, "ya", "tidak"]),
    "m2": st.sampled_from([None, "ya", "tidak"]),
    "pulau": st.sampled_from([None, "jawa", "sumatra"]),
    "k": st.lists(st.sampled_from(["bandung", "malang", "medan"]), unique=True),
    "x": st.none() | st.integers(0, 9),
    "y": st.sampled_from([None, "y"]),
    "z": st.none() | st.integers(0, 9),
    "u": st.sampled_from([None, "u", "U"]),
    "w": st.sampled_from([None, "w"]),
}


def place(name: str, i: int, j: int) -> str:
    before = {"x": f"r[{i}]/", "y": f"r[{i}]/", "z": f"r[{i}]/s[{j}]/", "u": f"t[{i}]/"}
    return before.get(name, "") + name


numbers = st.integers(1, 3)
answers = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.tuples(st.builds(place, st.just(name), numbers, numbers), VALUES[name])
)
counts = st.tuples(
    st.sampled_from(["r", "r[1]/s", "r[2]/s"]), st.integers(0, 3).map(lambda count: -1 - count)
)
removals = st.tuples(st.just("r"), numbers)
acts = st.lists(answers | answers | answers | counts | removals, max_size=25)


def do(form: FormState, act: tuple[str, Value]) -> frozenset[str]:
    path, value = act
    try:
        if path in ("r", "r[1]/s", "r[2]/s") and isinstance(value, int):
            if value < 0:
                return form.set_count(path, -1 - value)
            return form.remove_repeat(path, value)
        return form.set(path, value)
    except (Refused, UnknownPath):
        return frozenset()


def filled(done: list[tuple[str, Value]]) -> FormState:
    form = FormState(INSTRUMENT, language="id")
    for act in done:
        do(form, act)
    return form


def picture(form: FormState) -> object:
    """Everything one can see of a form."""
    return (
        form.answers(),
        form.counts(),
        form.data(),
        form.relevant_answers(),
        form.steps(),
        form.problems(),
        [form.label(step.path) for step in form.steps()],
        form.choices("k"),
    )


def restored(form: FormState) -> FormState:
    again = FormState(INSTRUMENT, language="id")
    again.restore(form.answers(), form.counts())
    return again


@given(acts)
@settings(max_examples=150, deadline=None)
def test_answers_one_by_one_lead_to_what_all_at_once_do(done: list[tuple[str, Value]]) -> None:
    form = filled(done)
    assert picture(restored(form)) == picture(form)


@given(acts, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_stored_answers_does_not_matter(
    done: list[tuple[str, Value]], shuffling: object
) -> None:
    form = filled(done)
    mixed = list(form.answers().items())
    shuffling.shuffle(mixed)  # type: ignore[attr-defined]
    again = FormState(INSTRUMENT, language="id")
    again.restore(dict(mixed), form.counts())
    assert picture(again) == picture(form)


@given(acts, answers)
@example([("a", 2), ("t[1]/u", "u")], ("a", None))
@example([("a", 2), ("t[1]/u", "u"), ("a", None)], ("a", 2))
@settings(max_examples=150, deadline=None)
def test_set_names_every_place_that_looks_different(
    done: list[tuple[str, Value]], last: tuple[str, Value]
) -> None:
    form = filled(done)

    def looks() -> dict[str, object]:
        paths = {*form.answers(), *form.data(), *(step.path for step in form.steps())}
        return {
            path: (form.value(path), form.is_relevant(path), form.label(path), form.problems(path))
            for path in paths | set(VALUES) - {"x", "y", "z", "u"}
        }

    before, named = looks(), do(form, last)
    after = looks()
    different = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    assert different <= named


@given(acts, st.sampled_from(["a", "b", "c"]))
@settings(max_examples=80, deadline=None)
def test_what_is_hidden_for_a_while_comes_back(done: list[tuple[str, Value]], name: str) -> None:
    form = filled(done)
    before, kept = picture(form), form.stored(name)
    for value in (None, 1, kept):
        do(form, (name, value))
    if form.stored(name) == kept:
        assert picture(form) == before


@given(acts, answers)
@settings(max_examples=80, deadline=None)
def test_a_refused_value_changes_nothing(
    done: list[tuple[str, Value]], last: tuple[str, Value]
) -> None:
    form = filled(done)
    before = picture(form)
    wrong: Value = ["bukan", "jawaban"] if last[0] != "k" else "bukan"
    with contextlib.suppress(UnknownPath):
        with pytest.raises(Refused):
            form.set(last[0], wrong)
        assert picture(form) == before


@given(acts, answers)
@settings(max_examples=80, deadline=None)
def test_trying_foretells_setting(done: list[tuple[str, Value]], last: tuple[str, Value]) -> None:
    form = filled(done)
    path, value = last
    try:
        foretold = form.try_value(path, value)
    except UnknownPath:
        return
    before = picture(form)
    hard = [f for f in foretold if not f.soft and f.rule != "required"]
    if not hard:
        form.set(path, value)
        return
    with pytest.raises(Refused):
        form.set(path, value)
    assert picture(form) == before


def test_an_answer_to_a_question_that_is_gone_is_left_out() -> None:
    form = form_of("- {name: a, type: integer, label: A}")
    form.restore({"a": Answer(1), "dulu": Answer("x"), "r[1]/x": Answer(1)}, {"r": 2})
    assert form.answers() == {"a": Answer(1)}


def test_a_value_that_would_be_refused_today_is_kept_and_reported() -> None:
    form = form_of("- {name: a, type: integer, label: A, constraint: . < 5}")
    form.restore({"a": Answer(9)})
    assert form.value("a") == 9
    assert [finding.rule for finding in form.problems()] == ["constraint"]
    form.restore({"a": Answer("sembilan")})
    assert (form.stored("a"), form.value("a")) == ("sembilan", None)
