"""The text gate for the value of an answer, whatever its shape."""

from instrumen.engine import Value
from instrumen.text import gate


def gated(value: Value) -> tuple[Value, int]:
    """The value as it may be kept (a blank one as None), and how many characters of it were
    replaced or cut."""
    if isinstance(value, str):
        clean = gate(value)
        return clean.text or None, clean.replaced + clean.cut
    if isinstance(value, list):
        items = [gate(item) for item in value]
        return [item.text for item in items] or None, sum(i.replaced + i.cut for i in items)
    return value, 0
