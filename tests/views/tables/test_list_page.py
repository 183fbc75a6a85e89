from collections.abc import Sequence
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.errors import Refusal, RefusalCode
from desktop.services.database import Changes
from desktop.services.list_query import FIRST_ROWS, ListQuery
from desktop.translation import user_localizer
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.shell.actions import ActionSpec, shortcut_clashes
from desktop.views.tables.columns import Kind
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_parts import ChipButton
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction
from tests.views.tables.fakes import FakeDesk, FakeInvoices, Invoice, invoice_list, invoices


class Broken(Refusal):
    code = RefusalCode.CONFLICT
    text = "The list cannot be read now. Try again."


@pytest.fixture
def fake() -> FakeInvoices:
    return FakeInvoices()


def open_page(qtbot: QtBot, fake_desk: FakeDesk, fake: FakeInvoices, **more: object) -> ListPage:
    key = more.pop("key", None)
    page = ListPage(fake_desk.desk, invoice_list(fake, **more), key)
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(lambda: page.loader.found is not None)
    return page


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk, fake: FakeInvoices) -> ListPage:
    return open_page(qtbot, fake_desk, fake)


def footer_labels(page: ListPage) -> list[QLabel]:
    return page.body.footer.findChildren(QLabel)


def chips(page: ListPage) -> list[str]:
    return [chip.text() for chip in page.body.chips.findChildren(ChipButton) if chip.isVisible()]


def numbers(page: ListPage) -> list[object]:
    return [page.model.index(at, 0).data() for at in range(min(page.model.rowCount(), 128))]


def test_all_rows_are_there_the_first_ones_fetched(page: ListPage, fake: FakeInvoices) -> None:
    assert page.model.rowCount() == 300
    assert len(fake.asked) == 1
    assert page.model.row(127) is not None
    assert page.model.row(128) is None
    assert page.body.chips.count.text() == "300"


def test_typing_filters_the_list_live(page: ListPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_F3)
    qtbot.waitUntil(page.filter_box.hasFocus)
    QTest.keyClicks(page.filter_box, "loom")
    qtbot.waitUntil(lambda: page.body.chips.count.text() == "38 of 300")
    assert page.model.rowCount() == 38
    assert chips(page) == ["Contains “loom”"]


def test_escape_in_the_filter_box_shows_all_again(page: ListPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.filter_box, "loom")
    qtbot.waitUntil(lambda: page.model.rowCount() == 38)
    QTest.keyClick(page.filter_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 300)


def test_down_in_the_filter_box_goes_to_the_rows(page: ListPage, qtbot: QtBot) -> None:
    page.filter_box.setFocus()
    QTest.keyClick(page.filter_box, Qt.Key.Key_Down)
    qtbot.waitUntil(page.table.hasFocus)


def test_nothing_found_offers_to_clear_the_filters(page: ListPage, qtbot: QtBot) -> None:
    page.filter.search("zzz")
    qtbot.waitUntil(page.body.empty.isVisible)
    assert page.body.empty.button.text() == "Clear Filters"
    page.body.empty.button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 300)


