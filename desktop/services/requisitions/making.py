"""Making one order of accepted lines of the worksheet (PF56)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import KontorError, RecordRef, Refusal
from desktop.models.promising import RequisitionComponent, RequisitionLine
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import (
    AssemblyType,
    BomLineType,
    DeliverTo,
    PurchaseType,
    SupplyType,
)
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import Quantity, RoundingMode, round_to
from desktop.services.assembly.documents import new_assembly
from desktop.services.assembly.header_fields import enter_header_field as enter_assembly_field
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.assembly.planning import plan_components
from desktop.services.assembly.views import finish as finish_assembly
from desktop.services.context import UserContext
from desktop.services.items.vendor_offers import is_bought
from desktop.services.purchases.creation import new_purchase
from desktop.services.purchases.get_sales_orders import ADDRESS, take_sales_line
from desktop.services.purchases.header_fields import enter_header_field
from desktop.services.purchases.line_fields import build_line, enter_field
from desktop.services.purchases.load import Purchase
from desktop.services.purchases.snapshot import finish
from desktop.services.requisitions.cards import Cards, read_cards
from desktop.services.requisitions.checks import (
    LineKey,
    is_for_sales_line,
    key_of,
    line_refusals,
    sales_key,
)
from desktop.services.requisitions.grouping import (
    Group,
    accepted_lines,
    group_key,
    sales_headers_of,
)
from desktop.services.requisitions.reorder import Lots
from desktop.services.requisitions.reserved import move_demands, supply_of_line
from desktop.services.reservations import Supply, move_supply
from desktop.services.setup.record_engine import ref_of


@dataclass(frozen=True, slots=True)
class MadeOrder:
    """An order that was made; `party` is the vendor or the kit."""

    ref: RecordRef
    party: str
    lines: int

    @property
    def no(self) -> str:
        """Its number."""
        return str(self.ref.key[-1])


class LinesFailed(KontorError):
    """Some lines of a group cannot be ordered: why, by line. The order is not made with them."""

    def __init__(self, refusals: Mapping[LineKey, Sequence[Refusal]]) -> None:
        super().__init__(f"{len(refusals)} lines cannot be ordered")
        self.refusals = refusals


def make_order(session: Session, group: Group, context: UserContext) -> MadeOrder | None:
    """Make the order of a group; its lines leave the worksheet, their reservations follow.

    Lines that are not accepted or have another vendor since stay. None when no line is left.
    Raises LinesFailed.
    """
    # Sales orders are locked before the lines that they own, as whoever deletes an order does.
    lines = accepted_lines(session, chosen=set(group.lines))
    headers = sales_headers_of(session, lines, for_update=True)
    lines = accepted_lines(session, chosen=set(group.lines), for_update=True)
    lines = [
        line for line in lines if group_key(line, headers.get(sales_key(line)[0])) == group.key
    ]
    if not lines:
        return None
    failing = line_refusals(session, lines)
    if failing:
        raise LinesFailed(failing)
    cards = read_cards(session, lines, context.work_date)
    try:
        if is_bought(lines[0]):
            made = _purchase(session, lines, cards, context, headers)
        else:
            made = _assembly(session, lines[0], cards, context)
    except Refusal as refusal:
        raise LinesFailed({key_of(line): [refusal] for line in lines}) from refusal
    for line in lines:
        session.delete(line)
    session.flush()
    return made


def ordered_quantity(cards: Cards, line: RequisitionLine) -> Quantity:
    """The quantity of the order: not below the minimum, and a multiple (PF37, PF56).

    What the vendor sends to a customer is exact.
    """
    if line.drop_shipment:
        return line.quantity
    item = cards.items[line.item_no or ""]
    base = Lots(item.minimum_order_quantity, item.order_multiple).sized(line.quantity_base)
    if base == line.quantity_base:
        return line.quantity
    return round_to(base, cards.unit_precision(line), RoundingMode.UP, over=line.qty_per_unit)


# -------------------------------------------------------------------------------------- purchases


def _purchase(
    session: Session,
    lines: Sequence[RequisitionLine],
    cards: Cards,
    context: UserContext,
    headers: Mapping[str, SalesHeader],
) -> MadeOrder:
    first = lines[0]
    document = new_purchase(session, PurchaseType.ORDER, context, first.vendor_no)
    enter_header_field(document, "currency_code", first.currency_code)
    if first.drop_shipment:
        _deliver_to_customer(document, headers[sales_key(first)[0]])
    enter_header_field(document, "location_code", first.location_code)
    document.header.order_date = min(
        (line.order_date for line in lines if line.order_date), default=context.work_date
    )
    made = [(line, _purchase_line(document, line, cards)) for line in lines]
    finish(document)
    for line, bought in made:
        new = Supply(SupplyType.PURCHASE, bought.document_no, bought.line_no)
        move_supply(
            session,
            supply_of_line(line),
            new,
            bought.quantity_base,
            bought.expected_receipt_date,
        )
    return MadeOrder(document.ref, first.vendor_no or "", len(lines))


def _deliver_to_customer(document: Purchase, order: SalesHeader) -> None:
    """The vendor delivers to the address of the sales order."""
    header = document.header
    header.deliver_to = DeliverTo.CUSTOMER
    header.sell_to_customer_no = order.sell_to_customer_no
    header.ship_to_code = order.ship_to_code
    for name in ADDRESS:
        setattr(header, name, getattr(order, name))


def _purchase_line(document: Purchase, line: RequisitionLine, cards: Cards) -> PurchaseLine:
    """A purchase line; raises LinesFailed when it cannot be made."""
    try:
        if is_for_sales_line(line):
            made = _tied_line(document, line, ordered_quantity(cards, line))
        else:
            made = build_line(document, _values(line, ordered_quantity(cards, line)))
    except Refusal as refusal:
        raise LinesFailed({key_of(line): [refusal]}) from refusal
    made.location_code = line.location_code
    made.description = line.description or made.description
    made.vendor_item_no = line.vendor_item_no or made.vendor_item_no
    made.purchasing_code = line.purchasing_code
    made.order_date = line.order_date
    made.planned_receipt_date = line.ending_date
    made.expected_receipt_date = line.due_date
    return made


def _tied_line(document: Purchase, line: RequisitionLine, quantity: Quantity) -> PurchaseLine:
    """What is bought for a sales line; of a special order more may be bought (PF55)."""
    sold = document.session.get_one(SalesLine, (DocumentType.ORDER, *sales_key(line)))
    made = take_sales_line(document, sold)
    if quantity != made.quantity:
        enter_field(document, made, "quantity", quantity)
    if line.direct_unit_cost:
        enter_field(document, made, "direct_unit_cost", line.direct_unit_cost)
    return made


def _values(line: RequisitionLine, quantity: Quantity) -> list[tuple[str, object]]:
    """What is entered into a new line for stock, in this order."""
    values: list[tuple[str, object]] = [
        ("type", "item"),
        ("no", line.item_no),
        ("variant_code", line.variant_code),
        ("unit_of_measure_code", line.unit_of_measure_code),
        ("quantity", quantity),
    ]
    if line.direct_unit_cost:
        values.append(("direct_unit_cost", line.direct_unit_cost))
    return values


# ------------------------------------------------------------------------------------- assemblies


def _assembly(
    session: Session, line: RequisitionLine, cards: Cards, context: UserContext
) -> MadeOrder:
    document = new_assembly(session, context, AssemblyType.ORDER)
    for field, value in (
        ("item_no", line.item_no),
        ("variant_code", line.variant_code),
        ("location_code", line.location_code),
        ("unit_of_measure_code", line.unit_of_measure_code),
        ("quantity", ordered_quantity(cards, line)),
        ("due_date", line.due_date),
    ):
        enter_assembly_field(document, field, value)
    header = document.header
    header.description = line.description or header.description
    header.starting_date = line.order_date or header.starting_date
    header.ending_date = line.ending_date or header.ending_date
    plan_components(document)
    finish_assembly(document)
    new = Supply(SupplyType.ASSEMBLY_OUTPUT, header.no, 0)
    move_supply(session, supply_of_line(line), new, header.quantity_base, header.due_date)
    move_demands(session, line, header.no, _numbers(session, line, document))
    return MadeOrder(ref_of(header.__tablename__, header), line.item_no or "", 1)


def _numbers(
    session: Session, line: RequisitionLine, document: AssemblyDocument
) -> Iterable[tuple[int, int]]:
    """The numbers of components and of the lines of the order that take them."""
    part = RequisitionComponent
    components = session.scalars(
        select(part)
        .where(
            part.worksheet_name == line.worksheet_name,
            part.requisition_line_no == line.line_no,
        )
        .order_by(part.line_no)
    )
    free = [each for each in document.lines if each.type is BomLineType.ITEM]
    for component in components:
        same = (component.item_no, component.variant_code or None)
        found = next((each for each in free if (each.no, each.variant_code or None) == same), None)
        if found is not None:
            free.remove(found)
            yield component.line_no, found.line_no
