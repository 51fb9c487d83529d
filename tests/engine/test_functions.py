"""What the 73 functions and the operators do: every row of `expression_rows`."""

import base64
import re
from datetime import date

import pytest
from engine_forms import form_of
from expression_rows import FAMILIES, FIELDS, IN_A_FORM, IN_A_MEMBER
from hypothesis import given
from hypothesis import strategies as st

from instrumen.engine import evaluate
from instrumen.language.expression import (
    FUNCTIONS,
    ExpressionProblem,
    parse_expression,
)
from instrumen.language.expression.syntax import Expression
from instrumen.language.problems import Mark

WITH_A_FORM = [*IN_A_FORM, *IN_A_MEMBER]
EVERY_ROW = [row for rows in FAMILIES.values() for row in rows]
ALONE = [row for row in EVERY_ROW if row not in WITH_A_FORM]
FORM = """\
- {name: warna, type: select_one warna, label: {id: Warna, en: Colour}}
- name: pelatihan
  type: repeat
  label: Pelatihan
  min: 3
  questions:
    - {name: tahun, type: integer, label: Tahun}
    - {name: inside, type: calculate, calculation: "INSIDE"}
- {name: outside, type: calculate, calculation: "OUTSIDE"}
"""


def parsed(source: str) -> Expression:
    expression = parse_expression(source, Mark(1, 1))
    assert not isinstance(expression, ExpressionProblem), expression
    return expression


@pytest.mark.parametrize(("source", "expected", "said"), ALONE, ids=[row[0] for row in ALONE])
def test_alone(source: str, expected: object, said: str) -> None:
    value = evaluate(parsed(source), FIELDS, today=date(2026, 5, 4))
    assert (value, type(value) is bool) == (expected, type(expected) is bool), said


@pytest.mark.parametrize(
    ("inside", "source", "expected", "said"),
    [
        *((False, *row) for row in IN_A_FORM),
        *((True, *row) for row in IN_A_MEMBER),
    ],
)
def test_in_a_form(inside: bool, source: str, expected: object, said: str) -> None:
    form = form_of(
        FORM.replace("INSIDE", source if inside else "1").replace(
            "OUTSIDE", "1" if inside else source
        )
    )
    form.set("warna", "biru")
    form.set("pelatihan[1]/tahun", 2021)
    form.set("pelatihan[2]/tahun", 2023)
    value = form.value("pelatihan[2]/inside" if inside else "outside")
    assert (value if value is not None else "") == expected, said


def test_every_function_has_a_row() -> None:
    called = {name for row in EVERY_ROW for name in re.findall(r"[\w:\-]+(?=\()", row[0])}
    assert set(FUNCTIONS) - called == set()
    assert len(FUNCTIONS) == 73


texts = st.text("abc 019-:;,.TZ%Y", max_size=12).map(lambda text: f"'{text}'")


@given(st.data())
def test_no_function_raises_whatever_it_is_given(data: st.DataObject) -> None:
    function = data.draw(st.sampled_from(sorted(FUNCTIONS.values(), key=lambda each: each.name)))
    counts = [n for n in range(8) if function.takes(n)]
    arguments = data.draw(
        st.lists(
            st.sampled_from(["${umur}", "${kosong}", "${nama}", "true()", "1 div 0", "0 div 0"])
            | texts
            | st.integers(-(10**18), 10**18).map(str)
            | st.floats(-1e15, 1e15, allow_nan=False).map(lambda n: f"{n:f}"),
            min_size=min(counts),
            max_size=max(counts),
        ).filter(lambda found: len(found) in counts)
    )
    expression = parsed(f"{function.name}({', '.join(arguments)})")
    assert isinstance(evaluate(expression, FIELDS), str | int | float)


def test_ed25519_message_comes_out_of_a_good_signature() -> None:
    """RFC 8032, 7.1, test 2: the one-byte message `r`."""
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    contents = base64.b64encode(signature + b"r").decode()
    forged = base64.b64encode(signature + b"s").decode()
    encoded = base64.b64encode(key).decode()
    for text, expected in ((contents, "r"), (forged, "")):
        expression = parsed(f"extract-signed('{text}', '{encoded}')")
        assert evaluate(expression, {}) == expected
