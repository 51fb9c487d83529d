"""Tables for people with other tools: one plain SQL view per instrument, a row per response, a
column per question; one more per repeat, a row per member; one of the order in which shuffled
choices were shown, a row per choice.

A view reads the readable tables, so it is always up to date; it is made again only when the
instruments of the study change. Answers that do not count (their question is no longer relevant)
are left out; calculations are put in once a response is finished. Why there is no answer stands
in a column `NAME__missing`, never among the values: dk, rf, na as a person said; skipped,
not_reached, not_relevant by the course of the response, also while it is under way. (An
instrument with more questions than SQLite has columns for does without: the tables `answers` and
`absences` have them too.) Several choices have spaces between them. (No JSON functions here:
SQLite takes them for unsafe in a view as long as `trusted_schema` is off.)
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from instrumen.language.model import Group, Instrument, Item, Question, Repeat, Type
from instrumen.store.study import Study

_GENERATION = "4"  # raise it when the SQL below changes
_HEAD = (
    "r.id AS response, r.subject, r.site, r.unit, r.round, r.instance, r.mode, r.state, r.begun, "
    "r.finished, r.actor AS collector"
)
# Answers as finalised: what was masked is not there, what was calculated is.
_FINAL = """(
    SELECT a.response, a.path, a.plain, a.missing FROM answers a
    WHERE NOT EXISTS (SELECT 1 FROM masked m WHERE m.response = a.response AND m.path = a.path)
    UNION ALL SELECT response, path, plain, '' FROM calculations
    UNION ALL SELECT response, path, NULL, kind FROM absences
)"""
# `place` counts from 1 among `choices_shown`; `chosen` is 1 or 0, empty where no answer counts;
# `place_chosen` is the place of the first of the choices that were taken.
_TAKEN = "instr(' ' || a.plain || ' ', ' ' || o.choice || ' ') > 0"
_SAME = "PARTITION BY o.response, o.path"
ORDERS_VIEW = "view_choice_orders"
_ORDERS = f"""SELECT r.id AS response, r.instrument, r.subject, r.site, r.unit, r.round, r.instance,
  o.path AS question, o.choice, o.place, count(*) OVER ({_SAME}) AS choices_shown,
  {_TAKEN} AS chosen, min(CASE WHEN {_TAKEN} THEN o.place END) OVER ({_SAME}) AS place_chosen
FROM choice_orders o JOIN responses r ON r.id = o.response
LEFT JOIN {_FINAL} a ON a.response = o.response AND a.path = o.path AND a.plain IS NOT NULL"""
_MOST_COLUMNS = 1_900  # SQLite takes 2,000


def refresh_views(study: Study) -> bool:
    """Make the views again if the instruments changed since they were made; whether they did."""
    digest = _digest(study)
    if study.row("SELECT 1 FROM meta WHERE name='views' AND value=?", (digest,)):
        return False
    import sqlite_utils  # costs a quarter of a second, hence only now

    database = sqlite_utils.Database(study.connection)
    for instrument in study.design.instruments:
        for name, query in _views(instrument):
            database.create_view(name, query, replace=True)
    database.create_view(ORDERS_VIEW, _ORDERS, replace=True)
    study.connection.execute("INSERT OR REPLACE INTO meta VALUES ('views', ?)", (digest,))
    return True


def view_name(instrument: str, repeat: str = "") -> str:
    """`view_angket_guru`, `view_angket_guru_mengajar`."""
    return "_".join(filter(None, ("view", instrument.replace("-", "_"), repeat.replace("/", "_"))))


def _digest(study: Study) -> str:
    hashes = sorted(instrument.hash for instrument in study.design.instruments)
    return hashlib.sha256("\n".join([_GENERATION, *hashes]).encode()).hexdigest()


def _views(instrument: Instrument) -> Iterator[tuple[str, str]]:
    yield view_name(instrument.id), _response_view(instrument)
    for path in _repeats(instrument.items, ""):
        yield view_name(instrument.id, path), _member_view(instrument, path)


def _response_view(instrument: Instrument) -> str:
    single = [question for path, question in instrument.questions.items() if "/" not in path]
    columns = ",\n  ".join([_HEAD, *_columns(single, "")])
    return (
        f"SELECT {columns}\nFROM responses r LEFT JOIN {_FINAL} a ON a.response = r.id\n"
        f"WHERE r.instrument = {_text(instrument.id)}\nGROUP BY r.id"
    )


def _member_view(instrument: Instrument, path: str) -> str:
    """`member` is the beginning of the members' paths: `mengajar[2]`."""
    depth = path.count("/") + 1
    questions = [
        question
        for place, question in instrument.questions.items()
        if place.startswith(path + "/") and place.count("/") == depth
    ]
    member = "rtrim(a.path, replace(a.path, '/', ''))"  # up to the last slash
    pattern = "".join(f"{part}[[]*]/" for part in path.split("/"))
    slashes = f"length({member}) - length(replace({member}, '/', ''))"
    columns = ",\n  ".join([_HEAD, f"rtrim({member}, '/') AS member", *_columns(questions, "*/")])
    return (
        f"SELECT {columns}\nFROM responses r JOIN {_FINAL} a ON a.response = r.id\n"
        f"WHERE r.instrument = {_text(instrument.id)} AND {member} GLOB {_text(pattern)} "
        f"AND {slashes} = {depth}\nGROUP BY r.id, {member}"
    )


def _columns(questions: Sequence[Question], prefix: str) -> Iterator[str]:
    room = 2 * len(questions) <= _MOST_COLUMNS
    for question in questions:
        here = f"a.path {'GLOB' if prefix else '='} {_text(prefix + question.name)}"
        yield f"max(CASE WHEN {here} THEN a.plain END) AS {_name(question.name)}"
        if room and question.asks and question.type is not Type.OPEN:
            name = _name(question.name + "__missing")
            yield f"max(CASE WHEN {here} THEN nullif(a.missing, '') END) AS {name}"


def _repeats(items: Iterable[Item], prefix: str) -> Iterator[str]:
    for item in items:
        match item:
            case Repeat():
                yield prefix + item.name
                yield from _repeats(item.items, f"{prefix}{item.name}/")
            case Group():
                yield from _repeats(item.items, prefix)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
