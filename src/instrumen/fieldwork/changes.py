"""What the log is told about a form: pure functions from answers to acts."""

from collections.abc import Iterator, Mapping

from instrumen.engine import Answer, FormState, Value
from instrumen.fieldwork.absence import absences
from instrumen.fieldwork.course import masked_paths
from instrumen.fieldwork.progress import template_path
from instrumen.language.model import Type
from instrumen.store.events import Act, Json

Answers = Mapping[str, Answer]


def answer_act(response: str, path: str, answer: Answer) -> Act:
    """The act that makes `answer` the answer at `path`."""
    if answer.missing is not None:
        return Act("answer.missing", response, path, answer.missing.value)
    if answer.value is None:
        return Act("answer.cleared", response, path)
    return Act("answer.set", response, path, _json(answer.value))


def triggered_act(response: str, path: str, answer: Answer) -> Act:
    """The act of the form itself: a trigger made `answer` the answer at `path`."""
    return Act("answer.triggered", response, path, _json(answer.value))


def difference(response: str, before: Answers, after: Answers) -> Iterator[Act]:
    """The acts that lead from the answers before to those after."""
    for path, answer in after.items():
        if before.get(path) != answer:
            yield answer_act(response, path, answer)
    for path in sorted(before.keys() - after.keys()):
        yield Act("answer.removed", response, path)


def final_state(form: FormState, broken_off_at: str | None = None) -> Json:
    """What `state.finished` says: the answers that do not count, since their question was no
    longer relevant, what the calculations came to, and why the other questions have no answer.
    `broken_off_at` is the step a partial response stopped on."""
    masked: list[Json] = [*sorted(masked_paths(form.standings()))]
    questions = form.instrument.questions
    calculated: dict[str, Json] = {
        path: _json(value)
        for path, value in form.data().items()
        if value is not None and questions[template_path(path)].type is Type.CALCULATE
    }
    absent: dict[str, Json] = {
        kind: [*paths] for kind, paths in absences(form, broken_off_at).items()
    }
    return {"masked": masked, "calculated": calculated, "absent": absent}


def _json(value: Value) -> Json:
    return list(value) if isinstance(value, list) else value
