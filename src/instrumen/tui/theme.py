"""Colours: one accent, one warning, and quiet for what is secondary. Screens name tones, never
colours; every tone stands beside a sign (`✓`, `!`, `…`), for those who see no colours.
"""

from textual.theme import Theme

QUIET = "$quiet"
ACCENT = "$hue"
STRONG = "bold"
WARNING = "$alarm"
DONE = "$done"
MARKED = "$marked-text on $marked"
"""Text that is selected or coded: told apart by its ground."""

_CALM = {
    "quiet": "#8b949e",
    "hue": "#6cb6e0",
    "alarm": "#e8a35c",
    "done": "#8fbf8f",
    "line": "#3a424d",
    "cursor-row": "#232c37",
    "marked": "#2f4a5c",
    "marked-text": "#f2f5f8",
}
_PAPER = {
    "quiet": "#5c6470",
    "hue": "#0b5a8a",
    "alarm": "#9a4a00",
    "done": "#2c6b35",
    "line": "#b9bfc6",
    "cursor-row": "#e4e9ee",
    "marked": "#cfe3f1",
    "marked-text": "#10161c",
}
_SUN = {
    "quiet": "#e0e0e0",
    "hue": "#ffff55",
    "alarm": "#ffb347",
    "done": "#7dff7d",
    "line": "#ffffff",
    "cursor-row": "#303030",
    "marked": "#ffffff",
    "marked-text": "#000000",
}
_TERMINAL = {
    "quiet": "ansi_default",
    "hue": "ansi_cyan",
    "alarm": "ansi_yellow",
    "done": "ansi_green",
    "line": "ansi_default",
    "cursor-row": "ansi_default",
    "marked": "ansi_cyan",
    "marked-text": "ansi_black",
}

THEMES = (
    Theme(
        name="calm", primary="#6cb6e0", foreground="#d7dce2", background="#14191f",
        surface="#14191f", panel="#1b222a", warning="#e8a35c", error="#e8a35c", variables=_CALM,
    ),
    Theme(
        name="paper", primary="#0b5a8a", foreground="#1d232a", background="#f7f7f4",
        surface="#f7f7f4", panel="#ecece7", warning="#9a4a00", error="#9a4a00", dark=False,
        variables=_PAPER,
    ),
    Theme(
        name="sun", primary="#ffff55", foreground="#ffffff", background="#000000",
        surface="#000000", panel="#101010", warning="#ffb347", error="#ffb347",
        variables=_SUN, text_alpha=1.0,
    ),
)  # fmt: skip
DEFAULT = "calm"

# The 16 colours of the terminal itself, for people who have set theirs for their eyes.
TERMINAL_VARIABLES = _TERMINAL
DEFAULT_VARIABLES = _CALM
NAMES = (*(theme.name for theme in THEMES), "ansi-dark", "ansi-light")
