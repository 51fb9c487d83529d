"""What a document would leave out is known before it is written."""

from pathlib import Path

import pytest

from instrumen.export.word import ExportError, export_word, would_leave_out
from instrumen.store.opening import open_study


@pytest.mark.parametrize("options", [{}, {"parts": ("findings",)}, {"names": True}])
def test_the_same_is_told_before_as_after(demo_study: Path, options: dict[str, object]) -> None:
    with open_study(demo_study, actor="R1") as study:
        before = sorted(study.folder.rglob("*.docx"))
        foreseen = would_leave_out(study, **options)  # type: ignore[arg-type]
        assert foreseen
        assert sorted(study.folder.rglob("*.docx")) == before
        assert export_word(study, **options).left_out == foreseen  # type: ignore[arg-type]


def test_one_may_stop_and_is_told_of_unknown_parts(demo_study: Path) -> None:
    with open_study(demo_study, actor="R1") as study:
        assert would_leave_out(study, cancelled=lambda: True) == ()
        with pytest.raises(ExportError):
            would_leave_out(study, parts=("pendahuluan",))
