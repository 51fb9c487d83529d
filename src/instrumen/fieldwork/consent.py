"""Consent: five scopes, each its own yes or no, kept with the exact text that was shown.

Consent is asked for before the first instrument, and again when its text changes or an
instrument needs a scope that was not asked about. Withdrawal is an act of its own.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instrumen.fieldwork.dispositions import Disposition, disposition_act
from instrumen.fieldwork.population import PopulationError, respondent, respondents
from instrumen.fieldwork.targets import targets_of
from instrumen.language.design import Consent, Scope
from instrumen.language.model import Instrument, Kind, SubjectKind
from instrumen.language.text import Text
from instrumen.messages import msg
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep

_PLACE = re.compile(r"\$\{(\w+)\}")
_YES_NO = {"id": ("ya", "tidak"), "en": ("yes", "no")}
_ADDITIONS = {Kind.OBSERVATION: "observation", Kind.DOCUMENT: "document"}

EVERYTHING = "all"  # how far a withdrawal reaches: all data of the person


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeText:
    """One scope as it is asked. A `condition` must be granted for going on. `given` is the
    answer on record, None when it was not asked yet."""

    name: str
    label: str
    condition: bool
    given: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentText:
    """The consent as it is shown to one person, everything piped in. `hash` names the text of
    the study it was made from, `shown` the very characters of `body`. `reasons` are those that
    may be noted for a refusal."""

    id: str
    version: str
    language: str
    hash: str
    shown: str
    title: str
    opening: str
    points: tuple[str, ...]
    additions: tuple[str, ...]
    scopes: tuple[ScopeText, ...]
    reasons: Mapping[str, str]
    body: str


def needs_consent(study: Study, code: str, instrument: str) -> bool:
    """Whether a person must be asked before this instrument: never asked, asked with another
    text, not agreed to take part, or not asked about a scope the instrument needs."""
    consent = study.design.consent
    if consent is None:
        return False
    given = study.row(
        "SELECT hash FROM consents WHERE respondent=? AND consent=?", (code, consent.id)
    )
    if given is None or given[0] != consent.hash:
        return True
    answers = _answers(study, code)
    return any(
        scope.name not in answers or (scope.condition and not answers[scope.name])
        for scope in _asked_for(consent, study.design.instrument[instrument])
    )


def consent_text(study: Study, code: str, instrument: str, language: str) -> ConsentText:
    """The text to show (or read out) to a person before an instrument."""
    consent, asked = _consent(study), study.design.instrument[instrument]
    names = _names(study, code, asked, language)
    answers = _answers(study, code)
    opening = _piped(consent.opening, names, language)
    points = tuple(_piped(point, names, language) for point in consent.points)
    additions = tuple(_additions(consent, asked, names, language))
    scopes = tuple(
        ScopeText(
            name=scope.name,
            label=_piped(scope.label, names, language),
            condition=scope.condition,
            given=answers.get(scope.name),
        )
        for scope in _asked_for(consent, asked)
    )
    title = consent.title(language)
    body = _body(title, opening, points, additions, scopes)
    return ConsentText(
        id=consent.id,
        version=consent.version,
        language=language,
        hash=consent.hash,
        shown=hashlib.sha256(body.encode()).hexdigest(),
        title=title,
        opening=opening,
        points=points,
        additions=additions,
        scopes=scopes,
        reasons={name: text(language) for name, text in consent.reasons.items()},
        body=body,
    )


def give_consent(
    study: Study,
    code: str,
    scopes: Mapping[str, bool],
    *,
    language: str,
    how: str,
    instrument: str,
) -> str:
    """Record what a person agreed to, with the text as it was shown; returns the receipt.

    `how` is `signed`, `typed` or `spoken`. A scope that is not in `scopes` keeps the answer on
    record. Raises PopulationError for an unknown code or scope.
    """
    text = consent_text(study, code, instrument, language)
    known = {scope.name for scope in _consent(study).scopes}
    unknown = sorted(set(scopes) - known)
    if unknown:
        raise PopulationError(
            msg("The consent has no scope called {scope}.", scope=", ".join(unknown))
        )
    study.keep_text("shown", text.id, text.version, text.shown, text.body)
    granted: dict[str, Json] = {name: bool(yes) for name, yes in scopes.items()}
    value: Json = {
        "version": text.version,
        "hash": text.hash,
        "shown": text.shown,
        "language": language,
        "how": how,
        "scopes": granted,
    }
    study.record(Act("consent.given", code, text.id, value))
    return receipt(study, code, language)


def withdraw(study: Study, code: str, scopes: Sequence[str], *, by: str, reach: str) -> str:
    """Take scopes back; returns the receipt. `by` is who received the request, `reach` how far it
    goes (`all`, or words). Taking back a condition, or a reach of `all`, makes the person count
    as withdrawn in everything that was wanted of them, so that nobody asks again."""
    consent = _consent(study)
    conditions = {scope.name for scope in consent.scopes if scope.condition}
    taken: list[Json] = [*scopes]
    value: Json = {"scopes": taken, "by": keep(by), "reach": keep(reach)}
    acts = [Act("consent.withdrawn", code, consent.id, value)]
    if reach == EVERYTHING or conditions & set(scopes):
        wanted = targets_of(study, respondent(study, code))
        acts.extend(disposition_act(target, Disposition.WITHDRAWN) for target in wanted)
    study.record(*acts)
    return receipt(study, code, study.design.languages[0])


def scopes(study: Study, code: str) -> Mapping[str, bool]:
    """Every scope of the consent: granted and not withdrawn."""
    answers = _answers(study, code)
    return {scope.name: answers.get(scope.name, False) for scope in _consent(study).scopes}


def receipt(study: Study, code: str, language: str) -> str:
    """The slip a person takes along: code, date, version, each scope, whom to contact. A scope
    nobody has asked about yet is a dash, not a no."""
    consent = _consent(study)
    given = study.row(
        "SELECT version, time FROM consents WHERE respondent=? AND consent=?", (code, consent.id)
    )
    yes, no = _YES_NO.get(language, _YES_NO["en"])
    names = _facts(study, language)
    names.update({scope.name: "–" for scope in consent.scopes})
    names.update(
        {scope: yes if granted else no for scope, granted in _answers(study, code).items()}
    )
    names["kode"] = code
    names["versi"] = str(given[0]) if given else consent.version
    names["tanggal"] = (str(given[1]) if given else study.clock.now().isoformat())[:10]
    return _piped(consent.receipt, names, language)


def _consent(study: Study) -> Consent:
    if study.design.consent is None:
        raise PopulationError(
            msg("This study has no consent text; add questionnaires/persetujuan.yaml.")
        )
    return study.design.consent


def _asked_for(consent: Consent, instrument: Instrument) -> tuple[Scope, ...]:
    return tuple(
        scope for scope in consent.scopes if not scope.kinds or instrument.kind in scope.kinds
    )


def _answers(study: Study, code: str) -> dict[str, bool]:
    query = "SELECT scope, granted FROM consent_scopes WHERE respondent=?"
    return {str(scope): granted == 1 for scope, granted in study.rows(query, (code,))}


def _additions(
    consent: Consent, instrument: Instrument, names: Mapping[str, str], language: str
) -> list[str]:
    cases = [_ADDITIONS.get(instrument.kind, "")]
    if instrument.subject is SubjectKind.GROUP:
        cases.append("group")
    found = (consent.additions.get(case) for case in cases)
    return [_piped(text, names, language) for text in found if text]


def _names(study: Study, code: str, instrument: Instrument, language: str) -> dict[str, str]:
    person = respondent(study, code)
    site = next((s.label(language) for s in study.design.sites if s.name == person.site), "")
    names = _facts(study, language)
    names.update(
        kode=code,
        sekolah=site,
        populasi=str(len(respondents(study, person.site))),
        kegiatan=instrument.activity(language),
        durasi=instrument.duration(language),
    )
    return names


def _facts(study: Study, language: str) -> dict[str, str]:
    return {name: text(language) for name, text in study.design.facts.items()}


def _piped(text: Text, names: Mapping[str, str], language: str) -> str:
    return _PLACE.sub(lambda place: names.get(place[1], place[0]), text(language))


def _body(
    title: str,
    opening: str,
    points: Sequence[str],
    additions: Sequence[str],
    scopes: Sequence[ScopeText],
) -> str:
    numbered = [f"{number}. {point}" for number, point in enumerate(points, start=1)]
    asked = [scope.label for scope in scopes]
    return "\n".join((title, opening, *numbered, *additions, *asked))
