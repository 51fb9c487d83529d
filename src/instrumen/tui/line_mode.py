"""Filling in by plain lines on stdin and stdout: for screen readers, bad terminals and scripts.

The same engine, the same log, the same rules as the screens; no Textual is imported here.
"""

from collections.abc import Callable
from enum import Enum

from instrumen.engine import Answer, Finding, Refused, Step
from instrumen.fieldwork.consent import consent_text, give_consent
from instrumen.fieldwork.dispositions import Disposition, set_disposition
from instrumen.fieldwork.responses import Answered, Filling
from instrumen.fieldwork.targets import Target
from instrumen.language.model import (
    CHOICE_TYPES,
    MANY_VALUED,
    Matrix,
    Missing,
    Question,
    Repeat,
    Type,
)
from instrumen.tui.around import around
from instrumen.tui.desk import Desk
from instrumen.tui.shapes import shape_words
from instrumen.tui.words import answer_words, missing_word, told_besides

Ask = Callable[[str], str]
"""Shows a prompt and returns a line; raises EOFError when there are no more."""

Say = Callable[[str], None]

_MISSING_COMMANDS = {f":{kind.value}": kind for kind in Missing}
_YES = frozenset({"y", "ya", "yes", "1"})
_NO = frozenset({"n", "t", "tidak", "no", "2"})


class Move(Enum):
    """Where to after a question."""

    NEXT = "next"
    BACK = "back"
    END = "end"
    LEAVE = "leave"


def ask_consent(desk: Desk, target: Target, ask: Ask, say: Say) -> bool:
    """Read the consent out line by line and record each scope; whether the person takes part.
    Who does not is recorded as a refusal."""
    code, instrument = target.subject, target.instrument
    text = consent_text(desk.study, code, instrument, desk.language)
    say(text.title)
    say(text.opening)
    for number, point in enumerate((*text.points, *text.additions), 1):
        say(f"{number}. {point}")
    scopes = {scope.name: _yes_or_no(desk, scope.label, ask, say) for scope in text.scopes}
    slip = give_consent(
        desk.study, code, scopes, language=desk.language, how="typed", instrument=instrument
    )
    say(slip)
    agreed = all(scopes[scope.name] for scope in text.scopes if scope.condition)
    if not agreed:
        set_disposition(desk.study, target, Disposition.REFUSAL)
    return agreed


def converse(desk: Desk, filling: Filling, ask: Ask, say: Say) -> Disposition | None:
    """Ask one question after another from where one was; the outcome, None when left before the
    end. Every answer is on disk before the next question is asked."""
    try:
        return _talk(desk, filling, ask, say)
    except EOFError:
        filling.end_session("interrupted")
        return None


def _talk(desk: Desk, filling: Filling, ask: Ask, say: Say) -> Disposition | None:
    say(desk.catalog.t("Enter goes on. :b back, :e end, :q leave, :n TEXT a note, :? help."))
    at = filling.position
    while True:
        steps = filling.form.steps()
        index = next((i for i, step in enumerate(steps) if step.path == at), 0)
        filling.move_to(steps[index].path)
        move = _step(desk, filling, steps[index], ask, say)
        steps = filling.form.steps()
        here = next((i for i, step in enumerate(steps) if step.path == at), index)
        if isinstance(move, str):
            at = move
            continue
        if move is Move.LEAVE:
            filling.end_session("interrupted")
            return None
        if move is Move.BACK:
            at = steps[max(here - 1, 0)].path
        elif move is Move.NEXT and here + 1 < len(steps):
            at = steps[here + 1].path
        elif _finish(desk, filling, ask, say):
            return filling.finish()
        else:
            unanswered = filling.unanswered()
            at = unanswered[0].path if unanswered else steps[-1].path


def _step(desk: Desk, filling: Filling, step: Step, ask: Ask, say: Say) -> Move | str:
    """Ask what a step asks; where to go on, which may be the path of another step."""
    if way := around(filling.form, step.path, desk.language):
        say("\n" + " › ".join(way))
    match step.item:
        case Matrix():
            say(f"\n{filling.form.label(step.path, desk.language)}")
            return _rows(desk, filling, step, ask, say)
        case Repeat():
            return _another(desk, filling, step, ask, say)
        case Question() if not step.item.asks:
            say(f"\n{filling.form.label(step.path, desk.language)}")
            return _command(ask("").strip()) or Move.NEXT
        case Question():
            return _question(desk, filling, step.path, step.item, ask, say)
    return Move.NEXT


def _rows(desk: Desk, filling: Filling, step: Step, ask: Ask, say: Say) -> Move:
    assert isinstance(step.item, Matrix)
    prefix = step.path.removesuffix(step.item.name)
    for row in step.item.rows:
        if filling.form.is_relevant(prefix + row.name):
            move = _question(desk, filling, prefix + row.name, row, ask, say)
            if move is not Move.NEXT:
                return move
    return Move.NEXT


def _another(desk: Desk, filling: Filling, step: Step, ask: Ask, say: Say) -> Move | str:
    assert isinstance(step.item, Repeat)
    label = filling.form.label(step.path, desk.language)
    count = filling.form.count(step.path)
    prompt = desk.catalog.t("{label} ({n} so far). Another one? y/n ", label=label, n=count)
    typed = ask(prompt).strip().casefold()
    if (move := _command(typed)) is not None:
        return move
    if typed not in _YES:
        return Move.NEXT
    before = {known.path for known in filling.form.steps()}
    try:
        filling.add_member(step.path)
    except Refused as error:
        _say_findings(desk, error.findings, say)
        return Move.NEXT
    fresh = (new.path for new in filling.form.steps() if new.path not in before)
    return next(fresh, Move.NEXT)


