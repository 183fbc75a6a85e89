"""Pages in windows of their own, beside the main one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.translation import _
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.mnemonics import AltWatch
from desktop.views.shell.page import Page
from desktop.views.shell.theme import theme

_SIZE = (1120, 760)


class PageWindow(QWidget):
    """Holds one page; what it opens is shown in the main window. Escape closes it.

    `name` is what the navigation calls the page. Signals: `gone` when it has been
    closed, `help_wanted` with the page's name.
    """

    gone = Signal()
    help_wanted = Signal(str)

    def __init__(self, page: Page, desk: Desk, name: str = "") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = page
        self.name = name
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        look = theme()
        self.resize(look.px(_SIZE[0]), look.px(_SIZE[1]))
        page.title_changed.connect(self._name)
        page.closed.connect(self.close)
        self._add_key(Key.CLOSE, self.close)
        self._add_key(Key.HELP, self._ask_for_help)
        self._name(page.title)
        AltWatch(self, lambda: page.mnemonics)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.page.can_close():
            event.ignore()
            self.page.last_entry.when_saved(self.close)
            return
        self._desk.tasks.drop(self.page)
        event.accept()
        self.gone.emit()

    def _add_key(self, key: Key, do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcuts(key.sequences())
        action.triggered.connect(do)
        self.addAction(action)

    def _ask_for_help(self) -> None:
        self.help_wanted.emit(self.name)

    def _name(self, title: str) -> None:
        self.setWindowTitle(_("{page} – Kontor").format(page=title))


class PageWindows(QObject):
    """The windows beside the main one; they close with it.

    Signals: `changed` when one was opened or closed, `help_wanted` with the name of a page.
    """

    changed = Signal()
    help_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._windows: list[PageWindow] = []

    def open(self, page: Page, name: str = "") -> None:
        """Show a page in a window of its own."""
        window = PageWindow(page, self._desk, name)
        window.gone.connect(self._on_gone)
        window.help_wanted.connect(self.help_wanted)
        self._windows.append(window)
        window.show()
        window.activateWindow()
        self.changed.emit()

    def windows(self) -> list[PageWindow]:
        """The windows that are open."""
        return list(self._windows)

    def can_close_all(self) -> bool:
        """Ask every page; False, with its window in front, when one wants to stay."""
        for window in self.windows():
            if not window.page.can_close():
                if not window.page.last_entry.is_saving:
                    window.activateWindow()
                return False
        return True

    def close_all(self) -> bool:
        """Close all; False when a page wants to stay."""
        return all(window.close() for window in self.windows())

    def _on_gone(self) -> None:
        window = self.sender()
        if isinstance(window, PageWindow):
            self._windows.remove(window)
            self.changed.emit()
