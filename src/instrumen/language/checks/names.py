"""`${name}` in a rule must be a question, a field of the roster or a fact of the study."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Place, Rule, Survey
from instrumen.language.expression.syntax import Filter, Name, Node, Reference
from instrumen.language.expression.walk import children
from instrumen.language.meant import did_you_mean, nearest
from instrumen.language.model import Group, Matrix
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.language.reading.entry import truth
from instrumen.messages import Message, msg

_COLUMNS_OF_ALL = frozenset({"name", "label"})
_LAST_SAVED = "last-saved#"


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Names in rules that mean nothing there."""
    for rule in survey.rules:
        columns = _columns(survey, rule)
        for reference in rule.references:
            name = reference.name.removeprefix(_LAST_SAVED)
            if name not in columns:
                yield from _check(survey, scope, rule, reference, name)
        if any(isinstance(node, Name) for node in rule.nodes):
            yield from _bare_names(survey, rule, rule.expression.root, columns)


def _columns(survey: Survey, rule: Rule) -> frozenset[str]:
    """The columns of the list whose choices a `choice_filter` looks at."""
    question = rule.owner.question if rule.owner else None
    if rule.key != "choice_filter" or question is None:
        return frozenset()
    choices = survey.instrument.choices_of(question)
    return _COLUMNS_OF_ALL.union(*(choice.extra for choice in choices))


def _check(
    survey: Survey, scope: Scope, rule: Rule, reference: Reference, name: str
) -> Iterator[Problem]:
    places = () if rule.key == "for" else survey.resolve(name, rule.prefix)
    if places:
        yield from _question_referred_to(survey, rule, reference, places)
    elif name in scope.pipeable:
        return
    elif name in scope.identity:
        yield survey.problem(survey.at(rule, reference), "identity", *identity_words(name))
    elif rule.key == "for" and name in survey.by_name:
        yield survey.problem(
            survey.at(rule, reference),
            "unknown-name",
            msg("“for” decides who is asked, so it cannot use the question “{name}”", name=name),
            msg("Use fields of the roster."),
        )
    else:
        mark = survey.at(rule, reference)
        yield from unknown_name(survey, scope, mark, name, rule.key != "for")


def _question_referred_to(
    survey: Survey, rule: Rule, reference: Reference, places: tuple[Place, ...]
) -> Iterator[Problem]:
    if len(places) > 1:
        yield survey.problem(
            survey.at(rule, reference),
            "ambiguous-name",
            msg(
                "“{name}” is in more than one repeat: {paths}",
                name=reference.name,
                paths=", ".join(place.path for place in places),
            ),
            msg("Give each question that is referred to a name of its own."),
        )
    elif isinstance(places[0].item, Group | Matrix):
        yield survey.problem(
            survey.at(rule, reference),
            "no-value",
            msg("“{name}” holds questions and has no value itself", name=reference.name),
            msg("Refer to one of its questions."),
        )


def unknown_name(
    survey: Survey, scope: Scope, mark: Mark, name: str, questions: bool = True
) -> Iterator[Problem]:
    """The problem of a name nobody knows; a warning when nothing is known of the study, unless it
    differs from a known one in capitals only. None when it is like no other, and may be the name
    of something that could not be read."""
    known = scope.pipeable | (survey.by_name.keys() if questions else frozenset())
    if survey.unread and not nearest(name, known):
        return
    if not scope.known:
        capitals = nearest(name, known).lower() == name.lower()
        yield survey.problem(
            mark,
            "unknown-name",
            msg("“{name}” is no question of this file", name=name[:64]),
            did_you_mean(name, known, msg("Its study must have a field or a fact of that name.")),
            Severity.ERROR if capitals else Severity.WARNING,
        )
    else:
        yield survey.problem(
            mark,
            "unknown-name",
            msg("there is no question and no field “{name}”", name=name[:64]),
            did_you_mean(name, known, msg("Check the name.")),
        )


def identity_words(name: str) -> tuple[Message, Message]:
    """What to say of a field that identifies people."""
    return (
        msg("“{name}” tells who somebody is, and instruments never see such fields", name=name),
        msg("Use another field, or the code: ${kode}."),
    )


def _bare_names(
    survey: Survey, rule: Rule, node: Node, columns: frozenset[str]
) -> Iterator[Problem]:
    """`umur > 3` where `${umur} > 3` is meant. Bare names are columns of choices, and questions
    of a member inside `[…]`."""
    for child in children(node):
        if isinstance(node, Filter) and child is node.predicate:
            continue
        yield from _bare_names(survey, rule, child, columns)
    if isinstance(node, Name) and node.name not in columns:
        yield survey.problem(
            survey.at(rule, node),
            "bare-name",
            msg("“{name}” stands here without ${{…}}", name=node.name),
            _in_full(survey, rule, node),
        )


def _in_full(survey: Survey, rule: Rule, node: Name) -> Message:
    """What a bare name was probably meant to be."""
    name, lists = node.name, survey.instrument.choices.values()
    if node is rule.expression.root and rule.key == "relevant" and truth(name) is not None:
        return msg("Leave this line out: what has no condition is always shown.")
    if name in survey.by_name:
        return msg("Write ${{{name}}} for the question.", name=name)
    if any(name == choice.name for listed in lists for choice in listed.choices):
        return msg("Write '{name}' for the choice.", name=name)
    return msg("Write ${{{name}}} for a question, '{name}' for a text.", name=name)
