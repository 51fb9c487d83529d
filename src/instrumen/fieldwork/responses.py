"""Filling in an instrument on disk: a form in memory and, for every change, one act in the log
before the call returns."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from instrumen.engine import Answer, Finding, FormState, Refused, Step, Value, parse_value
from instrumen.fieldwork.attachments import AttachmentError, attach, read_attachment, typed_path
from instrumen.fieldwork.changes import answer_act, difference, final_state, triggered_act
from instrumen.fieldwork.consequences import (
    Answered,
    as_shown,
    given_by_people,
    last_member,
    outcome_of,
    overwritten,
    put_aside,
)
from instrumen.fieldwork.course import (
    Course,
    course_acts,
    course_by,
    course_of,
    new_order,
    order_acts,
    orders_of_step,
    stored_course,
)
from instrumen.fieldwork.dispositions import Disposition, disposition_act
from instrumen.fieldwork.forms import blank_form, form_of, stored_answers
from instrumen.fieldwork.gating import gated
from instrumen.fieldwork.opening_acts import begun_act, restanding, session_act
from instrumen.fieldwork.progress import progress, unanswered
from instrumen.fieldwork.response_rows import (
    ResponseError,
    ResponseRow,
    SessionRow,
    find,
    response,
    responses,
    responses_of,
    sessions,
    target_of,
)
from instrumen.fieldwork.sittings import session_going_on
from instrumen.fieldwork.targets import Target
from instrumen.language.model import Missing, Question, Type
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep

__all__ = [
    "Answered",
    "Filling",
    "ResponseError",
    "ResponseRow",
    "SessionRow",
    "begin",
    "find",
    "form_of",
    "response",
    "responses",
    "responses_of",
    "resume",
    "sessions",
]

FINISHED = "finished"


class Filling:
    """One session of a response, being filled in. Made by `begin` and `resume`.

    `form` is to be read; every change goes through the methods here, each of which returns only
    after the change is on disk. They raise StoreError, and then nothing has changed.
    """

    def __init__(self, study: Study, row: ResponseRow, form: FormState, session: int) -> None:
        self.study = study
        self.response = row
        self.form = form
        self.session = session
        self._position = row.position
        self._course = stored_course(study, row.id)

    @property
    def position(self) -> str:
        """The path of the step one is on; the first one's at the beginning."""
        if self._position:
            return self._position
        steps = self.form.steps()
        return steps[0].path if steps else ""

    def answer(self, path: str, value: Value, *, overriding: bool = False) -> Answered:
        """Answer a question. A hard finding keeps the value from being kept; a soft one too,
        until it is given again with `overriding`, which is recorded. That it puts members of a
        repeat aside is a soft finding as well."""
        clean, replaced = gated(value)
        if clean is None:
            return replace(self.clear(path, overriding=overriding), replaced_characters=replaced)
        findings = self.form.try_value(path, clean)
        if any(not finding.soft for finding in findings):
            return Answered(False, findings, replaced)
        if findings and not overriding:
            return Answered(False, findings + self._put_aside_by(path, clean), replaced)
        if not findings and self._stands(path, Answer(clean)):
            return Answered(True, (), replaced)
        overridden = [self._act("check.overridden", path, as_shown(f)) for f in findings[:1]]
        done = self._change(path, lambda: self.form.set(path, clean), overriding, *overridden)
        return replace(done, findings=done.findings or findings, replaced_characters=replaced)

    def answer_text(self, path: str, typed: str, *, overriding: bool = False) -> Answered:
        """Answer with what a person typed: `1.234,5`, `4/5/2026`, `ya`, `2`, the path of a file
        (which is copied into the study)."""
        clean, replaced = gated(typed)
        if clean and self.question(path).type is Type.FILE:
            return self._attach(path, str(clean), overriding=overriding)
        parsed = parse_value(self.question(path), str(clean or ""), self.form.choices(path))
        if isinstance(parsed, Finding):
            return Answered(False, (parsed,), replaced)
        answered = self.answer(path, parsed, overriding=overriding)
        return replace(answered, replaced_characters=replaced)

    def answer_missing(self, path: str, missing: Missing, *, overriding: bool = False) -> Answered:
        """Mark a question as not known, refused or not applicable, where it allows that. What
        puts members of a repeat aside is kept only when `overriding`."""
        if self._stands(path, Answer(None, missing)):
            return Answered(True)
        try:
            return self._change(path, lambda: self.form.set_missing(path, missing), overriding)
        except Refused as refused:
            return Answered(False, refused.findings)

    def clear(self, path: str, *, overriding: bool = False) -> Answered:
        """Take an answer back; it stays in the log. As `answer_missing`."""
        if self._stands(path, Answer()):
            return Answered(True)
        return self._change(path, lambda: self.form.set(path, None), overriding)

    def remark(self, path: str, text: str) -> None:
        """Write a note to a question; '' removes it."""
        if keep(text) != self.remarks().get(path, ""):
            self.study.record(self._act("remark.written", path, keep(text)))

    def remarks(self) -> Mapping[str, str]:
        """The notes by path."""
        query = "SELECT path, body FROM remarks WHERE response=?"
        rows = self.study.rows(query, (self.response.id,))
        return {str(path): str(body) for path, body in rows}

    def move_to(self, path: str) -> None:
        """Remember which step one is on; the order of its choices is recorded with it."""
        orders = orders_of_step(self.form, path)
        moved = [self._act("position.moved", "", path)] if path != self._position else []
        if moved or orders:
            now = course_by(self.form, self._course, path, ()) or course_of(self.form, path)
            self._record(*moved, *order_acts(self.response.id, {}, orders), now=now)
            self._position = path
            self._keep(orders)

    def add_member(self, path: str) -> int:
        """One member more in the repeat at `path`; its number. Raises Refused beyond the most
        that the repeat allows."""
        before = self.form.count(path)
        self.set_count(path, before + 1)
        return self.form.count(path)

    def set_count(self, path: str, count: int) -> None:
        """As many members as `count`; those beyond it are put aside and come back. Raises
        Refused when the repeat does not allow that many."""
        self._change_members(path, lambda: self.form.set_count(path, count))

    def lower(self, path: str, *, overriding: bool = False) -> Answered:
        """Put the last member of a repeat aside; `add_member` brings it back as it was. One with
        answers in it only when `overriding`. Raises Refused as `set_count`."""
        findings = () if overriding else last_member(self.form, path)
        if not findings:
            self.set_count(path, self.form.count(path) - 1)
        return Answered(not findings, findings)

    def remove_member(self, path: str, number: int) -> None:
        """Take member `number` out; the ones after it move up."""
        self._change_members(path, lambda: self.form.remove_repeat(path, number))

    def draft(self, path: str, text: str, cursor: int) -> None:
        """Journal a text being typed, so that a power cut costs a sentence at most."""
        self.study.save_draft(self.response.id, path, keep(text), cursor)

    def draft_of(self, path: str) -> tuple[str, int] | None:
        """The journalled text of a question and its cursor; None when it was accepted."""
        return self.study.draft(self.response.id, path)

    def unanswered(self) -> tuple[Step, ...]:
        """The steps where something is not answered, in the order they are shown."""
        return unanswered(self.form)

    def progress(self) -> tuple[int, int]:
        """Questions done, questions asked."""
        return progress(self.form)

    def end_session(self, reason: str, note: str = "") -> None:
        """Leave: the response stays begun and is taken up later."""
        self.study.record(self._session_end(reason, note))

    def finish(self, disposition: Disposition | None = None, *, note: str = "") -> Disposition:
        """Close the response and record the outcome: what an answer says it is (a choice with a
        `disposition`), else complete, or partial when something required is missing."""
        outcome = disposition or outcome_of(self.form)
        broken_off_at = self._position if outcome is Disposition.PARTIAL else None
        self.study.record(
            *self._filled_in(),
            self._act("state.finished", "", final_state(self.form, broken_off_at)),
            self._session_end(FINISHED, note),
            disposition_act(target_of(self.response), outcome),
        )
        return outcome

    def question(self, path: str) -> Question:
        """The question that stands at a path."""
        return self.form.question(path)

    def _filled_in(self) -> Iterator[Act]:
        """What was filled in without anybody answering (defaults of members that an answer has
        brought about), so that the log holds all that counts."""
        known = stored_answers(self.study, self.response.id)
        now = {path: answer for path, answer in self.form.answers().items() if answer != Answer()}
        return difference(self.response.id, {}, {p: a for p, a in now.items() if p not in known})

    def _attach(self, path: str, typed: str, *, overriding: bool) -> Answered:
        if read_attachment(typed) is not None:
            return self.answer(path, typed, overriding=overriding)
        try:
            value = attach(self.study, typed_path(typed))
        except AttachmentError as error:
            return Answered(False, (Finding(path, error.message, False, "file"),))
        return self.answer(path, value, overriding=overriding)

    def _stands(self, path: str, answer: Answer) -> bool:
        return self._answer_at(path) == answer

    def _answer_at(self, path: str) -> Answer:
        return Answer(self.form.stored(path), self.form.missing(path))

    def _change(
        self, path: str, change: Callable[[], Collection[str]], overriding: bool, *more: Act
    ) -> Answered:
        """Make one change of an answer, with all that it triggers, in the form and on disk, or
        not at all; what puts members aside only when `overriding`."""
        before = self._answer_at(path)
        orders = new_order(self.form, path)
        changed = change()
        triggered = self.form.take_overwritten()
        aside = () if overriding else put_aside(self.form, changed)
        if aside:
            self._undo({**triggered, path: before})
            return Answered(False, aside)
        theirs = given_by_people(self.study, self.response.id, triggered)
        acts = [answer_act(self.response.id, path, self._answer_at(path))]
        acts += (triggered_act(self.response.id, at, self._answer_at(at)) for at in triggered)
        dated = [replace(act, instrument=self.response.hash) for act in acts]
        try:
            told = (*order_acts(self.response.id, {}, orders), *dated, *more)
            self._record(*told, now=None if triggered else self._course_by(path, changed))
        except BaseException:
            self._undo({**triggered, path: before})
            raise
        self._keep(orders)
        return Answered(True, overwritten=overwritten(self.form, triggered, theirs))

    def _put_aside_by(self, path: str, value: Value) -> tuple[Finding, ...]:
        """What an answer would put aside; nothing is changed."""
        before = self._answer_at(path)
        findings = put_aside(self.form, self.form.set(path, value))
        self._undo({**self.form.take_overwritten(), path: before})
        return findings

    def _undo(self, befores: Mapping[str, Answer]) -> None:
        """The form as it was, where these answers stood."""
        answers = {**self.form.answers(), **befores}
        self.form.restore(answers, self.form.counts(), self.form.orders())

    def _change_members(self, path: str, change: Callable[[], object]) -> None:
        before, counts, orders = self.form.answers(), self.form.counts(), self.form.orders()
        change()
        self.form.take_overwritten()  # told by the difference
        count = self._act("repeat.counted", path, self.form.count(path))
        moved = order_acts(self.response.id, orders, self.form.orders())
        try:
            self._record(count, *difference(self.response.id, before, self.form.answers()), *moved)
        except BaseException:
            self.form.restore(before, counts, orders)
            raise

    def _record(self, *acts: Act, now: Course | None = None) -> None:
        """Write acts and, in the same commit, what has become of the course by them: `now` where
        that is known, else the whole form is looked at."""
        course = now or course_of(self.form, self._position)
        told = course_acts(self.response.id, self._course.after(acts), course)
        self.study.record(*acts, *told)
        self._course = course

    def _course_by(self, path: str, changed: Collection[str]) -> Course | None:
        """The course after an answer; an answer that was taken back may be the last there was."""
        if self._answer_at(path) == Answer():
            return None
        return course_by(self.form, self._course, self._position, {path, *changed}, path)

    def _keep(self, orders: Mapping[str, tuple[str, ...]]) -> None:
        for path, names in orders.items():
            self.form.keep_order(path, names)

    def _act(self, kind: str, path: str, value: Json) -> Act:
        return Act(kind, self.response.id, path, value)

    def _session_end(self, reason: str, note: str) -> Act:
        value: Json = {"reason": keep(reason), "note": keep(note)}
        return self._act("session.ended", str(self.session), value)


