import threading
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import ConfirmationCode, Conflict, NeedsConfirmation, Unavailable
from desktop.services.context import UserContext
from desktop.settings import Settings, ThemeMode, load_settings
from desktop.views.shell.desk import Desk
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.shortcut_help import ShortcutHelp
from desktop.views.shell.theme import Theme
from tests.views.shell.pages import SPECS, OrderPage


class PassLimit(NeedsConfirmation):
    question = ConfirmationCode.CREDIT_LIMIT
    text = "The credit limit is passed."


def _ask_first(_session: object, context: UserContext) -> bool:
    answer = context.answer(ConfirmationCode.CREDIT_LIMIT)
    if answer is None:
        raise PassLimit
    return answer


def _entry(menu: QMenu, *texts: str) -> QAction:
    menu.aboutToShow.emit()
    for text in texts[:-1]:
        action = next(one for one in menu.actions() if one.text() == text)
        inner = action.menu()
        assert isinstance(inner, QMenu)
        menu = inner
    return next(one for one in menu.actions() if one.text() == texts[-1])


def _messages(window: MainWindow) -> list[str]:
    return [row.notification.text for row in window.notification_panel.rows()]


def test_the_navigation_shows_icons_alone_in_a_narrow_window(window: MainWindow) -> None:
    assert window.nav_pane.width() == 208
    window.resize(1024, 700)
    assert window.nav_pane.width() == 48
    assert window.nav_pane.items()[0].toolTip() == "Home"
    window.resize(1440, 900)
    assert window.nav_pane.width() == 208


def test_the_navigation_can_be_kept_narrow(window: MainWindow, desk: Desk) -> None:
    window.commands["collapse"].trigger()
    assert window.nav_pane.is_narrow
    window.commands["collapse"].trigger()
    assert not window.nav_pane.is_narrow


def test_the_colours_are_chosen_in_the_users_menu(window: MainWindow, theme: Theme) -> None:
    _entry(window.top_bar.user.menu(), "Colours", "Dark").trigger()
    assert theme.is_dark
    assert load_settings(window.settings.path).theme is ThemeMode.DARK


def test_the_size_of_texts_is_chosen_in_the_users_menu(window: MainWindow, theme: Theme) -> None:
    _entry(window.top_bar.user.menu(), "Size of Texts", "125 %").trigger()
    assert theme.scale == 125
    assert window.nav_pane.width() == 260 or window.nav_pane.is_narrow
    assert load_settings(window.settings.path).scale == 125


def test_another_language_is_wanted_from_the_users_menu(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.language_wanted) as wanted:
        _entry(window.top_bar.user.menu(), "Language", "English").trigger()
    assert wanted.args == ["en"]


@pytest.mark.parametrize(
    ("text", "signal"),
    [("Open Company…", "open_company_wanted"), ("New Company…", "new_company_wanted")],
)
def test_companies_are_opened_from_the_users_menu(
    window: MainWindow, qtbot: QtBot, text: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(window, signal)):
        _entry(window.top_bar.user.menu(), text).trigger()


def test_the_shortcuts_of_the_page_are_listed(window: MainWindow) -> None:
    window.navigation.open("order", "SO-1")
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    listed = window.findChild(ShortcutHelp)
    assert listed is not None
    assert {("F9", "Post…"), ("Ctrl+K", "Search Everything")} <= set(listed.rows())
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not listed.isVisible()


def test_long_work_shows_below_the_page_and_ends_as_a_notification(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.navigation.open("order", "SO-1")
    stop = threading.Event()

    def work(progress: WorkProgress) -> None:
        progress.step(148, 420, "148 of 420 shipments combined")
        stop.wait(5)

    window.desk.tasks.long(work, title="Combine Shipments", done=lambda _: None)
    qtbot.waitUntil(lambda: len(window.page_area.progress_rows()) == 1)
    window.navigation.open("orders")
    stop.set()
    qtbot.waitUntil(lambda: not window.page_area.progress_rows())
    assert window.top_bar.bell.accessibleName() == "Notifications, 1 new"
    QTest.mouseClick(window.top_bar.bell, Qt.MouseButton.LeftButton)
    assert _messages(window) == ["Combine Shipments: finished"]
    assert window.top_bar.bell.accessibleName() == "Notifications"


def test_long_work_can_be_cancelled_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("order", "SO-1")

    def work(progress: WorkProgress) -> None:
        while True:
            progress.check_cancelled()

    window.desk.tasks.long(work, title="Endless", done=lambda _: None)
    qtbot.waitUntil(lambda: len(window.page_area.progress_rows()) == 1)
    cancel = window.page_area.progress_rows()[0].findChild(QPushButton)
    assert cancel is not None
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.page_area.progress_rows())
    window.commands["notifications"].trigger()
    assert _messages(window) == ["Endless: cancelled"]


