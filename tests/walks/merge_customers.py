"""A customer who was entered twice is found, compared and made one."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from desktop.translation import _, pgettext
from desktop.views.customers.duplicates_page import DuplicatesPage
from desktop.views.customers.merge_page import MergePage
from desktop.views.ledgers.verify_page import VerifyPage
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.duplicate_banner import LikenessRow
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.companies import TWIN
from tests.walks.hands import Idle, Shot, Walk

AGAIN = (
    ("name", "Kontor Vinterby"),
    ("address", "Storgatan 12 B"),
    ("post_code", "83131"),
    ("city", "Östersund"),
    ("phone", "+46 63 10 20 30"),
    ("email", "order@vinterby.se"),
    ("gen_bus_posting_group", "DOMESTIC"),
    ("customer_posting_group", "DOMESTIC"),
    ("payment_terms_code", "30D"),
)
"""The same customer as `companies.TWIN`, typed by somebody in a hurry."""


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Find a customer's second card and merge both."""
    walker = _MergeCustomers(window, idle, shot)
    walker.enter_once_more()
    walker.sell_to_the_second()
    walker.give_it_an_address()
    walker.find_both()
    walker.compare()
    walker.merge()
    walker.look_it_up()
    walker.go_on_selling()
    walker.prove()


class _MergeCustomers(Walk):
    first_no = second_no = order_no = ""
    owed = Decimal(0)

    def enter_once_more(self) -> None:
        """While the card is typed, Kontor tells whom it looks like; nobody listens."""
        hands = self.hands
        hands.search(_("New Customer"))
        self.fill(AGAIN)
        [row] = self._visible(LikenessRow)
        assert str(TWIN["name"]) in row.text
        self.second_no = str(self.card_key[0])
        self.take("looks-like-another")

    def sell_to_the_second(self) -> None:
        """An order for the second card; a part of it is shipped and invoiced."""
        hands = self.hands
        hands.search(_("New Sales Order"))
        self.order_no = self.document.view.key.no
        self.go_to_cell(0, "no")
        hands.type("D-1600", Qt.Key.Key_Return)
        self.change_line(0, "quantity", "3")
        self.change_line(0, "qty_to_ship", "1")
        self._post()
        assert self.document.view.lines[0].values["quantity_invoiced"] == 1

    def _post(self) -> None:
        """Ship and invoice what is to be shipped."""
        self.hands.key(Qt.Key.Key_F9)
        self.pick(pgettext("verb", "Ship and Invoice"))
        self.hands.key(Qt.Key.Key_Return)

    def give_it_an_address(self) -> None:
        """Both have an address called STORE, in different places."""
        hands = self.hands
        self._open_customer(self.second_no)
        hands.search(_("Ship-to Addresses"))
        hands.search(_("New Address"))
        self.fill((("code", "STORE"), ("name", "Warehouse"), ("city", "Brunflo")))
        assert self.card_key == (self.second_no, "STORE")

    def find_both(self) -> None:
        """All customers are compared; the pair stands in the list with its score and why."""
        hands = self.hands
        hands.search(_("Duplicates"))
        page = self.page(DuplicatesPage)
        hands.search(_("Find Duplicates"))
        [pair] = [each for each in page.found if self.second_no in {each.no_a, each.no_b}]
        self.first_no = pair.no_a if pair.no_b == self.second_no else pair.no_b
        assert pair.score >= 85
        assert pair.reasons
        self.take("duplicates-found")
        self.tab_to(page.table)
        while page.current_row() is not pair:
            hands.key(Qt.Key.Key_Down)
        hands.key(Qt.Key.Key_Return)

    def compare(self) -> None:
        """Side by side: the conflict is solved, one field is taken from the second card."""
        hands, page = self.hands, self.page(MergePage)
        assert page.plan is not None
        if page.plan.pair.survivor == self.second_no:
            hands.search(_("Exchange"))
        self.owed = page.plan.together.balance_lcy
        assert self.owed == page.plan.figures.balance_lcy + page.plan.survivor_figures.balance_lcy
        assert not page.commands["merge"].isEnabled()
        self.take("side-by-side")
        assert page.conflicts is not None
        [conflict] = page.conflicts.rows
        self.tab_to(conflict.ways)
        hands.key(Qt.Key.Key_Down, times=2)
        assert conflict.code.text() == "STORE2"
        assert page.fields is not None
        ticks = page.fields.ticks
        assert ticks["email"].isChecked()
        self.tab_to(ticks["address"])
        hands.key(Qt.Key.Key_Space)
        self.take("conflict-solved")

    def merge(self) -> None:
        """The last question says what comes over; afterwards the balance is what it was."""
        hands = self.hands
        hands.search(_("Merge"))
        self.press(_("Merge"))
        card = self.page(CardPage)
        assert card.record is not None
        assert card.record.key == (self.first_no,)
        assert card.record.values["name"] == TWIN["name"]
        assert card.record.values["address"] == "Storgatan 12 B"
        assert card.record.values["email"] == "order@vinterby.se"
        assert any(self.second_no in text for text in card.notices.texts())
        self.take("one-customer")

    def look_it_up(self) -> None:
        """The merge log keeps what stood where; the old number leads to the customer."""
        hands = self.hands
        hands.search(_("Duplicates"))
        hands.search(_("Merge Log"))
        log = self.page(ListPage)
        assert log.model.rowCount() == 1
        self.tab_to(log.table)
        hands.key(Qt.Key.Key_Down)
        hands.key(Qt.Key.Key_Return)
        assert self.page(ListPage).model.rowCount() > 1
        self.take("merge-log")
        self._open_customer(self.second_no)
        assert self.card_key == (self.first_no,)

    def go_on_selling(self) -> None:
        """The second card's order belongs to the customer now, and is delivered and invoiced."""
        self.hands.search(self.order_no)
        header = self.document.view.header
        assert header["sell_to_customer_no"] == self.first_no
        self._post()
        assert self.document.view.lines[0].values["quantity_invoiced"] == 3

    def prove(self) -> None:
        """The books hold."""
        self.hands.search(_("Verify Books"))
        page = self.page(VerifyPage)
        self.hands.search(_("Verify Books"))
        assert page.findings == ()
        assert page.notices.texts()
        self.take("books-hold")

    # -- ways

    def _open_customer(self, no: str) -> None:
        self.hands.search("@" + no)
        assert self.page(CardPage).record is not None

    def _visible(self, kind: type[LikenessRow]) -> list[LikenessRow]:
        return [each for each in self.window.findChildren(kind) if each.isVisible()]
