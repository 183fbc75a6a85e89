"""What a document moves in stock and sells of resources (SD93, SD99, SD100)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.ledger_words import ItemEntryType, SourceType
from desktop.models.sales import SalesLine
from desktop.models.supply_words import DemandType
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Amount, carry_round, round_to
from desktop.models.words import LineType
from desktop.services.items.stock import Scope
from desktop.services.ledgers.drop_shipments import send_through
from desktop.services.ledgers.item_entries import ItemEntryPlanner, LineWords, Movement
from desktop.services.ledgers.kit_costs import follow_kits
from desktop.services.ledgers.refusals import AppliesFromUnknown
from desktop.services.ledgers.resource_entries import SoldTime, add_resource_sale
from desktop.services.ledgers.rows import Booking, Row
from desktop.services.ledgers.shipped_entries import (
    InvoicedSales,
    ShippedEntry,
    load_shipped_entries,
)
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.posting.invoice_amounts import InvoiceLine
from desktop.services.posting.kits_of_lines import PlannedKits
from desktop.services.posting.parts import PostedLine
from desktop.services.posting.reading import Ground
from desktop.services.reservations.keys import Demand
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.totals import LineTotals

NO_SALES = InvoicedSales()


@dataclass(frozen=True, slots=True)
class Bookings:
    """The bookings of the posted documents; the same one twice where only one is written."""

    shipment: Booking
    invoice: Booking


@dataclass(slots=True)
class LineMover:
    """Plans the item entries of lines, one after the other in the order of line_no.

    `returned_from` are the entries that lines taken back refer to, by number. `entries` gathers
    the provisional item entries by line_no. `kits` are put together for lines as they are shipped.
    `coming` is what a vendor sends for a line, by line_no; `received` gathers its provisional item
    entries.
    """

    ground: Ground
    planner: ItemEntryPlanner
    bookings: Bookings
    returned_from: dict[int, ShippedEntry]
    entries: dict[int, int]
    kits: PlannedKits = field(default_factory=PlannedKits)
    coming: Mapping[int, Movement] = field(default_factory=dict)
    received: dict[int, int] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document that is posted."""
        return self.ground.document

    def invoice_earlier(self, posted: PostedLine, invoiced: InvoiceLine) -> None:
        """Plan that earlier shipments of the line are invoiced."""
        sales = sales_of_sources(posted, invoiced, self.planner.terms.amount_precision)
        origin = origin_of_line(self.document, posted.line)
        for taken, brought in zip(posted.earlier, sales, strict=False):
            precision = self.planner.terms.amount_precision
            for entry, base, sales_of_entry in taken.of_entries(brought, precision):
                self.planner.invoice(entry, -base, origin, self.bookings.invoice, sales_of_entry)

    def ship(
        self, posted: PostedLine, invoiced: InvoiceLine | None, whole: LineTotals
    ) -> Refusal | None:
        """Plan what leaves or comes back with the line, invoiced at once or not."""
        line = posted.line
        cost, refusal = self._cost_of_return(posted)
        sales = NO_SALES
        if invoiced is not None and posted.at_once.quantity:
            sales = sales_of_sources(posted, invoiced, self.planner.terms.amount_precision)[-1]
        is_invoiced = bool(posted.at_once.quantity)
        movement = Movement(
            scope=Scope(line.no or "", line.variant_code, line.location_code),
            quantity=-posted.ship.base,
            origin=origin_of_line(self.document, line),
            entry=self.bookings.shipment,
            value=self.bookings.invoice if is_invoiced else self.bookings.shipment,
            words=LineWords(line.line_no, line_ref(line)),
            invoiced=-posted.at_once.base,
            cost=cost,
            sales_expected=self._sales_expected(posted, whole),
            sales_actual=sales.amount,
            discount=sales.discount,
            description=line.description,
            unit_of_measure_code=line.unit_of_measure_code,
            qty_per_unit=line.qty_per_unit,
            applies_to_entry_no=line.applies_to_item_entry,
            applies_from_entry_no=line.applies_from_item_entry,
            owner=demand_of_line(self.document, line),
        )
        if line.drop_shipment:
            self._send_through(line.line_no, movement)
        else:
            self.entries[line.line_no] = self.kits.ship(self.planner, movement, line.line_no)
        return refusal

    def _send_through(self, line_no: int, movement: Movement) -> None:
        """Plan a drop shipment; one that the vendor does not send was refused before (PF68)."""
        inbound = self.coming.get(line_no)
        if inbound is not None:
            passed = send_through(self.planner, inbound, movement)
            self.received[line_no], self.entries[line_no] = passed

    def _sales_expected(self, posted: PostedLine, whole: LineTotals) -> Amount:
        """What the part that is shipped but not invoiced will bring, by carry, in LCY (SD93)."""
        waiting = posted.ship.quantity - posted.at_once.quantity
        if not waiting:
            return ZERO
        rate, precision = self.document.rate, self.planner.terms.amount_precision
        shipped, quantity = posted.quantities.shipped.quantity, posted.line.quantity
        before, after = (
            round_to(
                whole.amount,
                precision,
                times=reached * rate.relational_amount,
                over=quantity * rate.exchange_rate_amount,
            )
            for reached in (shipped, shipped + posted.ship.quantity)
        )
        return round_to(after - before, precision, times=waiting, over=posted.ship.quantity)

    def _cost_of_return(self, posted: PostedLine) -> tuple[Amount | None, Refusal | None]:
        """What goods that come back cost when they were delivered; None: the item's unit cost."""
        line = posted.line
        source = line.applies_from_item_entry
        if source is None or posted.ship.quantity > 0:
            return None, None
        entry = self.returned_from.get(source)
        if entry is None or entry.scope.item_no != line.no or entry.quantity >= 0:
            refusal = AppliesFromUnknown(
                record=line_ref(line),
                field="applies_from_item_entry",
                line_no=line.line_no,
                item=line.no,
                entry_no=source,
            )
            return None, refusal
        precision = self.planner.terms.amount_precision
        cost = round_to(entry.cost, precision, times=-posted.ship.base, over=entry.quantity)
        return cost, None


