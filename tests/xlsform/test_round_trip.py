"""Each shipped instrument: to an XLSForm, accepted by pyxform, and back to the same instrument."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from javarosa import JavaRosaForm
from pyxform.xls2xform import convert
from scripts_of_answers import begin, fill_in

from instrumen.language import load_instrument
from instrumen.language.expression.syntax import Expression
from instrumen.language.model import Instrument
from instrumen.language.text import Text
from instrumen.language.xlsform.importing import import_xlsform
from instrumen.language.xlsform.workbook import export_xlsform

SHIPPED = sorted(
    path
    for path in (Path(__file__).parents[2] / "questionnaires").glob("*.yaml")
    if path.stem != "persetujuan" and "." not in path.stem
)
ABOUT_THE_FILE = {"mark", "file", "source", "hash"}


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """An instrument, its XLSForm, and the instrument read back from that."""
    before = load_instrument(request.param)
    folder = tmp_path_factory.mktemp("forms")
    form, back = folder / f"{before.id}.xlsx", folder / "back.yaml"
    export_xlsform(before, form)
    back.write_text(import_xlsform(form).yaml, encoding="utf-8")
    return before, form, load_instrument(back)


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
        assert javarosa.answer(name, text, kind)
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


def differences(one: object, other: object, at: str = "") -> Iterator[str]:
    """Where two instruments differ in what they mean."""
    if isinstance(one, Expression) and isinstance(other, Expression):
        if one.root != other.root:
            yield f"{at}: {one.source} became {other.source}"
        return
    if isinstance(one, Text) and isinstance(other, Text):
        languages = (one.by_language.keys() | other.by_language.keys()) - {""}
        one, other = ({code: text(code) for code in languages} for text in (one, other))
    if isinstance(one, Instrument) or (is_dataclass(one) and type(one) is type(other)):
        for name in (found.name for found in fields(one)):  # type: ignore[arg-type]
            if name not in ABOUT_THE_FILE:
                yield from differences(getattr(one, name), getattr(other, name), f"{at}.{name}")
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for number, (first, second) in enumerate(zip(one, other, strict=True)):
            yield from differences(first, second, f"{at}[{number}]")
    elif isinstance(one, Mapping) and isinstance(other, Mapping) and one.keys() == other.keys():
        for key in one:
            yield from differences(one[key], other[key], f"{at}[{key}]")
    elif one != other:
        yield f"{at}: {one!r} became {other!r}"
