"""Figures from closed answers agree with counting by hand, and nobody is lost on the way."""

import statistics

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.analysis.figures import decimal, percent, summary
from instrumen.analysis.frequencies import MISSING, frequencies
from instrumen.analysis.responses import responses_data
from instrumen.analysis.scales import scales
from instrumen.engine import Outcome
from instrumen.fieldwork.dispositions import Disposition
from instrumen.language.model import Missing
from instrumen.store.opening import open_study
from instrumen.store.views import view_name


def table(field, path, instrument="angket", group=None):
    return next(t for t in frequencies(field.study, instrument, group) if t.path == path)


def counts(found):
    return {choice.name: choice.n for choice in found.choices}


def missing(found):
    return {str(kind): n for kind, n in found.missing.items() if n}


def test_choices_are_counted_with_every_kind_of_missing(field):
    people = [field.person(f"G-0{number}") for number in range(1, 7)]
    field.answers("angket", people[0], {"sertifikat": "ya", "tahun_sertifikat": 2015})
    field.answers("angket", people[1], {"sertifikat": "ya", "tahun_sertifikat": Missing.DONT_KNOW})
    field.answers("angket", people[2], {"sertifikat": "tidak"})
    field.answers("angket", people[3], {"sertifikat": Missing.REFUSED})
    field.answers("angket", people[4], {"m1": Missing.NOT_APPLICABLE})
    field.answers("angket", people[5], {"sertifikat": "ya"}, outcome=Disposition.PARTIAL,
                  at="sertifikat")  # fmt: skip
    certified = table(field, "sertifikat")
    assert counts(certified) == {"ya": 3, "tidak": 1}
    assert [round(choice.percent) for choice in certified.choices] == [75, 25]
    assert missing(certified) == {"rf": 1, "skipped": 1}
    year = table(field, "tahun_sertifikat")
    assert (year.valid, year.figures.mean) == (1, 2015)
    assert missing(year) == {"dk": 1, "not_reached": 1, "not_relevant": 3}
    assert missing(table(field, "m1")) == {"na": 1, "skipped": 4, "not_reached": 1}


def test_a_broken_off_response_reached_as_far_as_it_was_answered(field):
    field.answers("angket", field.person("G-01"), {"m2": "s"}, outcome=Disposition.PARTIAL,
                  at="latihan")  # fmt: skip
    assert missing(table(field, "m1")) == {"skipped": 1}
    assert missing(table(field, "urut")) == {"skipped": 1}
    field.answers("angket", field.person("G-02"), {"media": ["lcd"]}, outcome=Disposition.PARTIAL,
                  at="pernyataan")  # fmt: skip
    assert missing(table(field, "sertifikat")) == {"skipped": 2}
    assert missing(table(field, "urut")) == {"skipped": 1, "not_reached": 1}


def test_several_answers_and_ranks(field):
    for code, used, ranked in (
        ("G-01", ["papan", "lcd"], ["lcd", "papan"]), ("G-02", ["lcd"], ["buku", "lcd"]),
    ):  # fmt: skip
        field.answers("angket", field.person(code), {"media": used, "urut": ranked})
    media = table(field, "media")
    assert counts(media) == {"papan": 1, "buku": 0, "lcd": 2}
    assert [choice.percent for choice in media.choices] == [50, 0, 100]
    assert media.figures is None
    places = {choice.name: choice.places for choice in table(field, "urut").choices}
    assert places == {"papan": (0, 1), "buku": (1, 0), "lcd": (1, 1)}


def test_another_answer_than_those_listed_is_counted_by_its_label_and_can_be_read(field, tmp_path):
    file = tmp_path / "questionnaires" / "angket.yaml"
    text = file.read_text("utf-8")
    listed = "type: select_one ya_tidak"
    file.write_text(text.replace(listed, f"{listed}, or_other: yes"), "utf-8")
    field.study.close()
    with open_study(tmp_path, actor="R1") as study:
        again = type(field)(study)
        answers = {"sertifikat": "other", "sertifikat_other": "sedang diurus"}
        again.answers("angket", again.person("G-01"), answers)
        found = table(again, "sertifikat")
        view = view_name("angket")
        written = [tuple(row) for row in study.rows(f"SELECT sertifikat_other FROM {view}")]
    assert [(one.label("id"), one.n) for one in found.choices][-1] == ("Lainnya", 1)
    assert written == [("sedang diurus",)]


def test_members_of_a_repeat_are_rows_of_their_own(field):
    field.answers(
        "angket", field.person("G-01"),
        {"latihan[1]/jam": 10, "latihan[2]/jam": 30, "latihan[3]/jam": Missing.DONT_KNOW},
        members={"latihan": 3},
    )  # fmt: skip
    field.answers("angket", field.person("G-02"), {})
    hours = table(field, "latihan/jam")
    assert (hours.rows, hours.valid, missing(hours)) == (3, 2, {"dk": 1})
    assert (hours.figures.mean, hours.figures.median) == (20, 20)