def plan_movements(
    session: Session,
    mover: LineMover,
    posted: Sequence[PostedLine],
    invoiced: dict[int, InvoiceLine],
    whole: dict[int, LineTotals],
) -> list[Refusal]:
    """Plan all item entries of a posting; returns what forbids them (V16).

    Earlier shipments are invoiced first, so that goods coming back afterwards correct what is
    actual by then.
    """
    items = [p for p in posted if p.line.type is LineType.ITEM and p.line.no in mover.ground.items]
    sources = {p.line.applies_from_item_entry for p in items}
    mover.returned_from.update(load_shipped_entries(session, {no for no in sources if no}))
    for part in items:
        found = invoiced.get(part.line.line_no)
        if found is not None and part.earlier:
            mover.invoice_earlier(part, found)
    refusals: list[Refusal] = []
    for turn in _turns(mover, items):
        for part in turn:
            line_no = part.line.line_no
            refusal = mover.ship(part, invoiced.get(line_no), whole[line_no])
            refusals += [refusal] if refusal is not None else []
        follow_kits(session, mover.planner)
    mover.planner.finish()
    return [*refusals, *mover.planner.refusals]


def _turns(mover: LineMover, items: Sequence[PostedLine]) -> list[list[PostedLine]]:
    """The lines that move goods, in the order of line_no; all in one turn.

    Where kits are put together, goods that come back come first: so the kits are made of what is
    there by then, at what it costs by then.
    """
    moved = [part for part in items if part.ship.quantity]
    if not mover.kits.planned:
        return [moved]
    back = [part for part in moved if part.ship.quantity < 0]
    return [back, [part for part in moved if part.ship.quantity > 0]]


def plan_resource_sales(
    document: Document, lines: Sequence[InvoiceLine], booking: Booking, rows: list[Row]
) -> None:
    """Plan the resource entries of the invoiced lines (SD82)."""
    ledger, rate = document.setups.ledger, document.rate
    for invoiced in lines:
        line = invoiced.line
        if line.type is not LineType.RESOURCE:
            continue
        quantity = invoiced.posted.invoice.quantity
        sold = SoldTime(
            resource_no=line.no or "",
            description=line.description,
            unit_of_measure_code=line.unit_of_measure_code,
            quantity=quantity,
            unit_cost=line.unit_cost_lcy,
            total_cost=round_to(quantity, ledger.amount_precision, times=line.unit_cost_lcy),
            unit_price=rate.to_lcy(line.unit_price, ledger.unit_amount_precision),
            total_price=invoiced.net_lcy,
            gen_bus_posting_group=line.gen_bus_posting_group,
            gen_prod_posting_group=line.gen_prod_posting_group,
            order_no=_order_no(document),
            order_line_no=line.line_no if _order_no(document) else None,
            customer_no=document.header.sell_to_customer_no,
        )
        add_resource_sale(rows, booking, sold)


def sales_of_sources(
    posted: PostedLine, invoiced: InvoiceLine, precision: Amount
) -> list[InvoicedSales]:
    """What the invoice line brings, shared out over the entries it takes; the new one last."""
    weights = [taken.part.base for taken in posted.earlier]
    if posted.at_once.quantity:
        weights.append(posted.at_once.base)
    if len(weights) == 1:
        return [InvoicedSales(invoiced.net_lcy, invoiced.discount_lcy)]
    total = sum(weights, ZERO)
    amounts = carry_round(weights, precision, times=invoiced.net_lcy, over=total)
    discounts = carry_round(weights, precision, times=invoiced.discount_lcy, over=total)
    return [InvoicedSales(*pair) for pair in zip(amounts, discounts, strict=True)]


def demand_of_line(document: Document, line: SalesLine) -> Demand | None:
    """The demand that goods are kept for; only lines of orders are one (03 §6)."""
    if document.type is not DocumentType.ORDER:
        return None
    return Demand(DemandType.SALES, document.header.no, line.line_no)


def origin_of_line(document: Document, line: SalesLine) -> EntryOrigin:
    """Where the item entries of a line come from."""
    order_no = _order_no(document)
    return EntryOrigin(
        ItemEntryType.SALE,
        line.gen_bus_posting_group,
        line.gen_prod_posting_group,
        line.inventory_posting_group,
        line.line_no,
        order_no,
        line.line_no if order_no else None,
        SourceType.CUSTOMER,
        document.header.sell_to_customer_no,
    )


def _order_no(document: Document) -> str | None:
    return document.header.no if document.type is DocumentType.ORDER else None
