"""Versions of a question in one table: what joins by itself, what somebody has to decide.

Answers to a question are counted together where nothing changed but what is safe. Where people
were asked in other words, or answers mean something else, each version has figures of its own
until a person joins them, with a reason that is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from instrumen.fieldwork.progress import template_path
from instrumen.language.changes import Effect
from instrumen.language.changes.asked import effects_on_answers
from instrumen.language.model import Instrument, Question, Type
from instrumen.messages import Message, msg
from instrumen.store.events import Act
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study
from instrumen.text import keep

Hashes = frozenset[str]

# Types whose answers can stand in one table.
_ALIKE = (
    frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE}),
    frozenset({Type.SELECT_ONE, Type.LIKERT}),
)


class VersionError(Exception):
    """Versions cannot be joined; `.message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question of which an earlier version is not counted with the present one: the gravest
    effect of what changed, and how many answers the earlier version has."""

    instrument: Instrument
    earlier: Instrument
    path: str
    effect: Effect
    answers: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A decision: answers to a question in the version `hash` are counted with the others.
    `time` is ISO 8601 with offset."""

    instrument: str
    path: str
    hash: str
    reason: str
    actor: str
    time: str


def waiting(study: Study, instrument: str | None = None) -> tuple[Waiting, ...]:
    """What waits for a decision, of one instrument or of all: by instrument, question, version.
    Raises StoreError when the text of a version is missing."""
    wanted = [one for one in study.design.instruments if instrument in (None, one.id)]
    return tuple(found for one in wanted for found in _waiting(study, one))


def join(study: Study, instrument: str, question: str, reason: str) -> tuple[Waiting, ...]:
    """Decide that every earlier version of a question is counted with the present one; what was
    joined. `question` is its path or printed number. Raises VersionError when there is no such
    question, nothing of it waits, no reason is given, or its answers are of another kind."""
    path = _path(_present(study, instrument), question)
    found = tuple(each for each in waiting(study, instrument) if each.path == path)
    if not found:
        raise VersionError(msg("Nothing of the question {question} waits for a decision.",
                               question=question))  # fmt: skip
    join_all(study, found, reason)
    return found


def join_all(study: Study, found: Iterable[Waiting], reason: str) -> None:
    """Decide so of several that wait, for one reason: all of them, or none. Raises VersionError
    when no reason is given, or answers are of another kind."""
    why, together = keep(reason).strip(), tuple(found)
    if not why:
        raise VersionError(msg("Say why the versions may be counted together."))
    for each in together:
        _refuse_other_kinds(each)
    study.record(*(_joined(each, why) for each in together))


def can_be_joined(each: Waiting) -> bool:
    """Whether the answers of both versions are of a kind that can stand in one table."""
    return _kind(each.earlier.questions[each.path]) == _kind(each.instrument.questions[each.path])


def joined(study: Study) -> tuple[Joined, ...]:
    """The decisions that hold, by instrument and question."""
    query = (
        "SELECT instrument, question, hash, reason, actor, time FROM version_joins"
        " ORDER BY instrument, question, time, hash"
    )
    return tuple(Joined(*map(str, row)) for row in study.rows(query))


def separate(study: Study, instrument: str, question: str, reason: str) -> int:
    """Take back that versions of a question are counted together; how many were. Raises
    VersionError when there is no such question, or it was not joined."""
    path = _path(_present(study, instrument), question)
    query = "SELECT hash FROM version_joins WHERE instrument=? AND question=? ORDER BY hash"
    hashes = [str(row[0]) for row in study.rows(query, (instrument, path))]
    if not hashes:
        raise VersionError(msg("The versions of {question} were not joined.", question=question))
    acts = (Act("version.separated", instrument, f"{digest}/{path}", {"reason": keep(reason)})
            for digest in hashes)  # fmt: skip
    study.record(*acts)
    return len(hashes)


def counted_together(
    study: Study, instrument: str, versions: Sequence[Instrument]
) -> Mapping[str, tuple[Hashes, ...]]:
    """By template path, the groups of versions (their hashes) that are counted in one table, in
    the order of `versions`. What is safe joins by itself, the rest as it was decided."""
    decided = _decisions(study, instrument)
    paths = dict.fromkeys(path for version in versions for path in version.questions)
    links: dict[str, list[tuple[str, str]]] = {path: [] for path in paths}
    for at, one in enumerate(versions):
        for other in versions[at + 1 :]:
            for path, effect in effects_on_answers(other, one).items():
                if effect is Effect.SAFE:
                    links[path].append((one.hash, other.hash))
    return {
        path: _groups(
            [version.hash for version in versions if path in version.questions],
            [*links[path], *decided.get(path, ())],
        )
        for path in paths
    }


def version_label(version: Instrument, others: Iterable[Instrument]) -> str:
    """The version as its file says; with the beginning of its hash where another has the same."""
    same = any(o.version == version.version and o.hash != version.hash for o in others)
    return f"{version.version} ({version.hash[:8]})" if same else version.version


def _waiting(study: Study, present: Instrument) -> Iterator[Waiting]:
    earlier = _earlier(study, present)
    if not earlier:
        return
    groups = counted_together(study, present.id, (present, *earlier))
    answers = {version.hash: _answers(study, version.hash) for version in earlier}
    effects = {version.hash: effects_on_answers(version, present) for version in earlier}
    for path, question in present.questions.items():
        own = next(group for group in groups[path] if present.hash in group)
        for version in earlier:
            n = answers[version.hash].get(path, 0)
            if question.asks and path in version.questions and version.hash not in own and n:
                yield Waiting(present, version, path, effects[version.hash][path], n)


def _earlier(study: Study, present: Instrument) -> list[Instrument]:
    query = "SELECT hash FROM responses WHERE instrument=? GROUP BY hash ORDER BY min(begun), hash"
    hashes = (str(row[0]) for row in study.rows(query, (present.id,)))
    return [instrument_of(study, digest) for digest in hashes if digest != present.hash]


def _answers(study: Study, digest: str) -> dict[str, int]:
    """Stored answers of a version by template path."""
    query = (
        "SELECT a.path, count(*) FROM answers a JOIN responses r ON r.id = a.response"
        " WHERE r.hash=? AND (a.value != 'null' OR a.missing != '') GROUP BY a.path"
    )
    found: dict[str, int] = {}
    for path, count in study.rows(query, (digest,)):
        template = template_path(str(path))
        found[template] = found.get(template, 0) + int(str(count))
    return found


def _decisions(study: Study, instrument: str) -> dict[str, list[tuple[str, str]]]:
    query = "SELECT question, hash, joined FROM version_joins WHERE instrument=?"
    found: dict[str, list[tuple[str, str]]] = {}
    for question, digest, joined in study.rows(query, (instrument,)):
        found.setdefault(str(question), []).append((str(digest), str(joined)))
    return found


def _groups(hashes: Sequence[str], links: Iterable[tuple[str, str]]) -> tuple[Hashes, ...]:
    """The hashes in groups that hang together by links; links to other hashes hold as well."""
    group = {digest: {digest} for digest in hashes}
    for one, other in links:
        merged = group.get(one, {one}) | group.get(other, {other})
        for digest in merged:
            group[digest] = merged
    known = set(hashes)
    return tuple(dict.fromkeys(frozenset(group[digest] & known) for digest in hashes))


def _joined(each: Waiting, reason: str) -> Act:
    value = {"with": each.instrument.hash, "reason": reason}
    path = f"{each.earlier.hash}/{each.path}"
    return Act("version.joined", each.instrument.id, path, {**value}, each.instrument.hash)


def _refuse_other_kinds(each: Waiting) -> None:
    old, new = each.earlier.questions[each.path], each.instrument.questions[each.path]
    if not can_be_joined(each):
        raise VersionError(
            msg(
                "{question} was answered with “{old}” and is answered with “{new}” now: these "
                "cannot stand in one table.",
                question=new.number or each.path,
                old=old.type,
                new=new.type,
            )
        )


def _kind(question: Question) -> frozenset[Type]:
    alone = frozenset({question.type})
    return next((alike for alike in _ALIKE if question.type in alike), alone)


def _present(study: Study, instrument: str) -> Instrument:
    found = study.design.instrument.get(instrument)
    if found is None:
        known = ", ".join(study.design.instrument)
        raise VersionError(msg("There is no instrument {instrument}. The instruments: {known}.",
                               instrument=instrument, known=known))  # fmt: skip
    return found


def _path(instrument: Instrument, question: str) -> str:
    if question in instrument.questions:
        return question
    for path, asked in instrument.questions.items():
        if question in (asked.number, asked.name):
            return path
    raise VersionError(
        msg(
            "{instrument} has no question {question}. Give its name or its number.",
            instrument=instrument.id,
            question=question,
        )
    )
