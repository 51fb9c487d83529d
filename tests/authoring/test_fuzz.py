"""Whatever stands in a script or a file of translations: problems, never a traceback."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.engine.rehearsal import rehearse
from instrumen.engine.scripts import read_script
from instrumen.language import load_instrument, read_instrument, read_instrument_text
from instrumen.language.changes import Change, changes
from instrumen.language.model import Instrument

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

WORDS = st.sampled_from([
    "ikut", "berapa", "kota", "kegiatan", "kegiatan[1]/jam", "kegiatan[0]", "[", "a/b/c", "jumlah",
    "a", "ya", "tidak", "dk", "", "missing", "3", "1e9", "-1", "nan", "none", "shown",
])  # fmt: skip
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
CLAIMS = st.sampled_from(
    ["shown", "hidden", "refused", "values", "outcomes", "problems", "choices", "labels"]
)


def yaml_of(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


@quick
@given(st.text(max_size=200) | TREES.map(yaml_of))
def test_a_script_may_hold_anything(tmp_path: Path, text: str):
    file = tmp_path / "x.test.yaml"
    file.write_text(text, "utf-8")
    script, problems = read_script(file)
    assert script is not None or problems


@quick
@given(st.dictionaries(WORDS, TREES, max_size=5), st.dictionaries(CLAIMS, TREES, max_size=3))
def test_any_answers_and_expectations_can_be_played(
    angket: Path, answers: dict[str, object], then: dict[str, object]
):
    file = angket.with_name("angket.test.yaml")
    test = {"name": "x", "given": {"answers": answers}, "then": then}
    file.write_text(yaml_of({"instrument": "angket", "tests": [test]}), "utf-8")
    script, problems = read_script(file)
    if script is None:
        assert problems
        return
    report = rehearse(load_instrument(angket), script)
    assert report.tests == 1
    assert all(failure.problem.mark.line > 0 for failure in report.failures)


@quick
@given(st.text(max_size=200) | TREES.map(yaml_of))
def test_translations_may_hold_anything(angket: Path, text: str):
    angket.with_name("angket.jv.yaml").write_text(text, "utf-8")
    instrument, problems = read_instrument(angket)
    assert instrument is not None or problems


@quick
@given(st.data())
def test_any_two_versions_can_be_compared(angket: Path, data: st.DataObject):
    """Lines taken out and exchanged: whatever can be read can be compared, both ways."""
    lines = angket.read_text("utf-8").split("\n")
    versions: list[Instrument] = []
    for _ in range(2):
        kept = [line for line in lines if data.draw(st.integers(0, 12)) > 0]
        made, _ = read_instrument_text("\n".join(kept), angket)
        if made is not None:
            versions.append(made)
    for old in versions:
        for new in versions:
            gone = counted(changes(old, new), "question-gone", "note-gone", "calculation-gone")
            come = counted(changes(new, old), "question-new")
            renamed = counted((*changes(old, new), *changes(new, old)), "question-renamed")
            assert gone == come or renamed
            assert changes(old, new) == () or old.hash != new.hash


def counted(found: tuple[Change, ...], *rules: str) -> int:
    return sum(change.rule in rules for change in found)


def test_the_script_in_the_documentation_is_one(tmp_path: Path):
    page = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    file = tmp_path / "x.test.yaml"
    file.write_text(example, "utf-8")
    script, problems = read_script(file)
    assert problems == ()
    assert script is not None
    assert len(script.cases[0].moves) == 2


@pytest.mark.parametrize("name", ["angket-guru", "lembar-observasi"])
def test_nothing_changed_is_no_change(name: str):
    file = Path(__file__).parents[2] / "questionnaires" / f"{name}.yaml"
    assert changes(load_instrument(file), load_instrument(file)) == ()