def _question(
    desk: Desk, filling: Filling, path: str, question: Question, ask: Ask, say: Say
) -> Move:
    _show(desk, filling, path, question, say)
    doubted, warned = "", False
    while True:
        typed = ask("> ").strip()
        move = _command(typed)
        if move is not None:
            return move
        if typed.startswith(":"):
            if _special(desk, filling, path, question, typed, ask, say):
                return Move.NEXT
            continue
        if not typed and not doubted:
            missing = [f for f in filling.form.problems(path) if f.rule == "required"]
            if missing and not warned:
                _say_findings(desk, tuple(missing), say)
                say(desk.catalog.t("Enter once more leaves it out."))
                warned = True
                continue
            return Move.NEXT
        answered = _answer(filling, path, question, typed or doubted, overriding=not typed)
        if answered.kept:
            _say_kept(desk, filling, answered, say)
            return Move.NEXT
        _say_findings(desk, answered.findings, say)
        doubted = (typed or doubted) if answered.soft else ""
        if doubted:
            say(desk.catalog.t("Enter = yes"))


def _answer(
    filling: Filling, path: str, question: Question, typed: str, *, overriding: bool
) -> Answered:
    if question.type not in CHOICE_TYPES:
        return filling.answer_text(path, typed, overriding=overriding)
    names = [choice.name for choice in filling.form.choices(path)]
    words = typed.replace(",", " ").split()
    picked = [names[int(w) - 1] if w.isdecimal() and 0 < int(w) <= len(names) else w for w in words]
    if question.type in MANY_VALUED:
        return filling.answer(path, picked, overriding=overriding)
    return filling.answer(path, picked[0] if len(picked) == 1 else typed, overriding=overriding)


def _show(desk: Desk, filling: Filling, path: str, question: Question, say: Say) -> None:
    form = filling.form
    number = f"{question.number} " if question.number else ""
    say(f"\n{number}{form.label(path, desk.language)}")
    if hint := form.hint(path, desk.language):
        say(hint)
    held = form.stored(path)
    chosen = held if isinstance(held, list) else [held]
    if question.type in CHOICE_TYPES:
        for n, choice in enumerate(form.choices(path), 1):
            mark = "*" if choice.name in chosen else " "
            say(f" {mark}{n} {desk.say(choice.label) or choice.name}")
    so_far = Answer(held, form.missing(path))
    if so_far.missing or (held is not None and question.type not in CHOICE_TYPES):
        words = answer_words(desk, form, path, so_far)
        say(desk.catalog.t("Answer so far: {answer}", answer=words))
    elif question.type is not Type.TEXT and (shape := shape_words(desk, question)):
        say(f"({shape})")
    if question.missing:
        offered = (f":{kind.value} {desk.say(missing_word(kind))}" for kind in question.missing)
        say("   ".join(offered))


def _special(
    desk: Desk,
    filling: Filling,
    path: str,
    question: Question,
    typed: str,
    ask: Ask,
    say: Say,
) -> bool:
    """A command about this question; true when it answers it."""
    word, _, rest = typed.partition(" ")
    if word == ":n":
        filling.remark(path, rest.strip())
        say(desk.saved())
    elif word in _MISSING_COMMANDS:
        return _no_answer(desk, filling, path, _MISSING_COMMANDS[word], ask, say)
    else:
        say(desk.catalog.t("Enter goes on. :b back, :e end, :q leave, :n TEXT a note, :? help."))
        _show(desk, filling, path, question, say)
    return False


def _no_answer(desk: Desk, filling: Filling, path: str, kind: Missing, ask: Ask, say: Say) -> bool:
    """Mark a question as not answered; what is doubted is asked once."""
    answered = filling.answer_missing(path, kind)
    if answered.soft:
        _say_findings(desk, answered.findings, say)
        say(desk.catalog.t("Enter = yes"))
        if ask("> ").strip():
            return False
        answered = filling.answer_missing(path, kind, overriding=True)
    if answered.kept:
        _say_kept(desk, filling, answered, say)
    else:
        _say_findings(desk, answered.findings, say)
    return answered.kept


def _say_kept(desk: Desk, filling: Filling, answered: Answered, say: Say) -> None:
    """That an answer is on disk, and what else became of it."""
    say(desk.saved())
    for told in told_besides(desk, filling.form, answered):
        say(told)


def _finish(desk: Desk, filling: Filling, ask: Ask, say: Say) -> bool:
    t = desk.catalog
    left = filling.unanswered()
    for step in left:
        say(f"- {step.number} {filling.form.label(step.path, desk.language)}")
    count = t.plural("{n} question is unanswered", "{n} questions are unanswered", len(left))
    say(count if left else t.t("Everything is answered."))
    typed = ask(t.t("Finish? y/n ")).strip().casefold()
    return typed in _YES


def _yes_or_no(desk: Desk, label: str, ask: Ask, say: Say) -> bool:
    while True:
        typed = ask(f"{label} (1 {desk.catalog.t('yes')}, 2 {desk.catalog.t('no')}) ")
        if typed.strip().casefold() in _YES | _NO:
            return typed.strip().casefold() in _YES
        say(desk.catalog.t("Answer with 1 or 2."))


def _say_findings(desk: Desk, findings: tuple[Finding, ...], say: Say) -> None:
    for finding in findings:
        say(f"! {desk.say(finding.message)}")


def _command(typed: str) -> Move | None:
    return {":b": Move.BACK, ":e": Move.END, ":q": Move.LEAVE}.get(typed)
