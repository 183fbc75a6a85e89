"""The button that opens the choice of columns; its context menu is that of the cursor's column."""

from collections.abc import Callable

from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.translation import _
from desktop.views.shell.keys import Key
from desktop.views.tables.header import TableHeader
from desktop.views.tables.icon_button import IconButton


class ColumnsButton(IconButton):
    """A click opens the choice of columns, the menu key or a right click the column's menu.

    `section` tells in which column the list's cursor is, -1 for none.
    """

    def __init__(
        self, header: TableHeader, section: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__("columns-3", _("Choose columns"), parent=parent)
        self._header = header
        self._section = section
        self.clicked.connect(lambda: header.show_menu(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Key.CONTEXT_MENU.is_pressed(event):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        del event
        self._open_menu()

    def _open_menu(self) -> None:
        below = self.mapToGlobal(self.rect().bottomLeft())
        self._header.show_column_menu(self._section(), below)
