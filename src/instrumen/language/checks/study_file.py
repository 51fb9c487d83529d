"""What must hold in a study file: names that it uses are explained in it, and rules over the
roster use the roster's fields."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from instrumen.language.checks import choice_names, functions, names
from instrumen.language.checks.scope import BUILT_IN, Scope
from instrumen.language.checks.survey import Survey, rule
from instrumen.language.design import Consent, Design
from instrumen.language.meant import did_you_mean
from instrumen.language.model import Instrument, Kind
from instrumen.language.problems import Problem, Severity
from instrumen.language.reading.context import Use
from instrumen.language.text import EMPTY
from instrumen.messages import Message, msg

# What a consent may pipe besides the facts of the study.
CONSENT_NAMES = BUILT_IN | {"populasi", "kegiatan", "durasi", "tanggal", "versi"}
_ROSTER = "roster"


def scope_of(design: Design) -> Scope:
    """What the instruments of a study may name."""
    fields = {
        field.name: frozenset(field.values) if field.type == "code" else frozenset[str]()
        for field in design.roster
        if not field.identity
    }
    derived = {field.name: frozenset[str]() for field in design.derived}
    return Scope(
        fields={**fields, **derived},
        identity=frozenset(field.name for field in design.roster if field.identity),
        facts=frozenset(design.facts),
        themes=frozenset(theme.name for theme in design.themes),
        indicators=frozenset(indicator.name for indicator in design.indicators),
        claims=frozenset(claim.name for claim in design.claims),
        codes=frozenset(code.name for code in design.codes),
    )


def check_study(design: Design, source: str, uses: tuple[Use, ...]) -> Iterator[Problem]:
    """Names without explanation in the study file, and rules over the roster."""
    yield from _check_names(design, uses)
    scope = scope_of(design)
    rules = [rule("for", group.for_, None, "") for group in design.groups]
    rules += (rule("calculation", field.calculation, None, "") for field in design.derived)
    survey = Survey(_without_questions(design, source), uses, (), tuple(rules))
    for check in (names.check, functions.check, choice_names.check):
        yield from check(survey, scope)


def _without_questions(design: Design, source: str) -> Instrument:
    """The study file seen as an instrument that asks nothing, so that its rules can be checked
    like any others."""
    return Instrument(
        id="",
        kind=Kind.QUESTIONNAIRE,
        version="",
        title=EMPTY,
        file=design.file,
        source=source,
        hash="",
        languages=design.languages,
        sections=(),
        choices={},
    )


def _check_names(design: Design, uses: tuple[Use, ...]) -> Iterator[Problem]:
    known: Mapping[str, tuple[Mapping[str, object], Message]] = {
        "focus": ({focus.name: focus for focus in design.foci}, msg("there is no focus “{name}”")),
        "theme": (design.theme, msg("there is no theme “{name}”")),
        "code": ({code.name: code for code in design.codes}, msg("there is no code “{name}”")),
        "profile": (design.profiles, msg("there is no profile “{name}”")),
        "pipe": ({**design.facts, **dict.fromkeys(BUILT_IN)}, msg("there is no fact “{name}”")),
    }
    for use in uses:
        explained, what = known.get(use.role, ({use.name: None}, msg("")))
        if use.name not in explained:
            yield Problem(
                design.file,
                use.mark,
                f"unknown-{use.role}",
                Message(what.text, {"name": use.name[:64]}),
                did_you_mean(
                    use.name, explained, msg("Write it in study.yaml, or check the name.")
                ),
            )


def check_sources(design: Design, uses: tuple[Use, ...]) -> Iterator[Problem]:
    """Warnings for sources of claims that no instrument has: a claim can do without one."""
    places = _places(design)
    for use in uses:
        technique, _, place = use.name.partition(" ")
        if use.role == "technique" and use.name not in places:
            what = msg("no instrument has the technique “{name}”", name=use.name[:64])
            yield _warning(design, use, what, did_you_mean(use.name, places))
        elif use.role == "place" and technique in places and place not in places[technique]:
            what = msg(
                "the instruments of {technique} have no question, unit or indicator “{name}”",
                technique=technique,
                name=place[:64],
            )
            yield _warning(design, use, what, did_you_mean(place, places[technique]))


def _warning(design: Design, use: Use, what: Message, todo: Message | None) -> Problem:
    todo = todo or msg("Check the name.")
    return Problem(design.file, use.mark, f"unknown-{use.role}", what, todo, Severity.WARNING)


def _places(design: Design) -> dict[str, frozenset[str]]:
    """Where evidence can be looked for, by technique."""
    roster = (*(field.name for field in design.roster), *(field.name for field in design.derived))
    places = {_ROSTER: frozenset(roster)}
    for instrument in design.instruments:
        found = {path.rpartition("/")[2] for path in instrument.questions}
        found.update(*(question.indicators for question in instrument.questions.values()))
        found.update(unit.name for unit in instrument.units)
        found.update(*(unit.indicators for unit in instrument.units))
        known = places.get(instrument.technique, frozenset())
        places[instrument.technique] = known | found
    return places


def check_consent(
    design: Design, consent: Consent, file: Path, uses: tuple[Use, ...]
) -> Iterator[Problem]:
    """Names the consent pipes that nobody provides."""
    scopes = {scope.name for scope in consent.scopes}
    known = CONSENT_NAMES | scopes | design.facts.keys()
    for use in uses:
        if use.role == "pipe" and use.name not in known:
            yield Problem(
                file,
                use.mark,
                "unknown-name",
                msg("the consent cannot print “{name}”", name=use.name[:64]),
                did_you_mean(use.name, known, msg("Write it under “facts:” in study.yaml.")),
            )
