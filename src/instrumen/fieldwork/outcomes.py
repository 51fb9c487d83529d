"""How many questions were answered, and of those that were not, why: counted from the tables, for
responses that are finished and those under way alike."""

from collections import Counter
from collections.abc import Mapping

from instrumen.engine import Outcome
from instrumen.fieldwork.progress import template_path
from instrumen.language.model import Instrument
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study

_SAID = (
    "SELECT r.instrument, r.hash, a.path, CASE a.missing WHEN '' THEN 'answered' ELSE a.missing END"
    " FROM answers a JOIN responses r ON r.id = a.response"
    " WHERE (a.value != 'null' OR a.missing != '') AND NOT EXISTS"
    " (SELECT 1 FROM masked m WHERE m.response = a.response AND m.path = a.path)"
    " UNION ALL SELECT r.instrument, r.hash, b.path, b.kind"
    " FROM absences b JOIN responses r ON r.id = b.response"
)


def outcomes(study: Study) -> Mapping[str, Mapping[Outcome, int]]:
    """By instrument, how many questions have each outcome; repeats count member by member. Raises
    StoreError when the text of a version is missing."""
    versions: dict[str, Instrument] = {}
    found: dict[str, Counter[Outcome]] = {}
    for instrument, digest, path, outcome in study.rows(_SAID):
        version = versions.get(str(digest)) or instrument_of(study, str(digest))
        versions[str(digest)] = version
        question = version.questions.get(template_path(str(path)))
        if question is None or question.asks:  # none: its version has no such question
            found.setdefault(str(instrument), Counter())[Outcome(str(outcome))] += 1
    return {
        name: {one: n for one in Outcome if (n := counts[one])} for name, counts in found.items()
    }
