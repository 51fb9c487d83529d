"""The census: who is wanted for what, where each target stands, and how far the work has come."""

from datetime import timedelta

import pytest

from instrumen.fieldwork.coverage import NextKind, coverage, next_acts
from instrumen.fieldwork.dispositions import (
    Disposition,
    attempts,
    disposition_word,
    dispositions,
    set_disposition,
)
from instrumen.fieldwork.population import (
    FieldValue,
    PopulationError,
    Respondent,
    add_respondent,
    field_text,
    identity,
    respondent,
    respondents,
)
from instrumen.fieldwork.responses import begin, resume
from instrumen.fieldwork.scope import field_labels, field_scope
from instrumen.fieldwork.targets import Target, group_target, targets, targets_of
from instrumen.language.model import SubjectKind
from instrumen.messages import catalog
from instrumen.store.events import Act
from instrumen.store.study import Study

Fields = dict[str, FieldValue]


def person(study: Study, site: str = "satu", **fields: FieldValue) -> Respondent:
    return add_respondent(study, site, fields, {"nama": "Seseorang Contoh"})


def populate(study: Study) -> None:
    """Two schools: a head, four teachers (one informant, one retired), a deputy, a guard."""
    person(study, jabatan="kepala_sekolah")
    person(study, jabatan="guru", informan="ya")
    person(study, jabatan="guru")
    person(study, jabatan="guru", keaktifan="pensiun")
    person(study, "dua", jabatan="guru")
    person(study, "dua", jabatan="wakil_kepala")
    person(study, "dua", jabatan="pegawai")


def of(study: Study, instrument: str) -> list[Target]:
    return [target for target in targets(study) if target.instrument == instrument]


def test_everybody_is_wanted_for_what_is_for_them_and_nobody_else(study: Study) -> None:
    populate(study)
    asked = [(target.site, target.group) for target in of(study, "angket")]
    assert asked == [("satu", "guru")] * 3 + [("dua", "guru")] * 2
    assert [target.subject_kind for target in of(study, "pelajaran")] == [SubjectKind.LESSON]
    assert len(of(study, "pedoman")) == 1


def test_documents_are_wanted_of_every_school_and_of_the_people_of_their_unit(
    study: Study,
) -> None:
    populate(study)
    wanted = [(t.subject_kind.value, t.site, t.unit) for t in of(study, "dokumen")]
    assert sorted(wanted) == [
        ("respondent", "satu", "DG"),
        ("site", "dua", "D-01"),
        ("site", "dua", "D-02"),
        ("site", "satu", "D-01"),
        ("site", "satu", "D-02"),
    ]


def test_the_targets_of_one_person_are_those_of_the_census(study: Study) -> None:
    populate(study)
    for someone in respondents(study):
        expected = [t for t in targets(study) if t.respondent == someone.code]
        assert list(targets_of(study, someone)) == expected


def test_a_response_says_begun_and_the_last_visit_says_the_rest(study: Study) -> None:
    teacher = person(study, jabatan="guru")
    target = targets_of(study, teacher)[0]

    def standing() -> Disposition:
        return dispositions(study)[target.key].disposition

    assert standing() is Disposition.OPEN
    set_disposition(study, target, Disposition.NON_CONTACT, note="rapat")
    assert standing() is Disposition.NON_CONTACT
    filling = begin(study, target)
    assert standing() is Disposition.BEGUN
    filling.end_session("bel")
    set_disposition(study, target, Disposition.REFUSAL, reason="sibuk")
    assert standing() is Disposition.REFUSAL
    found = dispositions(study)[target.key]
    assert (found.reason, found.actor, found.response) == ("sibuk", "R1", filling.response.id)


def test_every_visit_stays_in_the_list_of_attempts(study: Study) -> None:
    teacher = person(study, jabatan="guru")
    target = targets_of(study, teacher)[0]
    set_disposition(study, target, Disposition.NON_CONTACT)
    set_disposition(study, target, Disposition.OPEN, appointment="2026-05-05T10:00")
    set_disposition(study, target, Disposition.REFUSAL, reason="khawatir")
    made = [(a.disposition, a.appointment, a.reason) for a in attempts(study, teacher.code)]
    assert made == [
        (Disposition.NON_CONTACT, "", ""),
        (Disposition.OPEN, "2026-05-05T10:00", ""),
        (Disposition.REFUSAL, "", "khawatir"),
    ]


def test_who_has_left_is_ineligible_and_no_refusal(study: Study) -> None:
    populate(study)
    (row,) = [r for r in coverage(study) if (r.site, r.instrument) == ("satu", "angket")]
    assert (row.total, row.eligible, row.count(Disposition.INELIGIBLE)) == (3, 2, 1)


def test_coverage_adds_up_to_the_census(study: Study) -> None:
    populate(study)
    set_disposition(study, of(study, "angket")[0], Disposition.REFUSAL)
    rows = coverage(study)
    assert sum(row.total for row in rows) == len(targets(study))
    assert all(sum(row.by.values()) == row.total for row in rows)
    (first,) = [r for r in rows if (r.site, r.instrument) == ("satu", "angket")]
    assert first.settled == 2  # the refusal and the retired one


def test_one_person_more_is_one_more_everywhere(study: Study) -> None:
    populate(study)
    before = {(r.site, r.instrument, r.group): r.total for r in coverage(study)}
    person(study, jabatan="guru")
    after = {(r.site, r.instrument, r.group): r.total for r in coverage(study)}
    assert after == {**before, ("satu", "angket", "guru"): before["satu", "angket", "guru"] + 1}


