"""Functions on places. Sources: ODK documentation, "Geography"; formulas as JavaRosa's `GeoUtils`
(which names mathworld.wolfram.com/PolygonArea.html, movable-type.co.uk/scripts/latlong.html and
wrfranklin.org/Research/Short_Notes/pnpoly.html).

A point is `latitude longitude [altitude [accuracy]]` in degrees; a trace or shape is points with
`;` between, a shape ends where it began. Altitude is not counted. What is no place gives NaN.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from instrumen.engine.conversion import NAN, Scalar, number_of, text_of_value

EARTH_RADIUS = 6_378_100.0
"""Equatorial, in metres, as ODK."""
MOST_STRETCHES = 2_000
"""Of a line that `intersects` looks at: every one is held against every other."""


class Point(NamedTuple):
    """A place on earth, in degrees."""

    latitude: float
    longitude: float


def points_of(texts: Sequence[Scalar]) -> list[Point] | None:
    """The points of one or more texts, one after another; None when one is no place. Blanks
    between the points of a repeat are left out."""
    points: list[Point] = []
    for text in texts:
        for part in text_of_value(text).split(";"):
            if not part.strip():
                continue
            point = _point(part)
            if point is None:
                return None
            points.append(point)
    return points


def area(texts: Sequence[Scalar]) -> float:
    """ODK `area`: square metres enclosed by the points; 0 for fewer than three."""
    points = points_of(texts)
    if points is None:
        return NAN
    if len(points) < 3:
        return 0.0
    first = points[0]
    metres = math.tau * EARTH_RADIUS / 360
    flat = [
        (
            (point.longitude - first.longitude) * metres * math.cos(math.radians(point.latitude)),
            (point.latitude - first.latitude) * metres,
        )
        for point in points[1:]
    ]
    return abs(sum((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in pairwise(flat)))


def distance(texts: Sequence[Scalar]) -> float:
    """ODK `distance`: metres along the points, by the spherical law of cosines."""
    points = points_of(texts)
    if points is None:
        return NAN
    return sum((_between(start, end) for start, end in pairwise(points)), 0.0)


def geofence(place: str, shape: str) -> bool:
    """ODK `geofence(geopoint, geoshape)`: whether the point lies inside (crossing number)."""
    point, fence = points_of([place]), points_of([shape])
    if not point or not fence:
        return False
    here, inside = point[0], False
    for a, b in pairwise(fence):
        if (a.latitude > here.latitude) != (b.latitude > here.latitude):
            share = (here.latitude - b.latitude) / (a.latitude - b.latitude)
            if here.longitude < b.longitude + share * (a.longitude - b.longitude):
                inside = not inside
    return inside


def intersects(trace: str) -> bool:
    """ODK `intersects(geotrace or geoshape)`: whether the line crosses itself; neighbouring
    stretches meet in their common point without crossing. Only the first stretches of a very
    long line are looked at."""
    points = points_of([trace]) or []
    lines = [line for line in pairwise(points) if line[0] != line[1]][:MOST_STRETCHES]
    closed = len(points) > 2 and points[0] == points[-1]
    last = len(lines) - 1
    return any(
        _cross(*lines[i], *lines[j])
        for i in range(len(lines))
        for j in range(i + 2, len(lines))
        if not (closed and i == 0 and j == last)
    )


def _point(text: str) -> Point | None:
    numbers = [number_of(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or any(number != number for number in numbers):
        return None
    latitude, longitude = numbers[:2]
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _between(start: Point, end: Point) -> float:
    a, b = math.radians(start.latitude), math.radians(end.latitude)
    turn = math.radians(start.longitude - end.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    # Rounding may carry the cosine of two equal points beyond 1.
    return math.acos(min(1.0, max(-1.0, cosine))) * EARTH_RADIUS


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    first, second = _side(a, b, c), _side(a, b, d)
    third, fourth = _side(c, d, a), _side(c, d, b)
    if first != second and third != fourth:
        return True
    touching = ((first, a, b, c), (second, a, b, d), (third, c, d, a), (fourth, c, d, b))
    return any(side == 0 and _within(p, q, r) for side, p, q, r in touching)


def _side(a: Point, b: Point, c: Point) -> int:
    turn = (b.longitude - a.longitude) * (c.latitude - a.latitude)
    turn -= (b.latitude - a.latitude) * (c.longitude - a.longitude)
    return (turn > 0) - (turn < 0)


def _within(a: Point, b: Point, c: Point) -> bool:
    return min(a.latitude, b.latitude) <= c.latitude <= max(a.latitude, b.latitude) and min(
        a.longitude, b.longitude
    ) <= c.longitude <= max(a.longitude, b.longitude)


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "area": area,
    "distance": distance,
    "geofence": geofence,
    "intersects": intersects,
}
