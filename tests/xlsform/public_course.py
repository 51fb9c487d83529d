"""A public form in both engines: the same answers, and whatever then differs.

What JavaRosa takes back for good is masked here and comes back; after each act that is levelled,
so that the next one starts from the same answers.
"""

import random
from collections.abc import Iterator
from contextlib import suppress

from javarosa import JavaRosaForm
from public_forms import PublicForm
from scripts_of_answers import begin, fill_in
from side_by_side import said, same, typed

from instrumen.engine import FormState, Refused, Value
from instrumen.language.model import Instrument, Question, Repeat, Type
from instrumen.language.xlsform.importing import Imported

_TYPED = {
    Type.INTEGER: ("0", "1", "2", "7", "40", "2015"),
    Type.DECIMAL: ("0.5", "2.25", "7", "-1.5"),
    Type.TEXT: ("Ab c", "12", "ya"),
    Type.DATE: ("2026-01-05", "2020-12-31"),
}
_SELECTS = {Type.SELECT_ONE: "select_one", Type.LIKERT: "select_one",
            Type.SELECT_MULTIPLE: "select_multiple"}  # fmt: skip


class Course:
    """A form that is being filled in by both engines. Paths are ours; `compared` are those of the
    questions that both have and that were shown."""

    def __init__(self, form: PublicForm, imported: Imported, instrument: Instrument) -> None:
        self.javarosa = JavaRosaForm(form.path)
        self.ours = FormState(instrument)
        self.renamed = dict(_renamed(imported))
        self.draw = random.Random(form.name)
        self.compared: set[str] = set()
        self._level_members()

    def differences(self, answers: int) -> dict[str, str]:
        """What differs before and after so many answers, by question; of each the first."""
        found: dict[str, str] = {}
        for act in range(answers + 1):
            said_first = self._answer_one() if act else "at the beginning"
            for name, difference in self._compare():
                found.setdefault(name, f"{said_first}: {difference}")
            self._level_choices()
        return found

    def paths(self) -> dict[str, str]:
        """The paths of questions that both have and that nothing else is called like: theirs
        by ours. (Groups have no part in their paths, so that names there can clash.)"""
        mine = {
            place.path for place in self.ours.live_places() if isinstance(place.node.item, Question)
        }
        twice = {old for old, new in self.renamed.items() if old in self.ours.instrument.questions}
        theirs = {
            "/".join(map(self._our_step, path.split("/"))): path for path in self.javarosa.nodes
        }
        return {
            path: there
            for path, there in theirs.items()
            if path in mine and there.rpartition("/")[2] not in twice
        }

    def _our_step(self, step: str) -> str:
        name, bracket, rest = step.partition("[")
        return f"{self.renamed.get(name, name)}{bracket}{rest}"

    # --- acts ----------------------------------------------------------------------------

    def _answer_one(self) -> str:
        """Answer a question that is shown, in both; which and how."""
        shown = set(self.javarosa.shown)
        paths = [path for path, there in self.paths().items() if there in shown]
        if not paths:
            return "nothing to answer"
        path = self.draw.choice(sorted(paths))
        there = self.paths()[path]
        question = self.ours.question(path)
        drawn = self._drawn(path, there, question)
        if drawn is None:
            return f"{path} not answered"
        text, value, kind = drawn
        kept = self.javarosa.answer(there, text, kind)
        try:
            self.ours.set(path, value)
        except Refused:
            assert not kept, f"{path} = {text}: refused here only"
        else:
            assert kept, f"{path} = {text}: refused by JavaRosa only"
        self._level_members()
        return f"{path} = {text}"

    def _drawn(self, path: str, there: str, question: Question) -> tuple[str, Value, str] | None:
        """An answer as both take it; None for a question of a kind only one can be asked."""
        if (question.type in _SELECTS) != (there in self.javarosa.offered):
            return None
        if question.precision != "day":  # JavaRosa keeps a whole date for it
            return None
        if question.type in _TYPED and question.asks:
            text = self.draw.choice(_TYPED[question.type])
            return text, typed(str(question.type), text), str(question.type)
        names = self._choices(path, there) if question.type in _SELECTS else {}
        if not names:
            return None
        if question.type is not Type.SELECT_MULTIPLE:
            name = self.draw.choice(list(names))
            return name, names[name], "select_one"
        count = self.draw.randint(1, min(3, len(names)))
        drawn = set(self.draw.sample(list(names), count))
        chosen = [name for name in names if name in drawn]
        return " ".join(chosen), [names[name] for name in chosen], "select_multiple"

    def _choices(self, path: str, there: str) -> dict[str, str]:
        """What is offered: our names by theirs. Ours may have “other” besides."""
        ours = [choice.name for choice in self.ours.choices(path)]
        return dict(zip(self.javarosa.offered[there], ours, strict=False))

    # --- what differs --------------------------------------------------------------------

    def _compare(self) -> Iterator[tuple[str, str]]:
        shown = set(self.javarosa.shown)
        for path, there in self.paths().items():
            one, other = self.javarosa.is_relevant(there), self.ours.is_relevant(path)
            if one != other:
                yield path, f"{path} is {'' if one else 'not '}relevant in JavaRosa only"
            if not (one and other):
                continue
            theirs, ours = self._their_value(path, there), self.ours.value(path)
            if not same(theirs, ours):
                yield path, f"{path} is {theirs!r} in JavaRosa, {said(ours)!r} here"
            if there in shown:
                self.compared.add(path)
                if self.javarosa.is_required(there) != self.ours.is_required(path):
                    yield path, f"{path} is required in one only"
                if there in self.javarosa.offered:
                    yield from self._compare_choices(path, there)

    def _compare_choices(self, path: str, there: str) -> Iterator[tuple[str, str]]:
        theirs, ours = len(self.javarosa.offered[there]), len(self.ours.choices(path))
        if ours not in (theirs, theirs + self.ours.question(path).or_other):
            yield path, f"{path} offers {theirs} choices in JavaRosa, {ours} here"

    def _their_value(self, path: str, there: str) -> str:
        value = self.javarosa.value(there)
        if there not in self.javarosa.offered:
            return value
        names = self._choices(path, there)
        return names.get(value) or " ".join(names.get(word, word) for word in value.split())

    # --- levelling -----------------------------------------------------------------------

    def _level_members(self) -> None:
        for place in list(self.ours.live_places()):
            wanted = self.javarosa.counts.get(place.path)
            if isinstance(place.node.item, Repeat) and wanted is not None:
                with suppress(Refused):  # a count that is worked out
                    self.ours.set_count(place.path, wanted)

    def _level_choices(self) -> None:
        for path, there in self.paths().items():
            if there in self.javarosa.offered and self.ours.is_relevant(path):
                value, stored = self.ours.value(path), self.ours.stored(path)
                if stored != value:
                    theirs = self._their_value(path, there)
                    known = theirs in {choice.name for choice in self.ours.choices(path)}
                    self.ours.set(path, theirs if known else value)


def put_aside(form: PublicForm, instrument: Instrument) -> int:
    """Fill a form in at random, put it aside and take it up again; how many answers it has."""
    state, again = begin(instrument), begin(instrument)
    if state.steps():  # one of them only calculates
        fill_in(state, seed=len(form.name))
    again.restore(state.answers(), state.counts())
    assert again.data() == state.data(), form.name
    assert again.steps() == state.steps(), form.name
    return len(state.relevant_answers())


def _renamed(imported: Imported) -> Iterator[tuple[str, str]]:
    """Names of questions that the import changed: theirs and ours."""
    for note in imported.notes:
        if note.what.text == "questions have other names now: {value}":
            old, _, new = str(note.what.values["value"]).partition(" → ")
            yield old, new
