"""Consent: asked for before the first instrument, kept with the very text, taken back any time."""

import hashlib
from pathlib import Path

import pytest

from instrumen.fieldwork.consent import (
    EVERYTHING,
    consent_text,
    give_consent,
    needs_consent,
    receipt,
    scopes,
    withdraw,
)
from instrumen.fieldwork.coverage import next_acts
from instrumen.fieldwork.dispositions import Disposition, dispositions
from instrumen.fieldwork.population import PopulationError, Respondent
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets_of
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify

YES = {"ikut": True, "kutip": True}


def give(study: Study, code: str, answers: dict[str, bool], instrument: str = "angket") -> str:
    return give_consent(study, code, answers, language="id", how="signed", instrument=instrument)


def test_the_text_says_who_where_what_and_how_long(study: Study, teacher: Respondent) -> None:
    text = consent_text(study, teacher.code, "angket", "en")
    assert text.opening == "We are studying SMP Satu Contoh (N = 1). Researcher Rina Contoh."
    assert text.points == ("You will be asked to fill in a questionnaire (5 minutes).",)
    assert [(scope.name, scope.condition, scope.given) for scope in text.scopes] == [
        ("ikut", True, None), ("kutip", False, None),
    ]  # fmt: skip
    assert text.additions == ()


def test_recording_is_asked_about_for_interviews_only(study: Study, teacher: Respondent) -> None:
    asked = [scope.name for scope in consent_text(study, teacher.code, "pedoman", "id").scopes]
    assert asked == ["ikut", "rekam", "kutip"]
    assert consent_text(study, teacher.code, "pelajaran", "id").additions == ("Bukan penilaian.",)


def test_consent_is_needed_once_and_again_for_a_new_scope(
    study: Study, teacher: Respondent
) -> None:
    assert needs_consent(study, teacher.code, "angket")
    give(study, teacher.code, YES)
    assert not needs_consent(study, teacher.code, "angket")
    assert needs_consent(study, teacher.code, "pedoman")
    give(study, teacher.code, {**YES, "rekam": False}, "pedoman")
    assert not needs_consent(study, teacher.code, "pedoman")
    assert scopes(study, teacher.code) == {"ikut": True, "rekam": False, "kutip": True}


def test_who_does_not_agree_to_take_part_is_asked_again_another_time(
    study: Study, teacher: Respondent
) -> None:
    give(study, teacher.code, {"ikut": False, "kutip": False})
    assert needs_consent(study, teacher.code, "angket")


def test_a_changed_text_is_asked_for_anew(folder: Path, study: Study, teacher: Respondent) -> None:
    give(study, teacher.code, YES)
    file = folder / "questionnaires" / "persetujuan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Kami meneliti", "Kami mempelajari"), encoding="utf-8")
    with open_study(folder) as later:
        assert needs_consent(later, teacher.code, "angket")


def test_the_very_text_that_was_shown_is_kept(study: Study, teacher: Respondent) -> None:
    text = consent_text(study, teacher.code, "angket", "id")
    give(study, teacher.code, YES)
    (event,) = [e for e in study.events(teacher.code) if e.act.kind == "consent.given"]
    assert isinstance(event.act.value, dict)
    assert event.act.value["shown"] == text.shown
    kept = study.row("SELECT source FROM texts WHERE hash=?", (text.shown,))
    assert kept == (text.body,)
    assert hashlib.sha256(text.body.encode()).hexdigest() == text.shown
    assert study.row("SELECT version, language, how, actor FROM consents") == (
        "1", "id", "signed", "R1",
    )  # fmt: skip
    assert verify(study).problems == ()


def test_the_receipt_says_what_was_agreed_to(study: Study, teacher: Respondent) -> None:
    slip = give(study, teacher.code, {"ikut": True, "kutip": False})
    assert slip == "G-01 · 2026-05-04 · Persetujuan 1 · ikut: ya, kutip: tidak. 0000 (rekaan)"
    assert "take part: yes, quote: no" in receipt(study, teacher.code, "en")


def test_what_was_not_asked_is_no_refusal_on_the_receipt(
    folder: Path, study: Study, teacher: Respondent
) -> None:
    give(study, teacher.code, {"ikut": True, "kutip": False})
    file = folder / "questionnaires" / "persetujuan.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("kutip: ${kutip}", "rekam: ${rekam}"), encoding="utf-8")
    with open_study(folder) as later:
        assert "rekam: –" in receipt(later, teacher.code, "id")


def test_an_unknown_scope_is_refused(study: Study, teacher: Respondent) -> None:
    with pytest.raises(PopulationError, match="foto"):
        give(study, teacher.code, {"ikut": True, "foto": True})
    assert needs_consent(study, teacher.code, "angket")


def test_a_scope_that_is_taken_back_is_gone_until_given_again(
    study: Study, teacher: Respondent
) -> None:
    give(study, teacher.code, YES)
    withdraw(study, teacher.code, ["kutip"], by="R1", reach="kutipan saja")
    assert scopes(study, teacher.code)["kutip"] is False
    assert not needs_consent(study, teacher.code, "angket")
    give(study, teacher.code, {"kutip": True})
    assert scopes(study, teacher.code)["kutip"] is True


@pytest.mark.parametrize(("taken", "reach"), [(["ikut"], "semua"), (["kutip"], EVERYTHING)])
def test_who_withdraws_counts_as_withdrawn_in_everything_and_is_not_asked_again(
    study: Study, teacher: Respondent, taken: list[str], reach: str
) -> None:
    give(study, teacher.code, YES)
    wanted = targets_of(study, teacher)
    begin(study, wanted[0]).finish()
    withdraw(study, teacher.code, taken, by="R1", reach=reach)
    standing = dispositions(study)
    assert {standing[target.key].disposition for target in wanted} == {Disposition.WITHDRAWN}
    assert all(act.target.respondent is None for act in next_acts(study, 50))
