"""The codings of one response while it is coded: given, taken away, undone; the recent codes."""

from instrumen.analysis.codebook import codebook
from instrumen.analysis.coding import Coding, code_span, codings, restore, uncode
from instrumen.analysis.refusal import Refusal
from instrumen.analysis.texts import CitableText
from instrumen.language.design import Code
from instrumen.store.study import Study

_RECENT = 9
"""One for each digit."""


class Coded:
    """What is coded, as it stands on disk; `recent` are the codes used last, the latest first."""

    def __init__(self, study: Study, response: str) -> None:
        self._study = study
        self._response = response
        self._done: list[tuple[str, Coding]] = []
        self.every: list[Coding] = []
        self.codes: dict[str, Code] = {}
        self.recent: list[str] = []

    def read(self) -> None:
        """Read what is coded; somebody else may have coded meanwhile."""
        self.every = list(codings(self._study, response=self._response))
        self._read_codes()
        if not self.recent:
            used = dict.fromkeys(coding.code for coding in reversed(self.every))
            self.recent = list(used)[:_RECENT]

    @property
    def refs(self) -> frozenset[str]:
        """The texts that carry a code."""
        return frozenset(coding.ref for coding in self.every)

    @property
    def can_undo(self) -> bool:
        """Whether anything was done here that is not undone."""
        return bool(self._done)

    def of(self, text: CitableText | None) -> list[Coding]:
        """The codings of a text."""
        return [coding for coding in self.every if text is not None and coding.ref == text.ref]

    def give(
        self, text: CitableText, span: tuple[int, int], code: str, attribute: str
    ) -> Refusal | None:
        """Give a stretch of a text a code; why not, when it cannot be."""
        given = code_span(self._study, text.ref, *span, code, attribute)
        if isinstance(given, Refusal):
            return given
        self.every = [coding for coding in self.every if coding.id != given.id] + [given]
        self._done.append(("given", given))
        self.recent = [code, *(name for name in self.recent if name != code)][:_RECENT]
        if code not in self.codes:
            self._read_codes()
        return None

    def take(self, coding_id: str) -> bool:
        """Take a coding away; False when it was gone already."""
        taken = uncode(self._study, coding_id)
        if taken is None:
            return False
        self._drop(coding_id)
        self._done.append(("taken", taken))
        return True

    def undo(self) -> Coding:
        """Undo what was done last here: what was given goes, what was taken comes back."""
        act, coding = self._done.pop()
        if act == "given":
            uncode(self._study, coding.id)
            self._drop(coding.id)
        else:
            self.every.append(restore(self._study, coding))
        return coding

    def _drop(self, coding_id: str) -> None:
        self.every = [coding for coding in self.every if coding.id != coding_id]

    def _read_codes(self) -> None:
        self.codes = {code.name: code for code in codebook(self._study)}
