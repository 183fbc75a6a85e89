"""The two faces that every paper is set in, embedded in the file and measured in memory (AO63)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop import paths

if TYPE_CHECKING:
    # A quarter of a second at start-up, wanted only when something is printed.
    from reportlab.pdfbase.ttfonts import TTFont

REGULAR_NAME = "Noto Sans"
BOLD_NAME = "Noto Sans Bold"

ELLIPSIS = "…"


class _Widths(dict[str, float]):
    """Width of each character at size 1; a character the face lacks is as wide as its blank box."""

    def __init__(self, widths: dict[str, float], missing: float) -> None:
        super().__init__(widths)
        self._missing = missing

    def __missing__(self, character: str) -> float:
        return self._missing


class Face:
    """A typeface: its name in the file and the width of texts set in it. Lengths are points."""

    def __init__(self, name: str, font: TTFont) -> None:
        self.name = name
        # The glyph tables hold thousandths of the size; the boxes are two typical digits wide.
        widths = {chr(code): width / 1000 for code, width in font.face.charWidths.items()}
        widths["\N{NO-BREAK SPACE}"] = widths[" "]
        self._widths = _Widths(widths, font.face.defaultWidth / 1000)

    def width(self, text: str, size: float) -> float:
        """How long a text is at a size."""
        return sum(map(self._widths.__getitem__, text)) * size

    def shortened(self, text: str, size: float, available: float) -> str:
        """The text, or as much of it as fits, ended by an ellipsis."""
        if self.width(text, size) <= available:
            return text
        end = len(text)
        while end and self.width(text[:end].rstrip() + ELLIPSIS, size) > available:
            end -= 1
        return text[:end].rstrip() + ELLIPSIS

    def wrapped(self, text: str, size: float, available: float) -> tuple[str, ...]:
        """The text in lines that fit, broken between words, and inside a word that is too long.

        Line feeds of the text are kept. A blank text is no line at all.
        """
        if not text.strip():
            return ()
        if "\n" not in text and self.width(text, size) <= available:
            return (text,)
        lines: list[str] = []
        for paragraph in text.splitlines():
            lines.extend(self._broken(paragraph, size, available))
        return tuple(lines)

    def _broken(self, paragraph: str, size: float, available: float) -> list[str]:
        lines: list[str] = []
        line = ""
        # Splitting at plain spaces only: a no-break space holds "1 234" together.
        for word in paragraph.split(" "):
            candidate = f"{line} {word}" if line else word
            if self.width(candidate, size) <= available:
                line = candidate
                continue
            if line:
                lines.append(line)
            *full, line = self._chopped(word, size, available)
            lines.extend(full)
        return [*lines, line]

    def _chopped(self, word: str, size: float, available: float) -> list[str]:
        """A word in pieces that fit; at least one character each."""
        cuts = [0]
        length = 0.0
        for position, character in enumerate(word):
            width = self._widths[character] * size
            if length + width > available and position > cuts[-1]:
                cuts.append(position)
                length = 0.0
            length += width
        return [word[start:end] for start, end in pairwise([*cuts, len(word)])]


@cache
def regular() -> Face:
    """The face for running text and figures."""
    return _registered(REGULAR_NAME, "NotoSans-Regular.ttf")


@cache
def bold() -> Face:
    """The face for what must be seen first."""
    return _registered(BOLD_NAME, "NotoSans-Bold.ttf")


def _registered(name: str, file: str) -> Face:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415  # slow; only when something is printed
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  # likewise

    font = TTFont(name, str(paths.resources() / "fonts" / file))
    pdfmetrics.registerFont(font)
    return Face(name, font)
