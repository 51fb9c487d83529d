"""Reading and importing a roster: the list of everybody who works at the school."""

from instrumen.fieldwork.roster.importing import RosterImported, import_roster
from instrumen.fieldwork.roster.people import RosterRow
from instrumen.fieldwork.roster.reading import RosterReading, read_roster

__all__ = ["RosterImported", "RosterReading", "RosterRow", "import_roster", "read_roster"]
