"""The first start welcomes, once, and holds nothing up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Application
from desktop.services.company import create_company
from desktop.settings import ThemeMode, load_settings
from desktop.translation import Localizer, install, user_localizer
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.speaking import speak
from desktop.views.shell.theme import install_theme, theme
from desktop.views.start.welcome import Welcome
from tests.views.areas.conftest import begin_anew
from tests.views.areas.office import button


@pytest.fixture
def kontor(qapp: QApplication, computer: Path, tidied: None) -> Iterator[Application]:
    """The program on a computer where the demo company lies ready."""
    begin_anew()
    demo = computer / "companies" / "demo.kontor"
    demo.parent.mkdir(exist_ok=True)
    create_company(f"sqlite:///{demo.as_posix()}").close()
    made = Application(load_settings())
    yield made
    if made.window is not None:
        made.window.close()
    made.close()
    made.deleteLater()
    demo.unlink()
    speak(qapp, Localizer("en"))
    install(Localizer("en"))
    install_theme(qapp, ThemeMode.LIGHT, 100)


def begin(kontor: Application, qtbot: QtBot) -> MainWindow:
    kontor.begin()
    qtbot.waitUntil(lambda: kontor.window is not None)
    window = kontor.window
    assert window is not None
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    return window


def welcome_of(window: MainWindow) -> Welcome:
    found = window.findChild(Welcome)
    assert found is not None
    return found


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_the_first_start_shows_it_over_the_demo_company_and_holds_nothing_up(
    kontor: Application, qtbot: QtBot
) -> None:
    window = begin(kontor, qtbot)
    welcome = welcome_of(window)
    assert welcome.isVisible()
    assert not welcome.isModal()
    window.navigation.open("customers")
    assert window.navigation.current_place == ("customers", None)
    texts = " ".join(label.text() for label in welcome.findChildren(QLabel))
    assert "demo company is open" in texts
    assert {"Ctrl+K", "F1", "Ctrl+/"} <= set(texts.split())


def test_it_is_shown_once(kontor: Application, qtbot: QtBot) -> None:
    window = begin(kontor, qtbot)
    QTest.keyClick(welcome_of(window), Qt.Key.Key_Escape)
    window.close()
    assert load_settings().welcomed
    again = Application(load_settings())
    shown = begin(again, qtbot)
    assert shown.findChild(Welcome) is None
    shown.close()
    again.close()
    again.deleteLater()


def test_it_closes_with_the_window(kontor: Application, qtbot: QtBot) -> None:
    window = begin(kontor, qtbot)
    welcome = welcome_of(window)
    window.close()
    assert not welcome.isVisible()


def test_enter_goes_on_with_the_demo_company(kontor: Application, qtbot: QtBot) -> None:
    welcome = welcome_of(begin(kontor, qtbot))
    QTest.keyClick(welcome, Qt.Key.Key_Return)
    assert not welcome.isVisible()


@pytest.mark.parametrize("way", ["Open a Company…", "New Company…"])
def test_a_company_is_opened_or_made_from_there(
    kontor: Application, qtbot: QtBot, way: str
) -> None:
    window = begin(kontor, qtbot)
    button(welcome_of(window), way).click()
    [dialog] = window.findChildren(QFileDialog)
    dialog.close()


def test_colours_and_language_change_at_once(kontor: Application, qtbot: QtBot) -> None:
    window = begin(kontor, qtbot)
    languages, colours = welcome_of(window).findChildren(QComboBox)
    choose(colours, "Dark")
    assert theme().is_dark
    choose(languages, "Svenska")
    qtbot.waitUntil(lambda: kontor.window is not window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert kontor.window is not None
    assert user_localizer().language == "sv"
    assert welcome_of(kontor.window).isVisible()
    assert welcome_of(kontor.window).findChildren(QComboBox)[0].currentText() == "Svenska"
    assert load_settings().theme is ThemeMode.DARK


def test_a_named_company_is_opened_without_it(
    kontor: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    url = f"sqlite:///{(tmp_path / 'own.kontor').as_posix()}"
    create_company(url).close()
    kontor.begin(url)
    qtbot.waitUntil(lambda: kontor.window is not None)
    assert kontor.window is not None
    assert kontor.window.findChild(Welcome) is None
