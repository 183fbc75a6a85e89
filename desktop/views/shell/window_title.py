"""The title of the main window: that of the page which is shown."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from desktop.translation import _
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.page import Page


class WindowTitle(QObject):
    """Keeps the title of a window in step with its navigation."""

    def __init__(self, window: QMainWindow, navigation: Navigation) -> None:
        super().__init__(window)
        self._window = window
        self._navigation = navigation
        window.setWindowTitle("Kontor")
        navigation.current_changed.connect(self._name)
        navigation.page_made.connect(self._on_page_made)

    def _on_page_made(self, page: Page) -> None:
        page.title_changed.connect(self._name)

    def _name(self) -> None:
        page = self._navigation.current
        if page is not None:
            self._window.setWindowTitle(_("{page} – Kontor").format(page=page.title))
