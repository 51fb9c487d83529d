"""Each shipped instrument: to an XLSForm, accepted by pyxform, and back to the same instrument."""

from pathlib import Path

import pytest
from javarosa import JavaRosaForm
from pyxform.xls2xform import convert
from same_instrument import differences, exported_and_back
from scripts_of_answers import begin, fill_in

from instrumen.language import load_instrument
from instrumen.language.model import Instrument
from instrumen.language.xlsform.workbook import export_xlsform

SHIPPED = sorted(
    path
    for path in (Path(__file__).parents[2] / "questionnaires").glob("*.yaml")
    if path.stem != "persetujuan" and "." not in path.stem
)


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """An instrument, its XLSForm, and the instrument read back from that."""
    before = load_instrument(request.param)
    folder = tmp_path_factory.mktemp("forms")
    return before, *exported_and_back(before, folder)


def test_pyxform_converts_it_without_a_warning(pair: tuple[Instrument, Path, Instrument]) -> None:
    warnings: list[str] = []
    convert(str(pair[1]), warnings=warnings)
    assert warnings == []


def test_the_same_instrument_comes_back(pair: tuple[Instrument, Path, Instrument]) -> None:
    before, _form, after = pair
    assert list(differences(before, after)) == []


def test_javarosa_opens_it(pair: tuple[Instrument, Path, Instrument]) -> None:
    instrument, form, _after = pair
    opened = JavaRosaForm(form)
    assert set(instrument.questions) - opened.nodes.keys() == {
        path for path in instrument.questions if "/" in path
    }


def test_javarosa_counts_over_repeats_as_we_do(tmp_path: Path) -> None:
    instrument = load_instrument(SHIPPED[0])
    form = tmp_path / "form.xlsx"
    export_xlsform(instrument, form)
    javarosa, ours = JavaRosaForm(form), begin(instrument)
    ours.set_count("mengajar", 1)
    for name, kind, text in (("jam", "integer", "6"), ("sesuai", "select_one", "tidak")):
        assert javarosa.answer(f"mengajar[1]/{name}", text, kind)
        ours.set(f"mengajar[1]/{name}", int(text) if kind == "integer" else text)
    for name in ("luar_bidang", "jam_luar_bidang"):
        assert float(javarosa.value(name)) == ours.value(name)
    javarosa.answer("status_sertifikat", "ya", "select_one")
    assert not javarosa.is_relevant("status_sertifikat_missing")


@pytest.mark.parametrize("seed", range(3))
def test_it_behaves_the_same(pair: tuple[Instrument, Path, Instrument], seed: int) -> None:
    before, after = begin(pair[0]), begin(pair[2])
    assert fill_in(before, seed) == fill_in(after, seed)
    assert before.data() == after.data()
    assert [step.path for step in before.steps()] == [step.path for step in after.steps()]
    assert [(f.path, f.rule, f.soft) for f in before.problems()] == [
        (f.path, f.rule, f.soft) for f in after.problems()
    ]
    for step in before.steps():
        assert before.label(step.path) == after.label(step.path)
