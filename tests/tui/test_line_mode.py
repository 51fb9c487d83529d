"""The same questionnaire by plain lines, for those whom screens do not serve."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner
from terminal import StillClock

from instrumen.cli.fill import command
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import Filling, begin, form_of, responses
from instrumen.fieldwork.targets import targets
from instrumen.language.model import Missing
from instrumen.store.opening import open_study
from instrumen.tui.desk import Desk
from instrumen.tui.line_mode import converse


class Person:
    """Somebody who types lines and reads what is said."""

    def __init__(self, *lines: str) -> None:
        self.lines: Iterator[str] = iter(lines)
        self.heard: list[str] = []

    def ask(self, prompt: str) -> str:
        self.heard.append(prompt)
        line = next(self.lines, None)
        if line is None:
            raise EOFError
        return line

    @property
    def all(self) -> str:
        return "\n".join(self.heard)


def talk(folder: Path, person: Person) -> Disposition | None:
    with open_study(folder, actor="R2", clock=StillClock(), installation="uji") as study:
        target = next(t for t in targets(study) if (t.instrument, t.subject) == ("angket", "G-07"))
        filling = begin(study, target)
        return converse(Desk(study, "id"), filling, person.ask, person.heard.append)


def add_kinds(folder: Path) -> None:
    """The questionnaire with every kind of question."""
    kinds_file = Path(__file__).parent / "kinds" / "segala.yaml"
    shutil.copy(kinds_file, folder / "questionnaires")


@contextmanager
def kinds(folder: Path) -> Iterator[tuple[Desk, Filling]]:
    """A response to it, just begun."""
    with open_study(folder, actor="R2", clock=StillClock(), installation="uji") as study:
        target = next(t for t in targets(study) if (t.instrument, t.subject) == ("segala", "G-07"))
        yield Desk(study, "id"), begin(study, target)


def data_of(folder: Path) -> dict[str, object]:
    with open_study(folder, actor="R2", clock=StillClock(), installation="uji") as study:
        return dict(form_of(study, responses(study)[-1]).data())


def test_a_whole_questionnaire(agreed: Path):
    person = Person(
        "", "1", "30", "1 2", "3 1", "4/5/2010", "1", "2", "3", "y", "Lokakarya", "t", "Waktu.", "y"
    )
    assert talk(agreed, person) is Disposition.COMPLETE
    data = data_of(agreed)
    assert data["media"] == ["papan", "lcd"]
    assert data["urut"] == ["proyek", "ceramah"]
    assert data["p3"] == "t"
    assert data["latihan[1]/nama_latihan"] == "Lokakarya"
    assert data["cerita"] == "Waktu."
    assert "Semua sudah dijawab." in person.all


def test_hard_problems_are_asked_again_and_soft_ones_confirmed(agreed: Path):
    person = Person("", "ya", "99", "12", "", ":q")
    assert talk(agreed, person) is None
    assert "! Isi antara 0 dan 48." in person.all
    assert "! Di bawah 24 jam. Benarkah?" in person.all
    assert data_of(agreed)["jam"] == 12


def test_no_answer_notes_and_going_back(agreed: Path):
    person = Person("", ":rf", ":b", ":n ragu", ":x", "2", ":q")
    assert talk(agreed, person) is None
    assert ":rf menolak" in person.all
    assert data_of(agreed)["sertifikat"] == "tidak"


def test_the_lines_may_end_anywhere(agreed: Path):
    assert talk(agreed, Person("", "1")) is None
    assert data_of(agreed)["sertifikat"] == "ya"


def test_the_command_asks_for_consent_first(school: Path):
    runner = CliRunner(env={"INSTRUMEN_LANG": "id"})
    lines = "\n".join(["1", "1", "", "1", ":q"]) + "\n"
    arguments = ["angket", "-r", "G-07", "--plain", "--study", str(school)]
    result = runner.invoke(command, arguments, input=lines)
    assert result.exit_code == 0, result.output
    assert "Keikutsertaan bersifat sukarela." in result.output
    assert "G-07 · ikut: ya" in result.output
    assert data_of(school)["sertifikat"] == "ya"


def test_a_refusal_is_recorded_and_nothing_is_asked(school: Path):
    runner = CliRunner(env={"INSTRUMEN_LANG": "id"})
    arguments = ["angket", "-r", "G-07", "--plain", "--study", str(school)]
    result = runner.invoke(command, arguments, input="2\n2\n")
    assert result.exit_code == 0
    assert "bersertifikat" not in result.output


def test_what_does_not_exist_is_said(school: Path):
    runner = CliRunner(env={"INSTRUMEN_LANG": "id"})
    unknown = runner.invoke(command, ["angka", "-r", "G-07", "--plain", "--study", str(school)])
    assert unknown.exit_code == 1
    assert "angket" in unknown.output
    nobody = runner.invoke(command, ["angket", "-r", "P-01", "--plain", "--study", str(school)])
    assert nobody.exit_code == 1
    assert "bukan untuk P-01" in nobody.output


def test_a_trigger_that_replaces_an_answer_is_told(agreed: Path):
    add_kinds(agreed)
    person = Person(":q")
    with kinds(agreed) as (desk, filling):
        filling.answer("jam", 30)
        filling.answer("bulan_jam", 110)
        filling.move_to("jam")
        person.lines = iter(["24", ":q"])
        converse(desk, filling, person.ask, person.heard.append)
        assert filling.form.stored("bulan_jam") == 96
    assert "“8 Berapa jam itu dalam sebulan?” diisi ulang: 110 → 96" in person.heard


def test_members_of_nested_repeats_are_asked_in_full_and_their_orders_recorded(agreed: Path):
    add_kinds(agreed)
    person = Person()
    with kinds(agreed) as (desk, filling):
        filling.move_to("kelas_n")
        person.lines = iter(["1", "VIIA", "AA", "1", "y", "BB"])
        converse(desk, filling, person.ask, person.heard.append)
        data = filling.form.data()
        assert (data["kelas[1]/murid[1]/inisial"], data["kelas[1]/murid[2]/inisial"]) == (
            "AA", "BB",
        )  # fmt: skip
        assert filling.position == "kelas[1]/murid[2]/unggul"  # shown, not answered
        assert len(filling.form.orders()["kelas[1]/murid[2]/unggul"]) == 5
        seen = filling.study.row(
            "SELECT count(*) FROM choice_orders WHERE path='kelas[1]/murid[2]/unggul'"
        )
        assert seen == (5,)
    assert "\nKelas yang diajar 1/1 › Murid yang menonjol di VIIA 2/2" in person.heard


def test_putting_members_aside_is_asked_about(agreed: Path):
    add_kinds(agreed)
    person = Person()
    with kinds(agreed) as (desk, filling):
        filling.answer("kelas_n", 2)
        filling.answer("kelas[2]/nama_kelas", "VIIB")
        filling.move_to("kelas_n")
        person.lines = iter(["1", "", ":q"])
        converse(desk, filling, person.ask, person.heard.append)
        assert filling.form.count("kelas") == 1
    assert any("menyisihkan “Kelas yang diajar” nomor 2" in said for said in person.heard)


def test_an_answer_so_far_is_said_as_people_write_it(agreed: Path):
    add_kinds(agreed)
    person = Person()
    with kinds(agreed) as (desk, filling):
        filling.answer("mulai", "2020-05")
        filling.answer_missing("jam", Missing.DONT_KNOW)
        filling.move_to("mulai")
        person.lines = iter([":q"])
        converse(desk, filling, person.ask, person.heard.append)
        filling.move_to("jam")
        person.lines = iter([":q"])
        converse(desk, filling, person.ask, person.heard.append)
        filling.move_to("lahir")
        person.lines = iter([":q"])
        converse(desk, filling, person.ask, person.heard.append)
    assert "(tanggal, misalnya 4/5/2026)" in person.heard
    assert "Jawaban sejauh ini: 5/2020" in person.heard
    assert "Jawaban sejauh ini: tidak tahu" in person.heard
