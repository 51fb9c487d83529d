"""The value a simulated person gives to one question, by its type.

Whatever is known of the person or written in the hints comes first; otherwise the traits decide,
and chance. The value is a proposal: the engine says whether it can stand.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from instrumen.demo.hints import NO_HINT, Hint
from instrumen.demo.passages import Deck, Passage
from instrumen.demo.people import Person
from instrumen.engine import FormState
from instrumen.language.model import CHOICE_TYPES, MANY_VALUED, Choice, Missing, Question, Type

Value = str | int | float | list[str]

_MEMBER = re.compile(r"\[(\d+)\]")
_NUMBERS = (1, 0, 2, 3, 5, 8, 10, 12, 20, 30, 50, 100, 2000, 2020, 2025)


@dataclass(frozen=True, slots=True)
class Said:
    """A text that was given, by the name it is coded and cited under."""

    ref: str
    passage: Passage


@dataclass(slots=True, kw_only=True)
class Voice:
    """One person answering one instrument: what is true of them, how they answer, what texts
    are left, and how time passes. `case` is the kind of response; `script` holds answers that
    are settled, by path; `otherwise` are words for a required text nobody wrote, `remarks`
    notes that may still be made beside a question."""

    person: Person
    hints: Mapping[str, Hint]
    decks: Mapping[str, Deck]
    rng: Random
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    case: str = ""
    script: Mapping[str, Value | Passage] = field(default_factory=dict)
    otherwise: Sequence[str] = ("–",)
    remarks: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    members: dict[str, int] = field(default_factory=dict)

    def hint(self, path: str) -> Hint:
        """The hint of a question; an empty one where there is none."""
        return self.hints.get(template(path), NO_HINT)

    def chance(self, percent: float) -> bool:
        """True so many times of a hundred."""
        return self.rng.random() * 100 < percent


@dataclass(frozen=True, slots=True)
class Given:
    """A proposed answer. `certain` ones are insisted on when the program doubts them."""

    value: Value | Missing
    certain: bool = False
    passage: Passage | None = None


def template(path: str) -> str:
    """`mengajar[2]/jam` → `mengajar/jam`."""
    return _MEMBER.sub("", path)


def position(path: str) -> int:
    """The number of the innermost member in a path, 1 outside repeats."""
    found = _MEMBER.findall(path)
    return int(found[-1]) if found else 1


def proposals(form: FormState, path: str, question: Question, voice: Voice) -> "list[Given]":
    """Answers to try in turn until one can stand; none when the question is left blank."""
    settled = voice.script.get(path)
    if isinstance(settled, Passage):
        return [Given(settled.text, certain=True, passage=settled)]
    hint = voice.hint(path)
    missing = _missing(question, hint.missing, voice)
    if missing is not None:
        return [Given(missing)]
    known = _known(form, path, question, settled, voice)
    if known is not None:
        return [Given(known, certain=True)]
    if form.stored(path) is not None:
        return []
    missing = _missing(question, _usual(voice.person), voice)
    if missing is not None and not hint.missing:
        return [Given(missing)]
    if _left_blank(form, path, question, hint, voice):
        return []
    if question.type in (Type.TEXT, Type.OPEN):
        return _texts(form, path, voice)
    drawn = [_drawn(form, path, question, hint, voice) for _ in range(3)]
    if question.type in (Type.INTEGER, Type.DECIMAL, Type.RANGE):
        drawn += _NUMBERS
    return [Given(value) for value in drawn if value is not None]


def members(path: str, least: int, most: int, voice: Voice) -> int:
    """How many members a repeat gets; decided once for each response."""
    if path not in voice.members:
        hint = voice.hint(path)
        known = voice.person.facts.get(hint.times)
        if isinstance(known, list | tuple):
            wanted = len(known)
        elif hint.between:
            wanted = voice.rng.randint(int(hint.between[0]), int(hint.between[1]))
        else:
            wanted = max(least, 1) if voice.chance(80) else least
        voice.members[path] = max(least, min(most, wanted))
    return voice.members[path]


def _known(
    form: FormState, path: str, question: Question, settled: Value | None, voice: Voice
) -> Value | None:
    """What is settled: by the script, by a literal hint, or because it is true of the person."""
    if settled is not None:
        return _fitting(form, path, question, settled)
    hint = voice.hint(path)
    if hint.value is not None:
        return _fitting(form, path, question, hint.value)
    if not hint.source:
        return None
    fact = voice.person.fact(hint.source, hint.item or position(path))
    if isinstance(fact, str):
        fact = hint.words.get(fact, fact)
    return None if fact is None else _fitting(form, path, question, fact)


def _fitting(form: FormState, path: str, question: Question, fact: object) -> Value | None:
    """A fact as a value of the question's type; None when it is not one."""
    if question.type in CHOICE_TYPES:
        names = {choice.name for choice in form.choices(path)}
        wanted = fact if isinstance(fact, list | tuple) else str(fact).split()
        chosen = [str(name) for name in wanted if str(name) in names]
        if question.type in MANY_VALUED:
            return chosen or None
        return chosen[0] if chosen else None
    if question.type in (Type.INTEGER, Type.DECIMAL, Type.RANGE):
        try:
            exact = float(str(fact))
        except ValueError:
            return None
        return int(exact) if question.type is Type.INTEGER or exact.is_integer() else exact
    return str(fact)


