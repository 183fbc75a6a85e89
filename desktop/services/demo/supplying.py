"""How the demo company promises, buys, puts together and picks what it sells.

Entered last of all documents, so that nothing of the year depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.errors import ConfirmationCode
from desktop.models.promising import STANDARD_WORKSHEET
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import LINE_NO_STEP, DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.catalog_items import catalog_item
from desktop.services.demo.buying import Purchaser, buy
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.kits import MEETING, add_kits, assemble
from desktop.services.demo.places import MAIN
from desktop.services.demo.substitutes import DROP, SPECIAL
from desktop.services.demo.vendors import WOOD, add_vendors
from desktop.services.picking.creation import create_pick_for
from desktop.services.picking.registering import pick_all, register_pick
from desktop.services.promising.accepting import accept
from desktop.services.promising.choices import Choice
from desktop.services.promising.lines import Method
from desktop.services.promising.window import calculate, open_window
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.get_sales_orders import drop_shipment_link
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import change_line
from desktop.services.purchases.release import release, reopen
from desktop.services.requisitions.filling import next_line_no
from desktop.services.requisitions.sales_lines import WantedSales, get_sales_orders
from desktop.services.reservations.commands import reserve_order
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header as change_sales_header
from desktop.services.sales.line_fields import add_line
from desktop.services.sales.line_fields import change_line as change_sales_line
from desktop.services.sales.release import release as release_order

CATALOG_ENTRY = "CI-1002"
COMES_IN = timedelta(days=24)
"""In how many days comes what was promised to a customer sooner."""

REFILLED_IN = timedelta(days=42)
ASSEMBLED_DAYS_AGO = 3


@dataclass(frozen=True, slots=True)
class PlannedSale:
    """An order made so many working days ago: items, quantities and purchasing codes.

    The customer wishes to have it in `wish` days from today, or says nothing.
    """

    customer: str
    days_ago: int
    lines: tuple[tuple[str, int, str | None], ...]
    wish: int | None = None


FROM_STOCK = PlannedSale("Loom Textiles AB", 2, (("K-0070", 3, None), ("G-0100", 4, None)))
ON_PURCHASE = PlannedSale("Åre Konferens AB", 2, (("P-0410", 24, None),))
MORE_THAN_THERE = PlannedSale("Granit & Glas i Luleå AB", 1, (("L-0300", 60, None),))
BY_VENDOR = PlannedSale("Brunnsparkens Bibliotek", 1, (("D-3000", 2, DROP),), wish=24)
FROM_CATALOG = PlannedSale("Norrsken Arkitekter AB", 1, (), wish=50)
KIT = PlannedSale("Arc Systems AB", 1, ((MEETING, 1, None), ("W-0200", 1, None)), wish=14)
KEPT = PlannedSale("Storsjö Kontor AB", 0, (("W-0180", 1, None), ("K-0060", 4, None)), wish=7)
FETCHED = PlannedSale("Trollhättan Film AB", 1, (("L-0100", 2, None), ("K-0030", 2, None)))


def add_supply_cards(clerk: Clerk) -> dict[str, str]:
    """Make vendors with what they sell, and kits; gives the vendors' numbers by name."""
    vendor_nos = add_vendors(clerk)
    add_kits(clerk)
    return vendor_nos


def supply(clerk: Clerk, customer_nos: Mapping[str, str], days: Sequence[date]) -> None:
    """Enter all of it; `customer_nos` go by name, `days` are the working days until today."""
    purchaser = Purchaser(clerk, add_supply_cards(clerk), days)
    clerk.end_command()
    assemble(purchaser.on(0), purchaser.on(ASSEMBLED_DAYS_AGO))
    pedestals = buy(purchaser)
    seller = _Seller(purchaser, customer_nos)
    _promise_what_comes_late(seller, pedestals)
    for planned in (FROM_STOCK, MORE_THAN_THERE):
        seller.promise(seller.sell(planned), planned.days_ago)
    _let_vendor_deliver(seller)
    _buy_for_customer(seller)
    seller.sell(KIT)
    _fetch(seller)


