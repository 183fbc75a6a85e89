"""What the demo company has bought lately and what it waits for: purchase orders in every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import LineType
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.trading import ANSWERS
from desktop.services.demo.vendors import BOARDS, LAMPS, QUIET, SEATS, WOOD
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.post import post_purchase
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import add_line, change_line
from desktop.services.purchases.release import release


@dataclass(frozen=True, slots=True)
class PlannedPurchase:
    """An order made so many working days ago: what of which item, and for which variant."""

    vendor: str
    days_ago: int
    lines: tuple[tuple[str, int, str | None], ...]
    is_released: bool = True


INVOICED = PlannedPurchase(BOARDS, 14, (("W-0090", 10, None), ("W-0210", 12, None)))
RECEIVED_IN_PART = PlannedPurchase(
    SEATS, 18, (("S-2203", 40, None), ("S-2400", 24, "BLACK"), ("S-2500", 30, None))
)
OVERDUE = PlannedPurchase(WOOD, 27, (("D-1800", 6, None), ("D-1810", 4, None)))
PEDESTALS = PlannedPurchase(WOOD, 3, (("P-0410", 60, None), ("P-0500", 8, None)))
BOOTHS = PlannedPurchase(QUIET, 16, (("A-0200", 3, None), ("A-0210", 6, None)))
NOT_SENT = PlannedPurchase(LAMPS, 1, (("L-0200", 8, None), ("L-0300", 6, None)), is_released=False)


@dataclass(frozen=True, slots=True)
class Purchaser:
    """Buys: `days` are the working days until the work date in order."""

    clerk: Clerk
    vendor_nos: Mapping[str, str]
    days: Sequence[date]

    def on(self, days_ago: int) -> Clerk:
        """The clerk so many working days ago, who says yes to what documents ask."""
        clerk = self.clerk.on(self.days[-1 - days_ago])
        return replace(clerk, context=replace(clerk.context, answers=ANSWERS))

    def order(self, planned: PlannedPurchase) -> PurchaseKey:
        """Make an order as it was planned, and give its key."""
        clerk = self.on(planned.days_ago)
        session, context = clerk.session, clerk.context
        vendor_no = self.vendor_nos[planned.vendor]
        key = create_purchase(session, PurchaseType.ORDER, context, vendor_no).key
        for no, quantity, variant in planned.lines:
            fields: list[tuple[str, object]] = [("type", LineType.ITEM), ("no", no)]
            if variant is not None:
                fields.append(("variant_code", variant))
            add_line(session, key, [*fields, ("quantity", Decimal(quantity))], context)
        if planned.is_released:
            release(session, key, context)
        clerk.end_command()
        return key

    def receive(self, key: PurchaseKey, days_ago: int, *, halves: int = 0) -> None:
        """Receive an order; of its first so many lines a half, of the others nothing, if any."""
        clerk = self.on(days_ago)
        session, context = clerk.session, clerk.context
        if halves:
            for count, (_no, quantity, _variant) in enumerate(RECEIVED_IN_PART.lines):
                part = Decimal(quantity // 2 if count < halves else 0)
                line_no = (count + 1) * LINE_NO_STEP
                change_line(session, key, line_no, "qty_to_receive", part, context)
        choice = PurchaseChoice(invoice=False, posting_date=context.work_date)
        post_purchase(session, key, choice, context)
        clerk.end_command()

    def invoice(self, key: PurchaseKey, days_ago: int, vendor_invoice_no: str) -> None:
        """Enter the vendor's invoice of what came."""
        clerk = self.on(days_ago)
        session, context = clerk.session, clerk.context
        change_header(session, key, "vendor_invoice_no", vendor_invoice_no, context)
        choice = PurchaseChoice(receive=False, posting_date=context.work_date)
        post_purchase(session, key, choice, context)
        clerk.end_command()


def buy(purchaser: Purchaser) -> PurchaseKey:
    """Enter all orders; gives the one whose pedestals customers wait for."""
    purchaser.order(OVERDUE)
    in_part = purchaser.order(RECEIVED_IN_PART)
    purchaser.order(BOOTHS)
    done = purchaser.order(INVOICED)
    purchaser.receive(done, 7)
    purchaser.invoice(done, 5, "26-1187")
    pedestals = purchaser.order(PEDESTALS)
    purchaser.receive(in_part, 2, halves=2)
    purchaser.order(NOT_SENT)
    return pedestals
