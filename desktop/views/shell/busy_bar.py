"""The thin bar under a page's head that says: something is being read or written."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.translation import _
from desktop.views.shell.tasks import BUSY_AFTER, Tasks
from desktop.views.shell.theme import set_look

BAR_HEIGHT = 3


class BusyBar(QProgressBar):
    """Appears when work of its page has not come back after 300 ms, and goes when it has."""

    def __init__(self, tasks: Tasks, owner: QWidget) -> None:
        super().__init__(owner)
        self._tasks = tasks
        self._owner = owner
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BUSY_AFTER)
        self._timer.timeout.connect(self._appear)
        self.setRange(0, 0)
        self.setTextVisible(False)
        set_look(self, "thin")
        self.hide()
        tasks.pending_changed.connect(self._on_pending_changed)

    def _on_pending_changed(self, owner: QObject | None) -> None:
        if owner is not self._owner:
            return
        if not self._tasks.pending(self._owner):
            self._timer.stop()
            self.hide()
        elif self.isHidden() and not self._timer.isActive():
            self._timer.start()

    def _appear(self) -> None:
        texts = [task.busy for task in self._tasks.pending(self._owner) if task.busy]
        self.setAccessibleName(texts[0] if texts else _("Loading…"))
        self.setToolTip(self.accessibleName())
        self.show()
        self.raise_()
