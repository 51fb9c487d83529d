"""Responses and their figures, read when they are first asked for and then kept: for callers that
work out many figures of the same study."""

from instrumen.analysis.corpus import Corpus, read_corpus
from instrumen.analysis.frequencies import ItemTable, frequencies
from instrumen.analysis.responses import ResponseData, responses_data
from instrumen.analysis.scales import ScaleSummary, scales
from instrumen.store.study import Study


class Datasets:
    """What each instrument of a study gave, by its id."""

    def __init__(self, study: Study, corpus: Corpus | None = None) -> None:
        self.corpus = corpus or read_corpus(study)
        self._study = study
        self._data: dict[str, tuple[ResponseData, ...]] = {}
        self._tables: dict[str, tuple[ItemTable, ...]] = {}
        self._scales: dict[str, tuple[ScaleSummary, ...]] = {}

    def of(self, instrument: str) -> tuple[ResponseData, ...]:
        """What `responses_data` gives for an instrument."""
        if instrument not in self._data:
            self._data[instrument] = responses_data(self._study, instrument, self.corpus)
        return self._data[instrument]

    def tables(self, instrument: str) -> tuple[ItemTable, ...]:
        """What `frequencies` gives for an instrument, over everybody."""
        if instrument not in self._tables:
            data = self.of(instrument)
            self._tables[instrument] = frequencies(self._study, instrument, data=data)
        return self._tables[instrument]

    def scales(self, instrument: str) -> tuple[ScaleSummary, ...]:
        """What `scales` gives for an instrument, over everybody."""
        if instrument not in self._scales:
            self._scales[instrument] = scales(self._study, instrument, data=self.of(instrument))
        return self._scales[instrument]
