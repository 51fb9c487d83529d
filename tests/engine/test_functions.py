"""What the 73 functions and the operators do. Each row: expression, value, where that is said.

Sources: "docs" is docs.getodk.org/form-operators-functions, "spec" the ODK XForms specification,
"XPath" XPath 1.0, "JavaRosa" the engine of ODK Collect, measured. `nothing` is a blank.
"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrumen.engine import evaluate
from instrumen.language.expression import FUNCTIONS, ExpressionProblem, parse_expression
from instrumen.language.problems import Mark

nothing = ""

FIELDS = {
    "umur": 40,
    "nol": 0,
    "kosong": "",
    "nama": "Rina Contoh",
    "dipilih": "merah biru",
    "tanggal": date(2024, 1, 10),
    "persegi": "0 0;0 1;1 1;1 0;0 0",
}

OPERATORS = [
    ("1 + 2 * 3", 7, "XPath 3.5"),
    ("(1 + 2) * 3", 9, "XPath 3.5"),
    ("7 div 2", 3.5, "docs: Math operators"),
    ("7 mod 2", 1, "docs: Math operators"),
    ("5 mod -3", 2, "JavaRosa"),
    ("-5 mod 3", -2, "XPath 3.5"),
    ("1 div 0 > 1000", True, "JavaRosa: Infinity"),
    ("0 div 0", nothing, "JavaRosa: NaN is stored as blank"),
    ("10 - 2 - 3", 5, "XPath 3.5: left to right"),
    ("- ${umur}", -40, "XPath 3.5"),
    ("${umur} > 17", True, "docs: Comparison operators"),
    ("${umur} >= 40 and ${umur} <= 40", True, "docs: Comparison operators"),
    ("3 < 4 < 5", True, "XPath 3.4: (3 < 4) < 5"),
    ("5 < 4 < 1", True, "XPath 3.4: (5 < 4) is 0"),
    ("0.1 + 0.2 = 0.3", True, "JavaRosa: closer than 1e-12"),
    ("'a' < 'b'", False, "docs: only work with numbers"),
    ("'10' > '9'", True, "XPath 3.4: texts as numbers"),
    ("'2024-01-10' > '2024-01-09'", False, "JavaRosa: a text is no date"),
    ("${nama} = 'Rina Contoh'", True, "docs: Comparison operators"),
    ("${kosong} = ''", True, "docs: empty values are empty strings"),
    ("${kosong} < 5", False, "JavaRosa"),
    ("${kosong} > 5", False, "JavaRosa"),
    ("${kosong} != 10", True, "JavaRosa: the classic trap"),
    ("${kosong} = 0", False, "JavaRosa"),
    ("${kosong} + 1", nothing, "docs: not converted to zero"),
    ("1 = '1'", True, "XPath 3.4"),
    ("true() = 'x'", True, "XPath 3.4: as truths"),
    ("true() or 1 div 0", True, "XPath 3.4: the right side is not looked at"),
    ("false() and true()", False, "docs: Boolean operators"),
    ("${tidak_dikenal} = ''", True, "a field that was not given is blank"),
]

CONTROL = [
    ("if(${umur} > 17, 'dewasa', 'anak')", "dewasa", "docs: if"),
    ("if(${kosong} > 17, 'dewasa', 'anak')", "anak", "docs: if"),
    ("if(true(), 1, '')", 1, "docs: if"),
    ("if(false(), 1, '')", nothing, "docs: if"),
    ("coalesce(${kosong}, 'x')", "x", "docs: coalesce"),
    ("coalesce(${umur}, 'x')", 40, "docs: coalesce"),
    ("coalesce(0 div 0, 0)", 0, "JavaRosa: NaN counts as blank"),
    ("coalesce('', '')", nothing, "docs: coalesce"),
    ("once('x')", "x", "docs: once"),
    ("boolean('false')", True, "docs: a non-empty string"),
    ("boolean('')", False, "docs: boolean"),
    ("boolean(0)", False, "docs: boolean"),
    ("boolean(-1)", True, "docs: boolean"),
    ("boolean-from-string('true')", True, "docs: boolean-from-string"),
    ("boolean-from-string('1')", True, "docs: boolean-from-string"),
    ("boolean-from-string('TRUE')", True, "JavaRosa: in any case"),
    ("boolean-from-string('ya')", False, "docs: otherwise False"),
    ("not(${umur} > 50)", True, "docs: not"),
    ("not('')", True, "docs: not"),
    ("true()", True, "docs: true"),
    ("false()", False, "docs: false"),
    ("checklist(2, 3, 'yes', 'no', 'yes')", True, "docs: exactly the string yes"),
    ("checklist(3, -1, 'yes', 'no', 'yes')", False, "docs: checklist"),
    ("checklist(-1, 1, 'yes', 'yes')", False, "docs: -1 is no limit"),
    ("checklist(1, 1, ${umur} > 1, ${umur} > 90)", True, "JavaRosa: conditions count"),
    ("weighted-checklist(5, -1, 'yes', 3, 'no', 9, 'yes', 2)", True, "docs: weighted-checklist"),
    ("weighted-checklist(6, -1, 'yes', 3, 'no', 9, 'yes', 2)", False, "docs: weighted-checklist"),
]

SELECT = [
    ("selected(${dipilih}, 'biru')", True, "docs: selected"),
    ("selected(${dipilih}, 'bir')", False, "docs: a member"),
    ("selected('', '')", True, "JavaRosa"),
    ("selected('1 2', 2)", True, "a number is taken for its text"),
    ("selected-at(${dipilih}, 0)", "merah", "docs: zero-indexed"),
    ("selected-at(${dipilih}, 2)", nothing, "docs: an empty string"),
    ("selected-at(${dipilih}, -1)", nothing, "spec: including for a negative index"),
    ("count-selected(${dipilih})", 2, "docs: count-selected"),
    ("count-selected('')", 0, "JavaRosa"),
]

MANY = [
    ("sum(${umur} | 2)", 42, "docs: sum"),
    ("sum('' | 'x' | 2)", 2, "JavaRosa: sum over unanswered is 0"),
    ("min(3, 1, 2)", 1, "spec: min"),
    ("max(1, '')", 1, "JavaRosa"),
    ("max(-3, -2)", -2, "docs: the largest member"),
    ("max('')", nothing, "JavaRosa: NaN"),
    ("count-non-empty('a' | '' | 'b')", 2, "docs: count-non-empty"),
    ("count('a' | '' | 'b')", 3, "docs: count"),
]

TEXT = [
    ("regex('123', '[0-9]{3}')", True, "docs: an exact and complete match"),
    ("regex('1234', '[0-9]{3}')", False, "docs: an exact and complete match"),
    ("regex('Aji', '[A-Z][a-z]+')", True, "docs: form-regex"),
    ("regex('a', '(')", False, "a pattern that is none matches nothing"),
    ("contains(${nama}, 'Con')", True, "docs: contains"),
    ("contains(${nama}, '')", True, "XPath 4.2"),
    ("starts-with(${nama}, 'Rina')", True, "docs: starts-with"),
    ("ends-with(${nama}, 'oh')", True, "docs: ends-with"),
    ("substr('abcdef', 1, 3)", "bc", "docs: zero-indexed, the end not included"),
    ("substr('abcdef', 4)", "ef", "docs: substr"),
    ("substr('abcdef', -2)", "ef", "JavaRosa: from the end"),
    ("substr('abcdef', 0, -2)", "abcd", "JavaRosa: from the end"),
    ("substr('abc', 2, 1)", nothing, "JavaRosa"),
    ("substr('abc', 9)", nothing, "JavaRosa"),
    ("substring-before('a-b-c', '-')", "a", "docs: substring-before"),
    ("substring-before('abc', 'x')", nothing, "docs: substring-before"),
    ("substring-after('a-b-c', '-')", "b-c", "docs: substring-after"),
    ("substring-after('abc', 'x')", nothing, "docs: substring-after"),
    ("substring-after('abc', '')", "abc", "XPath 4.2"),
    ("translate('bar', 'abc', 'AB')", "BAr", "XPath 4.2"),
    ("translate('--aaa--', 'abc-', 'ABC')", "AAA", "XPath 4.2"),
    ("translate('aa', 'aa', 'xy')", "xx", "XPath 4.2: the first occurrence decides"),
    ("string-length('añb')", 3, "docs: string-length"),
    ("normalize-space('  a   b ')", "a b", "docs: normalize-space"),
    ("concat('a', 1, true())", "a1true", "docs: concat"),
    ("concat(1.50, '/', 2.0)", "1.5/2", "XPath 4.2, string: no .0"),
    ("concat('x', 0 div 0)", "xNaN", "XPath 4.2, string"),
    ("concat('x', ${kosong})", "x", "docs: an empty string"),
    ("join(', ', 'a', 'b' | 'c')", "a, b, c", "docs: join"),
    ("string(0.1)", "0.1", "docs: string"),
    ("string(1000000000000)", "1000000000000", "XPath 4.2: no exponent"),
    ("string(1 div 0)", "Infinity", "XPath 4.2"),
    ("string(true())", "true", "XPath 4.2"),
    ("string(${tanggal})", "2024-01-10", "JavaRosa"),
    ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72", "RFC 1321"),
    ("digest('abc', 'SHA-1')", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "docs: base64 by default"),
    (
        "digest('abc', 'SHA-256', 'hex')",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "FIPS 180-4",
    ),
    ("digest('abc', 'CRC')", nothing, "docs: options for the algorithm"),
    ("base64-decode('UmluYQ==')", "Rina", "docs: base64-decode"),
    ("base64-decode('?')", nothing, "JavaRosa"),
    ("extract-signed('eHg=', 'eHg=')", nothing, "JavaRosa: a bad signature"),
    ("string-length(uuid())", 36, "docs: RFC 4122"),
    ("substr(uuid(), 14, 15)", "4", "docs: version 4"),
    ("string-length(uuid(7))", 7, "docs: of specified length"),
]

NUMBER = [
    ("round(2.5)", 3, "XPath 4.4"),
    ("round(-2.5)", -2, "JavaRosa"),
    ("round(-12345.15, 1)", -12345.1, "JavaRosa"),
    ("round(1234.567, 2)", 1234.57, "docs: round"),
    ("round(33.33, -1)", 30, "JavaRosa: round(33.33, -1) = 30.0"),
    ("round(1.005, 2)", 1.01, "JavaRosa: by the digits written"),
    ("round('x')", nothing, "JavaRosa"),
    ("int(2.9)", 2, "docs: truncates"),
    ("int(-2.9)", -2, "docs: truncates"),
    ("number('12.5')", 12.5, "docs: number"),
    ("number('12,5')", 12.5, "JavaRosa: a decimal comma"),
    ("number(true())", 1, "docs: number"),
    ("number('1e3')", nothing, "XPath 4.4: no exponent"),
    ("number('2024-01-10')", nothing, "JavaRosa: NaN"),
    ("pow(2, 10)", 1024, "docs: pow"),
    ("pow(10, 400) > 1", True, "Java: Infinity"),
    ("pow(-8, 0.5)", nothing, "Java: NaN"),
    ("round(log(100), 3)", 4.605, "docs: the natural log"),
    ("log10(1000)", 3, "docs: log10"),
    ("log(0) < -1000", True, "Java: -Infinity"),
    ("log(-1)", nothing, "Java: NaN"),
    ("abs(-3.5)", 3.5, "docs: abs"),
    ("round(sin(pi() div 6), 6)", 0.5, "docs: sin"),
    ("round(cos(0), 6)", 1, "docs: cos"),
    ("round(tan(pi() div 4), 6)", 1, "docs: tan"),
    ("round(asin(1) * 2, 6)", 3.141593, "docs: asin"),
    ("round(acos(0) * 2, 6)", 3.141593, "docs: acos"),
    ("acos(2)", nothing, "Java: NaN"),
    ("round(atan(1) * 4, 6)", 3.141593, "docs: atan"),
    ("round(atan2(1, -1), 6)", 2.356194, "docs: atan2(y, x)"),
    ("sqrt(9)", 3, "docs: sqrt"),
    ("sqrt(-1)", nothing, "Java: NaN"),
    ("round(exp(1), 5)", 2.71828, "docs: exp"),
    ("exp(1000) > 1", True, "Java: Infinity"),
    ("exp10(3)", 1000, "docs: exp10"),
    ("random() >= 0 and random() < 1", True, "docs: random"),
]

DATE = [
    ("today()", "2026-05-04", "docs: today"),
    ("substr(now(), 0, 10)", "2026-05-04", "docs: ISO 8601"),
    ("today() > date('2026-05-03')", True, "JavaRosa: dates compare as days"),
    ("today() - date('2026-04-30')", 4, "JavaRosa: days between"),
    ("today() + 1", 20578, "JavaRosa: a number of days, no date"),
    ("date(today() + 1)", "2026-05-05", "docs: date"),
    ("date(0)", "1970-01-01", "docs: date"),
    ("date('2024-02-30')", nothing, "no date"),
    ("date('')", nothing, "JavaRosa"),
    ("decimal-date-time('1970-01-02')", 1, "docs: decimal-date-time"),
    ("decimal-date-time('1970-01-02T12:00')", 1.5, "docs: decimal-date-time"),
    ("decimal-date-time('')", nothing, "JavaRosa"),
    ("decimal-time('12:00')", 0.5, "docs: noon is 0.5"),
    ("decimal-time('2024-01-01T18:00')", 0.75, "docs: 6:00 PM is 0.75"),
    ("format-date('2024-01-09', '%e/%n/%Y %y %m %d')", "9/1/2024 24 01 09", "docs: format-date"),
    ("format-date('2024-05-06', '%a %b')", "Mon May", "docs: format-date"),
    ("format-date('', '%Y')", nothing, "JavaRosa"),
    ("format-date-time('2024-01-09T08:05:03.250', '%H:%M:%S.%3 %h')", "08:05:03.250 8", "docs"),
    ("number(format-date(today(), '%Y'))", 2026, "docs: format-date"),
]

GEO = [
    ("round(area('0 0;0 1;1 1;1 0;0 0') div 1000000)", 12391, "docs: area; JavaRosa's GeoUtils"),
    ("area('0 0;1 1')", 0, "JavaRosa: fewer than three points"),
    ("area('x')", nothing, "no place"),
    ("round(distance('0 0;0 1'))", 111319, "docs: distance; JavaRosa's GeoUtils"),
    ("round(distance('0 0', '0 1'))", 111319, "Web Forms: several arguments"),
    ("distance('5 5', '5 5')", 0, "spec: distance"),
    ("geofence('0.5 0.5', ${persegi})", True, "JavaRosa: calculateIsPointInGPSPolygon"),
    ("geofence('1.5 0.5', ${persegi})", False, "JavaRosa: calculateIsPointInGPSPolygon"),
    ("intersects('0 0;1 1;0 1;1 0')", True, "a line that crosses itself"),
    ("intersects(${persegi})", False, "a closed shape that does not"),
]

DATA = [
    ("pulldata('tidak_ada', 'a', 'b', 'c')", nothing, "docs: blank if none"),
    ("count(randomize('a' | 'b', 3))", 2, "docs: randomize"),
    ("count(instance('tidak_ada')/root/item)", 0, "spec: instance"),
    ("current()", nothing, "outside of a question"),
]

# Those that need a form around them; see test_repeats.py and test_selects.py.
ELSEWHERE = {"position", "indexed-repeat", "jr:choice-name", "jr:itext"}

TABLE = [*OPERATORS, *CONTROL, *SELECT, *MANY, *TEXT, *NUMBER, *DATE, *GEO, *DATA]


@pytest.mark.parametrize(("source", "expected", "said"), TABLE, ids=[row[0] for row in TABLE])
def test_table(source: str, expected: object, said: str) -> None:
    expression = parse_expression(source, Mark(1, 1))
    assert not isinstance(expression, ExpressionProblem), expression
    value = evaluate(expression, FIELDS, today=date(2026, 5, 4))
    assert (value, type(value) is bool) == (expected, type(expected) is bool), said


def test_every_function_has_a_row() -> None:
    called = {name for row in TABLE for name in re.findall(r"[\w:\-]+(?=\()", row[0])}
    assert set(FUNCTIONS) - called - ELSEWHERE == set()


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
    expression = parse_expression(f"{function.name}({', '.join(arguments)})", Mark(1, 1))
    assert not isinstance(expression, ExpressionProblem)
    assert isinstance(evaluate(expression, FIELDS), str | int | float)


def test_ed25519_message_comes_out_of_a_good_signature() -> None:
    """RFC 8032, 7.1, test 2: the one-byte message `r`."""
    import base64

    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    contents = base64.b64encode(signature + b"r").decode()
    forged = base64.b64encode(signature + b"s").decode()
    encoded = base64.b64encode(key).decode()
    for text, expected in ((contents, "r"), (forged, "")):
        expression = parse_expression(f"extract-signed('{text}', '{encoded}')", Mark(1, 1))
        assert not isinstance(expression, ExpressionProblem)
        assert evaluate(expression, {}) == expected
