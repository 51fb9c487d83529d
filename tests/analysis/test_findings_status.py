"""Findings: written by a person, and no surer than the evidence allows."""

import pytest

from instrumen.analysis.assessments import OVERALL, Assessment, assess, assessments
from instrumen.analysis.coding import code_span
from instrumen.analysis.findings import (
    Finding,
    Status,
    findings,
    remove_finding,
    set_status,
    write_finding,
)
from instrumen.analysis.quotations import add_evidence
from instrumen.analysis.refusal import Refusal


@pytest.fixture
def supported(field) -> Finding:
    """A finding on obstacles that stands with claim c1 and that somebody's words support."""
    _, [turn] = field.interview(field.person("G-01"), ["Kurang waktu."])
    code_span(field.study, turn.ref, 0, 6, "h.waktu")
    written = write_finding(
        field.study, "hambatan", {"id": "Guru kekurangan waktu."}, codes=["h.waktu"], claims=["c1"]
    )
    assert isinstance(written, Finding)
    return written


def reached(field, finding: Finding, *statuses: str) -> Finding | Refusal:
    for status in statuses:
        found = set_status(field.study, finding.id, status, by="R2", how="pemeriksaan anggota")
    return found


def test_findings_are_numbered_within_their_theme_in_the_order_of_the_study(field):
    for theme in ("hambatan", "cara", "hambatan"):
        write_finding(field.study, theme, f"Tentang {theme}.")
    assert [(each.theme, each.number) for each in findings(field.study)] == [
        ("cara", 1), ("hambatan", 1), ("hambatan", 2),
    ]  # fmt: skip
    assert [each.theme for each in findings(field.study, "cara")] == ["cara"]


def test_a_finding_written_anew_keeps_its_number_and_a_removed_one_is_gone(field, supported):
    again = write_finding(field.study, "hambatan", "Waktu kurang.", id=supported.id)
    assert isinstance(again, Finding)
    assert (again.number, again.statement("id")) == (1, "Waktu kurang.")
    remove_finding(field.study, supported.id)
    assert findings(field.study) == ()


def test_what_cannot_be_written_is_refused(field):
    both = ["h.waktu"]
    for refused in (
        write_finding(field.study, "tak_ada", "Ada."),
        write_finding(field.study, "hambatan", "   "),
        write_finding(field.study, "hambatan", "Ada.", codes=["h.tak_ada"]),
        write_finding(field.study, "hambatan", "Ada.", codes=both, contrary_codes=both),
        write_finding(field.study, "hambatan", "Ada.", claims=["c9"]),
        write_finding(field.study, "hambatan", "Ada.", id="f-none"),
    ):
        assert isinstance(refused, Refusal)
    assert findings(field.study) == ()


def test_nothing_is_supported_without_support(field):
    bare = write_finding(field.study, "hambatan", "Ada.", codes=["h.alat"])
    assert isinstance(bare, Finding)
    assert isinstance(set_status(field.study, bare.id, "supported"), Refusal)


def test_words_chosen_by_hand_support_too(field):
    _, [turn] = field.interview(field.person("G-01"), ["Kurang waktu."])
    bare = write_finding(field.study, "hambatan", "Ada.")
    assert isinstance(bare, Finding)
    add_evidence(field.study, bare.id, turn.ref, 0, 6, "supports")
    assert isinstance(set_status(field.study, bare.id, "supported"), Finding)


def test_verified_names_who_and_how(field, supported):
    assert isinstance(set_status(field.study, supported.id, "verified"), Refusal)
    assert isinstance(set_status(field.study, supported.id, "verified", by="R2"), Refusal)
    found = set_status(field.study, supported.id, "verified", by="R2", how="pengode kedua")
    assert isinstance(found, Finding)
    assert (found.status, found.verified_by, found.verified_how) == (
        Status.VERIFIED, "R2", "pengode kedua",
    )  # fmt: skip


def test_final_keeps_who_verified(field, supported):
    reached(field, supported, "verified")
    found = set_status(field.study, supported.id, "final")
    assert isinstance(found, Finding)
    assert (found.status, found.verified_by) == (Status.FINAL, "R2")


@pytest.mark.parametrize("source", ["D", OVERALL])
def test_an_unexplained_contradiction_keeps_a_finding_from_being_final(field, supported, source):
    assess(field.study, "c1", source, "contradicts")
    refused = reached(field, supported, "verified", "final")
    assert isinstance(refused, Refusal)
    assert "C1" in str(refused.reason)
    assert findings(field.study)[0].status is Status.VERIFIED
    assess(field.study, "c1", OVERALL, "contradicts", "Rekap lama; dua guru baru.")
    found = reached(field, supported, "final")
    assert isinstance(found, Finding)
    assert found.status is Status.FINAL


def test_other_claims_do_not_hold_a_finding_back(field, supported):
    assess(field.study, "c2", "O", "contradicts")
    assert isinstance(reached(field, supported, "verified", "final"), Finding)


def test_a_changed_statement_has_not_been_verified(field, supported):
    reached(field, supported, "verified", "final")
    write_finding(field.study, "hambatan", "Lain.", codes=["h.waktu"], id=supported.id)
    [found] = findings(field.study)
    assert (found.status, found.verified_by) == (Status.SUPPORTED, "")


def test_the_same_statement_again_stays_verified(field, supported):
    reached(field, supported, "verified")
    write_finding(
        field.study, "hambatan", supported.statement.by_language, codes=["h.waktu"], id=supported.id
    )
    assert findings(field.study)[0].status is Status.VERIFIED


def test_an_unknown_status_or_finding_is_refused(field, supported):
    assert isinstance(set_status(field.study, supported.id, "sempurna"), Refusal)
    assert isinstance(set_status(field.study, "f-none", "draft"), Refusal)


def test_assessments_are_the_latest_word_on_each_source(field):
    assess(field.study, "c1", "D", "agrees", "Rekap: 34.")
    assess(field.study, "c1", "D", "partly", "Rekap: 34 dari 48.")
    recorded = assessments(field.study)["c1"]
    assert recorded.by_source["D"].note == "Rekap: 34 dari 48."
    assert not recorded.contradicted
    assert assessments(field.study)["c2"].by_source == {}


def test_what_cannot_be_assessed_is_refused(field):
    assert isinstance(assess(field.study, "c9", "D", "agrees"), Refusal)
    assert isinstance(assess(field.study, "c1", "O", "agrees"), Refusal)
    assert isinstance(assess(field.study, "c1", "D", "maybe"), Refusal)
    assert isinstance(assess(field.study, "c1", "D", "silent"), Assessment)
