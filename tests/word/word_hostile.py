"""Texts that break programs: markup of screens and XML, escape codes, controls, formulas."""

HOSTILE = [
    "[/]", "[red]x", "[@click=app.quit]", "\x1b[31mmerah\x1b[0m", "nol\x00nol", "lepas\ud800",
    "\u202ekanan\u202c", "\u200f\u200e", "=cmd()", "+62", "@nama", "🧑‍🏫🇮🇩", "&lt;b&gt; <b>&amp;",
    "]]>", "<!-- -->", "a\r\nb\rc\nd", "\ttab\t", "\ufffe\uffff", "é e\u0301", " spasi  ganda ",
    "x" * 100_000,
]  # fmt: skip
