"""The question which record was meant, when a typed text fits several."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.services.records import FieldInfo, LookupRow
from desktop.translation import _
from desktop.views.fields.field import LookupSource
from desktop.views.fields.lookup_table import LookupTable
from desktop.views.fields.typing_pause import TypingPause
from desktop.views.shell.theme import Text, set_text, theme

MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
"""How far each key moves in a list of matches."""

_SIZE = QSize(800, 420)


class LookupPicker(QDialog):
    """A list to pick one record from: typing searches, arrows move, Enter picks, Escape gives up.

    Signal `picked(row)`; `rejected` when the user gives up.
    """

    picked = Signal(object)

    def __init__(self, info: FieldInfo, text: str, source: LookupSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._info = info
        self._source = source
        self.setWindowTitle(_("Choose {label}").format(label=_(info.label)))
        self._build(text)
        self._pause = TypingPause(self)
        self._pause.over.connect(self._ask)
        self.search.textEdited.connect(self._pause.restart)
        self.search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = MOVES.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers():
                self.table.move_by(step)
                return True
        return super().eventFilter(watched, event)

    def ask(self) -> None:
        """Look up what stands in the search line."""
        self._ask()

    def show_rows(self, rows: Sequence[LookupRow]) -> None:
        """Show the records that fit."""
        self.table.show_hits(rows, self.search.text())
        self._ok.setEnabled(bool(rows))
        self.count.setText(_("{count} shown").format(count=len(rows)))

    def accept(self) -> None:
        row = self.table.chosen()
        if row is not None:
            super().accept()
            self.picked.emit(row)

    def _build(self, text: str) -> None:
        self.resize(theme().px(_SIZE.width()), theme().px(_SIZE.height()))
        self.search = QLineEdit(text)
        self.search.setFixedHeight(theme().px(30))
        self.search.setAccessibleName(_("Search"))
        self.search.selectAll()
        label = QLabel(_("&Search"))
        label.setBuddy(self.search)
        self.table = LookupTable()
        self.table.setAccessibleName(self.windowTitle())
        self.table.doubleClicked.connect(self._on_double_clicked)
        self.count = QLabel()
        set_text(self.count, Text.SMALL, "muted")
        box = QVBoxLayout(self)
        for widget in (label, self.search, self.table, self.count, self._build_buttons()):
            box.addWidget(widget)

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self._ok = QPushButton(_("Choose"))
        self._ok.setDefault(True)
        buttons.addButton(self._ok, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _ask(self) -> None:
        self._source(self._info, self.search.text(), self.show_rows)

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.accept()
