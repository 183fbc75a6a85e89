"""The choice of columns where a table has many: a list with check marks that scrolls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from desktop.translation import _
from desktop.views.shell.theme import Text, set_look, set_text, theme

if TYPE_CHECKING:
    from desktop.views.tables.header import TableHeader

_WIDTH = 300
_ROWS = 12
_ROW = 28
_SECTION = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _ColumnList(QListWidget):
    """Columns with check marks. Signal `moved(step)`: Ctrl+Up or Ctrl+Down."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)


class ColumnPanel(QFrame):
    """Shows, hides and moves the columns of a header at once; Escape or a click beside closes it.

    The columns that are shown come first, in their order on the screen.
    """

    def __init__(self, header: "TableHeader") -> None:
        super().__init__(header.window(), Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._header = header
        set_look(self, "float")
        self.setAccessibleName(_("Choose columns"))
        self.list = _ColumnList()
        self.list.setAccessibleName(_("Columns"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.restore = QPushButton(_("Restore Columns"))
        self._build()
        self._fill()
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._on_changed)
        self.list.moved.connect(self._on_moved)
        self.restore.clicked.connect(self._on_restore)

    def open_at(self, point: QPoint) -> None:
        """Open below a point of the screen, as far as the screen has room."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(point) or self._header.screen()
        room: QRect = screen.availableGeometry()
        left = max(min(point.x(), room.right() - self.width()), room.left())
        top = max(min(point.y(), room.bottom() - self.height()), room.top())
        self.move(left, top)
        self.show()
        self.list.setFocus()

    def _build(self) -> None:
        hint = QLabel(_("Space shows or hides a column. Ctrl+Up and Ctrl+Down move it."))
        hint.setWordWrap(True)
        set_text(hint, Text.SMALL, "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme().px(12) for _side in range(4)))
        box.setSpacing(theme().px(8))
        box.addWidget(self.list)
        box.addWidget(hint)
        box.addWidget(self.restore)
        rows = min(len(self._header.columns), _ROWS)
        self.list.setFixedHeight(theme().px(_ROW) * rows)
        self.setFixedWidth(theme().px(_WIDTH))

    def _fill(self) -> None:
        shown = self._header.arrangement.shown()
        hidden = [at for at in range(len(self._header.columns)) if at not in shown]
        self.list.blockSignals(True)
        self.list.clear()
        for at in (*shown, *hidden):
            item = QListWidgetItem(self._header.columns[at].caption, self.list)
            item.setData(_SECTION, at)
            item.setSizeHint(QSize(0, theme().px(_ROW)))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_checked(at in shown))
        self.list.blockSignals(False)

    def _on_changed(self, item: QListWidgetItem) -> None:
        wanted = item.checkState() is Qt.CheckState.Checked
        if not self._header.arrangement.show(item.data(_SECTION), shown=wanted):
            item.setCheckState(Qt.CheckState.Checked)

    def _on_moved(self, step: int) -> None:
        item = self.list.currentItem()
        if item.checkState() is not Qt.CheckState.Checked:
            return
        section = item.data(_SECTION)
        self._header.arrangement.move(section, step)
        self._fill()
        found = [at for at in range(self.list.count()) if self._section(at) == section]
        self.list.setCurrentRow(found[0])

    def _on_restore(self) -> None:
        self._header.arrangement.restore_declared()
        self._fill()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _section(self, row: int) -> int:
        section: int = self.list.item(row).data(_SECTION)
        return section


def _checked(is_checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked
