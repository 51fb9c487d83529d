"""The same form, the same answers: instrumen says what JavaRosa (ODK Collect) says, except for
what `javarosa_disagreements` lists.

`JAVAROSA_SEED=7 pytest tests/xlsform/test_javarosa.py` draws other forms than usual.
"""

import os
import random
from pathlib import Path

import pytest
from javarosa_disagreements import ANSWERS, DISAGREEMENTS
from random_forms import random_form
from sheet_forms import SheetForm, form_of
from side_by_side import Act, Pair, equal, said, same, typed

BATCHES, FORMS, ACTS = 12, 20, 24
FLOOR = 350  # cases a batch; 4,200 in all. Some forms end early: nothing is left to be done.
SEED = int(os.environ.get("JAVAROSA_SEED", "0"))
EXPRESSIONS = (Path(__file__).parent / "expressions.txt").read_text("utf-8").splitlines()
ASKED = """
    integer | i
    integer | blank
    decimal | d
    text | t
    text | no_text
    select_one pilihan | s
    select_multiple pilihan | m
    date | dt
    date | no_date
"""
MET = {
    "place from a group in a member": (
        """
        begin repeat | r
        begin group | g
        begin group | h
        integer | n
        calculate | a | calculation: position(../../..)
        calculate | b | calculation: sum(${r}[position() < position(current()/../../..)]/g/h/n)
        end group
        begin repeat | s
        integer | m
        calculate | c | calculation: position(../../..)
        end repeat
        end group
        end repeat
        """,
        "r[1]/n=4 +r r[2]/n=9 +r[2]/s",
    ),
    "path through a group": (
        """
        begin repeat | r
        begin group | g
        integer | n
        end group
        end repeat
        calculate | a | calculation: sum(${r}[g/n > 1]/g/n)
        calculate | b | calculation: count(${r}[g/n != ''])
        """,
        "r[1]/n=4 +r r[2]/n=1 +r -r[1]",
    ),
    "members brought back with members of their own": (
        """
        integer | a
        begin repeat | r | repeat_count: ${a}
        begin repeat | s | repeat_count: 1
        integer | n | relevant: ${a}
        end repeat
        end repeat
        """,
        "a=5 a=0 a=2",
    ),
    "once() of a default": (
        """
        integer | a | default: 5
        calculate | c | calculation: once(${a} + 1)
        begin repeat | r
        text | t | default: ya
        calculate | d | calculation: once(concat(${t}, ${a}))
        end repeat
        """,
        "a=7 +r r[2]/t=12",
    ),
    "cascade in a member": (
        """
        select_one kabupaten | k
        begin repeat | r
        select_one sekolah | s | choice_filter: di = ${k}
        select_multiple kelas | m | choice_filter: di = ${s} | relevant: ${s} != ''
        end repeat
        calculate | c | calculation: join(' ', ${m})
        """,
        "k=utara r[1]/s=smp1 r[1]/m=k7 +r r[2]/s=sma1 r[2]/m=k10 k=selatan k=utara",
    ),
    "same name around and inside": (
        """
        integer | a
        begin repeat | r | relevant: ${a} > 1
        integer | n | constraint: . <= ${a} | required: ${a} > 2
        calculate | c | calculation: if(position(..) > 1, \
            indexed-repeat(${n}, ${r}, position(..) - 1) + ${n}, ${n})
        end repeat
        calculate | sum | calculation: sum(${n}) + sum(${c})
        note | x | label: L ${a}
        """,
        "a=3 r[1]/n=2 r[1]/n=9 +r r[2]/n=3 a=1 a=5 r[2]/n=5 -r[1] r[1]/n=",
    ),
}


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """One form with a calculation for every expression, its questions answered."""
    rows = [*EXPRESSIONS, *(row.case for row in DISAGREEMENTS if row.expression)]
    lines = (f"calculate | c{n} | calculation: {text}" for n, text in enumerate(rows))
    pair = Pair(form_of("\n".join([ASKED, *lines])), tmp_path_factory.mktemp("both"))
    for name, text in ANSWERS.items():
        pair.javarosa.answer(name, text, pair.kind(name))
        pair.ours.set(name, typed(pair.kind(name), text))
    return pair


def test_expressions_have_the_same_value(worked_out: Pair) -> None:
    javarosa, ours = worked_out.javarosa, worked_out.ours
    differ = [
        f"{text}: {javarosa.value(f'c{n}')!r}, here {said(ours.value(f'c{n}'))!r}"
        for n, text in enumerate(EXPRESSIONS)
        if not same(javarosa.value(f"c{n}"), ours.value(f"c{n}"))
    ]
    assert differ == []


def test_expressions_that_disagree_are_as_listed(worked_out: Pair) -> None:
    javarosa, ours = worked_out.javarosa, worked_out.ours
    rows = [row for row in DISAGREEMENTS if row.expression]
    found = [
        (row.name, javarosa.value(f"c{n}"), said(ours.value(f"c{n}")))
        for n, row in enumerate(rows, len(EXPRESSIONS))
    ]
    assert found == [(row.name, row.javarosa, row.here) for row in rows]
    assert [row.name for row in rows if equal(row.javarosa, row.here)] == []


@pytest.mark.parametrize("name", MET)
def test_what_was_met_once_stays_the_same(name: str, tmp_path: Path) -> None:
    form, acts = MET[name]
    pair = Pair(form_of(form.replace("\\\n", "")), tmp_path)
    assert pair.differences() == []
    for act in map(act_of, acts.split()):
        assert pair.do(act) == [], act


def act_of(text: str) -> Act:
    """`r[1]/n=4` answers, `+r` adds a member, `-r[2]` removes one."""
    if text[0] == "+":
        return Act("add", text[1:])
    if text[0] == "-":
        path, _, number = text[1:-1].rpartition("[")
        return Act("remove", path, number)
    path, _, value = text.partition("=")
    return Act("answer", path, value)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_forms_take_the_same_course(batch: int, tmp_path: Path) -> None:
    """Every act is a case: afterwards all relevance, values, labels, choices, numbers of members
    and whether the answer was kept are compared."""
    compared, levelled = 0, set[str]()
    for number in range(batch * FORMS, (batch + 1) * FORMS):
        seed = SEED * 100_000 + number
        form, draw = random_form(seed), random.Random(f"acts {seed}")
        pair, done = Pair(form, tmp_path), list[Act]()
        assert pair.differences() == [], story(seed, form, done)
        while len(done) < ACTS and (act := pair.some_act(draw)) is not None:
            done.append(act)
            assert pair.do(act) == [], story(seed, form, done)
        compared += len(done)
        levelled |= pair.levelled.keys()
    assert compared >= FLOOR
    assert levelled <= {row.name for row in DISAGREEMENTS}


def story(seed: int, form: SheetForm, acts: list[Act]) -> str:
    """All that is needed to see a difference again."""
    told = "\n".join(f"{act.what} {act.path} {act.text!r}" for act in acts)
    return f"form {seed}\n{form.markdown}\n{told}"
