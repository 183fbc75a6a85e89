"""The fixtures that tests of tables, fields and pages share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.settings import ThemeMode
from desktop.translation import Localizer, install
from desktop.views.shell.desk import Desk
from desktop.views.shell.theme import Theme, install_theme
from tests.views.tables.fakes import FakeDesk, a_desk


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
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
