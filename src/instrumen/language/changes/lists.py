"""Changes of choice lists: choices that came, went, or have another name, label or score."""

from collections.abc import Iterable, Iterator

from instrumen.language.changes.change import Change, Effect, text_changes
from instrumen.language.model import Choice, Instrument
from instrumen.language.problems import Mark
from instrumen.messages import msg


def list_changes(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Changes of the lists that both versions have; what happens to questions whose list is
    another one is told there."""
    for name, listed in new.choices.items():
        before = old.choices.get(name)
        if before is not None:
            path = f"choices/{name}"
            yield from choice_changes(path, listed.mark, before.choices, listed.choices)


def choice_changes(
    path: str, mark: Mark, old: Iterable[Choice], new: Iterable[Choice]
) -> Iterator[Change]:
    """Changes from one set of choices to another."""
    before = {choice.name: choice for choice in old}
    now = {choice.name: choice for choice in new}
    gone = [choice for name, choice in before.items() if name not in now]
    fresh = [choice for name, choice in now.items() if name not in before]
    renamed = {choice.name: _same_label(choice, fresh) for choice in gone}
    for choice in gone:
        yield _gone(path, mark, choice, renamed[choice.name])
    taken = {other.name for other in renamed.values() if other is not None}
    for choice in fresh:
        if choice.name not in taken:
            what = msg("“{path}” has the new choice “{choice}”", path=path, choice=choice.name)
            yield Change(Effect.SAFE, "choice-new", path, what, choice.mark)
    for name in before.keys() & now.keys():
        yield from _changed(path, before[name], now[name])


def _same_label(choice: Choice, others: Iterable[Choice]) -> Choice | None:
    return next((other for other in others if other.label == choice.label), None)


def _gone(path: str, mark: Mark, choice: Choice, renamed: Choice | None) -> Change:
    if renamed is not None:
        what = msg(
            "the choice “{old}” of “{path}” is called “{new}” now",
            old=choice.name, path=path, new=renamed.name,
        )  # fmt: skip
        return Change(
            Effect.MAPPING, "choice-renamed", path, what, renamed.mark, choice=choice.name
        )
    what = msg("“{path}” no longer has the choice “{choice}”", path=path, choice=choice.name)
    return Change(Effect.DESTRUCTIVE, "choice-gone", path, what, mark, choice=choice.name)


def _changed(path: str, old: Choice, new: Choice) -> Iterator[Change]:
    inside = f"{path}/{new.name}"
    yield from text_changes(inside, new.mark, [("label", old.label, new.label)])
    if old.score != new.score:
        what = msg("the choice “{path}” has another score", path=inside)
        yield Change(Effect.MAPPING, "score", path, what, new.mark, choice=new.name)
    if old.exclusive != new.exclusive:
        effect = Effect.MAPPING if new.exclusive else Effect.SAFE
        what = msg("whether “{path}” excludes the other choices has changed", path=inside)
        yield Change(effect, "exclusive", path, what, new.mark)
    if old.extra != new.extra:
        what = msg("the columns of the choice “{path}” have changed", path=inside)
        yield Change(Effect.MAPPING, "choice-columns", path, what, new.mark)
