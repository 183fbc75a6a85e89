"""The program with a small company, for tests of its pages.

office          the window on a copy of the small company, in English
shared_office   the same for a whole module of tests that change nothing
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import desktop.app
from desktop.app import Application
from desktop.settings import Settings, ThemeMode, config_folder
from desktop.translation import Localizer, install
from desktop.views.shell.theme import install_theme
from tests.databases import SqliteDatabases
from tests.moving import company_at
from tests.scenarios.standard_company import WORK_DATE
from tests.views.areas.company import fill_with_a_small_company
from tests.views.areas.office import Office
from tests.views.tables.desk import tidied

__all__ = ["tidied"]

_HERE = Path(__file__).parent

COUNTED = frozenset(
    f"test_{area}.py"
    for area in ("every_page", "orders", "quotes", "purchasing", "picking", "requisitions", "home")
)
"""The files whose tests are to show how much of the pages is reached at all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no coverage where a whole program goes again through what other tests cover."""
    for item in items:
        if item.path.is_relative_to(_HERE) and item.path.name not in COUNTED:
            item.add_marker(pytest.mark.covered_by_others)


OpenOffice = Callable[..., Office]
"""Takes the language, and the size of letters in percent."""


@pytest.fixture(scope="session")
def small_companies(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path
) -> SqliteDatabases:
    """Makes copies of the small company."""
    return SqliteDatabases(tmp_path_factory.mktemp("areas"), shared_folder / "templates")


@pytest.fixture(scope="session")
def computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where this computer keeps settings and companies; its calendar shows 15 January 2026."""
    folder = tmp_path_factory.mktemp("computer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KONTOR_CONFIG_DIR", str(folder / "config"))
        patch.setenv("KONTOR_DATA_DIR", str(folder / "companies"))
        patch.setattr(desktop.app, "today", lambda: WORK_DATE)
        # The worker's thread starts with the office, not in the midst of a later test.
        patch.setattr(desktop.app, "WORKER_AFTER_MS", 0)
        yield folder


def begin_anew(language: str = "en", scale: int = 100) -> None:
    """Forget what the computer remembers, and speak a language in letters of a size."""
    shutil.rmtree(config_folder(), ignore_errors=True)
    install(Localizer(language, "SE"))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    install_theme(application, ThemeMode.LIGHT, scale)


@contextmanager
def opened(url: str, language: str = "en", scale: int = 100) -> Iterator[Office]:
    """The window on a company at 1440 × 900, on a computer that remembers nothing yet."""
    begin_anew(language, scale)
    kontor = Application(Settings(language=language, theme=ThemeMode.LIGHT, scale=scale))
    with company_at(url) as database:
        window = kontor.show_company(database)
        window.resize(1440, 900)
        window.activateWindow()
        office = Office(kontor, window, database)
        office.rest()
        yield office
        office.rest()
        office.window.close()
        kontor.close()
    office.window.deleteLater()
    kontor.deleteLater()
    install(Localizer("en"))


@pytest.fixture
def open_office(
    qapp: QApplication, tidied: None, computer: Path, small_companies: SqliteDatabases
) -> Iterator[OpenOffice]:
    """Opens the window on a copy of the small company in a language; they close with the test."""
    with ExitStack() as stack:

        def open_one(language: str, scale: int = 100) -> Office:
            url = small_companies.create(fill_with_a_small_company)
            return stack.enter_context(opened(url, language, scale))

        yield open_one


@pytest.fixture
def office(open_office: OpenOffice) -> Office:
    """The window on a copy of the small company."""
    return open_office("en")


@pytest.fixture(scope="module")
def shared_office(
    qapp: QApplication, tidied: None, computer: Path, small_companies: SqliteDatabases
) -> Iterator[Office]:
    """One window for all tests of a module."""
    with opened(small_companies.create(fill_with_a_small_company)) as office:
        yield office


@pytest.fixture(autouse=True)
def nothing_fails_behind_the_scenes(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A defect in a piece of work is only logged and shown: here it fails the test."""
    yield
    failures = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not failures, [record.getMessage() for record in failures]
