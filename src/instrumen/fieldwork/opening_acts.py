"""What the log is told when people sit down to a response."""

from instrumen.fieldwork.dispositions import Disposition, disposition_act
from instrumen.fieldwork.response_rows import ResponseRow
from instrumen.fieldwork.targets import Target
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep


def begun_act(row: ResponseRow) -> Act:
    """A response begins, in the version of its instrument that it has."""
    value: Json = {
        "instrument": row.instrument,
        "subject_kind": row.subject_kind.value,
        "subject": row.subject,
        "site": row.site,
        "unit": row.unit,
        "round": row.round,
        "instance": row.instance,
        "mode": row.mode,
        "respondents": list(row.respondents),
    }
    return Act("response.begun", row.id, "", value, row.hash)


def session_act(
    response_id: str,
    number: int,
    mode: str,
    language: str,
    place: str,
    present: str,
    recorded: bool,
) -> Act:
    """People sit down to a response; the header of the session."""
    value: Json = {
        "place": keep(place),
        "mode": mode,
        "language": language,
        "recorded": recorded,
        "present": keep(present),
    }
    return Act("session.begun", response_id, str(number), value)


def restanding(study: Study, target: Target) -> list[Act]:
    """What was recorded of a target before (not met, an appointment, complete) is overtaken by
    sitting down together."""
    recorded = study.row(
        "SELECT disposition FROM dispositions WHERE instrument=? AND subject=? AND unit=?",
        target.key,
    )
    stands = recorded is None or recorded[0] == Disposition.BEGUN
    return [] if stands else [disposition_act(target, Disposition.BEGUN)]
