"""An instrument made ready to run."""

from dataclasses import dataclass, field

from instrumen.engine.naming import Names
from instrumen.engine.nodes import Node, Scope
from instrumen.engine.piping import Template
from instrumen.language.model import Instrument


@dataclass(slots=True, eq=False)
class Program:
    """A compiled instrument: its nodes in topological order and in the order of the file, the
    scope of the response, and the texts that were shown: by their name and language, then by
    path, inside repeats by the node's `index`."""

    instrument: Instrument
    root: Scope
    names: Names
    order: tuple[Node, ...]
    nodes: tuple[Node, ...]
    shown: dict[tuple[str, str], dict[str | int, str | Template]] = field(default_factory=dict)

    def texts(self, which: str, language: str) -> dict[str | int, str | Template]:
        """The place for the texts of one name and language."""
        found = self.shown.get((which, language))
        if found is None:
            found = self.shown[which, language] = {}
        return found