def test_the_search_box_makes_room_for_what_comes_beside_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.top_bar
    bar.set_company("Nordanvik Möbler och Inredning AB", "Demoföretag")
    window.resize(760, 700)
    qtbot.waitUntil(lambda: bar.search.geometry().right() + 16 < bar.bell.x())
    bar.set_sync("circle-check", "ok", "Sparat 11:48")
    [shown] = [one for one in bar.findChildren(QToolButton) if "11:48" in one.text()]
    qtbot.waitUntil(lambda: 0 < bar.search.geometry().right() < shown.x() < bar.bell.x())


def test_a_commit_is_shown_in_the_top_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.tasks.write(lambda _session: None, done=lambda _: None)
    saved = "Saved "
    qtbot.waitUntil(
        lambda: any(
            saved in child.accessibleName() for child in window.top_bar.findChildren(QWidget)
        )
    )


def test_a_defect_is_told_with_its_details(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.tasks.read(lambda _session: 1 // 0, done=lambda _: None)
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)
    dialog = window.findChild(QDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Something went wrong in Kontor"
    dialog.close()


def test_what_does_not_answer_can_be_tried_again(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    arrived: list[str] = []
    tries: list[int] = []

    def flaky(_session: object) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Unavailable("The database is busy. Try again in a moment.")
        return "there"

    window.desk.tasks.read(flaky, done=arrived.append)
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.notices.texts()))
    assert page.notices.texts() == ["The database is busy. Try again in a moment."]
    again = next(
        one for one in page.notices.bar.findChildren(QPushButton) if one.text() == "Try Again"
    )
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: arrived == ["there"])


def test_a_refusal_of_work_without_a_page_appears_on_the_page_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current

    def refuse(_session: object) -> None:
        raise Conflict(table="Customer", record_key="C1", changed_by="Eva")

    window.desk.tasks.write(refuse, done=lambda _: None)
    assert page is not None
    qtbot.waitUntil(lambda: bool(page.notices.texts()))
    assert "Eva" in page.notices.texts()[0]


def test_a_command_with_a_question_asks_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    arrived: list[bool] = []
    window.navigation.open("order", "SO-1")
    work = partial(_ask_first, context=window.desk.context)
    window.desk.tasks.write(work, done=arrived.append)
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)
    dialog = window.findChild(QDialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: arrived == [True])


def test_the_window_remembers_its_place_and_its_list(
    window: MainWindow, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    window.navigation.open("orders")
    with qtbot.waitSignal(window.closing):
        window.close()
    again = MainWindow(desk, Settings(path=tmp_path / "settings.json"))
    qtbot.addWidget(again)
    again.navigation.register(*SPECS)
    again.open_last_page("home")
    assert again.navigation.current_place == ("orders", None)
    assert not desk.state.get_bytes("window", "geometry").isEmpty()


def test_a_page_that_would_lose_something_keeps_the_window(window: MainWindow) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert isinstance(page, OrderPage)
    page.stays = True
    window.navigation.open("orders")
    assert not window.close()
    assert window.navigation.current is page
    page.stays = False


def test_another_work_date_is_told_to_the_pages(desk: Desk, qtbot: QtBot) -> None:
    tomorrow = replace(desk.context, work_date=date(2026, 1, 31))
    with qtbot.waitSignal(desk.context_changed):
        desk.set_context(tomorrow)
    assert desk.context.work_date == date(2026, 1, 31)


def test_the_mouse_goes_back_and_forward(window: MainWindow) -> None:
    window.navigation.open("home")
    window.navigation.open("orders")
    places = []
    for button in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
        QTest.mouseClick(window, button)
        places.append(window.navigation.current_place[0])
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert places == ["home", "orders"]


def test_every_control_has_a_name(window: MainWindow) -> None:
    window.navigation.open("order", "SO-1")
    nameless = [
        child
        for child in window.top_bar.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
    ]
    assert nameless == []


def test_nothing_is_narrower_than_its_text_at_150_percent(window: MainWindow, theme: Theme) -> None:
    theme.set_scale(150)
    window.resize(1440, 900)
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert page is not None
    for button in page.head.bar.buttons():
        assert button.width() >= button.sizeHint().width()
