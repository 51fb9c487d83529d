"""What the checks call impossible never happens in a form, whatever is answered."""

from itertools import product
from pathlib import Path

from engine_forms import HEADER
from hypothesis import given, settings
from hypothesis import strategies as st

from instrumen.engine import FormState
from instrumen.language import read_instrument_text

QUESTIONS = """\
  - name: bagian
    title: Bagian
    questions:
      - {name: s, type: select_one ya_tidak, label: S}
      - {name: n, type: integer, label: N, constraint: . >= 0 and . <= 3}
      - {name: m, type: select_multiple warna, label: M}
      - {name: t, type: integer, label: T, relevant: "${s} = 'ya' and ${n} != 2"}
      - {name: hasil, type: text, label: H, relevant: "RULE"}
"""
ANSWERS = list(
    product(
        [None, "ya", "tidak"],
        [None, 0, 1, 2, 3],
        [None, ["merah"], ["biru", "hijau"], ["tidak_ada"]],
        [None, -1, 2],
    )
)

_constants = st.sampled_from(["0", "1", "2", "3", "4", "1.5", "-1", "''", "'2'"])
_signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
_atoms = st.one_of(
    st.tuples(st.sampled_from(["n", "t"]), _signs, _constants).map(
        lambda part: f"${{{part[0]}}} {part[1]} {part[2]}"
    ),
    st.tuples(_constants, _signs, st.sampled_from(["n", "t"])).map(
        lambda part: f"{part[0]} {part[1]} ${{{part[2]}}}"
    ),
    st.tuples(st.sampled_from(["=", "!="]), st.sampled_from(["ya", "tidak", ""])).map(
        lambda part: f"${{s}} {part[0]} '{part[1]}'"
    ),
    st.sampled_from(["merah", "biru", "tidak_ada"]).map(lambda name: f"selected(${{m}}, '{name}')"),
    st.sampled_from(["${m} = ''", "${m} != ''", "${m} = 'merah'", "true()", "false()"]),
)
conditions = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        inner.map(lambda one: f"not({one})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda part: f"({part[0]} {part[1]} {part[2]})"
        ),
    ),
    max_leaves=6,
)


def happens(condition: str) -> bool:
    """Whether some answers show the question; None of them refused."""
    instrument, _ = read(condition)
    assert instrument is not None
    for s, n, m, t in ANSWERS:
        form = FormState(instrument)
        for path, value in (("s", s), ("n", n), ("m", m), ("t", t)):
            form.set(path, value)  # type: ignore[arg-type]
        if form.is_relevant("hasil"):
            return True
    return False


def read(condition: str):  # type: ignore[no-untyped-def]
    return read_instrument_text(HEADER + QUESTIONS.replace("RULE", condition), Path("x.yaml"))


@settings(max_examples=150, deadline=None)
@given(conditions)
def test_what_can_never_be_true_never_is(condition: str) -> None:
    _, problems = read(condition)
    never = [
        problem
        for problem in problems
        if problem.rule == "never-true" and "never shown" in str(problem.what)
    ]
    if never:
        assert not happens(condition)


@settings(max_examples=60, deadline=None)
@given(conditions)
def test_what_the_numbers_of_a_form_rule_out_is_found(condition: str) -> None:
    """A contradiction in the same question is always seen, whatever stands beside it."""
    _, problems = read(f"({condition}) and ${{n}} > 2 and ${{n}} < 2")
    assert "never-true" in [problem.rule for problem in problems]
