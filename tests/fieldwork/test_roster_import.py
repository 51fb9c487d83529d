"""Importing a roster: codes that give nobody away, additions, changes, and who has gone."""

import random
import shutil
from pathlib import Path

from instrumen.fieldwork.population import identities, identity, respondent, respondents
from instrumen.fieldwork.roster import RosterImported, import_roster, read_roster
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify


def nip(number: int) -> str:
    return f"9999133200000{number:03d}11"


def bring(study: Study, text: str, **options: bool) -> RosterImported:
    file = study.folder / "roster.csv"
    file.write_text(text, encoding="utf-8")
    return import_roster(study, read_roster(file, study.design, "satu"), **options)


def teachers(count: int, begin: int = 1) -> str:
    rows = (f"Guru{n:02d} Contoh;{nip(n)};Guru\n" for n in range(begin, begin + count))
    return "Nama;NIP;Jabatan\n" + "".join(rows)


def codes_by_list(study: Study) -> list[str]:
    by_name = {who["nama"]: code for code, who in identities(study).items()}
    return [by_name[name] for name in sorted(by_name)]


def test_codes_are_all_numbers_of_the_group_in_no_order_of_the_list(study: Study) -> None:
    done = bring(study, teachers(30))
    codes = codes_by_list(study)
    assert sorted(codes) == [f"G-{n:02d}" for n in range(1, 31)] == list(done.added)
    assert codes != sorted(codes)
    agreeing = sum(1 for n, code in enumerate(codes, 1) if code == f"G-{n:02d}")
    assert agreeing < 10


def test_the_log_does_not_keep_the_order_of_the_list_either(study: Study) -> None:
    bring(study, teachers(30))
    logged = [str(code) for (code,) in study.rows("SELECT subject FROM events ORDER BY seq")]
    assert logged == sorted(logged)


def test_the_same_seed_gives_the_same_codes(folder: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(folder, tmp_path / "twin"))
    drawn = []
    for place in (folder, twin):
        with open_study(place, rng=random.Random(5)) as study:
            bring(study, teachers(20))
            drawn.append(codes_by_list(study))
    assert drawn[0] == drawn[1]


def test_importing_the_same_list_again_changes_nothing(study: Study) -> None:
    bring(study, teachers(5))
    before = study.row("SELECT count(*) FROM events")
    again = bring(study, teachers(5))
    assert (again.added, again.changed, again.unchanged, again.gone) == ((), {}, 5, ())
    assert study.row("SELECT count(*) FROM events") == before


def test_a_second_list_adds_to_the_people_who_are_there(study: Study) -> None:
    bring(study, teachers(2))
    done = bring(
        study, f"Nama;NIP;Mapel;Jam\nG. Satu;{nip(1)};IPA;24\nGuru02 Contoh, S.Pd;;MTK;6\n"
    )
    people = respondents(study)
    assert {person.fields["mapel"] for person in people} == {("ipa",), ("mtk",)}
    assert {person.fields["jabatan"] for person in people} == {"guru"}
    assert len(people) == len(done.changed) == 2
    assert done.gone == ()  # a list of duties does not tell who has left


def test_somebody_is_found_by_name_whatever_the_titles(study: Study) -> None:
    bring(study, 'Nama;Jabatan\n"Hj. MUH. KENANGA CONTOH, S.Pd., M.Pd";Guru\n')
    done = bring(study, "Nama;Jabatan;Jam\nMuhammad Kenanga Contoh;Guru;24\n")
    assert len(respondents(study)) == 1
    assert list(done.changed.values()) == [("jjm", "nama")]


def test_two_people_of_one_name_are_not_guessed_at(study: Study) -> None:
    bring(study, f"Nama;NIP;Jabatan\nKenanga;{nip(1)};Guru\nKenanga;{nip(2)};Guru\n")
    done = bring(study, "Nama;Jabatan;Jam\nKenanga;Guru;24\n")
    assert (done.changed, done.left_out) == ({}, (2,))
    assert "could be G-0" in str(done.problems[0].what)


def test_a_damaged_number_recognises_nobody(study: Study) -> None:
    bring(study, f"Nama;NIP;Jabatan\nKenanga Contoh;{nip(1)};Guru\n")
    done = bring(study, "Nama;NIP;Jabatan\nMawar Contoh;9,99913E+17;Guru\n")
    assert (len(done.added), done.damaged, len(respondents(study))) == (1, (2,), 2)


def test_who_is_not_on_the_list_any_more_is_told_and_stays(study: Study) -> None:
    bring(study, teachers(3))
    done = bring(study, teachers(3, begin=2))
    assert (len(done.added), len(done.gone), len(respondents(study))) == (1, 1, 4)


def test_a_code_is_never_used_a_second_time(study: Study) -> None:
    from instrumen.store.events import Act

    bring(study, teachers(3))
    study.record(Act("respondent.removed", "G-02"))
    assert bring(study, teachers(1, begin=9)).added == ("G-04",)


def test_a_code_in_the_file_is_taken_and_found_again(study: Study) -> None:
    bring(study, "Kode;Nama;Jabatan\nG-40;Kenanga Contoh;Guru\n")
    done = bring(study, "Kode;Nama;Jabatan;Jam\nG-40;Kenanga Baru;Guru;12\n")
    assert respondent(study, "G-40").fields["jjm"] == 12
    assert "kode" not in respondent(study, "G-40").fields
    assert done.added == ()


def test_whoever_belongs_to_no_group_or_has_no_position_is_left_out(study: Study) -> None:
    done = bring(study, "No;Nama;Jabatan;Jam\n1;Kenanga;;12\n2;Mawar;Guru;6\n")
    assert (len(done.added), done.left_out) == (1, (2,))
    assert "Jabatan is missing" in str(done.problems[0].what)


def test_defaults_are_filled_in_for_new_people_and_do_not_undo_what_is_known(
    study: Study,
) -> None:
    bring(study, "Nama;Jabatan;Informan\nKenanga;Guru;✓\nMawar;Guru;\n")
    fields = {identity(study, p.code)["nama"]: p.fields["informan"] for p in respondents(study)}
    assert fields == {"Kenanga": "ya", "Mawar": "tidak"}
    bring(study, "Nama;Jabatan\nKenanga;Guru\nMawar;Guru\n")
    assert {p.fields["informan"] for p in respondents(study)} == {"ya", "tidak"}


def test_phone_numbers_are_kept_on_request_only(study: Study) -> None:
    bring(study, "Nama;Jabatan;HP\nKenanga;Guru;0000111122\n")
    code = respondents(study)[0].code
    assert "kontak" not in identity(study, code)
    bring(study, "Nama;Jabatan;HP\nKenanga;Guru;0000111122\n", with_contact=True)
    assert identity(study, code)["kontak"] == "0000111122"


def test_names_and_numbers_stay_out_of_the_log(study: Study) -> None:
    bring(study, f"Nama;NIP;Jabatan\nKenanga Contoh;{nip(1)};Guru\n")
    logged = str(list(study.rows("SELECT * FROM events")))
    assert "Kenanga" not in logged
    assert nip(1) not in logged
    assert verify(study).problems == ()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(study: Study) -> None:
    state = study.rng.getstate()
    done = bring(study, teachers(4), dry_run=True)
    assert (len(done.added), respondents(study)) == (4, ())
    assert study.rng.getstate() == state
