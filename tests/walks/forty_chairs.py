"""A customer asks for forty chairs: the date is given, kept, and the goods leave in two parts.

Twelve are there, twenty are on their way, the rest is put together from parts of which one is
missing. Two lamps on the same order come straight from their vendor.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import URL

from desktop.models.ledger_words import ItemEntryType
from desktop.models.supply_words import BomLineType, PurchaseType
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import LineType, ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.places import MAIN
from desktop.services.demo.substitutes import DROP
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.line_fields import add_line
from desktop.services.standard_setup.accounts import RESALE
from desktop.translation import _, pgettext
from desktop.views.promising.promise_page import PromisePage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from desktop.views.warehouse.pick_page import PickPage
from tests.walks.companies import small_company
from tests.walks.hands import ALT, CTRL, SHIFT, Idle, Shot, Walk

CHAIR, SEAT, LEG, LAMP = "CHAIR", "SEAT", "LEG", "LAMP"
CUSTOMER = "Åre Konferens AB"
WANTED, THERE, COMING = 40, 12, 20
TO_ASSEMBLE = WANTED - THERE - COMING

# no., text, price, cost, bin, what is there
GOODS = (
    (CHAIR, "Chair Fjäll, oak", "1490", "620", "A-02", THERE),
    (SEAT, "Seat for chair Fjäll", "0", "240", "B-10", TO_ASSEMBLE),
    (LEG, "Leg for chair Fjäll", "0", "45", "B-11", 0),
    (LAMP, "Floor lamp Norrsken", "2990", "1450", "", 0),
)
LAMPS, LEGS = 2, 4
PARTS = ((SEAT, 1), (LEG, LEGS))


def company_that_is_asked(url: URL, today: date) -> Database:
    """The small company with chairs, what they are made of, and twenty more on order."""
    database = small_company(url, today)
    with database.write() as session:
        clerk = Clerk(session, UserContext(user="ADMIN", work_date=today))
        turner, lamps = _vendors(clerk)
        _goods(clerk, turner, lamps)
        _stock(clerk)
        _order_chairs(clerk, turner)
    return database


def _vendors(clerk: Clerk) -> tuple[str, str]:
    rest: dict[str, object] = {
        "country_code": "SE",
        "gen_bus_posting_group": "DOMESTIC",
        "vendor_posting_group": "DOMESTIC",
        "payment_terms_code": "30D",
    }
    turner = clerk.add_no("vendor", name="Gränsås Trä AB", city="Tibro", **rest)
    return turner, clerk.add_no("vendor", name="Fyrtorn Ljus AB", city="Karlskrona", **rest)


def _goods(clerk: Clerk, turner: str, lamps: str) -> None:
    clerk.add("purchasing_code", code=DROP, description="Drop shipment", drop_shipment=True)
    for no, text, price, cost, shelf, _there in GOODS:
        clerk.add(
            "item",
            no=no,
            description=text,
            base_unit="PCS",
            gen_prod_posting_group="RETAIL",
            inventory_posting_group=RESALE,
            unit_price=Decimal(price),
            unit_cost=Decimal(cost),
            last_direct_cost=Decimal(cost),
            vendor_no=lamps if no == LAMP else turner,
            lead_time_calculation="1D" if no in (CHAIR, LAMP) else "14D",
            critical=no in (SEAT, LEG),
            purchasing_code=DROP if no == LAMP else None,
        )
        if shelf:
            clerk.add("item_location", item_no=no, location_code=MAIN, default_bin=shelf)
    clerk.change("item", (CHAIR,), replenishment_system=ReplenishmentSystem.ASSEMBLY)
    for count, (no, quantity) in enumerate(PARTS, start=1):
        clerk.add(
            "bom_component",
            parent_item_no=CHAIR,
            line_no=count * LINE_NO_STEP,
            type=BomLineType.ITEM,
            no=no,
            quantity_per=Decimal(quantity),
        )


def _stock(clerk: Clerk) -> None:
    for no, _text, _price, cost, _shelf, there in GOODS:
        if there:
            clerk.add(
                "item_journal_line",
                batch="DEFAULT",
                posting_date=clerk.context.work_date,
                entry_type=ItemEntryType.POSITIVE_ADJMT,
                document_no="START",
                item_no=no,
                location_code=MAIN,
                quantity=Decimal(there),
                unit_cost=Decimal(cost),
            )
    post_item_journal(clerk.session, "DEFAULT", clerk.context)
    clerk.end_command()


def _order_chairs(clerk: Clerk, turner: str) -> None:
    session, context = clerk.session, clerk.context
    key = create_purchase(session, PurchaseType.ORDER, context, turner).key
    change_header(session, key, "location_code", MAIN, context)
    due = context.work_date + timedelta(days=14)
    change_header(session, key, "requested_receipt_date", due, context)
    fields = (("type", LineType.ITEM), ("no", CHAIR), ("quantity", Decimal(COMING)))
    add_line(session, key, fields, context)
    clerk.end_command()


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Promise, buy, receive, put together, fetch and ship."""
    walker = _FortyChairs(window, idle, shot)
    walker.order()
    walker.ask_for_a_date()
    walker.accept()
    walker.carry_out()
    walker.release()
    walker.receive(COMING, "chairs-received")
    walker.fetch("first-pick", WANTED - TO_ASSEMBLE)
    walker.receive(LAMPS, "lamps-delivered")
    walker.receive(TO_ASSEMBLE * LEGS, "")
    walker.put_together()
    walker.fetch("", TO_ASSEMBLE)
    walker.look_back()


