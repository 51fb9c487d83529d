"""Functions on truth. Source: ODK documentation, "Utility" and "Converting to and from strings"."""

from collections.abc import Callable, Mapping

from instrumen.engine.conversion import Scalar, boolean_of


def boolean(value: Scalar) -> bool:
    """ODK `boolean`: `boolean('false')` is true, being a text that is not empty."""
    return boolean_of(value)


def boolean_from_string(text: str) -> bool:
    """ODK `boolean-from-string`: `true` or `1`. JavaRosa: in any case."""
    return text.lower() == "true" or text == "1"


def not_(truth: bool) -> bool:
    """ODK `not`."""
    return not truth


def true() -> bool:
    """ODK `true`."""
    return True


def false() -> bool:
    """ODK `false`."""
    return False


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "boolean": boolean,
    "boolean-from-string": boolean_from_string,
    "not": not_,
    "true": true,
    "false": false,
}
