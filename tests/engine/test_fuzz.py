"""Whatever is written in an instrument and whatever is answered: no crash, and quickly."""

import random
import time
from contextlib import suppress
from pathlib import Path

from engine_forms import HEADER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.engine import FormState, Refused, UnknownPath, Value
from instrumen.language import read_instrument_text
from instrumen.language.expression import FUNCTIONS
from instrumen.language.model import Instrument, Repeat

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {
    name: (ROOT / "questionnaires" / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("angket-guru", "angket-pegawai", "lembar-dokumentasi")
}
SECONDS = 2.0
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FORM = """\
  - name: bagian
    title: Bagian
    questions:
      - {name: s, type: select_one ya_tidak, label: "S ${n}"}
      - {name: n, type: integer, label: N}
      - {name: m, type: select_multiple warna, label: M, randomize: yes}
      - {name: t, type: text, label: T, default: "${m}"}
      - {name: d, type: date, label: D}
      - {name: k, type: select_one kota, label: K, choice_filter: "pulau != ${t}", or_other: yes}
      - name: r
        type: repeat
        label: R
        max: 4
        questions:
          - {name: a, type: decimal, label: A}
          - {name: b, type: calculate, calculation: "R1"}
          - name: rr
            type: repeat
            label: RR
            questions:
              - {name: c, type: integer, label: "C ${a} ${position}"}
              - {name: e, type: integer, label: E, relevant: "R2"}
      - {name: x, type: text, label: X, relevant: "R3"}
      - {name: y, type: integer, label: Y, constraint: "R4", required: "R5"}
      - {name: z, type: select_one kota, label: Z, choice_filter: "R6"}
      - {name: w, type: repeat, label: W, repeat_count: "R7", max: 4, questions: [
          {name: v, type: integer, label: V, default: "R2"}]}
      - {name: jumlah, type: calculate, calculation: "R8"}
"""
RULES = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8")

_many = st.sampled_from(["${a}", "${c}", "${n}", "${v}", "${r}", "${rr}", "instance('kota')"])
_leaves = st.one_of(
    st.sampled_from(["${n}", "${t}", "${d}", ".", "0", "1", "-2.5", "1000000000000", "''", "'1'"]),
    st.sampled_from(["${s}", "${m}", "${k}", "${a}", "${c}", "..", "'ya'", "'merah biru'"]),
    st.sampled_from(["'${k}'", "true()", "today()", "position(..)", "current()", "${tak_ada}"]),
)
_operators = ["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"]


def _call(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def with_arguments(name: str) -> st.SearchStrategy[str]:
        function = FUNCTIONS[name]
        counts = [n for n in range(8) if function.takes(n)]
        return st.sampled_from(counts).flatmap(
            lambda n: st.lists(inner, min_size=n, max_size=n).map(
                lambda arguments: f"{name}({', '.join(arguments)})"
            )
        )

    return st.sampled_from(sorted(FUNCTIONS)).flatmap(with_arguments)


expressions = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        _call(inner),
        st.tuples(inner, st.sampled_from(_operators), inner).map(
            lambda part: f"({part[0]} {part[1]} {part[2]})"
        ),
        st.tuples(_many, inner).map(lambda part: f"{part[0]}[{part[1]}]"),
        st.tuples(_many, st.sampled_from(["..", "a", "c", "root/item/pulau"])).map("/".join),
        _many.map(lambda source: f"count({source})"),
    ),
    max_leaves=8,
)
values = st.one_of(
    st.none(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=True),
    st.sampled_from(["ya", "tidak", "bandung", "other", "", "2026-05-04", "x" * 1000, "\x00[/]"]),
    st.lists(st.sampled_from(["merah", "biru", "tidak_ada", "x"]), max_size=4),
)


@settings(FEW, max_examples=150)
@given(
    st.dictionaries(st.sampled_from(RULES), expressions, min_size=2),
    st.lists(values, min_size=12, max_size=12),
)
def test_any_expressions_and_any_answers(rules: dict[str, str], given: list[Value]) -> None:
    body = FORM
    for name in RULES:
        body = body.replace(f'"{name}"', f'"{rules.get(name, "true()")}"')
    begin = time.process_time()
    instrument, problems = read_instrument_text(HEADER + body, Path("x.yaml"))
    if instrument is None:
        assert problems
    else:
        fill(instrument, given)
    assert time.process_time() - begin < SECONDS


@settings(FEW, max_examples=25)
@given(
    st.sampled_from(sorted(SHIPPED)),
    st.integers(0, 10**6),
    st.sampled_from(["relevant: ", "type: ", "required: ", "name: ", "constraint: "]),
    expressions,
    st.lists(values, min_size=5, max_size=5),
)
def test_a_shipped_instrument_with_a_rule_replaced(
    name: str, where: int, key: str, source: str, given: list[Value]
) -> None:
    lines = SHIPPED[name].split("\n")
    places = [number for number, line in enumerate(lines) if line.lstrip(" -").startswith(key)]
    if places:
        at = places[where % len(places)]
        lines[at] = f"{lines[at].partition(key)[0]}{key}{source}"
    begin = time.process_time()
    instrument, _ = read_instrument_text("\n".join(lines), Path("x.yaml"))
    if instrument is not None:
        fill(instrument, given)
    assert time.process_time() - begin < SECONDS


def fill(instrument: Instrument, given: list[Value]) -> None:
    """Answer every place with each value in turn, and look at all there is to see."""
    form = FormState(instrument, roster={"usia": 40}, language="id")
    draws = random.Random(0)
    for item in instrument.items:
        if isinstance(item, Repeat):
            with suppress(Refused):
                form.set_count(item.name, 2)
    for template in instrument.questions:
        with suppress(Refused, UnknownPath):
            form.set(template.replace("/", "[1]/"), draws.choice(given))
    for step in form.steps():
        form.label(step.path, "en")
        form.problems(step.path)
    form.problems()
    form.data()
    again = FormState(instrument, roster={"usia": 40}, language="id")
    again.restore(form.answers(), form.counts())
