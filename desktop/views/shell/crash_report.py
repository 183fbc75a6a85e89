"""What is told of a defect: a report to copy, with the last lines of the log, without names."""

import platform
import re
import traceback
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.settings import config_folder
from desktop.translation import _
from desktop.views.shell.dialogs import Question
from desktop.views.shell.theme import theme

RESTART_CODE = 75
"""The exit code of the event loop that asks for another start."""
LOG_LINES = 40
_WIDTH = 680
_FONT = 12

_HIDDEN = (
    (r"(?s)\[parameters: .*?\](?=\n|$)", "[parameters: …]"),
    (r"://[^/\s@]+@", "://…@"),
    (r"[\w.+-]+@[\w-]+\.[\w.-]+", "…@…"),
)
"""What may hold names, passwords and addresses: values of statements, URLs, e-mail."""


def log_folder() -> Path:
    """Where the log is written."""
    return config_folder() / "logs"


def report_of(error: BaseException) -> str:
    """What helps to find a defect: versions, where it happened, and what went before."""
    system = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    where = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    parts = [system, where, *_last_of_log()]
    return without_names("\n\n".join(part.strip() for part in parts))


def without_names(text: str) -> str:
    """The text without values of statements, e-mail addresses, passwords, home folder."""
    for pattern, instead in _HIDDEN:
        text = re.sub(pattern, instead, text)
    return text.replace(str(Path.home()), "~")


def _last_of_log() -> list[str]:
    try:
        lines = (log_folder() / "kontor.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return ["\n".join(lines.splitlines()[-LOG_LINES:])]


class CrashDialog(Question):
    """Says in words what a defect means, with the report, and with ways to go on."""

    def __init__(self, window: QWidget | None, report: str) -> None:
        super().__init__(
            window,
            _("Something went wrong in Kontor"),
            _(
                "What you were doing was not finished, and nothing of it was saved. You can go on "
                "working. If it happens again, copy the report and send it to your support. Where "
                "Kontor can tell them, values of the company, addresses and passwords are left "
                "out. A restart opens the same pages again."
            ),
        )
        self._report = report
        self.setMinimumWidth(theme().px(_WIDTH))
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme().px(_FONT))
        shown.setFont(font)
        shown.setAccessibleName(_("Report"))
        self.add(shown)
        self.add_lasting_button(_("Copy Report"), self._copy)
        self.add_lasting_button(_("Open Log Folder"), _open_log_folder)
        self.add_button(_("Restart Kontor"), _restart)
        self.add_button(_("Go On"), default=True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def show_crash(window: QWidget | None, error: BaseException) -> None:
    """Tell of a defect of the program; one that comes while another is told is only logged."""
    told = (
        isinstance(one, CrashDialog) and one.isVisible() for one in QApplication.topLevelWidgets()
    )
    if not any(told):
        CrashDialog(window, report_of(error)).open()


def _open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))


def _restart() -> None:
    QCoreApplication.exit(RESTART_CODE)
