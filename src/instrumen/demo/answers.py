"""How a simulated person fills in an instrument of any kind: step by step as the form itself
gives them, through the same `Filling` a screen uses."""

from collections.abc import Iterator

from instrumen.demo.draws import Given, Said, Voice, members, proposals
from instrumen.engine import FormState, Step
from instrumen.fieldwork.responses import Filling
from instrumen.language.model import Matrix, Missing, Question, Repeat, Type

# Seconds that an answer takes, on average.
_SECONDS = {Type.TEXT: 80.0, Type.RANK: 60.0, Type.SELECT_MULTIPLE: 40.0, Type.LIKERT: 13.0}
_OTHERS = 20.0
_REMARKED = 0.4  # percent of the answers


def answer_all(filling: Filling, voice: Voice, *, share: float = 1.0) -> bool:
    """Answer every step from where the response stands, or the first `share` of them; says
    whether the end was reached."""
    limit = round(len(filling.form.steps()) * share)
    for done, step in enumerate(steps_from(filling.form, filling.position)):
        if share < 1.0 and done >= limit:
            filling.move_to(step.path)
            return False
        answer_step(filling, step, voice)
    return True


def steps_from(form: FormState, first: str = "") -> Iterator[Step]:
    """The steps of a form beginning at `first`, asked anew after each one because answers bring
    others up; each once. A repeat's own step comes when all its members have been answered."""
    steps = form.steps()
    paths = [step.path for step in steps]
    seen = set(paths[: paths.index(first)]) if first in paths else set()
    while (step := next((s for s in form.steps() if s.path not in seen), None)) is not None:
        seen.add(step.path)
        yield step
        if isinstance(step.item, Repeat) and any(s.path not in seen for s in _before(form, step)):
            seen.discard(step.path)


def answer_step(filling: Filling, step: Step, voice: Voice) -> None:
    """Answer what one screen shows: a question, the rows of a matrix, or "another one?". Open
    questions are answered by the turns of an interview."""
    match step.item:
        case Question() as question if question.asks and question.type is not Type.OPEN:
            _answer(filling, step.path, question, voice)
        case Matrix() as matrix:
            prefix = step.path.removesuffix(matrix.name)
            for row in matrix.rows:
                if filling.form.is_relevant(prefix + row.name):
                    _answer(filling, prefix + row.name, row, voice)
        case Repeat() as repeat if repeat.count is None:
            wanted = members(step.path, repeat.least, repeat.most, voice)
            if filling.form.count(step.path) < wanted:
                filling.add_member(step.path)


def _before(form: FormState, step: Step) -> Iterator[Step]:
    for other in form.steps():
        if other.path == step.path:
            return
        yield other


def _answer(filling: Filling, path: str, question: Question, voice: Voice) -> None:
    voice.wait(_SECONDS.get(question.type, _OTHERS) * voice.rng.uniform(0.5, 1.6))
    for given in proposals(filling.form, path, question, voice):
        if _stands(filling, path, given, voice):
            if given.passage is not None:
                voice.said.append(Said(f"answer:{filling.response.id}/{path}", given.passage))
            if voice.remarks and voice.chance(_REMARKED):
                filling.remark(path, voice.remarks.pop())
            return


def _stands(filling: Filling, path: str, given: Given, voice: Voice) -> bool:
    """Give an answer; where the program doubts it (a soft check), insist when it is true, and
    often otherwise."""
    if isinstance(given.value, Missing):
        return filling.answer_missing(path, given.value).kept
    answered = filling.answer(path, given.value)
    if answered.kept:
        return True
    doubted = all(finding.soft for finding in answered.findings)
    if doubted and (given.certain or voice.chance(60)):
        return filling.answer(path, given.value, overriding=True).kept
    return False
