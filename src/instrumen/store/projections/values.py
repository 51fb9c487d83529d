"""Reading the value of an event as what its kind promises."""

from instrumen.store.events import Event, Json

_LIMIT = 2**63  # what SQLite can hold as an integer


def mapping(event: Event) -> dict[str, Json]:
    """The value as a mapping; empty when it is something else."""
    value = event.act.value
    return value if isinstance(value, dict) else {}


def text(value: Json) -> str:
    """A text, or '' for what is none."""
    return value if isinstance(value, str) else "" if value is None else str(value)


def whole(value: Json) -> int | None:
    """A whole number, or None for what is none."""
    return int(value) if isinstance(value, int | float) else None


def plain(value: Json) -> str | int | float | None:
    """An answer as one cell of a table: several choices with spaces between them, as XLSForm
    writes them."""
    if isinstance(value, list):
        return " ".join(map(text, value))
    if isinstance(value, int) and not -_LIMIT <= value < _LIMIT:
        return str(value)
    return None if isinstance(value, dict) else value