def _missing(question: Question, percents: Mapping[str, float], voice: Voice) -> Missing | None:
    return next((k for k in question.missing if voice.chance(percents.get(k.value, 0.0))), None)


def _usual(person: Person) -> dict[str, float]:
    """How often a person says what is no value, in percent, where a question offers it."""
    return {
        Missing.DONT_KNOW.value: 5.0 * (1.4 - person.competence),
        Missing.REFUSED.value: 4.0 * (1.6 - person.candour),
        Missing.NOT_APPLICABLE.value: 1.5,
    }


def _left_blank(form: FormState, path: str, question: Question, hint: Hint, voice: Voice) -> bool:
    if form.is_required(path):
        return False
    typed = question.type in (Type.TEXT, Type.OPEN, Type.DATETIME)
    percent = hint.blank if hint.blank is not None else (30.0 if typed else 6.0)
    return voice.chance(percent * (1.7 - voice.person.diligence))


def _texts(form: FormState, path: str, voice: Voice) -> list[Given]:
    """The next text of the question's own pool, or of the part of it that belongs here."""
    where, key = template(path), voice.case
    by = voice.hint(path).by
    if by:
        key = str(form.value(path.removesuffix(where.rpartition("/")[2]) + by) or "")
    deck = voice.decks.get(f"{where}={key}") or voice.decks.get(where)
    passage = deck.draw(voice.person) if deck else None
    if passage is not None:
        return [Given(passage.text, passage=passage)]
    return [Given(voice.rng.choice(voice.otherwise))] if form.is_required(path) else []


def _drawn(
    form: FormState, path: str, question: Question, hint: Hint, voice: Voice
) -> Value | None:
    if question.type in CHOICE_TYPES:
        return _chosen(form.choices(path), question, hint, voice)
    if question.type in (Type.INTEGER, Type.DECIMAL, Type.RANGE):
        return _number(question, hint, voice)
    return _moment(question, voice) or ("ok" if question.type is Type.ACKNOWLEDGE else None)


def _chosen(
    choices: Sequence[Choice], question: Question, hint: Hint, voice: Voice
) -> Value | None:
    if not choices:
        return None
    weights = [hint.shares.get(c.name, 0.0 if hint.shares else 1.0) for c in choices]
    if not any(weights):
        weights = [1.0] * len(choices)
    match question.type:
        case Type.SELECT_MULTIPLE:
            return _several(choices, hint, voice)
        case Type.RANK:
            return _ranked(choices, weights, question.top or len(choices), voice.rng)
        case Type.LIKERT if not hint.shares:
            return _on_scale(choices, question, hint, voice)
    return voice.rng.choices(choices, weights)[0].name


def _several(choices: Sequence[Choice], hint: Hint, voice: Voice) -> Value | None:
    """Each choice by its own share in percent; an exclusive one only when it is alone."""
    chosen = [c for c in choices if voice.chance(hint.shares.get(c.name, 25.0))]
    open_ones = [c.name for c in chosen if not c.exclusive]
    return open_ones or [choice.name for choice in chosen][:1] or [choices[0].name]


def _ranked(
    choices: Sequence[Choice], weights: Sequence[float], top: int, rng: Random
) -> Value | None:
    """A weighted draw without replacement (Efraimidis and Spirakis 2006: keys u^(1/w))."""
    keyed = [
        (rng.random() ** (1 / weight) if weight else 0.0, choice.name)
        for choice, weight in zip(choices, weights, strict=True)
    ]
    return [name for _, name in sorted(keyed, reverse=True)[:top]]


def _on_scale(
    choices: Sequence[Choice], question: Question, hint: Hint, voice: Voice
) -> Value | None:
    """The choice nearest to where the person stands: a level given by the hint, else what
    competence says, turned round for a reverse row; with some noise."""
    scores = {choice.name: choice.score for choice in choices if choice.score is not None}
    if not scores:
        return voice.rng.choice(choices).name
    low, high = min(scores.values()), max(scores.values())
    level = low + voice.person.competence * (high - low)
    level = low + high - level if question.reverse else level
    level = hint.level if hint.level is not None else level
    felt = voice.rng.gauss(level, 0.2 * (high - low))
    return min(scores, key=lambda name: abs(scores[name] - felt))


def _number(question: Question, hint: Hint, voice: Voice) -> Value:
    if hint.shares:
        drawn = voice.rng.choices(list(hint.shares), list(hint.shares.values()))[0]
        return int(drawn) if question.type is Type.INTEGER else float(drawn)
    least = question.start if question.start is not None else 1.0
    most = question.end if question.end is not None else 12.0
    between = hint.between or (least, most)
    if question.type is Type.DECIMAL:
        return round(voice.rng.uniform(*between), 1)
    steps = int((between[1] - between[0]) // (question.step or 1))
    value = between[0] + voice.rng.randint(0, max(0, steps)) * (question.step or 1)
    return int(value) if question.type is Type.INTEGER or value.is_integer() else value


def _moment(question: Question, voice: Voice) -> Value | None:
    now = voice.now()
    match question.type:
        case Type.DATE:
            return f"{now:%Y-%m-%d}"[: {"year": 4, "month": 7}.get(question.precision, 10)]
        case Type.TIME:
            return f"{now:%H:%M}"
        case Type.DATETIME:
            later = now + timedelta(days=voice.rng.randint(2, 9))
            return f"{later:%Y-%m-%d}T{voice.rng.randint(8, 13):02d}:00"
    return None
