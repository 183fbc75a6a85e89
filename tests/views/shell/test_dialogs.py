import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import ConfirmationCode, NeedsConfirmation
from desktop.views.shell.dialogs import Option, ask_question, choose, confirm
from desktop.views.shell.theme import Theme


class UpdateLines(NeedsConfirmation):
    question = ConfirmationCode.UPDATE_LINES
    text = "Shall the lines of {no} get the new date too?"


class PassLimit(NeedsConfirmation):
    question = ConfirmationCode.CREDIT_LIMIT
    text = "The credit limit is passed."


@pytest.fixture
def parent(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _verbs(dialog: QDialog) -> list[str]:
    return [button.text() for button in dialog.findChildren(QPushButton)]


def _press(dialog: QDialog, verb: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == verb)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_confirmation_names_the_act_on_its_button(parent: QWidget) -> None:
    done: list[str] = []
    dialog = confirm(
        parent, "Post invoice SI-2071", verb="Post", done=lambda: done.append("posted")
    )
    assert (dialog.windowTitle(), _verbs(dialog)) == ("Post invoice SI-2071", ["Post", "Cancel"])
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == ["posted"]
    assert not dialog.isVisible()


def test_escape_cancels(parent: QWidget) -> None:
    log: list[str] = []
    dialog = confirm(
        parent,
        "Post invoice SI-2071",
        verb="Post",
        done=lambda: log.append("posted"),
        cancelled=lambda: log.append("cancelled"),
    )
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert log == ["cancelled"]


def test_enter_does_nothing_dangerous(parent: QWidget) -> None:
    log: list[str] = []
    dialog = confirm(
        parent,
        "Delete customer C10000",
        "Its 3 contacts are deleted too.",
        verb="Delete",
        done=lambda: log.append("deleted"),
        danger=True,
    )
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert log == []
    assert not dialog.isVisible()


def test_one_of_several_ways_can_be_chosen_by_the_keyboard(parent: QWidget, qtbot: QtBot) -> None:
    chosen: list[str] = []
    dialog = choose(
        parent,
        "Post order SO-1",
        [Option("ship", "Ship"), Option("invoice", "Invoice", "What was shipped before.")],
        verb="Post",
        done=chosen.append,
        chosen="invoice",
    )
    qtbot.waitUntil(dialog.isActiveWindow)
    radios = dialog.findChildren(QRadioButton)
    assert [radio.isChecked() for radio in radios] == [False, True]
    QTest.keyClick(radios[1], Qt.Key.Key_Up)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert chosen == ["ship"]


@pytest.mark.parametrize(
    ("verb", "answer"), [("Update Lines", True), ("Keep Lines", False), ("Cancel", None)]
)
def test_a_question_of_a_command_is_answered_by_its_verbs(
    parent: QWidget, verb: str, answer: bool | None
) -> None:
    answers: list[bool | None] = []
    dialog = ask_question(parent, UpdateLines(no="SO-1"), answers.append)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts == ["Shall the lines of SO-1 get the new date too?"]
    _press(dialog, verb)
    assert answers == [answer]


def test_a_question_with_one_way_on_offers_it_and_cancel(parent: QWidget) -> None:
    answers: list[bool | None] = []
    dialog = ask_question(parent, PassLimit(), answers.append)
    assert _verbs(dialog) == ["Continue", "Cancel"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == [None]
