"""An instrument laid out for checking: every name with its place, every rule with its owner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Expression,
    Filter,
    Name,
    Node,
    Number,
    Reference,
    String,
)
from instrumen.language.expression.walk import references, walk
from instrumen.language.model import (
    Group,
    Instrument,
    Item,
    Matrix,
    Question,
    Repeat,
    specify_other,
)
from instrumen.language.places import locate
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.language.reading.context import Use
from instrumen.messages import Message


@dataclass(frozen=True, slots=True)
class Place:
    """A name of the instrument. `path` is its template path, `prefix` that of the repeats around
    it, `order` its position in the file; `inside` the path of the container that can hide it."""

    name: str
    path: str
    prefix: str
    order: int
    item: Item | None
    mark: Mark
    inside: str

    @property
    def question(self) -> Question | None:
        """The question, when it is one (not a group, matrix, repeat or section)."""
        return self.item if isinstance(self.item, Question) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression and what it decides: `key` is `relevant`, `calculation`, `constraint`, …;
    `owner` None is the instrument itself or a unit (`for`)."""

    key: str
    expression: Expression
    owner: Place | None
    prefix: str
    nodes: tuple[Node, ...]
    references: tuple[Reference, ...]


def rule(key: str, expression: Expression, owner: Place | None, prefix: str) -> Rule:
    """A rule with its tree spread out: all nodes, and every `${name}` among them."""
    nodes = tuple(walk(expression.root))
    if any(isinstance(node, Call) and node.name == "jr:choice-name" for node in nodes):
        return Rule(key, expression, owner, prefix, nodes, tuple(references(expression.root)))
    found = tuple(node for node in nodes if isinstance(node, Reference))
    return Rule(key, expression, owner, prefix, nodes, found)


@dataclass(frozen=True)
class Survey:
    """The instrument with its places and rules, made once for all checks."""

    instrument: Instrument
    uses: tuple[Use, ...]
    places: tuple[Place, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def unread(self) -> tuple[Use, ...]:
        """What could not be read: who misses a name or a choice may miss what stood there."""
        return tuple(use for use in self.uses if use.role == "unread")

    @cached_property
    def unread_lists(self) -> frozenset[str]:
        """The lists of choices of which something could not be read."""
        return frozenset(use.name for use in self.unread if use.name)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the source."""
        return self.instrument.source.split("\n")

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Place, ...]]:
        """Questions, matrices, groups and repeats by name (sections cannot be referred to)."""
        found: dict[str, list[Place]] = {}
        for place in self.places:
            if place.item is not None:
                found.setdefault(place.name, []).append(place)
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def by_path(self) -> Mapping[str, Place]:
        """Places by template path; sections begin with `/`."""
        return {place.path: place for place in reversed(self.places)}

    def resolve(self, name: str, prefix: str) -> tuple[Place, ...]:
        """What `${name}` means inside the repeats `prefix`: the nearest around it; from outside
        every one that has the name (more than one: nobody can tell which)."""
        found = self.by_name.get(name, ())
        if len(found) < 2:
            return found
        around = [place for place in found if prefix.startswith(place.prefix)]
        return (max(around, key=lambda place: len(place.prefix)),) if around else found

    def question(self, node: Node, rule: Rule) -> Question | None:
        """The question a reference means, when it means one."""
        if not isinstance(node, Reference):
            return None
        found = self.resolve(node.name, rule.prefix)
        return found[0].question if len(found) == 1 else None

    def choice_names(self, question: Question) -> Mapping[str, object] | None:
        """The names of a question's choices; None when it has no list that was found."""
        listed = self.instrument.choices.get(question.choices)
        if listed is None or not listed.choices:
            return None
        names: dict[str, object] = {choice.name: choice for choice in listed.choices}
        return {**names, "other": None} if question.or_other else names

    def problem(
        self,
        mark: Mark,
        rule: str,
        what: Message,
        todo: Message | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem of this file."""
        return Problem(self.instrument.file, mark, rule, what, todo, severity)

    def at(self, rule: Rule, node: Node) -> Mark:
        """Where a node of a rule stands in the file."""
        expression = rule.expression
        length = written_length(node, expression.source)
        return locate(self.lines, expression.mark, expression.source, node.at, length)


def survey(instrument: Instrument, uses: tuple[Use, ...]) -> Survey:
    """Lay an instrument out."""
    places: list[Place] = []
    rules: list[Rule] = []
    if instrument.for_ is not None:
        rules.append(rule("for", instrument.for_, None, ""))
    rules += (rule("for", unit.for_, None, "") for unit in instrument.units if unit.for_)
    for section in instrument.sections:
        place = Place(section.name, f"/{section.name}", "", len(places), None, section.mark, "")
        places.append(place)
        if section.relevant is not None:
            rules.append(rule("relevant", section.relevant, place, ""))
        for item in section.items:
            _lay_out(item, "", place.path, places, rules)
    return Survey(instrument, uses, tuple(places), tuple(rules))


def _lay_out(item: Item, prefix: str, inside: str, places: list[Place], rules: list[Rule]) -> None:
    place = Place(item.name, prefix + item.name, prefix, len(places), item, item.mark, inside)
    places.append(place)
    rules += (rule(key, found, place, prefix) for key, found in _rules_of(item))
    match item:
        case Question() if item.or_other:
            _lay_out(specify_other(item), prefix, inside, places, rules)
        case Matrix():
            for row in item.rows:
                _lay_out(row, prefix, place.path, places, rules)
        case Group():
            for member in item.items:
                _lay_out(member, prefix, place.path, places, rules)
        case Repeat():
            for member in item.items:
                _lay_out(member, f"{prefix}{item.name}/", place.path, places, rules)


def _rules_of(item: Item) -> Iterator[tuple[str, Expression]]:
    if item.relevant is not None:
        yield "relevant", item.relevant
    if isinstance(item, Question | Repeat):
        yield from (("constraint", check.constraint) for check in item.checks)
    if isinstance(item, Repeat) and item.count is not None:
        yield "repeat_count", item.count
    if isinstance(item, Question):
        named = (
            ("required", item.required),
            ("calculation", item.calculation),
            ("default", item.default),
            ("choice_filter", item.choice_filter),
        )
        yield from ((key, found) for key, found in named if found is not None)


def written_length(node: Node, source: str) -> int:
    """How many characters to underline for a node."""
    match node:
        case Reference():
            end = source.find("}", node.at)
            return end - node.at + 1 if end >= 0 else 1
        case String():
            return len(node.value) + 2
        case Number():
            return len(f"{node.value:g}")
        case Call() | Name():
            return len(node.name)
        case Binary():
            return len(node.operator)
        case Filter() | Child():
            return written_length(node.base, source)
    return 1
