"""Where instrumen and JavaRosa (ODK Collect) are allowed to differ: all of it, by name.

`docs/expressions.md` prints this table. Rows with an expression are worked out by both on the
answers of `ANSWERS`; every other row has a test of its name in `test_javarosa_disagreements.py`.
The tests hold both results, so a row that no longer differs has to go.
"""

from typing import NamedTuple

ANSWERS = {"i": "5", "d": "-1.5", "t": "Ab c", "s": "ya", "m": "ya ragu", "dt": "2026-01-05"}


class Disagreement(NamedTuple):
    """What differs, why instrumen does it otherwise, and what says so. With an `expression`,
    `javarosa` and `here` are the values as texts."""

    name: str
    case: str
    javarosa: str
    here: str
    why: str
    source: str
    expression: bool = False


DISAGREEMENTS = (
    Disagreement(
        "greatest-of-negatives", "max(-3, -1)", "0", "-1",
        "JavaRosa begins to compare at the least positive number",
        "docs: max", expression=True,
    ),
    Disagreement(
        "least-of-infinities", "min(1 div 0, 2 div 0)", "1.7976931348623157E308", "Infinity",
        "JavaRosa begins to compare at the greatest number there is",
        "docs: min", expression=True,
    ),
    Disagreement(
        "date-of-number", "date(20000)", "2024-10-04T00:00:00.000Z", "2024-10-04",
        "a day is written as a day, not as midnight somewhere",
        "docs: date", expression=True,
    ),
    Disagreement(
        "position-outside", "position(..)", "1", "0",
        "outside of every repeat there is no place; JavaRosa counts the form as the first",
        "docs: position", expression=True,
    ),
    Disagreement(
        "position-in-a-group", "`position(..)` in a group inside a repeat",
        "1: the group is the first of its name", "the member's place, as with `position(../..)`",
        "nobody asks for the place of a group",
        "docs: position",
    ),
    Disagreement(
        "members-from-inside", "`count(${r})`, asked inside a member of `r`",
        "1: the member itself", "all members",
        "a path from the root leads to all of them",
        "XPath 1.0 §2",
    ),
    Disagreement(
        "place-in-brackets", "`${r}[2]/n`, `${n}[2]`",
        "blank", "the second one's; `${r}[position() = 2]/n` is the same in both",
        "a number in brackets is a place",
        "XPath 1.0 §2.4",
    ),
    Disagreement(
        "dot-in-a-constraint", "`count(${n}[. > 0])` in a constraint",
        "`.` is the answer that is being given", "`.` is each of the `n`",
        "inside brackets `.` is what is looked at",
        "XPath 1.0 §2.4",
    ),
    Disagreement(
        "many-as-one", "`${n} + 1`, or `${n}` in a label, outside of the repeat of `n`",
        "an error once there are two members: the form cannot go on",
        "the first member's, with a warning when the file is checked; a label says them all",
        "no answer may stop an interview",
        "XPath 1.0 §4.2",
    ),
    Disagreement(
        "number-as-list", "`selected(0 div 0, 'x')`",
        "an error: the form does not open", "false",
        "no answer may stop an interview",
        "docs: selected",
    ),
    Disagreement(
        "worked-out-when-reopened", "a member adds up all members: `sum(${r}[n > 0]/n)`",
        "members answered before keep the old sum until the form is opened again",
        "every member has the new sum",
        "a calculation follows what it is made of",
        "docs: calculation, re-evaluated on any change",
    ),
    Disagreement(
        "first-member", "a repeat without `repeat_count` begins",
        "with one member", "with `min` members, 0 when that is left out",
        "a member nobody wanted would be a row of blanks in the data",
        "docs/instruments.md: min",
    ),
    Disagreement(
        "fewer-members", "`repeat_count` goes down, also to 0 or blank",
        "the surplus members stay and count; one is there even for 0",
        "they are put aside, count nowhere, and come back as they were",
        "what nobody sees counts nowhere, and no answer is lost",
        "docs: repeat_count is the number of members",
    ),
    Disagreement(
        "hidden-count", "`repeat_count: ${n}`, and `n` is not relevant",
        "as many members as were said before", "none: `n` reads as blank",
        "one rule for what is not relevant, wherever it is read",
        "docs: relevance, values are blank",
    ),
    Disagreement(
        "filter-by-hidden", "`choice_filter` by an answer that is not relevant",
        "the choices stay", "the answer reads as blank",
        "one rule for what is not relevant, wherever it is read",
        "docs: relevance, values are blank",
    ),
    Disagreement(
        "filtered-away", "a choice is filtered away after it was chosen, then offered again",
        "taken back for good when the question is shown",
        "reads as blank, comes back",
        "no answer is lost: one slip at the district would cost the school",
        "engine/docs.md: kept, but masked",
    ),
    Disagreement(
        "emptied-list", "`count-non-empty(${m})`, all choices of an `m` filtered away",
        "1: an empty list is an answer", "0",
        "what has no choice left is blank",
        "docs: count-non-empty",
    ),
    Disagreement(
        "once-of-what-is-hidden", "`once(${a})` is hidden, `a` changes, it is shown again",
        "drawn anew", "what it was",
        "once means once",
        "docs: once",
    ),
    Disagreement(
        "once-too-early", "`once()` of `position(..)` and a calculation `c`, in a new member",
        "drawn while `c` is blank", "drawn once `c` is there",
        "a calculation comes after those it is made of",
        "docs: calculation",
    ),
    Disagreement(
        "default-of-a-nested-member",
        "a default that is worked out, in the member a nested repeat begins with, in a group",
        "blank", "filled in",
        "every member begins with its defaults",
        "docs: dynamic defaults in repeats",
    ),
    Disagreement(
        "required-blank", "taking back an answer that is required",
        "the old answer stays", "it is taken back; the blank is reported",
        "a wrong answer must not stand because the right one is not known yet",
        "docs: required, asked when moving on",
    ),
    Disagreement(
        "piped-in-words", "`${x}` in a label: a choice, a date, a decimal",
        "`ya`, `2026-01-05`, `2.5`", "`Ya`, `5 Januari 2026`, `2,5`",
        "a label is read by a person, in the language of the label",
        "docs/instruments.md: labels, hints, messages",
    ),
    Disagreement(
        "other-in-words", "the choice that `or_other` adds",
        "“Other”, also with labels in another language; added to every question of the list",
        "in the language of the form; added to this question",
        "a label is read by a person; a list is what its author wrote",
        "XLSForm: or_other",
    ),
    Disagreement(
        "meaningless-rules",
        "`${s} = 'x'` where `x` is no choice, `${s} < 'ya'`, `int('x')`, a constraint `1 > 2`",
        "false, false, NaN, every answer refused", "an error of the file, with what to do",
        "found at the desk, not in the field",
        "docs/expressions.md: checked before anybody is asked",
    ),
)  # fmt: skip
