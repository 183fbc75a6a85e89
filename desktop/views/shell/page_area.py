"""Where the pages are: the one that is shown, and the long work that goes on below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.views.shell.navigation import Navigation
from desktop.views.shell.page import Page
from desktop.views.shell.progress import ProgressRow
from desktop.views.shell.tasks import Task, Tasks
from desktop.views.shell.theme import set_look


class PageArea(QWidget):
    """Follows a Navigation and the long work of Tasks; `stack` holds the pages."""

    def __init__(self, navigation: Navigation, tasks: Tasks) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._rows: dict[Task, ProgressRow] = {}
        self._build()
        navigation.page_made.connect(self._on_page_made)
        navigation.page_gone.connect(self._on_page_gone)
        navigation.current_changed.connect(self._on_current_changed)
        tasks.long_started.connect(self._on_long_started)
        tasks.long_finished.connect(self._on_long_finished)

    def progress_rows(self) -> list[ProgressRow]:
        """The long work that is shown, the oldest first."""
        return list(self._rows.values())

    def _build(self) -> None:
        set_look(self, "app")
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)

    def _on_page_made(self, page: Page) -> None:
        self.stack.addWidget(page)

    def _on_page_gone(self, page: Page) -> None:
        self.stack.removeWidget(page)

    def _on_current_changed(self, page: Page) -> None:
        last: QWidget | None = page.focusWidget()
        self.stack.setCurrentWidget(page)
        if last is None:
            page.take_focus()
        else:
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_long_started(self, task: Task) -> None:
        if task.progress is not None:
            row = ProgressRow(task.progress)
            self._rows[task] = row
            self._column.addWidget(row)

    def _on_long_finished(self, task: Task) -> None:
        row = self._rows.pop(task, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
