"""The guide beside the conversation: themes → questions → probes, each with what became of it.

What was covered in an earlier session stays covered: the state belongs to the interview, not to
the session.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from instrumen.engine import FormState
from instrumen.language.model import Group, Instrument, Item, Question, Section, Type
from instrumen.messages import Message, msg


class ProbeState(StrEnum):
    """What became of a question or probe of the guide."""

    OPEN = "open"
    ASKED = "asked"
    COVERED = "covered"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


def state_label(state: ProbeState) -> Message:
    """A state in words."""
    return {
        ProbeState.OPEN: msg("still open"),
        ProbeState.ASKED: msg("asked"),
        ProbeState.COVERED: msg("covered"),
        ProbeState.REFUSED: msg("refused"),
        ProbeState.NOT_ASKED: msg("not asked"),
    }[state]


@dataclass(frozen=True, slots=True)
class GuideProbe:
    """A follow-up question; `name` is a, b, c, …"""

    name: str
    label: str
    listen_for: str
    state: ProbeState


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """A question of the guide with its probes. `themes` are what its turns speak of."""

    name: str
    number: str
    label: str
    listen_for: str
    themes: tuple[str, ...]
    probes: tuple[GuideProbe, ...]
    state: ProbeState

    @property
    def done(self) -> bool:
        """Whether it needs no more attention: it was covered, refused, or left out on purpose."""
        return self.state not in (ProbeState.OPEN, ProbeState.ASKED)

    @property
    def next_probe(self) -> GuideProbe | None:
        """The first probe nobody has touched."""
        return next((probe for probe in self.probes if probe.state is ProbeState.OPEN), None)


@dataclass(frozen=True, slots=True)
class GuideTheme:
    """A section of the guide: what is talked about together."""

    name: str
    label: str
    themes: tuple[str, ...]
    questions: tuple[GuideQuestion, ...]

    @property
    def done(self) -> bool:
        """Whether every question of it is done."""
        return all(question.done for question in self.questions)

    @property
    def progress(self) -> tuple[int, int]:
        """How many of its questions are done, of how many."""
        return sum(question.done for question in self.questions), len(self.questions)


States = Mapping[tuple[str, str], str]
"""(question, probe or '') → state, as recorded."""


def guide(
    instrument: Instrument, form: FormState, states: States, asked: Iterable[str], language: str
) -> tuple[GuideTheme, ...]:
    """The sections with questions that are relevant for this respondent, in the instrument's
    order. A question nobody marked counts as asked once a turn belongs to it (`asked`)."""
    heard = frozenset(asked)
    themes = (
        GuideTheme(
            name=section.name,
            label=form.label(section.name, language),
            themes=section.themes,
            questions=tuple(
                _question(question, form, states, heard, language)
                for question in open_questions(section)
                if form.is_relevant(question.name)
            ),
        )
        for section in instrument.sections
    )
    return tuple(theme for theme in themes if theme.questions)


def open_questions(section: Section) -> tuple[Question, ...]:
    """The questions of a section that are answered by turns."""
    return tuple(_open(section.items))


def _open(items: Iterable[Item]) -> Iterable[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _open(item.items)
        elif isinstance(item, Question) and item.type is Type.OPEN:
            yield item


def _question(
    question: Question, form: FormState, states: States, heard: frozenset[str], language: str
) -> GuideQuestion:
    recorded = states.get((question.name, ""))
    silent = ProbeState.ASKED if question.name in heard else ProbeState.OPEN
    return GuideQuestion(
        name=question.name,
        number=question.number,
        label=form.label(question.name, language),
        listen_for=question.listen_for(language),
        themes=question.themes,
        probes=tuple(
            GuideProbe(
                probe.name,
                probe.label(language),
                probe.listen_for(language),
                ProbeState(states.get((question.name, probe.name), ProbeState.OPEN)),
            )
            for probe in question.probes
        ),
        state=ProbeState(recorded) if recorded else silent,
    )
