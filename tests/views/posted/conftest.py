from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.settings import ThemeMode
from desktop.views.shell.theme import Theme, install_theme


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The theme in light at 100 %."""
    yield install_theme(qapp, ThemeMode.LIGHT, 100)
    install_theme(qapp, ThemeMode.LIGHT, 100)