def test_only_responses_that_count_are_rows_and_a_group_narrows_them(field):
    field.answers("angket", field.person("G-01"), {"sertifikat": "ya"})
    field.answers("angket", field.person("P-01", jabatan="pegawai"), {"sertifikat": "tidak"})
    field.answers("angket", field.person("G-02"), {"sertifikat": "ya"}, outcome=None)
    field.answers("angket", field.person("G-03", keaktifan="mutasi"), {"sertifikat": "ya"})
    field.answers("angket", field.person("G-04"), {"sertifikat": "ya"})
    field.withdraw("G-04", "ikut")
    assert counts(table(field, "sertifikat")) == {"ya": 1, "tidak": 1}
    assert counts(table(field, "sertifikat", group="pegawai")) == {"ya": 0, "tidak": 1}
    assert len(responses_data(field.study, "angket")) == 2


def test_a_scale_is_the_mean_of_answered_rows_times_rows_reversed_by_key(field):
    field.answers("angket", field.person("G-01"), {"m1": "ss", "m2": "ss", "m3": "s", "m4": "s"})
    field.answers("angket", field.person("G-02"), {"m1": "s", "m2": "sts", "m3": "ts"})
    field.answers("angket", field.person("G-03"), {"m1": "ss", "m2": "ts"})
    [scale] = scales(field.study, "angket")
    # 4 + (5 − 4) + 3 + 3; (3 + (5 − 1) + 2) ÷ 3 × 4; two of four rows are under the share of 0.75.
    assert sorted(scale.scores.values()) == [11, 12]
    assert (scale.least, scale.most, scale.too_few, scale.reversed) == (4, 16, 1, ("m2",))
    assert scale.figures.mean == 11.5
    assert scale.attainment == pytest.approx(71.875)
    assert scale.band("en") == "fair"


def test_a_likert_item_has_mean_and_sd_as_answered_and_attainment_by_key(field):
    for number, answer in enumerate(("ss", "ss", "s"), start=1):
        field.answers("angket", field.person(f"G-0{number}"), {"m1": answer, "m2": answer})
    plain, turned = table(field, "m1"), table(field, "m2")
    assert plain.figures == turned.figures
    assert plain.figures.mean == pytest.approx(11 / 3)
    assert plain.figures.sd == pytest.approx(statistics.stdev([4, 4, 3]))
    assert plain.attainment == pytest.approx(100 * 11 / 12)
    assert turned.attainment == pytest.approx(100 * (5 - 11 / 3) / 4)


def test_calculations_with_numbers_have_figures(field):
    field.answers(
        "lembar", field.person("G-01"),
        {"menit[1]/kegiatan": "ceramah", "menit[2]/kegiatan": "kelompok"}, members={"menit": 2},
    )  # fmt: skip
    field.answers("lembar", field.person("G-02"), {"menit[1]/kegiatan": "ceramah"},
                  members={"menit": 1})  # fmt: skip
    share = table(field, "porsi_ceramah", "lembar")
    assert (share.figures.n, share.figures.mean) == (2, 0.75)


def test_figures_equal_a_naive_count(field):
    people = [field.person(f"G-{number:02}") for number in range(1, 41)]
    likert = st.sampled_from(["ss", "s", "ts", "sts", Missing.NOT_APPLICABLE, None])

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(likert, min_size=1, max_size=4))
    def law(given_answers):
        for answer in given_answers:
            if people:
                field.answers("angket", people.pop(), {} if answer is None else {"m1": answer})
        found = table(field, "m1")
        for name, n in counts(found).items():
            assert n == field.count(
                "SELECT count(*) FROM answers WHERE path='m1' AND value=?", f'"{name}"'
            )
        assert found.missing[Outcome.NOT_APPLICABLE] == field.count(
            "SELECT count(*) FROM answers WHERE path='m1' AND missing='na'"
        )
        assert found.rows == field.count("SELECT count(*) FROM responses")
        assert found.valid + sum(found.missing[kind] for kind in MISSING) == found.rows
        assert sum(choice.n for choice in found.choices) == found.valid

    law()


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=20))
def test_a_summary_agrees_with_the_definition(numbers):
    found = summary(numbers)
    n = len(numbers)
    mean = sum(numbers) / n
    assert found.mean == pytest.approx(mean)
    assert (found.least, found.most, found.n) == (min(numbers), max(numbers), n)
    if n > 1:
        assert found.sd == pytest.approx((sum((x - mean) ** 2 for x in numbers) / (n - 1)) ** 0.5)
    else:
        assert found.sd is None


def test_nothing_has_no_figures():
    assert summary([]) is None
    assert percent(1, 0) == 0
    assert (decimal(2.5, 2, "id"), decimal(2.5, 1, "en")) == ("2,50", "2.5")
