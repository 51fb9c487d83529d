"""Finding one's way among the steps of a form."""

from collections.abc import Sequence

from instrumen.engine import FormState, Outcome, Step
from instrumen.fieldwork.responses import Filling
from instrumen.language.model import Matrix, Question
from instrumen.tui.desk import Desk
from instrumen.tui.safe import content, line
from instrumen.tui.screens.pick import Option
from instrumen.tui.theme import ACCENT, DONE, QUIET, WARNING

_HANG = 8
_OPEN = (Outcome.SKIPPED, Outcome.NOT_REACHED)


def holding(steps: Sequence[Step], path: str) -> Step | None:
    """The step at a path, or the matrix that has a row of that name."""
    for step in steps:
        if step.path == path:
            return step
        if isinstance(step.item, Matrix) and path in row_paths(step):
            return step
    return None


def after(steps: Sequence[Step], at: Step) -> Step | None:
    """The step after; when `at` is not asked any more, the first one."""
    paths = [step.path for step in steps]
    index = paths.index(at.path) + 1 if at.path in paths else 0
    return steps[index] if index < len(steps) else None


def before(steps: Sequence[Step], at: Step) -> Step | None:
    """The step before."""
    paths = [step.path for step in steps]
    index = paths.index(at.path) - 1 if at.path in paths else -1
    return steps[index] if index >= 0 else None


def row_paths(step: Step) -> tuple[str, ...]:
    """The questions of a step by path: the rows of a matrix, else the step's own."""
    if not isinstance(step.item, Matrix):
        return (step.path,)
    prefix = step.path.removesuffix(step.item.name)
    return tuple(prefix + row.name for row in step.item.rows)


def sign_of(form: FormState, step: Step) -> tuple[str, str]:
    """`✓` answered, `–` no answer with its reason, `·` open; and the tone."""
    if isinstance(step.item, Question) and not step.item.asks:
        return " ", QUIET
    outcomes = [form.outcome(path) for path in row_paths(step) if form.is_relevant(path)]
    if any(finding for finding in form.problems(step.path) if not finding.soft):
        return ("!", WARNING) if outcomes and outcomes[0] not in _OPEN else ("·", WARNING)
    if any(outcome in _OPEN for outcome in outcomes):
        return "·", ACCENT
    answered = any(outcome is Outcome.ANSWERED for outcome in outcomes)
    return ("✓", DONE) if answered else ("–", QUIET)


def number_of(step: Step) -> str:
    """What paper prints before a step: `5a`, for the rows of a matrix `10–35`."""
    if not isinstance(step.item, Matrix):
        return step.number
    numbers = [row.number for row in step.item.rows if row.number]
    return f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else "".join(numbers)


def _rows(desk: Desk, form: FormState, step: Step) -> str:
    if not isinstance(step.item, Matrix):
        return ""
    rows = zip(row_paths(step), step.item.rows, strict=True)
    return " ".join(f"{row.number} {form.label(path, desk.language)}" for path, row in rows)


def step_options(desk: Desk, filling: Filling, steps: Sequence[Step]) -> list[Option[Step]]:
    """The steps to choose from: sign, number, words; the section is found by typing too."""
    form = filling.form
    options = []
    for step in steps:
        sign, tone = sign_of(form, step)
        label = form.label(step.path, desk.language)
        section = form.label(step.section, desk.language)
        number = number_of(step)
        name = content(f"{sign} ", tone) + content(f"{number:<6}", ACCENT) + line(label)
        words = f"{number} {label} {section} {step.path} {_rows(desk, form, step)}".casefold()
        options.append(Option(step, name, words=words, hang=_HANG))
    return options
