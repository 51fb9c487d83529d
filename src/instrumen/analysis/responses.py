"""The data of responses as figures see them: every response that counts, as a form in the
version it was asked with."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from instrumen.analysis.corpus import Corpus, Origin, read_corpus
from instrumen.engine import FormState, Outcome
from instrumen.fieldwork.absence import places, reached
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.forms import form_of
from instrumen.fieldwork.progress import template_path
from instrumen.language.model import CHOICE_TYPES, Group, Instrument, Item, Matrix, Question, Repeat
from instrumen.language.text import Text
from instrumen.store.study import Study


@dataclass(frozen=True)
class ResponseData:
    """One response: where it comes from, and its form. `group` is that of the person it is
    about, '' for a site or a group interview."""

    origin: Origin
    group: str
    form: FormState

    @property
    def response(self) -> str:
        """The response's id."""
        return self.origin.id

    @property
    def unit(self) -> str:
        """The unit of the instrument it is about."""
        return self.origin.unit

    @property
    def instrument(self) -> Instrument:
        """The instrument in the version it was asked with."""
        return self.form.instrument

    def places(self, template: str) -> tuple[str, ...]:
        """Where a question stands in this response: its path, or one for each member of the
        repeats around it; nowhere when the version asked did not have it yet."""
        return places(self.form, template)

    def outcome(self, path: str) -> Outcome:
        """What became of a question: answered, or one of the six kinds of missing."""
        return self.form.outcome(path, reached=template_path(path) in self._reached)

    def noted_figures(self) -> tuple[Text, ...]:
        """The numbers of a document as they were noted: members of repeats with their words
        (`guru bersertifikat: 31 orang`), single numbers with the label of their question."""
        return tuple(_noted(self, self.instrument.items))

    @cached_property
    def _reached(self) -> Collection[str]:
        """How far the response got: everything when it is complete, else to where it stopped."""
        if self.origin.disposition != Disposition.PARTIAL:
            return self.instrument.questions
        return reached(self.form, self.origin.position)


def responses_data(
    study: Study, instrument: str, corpus: Corpus | None = None
) -> tuple[ResponseData, ...]:
    """The responses to an instrument that count: complete or partial, of a site, or of somebody
    who is eligible and has not withdrawn; in the order they were begun."""
    known = corpus or read_corpus(study)
    return tuple(
        ResponseData(origin, known.group_of(origin.owner), form_of(study, origin))
        for origin in known.origins.values()
        if origin.instrument == instrument
        and origin.counts
        and all(map(known.counted, origin.respondents))
    )


def _noted(data: ResponseData, items: Iterable[Item]) -> Iterator[Text]:
    for item in items:
        match item:
            case Question():
                value = data.form.value(item.name)
                if isinstance(value, int | float):
                    yield _joined(data, [_worded(data, item.label), _worded(data, value)])
            case Group():
                yield from _noted(data, item.items)
            case Repeat():
                for member in range(1, data.form.count(item.name) + 1):
                    yield from _member(data, item, f"{item.name}[{member}]/")
            case Matrix():
                pass


def _member(data: ResponseData, repeat: Repeat, prefix: str) -> Iterator[Text]:
    asked = [item for item in repeat.items if isinstance(item, Question)]
    values = [(question, data.form.value(prefix + question.name)) for question in asked]
    if any(isinstance(value, int | float) for _question, value in values):
        given = [(question, value) for question, value in values if value not in (None, "", [])]
        yield _joined(data, [_of_choice(data, question, value) for question, value in given])


_Words = dict[str, str]


def _of_choice(data: ResponseData, question: Question, value: object) -> tuple[_Words, bool]:
    if question.type in CHOICE_TYPES and (choice := data.instrument.choice(question, str(value))):
        return _worded(data, choice.label)
    return _worded(data, value)


def _worded(data: ResponseData, value: object) -> tuple[_Words, bool]:
    """A value in every language of the instrument, and whether it is a number."""
    number = isinstance(value, int | float)
    languages = data.instrument.languages
    if isinstance(value, Text):
        return {language: value(language) for language in languages}, False
    plain = f"{value:g}" if isinstance(value, int | float) else str(value)
    return dict.fromkeys(languages, plain), number


def _joined(data: ResponseData, pieces: Iterable[tuple[_Words, bool]]) -> Text:
    """Words, a colon before the first number, further words: `laptop: 12 buah`."""
    lines = dict.fromkeys(data.instrument.languages, "")
    counted = False
    for words, number in pieces:
        gap = ": " if number and not counted else " "
        counted = counted or number
        lines = {
            language: f"{line}{gap}{words[language]}" if line else words[language]
            for language, line in lines.items()
        }
    return Text(MappingProxyType(lines))
