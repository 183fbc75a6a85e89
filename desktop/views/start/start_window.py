"""The window before the main window: a company is being opened or made, or could not be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Refusal, Unavailable
from desktop.services.context import Cancelled
from desktop.settings import company_folder
from desktop.translation import _, user_localizer
from desktop.views.shell.crash_report import show_crash
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.start.recent_companies import RecentCompanies, RecentCompany

logger = logging.getLogger(__name__)

COMPANY_SUFFIX = ".kontor"
SHOWN_AFTER_MS = 300

Work = Callable[[WorkProgress], Any]


class StartWindow(QWidget):
    """Opens or makes a company with a bar and Cancel; says why it could not and what to do.

    `recent` are the companies offered then. Signals: `opened` with the open Database;
    `demo_wanted`, `open_wanted(path)`, `new_wanted(path)`, `recent_wanted(address)` when the user
    chooses another way; `given_up` when the window is closed.
    """

    opened = Signal(object)
    open_wanted = Signal(Path)
    new_wanted = Signal(Path)
    recent_wanted = Signal(str)
    demo_wanted = Signal()
    given_up = Signal()
    _finished = Signal(object)

    def __init__(self, recent: Sequence[RecentCompany] = ()) -> None:
        super().__init__()
        self._recent = RecentCompanies(recent) if recent else None
        self._lane = ThreadPoolExecutor(1, "company")
        self._progress: WorkProgress | None = None
        self._build()
        self._connect()

    @property
    def sentence(self) -> str:
        """What is being done now, or why no company is open."""
        return self._text.text()

    def begin(self, title: str, work: Work) -> None:
        """Do the work on a thread of its own; the window appears when it takes its time."""
        self._progress = WorkProgress(title)
        self._progress.changed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._title.setText(title)
        self._text.setText("")
        self._show_choices(visible=False)
        self._lane.submit(work, self._progress).add_done_callback(self._finished.emit)
        QTimer.singleShot(SHOWN_AFTER_MS, self, self._show_if_busy)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing gives the start up; work that is under way is stopped first."""
        if self._progress is not None:
            self._progress.cancel()
        self._lane.shutdown(wait=True)
        self.given_up.emit()
        event.accept()

    def finish(self) -> None:
        """The company is open: this window is not needed any more."""
        self._lane.shutdown(wait=True)
        self.hide()
        self.deleteLater()

    def _build(self) -> None:
        self.setWindowTitle("Kontor")
        set_look(self, "surface")
        self._title = QLabel()
        set_text(self._title, Text.TITLE)
        self._text = QLabel()
        self._text.setWordWrap(True)
        set_text(self._text, Text.BODY, "muted")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Progress"))
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(_("Cancel"))
        column = QVBoxLayout(self)
        margin = theme().px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme().px(12))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        if self._recent is not None:
            column.addWidget(self._recent)
        column.addStretch(1)
        column.addLayout(self._build_buttons())
        self.resize(theme().px(640), theme().px(220))

    def _build_buttons(self) -> QHBoxLayout:
        self._open = QPushButton(_("&Open a Company…"))
        self._new = QPushButton(_("&New Company…"))
        self._demo = QPushButton(_("Open the &Demo Company"))
        self._quit = QPushButton(_("&Quit"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        for button in (self._demo, self._open, self._new, self._quit, self._cancel):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._cancel.clicked.connect(self._on_cancel)
        self._quit.clicked.connect(self.close)
        self._demo.clicked.connect(self.demo_wanted)
        self._open.clicked.connect(self._on_open)
        self._new.clicked.connect(self._on_new)
        if self._recent is not None:
            self._recent.wanted.connect(self.recent_wanted)

    def _on_finished(self, done: Future[Any]) -> None:
        """On the window's thread: go on with the company, or say why there is none."""
        self._progress = None
        error = done.exception()
        if error is None:
            self.opened.emit(done.result())
        else:
            self._show_failure(error)

    def _show_failure(self, error: BaseException) -> None:
        self._title.setText(_("No company is open"))
        self._show_choices(visible=True)
        if isinstance(error, Cancelled):
            self._text.setText(_("You stopped before the company was ready. Nothing was kept."))
        elif isinstance(error, Refusal):
            logger.warning("opening was refused: %s", error.code)
            self._text.setText(user_localizer().refusal(error))
        elif isinstance(error, Unavailable):
            logger.warning("the database does not answer")
            self._text.setText(_("The database does not answer. Check the network and try again."))
        else:
            logger.error("opening failed", exc_info=error)
            self._text.setText(_("The company could not be opened."))
            show_crash(self, error)
        self.show()
        self._open.setFocus()

    def _show_choices(self, *, visible: bool) -> None:
        for button in (self._demo, self._open, self._new, self._quit):
            button.setVisible(visible)
        if self._recent is not None:
            self._recent.setVisible(visible)
        self._cancel.setVisible(not visible)
        self._bar.setVisible(not visible)

    def _show_if_busy(self) -> None:
        if self._progress is not None:
            self.show()
            self._cancel.setFocus()

    def _on_progress(self) -> None:
        if self._progress is None:
            return
        self._bar.setMaximum(self._progress.total)
        self._bar.setValue(self._progress.done)
        self._text.setText(self._progress.sentence)

    def _on_cancel(self) -> None:
        if self._progress is not None:
            self._progress.cancel()

    def _on_open(self) -> None:
        choose_existing(self, self.open_wanted.emit)

    def _on_new(self) -> None:
        choose_new(self, self.new_wanted.emit)


def choose_existing(parent: QWidget, chosen: Callable[[Path], object]) -> None:
    """Let the user pick a company file."""
    dialog = _file_dialog(parent, _("Open a Company"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


def choose_new(parent: QWidget, chosen: Callable[[Path], object]) -> None:
    """Let the user say where a new company's file shall lie."""
    dialog = _file_dialog(parent, _("New Company"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(COMPANY_SUFFIX.removeprefix("."))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


def _file_dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(company_folder()))
    dialog.setNameFilter(_("Kontor companies (*{suffix})").format(suffix=COMPANY_SUFFIX))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
