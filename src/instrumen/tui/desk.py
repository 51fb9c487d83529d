"""What every screen works on: the open study, and the language it speaks just now."""

from dataclasses import dataclass, field
from datetime import datetime

from instrumen.language.text import Text
from instrumen.messages import LANGUAGES, Catalog, Message, catalog
from instrumen.store.study import Study
from instrumen.tui.dates import clock_time


@dataclass
class Desk:
    """Handed from screen to screen. `language` changes at run time; screens ask each time."""

    study: Study
    language: str
    digit_goes_on: bool = True
    """Whether a digit chooses and goes on at once for single choice."""
    refused_consent: set[str] = field(default_factory=set)

    @property
    def catalog(self) -> Catalog:
        """The sentences of the language spoken now."""
        return catalog(self.language)

    def switch_language(self) -> None:
        """The other language of the program."""
        others = [code for code in LANGUAGES if code != self.language]
        self.language = others[0]

    def say(self, message: Message | Text) -> str:
        """A message of a lower layer, or a text of the study, in the language spoken now."""
        return message(self.language) if isinstance(message, Text) else self.catalog.say(message)

    def now(self) -> datetime:
        """The study's clock, so that screens and events agree."""
        return self.study.clock.now()

    def saved(self) -> str:
        """`✓ saved 10.42`: to be said only after a record returned."""
        return "✓ " + self.catalog.t("saved {time}", time=clock_time(self.now(), self.language))
