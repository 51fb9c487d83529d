"""Random answer scripts: a form filled in by somebody who answers anything."""

import random
from collections.abc import Mapping
from datetime import date

from instrumen.engine import FormState, Refused, Value
from instrumen.language.model import Choice, Instrument, Question, Repeat, Type

TODAY = date(2026, 5, 4)
ROSTER: Mapping[str, object] = {"jabatan": "guru", "usia": 40, "mapel": "mtk", "tugas": "Guru"}


def begin(instrument: Instrument) -> FormState:
    """The form of one respondent on one day, in Indonesian."""
    return FormState(instrument, roster=ROSTER, language="id", today=TODAY)


def fill_in(form: FormState, seed: int, answers: int = 60) -> list[str]:
    """Give random answers to random questions; what the form said to each."""
    draw, said = random.Random(seed), []
    for _ in range(answers):
        step = draw.choice(form.steps())
        if isinstance(step.item, Repeat):
            said.append(_answered(form.set_count, step.path, draw.randint(0, 3)))
            continue
        paths = _paths(form, step.path)
        path = draw.choice(paths)
        question = form.question(path)
        if question.missing and draw.random() < 0.1:
            said.append(_answered(form.set_missing, path, draw.choice(question.missing)))
        elif question.asks:
            said.append(_answered(form.set, path, _value(draw, question, form.choices(path))))
    return said


def _paths(form: FormState, path: str) -> list[str]:
    """A question alone, a matrix by its rows."""
    step = next(step for step in form.steps() if step.path == path)
    rows = getattr(step.item, "rows", ())
    before = path[: len(path) - len(step.item.name)]
    return [before + row.name for row in rows if form.is_relevant(before + row.name)] or [path]


def _answered(act: object, path: str, value: object) -> str:
    try:
        act(path, value)  # type: ignore[operator]
    except Refused as refused:
        return f"{path}={value}: {[finding.rule for finding in refused.findings]}"
    return f"{path}={value}"


def _value(draw: random.Random, question: Question, choices: tuple[Choice, ...]) -> Value:
    names = [choice.name for choice in choices]
    match question.type:
        case Type.SELECT_ONE | Type.LIKERT:
            return draw.choice(names) if names else None
        case Type.SELECT_MULTIPLE:
            return draw.sample(names, draw.randint(0, min(3, len(names))))
        case Type.RANK:
            return draw.sample(names, min(question.top or len(names), len(names)))
        case Type.INTEGER | Type.RANGE:
            return draw.choice([0, 1, 2, 12, 24, 30, 2015, 2026, -1])
        case Type.DECIMAL:
            return draw.choice([0.5, 24, 3.25])
        case Type.DATE:
            return draw.choice(["2026-05-04", "2026-06-01", "2020-01-31"])
        case Type.DATETIME:
            return draw.choice(["2026-05-04T10:30", "2025-01-01T08:00"])
        case Type.TIME:
            return "10:30"
        case Type.ACKNOWLEDGE:
            return "ok"
        case _:
            return draw.choice(["Ya", "catatan", None])
