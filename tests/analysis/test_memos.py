"""Memos: thoughts about anything, kept apart from the data."""

from instrumen.analysis.memos import memo_about, memos, write_memo


def test_a_memo_is_written_rewritten_and_removed(field):
    first = write_memo(field.study, "h.waktu", "Bandingkan dengan jam mengajar.")
    write_memo(field.study, "turn:t-1", "Tanyakan lagi.")
    write_memo(field.study, "h.waktu", "Bandingkan dengan 24 JP.", first)
    assert [(memo.about, memo.body) for memo in memos(field.study)] == [
        ("turn:t-1", "Tanyakan lagi."), ("h.waktu", "Bandingkan dengan 24 JP."),
    ]  # fmt: skip
    assert memo_about(field.study, "h.waktu").id == first
    write_memo(field.study, "h.waktu", "", first)
    assert memo_about(field.study, "h.waktu") is None
