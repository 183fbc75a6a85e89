"""The commands in the head of the lines give way where a page is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop.settings import ThemeMode
from desktop.views.pages.button_row import ButtonRow
from desktop.views.shell.action_button import ActionButton
from desktop.views.shell.actions import ActionRegistry, ActionSpec
from desktop.views.shell.theme import install_theme

NAMES = ("first", "second", "third", "fourth", "fifth")


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    install_theme(qapp, ThemeMode.LIGHT, 100)


def a_row(qtbot: QtBot) -> ButtonRow:
    holder = QToolButton()
    qtbot.addWidget(holder)
    registry = ActionRegistry(holder)
    for name in NAMES:
        registry.add(ActionSpec(id=name, text=f"Command {name}"), lambda: None)
    row = ButtonRow(registry, NAMES)
    qtbot.addWidget(row)
    row.show()
    return row


def shown(row: ButtonRow) -> list[str]:
    buttons = row.findChildren(ActionButton)
    return [button.action_id for button in buttons if not button.isHidden()]


def more_of(row: ButtonRow) -> QToolButton:
    [more] = [each for each in row.findChildren(QToolButton) if not isinstance(each, ActionButton)]
    return more


def test_all_stand_there_while_there_is_room(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    row.resize(row.sizeHint())
    assert shown(row) == list(NAMES)
    assert more_of(row).isHidden()


def test_the_rest_goes_into_a_menu(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    row.resize(row.minimumSizeHint())
    assert shown(row) == ["first", "second", "third"]
    menu = more_of(row).menu()
    assert menu is not None
    menu.aboutToShow.emit()
    assert [action.objectName() for action in menu.actions()] == ["fourth", "fifth"]
