"""Makes a window ready to be built anew: what was typed is saved, or told to be in the way."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.translation import _
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.page import Page

_LOOK_EVERY = 20  # milliseconds


class Leaving(QObject):
    """Asks every page of a window to save what was typed, and waits until the database has it.

    A page that cannot close, or whose typing is refused, is shown and tells why. Signals: `left`
    when all is saved and nothing is under way, never while `begin` runs, so that the menu it was
    called from may go away; `stayed` when a page wants to stay. One of them comes once.
    """

    left = Signal()
    stayed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told: dict[Page, list[str]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Ask the pages."""
        self._told = {page: page.notices.errors() for page in self._window.pages()}
        if self._window.can_close_all() or self._is_saving():
            self._timer.start()
        else:
            self._end(left=False)

    def _look(self) -> None:
        if self._window.page_area.progress_rows():
            self._tell_of_work()
            self._end(left=False)
        elif self._window.desk.tasks.is_busy or self._is_saving():
            self._timer.start()
        else:
            self._end(left=not self._is_refused() and self._window.can_close_all())

    def _is_saving(self) -> bool:
        return any(page.last_entry.is_saving for page in self._window.pages())

    def _is_refused(self) -> bool:
        """Whether what was typed was not taken; the page in question is shown then."""
        for page in self._window.pages():
            if set(page.notices.errors()) - set(self._told.get(page, [])):
                self._show(page)
                return True
        return False

    def _show(self, page: Page) -> None:
        for one in self._window.navigation.opened:
            if one.page is page:
                self._window.navigation.open(one.name, one.key)
                return
        page.window().activateWindow()

    def _tell_of_work(self) -> None:
        page = self._window.navigation.current
        if page is not None:
            page.notices.warn(_("Wait until the work below the page has ended, then try again."))

    def _end(self, *, left: bool) -> None:
        (self.left if left else self.stayed).emit()
        self.deleteLater()
