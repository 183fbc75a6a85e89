"""The keyboard's place in a header: arrow keys, sorting, moving columns, the menu."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent

from desktop.translation import _
from desktop.views.shell.keys import Key

if TYPE_CHECKING:
    from desktop.views.tables.header import TableHeader

_SORTING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_LEAVING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Escape})
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class HeaderCursor(QObject):
    """Moves over the labels of a header that has the keyboard.

    Left and Right go from label to label, with Ctrl they move the column; Space and Enter sort,
    with Shift they add a sort key; Delete hides the column. Signals: `reached(section)` when the
    cursor stands on another label; `left` when the keyboard goes back to the rows.
    """

    reached = Signal(int)
    left = Signal()

    def __init__(self, header: "TableHeader") -> None:
        super().__init__(header)
        self._header = header
        self.section = -1

    def enter(self) -> None:
        """The header has got the keyboard: the cursor stands on a label that is shown."""
        shown = self._header.arrangement.shown()
        self._go_to(self.section if self.section in shown else shown[0])

    def open_menu(self) -> None:
        """Open the menu of the cursor's column below its label."""
        header = self._header
        left = max(header.sectionViewportPosition(self.section), 0)
        header.show_column_menu(self.section, header.mapToGlobal(QPoint(left, header.height())))

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key says; False for a key that means nothing here."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if Key.CONTEXT_MENU.is_pressed(event):
            self.open_menu()
        elif key in _STEPS:
            self._step(_STEPS[key], moves=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to(self._header.arrangement.shown()[0 if key == Qt.Key.Key_Home else -1])
        elif key in _LEAVING:
            self.left.emit()
        else:
            return self._change(key, adding=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _change(self, key: Qt.Key, *, adding: bool) -> bool:
        if key in _SORTING:
            self._header.sort(self._header.columns[self.section].name, adding=adding)
            self._tell()
        elif key == Qt.Key.Key_Delete:
            self._hide()
        else:
            return False
        return True

    def _step(self, step: int, *, moves: bool) -> None:
        arrangement = self._header.arrangement
        if moves:
            arrangement.move(self.section, step)
            self._go_to(self.section)
            return
        shown = arrangement.shown()
        place = shown.index(self.section) + step
        if 0 <= place < len(shown):
            self._go_to(shown[place])

    def _hide(self) -> None:
        """The cursor goes to the label that takes the place."""
        arrangement = self._header.arrangement
        place = arrangement.shown().index(self.section)
        if arrangement.show(self.section, shown=False):
            shown = arrangement.shown()
            self._go_to(shown[min(place, len(shown) - 1)])

    def _go_to(self, section: int) -> None:
        self.section = section
        self.reached.emit(section)
        self._header.redraw()
        self._tell()

    def _tell(self) -> None:
        """Let screen readers say the label, and how the list is sorted by it."""
        column = self._header.columns[self.section]
        directions = {True: _("{label}, sorted descending"), False: _("{label}, sorted ascending")}
        sorted_by = dict(self._header.order)
        text = directions[sorted_by[column.name]] if column.name in sorted_by else "{label}"
        self._header.setAccessibleDescription(text.format(label=column.caption))
        changed = QAccessibleEvent(self._header, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)
