"""Functions on chosen choices. Source: ODK documentation, "Select questions". A select reads as
the names of its choices with spaces between."""

from collections.abc import Callable, Mapping

from instrumen.engine.conversion import Scalar


def selected(chosen: str, name: str) -> bool:
    """ODK `selected`. JavaRosa: `selected('', '')` is true."""
    return f" {name.strip()} " in f" {chosen} "


def selected_at(chosen: str, place: float) -> str:
    """ODK `selected-at`: places count from 0; '' where there is none."""
    names = chosen.split()
    return names[int(place)] if 0 <= place < len(names) else ""


def count_selected(chosen: str) -> float:
    """ODK `count-selected`."""
    return float(len(chosen.split()))


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "selected": selected,
    "selected-at": selected_at,
    "count-selected": count_selected,
}
