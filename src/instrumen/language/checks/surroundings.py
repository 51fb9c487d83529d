"""What a rule can rely on where it stands: what the questions it names can be answered with, and
what must be so for them to be shown at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Place, Rule, Survey
from instrumen.language.expression.domains import Constant, Domain, OneOf, Range, Some
from instrumen.language.expression.narrowing import Known, assume, assume_all, with_answer
from instrumen.language.expression.syntax import Name, Node, Reference, Self
from instrumen.language.model import Question, Type

_FIELD = "$"
_NUMBERS = frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE})
_DEEPEST = 12


@dataclass(frozen=True)
class World:
    """A survey with what its questions can be answered with, found out when it is asked for.
    Keys are template paths; of roster fields `$name`."""

    survey: Survey
    scope: Scope
    conditions: Mapping[str, Rule]
    domains: dict[str, Domain | None] = field(default_factory=dict)

    def domain(self, key: str) -> Domain | None:
        """What can be answered there; None when nothing is known of it."""
        if key not in self.domains:
            self.domains[key] = self._look(key)
        return self.domains[key]

    def around(self, place: Place | None) -> tuple[Rule, ...]:
        """The conditions of a place and of what it stands in, from the outside in."""
        found: list[Rule] = []
        while place is not None:
            condition = self.conditions.get(place.path)
            if condition is not None:
                found.append(condition)
            place = self.survey.by_path.get(place.inside) if place.inside else None
        return tuple(reversed(found))

    def _look(self, key: str) -> Domain | None:
        if key.startswith(_FIELD):
            values = self.scope.fields.get(key.removeprefix(_FIELD))
            names = values | {""} if values else frozenset()
            return OneOf(names, names) if names else None
        question = self.survey.by_path[key].question
        return None if question is None else self._answers(key, question)

    def _answers(self, key: str, question: Question) -> Domain | None:
        if question.calculation is not None:
            return None
        if question.type in _NUMBERS:
            return self._within_constraints(key, question)
        names = frozenset(self.survey.choice_names(question) or ())
        if not names:
            return None
        if question.type in (Type.SELECT_ONE, Type.LIKERT):
            return OneOf(names | {""}, names | {""})
        return Some(names) if question.type is Type.SELECT_MULTIPLE else None

    def _within_constraints(self, key: str, question: Question) -> Domain:
        """A number that breaks a hard constraint is refused, so it is never there."""
        whole = question.type is Type.INTEGER
        limits = question.type is Type.RANGE
        least = question.start if limits and question.start is not None else Range().least
        most = question.end if limits and question.end is not None else Range().most
        found = Range(least, most, whole)
        if not question.checks:
            return found
        alone = Alone(key, found)
        known: Known = {key: replace(found, blank=False)}
        for check in question.checks:
            if not check.soft:
                known = assume(check.constraint.root, True, known, alone) or known
        kept = known[key]
        return replace(kept, blank=True) if isinstance(kept, Range) else found


@dataclass(frozen=True, slots=True)
class Alone:
    """Nothing is known but of `.`."""

    own: str
    answers: Domain

    def key(self, node: Node) -> str:
        """The key of `.`."""
        return self.own if isinstance(node, Self) else ""

    def domain(self, key: str) -> Domain | None:
        """What `.` can be."""
        return self.answers if key == self.own else None

    def constant(self, node: Node) -> Constant | None:
        """No name is a constant."""
        return None

    def shown(self, key: str, known: Known) -> Known:
        """It is."""
        return known


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where a rule stands. `columns` are those of the choice a `choice_filter` looks at; `seen`
    the questions whose conditions are being looked at already."""

    world: World
    rule: Rule
    columns: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()

    def key(self, node: Node) -> str:
        """The path of the one question a node means, or the key of a roster field."""
        rule, survey = self.rule, self.world.survey
        if isinstance(node, Self):
            return rule.owner.path if rule.owner and rule.key == "constraint" else ""
        if not isinstance(node, Reference) or node.name in self.columns:
            return ""
        found = survey.resolve(node.name, rule.prefix) if rule.key != "for" else ()
        if not found:
            return _FIELD + node.name if node.name in self.world.scope.fields else ""
        # From outside of its repeat a name means the answers of all members.
        alone = len(found) == 1 and rule.prefix.startswith(found[0].prefix)
        return found[0].path if alone else ""

    def domain(self, key: str) -> Domain | None:
        """What can be answered there."""
        return self.world.domain(key)

    def constant(self, node: Node) -> Constant | None:
        """The value of a column."""
        return self.columns.get(node.name) if isinstance(node, Name | Reference) else None

    def shown(self, key: str, known: Known) -> Known | None:
        """What must be so when the question is shown."""
        if key in self.seen or len(self.seen) >= _DEEPEST or key.startswith(_FIELD):
            return known
        conditions = self.world.around(self.world.survey.by_path[key])
        seen = self.seen | {key}
        return assume_all(
            (
                (condition.expression.root, replace(self, rule=condition, columns={}, seen=seen))
                for condition in conditions
            ),
            known,
        )


def world_of(survey: Survey, scope: Scope) -> World:
    """The world of a survey."""
    conditions = {
        rule.owner.path: rule for rule in survey.rules if rule.key == "relevant" and rule.owner
    }
    return World(survey, scope, conditions)


def known_at(world: World, rule: Rule) -> Known | None:
    """What must be so for a rule to be looked at: all around its question is shown, for a
    constraint there is an answer. None when that can never be."""
    owner = rule.owner
    if owner is None:
        return {}
    around = world.around(owner)
    if rule.key == "relevant":
        around = around[:-1]
    known = assume_all(
        ((condition.expression.root, Standpoint(world, condition)) for condition in around), {}
    )
    if known is None or rule.key != "constraint":
        return known
    return with_answer(owner.path, known, Standpoint(world, rule))
