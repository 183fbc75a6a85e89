"""Every walk is done with the keyboard alone and passes what the manual shows."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import desktop.app
from desktop.app import Application
from desktop.services.company import sqlite_url
from desktop.settings import Settings
from desktop.translation import install, localizer_for
from desktop.views.shell.theme import install_theme
from tests.views.areas.office import Office
from tests.walks import PICTURES, STORIES


@pytest.mark.slow
@pytest.mark.covered_by_others
@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_walked_with_the_keyboard_and_has_its_pictures(
    name: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTOR_CONFIG_DIR", str(tmp_path))
    story = STORIES[name]
    today = date.today()  # noqa: DTZ011  (the day on which somebody walks)
    monkeypatch.setattr(desktop.app, "today", lambda: today)  # other tests have a day of their own
    database = story.company(sqlite_url(tmp_path / "fjell.kontor"), today)
    install(localizer_for("en", "SE"))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    install_theme(application)
    kontor = Application(Settings(path=tmp_path / "settings.json"))
    window = kontor.show_company(database)
    office = Office(kontor, window, database)
    taken: list[str] = []

    def shot(widget: QWidget, step: str) -> None:
        assert widget.isVisible()
        taken.append(f"{len(taken) + 1:02d}-{step}.png")

    story.tell(window, office.rest, shot)
    assert taken == sorted(path.name for path in (PICTURES / name).glob("*.png"))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