class _FortyChairs(Walk):
    order_no = ""

    def order(self) -> None:
        """Forty chairs, and two lamps that their vendor delivers."""
        self.hands.search(CUSTOMER)
        self.hands.search(_("New Sales Order"))
        self.order_no = self.document.view.key.no
        assert self.document.view.header["sell_to_name"] == CUSTOMER
        for row, (no, quantity) in enumerate(((CHAIR, WANTED), (LAMP, LAMPS))):
            self.change_line(row, "no", no)
            self.change_line(row, "quantity", str(quantity))
        assert self.document.view.lines[1].values["drop_shipment"]
        self.go_to_cell(0, "quantity")
        self.take("order-short")

    def ask_for_a_date(self) -> None:
        """Neither stock nor what is on its way is enough; buying and assembling is."""
        self.hands.key(Qt.Key.Key_D, CTRL | SHIFT)
        page = self.page(PromisePage)
        self.hands.search(_("Available-to-Promise"))
        self.take("available-to-promise")
        self.hands.search(_("Capable-to-Promise"))
        rows = [page.model.row(at) for at in range(page.model.rowCount())]
        assert all(row.earliest_shipment_date for row in rows)
        self.take("capable-to-promise")

    def accept(self) -> None:
        """The customer agrees on the telephone."""
        self.hands.key(Qt.Key.Key_A, ALT)
        assert all(line.values["promised_delivery_date"] for line in self.document.view.lines)
        self.take("promised")

    def carry_out(self) -> None:
        """What must be bought and assembled for it becomes orders."""
        self.hands.search(_("Requisition Worksheet"))
        page = self.page(ListPage)
        assert page.model.rowCount() == 3
        self.take("worksheet")
        self.hands.key(Qt.Key.Key_F9)
        self.take("carry-out", QApplication.activeModalWidget())
        self.hands.key(Qt.Key.Key_Return)
        assert page.model.rowCount() == 0
        self.take("carried-out")

    def release(self) -> None:
        """The order is released, so that it may be fetched and shipped."""
        self.hands.search(self.order_no)
        assert self.document.view.key.no == self.order_no
        self.hands.search(pgettext("verb", "Release"))

    def receive(self, quantity: int, picture: str) -> None:
        """Goods of a purchase order come in."""
        self.open(_("Purchase Orders"))
        for _order in range(len((CHAIR, LEG, LAMP))):
            if self.document.view.lines[0].values["quantity"] == quantity:
                break
            self.hands.key(Qt.Key.Key_Down, CTRL)
        self.hands.key(Qt.Key.Key_F9)
        self.pick(pgettext("verb", "Receive"))
        self.hands.key(Qt.Key.Key_Return)
        assert self.document.view.lines[0].values["quantity_received"] == quantity
        if picture:
            self.take(picture)

    def fetch(self, picture: str, quantity: int) -> None:
        """A pick, scanned, registered and shipped."""
        self.hands.search(self.order_no)
        assert self.document.view.key.no == self.order_no
        self.hands.search(_("Create Pick"))
        self.open(_("Picks"))
        page = self.page(PickPage)
        assert page.view is not None
        assert [line.quantity_to_pick for line in page.view.lines] == [quantity]
        self.hands.type(CHAIR, Qt.Key.Key_Return)
        if picture:
            self.take(picture)
        self.hands.key(Qt.Key.Key_Return)
        self.hands.key(Qt.Key.Key_F9)
        self.hands.key(Qt.Key.Key_Return)

    def put_together(self) -> None:
        """Eight chairs from their parts."""
        self.open(_("Assembly Orders"))
        self.take("assembly-order")
        self.hands.key(Qt.Key.Key_F9)
        self.hands.key(Qt.Key.Key_Return)

    def look_back(self) -> None:
        """What was shipped, and the note that went with it."""
        self.open(_("Posted Shipments"))
        self.hands.key(Qt.Key.Key_P, CTRL)
        paper = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert isinstance(paper, QDialog)
        self.take("delivery-note", paper)
        self.hands.key(Qt.Key.Key_Escape)

    def open(self, listed: str) -> None:
        """Open the first document of a list."""
        self.hands.search(listed)
        self.page(ListPage)
        self.hands.key(Qt.Key.Key_Home, CTRL)
        self.hands.key(Qt.Key.Key_Return)
