"""Who may speak in a session, and who does now."""

from collections.abc import Sequence

from instrumen.transcripts.reading import SpeakerKind


class Voices:
    """The interviewer, each respondent, and somebody unknown unless there is one respondent."""

    def __init__(self, people: Sequence[str]) -> None:
        self._every = [(SpeakerKind.INTERVIEWER, "")]
        self._every += [(SpeakerKind.RESPONDENT, code) for code in people]
        if len(people) != 1:
            self._every.append((SpeakerKind.UNKNOWN, ""))
        self._at = 0
        self.several = len(people) > 1

    @property
    def kind(self) -> SpeakerKind:
        """What the voice in hand is."""
        return self._every[self._at][0]

    @property
    def speaker(self) -> str:
        """The code of the voice in hand; '' for the interviewer and somebody unknown."""
        return self._every[self._at][1]

    @property
    def sign(self) -> str:
        """The voice in hand as it stands before its turn: in a group the code, else P or R."""
        return self.speaker if self.several and self.speaker else str(self.kind)

    @property
    def digits(self) -> str:
        """The digit of each voice, from the interviewer, 0, on; a tenth respondent has Tab."""
        return "0123456789"[: len(self._every)]

    @property
    def legend(self) -> str:
        """`0 P · 1 G-03 · 2 G-07 · 3 ?`: the digit of each voice."""
        signs = (speaker or str(kind) for kind, speaker in self._every)
        pairs = zip(self.digits, signs, strict=False)
        return " · ".join(f"{digit} {sign}" for digit, sign in pairs)

    def choose(self, digit: str) -> None:
        """The voice with this digit speaks."""
        self._at = int(digit)

    def next(self) -> None:
        """The next voice speaks."""
        self._at = (self._at + 1) % len(self._every)

    def answer(self) -> None:
        """The (first) respondent speaks."""
        self._at = 1 if len(self._every) > 1 else 0

    def hand_over(self) -> None:
        """From the interviewer to the (first) respondent and back."""
        if self.kind is SpeakerKind.INTERVIEWER:
            self.answer()
        else:
            self._at = 0
