"""The composition root: settings → database → catalogs → main window.

The only module that knows every layer. It opens or makes a company, builds the window of the
person before the screen, and starts over when another company is wanted.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.pages_of_kontor import register_pages
from desktop.paths import catalogs
from desktop.services.company import create_company, open_company, sqlite_url
from desktop.services.context import Progress
from desktop.services.database import Database
from desktop.services.live_changes import LiveChanges, live_changes
from desktop.services.records import read_record
from desktop.services.users.signing_in import context_of
from desktop.settings import Settings, company_folder, config_folder, load_settings
from desktop.translation import Localizer, _, install, localizer_for
from desktop.views.shell.desk import Desk
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.reporter import show_crash
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import install_theme
from desktop.views.start.start_window import StartWindow, choose_existing, choose_new

logger = logging.getLogger(__name__)

DEMO_FILE = "demo.kontor"
ADMIN = "ADMIN"
HOME_REGION = "SE"
"""How numbers and dates look on a computer that does not say where it stands."""

LOG_BYTES = 1_000_000
LOG_FILES = 5


class Application(QObject):
    """One run of the program: at any time one company, or the window that asks for one."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.window: MainWindow | None = None
        self._start: StartWindow | None = None
        self._database: Database | None = None
        self._tasks: Tasks | None = None
        self._live: LiveChanges | None = None

    def begin(self, url: str = "") -> None:
        """Open the company asked for, else the last one, else the demo company."""
        url = url or self.settings.database_url
        if url:
            self.open(url)
        else:
            self.open_demo()

    def open(self, url: str) -> None:
        """Open an existing company."""
        self._begin(_("Opening the company…"), partial(open_company, url))

    def open_file(self, path: Path) -> None:
        """Open a company file that the user picked."""
        self.open(sqlite_url(path).render_as_string(hide_password=False))

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
        """Let go of the company."""
        if self._live is not None:
            self._live.stop()
            self._live = None
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None
        if self._database is not None:
            self._database.close()
            self._database = None

    def _begin(self, title: str, work: partial[Database]) -> None:
        start = self._start
        if start is None:
            start = self._start = StartWindow()
            start.opened.connect(self._on_opened)
            start.open_wanted.connect(self.open_file)
            start.new_wanted.connect(self.make_new)
            start.demo_wanted.connect(self.open_demo)
            start.given_up.connect(QApplication.quit)
        start.begin(title, work)

    def show_company(self, database: Database) -> MainWindow:
        """Show a company that is open, in place of the one shown before."""
        window, self.window = self.window, None
        if window is not None:
            window.closing.disconnect(self._on_closing)
            window.close()
            window.deleteLater()
            self.close()
        self._database = database
        self.settings = self.settings.with_company(
            database.url.set(password=None).render_as_string(hide_password=False)
        )
        self.settings.save()
        self.window = self._build_window(database)
        self.window.show()
        return self.window

    def _on_opened(self, database: Database) -> None:
        self.show_company(database)
        if self._start is not None:
            self._start.finish()
            self._start = None

    def _build_window(self, database: Database) -> MainWindow:
        localizer = localizer_of(self.settings)
        with database.read() as session:
            context = context_of(session, user_name(), today(), localizer.language)
            company = read_record(session, "company_information", (1,)).values
        self._tasks = Tasks(database, parent=self)
        self._live = live_changes(database)
        self._live.start()
        desk = Desk(self._tasks, context, UserState(parent=self), self)
        desk.company = database.url.set(password=None).render_as_string(hide_password=False)
        window = MainWindow(desk, self.settings)
        register_pages(window)
        environment = _("Demo company") if company["is_demo"] else ""
        window.top_bar.set_company(str(company["name"]) or _("New company"), environment)
        window.open_company_wanted.connect(self._on_open_wanted)
        window.new_company_wanted.connect(self._on_new_wanted)
        window.closing.connect(self._on_closing)
        window.open_last_page("home")
        return window

    def _on_open_wanted(self) -> None:
        if self.window is not None:
            choose_existing(self.window, self.open_file)

    def _on_new_wanted(self) -> None:
        if self.window is not None:
            choose_new(self.window, self.make_new)

    def _on_closing(self) -> None:
        if self.window is not None:
            self.settings = replace(
                self.window.settings,
                database_url=self.settings.database_url,
                recent=self.settings.recent,
            )
            self.settings.save()
        self.close()


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


def localizer_of(settings: Settings) -> Localizer:
    """The language chosen, else the system's when there is a catalog for it, else English."""
    system = QLocale.system()
    language = settings.language or system.name().split("_")[0]
    known = {"en", *(folder.name for folder in catalogs().iterdir() if folder.is_dir())}
    region = system.name().partition("_")[2] or HOME_REGION
    return localizer_for(language if language in known else "en", region)


def set_up_log() -> None:
    """Write what happens into a rotating file beside the settings."""
    folder = config_folder() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "kontor.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def translate_qt(application: QApplication, language: str) -> None:
    """Show Qt's own texts in the user's language."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)


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
    """Start Kontor; returns the exit code."""
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
    localizer = localizer_of(settings)
    install(localizer)
    QLocale.setDefault(QLocale(localizer.language))
    translate_qt(application, localizer.language)
    install_theme(application, settings.theme, settings.scale)
    show_crashes()
    kontor = Application(settings)
    kontor.begin(url_of(options.company))
    code = application.exec()
    kontor.close()
    return code


def url_of(place: str) -> str:
    """The address of a company named on the command line: a URL as it is, a path as a file."""
    if not place or "://" in place:
        return place
    return sqlite_url(Path(place).expanduser().resolve()).render_as_string()
