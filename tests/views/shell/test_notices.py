from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Notice, Refusal, RefusalCode, SeveralRefusals
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.notices import NoticeRow, Notices, Remedy, Toast
from desktop.views.shell.page import Page


class Missing(Refusal):
    code = RefusalCode.CONFLICT
    text = "{what} is missing."


def _page(window: MainWindow) -> Page:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert page is not None
    return page


def _notices(window: MainWindow) -> Notices:
    return _page(window).notices


def _button(widget: QWidget, text: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == text)


def test_a_message_takes_no_room_before_it_comes(window: MainWindow) -> None:
    notices = _notices(window)
    assert not notices.bar.isVisible()
    notices.warn("The rest comes on 2026-02-03.")
    assert notices.bar.isVisible()
    notices.clear()
    assert not notices.bar.isVisible()


def test_several_refusals_have_a_row_each(window: MainWindow) -> None:
    notices = _notices(window)
    parts = [Missing(field="due_date", what="The due date"), Missing(what="The customer")]
    notices.show(SeveralRefusals(parts))
    assert notices.texts() == ["The due date is missing.", "The customer is missing."]


def test_a_row_links_to_its_field(window: MainWindow, qtbot: QtBot) -> None:
    notices = _notices(window)
    notices.show(Missing(field="due_date", what="The due date"))
    link = _button(notices.bar, "Go to Due Date")
    with qtbot.waitSignal(notices.field_wanted) as wanted:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert wanted.args == [None, "due_date"]


def test_a_remedy_is_done_and_its_message_goes(window: MainWindow) -> None:
    notices, done = _notices(window), list[str]()
    notices.error("No price.", Remedy("Use the list price", lambda: done.append("price")))
    QTest.mouseClick(_button(notices.bar, "Use the list price"), Qt.MouseButton.LeftButton)
    assert (done, notices.texts()) == (["price"], [])


def test_a_message_can_be_dismissed(window: MainWindow) -> None:
    notices = _notices(window)
    notices.info("The order was copied.")
    cross = notices.bar.findChild(QToolButton)
    assert cross is not None
    assert cross.accessibleName() == "Dismiss this message"
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert notices.texts() == []


def test_the_same_message_stands_there_once(window: MainWindow) -> None:
    notices = _notices(window)
    notices.error("No price.")
    notices.error("No customer.")
    notices.error("No price.")
    assert notices.texts() == ["No customer.", "No price."]


def test_remarks_of_a_command_are_warnings_or_information(window: MainWindow) -> None:
    notices = _notices(window)
    notices.show_notice(Notice("stock", "Only {available} left.", {"available": "6"}))
    notices.show_notice(Notice("copied", "Copied.", {}, is_warning=False))
    rows = notices.bar.findChildren(NoticeRow)
    assert [(row.text, row.property("tone")) for row in rows] == [
        ("Only 6 left.", "warn"),
        ("Copied.", "info"),
    ]


def test_a_long_message_is_wrapped_and_seen_whole(window: MainWindow, qtbot: QtBot) -> None:
    notices = _notices(window)
    notices.error("The customer is blocked for invoices. " * 12)
    qtbot.waitUntil(lambda: notices.bar.height() >= 30)
    row = notices.bar.rows()[0]
    qtbot.waitUntil(lambda: row.height() >= row.heightForWidth(row.width()) - 2)


def test_a_refusal_can_take_the_place_of_what_was_told_before(window: MainWindow) -> None:
    notices = _notices(window)
    notices.done("Saved.")
    notices.show_only(Missing(what="The customer"))
    assert notices.texts() == ["The customer is missing."]


def test_a_toast_offers_undo(window: MainWindow) -> None:
    undone: list[str] = []
    toast = _notices(window).toast("Order SO-1 was deleted.", lambda: undone.append("SO-1"))
    assert toast.isVisible()
    QTest.mouseClick(_button(toast, "Undo"), Qt.MouseButton.LeftButton)
    assert undone == ["SO-1"]
    assert not toast.isVisible()


def test_a_new_toast_takes_the_place_of_the_old_one(window: MainWindow) -> None:
    notices = _notices(window)
    notices.toast("First.")
    second = notices.toast("Second.")
    shown = [toast for toast in window.findChildren(Toast) if toast.isVisible()]
    assert shown == [second]
    label = second.findChild(QLabel)
    assert label is not None
    assert label.text() == "Second."
    second.vanish()
