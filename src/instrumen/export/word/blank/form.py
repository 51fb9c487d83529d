"""What every part of a printed form is told: the instrument, the study, the reader's language."""

from dataclasses import dataclass

from instrumen.export.word.piping import filled, labels_of
from instrumen.language.design import Design
from instrumen.language.expression.syntax import Expression
from instrumen.language.model import Instrument
from instrumen.language.text import Text
from instrumen.language.wording import condition_words
from instrumen.messages import Catalog


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `design` is None for an instrument that lies in no study."""

    instrument: Instrument
    design: Design | None
    language: str
    catalog: Catalog

    def say(self, text: Text) -> str:
        """A text with the study's facts in its `${places}`; what differs from person to person
        stands in guillemets."""
        words = text(self.language)
        if "${" not in words:
            return words
        return filled(words, self.design, self.language, labels=labels_of([self.instrument]))

    def condition(self, expression: Expression) -> str:
        """When something is asked, in words."""
        return condition_words(
            expression, self.instrument, self.language, design=self.design, say=self.say
        )
