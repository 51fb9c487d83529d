"""The program is killed in the middle of its work: what it had said it kept is there."""

import os
import subprocess
import sys
from pathlib import Path

from instrumen.fieldwork.responses import resume
from instrumen.store.opening import open_study
from instrumen.store.verifying import verify

COLLECTOR = """
import itertools, sys
from pathlib import Path
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets_of
from instrumen.store.opening import open_study

study = open_study(Path(sys.argv[1]), actor="R1")
person = add_respondent(study, "satu", {"jabatan": "guru"}, {})
filling = begin(study, targets_of(study, person)[0])
print(filling.response.id, flush=True)
for number in itertools.count():
    filling.move_to(("cerita", "lama")[number % 2])
    filling.answer("cerita", f"kalimat {number}")
    print(number, flush=True)
"""


def test_after_a_kill_every_answer_that_was_said_to_be_saved_is_there(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", COLLECTOR, str(folder)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as collector:  # fmt: skip
        assert collector.stdout is not None
        response = collector.stdout.readline().strip()
        for _ in range(40):
            collector.stdout.readline()
        collector.kill()
        said = [39, *(int(line) for line in collector.stdout if line.strip().isdigit())]
    assert list(folder.glob("study.db-wal"))
    with open_study(folder, actor="R1") as study:
        filling = resume(study, response)
        number = int(str(filling.form.value("cerita")).removeprefix("kalimat "))
        assert number in (said[-1], said[-1] + 1)
        assert filling.position == ("cerita", "lama")[number % 2] or number == said[-1]
        assert verify(study).problems == ()
