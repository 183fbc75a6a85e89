"""The main job, from a new customer to the invoice's paper, done with the keyboard alone."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.services.company import create_company, sqlite_url
from desktop.services.context import UserContext
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.customers import add_customers
from desktop.services.demo.items import add_items
from desktop.services.demo.setting_up import set_up
from desktop.settings import Settings
from desktop.translation import install, localizer_for
from desktop.views.shell.theme import install_theme
from tests.main_path import walk
from tests.views.areas.office import Office

PICTURES = 11


@pytest.mark.slow
def test_the_main_job_is_done_with_the_keyboard_alone(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTOR_CONFIG_DIR", str(tmp_path))
    database = create_company(sqlite_url(tmp_path / "fjell.kontor"))
    today = date.today()  # noqa: DTZ011  (the window's work date is this computer's)
    with database.write() as session:
        clerk = Clerk(session, UserContext(user="ADMIN", work_date=today))
        set_up(clerk, today.replace(month=1, day=1), {})
        add_items(clerk)
        add_customers(clerk)
    install(localizer_for("en", "SE"))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    install_theme(application)
    kontor = Application(Settings(path=tmp_path / "settings.json"))
    window = kontor.show_company(database)
    office = Office(kontor, window, database)
    taken: list[str] = []

    def shot(widget: QWidget, name: str) -> None:
        assert widget.isVisible()
        taken.append(name)

    assert walk(window, office.rest, shot) == len(taken) == PICTURES
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
