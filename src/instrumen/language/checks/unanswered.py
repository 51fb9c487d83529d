"""`${umur} != 10` is true while `umur` has no answer, which is seldom meant."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.surroundings import Standpoint, World, known_at, world_of
from instrumen.language.checks.survey import Place, Rule, Survey
from instrumen.language.expression.domains import may_be_blank
from instrumen.language.expression.narrowing import Known, assume, constant_of
from instrumen.language.expression.syntax import Binary, Call, Node, Reference
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg

# In a constraint, `${setuju} != 'ya' or . > 24` asks for nothing while there is no answer.
_DECIDES = frozenset({"relevant", "required", "choice_filter"})


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """A warning for each `!=` that nothing keeps from being true of a blank."""
    world = world_of(survey, scope)
    for rule in survey.rules:
        unequal = any(isinstance(node, Binary) and node.operator == "!=" for node in rule.nodes)
        if unequal and rule.key in _DECIDES:
            known = known_at(world, rule)
            if known is not None:
                yield from _visit(rule, rule.expression.root, known, Standpoint(world, rule))


def _visit(rule: Rule, node: Node, known: Known, here: Standpoint) -> Iterator[Problem]:
    """Each side of an `and` is looked at knowing that the other holds, of an `or` that it does
    not: `${umur} != '' and ${umur} != 10` asks for no more."""
    match node:
        case Binary("and" | "or" as sign, left, right):
            for side, other in ((left, right), (right, left)):
                beside = assume(other, sign == "and", known, here)
                if beside is not None:
                    yield from _visit(rule, side, beside, here)
        case Binary("!=", Reference() as asked, constant):
            yield from _compared(rule, node, asked, constant, known, here)
        case Binary("!=", constant, Reference() as asked):
            yield from _compared(rule, node, asked, constant, known, here)
        case Call("if", (test, _, _)):
            yield from _visit(rule, test, known, here)


def _compared(
    rule: Rule, node: Node, asked: Reference, constant: Node, known: Known, here: Standpoint
) -> Iterator[Problem]:
    key, value = here.key(asked), constant_of(constant, here)
    domain = known.get(key) or here.domain(key) if key else None
    if domain is None or value is None or value == "" or not may_be_blank(domain):
        return
    survey = here.world.survey
    place = survey.by_path.get(key)
    if place is None or _is_sure(here.world, place, rule):
        return
    yield survey.problem(
        survey.at(rule, node),
        "true-of-blank",
        msg("this is true as well while “{name}” has no answer", name=asked.name),
        msg("If that is not meant, write ${{{name}}} != '' and … before it.", name=asked.name),
        Severity.WARNING,
    )


def _is_sure(world: World, asked: Place, rule: Rule) -> bool:
    """Whether a question is answered before the rule's own is come to: asked earlier, required,
    without a way out, and shown whenever that one is."""
    question, owner = asked.question, rule.owner
    if question is None or owner is None or question.missing or question.required is None:
        return False
    if question.trigger:
        return False
    required = question.required.root == Call("true", (), 0)
    around = world.around(owner)
    always = all(condition in around for condition in world.around(asked))
    return required and always and asked.order < owner.order
