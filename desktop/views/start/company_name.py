"""The company's name in the top bar, which follows what is entered on the company card."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.services.company import CompanyTitle, company_title
from desktop.services.database import Changes
from desktop.translation import _
from desktop.views.shell.main_window import MainWindow

_TABLE = "company_information"


class CompanyName(QObject):
    """Shows a company's name in a window, and another one as soon as the company has it.

    `keep` receives each new title, for the windows that come after this one.
    """

    def __init__(
        self, window: MainWindow, title: CompanyTitle, keep: Callable[[CompanyTitle], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._keep = keep
        self._show(title)
        window.desk.tasks.data_changed.connect(self._on_data_changed)

    def _on_data_changed(self, changes: Changes) -> None:
        if _TABLE in changes.tables:
            self._window.desk.tasks.read(company_title, owner=self, done=self._on_read)

    def _on_read(self, title: CompanyTitle) -> None:
        self._keep(title)
        self._show(title)

    def _show(self, title: CompanyTitle) -> None:
        environment = _("Demo company") if title.is_demo else ""
        self._window.top_bar.set_company(title.name or _("New company"), environment)
