"""The list that opens below a look-up while typing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QTableView, QVBoxLayout, QWidget

from desktop.services.records import LookupRow
from desktop.translation import _
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.columns import Cell, Kind, Tone
from desktop.views.tables.delegates import CellDelegate
from desktop.views.tables.record_model import CELL_ROLE, Index

_ROOT = QModelIndex()
_COLUMNS: Final = (Kind.LINK, Kind.TEXT, Kind.TEXT)
_ROWS_SHOWN = 8
_NARROWEST = 420
_ROW = 28


def exact_hit(text: str, rows: Sequence[LookupRow]) -> LookupRow | None:
    """The match whose key is the typed text, whatever the case."""
    wanted = text.strip().casefold()
    return next((row for row in rows if row.key.casefold() == wanted), None)


class LookupModel(QAbstractTableModel):
    """The hits of a look-up: number, name and what else tells them apart."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LookupRow, ...] = ()
        self._cells: tuple[tuple[Cell, Cell, Cell], ...] = ()

    def show(self, rows: Sequence[LookupRow]) -> None:
        """Show the hits of another text."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self._cells = tuple(
            (
                Cell(row.key, Kind.LINK),
                Cell(row.text, Kind.TEXT),
                Cell(row.detail, Kind.TEXT, Tone.MUTED),
            )
            for row in rows
        )
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cells = self._cells[index.row()]
        if role == CELL_ROLE:
            return cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(cell.text for cell in cells if cell.text)
        return None


class LookupTable(QTableView):
    """Hits in rows without a header; used by the list below a field and by the picker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = LookupModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme().px(24))
        self.verticalHeader().setDefaultSectionSize(theme().px(_ROW))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)

    def show_hits(self, rows: Sequence[LookupRow]) -> None:
        """Show hits, the first one chosen; the columns are as wide as they must be."""
        self.hits.show(rows)
        for column, most in ((0, 140), (1, 320)):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), theme().px(most)))
        self.move_to(0)

    def chosen(self) -> LookupRow | None:
        """The hit of the cursor."""
        at = self.currentIndex().row()
        return self.hits.rows[at] if 0 <= at < len(self.hits.rows) else None

    def move_to(self, position: int) -> None:
        """Put the cursor on a hit, the first or last one where the list ends."""
        if self.hits.rows:
            self.selectRow(min(max(position, 0), len(self.hits.rows) - 1))

    def move_by(self, rows: int) -> None:
        """Move the cursor up or down."""
        self.move_to(self.currentIndex().row() + rows)


class LookupPopup(QFrame):
    """Floats over the window below a field and never takes the keyboard from it.

    It is a child of the window and not a window of its own, so typing goes on in the field on
    every platform. Signal `picked(row)` after a click.
    """

    picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        set_look(self, "float")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = LookupTable()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setAccessibleName(_("Matches"))
        self.table.clicked.connect(self._on_clicked)
        self._empty = QLabel()
        set_text(self._empty, Text.BODY, "muted")
        self._empty.setContentsMargins(*(theme().px(6) for _side in range(4)))
        box = QVBoxLayout(self)
        side = theme().px(4)
        box.setContentsMargins(side, side, side, side)
        box.addWidget(self.table)
        box.addWidget(self._empty)
        self.hide()

    def show_hits(self, rows: Sequence[LookupRow], text: str) -> None:
        """Open with the hits of a text, or with a sentence that there are none."""
        self.table.show_hits(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(_("Nothing contains “{text}”.").format(text=text))
        self._place(len(rows))
        self.show()
        self.raise_()

    def chosen(self) -> LookupRow | None:
        """The hit that Enter or Tab would take."""
        return self.table.chosen() if self.isVisible() else None

    def _place(self, rows: int) -> None:
        window = self._field.window()
        height = theme().px(_ROW) * min(max(rows, 1), _ROWS_SHOWN) + theme().px(8) + 4
        width = min(max(self._field.width(), theme().px(_NARROWEST)), window.width() - 8)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if corner.y() + height > window.height():
            corner = self._field.mapTo(window, QPoint(0, -height - 2))
        left = min(corner.x(), window.width() - width - 4)
        self.setGeometry(max(left, 0), max(corner.y(), 0), width, height)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self.table.hits.rows[index.row()])
