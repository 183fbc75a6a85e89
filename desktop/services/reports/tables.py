"""Tables over several pages: repeated heads, carried-forward sums, an end that is never alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.services.reports.drawing import HAIRLINE, INK, MUTED
from desktop.services.reports.flow import RIGHT, Flow, Style
from desktop.services.reports.fonts import bold, regular
from desktop.services.reports.table_grid import (
    HEAD_SIZE,
    LEADING,
    PADDING,
    AnyRow,
    Column,
    Row,
    TextRow,
    grid_of,
)

NOTE_SHRINK = 0.87


@dataclass(frozen=True, slots=True)
class CarryForward:
    """The running sum at the foot of a page and at the head of the next."""

    out_text: str
    in_text: str
    amount_text: Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a table shows."""

    columns: tuple[Column, ...]
    rows: tuple[AnyRow, ...]
    carry: CarryForward | None = None


Cell = tuple[tuple[str, ...], float]
"""The lines of a cell and the width of the longest of them."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A row with its height and the way to draw it from the flow's place."""

    height: float
    draw: Callable[[], None]
    keeps_next: bool = False


def draw_table(flow: Flow, table: Table, *, end_height: float = 0.0) -> None:
    """Draw a table; its last line stays on one page with the `end_height` that follows it."""
    _Writer(flow, table, end_height).draw()


class _Writer:
    def __init__(self, flow: Flow, table: Table, end_height: float) -> None:
        self._flow = flow
        self._table = table
        self._grid = grid_of(table.columns, table.rows)
        self._end_height = end_height
        self._sum = Decimal(0)
        size, leading = self._grid.size, self._grid.leading
        note = size * NOTE_SHRINK
        self._body = Style(regular(), size, leading)
        self._note = Style(regular(), note, note * LEADING, MUTED)
        self._title = Style(bold(), HEAD_SIZE, HEAD_SIZE * LEADING)
        self._heading = Style(bold(), size * 0.94, leading)

    def draw(self) -> None:
        rows = [self._measured(row) for row in self._table.rows]
        self._flow.ask_for(self._grid.head_height + self._wanted(rows, 0))
        self._head()
        for position, row in enumerate(rows):
            if position and self._wanted(rows, position) > self._flow.room:
                self._turn_page()
            row.draw()
            self._flow.y -= row.height

    def _wanted(self, rows: Sequence[_Measured], position: int) -> float:
        """The room for a row and what must not be parted from it.

        Under the last row that is the end of the table, under a heading the row it heads, under
        all others the carried-forward sum, in case the next row finds no room.
        """
        if position >= len(rows) - 1:
            return sum(row.height for row in rows[position:]) + self._end_height
        height = rows[position].height
        if rows[position].keeps_next:
            return height + self._wanted(rows, position + 1)
        return height + (self._grid.carry_height if self._table.carry else 0.0)

    def _head(self) -> None:
        grid, flow, style = self._grid, self._flow, self._title
        bottom = flow.y - grid.head_height
        for position, column in enumerate(self._table.columns):
            lines = grid.titles[position]
            y = bottom + PADDING + (len(lines) - 1) * style.leading + 1.5
            for line in lines:
                if column.is_figure:
                    flow.write_right(style, grid.rights[position], y, line)
                else:
                    flow.write(style, grid.lefts[position], y, line)
                y -= style.leading
        flow.rule(bottom, 0.8, INK)
        flow.y = bottom

    def _turn_page(self) -> None:
        carry = self._table.carry
        if carry:
            self._carried(carry, carry.out_text)
        self._flow.new_page()
        self._head()
        if carry:
            self._carried(carry, carry.in_text)

    def _carried(self, carry: CarryForward, text: str) -> None:
        y = self._flow.y - PADDING - self._grid.size
        self._flow.write(self._heading, self._grid.lefts[self._grid.flexible], y, text)
        self._flow.write_right(self._heading, RIGHT, y, carry.amount_text(self._sum))
        self._flow.y -= self._grid.carry_height
        self._flow.rule(self._flow.y, 0.4, HAIRLINE)

    # ------------------------------------------------------------------------------ rows

    def _measured(self, row: AnyRow) -> _Measured:
        return self._text_row(row) if isinstance(row, TextRow) else self._full_row(row)

    def _full_row(self, row: Row) -> _Measured:
        grid = self._grid
        cells = [self._cell(position, text) for position, text in enumerate(row.cells)]
        notes = [line for note in row.notes for line in self._note_lines(note)]
        deepest = max(len(lines) for lines, _ in cells) * grid.leading
        text_lines = len(cells[grid.flexible][0])
        with_notes = text_lines * grid.leading + len(notes) * self._note.leading
        height = max(deepest, with_notes) + 2 * PADDING

        def draw() -> None:
            self._sum += row.amount
            self._draw_cells(cells)
            self._draw_notes(notes, text_lines)
            self._flow.rule(self._flow.y - height, 0.4, HAIRLINE)

        return _Measured(height, draw)

    def _text_row(self, row: TextRow) -> _Measured:
        style = self._heading if row.is_heading else self._body
        x = self._grid.lefts[0 if row.is_heading else self._grid.flexible]
        lines = style.face.wrapped(row.text, style.size, RIGHT - x) or ("",)

        def draw() -> None:
            y = self._flow.y - PADDING - style.size
            for line in lines:
                self._flow.write(style, x, y, line)
                y -= style.leading

        height = len(lines) * style.leading + PADDING
        return _Measured(height, draw, keeps_next=row.is_heading)

    def _cell(self, position: int, text: str) -> Cell:
        face, size = self._body.face, self._grid.size
        width = face.width(text, size)
        available = self._grid.rights[position] - self._grid.lefts[position] + 0.01
        if width <= available or self._table.columns[position].is_figure:
            return (text,), width
        return face.wrapped(text, size, available), available

    def _note_lines(self, note: str) -> tuple[str, ...]:
        flexible = self._grid.flexible
        width = self._grid.rights[flexible] - self._grid.lefts[flexible]
        return self._note.face.wrapped(note, self._note.size, width)

    def _draw_cells(self, cells: Sequence[Cell]) -> None:
        grid, flow, style = self._grid, self._flow, self._body
        top = flow.y - PADDING - grid.size
        for position, (lines, width) in enumerate(cells):
            is_figure = self._table.columns[position].is_figure
            x = grid.rights[position] - width if is_figure else grid.lefts[position]
            y = top
            for line in lines:
                if line:
                    flow.write(style, x, y, line)
                y -= style.leading

    def _draw_notes(self, notes: Sequence[str], lines_above: int) -> None:
        grid, style = self._grid, self._note
        y = self._flow.y - PADDING - grid.size - lines_above * grid.leading
        for note in notes:
            self._flow.write(style, grid.lefts[grid.flexible], y, note)
            y -= style.leading
