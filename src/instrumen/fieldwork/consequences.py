"""What a change does besides itself: a trigger takes the place of an answer that a person had
given, or fewer members of a repeat count than before; and what all answers together come to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from instrumen.engine import Answer, Finding, FormState
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.progress import template_path
from instrumen.messages import Message, msg
from instrumen.store.study import Study

PUT_ASIDE = "put_aside"
"""The rule of a finding that says which answers would no longer count."""

_WHO = (
    "SELECT events.kind FROM answers JOIN events USING (writer, seq) "
    "WHERE answers.response=? AND answers.path=?"
)


@dataclass(frozen=True, slots=True)
class Overwritten:
    """An answer that a trigger has put in the place of one that a person had given."""

    path: str
    before: Answer
    now: Answer


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer: whether it is kept (on disk), what there is to say about it,
    how many characters the text gate had to replace or cut, and which answers of people a trigger
    has replaced."""

    kept: bool
    findings: tuple[Finding, ...] = ()
    replaced_characters: int = 0
    overwritten: tuple[Overwritten, ...] = ()

    @property
    def soft(self) -> bool:
        """Whether it was only doubted: answering again with `overriding` keeps it."""
        return not self.kept and all(finding.soft for finding in self.findings)


KEPT = Answered(True)


def outcome_of(form: FormState) -> Disposition:
    """What a response comes to when it is finished: what an answer says it is (a choice with a
    `disposition`), else complete, or partial when something required is missing."""
    for path, answer in form.relevant_answers().items():
        question = form.question(path)
        if isinstance(answer.value, str) and question.choices:
            choice = form.instrument.choice(question, answer.value)
            if choice is not None and "disposition" in choice.extra:
                return Disposition(choice.extra["disposition"])
    lacking = any(not finding.soft for finding in form.problems())
    return Disposition.PARTIAL if lacking else Disposition.COMPLETE


def given_by_people(study: Study, response: str, befores: Mapping[str, Answer]) -> frozenset[str]:
    """Which of these answers, as they stand in the store now, people gave. What a trigger had
    set itself is nobody's loss when it is set again."""
    return frozenset(
        path
        for path, answer in befores.items()
        if answer != Answer() and study.row(_WHO, (response, path)) != ("answer.triggered",)
    )


def overwritten(
    form: FormState, befores: Mapping[str, Answer], theirs: Collection[str]
) -> tuple[Overwritten, ...]:
    """What a person is to be told of: answers people gave to what is asked of them now."""
    return tuple(
        Overwritten(path, befores[path], Answer(form.stored(path), form.missing(path)))
        for path in befores
        if path in theirs and form.is_relevant(path) and form.question(path).asks
    )


def as_shown(finding: Finding) -> str:
    """The message of a finding as it was shown, for the log (in the study's first language)."""
    message = finding.message
    return str(message) if isinstance(message, Message) else message("")


def put_aside(form: FormState, changed: Iterable[str]) -> tuple[Finding, ...]:
    """After a change that brought about `changed`: for each repeat of which fewer members count,
    and answers are in those that do not, a soft finding that says so."""
    stored = [path for path in changed if "[" in path and not path.endswith("]")]
    lost = [path for path in stored if _is_put_aside(form, path)]
    return _told(form, lost)


def last_member(form: FormState, repeat: str) -> tuple[Finding, ...]:
    """As `put_aside`, before the last member of a repeat is put aside."""
    prefix = f"{repeat}[{form.count(repeat)}]/"
    standings = (each for each in form.standings() if each.path.startswith(prefix))
    held = [each.path for each in standings if each.live and each.stored]
    return _said(form, repeat, [form.count(repeat)], len(held)) if held else ()


def next_is_put_aside(form: FormState, repeat: str) -> bool:
    """Whether the member that would be added to a repeat was put aside with answers in it."""
    prefix = f"{repeat}[{form.count(repeat) + 1}]/"
    return any(each.stored and each.path.startswith(prefix) for each in form.standings())


def _is_put_aside(form: FormState, path: str) -> bool:
    if form.instrument.questions.get(template_path(path)) is None:
        return False
    standing = form.standing(path)
    return standing.stored and not standing.live


def _told(form: FormState, paths: Iterable[str]) -> tuple[Finding, ...]:
    members = sorted(_member(form, path) for path in paths)
    findings: list[Finding] = []
    for repeat, each in groupby(members, key=lambda member: member[0]):
        numbers = [number for _repeat, number in each]
        findings += _said(form, repeat, sorted(set(numbers)), len(numbers))
    return tuple(findings)


def _member(form: FormState, path: str) -> tuple[str, int]:
    """The outermost repeat in which a path is put aside, and the number of the member."""
    return next(
        (repeat, number) for repeat, number in _members(path) if number > form.count(repeat)
    )


def _members(path: str) -> Iterator[tuple[str, int]]:
    """`kelas[2]/murid[1]/nama` → (kelas, 2), (kelas[2]/murid, 1)."""
    at = path.find("[")
    while at >= 0:
        end = path.index("]", at)
        yield path[:at], int(path[at + 1 : end])
        at = path.find("[", end)


def _said(form: FormState, repeat: str, numbers: list[int], answers: int) -> tuple[Finding, ...]:
    which = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
    sentence = msg(
        "This puts “{what}” number {which} aside, with the answers in it ({answers}). They come "
        "back when there are as many again.",
        what=form.label(repeat),
        which=which,
        answers=answers,
    )
    return (Finding(repeat, sentence, True, PUT_ASIDE),)