def test_an_empty_list_offers_the_first_record(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    page = open_page(qtbot, fake_desk, FakeInvoices([]), empty="No invoice is posted yet.")
    qtbot.waitUntil(page.body.empty.isVisible)
    assert page.body.empty.sentence.text() == "No invoice is posted yet."
    page.body.empty.button.click()
    opened, key = fake_desk.navigation.opened[-1]
    assert opened == "sales_invoice"
    assert isinstance(key, NewRecord)


def test_a_click_on_a_label_sorts_and_again_turns_round(page: ListPage, qtbot: QtBot) -> None:
    page.table.header.sectionClicked.emit(4)
    qtbot.waitUntil(lambda: page.loader.found is not None)
    assert numbers(page)[0] == "PSI-104233"
    page.table.header.sectionClicked.emit(4)
    qtbot.waitUntil(lambda: numbers(page)[0] == "PSI-103934")


def test_the_cursor_stays_on_its_row_in_another_order(page: ListPage, qtbot: QtBot) -> None:
    page.table.go_to(12)
    key = page.current_key()
    page.table.header.sectionClicked.emit(1)
    qtbot.waitUntil(lambda: numbers(page)[0] == "PSI-104229")
    assert page.current_key() == key


def test_order_and_columns_are_kept_for_the_user(
    page: ListPage, qtbot: QtBot, fake_desk: FakeDesk, fake: FakeInvoices
) -> None:
    page.table.header.sectionClicked.emit(4)
    page.table.header.resizeSection(1, 333)
    page.table.header.moveSection(0, 2)
    again = ListPage(fake_desk.desk, invoice_list(fake))
    qtbot.addWidget(again)
    assert again.filter.order == (("amount", False),)
    assert [column.name for column in again.table.header.shown_columns()][:3] == [
        "customer",
        "posting_date",
        "no",
    ]
    assert again.table.isColumnHidden(5)


def test_enter_opens_the_row_of_the_cursor(
    page: ListPage, qtbot: QtBot, fake_desk: FakeDesk
) -> None:
    page.table.go_to(2)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert fake_desk.navigation.opened == [("posted_invoice", "PSI-104231")]


def test_a_click_on_the_number_opens_it(page: ListPage, qtbot: QtBot, fake_desk: FakeDesk) -> None:
    place = page.table.visualRect(page.model.index(1, 0)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert fake_desk.navigation.opened == [("posted_invoice", "PSI-104232")]


def test_the_footer_sums_the_selection(page: ListPage) -> None:
    page.table.go_to(0)
    chosen = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    page.table.selectionModel().select(page.model.index(1, 0), chosen)
    rows = invoices(2)
    assert page.body.footer.selected.text() == "2 selected"
    chosen_keys: list[object] = []
    page.selection.keys(chosen_keys.extend)
    assert chosen_keys == [row.no for row in rows]
    sums = [label.text().replace("\u00a0", " ") for label in footer_labels(page)]
    assert "2 778,56" in sums


def test_a_selection_of_rows_never_looked_at_is_summed_and_handed_over(
    page: ListPage, qtbot: QtBot
) -> None:
    page.table.selectAll()
    total = sum((row.amount for row in invoices(300)), Decimal(0))
    printed = user_localizer().amount(total)
    qtbot.waitUntil(lambda: printed in [label.text() for label in footer_labels(page)])
    keys: list[object] = []
    page.selection.keys(keys.extend)
    qtbot.waitUntil(lambda: len(keys) == 300)
    keys.clear()
    page.table.selectionModel().select(
        page.model.index(0, 0),
        QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
    )
    rest = user_localizer().amount(total - invoices(1)[0].amount)
    qtbot.waitUntil(lambda: rest in [label.text() for label in footer_labels(page)])


def test_a_row_chosen_leaves_what_the_page_forbids(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    action = PageAction(ActionSpec(id="retry", text="Retry"), lambda _page: None, Needs.NOTHING)
    page = open_page(qtbot, fake_desk, FakeInvoices(), actions=(action,))
    page.commands.set_enabled("retry", False, "No document has failed.")
    page.table.go_to(3)
    assert not page.commands["retry"].isEnabled()
    assert "No document has failed." in page.commands["retry"].toolTip()


def test_an_area_acts_on_the_chosen_rows(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    acted: list[object] = []
    action = PageAction(
        ActionSpec(id="send", text="Send"),
        lambda page: page.selection.keys(acted.extend),
        Needs.SELECTION,
    )
    page = open_page(qtbot, fake_desk, FakeInvoices(), actions=(action,))
    page.table.clearSelection()
    assert not page.commands["send"].isEnabled()
    assert "Choose a row first." in page.commands["send"].toolTip()
    page.table.go_to(3)
    page.commands["send"].trigger()
    assert acted == ["PSI-104230"]


def test_a_commit_that_concerns_the_list_refreshes_it(
    page: ListPage, qtbot: QtBot, fake: FakeInvoices, fake_desk: FakeDesk
) -> None:
    page.table.go_to(1)
    fake.sales = fake.sales[1:]
    fake_desk.desk.tasks.data_changed.emit(Changes(frozenset({"sales_invoice_header"})))
    qtbot.waitUntil(lambda: page.model.rowCount() == 299)
    assert page.current_key() == "PSI-104232"


def test_a_view_narrows_the_list(page: ListPage, qtbot: QtBot) -> None:
    page.views.chosen.emit("overdue")
    qtbot.waitUntil(lambda: page.model.rowCount() == 42)
    assert page.views.text() == "Overdue"


def test_a_list_can_be_opened_filtered(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    opening = ListOpening(view="overdue", search="loom")
    page = open_page(qtbot, fake_desk, FakeInvoices(), key=opening)
    assert page.filter.query.view == "overdue"
    assert page.filter_box.text() == "loom"


def test_a_list_that_cannot_be_read_says_so(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    class Failing(FakeInvoices):
        fails = True

        def rows(
            self, session: object, query: ListQuery, limit: int = FIRST_ROWS
        ) -> Sequence[Invoice]:
            if self.fails:
                raise Broken
            return super().rows(session, query, limit)

    fake = Failing()
    page = ListPage(fake_desk.desk, invoice_list(fake))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.body.empty.isVisible)
    assert page.body.empty.sentence.text() == "The list cannot be read now. Try again."
    fake.fails = False
    page.body.empty.button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 300)


def test_the_facts_follow_the_cursor(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    def facts(session: object, key: object, context: object) -> tuple[FactBlock, ...]:
        return (FactBlock(title=str(key), facts=(Fact("Amount", Decimal(5), Kind.AMOUNT),)),)

    page = open_page(qtbot, fake_desk, FakeInvoices(), facts=facts)
    assert page.facts is not None
    pane = page.facts.pane
    page.table.go_to(4)
    qtbot.waitUntil(lambda: bool(pane.blocks) and pane.blocks[0].title == "PSI-104229")


def test_copied_rows_are_a_table_with_labels(page: ListPage) -> None:
    page.table.go_to(0)
    assert page.commands["copy"].isEnabled()
    page.commands["copy"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("No.\tCustomer\tPosting Date")
    assert lines[1].startswith("PSI-104233\tBirkholm Interiors AB\t2026-01-30")


def test_keys_and_alt_letters_are_unique(page: ListPage) -> None:
    assert not shortcut_clashes(page.commands)
    letters = page.mnemonics.letters()
    assert len(letters) == len(set(letters))
