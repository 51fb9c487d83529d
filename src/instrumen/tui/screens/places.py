"""The six places one works in, opened by a digit at home and by typing from everywhere."""

from collections.abc import Callable
from dataclasses import dataclass

from instrumen.messages import Message, msg
from instrumen.tui.desk import Desk
from instrumen.tui.page import Page


@dataclass(frozen=True, slots=True)
class Place:
    """A place of work: its name, what one does there, and its screen."""

    name: Message
    what: Message
    open: Callable[[Desk], Page[None]]


def _people(desk: Desk) -> Page[None]:
    from instrumen.tui.screens.people import PeoplePage

    return PeoplePage(desk)


def _targets(desk: Desk) -> Page[None]:
    from instrumen.tui.screens.targets import TargetsPage

    return TargetsPage(desk)


def _transcripts(desk: Desk) -> Page[None]:
    from instrumen.tui.screens.transcripts import TranscriptsPage

    return TranscriptsPage(desk)


def _codes(desk: Desk) -> Page[None]:
    from instrumen.tui.screens.codes import CodesPage

    return CodesPage(desk)


def _findings(desk: Desk) -> Page[None]:
    from instrumen.tui.screens.themes import ThemesPage

    return ThemesPage(desk)


def _export(desk: Desk) -> Page[None]:
    from instrumen.tui.screens.export import ExportPage

    return ExportPage(desk)


PLACES = (
    Place(msg("People"), msg("Everybody, with the state of each instrument."), _people),
    Place(msg("Fill in"), msg("Instruments to fill in, by instrument."), _targets),
    Place(msg("Transcripts"), msg("Read and code what was said and written."), _transcripts),
    Place(msg("Codes"), msg("The codebook, and what carries each code."), _codes),
    Place(msg("Findings"), msg("Per theme: statement, evidence, spread."), _findings),
    Place(msg("Export"), msg("The Word document."), _export),
)
