"""Copying and pasting blocks of cells of the lines grid, F8 and fill down."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop.translation import ngettext
from desktop.views.fields.entries import printed, read
from desktop.views.pages.lines_editor import LinesEditor
from desktop.views.shell.page import Page
from desktop.views.tables.cell_editor import CellEntry, words_of
from desktop.views.tables.clipboard_block import block_rows, block_text
from desktop.views.tables.line_columns import GridRow, LineColumn
from desktop.views.tables.lines_grid import LinesGrid


class LinesClipboard(QObject):
    """Enters many cells at once; every cell goes the way of a typed one."""

    def __init__(self, page: Page, grid: LinesGrid, editor: LinesEditor) -> None:
        super().__init__(page)
        self._page = page
        self._grid = grid
        self._editor = editor

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        chosen = self._grid.selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        picked = {index.column() for index in chosen}
        columns = [at for at in self._grid.shown_columns() if at in picked]
        model = self._grid.lines
        block = [[model.index(row, at).data() or "" for at in columns] for row in rows]
        QGuiApplication.clipboard().setText(block_text(block))

    def paste(self) -> None:
        """Enter the clipboard's block from the cursor on; what is left over makes new lines."""
        text = QGuiApplication.clipboard().text()
        start = self._grid.currentIndex()
        if not text or not start.isValid():
            return
        columns = self._columns_from(start.column())
        model, left_out = self._grid.lines, 0
        targets = [row for row in model.rows[start.row() :] if not row.is_empty]
        for at, texts in enumerate(block_rows(text)):
            pairs = list(zip(columns, texts, strict=False))
            if at < len(targets):
                left_out += self._paste_over(targets[at], pairs)
            elif model.can_add:
                self._editor.enter_row(model.rows[-1], self._entries(pairs))
        if left_out:
            self._tell_left_out(left_out)

    def copy_above(self) -> None:
        """Enter the value of the row above into the cursor's cell."""
        at = self._grid.currentIndex()
        column = self._grid.lines.column(at) if at.isValid() else None
        if column is not None and at.row() > 0:
            above = self._grid.lines.rows[at.row() - 1]
            self._repeat(above, self._grid.lines.rows[at.row()], column)

    def fill_down(self) -> None:
        """Enter the first value of the selected block into the cells below it."""
        at = self._grid.currentIndex()
        column = self._grid.lines.column(at) if at.isValid() else None
        rows = self._grid.selected_lines()
        for row in rows[1:] if column is not None else ():
            if column is not None:
                self._repeat(rows[0], row, column)

    # -- inside

    def _repeat(self, source: GridRow, target: GridRow, column: LineColumn) -> None:
        value = source.value(column.name)
        if self._is_editable(target, column) and value not in {None, ""}:
            text = printed(column.info, value)
            self._editor.enter(target, CellEntry(column.name, value, text))

    def _paste_over(self, row: GridRow, pairs: Sequence[tuple[LineColumn, str]]) -> int:
        """Enter texts into a line; returns how many cells are not to be changed."""
        good = [(column, text) for column, text in pairs if self._is_editable(row, column)]
        for entry in self._entries(good):
            self._editor.enter(row, entry)
        return len(pairs) - len(good)

    def _entries(self, pairs: Sequence[tuple[LineColumn, str]]) -> list[CellEntry]:
        work_date = self._page.desk.context.work_date
        entries = []
        for column, text in pairs:
            words = words_of(column)
            word = next((word for word in words if word.casefold() == text.strip().casefold()), "")
            if word:
                entries.append(CellEntry(column.name, words[word], word))
            elif text.strip():
                entry = read(column.info, text, work_date)
                entries.append(CellEntry(column.name, entry.value, text, entry.error))
        return entries

    def _columns_from(self, column: int) -> list[LineColumn]:
        shown = [at for at in self._grid.shown_columns() if at > 0]
        found = shown[shown.index(column) :] if column in shown else []
        return [self._grid.lines.columns[at - 1] for at in found]

    def _is_editable(self, row: GridRow, column: LineColumn) -> bool:
        model = self._grid.lines
        at = model.columns.index(column) + 1
        index = model.index(model.rows.index(row), at)
        return bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _tell_left_out(self, count: int) -> None:
        text = ngettext(
            "{count} cell was left as it is: it cannot be changed.",
            "{count} cells were left as they are: they cannot be changed.",
            count,
        )
        self._page.notices.warn(text.format(count=count))
