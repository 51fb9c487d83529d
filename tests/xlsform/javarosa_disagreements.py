"""Where instrumen and JavaRosa (ODK Collect) are allowed to differ: all of it, by name.

`expression` is worked out by both on the answers of `ANSWERS`; the tests hold both results, so a
row that no longer differs has to go. Rows without an expression are about the course of a form.
"""

from dataclasses import dataclass

ANSWERS = {"i": "5", "d": "-1.5", "t": "Ab c", "s": "ya", "m": "ya ragu", "dt": "2026-01-05"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What differs and why instrumen does it otherwise."""

    name: str
    reason: str
    expression: str = ""
    javarosa: str = ""
    instrumen: str = ""


DISAGREEMENTS = (
    Disagreement(
        "greatest-of-negatives",
        "The greatest of −3 and −1 is −1; JavaRosa begins to compare at (nearly) 0.",
        "max(-3, -1)",
        "0",
        "-1",
    ),
    Disagreement(
        "date-of-number",
        "A day is written as a day; JavaRosa stores a moment, midnight in UTC.",
        "date(20000)",
        "2024-10-04T00:00:00.000Z",
        "2024-10-04",
    ),
    Disagreement(
        "position-outside",
        "Outside of every repeat there is no position; JavaRosa counts the form as the first.",
        "position(..)",
        "1",
        "0",
    ),
    Disagreement(
        "order-of-texts",
        "Texts have no order: comparing them with < or > is an error here, false in JavaRosa.",
    ),
    Disagreement(
        "piped-choice",
        "A label says a choice by its label, since a person reads it; JavaRosa says its name.",
    ),
    Disagreement(
        "required-blank",
        "Taking back a required answer is allowed and reported; JavaRosa keeps the old one.",
    ),
    Disagreement(
        "unknown-choice",
        "Comparing a question with a word that is none of its choices is an error.",
    ),
)
