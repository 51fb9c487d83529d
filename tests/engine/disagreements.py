"""Where the two engines of ODK disagree, as measured on the same forms, and what is done here.

ODK Collect runs JavaRosa; ODK Web Forms an engine of its own (`@getodk/xforms-engine` 0.22). Here
JavaRosa is followed unless it loses an answer or contradicts ODK's documentation.
`docs/expressions.md` prints this table; `test_disagreements.py` holds the engine to it.
"""

from typing import NamedTuple


class Disagreement(NamedTuple):
    """One case. `expression` and `value` are tested as they stand (blank: ""); a case without an
    expression has a test of its own, by `name`."""

    name: str
    case: str
    javarosa: str
    web_forms: str
    here: str
    why: str
    expression: str = ""
    value: object = None


DISAGREEMENTS = (
    Disagreement(
        "regex", "`regex('1234', '[0-9]{3}')`",
        "false", "true", "false",
        "the documentation: an exact and complete match",
        "regex('1234', '[0-9]{3}')", False,
    ),
    Disagreement(
        "stored_truth", "a `calculate` of `1 > 2`, then `if(${b}, …)`",
        "stored as 0, false", "stored as the text “false”, true", "stored as 0, false",
        "a condition stays what it was",
    ),
    Disagreement(
        "sum_of_nothing", "`sum()` over unanswered questions",
        "0", "blank", "0",
        "JavaRosa",
        "sum('' | '')", 0,
    ),
    Disagreement(
        "max_with_blank", "`max(1, '')`",
        "1", "blank", "1",
        "JavaRosa: one blank does not hide the others",
        "max(1, '')", 1,
    ),
    Disagreement(
        "texts_by_size", "`'2024-01-10' > '2024-01-09'`, both texts",
        "false", "true", "false",
        "the documentation: < and > are for numbers; of `date` questions the days are compared",
        "'2024-01-10' > '2024-01-09'", False,
    ),
    Disagreement(
        "number_of_date", "`number('2024-01-10')`, a text",
        "NaN, stored as blank", "19732", "blank",
        "JavaRosa; `number(date('2024-01-10'))` is 19732",
        "number('2024-01-10')", "",
    ),
    Disagreement(
        "round_half", "`round(-2.5)`",
        "-2", "-3", "-2",
        "XPath 1.0: towards positive infinity",
        "round(-2.5)", -2,
    ),
    Disagreement(
        "round_places", "`round('-12345.15', 1)`",
        "-12345.1", "-12345.2", "-12345.1",
        "JavaRosa",
        "round('-12345.15', 1)", -12345.1,
    ),
    Disagreement(
        "blank_index", "`indexed-repeat()` with a blank index",
        "the first member", "not measured", "the first member",
        "JavaRosa's own tests",
    ),
    Disagreement(
        "fewer_members", "`repeat_count` goes from 2 to 1 and back to 2",
        "both members stay, and count in sums all the while",
        "the second is destroyed and comes back blank",
        "the second is put aside, counts nowhere, and comes back as it was",
        "neither loses an answer nor counts what nobody sees",
    ),
    Disagreement(
        "broken_constraint", "an answer breaks a constraint",
        "refused, the old one stays", "stored and flagged; calculations use it",
        "refused, the old one stays; with `severity: soft` kept and flagged",
        "JavaRosa; soft is for what may be true all the same",
    ),
    Disagreement(
        "hidden_answer", "an answered question stops being relevant, then is relevant again",
        "reads as blank, comes back",
        "reads as blank, comes back (Enketo goes on reading the old answer)",
        "reads as blank, comes back",
        "both",
    ),
)  # fmt: skip
