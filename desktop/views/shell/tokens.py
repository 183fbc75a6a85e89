"""The colours of Kontor by name, for light and dark: the only place where a colour is written.

The table is that of the UI guide. Texts reach a contrast of 4.5:1 on their ground, frames and
icons that carry a meaning 3:1 (WCAG 2.1, success criteria 1.4.3 and 1.4.11).
"""

from typing import Final

# Each name with its light and its dark colour.
TOKENS: Final[dict[str, tuple[str, str]]] = {
    "app": ("#F3F4F7", "#12161C"),
    "chrome": ("#FFFFFF", "#171C24"),
    "surface": ("#FFFFFF", "#1B212B"),
    "text": ("#1B2430", "#E6EAF0"),
    "muted": ("#5B6675", "#9AA7B8"),
    "accent": ("#1F5FBF", "#8AB4F8"),
    "accentfill": ("#1F5FBF", "#2F6FE0"),
    "accenthover": ("#1A52A6", "#2A64CB"),
    "accentpressed": ("#16468E", "#2558B4"),
    "onaccent": ("#FFFFFF", "#FFFFFF"),
    "soft": ("#E8F0FE", "#1F3050"),
    "sel": ("#E3EDFB", "#22385C"),
    "hover": ("#EDF0F4", "#2A3240"),
    "pressed": ("#DFE4EB", "#374253"),
    "bar": ("#D5DCE6", "#3A4556"),
    "border": ("#E1E5EB", "#303A49"),
    "control": ("#8A94A3", "#6B7789"),
    "danger": ("#B42318", "#FF8A80"),
    "dangersoft": ("#FDECEA", "#3B1F1F"),
    "warn": ("#8A5A00", "#F5C86B"),
    "warnsoft": ("#FFF4DB", "#3A2F12"),
    "ok": ("#1B6E3C", "#7FD6A0"),
    "oksoft": ("#E6F4EA", "#15321F"),
}

_LINEAR_BELOW = 0.04045
TEXT_CONTRAST: Final = 4.5
FRAME_CONTRAST: Final = 3.0

TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *((text, ground) for text in ("text", "muted") for ground in ("app", "chrome", "surface")),
    *(("text", ground) for ground in ("hover", "sel", "soft")),
    *(("muted", ground) for ground in ("hover", "sel")),
    *(("accent", ground) for ground in ("app", "chrome", "surface", "soft")),
    *(("onaccent", ground) for ground in ("accentfill", "accenthover", "accentpressed")),
    *((tone, tone + "soft") for tone in ("danger", "warn", "ok")),
    *((tone, "surface") for tone in ("danger", "warn", "ok")),
)
"""Which text stands on which ground."""

FRAME_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    ("control", "surface"),
    ("control", "chrome"),
    ("accent", "surface"),
    ("accent", "sel"),
    ("accent", "app"),
    ("danger", "surface"),
)
"""Frames and focus rings, and what lies behind them."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written `#RRGGBB`: 1 (the same) to 21 (black on white)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour laid over a ground with an opacity between 0 and 1."""
    parts = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(top * share + under * (1 - share)):02X}" for top, under in parts)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4
