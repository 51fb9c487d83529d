"""Names that may be given only once."""

from instrumen.language.problems import Mark
from instrumen.language.reading.context import Context
from instrumen.messages import msg


class Unique:
    """The names given so far in one list."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.marks: dict[str, Mark] = {}

    def add(self, name: str, mark: Mark) -> bool:
        """Take a name; one that is taken already is an error that names both lines. Whether it
        was free (the empty name always is: something else was wrong with it)."""
        first = self.marks.setdefault(name, mark) if name else mark
        if first is mark:
            return True
        self.context.error(
            mark,
            "duplicate-name",
            msg("the name “{name}” is taken already on line {line}", name=name, line=first.line),
            msg("Give one of them another name."),
        )
        return False
