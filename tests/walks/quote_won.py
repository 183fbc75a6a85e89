"""A quote to somebody who is no customer yet, changed once, and won."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.models.values.keys import DocumentType
from desktop.translation import _
from desktop.views.contacts.contact_pages import ContactCard
from desktop.views.sales.versions_pages import ComparisonPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.hands import ALT, CTRL, Idle, Shot, Walk

NAME = "Kallviken Hotell AB"
TEMPLATE = "DOMESTIC"
LINES = (("oak 160", "6"), ("pedestal", "6"))


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Win a quote."""
    walker = _QuoteWon(window, idle, shot)
    walker.contact()
    walker.quote()
    walker.paper()
    walker.another_version()
    walker.compare()
    walker.make_order()
    walker.look_back()


class _QuoteWon(Walk):
    quote_no = ""
    agreed: list[tuple[object, ...]]

    def contact(self) -> None:
        """A company that has asked for a price."""
        self.hands.search(_("New Contact"))
        for field, text in (
            ("name", NAME),
            ("address", "Strandvägen 12"),
            ("post_code", "871 31"),
            ("city", "Härnösand"),
            ("country_code", "SE"),
            ("email", "inkop@kallviken.example"),
        ):
            self.go_to_field(field)
            self.hands.type(text, Qt.Key.Key_Tab)
        card = self.page(ContactCard)
        assert card.record is not None
        assert card.record.values["name"] == NAME
        self.take("new-contact")

    def quote(self) -> None:
        """The quote goes to the contact; the template says prices, VAT and terms."""
        self.hands.search(_("New Sales Quote"))
        self.quote_no = self.document.view.key.no
        header = self.document.view.header
        assert header["sell_to_name"] == NAME
        assert header["sell_to_customer_no"] is None
        self.go_to_field("customer_template_code")
        self.hands.type(TEMPLATE, Qt.Key.Key_Tab)
        assert self.document.view.header["customer_template_code"] == TEMPLATE
        for word, quantity in LINES:
            row = len(self.document.view.lines)
            self.go_to_cell(row, "description")
            self.hands.type(word)
            self.hands.key(Qt.Key.Key_Down)
            self.hands.key(Qt.Key.Key_Return)
            self.change_line(row, "quantity", quantity)
        assert len(self.document.view.lines) == len(LINES)
        self.take("quote-to-contact")

    def paper(self) -> None:
        """What the buyer gets; a version of the quote is kept as it was sent."""
        self.hands.key(Qt.Key.Key_P, CTRL)
        paper = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert isinstance(paper, QDialog)
        self.take("quote-pdf", paper)
        self.hands.key(Qt.Key.Key_Escape)
        self.hands.search(_("Keep Version…").removesuffix("…"))
        self.hands.type(_("As sent"), Qt.Key.Key_Return)

    def another_version(self) -> None:
        """The buyer haggles: fewer pedestals, a discount on the desks."""
        self.change_line(1, "quantity", "4")
        self.change_line(0, "line_discount_pct", "5")
        self.agreed = self._sold()
        assert self.agreed[0][2:] == (Decimal(6), Decimal(5))

    def compare(self) -> None:
        """The version that was sent beside the quote as it stands now."""
        self.hands.search(_("Versions"))
        versions = self.page(ListPage)
        assert versions.model.rowCount() == 1
        self.hands.search(_("Compare"))
        compared = self.page(ComparisonPage)
        rows = [compared.model.row(row) for row in range(compared.model.rowCount())]
        [before] = [column for column in compared.spec.columns if column.name == "first"]
        shown = {row.field: before.cell(row).text for row in rows}
        assert shown["quantity"] == "6"
        assert shown["line_discount_pct"] == "0"
        self.take("versions-compared")
        self.hands.key(Qt.Key.Key_Left, ALT, times=2)
        assert self.document.view.key.no == self.quote_no

    def make_order(self) -> None:
        """The quote is won: the contact becomes a customer, the lines stay as agreed."""
        self.hands.search(_("Make Order"))
        question = QApplication.activeModalWidget()
        assert isinstance(question, QDialog)
        self.take("customer-asked", question)
        self.hands.key(Qt.Key.Key_Return)
        order = self.document.view
        assert order.key.type is DocumentType.ORDER
        assert order.header["sell_to_customer_no"]
        assert order.header["quote_no"] == self.quote_no
        assert self._sold() == self.agreed
        self.take("order-of-quote")

    def look_back(self) -> None:
        """The quote can only be read, and leads to the order."""
        made = self.document.view.key
        self.hands.search(_("Show Quote"))
        quote = self.document.view
        assert quote.key.no == self.quote_no
        assert quote.header["converted"]
        self.take("quote-converted")
        self.hands.search(_("Show Order or Invoice"))
        assert self.document.view.key == made

    def _sold(self) -> list[tuple[object, ...]]:
        """What the lines of the document say: item, price, quantity and discount."""
        fields = ("no", "unit_price", "quantity", "line_discount_pct")
        return [tuple(line.values[name] for name in fields) for line in self.document.view.lines]