def begin(
    study: Study,
    target: Target,
    *,
    mode: str = "read_out",
    language: str = "id",
    respondents: Iterable[str] = (),
    instance: int | None = None,
    round: int = 1,
    place: str = "",
    present: str = "",
    recorded: bool = False,
) -> Filling:
    """Begin a response to a target, in the current version of its instrument.

    `respondents` are the codes of all who take part (default: the target's own); `instance`
    counts the occasions of a round (default: the next). Raises StoreError; PopulationError for a
    code that is none.
    """
    instrument = study.design.instrument[target.instrument]
    people = tuple(respondents) or ((target.respondent,) if target.respondent else ())
    earlier = [row.instance for row in find(study, target) if row.round == round]
    row = ResponseRow(
        id=study.new_id("r"),
        instrument=instrument.id,
        hash=instrument.hash,
        subject_kind=target.subject_kind,
        subject=target.subject,
        site=target.site,
        unit=target.unit,
        round=round,
        instance=instance or max(earlier, default=0) + 1,
        mode=mode,
        state="begun",
        position="",
        begun=study.clock.now().isoformat(),
        finished="",
        actor=study.actor,
        respondents=people,
    )
    form = blank_form(study, row, language)
    session = session_act(row.id, 1, mode, language, place, present, recorded)
    acts = [begun_act(row), session, *restanding(study, target)]
    acts.extend(difference(row.id, {}, form.answers()))
    study.record(*acts, *course_acts(row.id, Course(), course_of(form, row.position)))
    return Filling(study, row, form, 1)


def resume(
    study: Study,
    response_id: str,
    *,
    mode: str = "",
    language: str = "id",
    place: str = "",
    present: str = "",
    recorded: bool = False,
) -> Filling:
    """Take a response up again where it was left; a finished one is opened again. In a new
    session, whose header the rest is; but a session that was cut off goes on as it was (see
    `sittings`). Raises ResponseError when there is none, StoreError."""
    row = response(study, response_id)
    going_on = session_going_on(study, response_id)
    numbers = (known.number for known in sessions(study, response_id))
    number = going_on.number if going_on else max(numbers, default=0) + 1
    form = form_of(study, row, language)
    header = session_act(row.id, number, mode or row.mode, language, place, present, recorded)
    acts = [] if going_on else [header]
    if row.is_finished:
        acts.append(Act("state.reopened", row.id))
    acts.extend(restanding(study, target_of(row)))
    known = Course() if row.is_finished else stored_course(study, row.id)
    study.record(*acts, *course_acts(row.id, known, course_of(form, row.position)))
    return Filling(study, row, form, number)
