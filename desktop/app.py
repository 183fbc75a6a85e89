"""The composition root: settings → database → catalogs → main window.

The only module that knows every layer. It opens or makes a company, builds the window of the
person before the screen, and starts over when another company is wanted.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.pages_of_kontor import register_pages
from desktop.services.company import (
    CompanyTitle,
    company_title,
    create_company,
    open_company,
    sqlite_url,
    url_of,
)
from desktop.services.context import Progress
from desktop.services.database import Database
from desktop.services.live_changes import LiveChanges, live_changes
from desktop.services.users.signing_in import context_of
from desktop.settings import Settings, company_folder, load_settings
from desktop.translation import _
from desktop.views.setup.daily_backup import DailyBackup
from desktop.views.shell.arrangement import Arrangement, arrangement_of, show_arrangement
from desktop.views.shell.crash_report import RESTART_CODE, log_folder, show_crash
from desktop.views.shell.desk import Desk
from desktop.views.shell.leaving import Leaving
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.session import Session, SessionKeeper
from desktop.views.shell.speaking import localizer_of, speak
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import install_theme
from desktop.views.start.company_name import CompanyName
from desktop.views.start.recent_companies import recent_companies
from desktop.views.start.start_window import StartWindow, choose_existing, choose_new
from desktop.views.start.welcome import Welcome

logger = logging.getLogger(__name__)

DEMO_FILE = "demo.kontor"
WORKER_AFTER_MS = 500
"""When documents begin to be posted in the background, after the window is there."""
ADMIN = "ADMIN"
LOG_BYTES = 1_000_000
LOG_FILES = 5


class Worker(Protocol):
    """Posts in the background what is scheduled, until it is stopped."""

    def stop(self) -> None:
        """End after the document that is being posted."""


@dataclass(slots=True)
class Workplace:
    """The company that is open: its database, its work, and how it is called."""

    database: Database
    tasks: Tasks
    title: CompanyTitle
    live: LiveChanges
    worker: Worker | None = None
    is_closed: bool = False

    def start_worker(self, user: str, tell: Callable[[Any], None]) -> None:
        """Post what is scheduled from now on; the results for a user are told at once."""
        # Posting takes long to import, and the window shall not wait for it.
        from desktop.services.jobs.messages import keep_message  # noqa: PLC0415
        from desktop.worker import WorkerThread  # noqa: PLC0415

        if not self.is_closed:
            told = partial(keep_message, besides=user)
            worker = WorkerThread(self.database, notify=told, tell=tell)
            self.worker = worker
            worker.start()

    def close(self) -> None:
        """Let go of it: what is being posted is finished first."""
        self.is_closed = True
        if self.worker is not None:
            self.worker.stop()
        self.tasks.close()
        self.live.stop()
        self.database.close()


class Application(QObject):
    """One run of the program: at any time one company, or the window that asks for one.

    Signal `worked`: what came of a document or a schedule in the background.
    """

    worked = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        # The worker tells from its own thread.
        self.worked.connect(self._on_worked, Qt.ConnectionType.QueuedConnection)
        self.settings = settings
        self.window: MainWindow | None = None
        self._start: StartWindow | None = None
        self._workplace: Workplace | None = None
        self._session = Session()
        self._keeper: SessionKeeper | None = None
        self._is_first_start = False

    def begin(self, url: str = "") -> None:
        """Open the company asked for, else the last one, else the demo company."""
        url = url or self.settings.database_url
        if url:
            self.open(url)
        else:
            self._is_first_start = not self.settings.welcomed
            self.open_demo()

    def open(self, url: str) -> None:
        """Open an existing company."""
        self._begin(_("Opening the company…"), partial(open_company, url))

    def open_file(self, path: Path) -> None:
        """Open a company file that the user picked."""
        self.open(sqlite_url(path).render_as_string(hide_password=False))

    def restore(self, backup: str) -> None:
        """Put a backup in the place of the company that is open, and open that."""
        workplace, window = self._workplace, self.window
        if workplace is None or window is None or not window.navigation.close_all():
            return
        # Backups prove the books, which brings half of the services along: not at each start.
        from desktop.services.backups.restoring import restore_and_open  # noqa: PLC0415

        company = Path(str(workplace.database.url.database))
        self.close()
        self._begin(_("Restoring the backup…"), partial(restore_and_open, Path(backup), company))
        window.setEnabled(False)

    def make_new(self, path: Path) -> None:
        """Make an empty company in a file that the user named."""
        self._begin(_("Making the company…"), partial(create_company, sqlite_url(path)))

    def open_demo(self) -> None:
        """Open the demo company; the first time it is made."""
        path = company_folder() / DEMO_FILE
        if path.is_file():
            self.open_file(path)
        else:
            self._begin(_("Making the demo company…"), partial(make_demo, path))

    def close(self) -> None:
        """Let go of the company; what is open then, the next start shows again."""
        if self._keeper is not None:
            self._keeper.keep()
            self._keeper.stop()
            self._keeper = None
        self._session.let_go()
        workplace, self._workplace = self._workplace, None
        if workplace is not None:
            workplace.close()

    def _begin(self, title: str, work: partial[Database]) -> None:
        start = self._start
        if start is None:
            start = self._start = StartWindow(recent_companies(self.settings))
            start.opened.connect(self._on_opened)
            start.open_wanted.connect(self.open_file)
            start.new_wanted.connect(self.make_new)
            start.recent_wanted.connect(self.open)
            start.demo_wanted.connect(self.open_demo)
            start.given_up.connect(QApplication.quit)
        start.begin(title, work)

    def show_company(self, database: Database) -> MainWindow:
        """Show a company that is open, in place of the one shown before."""
        before = self._workplace
        if self.window is not None:
            self.window.remember()
        localizer = localizer_of(self.settings)
        with database.read() as session:
            context = context_of(session, user_name(), today(), localizer.language)
            title = company_title(session)
        self.settings = self.settings.with_company(
            database.url.set(password=None).render_as_string(hide_password=False), title.name
        )
        self.settings.save()
        tasks = Tasks(database, parent=self)
        self._workplace = Workplace(database, tasks, title, live_changes(database))
        desk = Desk(tasks, context, UserState(parent=self), self)
        desk.company = self.settings.database_url
        left_behind = self._session.left_behind(desk.company)
        window = self._show_window(desk, left_behind[0] if left_behind else None)
        if left_behind:
            logger.info("the pages of a session that ended without warning are shown again")
            window.restoreGeometry(left_behind[1])
        if before is not None:
            before.close()
        self._workplace.live.start()
        start = partial(self._workplace.start_worker, context.user, self.worked.emit)
        QTimer.singleShot(WORKER_AFTER_MS, self, start)
        return window

    def change_language(self, language: str) -> None:
        """Show the same company and pages in another language; empty is the system's.

        A page with typing that cannot be saved is shown and tells so, and nothing changes.
        """
        if self.window is None:
            return
        leaving = Leaving(self.window)
        leaving.left.connect(partial(self._speak, language))
        leaving.begin()

    def _speak(self, language: str) -> None:
        window = self.window
        application = QApplication.instance()
        if window is None or not isinstance(application, QApplication):
            return
        shown = arrangement_of(window.navigation, window.windows)
        window.remember()
        self._keep_settings(language=language)
        localizer = localizer_of(self.settings)
        speak(application, localizer)
        context = replace(window.desk.context, language=localizer.language)
        desk = Desk(window.desk.tasks, context, window.desk.state, self)
        desk.company = window.desk.company
        self._show_window(desk, shown)

    def _show_window(self, desk: Desk, arrangement: Arrangement | None = None) -> MainWindow:
        """Put a new window in the place of the one that is shown."""
        before, self.window = self.window, self._build_window(desk)
        if self._keeper is not None:
            self._keeper.stop()
        self._keeper = SessionKeeper(self._session, desk.company, self.window)
        if before is not None:
            self.window.notifications.take_over(before.notifications)
        if arrangement is None or not show_arrangement(
            arrangement, self.window.navigation, self.window.windows
        ):
            self.window.open_last_page("home")
        self.window.show()
        if before is not None:
            if before.findChild(Welcome) is not None:
                self._keep_settings(welcomed=True)
                show_welcome(self.window)
            before.closing.disconnect(self._on_closing)
            before.close()
            before.desk.deleteLater()
            before.deleteLater()
        return self.window

    def _on_opened(self, database: Database) -> None:
        window = self.show_company(database)
        if self._is_first_start:
            self._is_first_start = False
            self._keep_settings(welcomed=True)
            show_welcome(window)
        if self._start is not None:
            self._start.finish()
            self._start = None

    def _build_window(self, desk: Desk) -> MainWindow:
        window = MainWindow(desk, self.settings)
        register_pages(window)
        workplace = self._workplace
        if workplace is not None:

            def keep(title: CompanyTitle) -> None:
                workplace.title = title
                self.settings = self.settings.with_name(desk.company, title.name)
                self._keep_settings()

            CompanyName(window, workplace.title, keep)
        window.open_company_wanted.connect(self._on_open_wanted)
        window.new_company_wanted.connect(self._on_new_wanted)
        window.language_wanted.connect(self.change_language)
        desk.restore_wanted.connect(self.restore)
        window.closing.connect(DailyBackup(desk, window).stop)
        window.closing.connect(self._on_closing)
        return window

    def _on_open_wanted(self) -> None:
        if self.window is not None:
            choose_existing(self.window, self.open_file)

    def _on_new_wanted(self) -> None:
        if self.window is not None:
            choose_new(self.window, self.make_new)

    def _on_worked(self, result: Any) -> None:  # noqa: ANN401  (a result of the worker, imported late)
        from desktop.views.jobs.telling import notification_of  # noqa: PLC0415  (as above)

        window = self.window
        if window is not None and result.user == window.desk.context.user:
            window.notifications.add(notification_of(result, window.navigation))

    def _on_closing(self) -> None:
        self._keep_settings()
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        self._session.end()
        self.close()

    def _keep_settings(self, *, language: str | None = None, welcomed: bool = False) -> None:
        """Keep what the user chose in the window, and perhaps another language."""
        if self.window is not None:
            self.settings = replace(
                self.window.settings,
                database_url=self.settings.database_url,
                recent=self.settings.recent,
                names=self.settings.names,
                language=self.window.settings.language if language is None else language,
                welcomed=welcomed or self.settings.welcomed,
            )
            self.settings.save()


def show_welcome(window: MainWindow) -> None:
    """Show the first words over the window, which can be used behind them."""
    welcome = Welcome(window)
    welcome.show()
    welcome.activateWindow()


def make_demo(path: Path, progress: Progress) -> Database:
    """Make the demo company in a file."""
    from desktop.services.demo.making import make_demo_company  # noqa: PLC0415  (only once)

    path.parent.mkdir(parents=True, exist_ok=True)
    return make_demo_company(sqlite_url(path), today(), progress)


def today() -> date:
    """The calendar day of this computer: the work date a session begins with."""
    return datetime.now().astimezone().date()


def user_name() -> str:
    """Who works on this computer. Signing in comes with the users; until then, one ADMIN."""
    return ADMIN


def set_up_log() -> None:
    """Write what happens into a rotating file beside the settings."""
    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "kontor.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def show_crashes() -> None:
    """Tell the user of an error that nobody caught, with its details to copy."""

    def caught(kind: type[BaseException], error: BaseException, trace: object) -> None:
        del trace
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logger.error("uncaught", exc_info=error)
        show_crash(QApplication.activeWindow(), error)

    sys.excepthook = caught


def main(arguments: Sequence[str] | None = None) -> int:
    """Start Kontor, or restore a backup (`restore FILE`); returns the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if arguments[:1] == ["restore"]:
        from desktop.restore_command import restore_from_command_line  # noqa: PLC0415  (as above)

        return restore_from_command_line(arguments[1:], load_settings().database_url)
    parser = argparse.ArgumentParser(prog="kontor", description="Kontor, a sales office")
    parser.add_argument("--company", default="", help="file or database URL to open")
    parser.add_argument("--language", default="", help="language of the screen: en, sv")
    options = parser.parse_args(arguments)
    settings = load_settings()
    if options.language:
        settings = replace(settings, language=options.language)
    set_up_log()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Kontor")
    application.setQuitOnLastWindowClosed(False)
    application.lastWindowClosed.connect(application.quit)
    speak(application, localizer_of(settings))
    install_theme(application, settings.theme, settings.scale)
    show_crashes()
    kontor = Application(settings)
    kontor.begin(url_of(options.company))
    code = application.exec()
    kontor.close()
    if code == RESTART_CODE:
        start_again(arguments)
        return 0
    return code


def start_again(arguments: Sequence[str]) -> None:
    """Start the program once more, with the same arguments."""
    command = [] if getattr(sys, "frozen", False) else ["-m", "desktop"]
    QProcess.startDetached(sys.executable, [*command, *arguments])
