"""The parts of the document, in order: what `--parts` names, and the chapter that writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from instrumen.export.word.blocks import Block
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.answers import answers_chapter
from instrumen.export.word.chapters.codebook import codebook_chapter
from instrumen.export.word.chapters.confrontation import confrontation_chapter
from instrumen.export.word.chapters.consent import consent_chapter
from instrumen.export.word.chapters.findings import findings_chapter
from instrumen.export.word.chapters.instruments import instruments_chapter
from instrumen.export.word.chapters.method import method_chapter, references_chapter
from instrumen.export.word.chapters.population import population_chapter
from instrumen.export.word.chapters.questionnaires import questionnaires_chapter
from instrumen.export.word.chapters.sheets import documents_chapter, observations_chapter
from instrumen.export.word.chapters.summary import summary_chapter
from instrumen.export.word.chapters.transcripts import interviews, transcripts_chapter
from instrumen.messages import Message, msg


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document. `steps` is how many moments of progress its chapter reports."""

    name: str
    title: Message
    blocks: Callable[[Brief], Iterator[Block]]
    appendix: bool = False
    steps: Callable[[Brief], int] = lambda _brief: 0


PARTS: tuple[Part, ...] = (
    Part("summary", msg("Summary of findings"), summary_chapter),
    Part("method", msg("Method"), method_chapter),
    Part("population", msg("Population and coverage"), population_chapter),
    Part("findings", msg("Findings per theme"), findings_chapter),
    Part("confrontation", msg("Confrontation of sources"), confrontation_chapter),
    Part("questionnaires", msg("Questionnaire results"), questionnaires_chapter),
    Part("references", msg("References"), references_chapter),
    Part("instruments", msg("Instruments as asked"), instruments_chapter, True),
    Part("consent", msg("Consent"), consent_chapter, True),
    Part("transcripts", msg("Interview transcripts"), transcripts_chapter, True,
         lambda brief: len(interviews(brief))),
    Part("observations", msg("Observation sheets and field notes"), observations_chapter, True),
    Part("documents", msg("Document sheets"), documents_chapter, True),
    Part("answers", msg("Quoted written answers"), answers_chapter, True),
    Part("codebook", msg("Codebook"), codebook_chapter, True),
)  # fmt: skip

ALL: frozenset[str] = frozenset(part.name for part in PARTS)
