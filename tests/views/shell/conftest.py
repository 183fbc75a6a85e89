from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.context import UserContext
from desktop.settings import Settings, ThemeMode
from desktop.translation import Localizer, install
from desktop.views.shell.desk import Desk
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import Theme, install_theme
from tests.views.shell.fakes import FakeDatabase, FakeReporter
from tests.views.shell.pages import SPECS


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme in light at 100 %, whatever a test did to it before."""
    install(Localizer("en"))
    installed = install_theme(qapp, ThemeMode.LIGHT, 100)
    yield installed
    install_theme(qapp, ThemeMode.LIGHT, 100)


@pytest.fixture(autouse=True)
def no_manual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The search box finds no headings of the manual, whatever they are today."""
    monkeypatch.setattr("desktop.paths.manual", lambda: tmp_path / "no manual")


@pytest.fixture
def reporter() -> FakeReporter:
    return FakeReporter()


@pytest.fixture
def tasks(theme: Theme, reporter: FakeReporter) -> Iterator[Tasks]:
    made = Tasks(FakeDatabase(), reporter)
    yield made
    made.close()


@pytest.fixture
def desk(tasks: Tasks, tmp_path: Path) -> Desk:
    context = UserContext("Jonas", date(2026, 1, 30))
    return Desk(tasks, context, UserState(tmp_path / "state.json"))


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window with some pages, active, 1440 × 900."""
    made = MainWindow(desk, Settings(path=tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.navigation.register(*SPECS)
    made.resize(1440, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.windows.close_all()
