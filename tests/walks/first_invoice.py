"""The main job, from a new customer to the invoice's paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.translation import _, pgettext
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.hands import CTRL, Idle, Shot, Walk

NAME = "Nordanvik Möbler AB"
TEMPLATE = "DOMESTIC"


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Do the main job."""
    walker = _FirstInvoice(window, idle, shot)
    walker.customer()
    walker.order()
    walker.ship_a_part()
    walker.invoice()
    walker.find_again()


class _FirstInvoice(Walk):
    order_no = ""

    def customer(self) -> None:
        """A new customer: a name, an address, the groups that an invoice needs."""
        hands = self.hands
        self.take("home")
        hands.search(_("New Customer"))
        if QApplication.activeModalWidget() is not None:  # the whole demo company has two templates
            self.pick(TEMPLATE)
            hands.key(Qt.Key.Key_Return)
        for field, text in (
            ("name", NAME),
            ("address", "Hamngatan 4"),
            ("post_code", "831 34"),
            ("city", "Östersund"),
            ("country_code", "SE"),
            ("gen_bus_posting_group", "DOMESTIC"),
            ("customer_posting_group", "DOMESTIC"),
            ("payment_terms_code", "30D"),
        ):
            self.go_to_field(field)
            hands.type(text, Qt.Key.Key_Tab)
        card = self.page(CardPage)
        assert card.record is not None
        assert card.record.values["name"] == NAME
        self.take("new-customer")

    def order(self) -> None:
        """A new order for that customer, three lines found by a part of their description."""
        hands = self.hands
        hands.search(_("New Sales Order"))
        assert self.document.view.header["sell_to_name"] == NAME
        self.order_no = self.document.view.key.no
        for word, quantity in (("oak 160", "4"), ("pedestal", "6"), ("whiteboard", "2")):
            self.go_to_cell(len(self.document.view.lines), "description")
            hands.type(word)
            if word == "oak 160":
                self.take("line-found-by-typing")
            hands.key(Qt.Key.Key_Down)
            hands.key(Qt.Key.Key_Return)
            self._type_into("quantity", quantity)
        assert len(self.document.view.lines) == 3
        self.take("order-with-three-lines")
        self.change_line(1, "quantity", "8")
        assert self.document.view.lines[1].values["quantity"] == 8
        self.take("line-changed")

    def _type_into(self, field: str, text: str) -> None:
        self.change_line(len(self.document.view.lines) - 1, field, text)

    def ship_a_part(self) -> None:
        """Less is shipped than was ordered; the rest stays on the order."""
        self.change_line(0, "qty_to_ship", "3")
        self.hands.key(Qt.Key.Key_F9)
        self.pick(pgettext("verb", "Ship"))
        self.take("post-dialog", QApplication.activeModalWidget())
        self.hands.key(Qt.Key.Key_Return)
        assert self.document.view.lines[0].values["quantity_shipped"] == 3
        self.take("shipped-in-part")

    def invoice(self) -> None:
        """What was shipped is invoiced."""
        self.hands.key(Qt.Key.Key_F9)
        self.pick(pgettext("verb", "Invoice"))
        self.hands.key(Qt.Key.Key_Return)
        assert self.document.view.lines[0].values["quantity_invoiced"] == 3
        self.take("invoiced")

    def find_again(self) -> None:
        """The posted invoice is found by the customer's name, and its paper is opened."""
        hands = self.hands
        hands.search(_("Posted Sales Invoices"))
        page = self.page(ListPage)
        hands.key(Qt.Key.Key_F3)
        hands.type(NAME.split(maxsplit=1)[0])
        assert page.model.rowCount() == 1
        self.take("posted-invoice-found")
        hands.key(Qt.Key.Key_Down)
        hands.key(Qt.Key.Key_Return)
        self.take("posted-invoice")
        hands.key(Qt.Key.Key_P, CTRL)
        paper = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert isinstance(paper, QDialog)
        self.take("invoice-pdf", paper)
        hands.key(Qt.Key.Key_Escape)
