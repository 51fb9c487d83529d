"""Changes of a repeat that both versions have."""

from collections.abc import Iterator

from instrumen.language.changes.change import Change, Effect, same_rule
from instrumen.language.changes.questions import check_changes
from instrumen.language.model import Repeat
from instrumen.messages import msg


def repeat_changes(path: str, old: Repeat, new: Repeat) -> Iterator[Change]:
    """Other numbers of members, other rules about the whole."""
    yield from check_changes(path, old, new)
    if new.most < old.most:
        what = msg("“{path}” holds fewer members now: {new}, not {old}",
                   path=path, new=new.most, old=old.most)  # fmt: skip
        yield Change(Effect.MAPPING, "members", path, what, new.mark)
    elif (old.least, old.most) != (new.least, new.most):
        what = msg("how many members “{path}” holds has changed", path=path)
        yield Change(Effect.SAFE, "members", path, what, new.mark)
    if not same_rule(old.count, new.count):
        what = msg("what decides on the number of members of “{path}” has changed", path=path)
        yield Change(Effect.MAPPING, "members", path, what, new.mark)
