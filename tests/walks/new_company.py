"""An empty company set up for a Swedish wholesaler, as home suggests, to the first invoice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.translation import _, pgettext
from desktop.views.home.home_page import HomePage
from desktop.views.home.setup_block import SetupBlock
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.hands import ALT, CTRL, Idle, Shot, Walk

CUSTOMER = "Nordanvik Möbler AB"
ITEM = "Oak shelf"


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Set up the company and post its first invoice."""
    walker = _NewCompany(window, idle, shot)
    walker.company()
    walker.standard_set()
    walker.first_item()
    walker.first_customer()
    walker.opening_stock()
    walker.opening_entries()
    walker.first_invoice()
    walker.all_done()


class _NewCompany(Walk):
    def company(self) -> None:
        """Home names the first steps; Enter leads to the card where they are done."""
        self._home()
        assert self._block().count.text().startswith("0")
        self.take("home")
        self._next_step(_("Give the company its name"))
        for field, text in (
            ("name", "Granvik Grossist AB"),
            ("address", "Verkstadsgatan 7"),
            ("post_code", "831 40"),
            ("city", "Östersund"),
            ("registration_no", "556012-5790"),
            ("vat_registration_no", "SE556012579001"),
            ("registered_office", "Östersund"),
            ("bankgiro", "123-4567"),
        ):
            self._enter(field, text)
        self.take("company-information")

    def standard_set(self) -> None:
        """What is left begins with the standard set-up: accounts, groups, VAT, numbers."""
        self._home()
        self._next_step(_("Fill in the standard set-up for Sweden"))
        page = self.page(ListPage)
        rows = [page.model.row(at) for at in range(page.model.rowCount())]
        assert sum(row.missing for row in rows) > 300
        self.take("standard-set-up")
        self.hands.key(Qt.Key.Key_N, ALT)
        self._open(_("Setup Checklist"))
        states = self._states()
        assert states["vat_setup"] == states["number_series"] == (True, ())
        assert states["items"][0] is False
        assert "opening_balances" in states
        self.take("checklist")

    def first_item(self) -> None:
        """A new item has its groups from the template; it needs a text and a price."""
        self._step("items")
        self.hands.key(Qt.Key.Key_N, ALT)
        for field, text in (("description", ITEM), ("unit_price", "400"), ("unit_cost", "250")):
            self._enter(field, text)
        values = self._values()
        assert values["gen_prod_posting_group"] == "RETAIL"
        assert values["no"] == "10001"

    def first_customer(self) -> None:
        """A new customer too: a name and an address are enough."""
        self._open(_("Setup Checklist"))
        self._step("customers")
        self.hands.key(Qt.Key.Key_N, ALT)
        for field, text in (
            ("name", CUSTOMER),
            ("address", "Hamngatan 4"),
            ("post_code", "831 34"),
            ("city", "Östersund"),
        ):
            self._enter(field, text)
        assert self._values()["payment_terms_code"] == "30D"

    def opening_stock(self) -> None:
        """What lies in stock is counted in against the account of opening balances."""
        self._open(_("Setup Checklist"))
        self._step("opening_stock")
        self.hands.key(Qt.Key.Key_N, ALT)
        for field, text in (
            ("item_no", "10001"),
            ("quantity", "20"),
            ("document_no", "OPENING"),
            ("location_code", "MAIN"),
            ("gen_bus_posting_group", "OPENING"),
        ):
            self._enter(field, text)
        self.take("opening-stock")
        self.hands.key(Qt.Key.Key_Left, ALT)
        self.hands.key(Qt.Key.Key_F9)
        self.hands.key(Qt.Key.Key_Return)
        assert self.page(ListPage).model.rowCount() == 0

    def opening_entries(self) -> None:
        """What the customer owed before is taken over without sale and VAT."""
        self._open(_("Setup Checklist"))
        self._step("opening_balances")
        self.hands.key(Qt.Key.Key_N, ALT)
        for field, text in (
            ("customer_no", "C10000"),
            ("document_no", "4711"),
            ("amount", "1250"),
        ):
            self._enter(field, text)
        self.hands.key(Qt.Key.Key_Left, ALT)
        self.hands.key(Qt.Key.Key_F9)
        self.hands.key(Qt.Key.Key_Tab)
        self.hands.type("1999", Qt.Key.Key_Tab)
        self.take("opening-entries", QApplication.activeModalWidget())
        self.hands.key(Qt.Key.Key_Return)
        assert self.page(ListPage).model.rowCount() == 0

    def first_invoice(self) -> None:
        """The first order is shipped and invoiced."""
        self._home()
        self._next_step(_("Write the first sales order"))
        self.hands.key(Qt.Key.Key_N, ALT)
        self.hands.type(CUSTOMER, Qt.Key.Key_Tab)
        assert self.document.view.header["sell_to_name"] == CUSTOMER
        self.go_to_cell(0, "description")
        self.hands.type(ITEM)
        self.hands.key(Qt.Key.Key_Down)
        self.hands.key(Qt.Key.Key_Return)
        self.change_line(0, "quantity", "2")
        assert self.document.view.lines[0].values["location_code"] == "MAIN"
        self.hands.key(Qt.Key.Key_F9)
        self.pick(pgettext("verb", "Ship and Invoice"))
        self.hands.key(Qt.Key.Key_Return)
        self.take("first-invoice")

    def all_done(self) -> None:
        """Everything that was needed is done, so home says no more about it."""
        self._home()
        assert not self._block().isVisible()
        self._open(_("Setup Check"))
        assert self.page(ListPage).model.rowCount() == 0

    # ------------------------------------------------------------------------------------ inside

    def _home(self) -> None:
        self._open(_("Home"))
        self.hands.key(Qt.Key.Key_F5)

    def _open(self, page: str) -> None:
        self.hands.search(page)

    def _block(self) -> SetupBlock:
        [block] = self.page(HomePage).findChildren(SetupBlock)
        return block

    def _next_step(self, title: str) -> None:
        """Press Down in the block on home until a step is marked, then Enter."""
        block = self._block()
        for _press in range(20):
            if block.list.hasFocus():
                break
            self.hands.key(Qt.Key.Key_Tab)
        wanted = [_(step.title) for step in block.steps].index(title)
        self.hands.key(Qt.Key.Key_Down, times=wanted)
        self.hands.key(Qt.Key.Key_Return)

    def _step(self, name: str) -> None:
        """Go to a step of the checklist with the arrow keys and press Enter."""
        page = self.page(ListPage)
        names = [page.model.row(at).step.value for at in range(page.model.rowCount())]
        self.hands.key(Qt.Key.Key_Home, CTRL)
        self.hands.key(Qt.Key.Key_Down, times=names.index(name))
        self.hands.key(Qt.Key.Key_Return)

    def _states(self) -> dict[str, tuple[bool, tuple[object, ...]]]:
        page = self.page(ListPage)
        rows = [page.model.row(at) for at in range(page.model.rowCount())]
        return {row.step.value: (row.done, row.missing) for row in rows}

    def _enter(self, field: str, text: str) -> None:
        self.go_to_field(field)
        self.hands.type(text, Qt.Key.Key_Tab)

    def _values(self) -> dict[str, object]:
        card = self.page(CardPage)
        assert card.record is not None
        return dict(card.record.values)
