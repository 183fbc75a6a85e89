"""Where the columns of a table stand: figures get what they need, the text takes the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from desktop.services.reports.drawing import MM
from desktop.services.reports.flow import LEFT, WIDTH
from desktop.services.reports.fonts import bold, regular

BODY_SIZES = (8.5, 7.5, 6.5)
LEADING = 1.3
PADDING = 2.6
COLUMN_GAP = 4 * MM
NARROWEST_TEXT = 46 * MM
LONGEST_CODE = 26 * MM
HEAD_SIZE = 7.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column; exactly one of a table is flexible and takes the width that the others leave.

    Figures stand to the right and are never broken; other texts are, when they are too long.
    """

    title: str
    is_figure: bool = False
    is_flexible: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line: one text for each column, further texts under the flexible one.

    `amount` is what the line adds to the sum that is carried forward.
    """

    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text over the columns from the flexible one on; a heading begins at the margin."""

    text: str
    is_heading: bool = False


AnyRow = Row | TextRow


@dataclass(frozen=True, slots=True)
class Grid:
    """Type size, left and right ends of the columns, and their titles in lines."""

    size: float
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    flexible: int
    titles: tuple[tuple[str, ...], ...]

    @property
    def leading(self) -> float:
        """The height of one line of a row."""
        return self.size * LEADING

    @property
    def head_height(self) -> float:
        """The height of the column titles."""
        lines = max(len(title) for title in self.titles)
        return lines * HEAD_SIZE * LEADING + 2 * PADDING

    @property
    def carry_height(self) -> float:
        """The height of a carried-forward line."""
        return self.leading + 2 * PADDING


def grid_of(columns: tuple[Column, ...], rows: tuple[AnyRow, ...]) -> Grid:
    """The grid in the largest type size at which the flexible column keeps a decent width."""
    cells = tuple(_cell_widths(columns, rows))
    flexible = next(position for position, column in enumerate(columns) if column.is_flexible)
    titles = [_title_width(column) for column in columns]
    widths: list[float] = []
    size = BODY_SIZES[0]
    for size in BODY_SIZES:
        shrink = size / BODY_SIZES[0]
        widths = [max(cell * shrink, title) for cell, title in zip(cells, titles, strict=True)]
        widths[flexible] = 0.0
        widths[flexible] = WIDTH - sum(widths) - COLUMN_GAP * (len(columns) - 1)
        if widths[flexible] >= NARROWEST_TEXT:
            break
    lefts = tuple(accumulate((width + COLUMN_GAP for width in widths[:-1]), initial=LEFT))
    return Grid(
        size=size,
        lefts=lefts,
        rights=tuple(left + width for left, width in zip(lefts, widths, strict=True)),
        flexible=flexible,
        titles=tuple(
            bold().wrapped(column.title, HEAD_SIZE, width + 0.01) or ("",)
            for column, width in zip(columns, widths, strict=True)
        ),
    )


def _cell_widths(columns: tuple[Column, ...], rows: tuple[AnyRow, ...]) -> Iterator[float]:
    """The width each column wants at the largest type size; each text is measured once."""
    width = regular().width
    full_rows = [row.cells for row in rows if isinstance(row, Row)]
    for position, column in enumerate(columns):
        texts = {cells[position] for cells in full_rows}
        widest = max((width(text, BODY_SIZES[0]) for text in texts), default=0.0)
        yield widest if column.is_figure else min(widest, LONGEST_CODE)


def _title_width(column: Column) -> float:
    """A title may be broken between its words, not inside them."""
    return max((bold().width(word, HEAD_SIZE) for word in column.title.split(" ")), default=0.0)
