"""Conducting an interview: turns, probes, themes and marks, on top of a Filling of its guide.

Every call is one act on disk before it returns. Times are milliseconds of the session's own
elapsed time, taken from a monotonic clock; a session taken up again after a crash goes on where
its last turn ended, so that times never run backwards.
"""

from collections.abc import Iterable

from instrumen.fieldwork.responses import Filling
from instrumen.language.model import Question
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import gate
from instrumen.transcripts.guide import GuideTheme, ProbeState, States, guide
from instrumen.transcripts.marking import mark_turn, note_turn, tag_turn
from instrumen.transcripts.reading import SpeakerKind, Turn, turn, turns


class Interview:
    """One session of an interview, being conducted. Made by `conduct`.

    `replaced_characters` is how many characters the text gate replaced in what was last kept.
    """

    def __init__(self, study: Study, filling: Filling, respondents: tuple[str, ...]) -> None:
        self.study = study
        self.filling = filling
        self.response = filling.response.id
        self.session = filling.session
        self.respondents = respondents
        self.replaced_characters = 0
        _number, reached = _last_turn(study, self.response, self.session)
        self._zero = study.clock.elapsed() - reached

    def elapsed(self) -> int:
        """Milliseconds since this session began."""
        return self.study.clock.elapsed() - self._zero

    def add_turn(
        self,
        body: str,
        speaker_kind: str,
        *,
        speaker: str = "",
        question: str = "",
        start_ms: int | None = None,
        end_ms: int | None = None,
        language: str = "",
        gloss: str = "",
    ) -> Turn:
        """Keep a turn. `speaker_kind` is a SpeakerKind; who the speaker is goes without saying
        for the interviewer and in an interview of one. Without times it began when the one
        before it ended and ends now. An empty body is kept too: a silence may carry a note."""
        kind = SpeakerKind(speaker_kind)
        said, meaning = self._gated(body, gloss)
        last, ended = _last_turn(self.study, self.response, self.session)
        turn_id = self.study.new_id("t")
        value: dict[str, Json] = {
            "session": self.session,
            "number": last + 1,
            "speaker_kind": str(kind),
            "speaker": speaker or self._speaker(kind),
            "body": said,
            "start_ms": ended if start_ms is None else start_ms,
            "end_ms": self.elapsed() if end_ms is None else end_ms,
            "question": question,
            "language": language,
            "gloss": meaning,
        }
        self.study.record(Act("turn.added", self.response, turn_id, value))
        return self._turn(turn_id)

    def correct(self, turn_id: str, body: str) -> Turn:
        """Write a turn anew; what it said before stays in the log, and codings stay on that."""
        known = self._turn(turn_id)
        [text] = self._gated(body)
        if text == known.body:
            return known
        self.study.record(Act("turn.corrected", self.response, turn_id, {"body": text}))
        return self._turn(turn_id)

    def mark(
        self,
        turn_id: str,
        *,
        quotable: bool | None = None,
        off_record: bool | None = None,
        language: str | None = None,
        gloss: str | None = None,
        question: str | None = None,
    ) -> Turn:
        """As `marking.mark_turn`, for a turn of this interview."""
        meaning = None if gloss is None else self._gated(gloss)[0]
        return mark_turn(
            self.study, self._turn(turn_id), quotable=quotable, off_record=off_record,
            language=language, gloss=meaning, question=question,
        )  # fmt: skip

    def tag(self, turn_id: str, theme: str, on: bool = True) -> Turn:
        """Tag a turn with a theme, or take the tag away."""
        return tag_turn(self.study, self._turn(turn_id), theme, on)

    def probe(self, question: str, probe: str, state: str) -> None:
        """Mark a question of the guide (probe '') or one of its probes with a ProbeState."""
        path = f"{question}/{probe}" if probe else question
        self.study.record(Act("probe.marked", self.response, path, str(ProbeState(state))))

    def note(self, turn_id: str, text: str) -> Turn:
        """Write a note in the margin of a turn; '' removes it."""
        [written] = self._gated(text)
        return note_turn(self.study, self._turn(turn_id), written)

    def guide(self, language: str | None = None) -> tuple[GuideTheme, ...]:
        """The guide with what is covered and what is still open, over all sessions."""
        form = self.filling.form
        asked = {each.question for each in self.turns() if each.question}
        states = _probe_states(self.study, self.response)
        return guide(form.instrument, form, states, asked, language or form.language)

    def turns(self) -> tuple[Turn, ...]:
        """The turns of all sessions so far."""
        return turns(self.study, self.response)

    def words(self, theme: str) -> int:
        """How many words respondents have said on a theme: in turns tagged with it, or
        belonging to a question of it."""
        questions = self.filling.form.instrument.questions
        return sum(
            each.words
            for each in self.turns()
            if each.speaker_kind is not SpeakerKind.INTERVIEWER
            and theme in each.themes + _themes_of(questions.get(each.question))
        )

    def spent_ms(self, theme: str) -> int:
        """How many milliseconds of turns were spent on a theme, by the same rule as `words`."""
        questions = self.filling.form.instrument.questions
        return sum(
            (each.end_ms or 0) - (each.start_ms or 0)
            for each in self.turns()
            if theme in each.themes + _themes_of(questions.get(each.question))
        )

    def _speaker(self, kind: SpeakerKind) -> str:
        if kind is SpeakerKind.INTERVIEWER:
            return self.study.actor
        alone = len(self.respondents) == 1 and kind is SpeakerKind.RESPONDENT
        return self.respondents[0] if alone else ""

    def _gated(self, *texts: str) -> list[str]:
        gated = [gate(text) for text in texts]
        self.replaced_characters = sum(each.replaced for each in gated)
        return [each.text for each in gated]

    def _turn(self, turn_id: str) -> Turn:
        found = turn(self.study, turn_id)
        if found is None:
            raise LookupError(turn_id)
        return found


def conduct(study: Study, filling: Filling) -> Interview:
    """Conduct the session a filling of an interview guide has just opened."""
    return Interview(study, filling, tuple(_respondents(study, filling.response.id)))


def _themes_of(question: Question | None) -> tuple[str, ...]:
    return question.themes if question else ()


# The queries.


def _respondents(study: Study, response: str) -> Iterable[str]:
    listed = [
        str(row[0])
        for row in study.rows(
            "SELECT respondent FROM response_respondents WHERE response=? ORDER BY respondent",
            (response,),
        )
    ]
    if listed:
        return listed
    query = "SELECT subject FROM responses WHERE id=? AND subject_kind='respondent'"
    return [str(row[0]) for row in study.rows(query, (response,))]


def _last_turn(study: Study, response: str, session: int) -> tuple[int, int]:
    """The number of the last turn of a session and the millisecond it ended; 0, 0 before it."""
    query = (
        "SELECT coalesce(max(number), 0), coalesce(max(end_ms), 0) FROM turns "
        "WHERE response=? AND session=?"
    )
    number, ended = study.row(query, (response, session)) or (0, 0)
    return int(str(number)), int(str(ended))


def _probe_states(study: Study, response: str) -> States:
    query = "SELECT question, probe, state FROM probes WHERE response=?"
    return {
        (str(question), str(probe)): str(state)
        for question, probe, state in study.rows(query, (response,))
    }
