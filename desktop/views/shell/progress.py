"""How far a long piece of work has come, told by its thread and shown in the window."""

import threading
import time

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.services.context import Cancelled
from desktop.translation import _
from desktop.views.shell.theme import Text, set_look, set_text, theme

_BETWEEN_STEPS = 0.05  # seconds; a fast loop would flood the window otherwise


class WorkProgress(QObject):
    """What a service calls while it works (its `Progress`), and what the window watches.

    `step` and `check_cancelled` belong to the working thread, the rest to the window.
    Signals: `changed` after a step, at most twenty times a second.
    """

    changed = Signal()

    def __init__(self, title: str, verb: str = "") -> None:
        super().__init__()
        self.title = title
        self.verb = verb
        self.done = 0
        self.total = 0
        self.text = ""
        self._cancelled = threading.Event()
        self._told = 0.0

    def step(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` pieces are finished; `text` says it in words of the work."""
        self.done, self.total, self.text = done, total, text
        now = time.monotonic()
        if done >= total or now - self._told >= _BETWEEN_STEPS:
            self._told = now
            self.changed.emit()

    def check_cancelled(self) -> None:
        """Raise Cancelled when the user wants to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point."""
        self._cancelled.set()
        self.changed.emit()

    @property
    def is_cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancelled.is_set()

    @property
    def sentence(self) -> str:
        """What is going on, for the user."""
        if self.is_cancelled and self.verb:
            return _("{title} ends after this step…").format(title=self.title)
        if self.is_cancelled:
            return _("{title} is being cancelled…").format(title=self.title)
        if self.text:
            return self.text
        if self.total:
            return _("{title}: {done} of {total}").format(
                title=self.title, done=self.done, total=self.total
            )
        return self.title


class ProgressRow(QWidget):
    """A line with a sentence, a bar and Cancel for one long piece of work."""

    def __init__(self, progress: WorkProgress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = progress
        self._sentence = QLabel()
        self._bar = QProgressBar()
        self._cancel = QPushButton()
        self._build()
        progress.changed.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._show()

    def _build(self) -> None:
        set_look(self, "surface")
        set_text(self._sentence, Text.SMALL)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._progress.title)
        set_look(self._cancel, "link")
        verb = self._progress.verb or _("Cancel")
        self._cancel.setText(verb)
        self._cancel.setAccessibleName(
            _("{verb}: {title}").format(verb=verb, title=self._progress.title)
        )
        self._cancel.clicked.connect(self._progress.cancel)
        texts = QVBoxLayout()
        texts.addWidget(self._sentence)
        texts.addWidget(self._bar)
        row = QHBoxLayout(self)
        side, top = theme().px(20), theme().px(6)
        row.setContentsMargins(side, top, side, top)
        row.addLayout(texts, 1)
        row.addWidget(self._cancel)

    def _show(self) -> None:
        self._sentence.setText(self._progress.sentence)
        self._bar.setRange(0, self._progress.total)
        self._bar.setValue(self._progress.done)
        self._cancel.setEnabled(not self._progress.is_cancelled)
