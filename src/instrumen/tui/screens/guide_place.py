"""Where a conversation is in its guide: the question in hand, and which comes next."""

from collections.abc import Iterable, Sequence

from instrumen.transcripts.guide import GuideQuestion, GuideTheme, ProbeState
from instrumen.transcripts.reading import Turn


class GuidePlace:
    """A guide as it stands (`themes`, read anew after every turn) and the name of the question in
    hand. One begins where the last session left off, else at the first question that is not
    done."""

    def __init__(self, themes: tuple[GuideTheme, ...], turns: Sequence[Turn]) -> None:
        self.themes = themes
        self.current = turns[-1].question if turns else ""
        if not self.current:
            self.current = next((q.name for q in self._questions() if not q.done), "")

    @property
    def question(self) -> GuideQuestion | None:
        """The question in hand; None when the guide has none of that name."""
        return next((q for q in self._questions() if q.name == self.current), None)

    @property
    def in_hand(self) -> tuple[GuideTheme, ...]:
        """The themes the question in hand stands under."""
        return tuple(
            theme for theme in self.themes if any(q.name == self.current for q in theme.questions)
        )

    def untouched(self) -> GuideQuestion | None:
        """The next question nobody has touched, from the one in hand on, then from the
        beginning."""
        questions = list(self._questions())
        here = [question.name for question in questions].index(self.current)
        turned = [*questions[here + 1 :], *questions[:here]]
        return next((q for q in turned if q.state is ProbeState.OPEN), None)

    def _questions(self) -> Iterable[GuideQuestion]:
        return (question for theme in self.themes for question in theme.questions)
