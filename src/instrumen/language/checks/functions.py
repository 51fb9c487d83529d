"""Functions must exist and get as many arguments as they take."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.functions import FUNCTIONS, Function
from instrumen.language.expression.syntax import Call
from instrumen.language.meant import did_you_mean
from instrumen.language.problems import Problem
from instrumen.language.synonyms import WAYS
from instrumen.messages import Message, msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Calls of functions that do not exist, or with too many or too few arguments."""
    for rule in survey.rules:
        for node in rule.nodes:
            if isinstance(node, Call):
                yield from _check(survey, rule, node)


def _check(survey: Survey, rule: Rule, call: Call) -> Iterator[Problem]:
    function = FUNCTIONS.get(call.name)
    if function is None:
        yield survey.problem(
            survey.at(rule, call),
            "unknown-function",
            msg("there is no function “{name}”", name=call.name[:64]),
            _instead(call.name),
        )
    elif not function.takes(len(call.arguments)):
        yield survey.problem(
            survey.at(rule, call),
            "arguments",
            msg(
                "{name}() gets {n} arguments here and takes {wanted}",
                name=call.name,
                n=len(call.arguments),
                wanted=_wanted(function),
            ),
            msg("Check the commas and brackets."),
        )


def _instead(name: str) -> Message | None:
    way = WAYS.get(name.lower())
    if way is not None:
        return msg("Write {form}.", form=way)
    return did_you_mean(name, FUNCTIONS, msg("See docs/expressions.md."))


def _wanted(function: Function) -> Message:
    if function.most is None:
        return msg("{least} or more", least=function.least)
    if function.most == function.least:
        return msg("{least}", least=function.least)
    return msg("{least} to {most}", least=function.least, most=function.most)
