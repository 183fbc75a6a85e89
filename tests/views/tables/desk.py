"""The fixtures that tests of tables, fields and pages share."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.settings import ThemeMode
from desktop.translation import Localizer, install
from desktop.views.shell.desk import Desk
from desktop.views.shell.theme import Theme, install_theme
from tests.views.tables.fakes import FakeDesk, a_desk


@pytest.fixture(scope="session")
def tidied(qapp: QApplication) -> Iterator[None]:
    """Closed pages hold each other in circles: they must be gone before the application is."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def theme(qapp: QApplication, tidied: None) -> Iterator[Theme]:
    """The light theme at 100 %, numbers and dates as written in Sweden, texts in English."""
    install(Localizer("en", "SE"))
    yield install_theme(qapp, ThemeMode.LIGHT, 100)
    install(Localizer("en"))
    install_theme(qapp, ThemeMode.LIGHT, 100)


@pytest.fixture
def fake_desk(theme: Theme, tmp_path: Path) -> Iterator[FakeDesk]:
    made = a_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(fake_desk: FakeDesk) -> Desk:
    return fake_desk.desk
