"""Copying and pasting blocks of cells of the lines grid, F8 and fill down."""

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication

from desktop.translation import _
from desktop.views.fields.entries import printed
from desktop.views.pages.document_editor import DocumentEditor
from desktop.views.pages.document_spec import DocumentServices
from desktop.views.pages.lines_editor import LinesEditor
from desktop.views.pages.paste import Paste
from desktop.views.pages.paste_preview import PastePreview
from desktop.views.shell.page import Page
from desktop.views.tables.cell_editor import CellEntry
from desktop.views.tables.clipboard_block import block_rows, block_text, is_block
from desktop.views.tables.line_columns import GridRow, LineColumn
from desktop.views.tables.lines_grid import LinesGrid
from desktop.views.tables.lines_model import MARK
from desktop.views.tables.pasted_block import pasted_block, read_cell


class LinesClipboard(QObject):
    """Enters many cells at once; `preview` is the one that is open."""

    def __init__(
        self,
        page: Page,
        grid: LinesGrid,
        editor: LinesEditor,
        document: DocumentEditor,
        services: DocumentServices,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._grid = grid
        self._editor = editor
        self._document = document
        self._services = services
        self.preview: PastePreview | None = None

    def copy(self) -> None:
        """Put the selected block on the clipboard."""
        chosen = self._grid.selectedIndexes()
        rows = sorted({index.row() for index in chosen})
        picked = {index.column() for index in chosen}
        columns = [at for at in self._grid.shown_columns() if at in picked and at > MARK]
        model = self._grid.lines
        block = [[model.index(row, at).data() or "" for at in columns] for row in rows]
        QGuiApplication.clipboard().setText(block_text(block))

    def paste(self) -> None:
        """Enter what the clipboard holds from the cursor on: a block is shown first."""
        text = QGuiApplication.clipboard().text()
        start = self._grid.currentIndex()
        if not text.strip() or not start.isValid() or self._column_at(start) is None:
            return
        if is_block(text):
            self._document.when_idle(partial(self._preview, text, start.row(), start.column()))
        else:
            self._paste_cell(block_rows(text)[0][0])

    def copy_above(self) -> None:
        """Enter the value of the row above into the cursor's cell."""
        at = self._grid.currentIndex()
        column = self._grid.lines.column(at) if at.isValid() else None
        if column is not None and at.row() > 0:
            above = self._grid.lines.rows[at.row() - 1]
            self._repeat(above, self._grid.lines.rows[at.row()], column)

    def fill_down(self) -> None:
        """Enter the first value of the selected block into the cells below it, as one step."""
        column = self._column_at(self._grid.currentIndex())
        rows = self._grid.selected_lines()
        value = rows[0].value(column.name) if column is not None and rows else None
        if column is None or value in {None, ""}:
            return
        targets = [
            row for row in rows[1:] if row.line is not None and self._is_editable(row, column)
        ]
        if targets:
            entry = CellEntry(column.name, value, printed(column.info, value))
            self._editor.fill(targets, entry)

    # -- inside

    def _repeat(self, source: GridRow, target: GridRow, column: LineColumn) -> None:
        value = source.value(column.name)
        if self._is_editable(target, column) and value not in {None, ""}:
            text = printed(column.info, value)
            self._editor.enter(target, CellEntry(column.name, value, text))

    def _paste_cell(self, text: str) -> None:
        """Enter one text into the cursor's cell, as if it were typed."""
        at = self._grid.currentIndex()
        column = self._column_at(at)
        row = self._grid.lines.rows[at.row()]
        entry = read_cell(column, text, row, self._page.desk.context.work_date) if column else None
        if column is None or entry is None or not self._is_editable(row, column):
            self._page.notices.warn(_("This cell cannot be changed, so nothing was pasted."))
        else:
            self._editor.enter(row, entry)

    def _preview(self, text: str, row: int, column: int) -> None:
        """Show what a block becomes; the lines may have changed while it waited."""
        model = self._grid.lines
        if self._services.rehearse_block is None or self._services.enter_block is None:
            return
        block = pasted_block(
            text,
            model.columns,
            self._columns_from(column),
            [one for one in model.rows[row:] if one.line is not None],
            self._page.desk.context.work_date,
        )
        paste = Paste(self._page, self._document, self._services, block, model.columns)
        self.preview = paste.preview
        self.preview.finished.connect(self._forget_preview)

    def _forget_preview(self) -> None:
        self.preview = None

    def _columns_from(self, column: int) -> list[LineColumn]:
        shown = [at for at in self._grid.shown_columns() if at > 0]
        found = shown[shown.index(column) :] if column in shown else []
        return [self._grid.lines.columns[at - 1] for at in found]

    def _column_at(self, index: QModelIndex) -> LineColumn | None:
        return self._grid.lines.column(index) if index.isValid() else None

    def _is_editable(self, row: GridRow, column: LineColumn) -> bool:
        model = self._grid.lines
        at = model.columns.index(column) + 1
        index = model.index(model.rows.index(row), at)
        return bool(model.flags(index) & Qt.ItemFlag.ItemIsEditable)
