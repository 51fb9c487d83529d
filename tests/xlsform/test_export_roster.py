"""What goes with a form of a study: a table of codes and the fields the form uses, nothing more."""

import csv
from pathlib import Path

from click.testing import CliRunner

from instrumen.cli.__main__ import cli
from instrumen.export.xlsform import export_form
from instrumen.fieldwork.population import add_respondent, identities, respondents
from instrumen.fieldwork.scope import field_scope
from instrumen.store.opening import open_study


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_codes_and_the_fields_that_the_form_uses(demo_study: Path) -> None:
    with open_study(demo_study) as study:
        report = export_form(study.design.instrument["angket-guru"], demo_study / "a.xlsx", study)
        assert report.roster is not None
        assert report.roster.path == demo_study / "a-media" / "roster.csv"
        rows = rows_of(report.roster.path)
        assert list(rows[0]) == ["kode", "tugas", "mapel", "status_kepegawaian", "usia"]
        assert (report.roster.people, len(rows)) == (48, 48)
        written = report.roster.path.read_text("utf-8")
        names = {value for known in identities(study).values() for value in known.values()}
        assert names
        assert not [name for name in names if name in written]
        people = {person.code: person for person in respondents(study)}
        for row in rows:
            scope = field_scope(study.design, people[row["kode"]].fields)
            assert {key: str(scope[key]) for key in list(row)[1:]} == dict(list(row.items())[1:])


def test_only_people_whom_the_instrument_is_for(demo_study: Path) -> None:
    with open_study(demo_study) as study:
        form = study.design.instrument["lembar-observasi"]
        report = export_form(form, demo_study / "o.xlsx", study)
        assert report.roster is not None
        assert list(rows_of(report.roster.path)[0]) == ["kode", "linier"]
        assert report.roster.people == 12


def test_what_looks_like_a_formula_is_a_text(demo_study: Path) -> None:
    with open_study(demo_study) as study:
        site, fields = study.design.sites[0].name, {"jabatan": "guru", "tugas": "=cmd()|' /C x'!A0"}
        person = add_respondent(study, site, fields, {})
        report = export_form(study.design.instrument["angket-guru"], demo_study / "a.xlsx", study)
        assert report.roster is not None
        found = next(row for row in rows_of(report.roster.path) if row["kode"] == person.code)
        assert (found["tugas"], report.roster.guarded) == ("'=cmd()|' /C x'!A0", 1)


def test_a_form_that_looks_nothing_up_needs_no_table(demo_study: Path) -> None:
    with open_study(demo_study) as study:
        form = study.design.instrument["lembar-dokumentasi"]
        assert export_form(form, demo_study / "d.xlsx", study).roster is None
    assert not (demo_study / "d-media").exists()


def test_the_command_says_whom_the_table_holds(demo_study: Path, tmp_path: Path) -> None:
    angket, form = demo_study / "questionnaires" / "angket-guru.yaml", tmp_path / "a.xlsx"
    command = ["export", "xlsform", str(angket), "-o", str(form)]
    done = CliRunner().invoke(cli, command, env={"INSTRUMEN_LANG": "en"})
    assert done.exit_code == 0, done.output
    assert "48 people by code, with tugas, mapel, status_kepegawaian, usia." in done.output
    form.unlink()
    again = CliRunner().invoke(cli, command, env={"INSTRUMEN_LANG": "en"})
    assert (again.exit_code, form.exists()) == (1, False)
    assert "roster.csv is there already" in again.output


def test_without_a_study_there_is_only_the_form(demo_study: Path, tmp_path: Path) -> None:
    angket = tmp_path / "angket.yaml"
    angket.write_bytes((demo_study / "questionnaires" / "angket-guru.yaml").read_bytes())
    done = CliRunner().invoke(cli, ["export", "xlsform", str(angket)], env={"INSTRUMEN_LANG": "en"})
    assert done.exit_code == 0, done.output
    assert "looked up in roster.csv: tugas, mapel, status_kepegawaian, usia" in done.output
    assert not (tmp_path / "angket-media").exists()
