import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import Conflict, RecordRef, Refusal, RefusalCode
from desktop.views.shell.busy_bar import BusyBar
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.notices import NoticeRow
from desktop.views.shell.page_head import Crumb, Pill
from tests.views.shell.pages import OrderPage


class Blocked(Refusal):
    code = RefusalCode.SEVERAL
    text = "The customer is blocked."


def _order(window: MainWindow, key: str = "SO-1") -> OrderPage:
    window.navigation.open("order", key)
    page = window.navigation.current
    assert isinstance(page, OrderPage)
    return page


def test_a_page_shows_its_way_title_and_state(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.head.set_breadcrumb([Crumb("Sales Orders", "orders"), Crumb("SO-1")])
    page.head.set_pills([Pill("Open", "info"), Pill("Overdue", "danger")])
    page.head.set_state("Draft saved 10:42:07")
    wanted = {"SO-1 · Birkholm Interiors AB", "Open", "Overdue", "Draft saved 10:42:07"}
    qtbot.waitUntil(lambda: wanted <= _visible_texts(page))
    assert window.windowTitle() == "SO-1 · Birkholm Interiors AB – Kontor"


def test_the_way_leads_back_to_the_list(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.head.set_breadcrumb([Crumb("Sales Orders", "orders"), Crumb("SO-1")])
    link = page.head.findChild(QPushButton)
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.navigation.current_place == ("orders", None)


def test_the_cursor_begins_in_the_first_field(window: MainWindow) -> None:
    assert _order(window).fields["Customer"].hasFocus()


def test_the_cursor_returns_to_where_it_was(window: MainWindow) -> None:
    page = _order(window)
    page.fields["Contact"].setFocus()
    window.navigation.open("orders")
    window.navigation.back()
    assert page.fields["Contact"].hasFocus()


def test_f5_reads_the_page_anew(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page.reloads == 1


def test_the_fact_pane_closes_itself_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    facts = next(label for label in page.findChildren(QLabel) if label.text() == "Balance")
    assert facts.isVisible()
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: not facts.isVisible())
    QTest.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.AltModifier)
    assert facts.isVisible()
    window.resize(1440, 900)
    QTest.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.AltModifier)
    assert not facts.isVisible()


def test_a_closed_fact_pane_stays_closed_on_the_next_order(
    window: MainWindow, qtbot: QtBot
) -> None:
    _order(window)
    QTest.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.AltModifier)
    page = _order(window, "SO-2")
    assert not any(
        label.isVisible() for label in page.findChildren(QLabel) if label.text() == "Balance"
    )


def test_a_refusal_appears_in_the_page(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.write(_refuse, done=lambda _: None)
    qtbot.waitUntil(lambda: page.notices.texts() == ["The customer is blocked."])


def test_a_conflict_offers_to_reload(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.write(_conflict, done=lambda _: None)
    qtbot.waitUntil(lambda: bool(page.notices.texts()))
    reload = next(one for one in page.findChildren(QPushButton) if one.text() == "Reload")
    QTest.mouseClick(reload, Qt.MouseButton.LeftButton)
    assert page.reloads == 1


def test_a_refusal_leads_to_its_field(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.notices.show(Blocked(field="currency_code"))
    row = page.findChild(NoticeRow)
    assert row is not None
    row.field_clicked.emit()
    assert page.visited == ["currency_code"]


def test_a_refusal_about_another_record_opens_it(window: MainWindow) -> None:
    page = _order(window)
    page.notices.field_wanted.emit(RecordRef("sales_header", ("SO-9",)), "due_date")
    assert window.navigation.current_place == ("order", "SO-9")


def test_the_bar_appears_only_when_work_takes_long(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    bar = page.findChild(BusyBar)
    gate = threading.Event()
    assert bar is not None
    page.read(lambda _session: gate.wait(5), done=lambda _: None, busy="Reading the order…")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    assert bar.accessibleName() == "Reading the order…"
    gate.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_change_reloads_the_page_that_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    page = _order(window)
    page.write(lambda _session: None, done=lambda _: None)
    qtbot.waitUntil(lambda: page.reloads == 1)


def test_a_page_in_the_background_reloads_when_it_is_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = _order(window)
    window.navigation.open("orders")
    with qtbot.waitSignal(window.desk.tasks.data_changed):
        window.desk.tasks.write(lambda _session: None, done=lambda _: None)
    assert page.reloads == 0
    window.navigation.back()
    assert page.reloads == 1


def _conflict(_session: object) -> None:
    raise Conflict(table="Customer", record_key="C1", changed_by="Eva")


def _visible_texts(page: OrderPage) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def _refuse(_session: object) -> None:
    raise Blocked