@dataclass(frozen=True, slots=True)
class _Seller:
    purchaser: Purchaser
    customer_nos: Mapping[str, str]

    def on(self, days_ago: int) -> Clerk:
        return self.purchaser.on(days_ago)

    def sell(self, planned: PlannedSale) -> DocumentKey:
        """Make an order as it was planned, and give its key."""
        clerk = self.on(planned.days_ago)
        session, context = clerk.session, clerk.context
        customer_no = self.customer_nos[planned.customer]
        key = create_document(session, DocumentType.ORDER, context, customer_no).key
        if planned.wish is not None:
            wish = self.on(0).context.work_date + timedelta(days=planned.wish)
            change_sales_header(session, key, "requested_delivery_date", wish, context)
        for no, quantity, purchasing_code in planned.lines:
            fields: list[tuple[str, object]] = [("type", LineType.ITEM), ("no", no)]
            fields.append(("quantity", Decimal(quantity)))
            if purchasing_code is not None:
                fields.append(("purchasing_code", purchasing_code))
            add_line(session, key, fields, context)
        clerk.end_command()
        return key

    def promise(self, key: DocumentKey, days_ago: int) -> None:
        """Work out the dates of an order, buy what is missing, and tell the customer."""
        clerk = self.on(days_ago)
        session, context = clerk.session, clerk.context
        opened = open_window(session, key, context)
        window = calculate(session, opened, Choice(Method.CTP), context)
        accept(session, window, context)
        clerk.end_command()


def _promise_what_comes_late(seller: _Seller, purchase: PurchaseKey) -> None:
    """A promise rests on an order of which the vendor says today that it comes later."""
    seller.promise(seller.sell(ON_PURCHASE), ON_PURCHASE.days_ago)
    clerk = seller.on(0)
    answers = {**clerk.context.answers, ConfirmationCode.DROP_RESERVATIONS: True}
    session, context = clerk.session, replace(clerk.context, answers=answers)
    reopen(session, purchase, context)
    day = context.work_date + COMES_IN
    change_line(session, purchase, LINE_NO_STEP, "expected_receipt_date", day, context)
    release(session, purchase, context)
    clerk.end_command()


def _let_vendor_deliver(seller: _Seller) -> None:
    """What a customer wants goes to him straight from the vendor."""
    key = seller.sell(BY_VENDOR)
    clerk = seller.on(BY_VENDOR.days_ago)
    session, context = clerk.session, clerk.context
    release_order(session, key, context)
    vendor_no = seller.purchaser.vendor_nos[WOOD]
    bought = create_purchase(session, PurchaseType.ORDER, context, vendor_no).key
    customer_no = seller.customer_nos[BY_VENDOR.customer]
    change_header(session, bought, "sell_to_customer_no", customer_no, context)
    drop_shipment_link(session, bought, context, sales_order_no=key.no)
    release(session, bought, context)
    clerk.end_command()


def _buy_for_customer(seller: _Seller) -> None:
    """Something from a vendor's catalog is sold and waits in the worksheet to be bought."""
    key = seller.sell(FROM_CATALOG)
    clerk = seller.on(FROM_CATALOG.days_ago)
    session, context = clerk.session, clerk.context
    add_line(session, key, [("type", LineType.ITEM)], context)
    catalog_item(session, key, LINE_NO_STEP, context, entry_no=CATALOG_ENTRY)
    change_sales_line(session, key, LINE_NO_STEP, "quantity", Decimal(1), context)
    change_sales_line(session, key, LINE_NO_STEP, "purchasing_code", SPECIAL, context)
    clerk.end_command()
    today = seller.on(0)
    get_sales_orders(today.session, WantedSales(drop_shipment=False), today.context)
    today.end_command()
    line_no = next_line_no(today.session, STANDARD_WORKSHEET)
    today.add(
        "requisition_line",
        worksheet_name=STANDARD_WORKSHEET,
        line_no=line_no,
        item_no="D-1200",
        location_code=MAIN,
        quantity=Decimal(10),
        due_date=today.context.work_date + REFILLED_IN,
    )
    today.end_command()


def _fetch(seller: _Seller) -> None:
    """One order was fetched from the shelves; goods are kept for another one, to be fetched."""
    fetched, kept = seller.sell(FETCHED), seller.sell(KEPT)
    clerk = seller.on(0)
    session, context = clerk.session, clerk.context
    reserve_order(session, kept.no, context)
    clerk.end_command()
    for key in (kept, fetched):
        release_order(session, key, context)
        clerk.end_command()
        pick = create_pick_for(session, key, context)
        if key == fetched:
            pick_all(session, pick.no, context)
            register_pick(session, pick.no, context)
        clerk.end_command()
