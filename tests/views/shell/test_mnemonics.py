from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.shell.keys import alt_letters
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.mnemonics import Mnemonics, plain
from desktop.views.shell.theme import Theme
from tests.views.shell.pages import OrderPage


def _order(window: MainWindow) -> OrderPage:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert isinstance(page, OrderPage)
    return page


def test_letters_are_unique_on_a_page(window: MainWindow) -> None:
    letters = _order(window).mnemonics.letters()
    assert letters == ["p", "r", "s", "c", "u", "o", "e"]
    assert len(letters) == len(set(letters))


def test_no_letter_takes_a_shortcut_away(window: MainWindow) -> None:
    assert alt_letters() == {"a", "n", "q"}
    assert not alt_letters() & set(_order(window).mnemonics.letters())


def test_alt_and_a_letter_go_to_the_field(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.fields["Customer"].setFocus()
    QTest.keyClick(page.fields["Customer"], Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert page.fields["Contact"].hasFocus()


def test_alt_and_a_letter_press_the_button(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.done == ["release"])


def test_letters_are_underlined_while_alt_is_held(window: MainWindow, qtbot: QtBot) -> None:
    button = _order(window).head.bar.buttons()[1]
    QTest.keyPress(window, Qt.Key.Key_Alt)
    assert button.text() == "&Release"
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert button.text() == "Release"


def test_the_letter_works_while_it_is_underlined(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    qtbot.waitUntil(lambda: page.done == ["release"])


def test_when_letters_run_out_the_rest_has_none(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for _number in range(5):
        label, field = QLabel("R&D"), QLineEdit()
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
    mnemonics = Mnemonics(page)
    mnemonics.assign()
    assert mnemonics.letters() == ["r", "d"]


def test_an_ampersand_in_a_text_stays_one() -> None:
    assert plain("R&&D &Costs") == "R&D Costs"
