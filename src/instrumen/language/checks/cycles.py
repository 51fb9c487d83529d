"""Nothing may depend on itself: neither a value nor whether something is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Place, Rule, Survey
from instrumen.language.expression.syntax import Call, Node, Reference
from instrumen.language.expression.walk import children
from instrumen.language.problems import Problem
from instrumen.messages import msg

_DEPENDS = frozenset({"relevant", "calculation", "choice_filter", "repeat_count"})
# Other members of one's own repeat: a running total is no cycle.
_OTHER_MEMBERS = "indexed-repeat"


@dataclass(frozen=True, slots=True)
class Edge:
    """`target` is a path that decides about the place the edge starts from; `rule` and
    `reference` say where that is written (None: by being inside of it)."""

    target: str
    rule: Rule | None = None
    reference: Reference | None = None


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """One problem for each cycle, with its whole path."""
    edges = _edges(survey)
    for path in cycles(edges):
        yield from _describe(survey, edges, path)


def _edges(survey: Survey) -> dict[str, list[Edge]]:
    edges: dict[str, list[Edge]] = {}
    for place in survey.places:
        here = edges.setdefault(place.path, [])
        if place.inside:
            here.append(Edge(place.inside))
    for rule in survey.rules:
        if rule.key in _DEPENDS and rule.owner is not None and not _is_set_off(rule):
            edges[rule.owner.path] += _edges_of(survey, rule, rule.owner)
    return edges


def _is_set_off(rule: Rule) -> bool:
    """Whether it is worked out once, when a trigger has it; until then it depends on nothing."""
    question = rule.owner.question if rule.owner else None
    return rule.key == "calculation" and question is not None and bool(question.trigger)


def _edges_of(survey: Survey, rule: Rule, owner: Place) -> Iterator[Edge]:
    for reference in _values_read(rule.expression.root):
        if rule.key == "choice_filter" and reference.name == "name":
            continue
        found = survey.resolve(reference.name, rule.prefix)
        if len(found) == 1:
            yield Edge(found[0].path, rule, reference)


def _values_read(node: Node) -> Iterator[Reference]:
    if isinstance(node, Reference):
        yield node
    skipped = 1 if isinstance(node, Call) and node.name == _OTHER_MEMBERS else 0
    for child in children(node)[skipped:]:
        yield from _values_read(child)


def cycles(edges: dict[str, list[Edge]]) -> Iterator[tuple[str, ...]]:
    """The cycles a depth-first walk meets, each set of members once. Iterative: forms may be
    thousands of questions deep."""
    done: set[str] = set()
    told: set[frozenset[str]] = set()
    for start, targets in edges.items():
        trail = {} if start in done else {start: iter(targets)}
        while trail:
            here = next(reversed(trail))
            target = next((edge.target for edge in trail[here]), None)
            if target is None:
                done.add(here)
                del trail[here]
            elif target in trail:
                names = list(trail)
                cycle = tuple(names[names.index(target) :])
                if frozenset(cycle) not in told:
                    told.add(frozenset(cycle))
                    yield cycle
            elif target not in done:
                trail[target] = iter(edges[target])


def _describe(
    survey: Survey, edges: dict[str, list[Edge]], cycle: tuple[str, ...]
) -> Iterator[Problem]:
    steps = list(zip(cycle, (*cycle[1:], cycle[0]), strict=True))
    written = [
        (survey.by_path[source].order, index, edge)
        for index, (source, target) in enumerate(steps)
        for edge in edges[source]
        if edge.target == target and edge.reference is not None
    ]
    if not written:
        return
    _, index, edge = min(written, key=lambda found: found[:2])
    assert edge.rule is not None
    assert edge.reference is not None
    ordered = (*cycle[index:], *cycle[:index], cycle[index])
    mark = survey.at(edge.rule, edge.reference)
    names = " → ".join(path.removeprefix("/") for path in ordered)
    if len(cycle) == 1:
        what = msg("“{name}” depends on itself", name=ordered[0])
        yield survey.problem(mark, "self-reference", what, msg("Leave it out of its own rule."))
    else:
        what = msg("these depend on each other in a circle: {names}", names=names)
        yield survey.problem(mark, "cycle", what, msg("Take one of them out of a rule."))
