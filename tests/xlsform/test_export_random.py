"""Whatever an instrument holds: pyxform and JavaRosa take its XLSForm, and it comes back the
same."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from javarosa import JavaRosaForm
from random_instruments import RandomInstrument
from same_instrument import differences, exported_and_back
from scripts_of_answers import begin, fill_in

from instrumen.engine import FormState
from instrumen.language import read_instrument_text

INSTRUMENTS, ANSWERS = 150, 15


@settings(
    max_examples=INSTRUMENTS,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(draw=st.randoms(use_true_random=False))
def test_there_and_back(draw: random.Random) -> None:
    before, _problems = read_instrument_text(RandomInstrument(draw).source(), Path("random.yaml"))
    assume(before is not None)
    assert before is not None
    with TemporaryDirectory() as folder:
        form, after = exported_and_back(before, Path(folder))
        JavaRosaForm(form)  # converts with pyxform first
    assert list(differences(before, after)) == []
    one, other = begin(before), begin(after)
    if one.steps():
        assert fill_in(one, 1, ANSWERS) == fill_in(other, 1, ANSWERS)
    assert seen(one) == seen(other)


def seen(form: FormState) -> object:
    """What somebody sees of a form, and what it keeps."""
    shown = [(step.path, form.label(step.path)) for step in form.steps()]
    return shown, form.data(), [(found.path, found.rule, found.soft) for found in form.problems()]
