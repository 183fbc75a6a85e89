from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.settings import ThemeMode
from desktop.views.shell.theme import Theme, install_theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme in light at 100 %, whatever a test did to it before."""
    installed = install_theme(qapp, ThemeMode.LIGHT, 100)
    yield installed
    install_theme(qapp, ThemeMode.LIGHT, 100)
