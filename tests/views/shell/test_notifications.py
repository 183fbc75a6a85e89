"""The notification centre: messages of the background, passing and stored."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.notification_panel import NotificationPanel, NotificationRow
from desktop.views.shell.notifications import Notification

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


class Store:
    """Stored notifications, as another part of the program keeps them."""

    tables = frozenset({"customer"})

    def __init__(self, *texts: str) -> None:
        self.kept = {
            no: Notification(text, at=NOW + timedelta(minutes=no), key=no)
            for no, text in enumerate(texts)
        }
        self.seen = 0

    def read(self, _session: object) -> Sequence[Notification]:
        return list(self.kept.values())

    def mark_seen(self, _session: object) -> None:
        self.seen += 1

    def dismiss(self, _session: object, keys: Sequence[object]) -> None:
        for key in keys:
            del self.kept[int(str(key))]


@pytest.fixture
def panel(window: MainWindow) -> NotificationPanel:
    window.navigation.open("orders")
    for minute, text in enumerate(("first", "second", "third")):
        window.notifications.add(Notification(text, at=NOW + timedelta(minutes=minute)))
    return window.notification_panel


def texts(panel: NotificationPanel) -> list[str]:
    return [row.notification.text for row in panel.rows()]


def focused(panel: NotificationPanel) -> str:
    row = panel.focusWidget()
    return row.notification.text if isinstance(row, NotificationRow) else ""


def test_the_bell_counts_and_opens_them_newest_first(
    window: MainWindow, panel: NotificationPanel
) -> None:
    bell = window.top_bar.bell
    assert bell.accessibleName() == "Notifications, 3 new"
    QTest.mouseClick(bell, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert texts(panel) == ["third", "second", "first"]
    assert bell.accessibleName() == "Notifications"
    assert focused(panel) == "third"
    panel.hide()


def test_each_says_when_it_came(panel: NotificationPanel) -> None:
    panel.appear()
    row = panel.rows()[0]
    assert "2026" in row.accessibleDescription()
    assert row.accessibleDescription() in [label.text() for label in row.findChildren(QLabel)]
    panel.hide()


def test_the_arrow_keys_move_and_delete_dismisses(panel: NotificationPanel) -> None:
    panel.appear()
    QTest.keyClick(panel.rows()[0], Qt.Key.Key_Down)
    assert focused(panel) == "second"
    QTest.keyClick(panel.rows()[1], Qt.Key.Key_Delete)
    assert texts(panel) == ["third", "first"]
    assert focused(panel) == "first"
    QTest.keyClick(panel.rows()[1], Qt.Key.Key_Down)
    assert focused(panel) == "third"
    panel.hide()


def test_the_cross_dismisses_too(panel: NotificationPanel) -> None:
    panel.appear()
    cross = panel.rows()[0].findChild(QToolButton)
    assert cross is not None
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert texts(panel) == ["second", "first"]
    panel.hide()


def test_enter_and_a_click_open_what_it_is_about(window: MainWindow) -> None:
    window.navigation.open("orders")
    navigation = window.navigation
    window.notifications.add(
        Notification("Order SO-1 is approved", open=lambda: navigation.open("order", "SO-1"))
    )
    panel = window.notification_panel
    panel.appear()
    QTest.keyClick(panel.rows()[0], Qt.Key.Key_Return)
    assert navigation.current_place == ("order", "SO-1")
    assert not panel.isVisible()
    navigation.open("orders")
    panel.appear()
    QTest.mouseClick(panel.rows()[0], Qt.MouseButton.LeftButton)
    assert navigation.current_place == ("order", "SO-1")


def test_a_message_that_opens_nothing_stays(panel: NotificationPanel) -> None:
    panel.appear()
    QTest.keyClick(panel.rows()[0], Qt.Key.Key_Return)
    assert panel.isVisible()
    panel.hide()


def test_all_can_be_cleared(window: MainWindow, panel: NotificationPanel) -> None:
    panel.appear()
    clear = panel.findChild(QPushButton)
    assert clear is not None
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert window.notifications.messages() == []
    panel.appear()
    assert "No notifications" in [
        one.text() for one in panel.findChildren(QLabel) if one.isVisible()
    ]
    panel.hide()


def test_escape_closes(panel: NotificationPanel) -> None:
    panel.appear()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_one_that_comes_while_it_is_open_appears(
    window: MainWindow, panel: NotificationPanel
) -> None:
    panel.appear()
    window.notifications.add(Notification("fourth"))
    assert texts(panel)[0] == "fourth"
    panel.hide()


def test_stored_ones_are_shown_marked_and_dismissed(window: MainWindow, qtbot: QtBot) -> None:
    store = Store("stored one", "stored two")
    window.notifications.plug(store)
    qtbot.waitUntil(lambda: window.notifications.unread == 2)
    panel = window.notification_panel
    panel.appear()
    assert texts(panel) == ["stored two", "stored one"]
    qtbot.waitUntil(lambda: store.seen == 1)
    QTest.keyClick(panel.rows()[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: list(store.kept) == [0])
    panel.hide()
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)


def test_stored_ones_are_read_again_when_their_tables_change(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = Store()
    window.notifications.plug(store)
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    store.kept[7] = Notification("later", key=7)
    window.desk.tasks.write(lambda _session: None, done=lambda _: None)
    qtbot.waitUntil(lambda: window.notifications.unread == 1)


def test_only_some_are_kept(window: MainWindow) -> None:
    for no in range(60):
        window.notifications.add(Notification(str(no)))
    assert len(window.notifications.messages()) == 50
