"""One form in two engines: the same acts, and whatever then differs.

What is allowed to differ (`javarosa_disagreements`) is levelled after each act, so that the next
one starts from the same answers; how often each was needed stands in `levelled`.
"""

import math
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from imports import imported_text
from javarosa import JavaRosaForm
from sheet_forms import SheetForm

from instrumen.engine import FormState, Refused, Value
from instrumen.engine.nodes import Role
from instrumen.engine.wording import date_in_words, number_in_words

_MOST_MEMBERS = 4
_MOST_LEVELLING = 200
_TYPED = {
    "integer": ("0", "1", "2", "3", "5", "-3", ""),
    "decimal": ("0.5", "2.25", "7.0", "-1.5", ""),
    "text": ("ya", "12", "Ab c", "a-b", ""),
    "date": ("2026-01-05", "2025-12-31", "2026-06-30", ""),
}


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does: `answer` (`text` is '' to take it back), `add` a member to a repeat,
    `remove` one (`text` is its number), `reopen` the form."""

    what: str
    path: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One relevant question, as an engine shows it."""

    value: str
    required: bool = False
    label: str = ""
    choices: tuple[str, ...] | None = None


class Pair:
    """A form begun in both engines."""

    def __init__(self, form: SheetForm, folder: Path) -> None:
        _done, instrument = imported_text(folder, form.markdown)
        self.kinds, self.labels = form.kinds, form.labels
        self.levelled: Counter[str] = Counter()
        self.ours = FormState(instrument)
        self.javarosa = JavaRosaForm(form.markdown)
        self._level_members()

    # --- acts ----------------------------------------------------------------------------

    def some_act(self, draw: random.Random) -> Act | None:
        """Something a person could do now."""
        acts = [
            Act("answer", path)
            for path in self.javarosa.shown
            if self.kind(path) in (*_TYPED, "select_one", "select_multiple")
        ]
        for repeat in self.javarosa.prompts:
            count = self.javarosa.counts.get(repeat, 0)
            acts += [Act("add", repeat)] * 2 * (count < _MOST_MEMBERS)
            acts += [Act("remove", repeat, str(number + 1)) for number in range(count)]
        if not acts:
            return None
        act = draw.choice(acts) if draw.random() < 0.95 else Act("reopen", "")
        return Act("answer", act.path, self._typed(act.path, draw)) if act.what == "answer" else act

    def _typed(self, path: str, draw: random.Random) -> str:
        kind = self.kind(path)
        if kind in _TYPED:
            negative = "]" not in path  # not in members: `greatest-of-negatives`
            return draw.choice([text for text in _TYPED[kind] if negative or text[:1] != "-"])
        names = self.javarosa.offered[path]
        if kind == "select_one":
            return draw.choice([*names, ""])
        return " ".join(sorted(draw.sample(names, draw.randint(0, len(names)))))

    def do(self, act: Act) -> list[str]:
        """The act in both; what then differs."""
        differ = []
        if act.what == "add":
            self.javarosa.add(act.path)
            self.ours.add_repeat(act.path)
        elif act.what == "remove":
            self.javarosa.remove(act.path, int(act.text))
            self.ours.remove_repeat(act.path, int(act.text))
        elif act.what == "reopen":
            self.javarosa.reopen()
            self.ours.restore(self.ours.answers(), self.ours.counts())
        else:
            kept = self.javarosa.answer(act.path, act.text, self.kind(act.path))
            if kept != self.accepts(act.path, act.text):
                differ.append(f"{act.path}: {'kept' if kept else 'refused'} by JavaRosa only")
        self._level_members()
        return differ + self.differences()

    def kind(self, path: str) -> str:
        """The kind of the question at a path."""
        return self.kinds.get(path.rpartition("/")[2], "text")

    def accepts(self, path: str, text: str) -> bool:
        """Answer in our engine; whether it was taken."""
        try:
            self.ours.set(path, typed(self.kind(path), text))
        except Refused:
            return False
        return True

    # --- what differs --------------------------------------------------------------------

    def differences(self) -> list[str]:
        """What differs now. What does not any more once JavaRosa has opened the form again is
        no difference: it works out some things only then."""
        differ = self._compared()
        if differ:
            self.javarosa.reopen()
            self._level_members()
            again = self._compared()
            if not again:
                self.levelled["worked-out-when-reopened"] += 1
            differ = again
        self._level_choices()
        return differ

    def _compared(self) -> list[str]:
        theirs, ours = self._theirs(), self._ours()
        differ = [f"{path}: shown by JavaRosa only" for path in theirs.keys() - ours.keys()]
        differ += [f"{path}: not shown by JavaRosa" for path in ours.keys() - theirs.keys()]
        for path in self._repeats():
            if (count := self.javarosa.counts.get(path, 0)) != self.ours.count(path):
                differ.append(f"{path}: JavaRosa has {count} members, here {self.ours.count(path)}")
        for path in theirs.keys() & ours.keys():
            one, other = theirs[path], ours[path]
            if not equal(one.value, other.value) or (
                (one.required, one.label, one.choices)
                != (other.required, other.label, other.choices)
            ):
                differ.append(f"{path}: JavaRosa {one}, here {other}")
        return differ

    def _theirs(self) -> dict[str, Seen]:
        javarosa, found = self.javarosa, {}
        shown = set(javarosa.shown)
        for path in javarosa.nodes:
            if path.rpartition("/")[2] not in self.kinds or not javarosa.is_relevant(path):
                continue
            value = javarosa.value(path)
            if path in shown:
                found[path] = Seen(
                    value, javarosa.is_required(path), self._label(path),
                    javarosa.offered.get(path),
                )  # fmt: skip
            else:
                found[path] = Seen(value)
        return found

    def _label(self, path: str) -> str:
        """JavaRosa's label with what it pipes in words (`piped-in-words`)."""
        label, name = self.javarosa.label(path), path.rpartition("/")[2]
        if name not in self.labels:
            return ""
        before, pipe, piped = self.labels[name].partition("${")
        value = label.removeprefix(before)
        kind = self.kinds.get(piped.rstrip("}"), "text")
        if not pipe or not value or kind == "text":
            return label
        if kind == "date":
            return before + date_in_words(value, "id")
        if kind == "select_one":
            return before + ("Lainnya" if value == "other" else value.title())
        return before + number_in_words(float(value), "id")

    def _ours(self) -> dict[str, Seen]:
        ours, found = self.ours, {}
        for place in ours.live_places():
            path, name = place.path, place.node.name
            if name not in self.kinds or not ours.is_relevant(path):
                continue
            value = said(ours.value(path))
            if self.kinds[name] == "calculate":
                found[path] = Seen(value)
                continue
            choices = None
            if self.kinds[name].startswith("select"):
                choices = tuple(choice.name for choice in ours.choices(path))
            label = ours.label(path) if name in self.labels else ""
            found[path] = Seen(value, ours.is_required(path), label, choices)
        return found

    # --- what is allowed to differ -------------------------------------------------------

    def _level_members(self) -> None:
        """`first-member` and `fewer-members`: the same number of members in both."""
        for _ in range(_MOST_LEVELLING):
            if not any(self._level_repeat(path) for path in self._repeats()):
                break

    def _repeats(self) -> dict[str, bool]:
        """Relevant repeats by path, and whether answers decide on their number."""
        return {
            place.path: place.node.count is not None
            for place in self.ours.live_places()
            if place.node.role is Role.REPEAT and self.ours.is_relevant(place.path)
        }

    def _level_repeat(self, path: str) -> bool:
        theirs, ours = self.javarosa.counts.get(path, 0), self.ours.count(path)
        counted = self._repeats().get(path)
        if counted is False and theirs == 1 and ours == 0:
            self.ours.add_repeat(path)
            self.levelled["first-member"] += 1
            return True
        if counted and theirs > ours and f"{path}[{theirs}]" in self.javarosa.indexes:
            for stored in self.ours.answers():
                if stored.startswith(f"{path}[{theirs}]/"):
                    self.ours.set(stored, None)
            self.javarosa.remove(path, theirs)
            self.levelled["fewer-members"] += 1
            return True
        return False

    def _level_choices(self) -> None:
        """`filtered-away`: what was masked here is taken back, as it was in JavaRosa."""
        for path in self.javarosa.offered:
            if path in self.javarosa.nodes and self.ours.is_relevant(path):
                value = self.ours.value(path)
                if self.ours.stored(path) != value:
                    self.ours.set(path, value)
                    self.levelled["filtered-away"] += 1


def typed(kind: str, text: str) -> Value:
    """A value as our engine takes it."""
    if not text:
        return None
    makers = {"integer": int, "decimal": float, "select_multiple": str.split}
    made: Value = makers.get(kind, str)(text)
    return made


def said(value: Value) -> str:
    """A value as a text."""
    if isinstance(value, float) and math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return "" if value is None else " ".join(value) if isinstance(value, list) else str(value)


def same(theirs: str, ours: Value) -> bool:
    """The same text, or, where it is a number here, the same number."""
    number = isinstance(ours, int | float)
    return theirs == said(ours) or (number and equal(theirs, said(ours)))


def equal(one: str, other: str) -> bool:
    """The same text, or the same number."""
    try:
        return one == other or math.isclose(float(one), float(other), abs_tol=1e-9)
    except ValueError:
        return False
