"""Which responses one figure counts: of a group, and in which versions of a question."""

from collections.abc import Iterable
from dataclasses import dataclass

from instrumen.analysis.responses import ResponseData
from instrumen.fieldwork.versions import counted_together, version_label
from instrumen.language.model import Instrument
from instrumen.store.study import Study

Data = tuple[ResponseData, ...]


def of_group(data: Data, group: str | None) -> Data:
    """The responses of a group; all of them where none is named."""
    return tuple(each for each in data if group is None or each.group == group)


@dataclass(frozen=True, slots=True)
class Asked:
    """The versions of a question that one table counts: the latest of them, their hashes, and
    what to call them ('' when there is no other table)."""

    instrument: Instrument
    hashes: frozenset[str]
    label: str


def asked_versions(
    study: Study, instrument: str, data: Iterable[ResponseData]
) -> list[tuple[str, Asked]]:
    """Every question of an instrument by path, with the versions one table of it counts."""
    versions = _versions(study, instrument, data)
    if len(versions) == 1:
        whole = Asked(versions[0], frozenset({versions[0].hash}), "")
        return [(path, whole) for path in versions[0].questions]
    by_hash = {version.hash: version for version in versions}
    found = []
    for path, groups in counted_together(study, instrument, versions).items():
        for group in groups:
            members = [by_hash[digest] for digest in by_hash if digest in group]
            names = (version_label(member, versions) for member in reversed(members))
            label = ", ".join(names) if len(groups) > 1 else ""
            found.append((path, Asked(members[0], group, label)))
    return found


def _versions(study: Study, instrument: str, data: Iterable[ResponseData]) -> list[Instrument]:
    """The present version, then those of the data, the latest first."""
    present = study.design.instrument.get(instrument)
    asked = {each.instrument.hash: each.instrument for each in data}
    known = {present.hash: present} if present else {}
    return list((known | dict(reversed(asked.items())) | known).values())


def comparable(study: Study, instrument: Instrument, rows: Iterable[str], data: Data) -> Data:
    """The responses whose rows are counted together with those of the present version."""
    versions = _versions(study, instrument.id, data)
    if len(versions) == 1:
        return data
    groups = counted_together(study, instrument.id, versions)
    apart = {
        version.hash
        for version in versions
        for row in rows
        if row in version.questions and row in instrument.questions
        if not any({version.hash, instrument.hash} <= group for group in groups[row])
    }
    return tuple(each for each in data if each.instrument.hash not in apart)
