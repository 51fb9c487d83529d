"""A simulated person can answer any instrument: every type of question, with no hints at all."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from instrumen.demo.answers import answer_all
from instrumen.demo.clock import ToldClock
from instrumen.demo.draws import Voice
from instrumen.demo.hints import Hint, hints_of
from instrumen.demo.passages import decks_of
from instrumen.demo.people import person_of
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import Filling, begin, resume
from instrumen.fieldwork.targets import targets
from instrumen.store.opening import open_study
from instrumen.store.study import Study

STUDY = """
study: any
title: Any study
year: 2026
languages: [en]
profile: plain
citation: "[{code}, {turn}]"
sites: [{name: here, label: Here}]
groups: [{name: all, label: All, prefix: R, for: "true()"}]
roster:
  fields:
    - {name: name, type: text, label: Name, identity: yes, headings: [Name]}
    - {name: town, type: text, label: Town, headings: [Town]}
themes: [{name: t, label: T}]
collectors: {R1: Somebody}
profiles:
  plain:
    margins: [2, 2, 2, 2]
    font: Arial
    size: 11
    line_spacing: 1
    table_caption: Table
    figure_caption: Figure
    appendix_word: Appendix
"""

INSTRUMENT = """
instrument: any
kind: questionnaire
version: "1"
title: Any
languages: [en]
choices:
  agree:
    - {name: y, label: "Yes", score: 3}
    - {name: m, label: Maybe, score: 2}
    - {name: n, label: "No", score: 1}
  list:
    - {name: a, label: A}
    - {name: b, label: B}
    - {name: c, label: C}
    - {name: none, label: None, exclusive: yes}
sections:
  - name: all
    title: All
    questions:
      - {name: hello, type: note, label: Hello}
      - {name: words, type: text, label: Words, required: yes}
      - {name: story, type: text, long: yes, label: Story}
      - name: count
        type: integer
        label: Count
        required: yes
        constraint: . >= 100 and . <= 120
        constraint_message: No
      - {name: share, type: decimal, label: Share, required: yes}
      - {name: level, type: range, start: 0, end: 10, step: 2, label: Level, required: yes}
      - {name: one, type: select_one list, label: One, required: yes}
      - {name: why, type: text, label: Why, relevant: "${one} = 'a'", required: yes}
      - {name: some, type: select_multiple list, label: Some, required: yes}
      - {name: order, type: rank list, top: 2, label: Order, required: yes}
      - {name: feel, type: likert agree, label: Feel, required: yes}
      - name: grid
        type: likert agree
        label: Grid
        required: yes
        rows:
          - {name: g1, label: One}
          - {name: g2, label: Two, reverse: yes}
      - {name: day, type: date, label: Day, required: yes}
      - {name: month, type: date, precision: month, label: Month, required: yes}
      - {name: hour, type: time, label: Hour, required: yes}
      - {name: meeting, type: datetime, label: Meeting, required: yes}
      - {name: seen, type: acknowledge, label: Seen, required: yes}
      - {name: picture, type: file, label: Picture}
      - {name: place, type: geopoint, label: Place}
      - name: kids
        type: repeat
        min: 2
        max: 4
        label: Children
        questions:
          - {name: age, type: integer, label: Age, required: yes}
          - name: toys
            type: repeat
            max: 3
            label: Toys
            questions: [{name: toy, type: text, label: Toy, required: yes}]
      - {name: total, type: calculate, calculation: "sum(${age})"}
      - name: doubted
        type: integer
        label: Doubted
        required: yes
        constraint: . > 1000
        constraint_message: Sure?
        severity: soft
"""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "questionnaires" / "any.yaml").write_text(INSTRUMENT, encoding="utf-8")
    clock = ToldClock(date(2026, 5, 4))
    with open_study(
        tmp_path, actor="R1", clock=clock, rng=random.Random(1), installation="test"
    ) as opened:
        add_respondent(opened, "here", {"town": "Contoh"}, {"name": "Rekaan"}, code="R-01")
        yield opened


def begun(study: Study) -> Filling:
    return begin(study, targets(study)[0], language="en")


def voice(study: Study, seed: int, hints: dict[str, Hint] | None = None, **pools: object) -> Voice:
    rng = random.Random(seed)
    clock = study.clock
    assert isinstance(clock, ToldClock)
    facts = {"town": "Contoh", "toys": ["ball", "car", "doll"]}
    return Voice(
        person=person_of("R-01", facts, {"town": "Contoh"}, seed),
        hints=hints or {},
        decks=decks_of(pools, rng),  # type: ignore[arg-type]
        rng=rng,
        now=clock.now,
        wait=clock.wait,
    )


@pytest.mark.parametrize("seed", range(12))
def test_every_type_is_answered_by_its_type_alone(study, seed):
    filling = begun(study)
    assert answer_all(filling, voice(study, seed))
    assert filling.finish() is Disposition.COMPLETE
    assert 100 <= filling.form.value("count") <= 120
    assert 2 <= filling.form.count("kids") <= 4


def test_time_passes_while_people_answer(study):
    filling = begun(study)
    before = study.clock.now()
    answer_all(filling, voice(study, 1))
    assert (study.clock.now() - before).total_seconds() > 120


def test_what_is_true_is_said_and_what_is_doubted_is_insisted_on(study):
    filling = begun(study)
    hints = hints_of(
        {"answers": {"words": {"from": "town"}, "doubted": "7", "kids/toys": {"times": "toys"},
                     "kids/toys/toy": {"from": "toys"}, "one": {"shares": {"b": "1"}}}}
    ).hints  # fmt: skip
    answer_all(filling, voice(study, 1, dict(hints)))
    assert filling.form.value("words") == "Contoh"
    assert filling.form.value("doubted") == 7
    assert filling.form.value("one") == "b"
    assert filling.form.value("kids[2]/toys[3]/toy") == "doll"
    assert study.row("SELECT path FROM overrides") == ("doubted",)


def test_a_text_is_said_once_and_remembered_for_coding(study):
    filling = begun(study)
    speaking = voice(
        study, 1, words=[{"text": "In {town}, yes.", "codes": [{"code": "x", "stretch": "{town}"}]}]
    )
    answer_all(filling, speaking)
    assert filling.form.value("words") == "In Contoh, yes."
    (said,) = [each for each in speaking.said if each.ref.endswith("/words")]
    assert [(start, end) for start, end, _ in said.passage.spans()] == [(3, 9)]
    assert speaking.decks["words"].left == []


def test_breaking_off_and_going_on_leaves_no_question_out(study):
    filling = begun(study)
    speaking = voice(study, 3)
    assert not answer_all(filling, speaking, share=0.4)
    filling.end_session("bell")
    again = resume(study, filling.response.id, language="en")
    assert again.position == filling.position
    assert answer_all(again, speaking)
    assert again.finish() is Disposition.COMPLETE
