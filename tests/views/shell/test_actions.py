import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

import desktop.views
from desktop.errors import InvariantBroken
from desktop.settings import ThemeMode
from desktop.views.shell.action_bar import ActionBar
from desktop.views.shell.actions import ActionRegistry, ActionSpec, shortcut_clashes
from desktop.views.shell.keys import Key
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.svg import icon_names
from desktop.views.shell.theme import Theme
from tests.views.shell.pages import COMMANDS, OrderPage


@pytest.fixture
def registry(theme: Theme, qtbot: QtBot) -> ActionRegistry:
    widget = QWidget()
    qtbot.addWidget(widget)
    made = ActionRegistry(widget)
    for spec in COMMANDS:
        made.add(spec, lambda: None)
    return made


@pytest.fixture
def bar(registry: ActionRegistry, qtbot: QtBot) -> ActionBar:
    made = ActionBar(registry)
    qtbot.addWidget(made)
    made.resize(900, 30)
    made.show()
    return made


def _texts(bar: ActionBar) -> list[str]:
    return [button.accessibleName() for button in bar.buttons()]


def _entries(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_the_bar_shows_the_primary_command_first(bar: ActionBar) -> None:
    assert _texts(bar) == ["Post…", "Release", "Print / Send", "Copy Document"]


def test_the_rest_stands_under_more(bar: ActionBar) -> None:
    assert _entries(bar.more_menu()) == ["Archive"]


def test_what_finds_no_room_goes_under_more(bar: ActionBar) -> None:
    bar.resize(260, 30)
    assert _texts(bar) == ["Post…", "Release"]
    assert _entries(bar.more_menu()) == ["Print / Send", "Copy Document", "Archive"]


def test_a_hidden_command_leaves_the_bar(bar: ActionBar, registry: ActionRegistry) -> None:
    registry.set_visible("release", False)
    assert "Release" not in _texts(bar)


def test_a_command_that_is_not_allowed_says_why(bar: ActionBar, registry: ActionRegistry) -> None:
    registry.set_enabled("post", False, "Release the order first.")
    assert not bar.buttons()[0].isEnabled()
    assert bar.buttons()[0].toolTip() == "Release the order first. (F9)"
    registry.set_enabled("post", True)
    assert bar.buttons()[0].toolTip() == "Post… (F9)"


def test_a_command_can_change_its_name(bar: ActionBar, registry: ActionRegistry) -> None:
    registry.set_text("release", "Reopen")
    assert "Reopen" in _texts(bar)


def test_icons_of_commands_follow_the_theme(
    bar: ActionBar, registry: ActionRegistry, theme: Theme
) -> None:
    before = registry["print"].icon().pixmap(16, 16).toImage()
    theme.set_mode(ThemeMode.DARK)
    assert registry["print"].icon().pixmap(16, 16).toImage() != before


def test_two_commands_of_a_page_never_share_a_key(registry: ActionRegistry) -> None:
    with pytest.raises(InvariantBroken):
        registry.add(ActionSpec(id="other", text="Other", key=Key.POST), lambda: None)


def test_there_is_one_primary_command(registry: ActionRegistry) -> None:
    with pytest.raises(InvariantBroken):
        registry.add(ActionSpec(id="other", text="Other", primary=True), lambda: None)


def test_two_acts_of_the_keyboard_map_never_share_a_key() -> None:
    keys = [one for key in Key for one in key.value]
    assert len(keys) == len(set(keys))


def test_a_context_menu_separates_groups(registry: ActionRegistry) -> None:
    menu = registry.menu(registry.parent(), ["post", "print", "copy"])  # type: ignore[arg-type]  # a widget
    assert [action.isSeparator() for action in menu.actions()] == [False, True, False, False]


def test_keys_of_a_page_work_wherever_the_cursor_is(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert isinstance(page, OrderPage)
    window.nav_pane.items()[0].setFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert page.done == ["post"]


def test_keys_of_a_page_that_is_not_shown_do_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    window.navigation.open("orders")
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert isinstance(page, OrderPage)
    assert page.done == []


def test_a_page_and_the_window_share_no_keys(window: MainWindow) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert page is not None
    assert shortcut_clashes(page.commands, window.commands) == []


def test_every_icon_that_is_named_exists() -> None:
    folder = Path(desktop.views.__file__).parent
    named = re.compile(r'(?:icon=|dress\(\s*[\w.\[\]]+,\s*)"([a-z0-9-]+)"')
    used = {
        name
        for path in folder.rglob("*.py")
        for name in named.findall(path.read_text(encoding="utf-8"))
    }
    assert {"refresh-cw", "search"} <= used
    assert used <= icon_names()
