import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import InvariantBroken, RecordRef
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.navigation import PAGES_KEPT
from tests.views.shell.pages import SPECS, OrderPage


def _alt(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)


def _menu(window: MainWindow) -> list[str]:
    return [item.text() for item in window.nav_pane.items()]


def test_the_menu_shows_pages_by_group(window: MainWindow) -> None:
    assert _menu(window) == ["Home", "Customers", "Orders", "Quotes", "Picks", "Setup"]


def test_the_menu_shows_counts_and_reads_them_again(window: MainWindow, qtbot: QtBot) -> None:
    orders = window.nav_pane.items()[2]
    qtbot.waitUntil(lambda: orders.count == 42)
    assert orders.accessibleName() == "Orders, 42"
    orders.set_count(None)
    window.desk.tasks.write(lambda _session: None, done=lambda _: None)
    qtbot.waitUntil(lambda: orders.count == 42)


def test_a_click_opens_the_page_and_marks_the_entry(window: MainWindow, qtbot: QtBot) -> None:
    orders = window.nav_pane.items()[2]
    QTest.mouseClick(orders, Qt.MouseButton.LeftButton)
    assert window.navigation.current_place == ("orders", None)
    assert [item.text() for item in window.nav_pane.items() if item.isChecked()] == ["Orders"]


def test_the_menu_works_with_the_arrow_keys(window: MainWindow, qtbot: QtBot) -> None:
    home = window.nav_pane.items()[0]
    home.setFocus()
    QTest.keyClick(home, Qt.Key.Key_Down)
    customers = window.nav_pane.items()[1]
    assert customers.hasFocus()
    QTest.keyClick(customers, Qt.Key.Key_Return)
    assert window.navigation.current_place == ("customers", None)


def test_tab_stops_at_one_entry_of_the_menu(window: MainWindow) -> None:
    window.navigation.open("orders")
    stops = [
        item.text()
        for item in window.nav_pane.items()
        if item.focusPolicy() == Qt.FocusPolicy.StrongFocus
    ]
    assert stops == ["Orders"]


def test_alt_left_and_right_go_back_and_forward(window: MainWindow) -> None:
    window.navigation.open("orders")
    window.navigation.open("order", "SO-1")
    _alt(window, Qt.Key.Key_Left)
    assert window.navigation.current_place[0] == "orders"
    _alt(window, Qt.Key.Key_Right)
    assert window.navigation.current_place[0] == "order"


def test_escape_goes_back(window: MainWindow) -> None:
    window.navigation.open("orders")
    window.navigation.open("order", "SO-1")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.navigation.current_place == ("orders", None)


def test_a_new_way_forgets_the_old_one(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("home")
    window.navigation.open("orders")
    _alt(window, Qt.Key.Key_Left)
    window.navigation.open("customers")
    assert not window.navigation.can_go_forward


def test_an_open_page_is_shown_as_it_was_left(window: MainWindow) -> None:
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    window.navigation.open("orders")
    window.navigation.open("order", "SO-1")
    assert window.navigation.current is page


def test_the_oldest_pages_are_let_go(window: MainWindow, qtbot: QtBot) -> None:
    for number in range(PAGES_KEPT + 3):
        window.navigation.open("order", f"SO-{number}")
    assert len(window.navigation.recent()) == PAGES_KEPT
    for _step in range(PAGES_KEPT + 2):
        window.navigation.back()
    assert window.navigation.current_place == ("order", "SO-0")


def test_a_page_that_wants_to_stay_is_kept(window: MainWindow) -> None:
    window.navigation.open("order", "SO-0")
    page = window.navigation.current
    assert isinstance(page, OrderPage)
    page.stays = True
    for number in range(1, PAGES_KEPT + 3):
        window.navigation.open("order", f"SO-{number}")
    assert page.title in [title for _spec, _key, title in window.navigation.recent()]
    assert not window.navigation.close(page)


def test_a_page_that_closes_itself_gives_way_to_the_one_before(window: MainWindow) -> None:
    window.navigation.open("orders")
    window.navigation.open("order", "SO-1")
    page = window.navigation.current
    assert page is not None
    page.closed.emit()
    assert window.navigation.current_place == ("orders", None)
    assert not window.navigation.can_go_forward


def test_a_record_opens_on_its_page(window: MainWindow) -> None:
    assert window.navigation.open_record(RecordRef("sales_header", ("SO-7",)), "due_date")
    page = window.navigation.current
    assert isinstance(page, OrderPage)
    assert (page.key, page.visited) == ("SO-7", ["due_date"])


def test_a_record_without_a_page_opens_nothing(window: MainWindow) -> None:
    assert not window.navigation.open_record(RecordRef("currency", ("EUR",)))


def test_a_page_can_have_a_window_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("order", "SO-1", new_window=True)
    (own,) = window.windows.windows()
    assert own.windowTitle() == "SO-1 · Birkholm Interiors AB – Kontor"
    qtbot.waitUntil(lambda: QApplication.activeWindow() is own)
    QTest.keyClick(own, Qt.Key.Key_Escape)
    assert window.windows.windows() == []


def test_two_pages_never_share_a_name(window: MainWindow) -> None:
    with pytest.raises(InvariantBroken):
        window.navigation.register(SPECS[0])
