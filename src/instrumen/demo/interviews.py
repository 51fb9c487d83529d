"""Interviews: the guide is asked question by question, answers become turns, probes are ticked,
themes tagged, and afterwards the interviewer writes down the notes."""

from collections.abc import Mapping, Sequence

from instrumen.demo import texts
from instrumen.demo.answers import answer_all
from instrumen.demo.conversations import dealt_parts
from instrumen.demo.draws import Said, Voice
from instrumen.demo.field import Field
from instrumen.demo.outcomes import Outcome
from instrumen.demo.passages import Passage, passage
from instrumen.demo.texts import Table
from instrumen.demo.visits import Play, agrees_to, visit
from instrumen.fieldwork.consent import withdraw
from instrumen.fieldwork.population import respondent
from instrumen.fieldwork.responses import Filling, begin
from instrumen.fieldwork.scope import field_scope
from instrumen.fieldwork.targets import Target, group_target
from instrumen.transcripts.guide import GuideQuestion, ProbeState
from instrumen.transcripts.interview import Interview, conduct
from instrumen.transcripts.reading import SpeakerKind, Turn

_SECONDS_A_WORD = 1.4  # pauses and what was not worth keeping included
_GOOD_QUOTATION = 8.0  # percent of turns that are marked at once
_OFF_RECORD = 1.0


def play_interviews(
    field: Field, instrument: str, targets: Sequence[Target], outcomes: Sequence[Outcome]
) -> None:
    """Conduct the interviews of one guide, and its group interview if the plan has one."""
    met = [t for t, outcome in zip(targets, outcomes, strict=True) if outcome.responses]
    people = [field.people[target.subject] for target in met]
    design = field.study.design
    scopes = {p.code: field_scope(design, respondent(field.study, p.code).fields) for p in people}
    pools = texts.table(field.script.interviews, instrument)
    parts = dealt_parts(design.instrument[instrument], pools, people, scopes, field.rng)
    for target, outcome in zip(targets, outcomes, strict=True):
        voice = field.voice(target)
        play = _conversation(field, parts.get(target.subject, {}), voice)
        visit(field, target, outcome, [play] * outcome.responses)
    _withdraw_a_scope(field, instrument, met)


def play_group(field: Field, instrument: str, targets: Sequence[Target]) -> None:
    """One group interview with the first of those who were met: the turns of `interviews.yaml`
    with their speakers."""
    wanted = texts.count(field.plan(instrument), "group_of")
    codes = [target.subject for target in targets][:wanted]
    spoken = texts.table(field.script.interviews, "group")
    if len(codes) < 2 or not spoken:
        return
    field.sit_down()
    with field.study.together():
        _talk_in_a_group(field, instrument, codes, targets[0].site, spoken)


def _talk_in_a_group(
    field: Field, instrument: str, codes: Sequence[str], site: str, spoken: Table
) -> None:
    plan = field.plan(instrument)
    target = group_target(field.study, instrument, site)
    filling = begin(
        field.study,
        target,
        mode=texts.word(plan, "mode", default="face_to_face"),
        language=field.language,
        place=texts.word(plan, "group_place"),
        respondents=codes,
    )
    interview = conduct(field.study, filling)
    for question in _questions(interview):
        turns = texts.items(spoken, question.name)
        if turns:
            _ask(field, interview, question.label, question.name)
        for plain in turns:
            speaker = codes[(texts.count(plain, "speaker", default=1) - 1) % len(codes)]
            told = passage(plain).filled(field.people[speaker].words)
            _reply(field, interview, told, question, speaker)
    filling.finish()


def _conversation(field: Field, part: Mapping[str, Sequence[Passage]], voice: Voice) -> Play:
    """Playing a guide: what is still open of it, or the first share; then the notes."""

    def play(filling: Filling, share: float) -> bool:
        interview = conduct(field.study, filling)
        questions = _questions(interview)
        limit = len(questions) if share >= 1.0 else round(len(questions) * share)
        for question in questions[:limit]:
            if question.state is ProbeState.OPEN:
                _talk_about(field, interview, question, part.get(question.name, ()))
        return share < 1.0 or answer_all(filling, voice)

    return play


def _talk_about(
    field: Field, interview: Interview, question: GuideQuestion, passages: Sequence[Passage]
) -> None:
    """A question with its probes. One that nobody wrote an answer to is left out on purpose."""
    if not passages:
        interview.probe(question.name, "", ProbeState.NOT_ASKED)
        return
    asked: set[str] = set()
    for number, told in enumerate(passages):
        more = field.rng.choice(texts.words(field.script.answers, "more") or (question.label,))
        _ask(field, interview, more if number else question.label, question.name)
        _reply(field, interview, told, question)
        for probe in question.probes:
            if probe.name in told.probes and probe.name not in asked:
                asked.add(probe.name)
                _ask(field, interview, probe.label, question.name)
                _reply(field, interview, told.probes[probe.name], question)
                interview.probe(question.name, probe.name, ProbeState.COVERED)
    interview.probe(question.name, "", ProbeState.COVERED)


def _ask(field: Field, interview: Interview, words: str, question: str) -> None:
    _let_pass(field, words)
    interview.add_turn(words, SpeakerKind.INTERVIEWER, question=question)


def _reply(
    field: Field,
    interview: Interview,
    told: Passage,
    question: GuideQuestion,
    speaker: str = "",
) -> None:
    """An answer becomes a turn; now and then it is tagged and marked while it is fresh."""
    _let_pass(field, told.text)
    turn = interview.add_turn(
        told.text,
        SpeakerKind.RESPONDENT,
        speaker=speaker,
        question=question.name,
        language=told.language,
        gloss=told.gloss,
    )
    field.said.append(Said(turn.ref, told))
    _mark(field, interview, turn, question)


def _mark(field: Field, interview: Interview, turn: Turn, question: GuideQuestion) -> None:
    chance = field.rng.random() * 100
    if question.themes and chance < 50:
        interview.tag(turn.id, question.themes[0])
    if chance < _GOOD_QUOTATION:
        interview.mark(turn.id, quotable=True)
    elif chance > 100 - _OFF_RECORD:
        interview.mark(turn.id, off_record=True)


def _questions(interview: Interview) -> tuple[GuideQuestion, ...]:
    return tuple(question for theme in interview.guide() for question in theme.questions)


def _let_pass(field: Field, words: str) -> None:
    pause = field.rng.uniform(0.8, 2.5)
    field.clock.wait(pause + _SECONDS_A_WORD * len(words.split()) * field.rng.uniform(0.8, 1.3))


def _withdraw_a_scope(field: Field, instrument: str, targets: Sequence[Target]) -> None:
    """Afterwards somebody takes back a scope that was granted (not the wish to take part)."""
    plan = field.plan(instrument)
    scope = texts.word(plan, "withdrawn_scope", "scope")
    wanted = texts.count(plan, "withdrawn_scope", "count")
    granted = [t.subject for t in targets if scope and agrees_to(field, t.subject, scope)]
    for code in granted[-wanted:] if wanted else ():
        field.sit_down()
        reason = texts.word(plan, "withdrawn_scope", "reason")
        withdraw(field.study, code, [scope], by=field.study.actor, reach=reason)
