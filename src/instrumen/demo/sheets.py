"""Questionnaires, observation sheets and document sheets: instruments that are filled in.

They differ in what is known beforehand: a lesson is of a kind (a case of `answers.yaml`), a
document is what `documents.yaml` says it is, a questionnaire is answered by a person alone.
"""

from collections.abc import Sequence

from instrumen.demo import texts
from instrumen.demo.draws import Value, Voice
from instrumen.demo.field import Field
from instrumen.demo.hints import Case
from instrumen.demo.outcomes import Outcome
from instrumen.demo.passages import Passage, passage
from instrumen.demo.quota import shuffled
from instrumen.demo.texts import Plain, Table
from instrumen.demo.visits import filled_in, visit
from instrumen.fieldwork.targets import Target


def play_sheets(
    field: Field, instrument: str, targets: Sequence[Target], outcomes: Sequence[Outcome]
) -> None:
    """Visit every target of an instrument that is filled in."""
    wanted = sum(outcome.responses for outcome in outcomes)
    cases = iter(_cases(field, instrument, wanted))
    for target, outcome in zip(targets, outcomes, strict=True):
        document = texts.table(field.script.documents, target.unit)
        plays = [
            filled_in(_voice(field, target, next(cases), document))
            for _ in range(outcome.responses)
        ]
        visit(field, target, outcome, plays)


def _cases(field: Field, instrument: str, wanted: int) -> list[Case | None]:
    """The kinds of response that there are, as many of each as its share."""
    cases = {case.name: case for case in field.hints(instrument).cases}
    if not cases:
        return [None] * wanted
    shares = {name: case.share for name, case in cases.items()}
    return [cases[name] for name in shuffled(shares, wanted, field.rng)]


def _voice(field: Field, target: Target, case: Case | None, document: Table) -> Voice:
    script: dict[str, Value | Passage] = {}
    facts: dict[str, object] = {}
    for name, plain in document.items():
        if isinstance(plain, list) and any(isinstance(item, dict) for item in plain):
            facts[name] = plain
            for number, member in enumerate(plain, start=1):
                for part, value in texts.table(member).items():
                    script[f"{name}[{number}]/{part}"] = _settled(value)
        else:
            script[name] = _settled(plain)
    return field.voice(target, case=case, script=script, facts=facts)


def _settled(plain: Plain) -> Value | Passage:
    if isinstance(plain, dict):
        return passage(plain)
    return [str(item) for item in plain] if isinstance(plain, list) else plain
