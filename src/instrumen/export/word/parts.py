"""The parts of the document, in order: what `--parts` names, and the chapter that writes it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from instrumen.export.word.blocks import Block
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.answers import answers_chapter, answers_passages
from instrumen.export.word.chapters.codebook import codebook_chapter
from instrumen.export.word.chapters.confrontation import (
    confrontation_chapter,
    confrontation_passages,
)
from instrumen.export.word.chapters.consent import consent_chapter
from instrumen.export.word.chapters.findings import findings_chapter, findings_passages
from instrumen.export.word.chapters.instruments import instruments_chapter
from instrumen.export.word.chapters.method import method_chapter, references_chapter
from instrumen.export.word.chapters.population import population_chapter
from instrumen.export.word.chapters.questionnaires import questionnaires_chapter
from instrumen.export.word.chapters.sheets import (
    documents_chapter,
    documents_passages,
    observations_chapter,
    observations_passages,
)
from instrumen.export.word.chapters.summary import summary_chapter, summary_passages
from instrumen.export.word.chapters.transcripts import (
    interviews,
    transcripts_chapter,
    transcripts_passages,
)
from instrumen.export.word.shown import Passage
from instrumen.messages import Message, msg


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document. `passages` is what people said or wrote that belongs in it, shown
    or left out; `steps` is how many moments of progress its chapter reports."""

    name: str
    title: Message
    blocks: Callable[[Brief], Iterator[Block]]
    appendix: bool = False
    passages: Callable[[Brief], Iterable[Passage]] = lambda _brief: ()
    steps: Callable[[Brief], int] = lambda _brief: 0


PARTS: tuple[Part, ...] = (
    Part("summary", msg("Summary of findings"), summary_chapter, passages=summary_passages),
    Part("method", msg("Method"), method_chapter),
    Part("population", msg("Population and coverage"), population_chapter),
    Part("findings", msg("Findings per theme"), findings_chapter, passages=findings_passages),
    Part("confrontation", msg("Confrontation of sources"), confrontation_chapter,
         passages=confrontation_passages),
    Part("questionnaires", msg("Questionnaire results"), questionnaires_chapter),
    Part("references", msg("References"), references_chapter),
    Part("instruments", msg("Instruments as asked"), instruments_chapter, True),
    Part("consent", msg("Consent"), consent_chapter, True),
    Part("transcripts", msg("Interview transcripts"), transcripts_chapter, True,
         transcripts_passages, lambda brief: len(interviews(brief))),
    Part("observations", msg("Observation sheets and field notes"), observations_chapter, True,
         observations_passages),
    Part("documents", msg("Document sheets"), documents_chapter, True, documents_passages),
    Part("answers", msg("Quoted written answers"), answers_chapter, True, answers_passages),
    Part("codebook", msg("Codebook"), codebook_chapter, True),
)  # fmt: skip

ALL: frozenset[str] = frozenset(part.name for part in PARTS)
