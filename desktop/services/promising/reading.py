"""Reading open sales lines with their ranks, calendars and reservations (PF20–PF22)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Row, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session

from desktop.models.codes import Location, ShippingAgentService
from desktop.models.company import CompanyInformation
from desktop.models.customers import Customer
from desktop.models.items import Item
from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import Binding, DemandType, PurchaseType, SupplyType
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType, LineType
from desktop.services.calendars.date_chain import ChainTerms, LineDates
from desktop.services.calendars.reading import read_calendars
from desktop.services.calendars.working_days import Calendar
from desktop.services.items.stock import Scope
from desktop.services.promising.dates import requested_shipment_date
from desktop.services.promising.lines import Purchase, Source
from desktop.services.promising.ranking import LineKey, Rank, SalesDemand

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Calendars: TypeAlias = dict[str | None, Calendar]


@dataclass(frozen=True)
class OpenLine:
    """An open line of a sales order with what its promise depends on; quantities in base units.

    `reserved` are its own reservations but those of its kit and of what an earlier promise
    proposed for it; `free` is what no reservation of any kind covers.
    """

    key: LineKey
    rank: Rank
    scope: Scope
    quantity: Quantity
    reserved: Quantity
    free: Quantity
    requested_shipment_date: date | None
    reserved_until: date | None
    dates: LineDates
    terms: ChainTerms
    unit: str
    qty_per_unit: Quantity
    source: Source
    purchase: Purchase | None
    description: str = ""

    @property
    def demand(self) -> SalesDemand | None:
        """What it takes from the others; None for what is bought for its customer (PF4)."""
        is_apart = self.source is Source.DROP_SHIPMENT or self.purchase is not None
        if is_apart or self.free <= 0:
            return None
        is_promised = self.dates.promised_delivery_date is not None
        day = self.dates.shipment_date
        return SalesDemand(self.key, self.rank, self.scope, day, self.free, is_promised)


def items_of_orders(session: Session, order_nos: Collection[str]) -> set[str]:
    """The items of type inventory that are open on sales orders; one statement (PF20)."""
    statement = (
        select(SalesLine.no)
        .join(Item, and_(Item.no == SalesLine.no, Item.type == ItemType.INVENTORY))
        .where(SalesLine.document_no.in_(sorted(order_nos)), *_OPEN)
    )
    return {no for no in session.scalars(statement) if no}


def open_lines(session: Session, item_nos: Collection[str], work_date: date) -> list[OpenLine]:
    """All open order lines of items, whatever their order, in two statements."""
    rows = session.execute(_lines(item_nos)).all()
    codes = {code for row in rows for code in (row.of_location, row.of_agent, row.of_customer)}
    calendars = read_calendars(session, codes | {row.of_company for row in rows})
    return [_line(row, calendars, work_date) for row in rows]


_COLUMNS = (
    SalesLine.document_no,
    SalesLine.line_no,
    SalesLine.no,
    SalesLine.variant_code,
    SalesLine.location_code,
    SalesLine.outstanding_quantity_base.label("quantity"),
    SalesLine.unit_of_measure_code,
    SalesLine.qty_per_unit,
    SalesLine.shipment_date,
    SalesLine.requested_delivery_date,
    SalesLine.promised_delivery_date,
    SalesLine.planned_shipment_date,
    SalesLine.planned_delivery_date,
    SalesLine.shipping_time,
    SalesLine.outbound_handling_time,
    SalesLine.drop_shipment,
    SalesLine.special_order,
    SalesLine.description,
)
"""What a promise reads of a line itself."""


def _lines(item_nos: Collection[str]) -> Any:  # noqa: ANN401  (a statement of many columns)
    held = _reserved().subquery()
    line = SalesLine
    purchase_no = func.coalesce(line.special_order_purchase_no, line.purchase_order_no)
    purchase_line = func.coalesce(line.special_order_purchase_line_no, line.purchase_order_line_no)
    statement = (
        select(
            *_COLUMNS,
            SalesHeader.order_date,
            Location.base_calendar_code.label("of_location"),
            ShippingAgentService.base_calendar_code.label("of_agent"),
            Customer.base_calendar_code.label("of_customer"),
            CompanyInformation.base_calendar_code.label("of_company"),
            held.c.reserved,
            held.c.all_reserved,
            held.c.until,
            PurchaseLine.document_no.label("purchase_no"),
            PurchaseLine.expected_receipt_date,
            PurchaseLine.outstanding_quantity_base.label("to_receive"),
        )
        .join(SalesHeader, line.header)
        .join(CompanyInformation, CompanyInformation.id == 1)
        .outerjoin(held, and_(held.c.no == line.document_no, held.c.line_no == line.line_no))
        .outerjoin(
            PurchaseLine,
            and_(
                PurchaseLine.document_type == PurchaseType.ORDER,
                PurchaseLine.document_no == purchase_no,
                PurchaseLine.line_no == purchase_line,
            ),
        )
        .where(line.no.in_(sorted(item_nos)), *_OPEN)
    )
    return _with_calendars(statement)


def _with_calendars(statement: Any) -> Any:  # noqa: ANN401  (a statement)
    """Join whose calendars the dates of a line follow (SD37)."""
    return (
        statement.outerjoin(Location, Location.code == SalesLine.location_code)
        .outerjoin(
            ShippingAgentService,
            and_(
                ShippingAgentService.agent_code == SalesLine.shipping_agent_code,
                ShippingAgentService.code == SalesLine.shipping_agent_service_code,
            ),
        )
        .outerjoin(Customer, Customer.no == SalesHeader.sell_to_customer_no)
    )


def _reserved() -> Any:  # noqa: ANN401  (a statement)
    """The reservations of each sales line: all, and those that a new promise keeps (PF40)."""
    held = Reservation
    is_kept = and_(
        held.binding != Binding.ORDER_TO_ORDER,
        # Of a promise only what is not ordered yet is withdrawn.
        or_(held.binding != Binding.ORDER_PROMISE, held.supply_type != SupplyType.REQUISITION),
    )
    return (
        select(
            held.demand_document_no.label("no"),
            held.demand_line_no.label("line_no"),
            func.sum(held.quantity).label("all_reserved"),
            func.sum(held.quantity).filter(is_kept).label("reserved"),
            func.max(held.supply_date).filter(is_kept).label("until"),
        )
        .where(held.demand_type == DemandType.SALES)
        .group_by(held.demand_document_no, held.demand_line_no)
    )


_OPEN = (
    SalesLine.document_type == DocumentType.ORDER,
    SalesLine.type == LineType.ITEM,
    # Written into the statement, not bound: only so do the databases use the index.
    SalesLine.outstanding_quantity_base > literal_column("0"),
)


def _line(row: AnyRow, calendars: Calendars, work_date: date) -> OpenLine:
    dates = LineDates(**{name: getattr(row, name) for name in LineDates.__slots__})
    terms = _terms(row, calendars)
    key = LineKey(row.document_no, row.line_no)
    requested = requested_shipment_date(dates, terms)
    return OpenLine(
        key=key,
        rank=Rank.of(key, requested, row.order_date, work_date),
        scope=Scope(row.no, row.variant_code, row.location_code),
        quantity=row.quantity,
        reserved=row.reserved or ZERO,
        free=row.quantity - (row.all_reserved or ZERO),
        requested_shipment_date=requested,
        reserved_until=row.until,
        dates=dates,
        terms=terms,
        unit=row.unit_of_measure_code or "",
        qty_per_unit=row.qty_per_unit,
        source=_source(row),
        purchase=_purchase(row),
        description=row.description,
    )


def _terms(row: AnyRow, calendars: Calendars) -> ChainTerms:
    terms = ChainTerms.choose(
        company=calendars.get(row.of_company),
        location=calendars.get(row.of_location),
        agent=calendars.get(row.of_agent),
        customer=calendars.get(row.of_customer),
        outbound_handling_time=DateFormula.parse_duration(row.outbound_handling_time),
        shipping_time=DateFormula.parse_duration(row.shipping_time),
    )
    return terms.without_times() if row.drop_shipment else terms


def _source(row: AnyRow) -> Source:
    if row.drop_shipment:
        return Source.DROP_SHIPMENT
    return Source.SPECIAL_ORDER if row.special_order else Source.STOCK


def _purchase(row: AnyRow) -> Purchase | None:
    if row.purchase_no is None:
        return None
    return Purchase(row.expected_receipt_date, is_received=row.to_receive <= 0)


def of_orders(lines: Iterable[OpenLine], order_nos: Collection[str]) -> list[OpenLine]:
    """The lines of some orders."""
    wanted = set(order_nos)
    return [line for line in lines if line.key.document_no in wanted]