def test_what_is_next_begins_with_what_was_left_in_the_middle(study: Study) -> None:
    populate(study)
    first, second, *_ = [t for t in of(study, "angket") if t.site == "satu"]
    day = study.clock.now()
    set_disposition(study, second, Disposition.OPEN, appointment=f"{day:%Y-%m-%d}T10:00")
    later = of(study, "angket")[-1]
    tomorrow = day + timedelta(days=2)
    set_disposition(study, later, Disposition.OPEN, appointment=f"{tomorrow:%Y-%m-%d}T10:00")
    filling = begin(study, first)
    filling.answer("lama", 3)
    filling.end_session("bel")
    acts = next_acts(study)
    assert [act.kind for act in acts[:3]] == [
        NextKind.CONTINUE, NextKind.APPOINTMENT, NextKind.BEGIN,
    ]  # fmt: skip
    assert acts[0].response == filling.response.id
    assert "1 of 6" in str(acts[0].what)
    assert "10.00" in str(acts[1].what)
    assert len(acts) == 5
    assert later.key not in [act.target.key for act in acts]


def test_a_group_interview_left_in_the_middle_is_to_be_continued(study: Study) -> None:
    teacher = person(study, jabatan="guru")
    talk = begin(study, group_target(study, "pedoman", "satu"), respondents=(teacher.code,))
    first = next_acts(study)[0]
    assert (first.kind, first.response) == (NextKind.CONTINUE, talk.response.id)
    assert first.people == (teacher.code,)
    assert "0 of 1" in str(first.what)
    study.record(Act("probe.marked", talk.response.id, "cara", "covered"))
    assert "1 of 1" in str(next_acts(study)[0].what)
    talk.finish()
    assert next_acts(study)[0].kind is NextKind.WRITE_UP


def test_an_interview_without_notes_is_to_be_written_up(study: Study) -> None:
    person(study, jabatan="guru", informan="ya")
    (target,) = of(study, "pedoman")
    begin(study, target).finish()
    (act,) = [act for act in next_acts(study, 50) if act.kind is NextKind.WRITE_UP]
    assert act.target == target


def test_an_interview_with_a_group_is_to_be_written_up_too(study: Study) -> None:
    teacher = person(study, jabatan="guru")
    talk = begin(study, group_target(study, "pedoman", "satu"), respondents=(teacher.code,))
    talk.finish()
    (act,) = [act for act in next_acts(study, 50) if act.kind is NextKind.WRITE_UP]
    assert (act.response, act.target.subject) == (talk.response.id, talk.response.subject)
    assert act.people == (teacher.code,)
    notes = resume(study, talk.response.id)
    notes.answer("suasana", "Semua bicara.")
    notes.finish()
    assert [act for act in next_acts(study, 50) if act.kind is NextKind.WRITE_UP] == []


def test_adding_somebody_in_the_field(study: Study) -> None:
    added = add_respondent(
        study, "dua", {"jabatan": "guru", "tanpa_izin": "x"}, {"nama": "Mawar Contoh"}
    )
    assert (added.code, added.source, added.site, added.eligible) == ("G-01", "field", "dua", True)
    assert added.fields == {"jabatan": "guru", "keaktifan": "aktif", "informan": "tidak"}
    assert identity(study, "G-01") == {"nama": "Mawar Contoh"}
    assert respondent(study, "G-01") == added


@pytest.mark.parametrize(
    ("site", "fields", "code", "said"),
    [
        ("tiga", {"jabatan": "guru"}, None, "no site"),
        ("satu", {"jabatan": "tukang sulap"}, None, "no group"),
        ("satu", {}, None, "no group"),
        ("satu", {"jabatan": "guru"}, "G-01", "taken"),
    ],
)
def test_who_cannot_be_added_is_told_why(
    study: Study, site: str, fields: Fields, code: str | None, said: str
) -> None:
    person(study, jabatan="guru")
    with pytest.raises(PopulationError, match=said):
        add_respondent(study, site, fields, {}, code=code)
    assert len(respondents(study)) == 1


def test_people_are_listed_by_site_and_number(study: Study) -> None:
    for number in (10, 2, 1):
        add_respondent(study, "satu", {"jabatan": "guru"}, {}, code=f"G-{number}")
    add_respondent(study, "dua", {"jabatan": "guru"}, {}, code="G-3")
    assert [p.code for p in respondents(study)] == ["G-1", "G-2", "G-10", "G-3"]
    assert [p.code for p in respondents(study, "dua")] == ["G-3"]


def test_roster_codes_are_said_by_their_labels(study: Study) -> None:
    teacher = person(study, jabatan="guru", mapel=("ipa", "mtk"), tahun_lahir=1980)
    fields = {field.name: field for field in study.design.roster}
    assert field_text(fields["mapel"], teacher.fields["mapel"], "en") == "Science, Mathematics"
    labels = field_labels(study.design, teacher.fields)
    assert labels["mapel"]("id") == "IPA, Matematika"
    scope = field_scope(study.design, teacher.fields)
    assert (scope["usia"], scope["mapel"], scope["nip"]) == (46, "ipa mtk", "")


def test_every_disposition_has_a_word_in_both_languages() -> None:
    for language in ("id", "en"):
        words = [catalog(language).say(disposition_word(each)) for each in Disposition]
        assert len(set(words)) == len(Disposition)
    assert catalog("id").say(disposition_word(Disposition.NON_CONTACT)) == "tidak ditemui"
