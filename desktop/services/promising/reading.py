"""Reading open sales lines with their ranks, calendars and reservations (PF20–PF22)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)
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


BEHIND_ALL = 2**40
"""Above all numbers of lines."""


@dataclass(frozen=True)
class OpenSales:
    """The open lines of some orders, and what all others take of the same items."""

    lines: list[OpenLine]
    others: list[SalesDemand]


def open_lines(
    session: Session, item_nos: Collection[str], order_nos: Collection[str], work_date: date
) -> list[OpenLine]:
    """The open lines of orders for items, in two statements."""
    rows = session.execute(_lines(item_nos, order_nos)).all()
    calendars = read_calendars(session, _calendar_codes(rows))
    return [_line(row, calendars, work_date) for row in rows]


def open_lines_alone(
    session: Session, item_nos: Collection[str], order_nos: Collection[str], work_date: date
) -> OpenSales:
    """The open lines of orders as if there were no others, in two statements."""
    return OpenSales(open_lines(session, item_nos, order_nos, work_date), [])


def open_sales(
    session: Session, item_nos: Collection[str], order_nos: Collection[str], work_date: date
) -> OpenSales:
    """The same with the demand of all other orders, in three statements.

    Of the others as much comes from the database as has different dates: lines that count alike
    against the asked ones are one demand, so that memory does not grow with the lines (PF31).
    """
    rows = session.execute(_lines(item_nos, order_nos)).all()
    others = session.execute(_demands(item_nos, _behind(order_nos), _turn(order_nos))).all()
    calendars = read_calendars(session, _calendar_codes([*rows, *others]))
    return OpenSales(
        [_line(row, calendars, work_date) for row in rows],
        [_other(no, row, calendars, work_date) for no, row in enumerate(others)],
    )


def line_among_others(session: Session, row: AnyRow, work_date: date) -> OpenSales:
    """One open line, read with `with_promise_columns`, and what all others take of its item.

    At most two statements.
    """
    line = SalesLine
    of_order = line.document_no == row.document_no
    is_before = or_(line.document_no < row.document_no, and_(of_order, line.line_no < row.line_no))
    is_other = or_(line.document_no != row.document_no, line.line_no != row.line_no)
    others = session.execute(_demands([row.no], is_other, is_before)).all()
    calendars = read_calendars(session, _calendar_codes([row, *others]))
    return OpenSales(
        [_line(row, calendars, work_date)],
        [_other(no, each, calendars, work_date) for no, each in enumerate(others)],
    )


def _calendar_codes(rows: Iterable[AnyRow]) -> set[str | None]:
    return {
        code
        for row in rows
        for code in (row.of_location, row.of_agent, row.of_customer, row.of_company)
    }


def _lines(item_nos: Collection[str], order_nos: Collection[str]) -> Any:  # noqa: ANN401  (a statement of many columns)
    line = SalesLine
    of_orders = (line.no.in_(sorted(item_nos)), line.document_no.in_(sorted(order_nos)))
    return with_promise_columns(
        select().join_from(line, CompanyInformation, CompanyInformation.id == 1)
    ).where(*of_orders, *_OPEN)


def with_promise_columns(statement: Any) -> Any:  # noqa: ANN401  (a statement)
    """Add to a statement of sales lines and the company what a promise depends on."""
    held = reserved_of_lines().subquery()
    line = SalesLine
    statement = (
        statement.add_columns(
            *_COLUMNS,
            SalesHeader.order_date,
            *_CALENDARS,
            held.c.reserved,
            held.c.all_reserved,
            held.c.until,
            held.c.all_until,
            PurchaseLine.document_no.label("purchase_no"),
            PurchaseLine.expected_receipt_date,
            PurchaseLine.outstanding_quantity_base.label("to_receive"),
        )
        .join(SalesHeader, line.header)
        .outerjoin(held, and_(held.c.no == line.document_no, held.c.line_no == line.line_no))
        .outerjoin(PurchaseLine, is_bought_for(line))
    )
    return _with_calendars(statement, true())


_COLUMNS = (
    SalesLine.document_no,
    SalesLine.line_no,
    SalesLine.no,
    SalesLine.variant_code,
    SalesLine.location_code,
    SalesLine.description,
    SalesLine.outstanding_quantity_base.label("quantity"),
    SalesLine.unit_of_measure_code,
    SalesLine.qty_per_unit,
    *(getattr(SalesLine, name) for name in LineDates.__slots__),
    SalesLine.shipping_time,
    SalesLine.outbound_handling_time,
    SalesLine.drop_shipment,
    SalesLine.special_order,
)
"""What a promise reads of a line itself."""


def _demands(
    item_nos: Collection[str],
    which: ColumnElement[bool],
    turn: Any,  # noqa: ANN401  (an expression)
) -> Any:  # noqa: ANN401  (a statement of many columns)
    """What some lines take of items, by all that their ranks depend on.

    `turn` parts lines with the same dates; what is behind the asked line has 0. A promise counts
    whatever its rank (PF22). What is bought for its customer takes nothing (PF4).
    """
    line = SalesLine
    held = reserved_of_lines().subquery()
    free = line.outstanding_quantity_base - func.coalesce(held.c.all_reserved, literal_column("0"))
    is_promised = line.promised_delivery_date.is_not(None)
    has_wish = and_(line.requested_delivery_date.is_not(None), ~is_promised)
    key = _demand_columns(is_promised, has_wish)
    of_header = (
        SalesHeader.document_type == line.document_type,
        SalesHeader.no == line.document_no,
    )
    place = case((~is_promised, turn)).label("turn")
    no, total = func.min(line.document_no).label("document_no"), func.sum(free).label("free")
    statement = (
        select(*key, place, no, total)
        .outerjoin(SalesHeader, and_(~is_promised, *of_header))
        .join(CompanyInformation, CompanyInformation.id == 1)
        .outerjoin(held, and_(held.c.no == line.document_no, held.c.line_no == line.line_no))
        .where(
            line.no.in_(sorted(item_nos)),
            which,
            *_OPEN,
            line.drop_shipment.is_(False),
            ~exists().where(is_bought_for(line)),
            free > literal_column("0"),
        )
        .group_by(*key, place)
    )
    return _with_calendars(statement, has_wish)


def _demand_columns(is_promised: ColumnElement[bool], has_wish: ColumnElement[bool]) -> Any:  # noqa: ANN401  (columns)
    line = SalesLine
    return (
        line.no.label("item"),
        line.variant_code.label("variant"),
        line.location_code.label("place"),
        line.shipment_date,
        is_promised.label("is_promised"),
        case((has_wish, line.requested_delivery_date)).label("requested_delivery_date"),
        case((~is_promised, SalesHeader.order_date)).label("order_date"),
        case((has_wish, line.shipping_time)).label("shipping_time"),
        case((has_wish, line.outbound_handling_time)).label("outbound_handling_time"),
        line.drop_shipment,
        *_CALENDARS,
    )


def _behind(order_nos: Collection[str]) -> ColumnElement[bool]:
    return SalesLine.document_no.not_in(sorted(order_nos))


def _turn(order_nos: Collection[str]) -> Any:  # noqa: ANN401  (an expression)
    """What tells the lines of other orders apart that have the same dates (PF22).

    Against one order it is enough whether they stand before it or behind; against many each order
    has its own place.
    """
    if len(order_nos) == 1:
        [order_no] = order_nos
        return SalesLine.document_no < order_no
    return SalesLine.document_no


def is_bought_for(line: type[SalesLine]) -> ColumnElement[bool]:
    """That a purchase line is the one which a sales line is tied to."""
    return and_(
        PurchaseLine.document_type == PurchaseType.ORDER,
        PurchaseLine.document_no
        == func.coalesce(line.special_order_purchase_no, line.purchase_order_no),
        PurchaseLine.line_no
        == func.coalesce(line.special_order_purchase_line_no, line.purchase_order_line_no),
    )


_CALENDARS = (
    Location.base_calendar_code.label("of_location"),
    ShippingAgentService.base_calendar_code.label("of_agent"),
    Customer.base_calendar_code.label("of_customer"),
    CompanyInformation.base_calendar_code.label("of_company"),
)


def _with_calendars(statement: Any, matters: ColumnElement[bool]) -> Any:  # noqa: ANN401  (a statement)
    """Join whose calendars the dates of a line follow (SD37), where they matter."""
    return (
        statement.outerjoin(Location, and_(matters, Location.code == SalesLine.location_code))
        .outerjoin(
            ShippingAgentService,
            and_(
                matters,
                ShippingAgentService.agent_code == SalesLine.shipping_agent_code,
                ShippingAgentService.code == SalesLine.shipping_agent_service_code,
            ),
        )
        .outerjoin(Customer, and_(matters, Customer.no == SalesHeader.sell_to_customer_no))
    )


STAYS = or_(
    Reservation.binding != Binding.ORDER_PROMISE,
    Reservation.supply_type != SupplyType.REQUISITION,
)
"""Reservations that a new calculation keeps: of a promise what is ordered already (PF40)."""


def reserved_of_lines() -> Any:  # noqa: ANN401  (a statement)
    """The reservations of each sales line: all, and those that a new promise keeps (PF40)."""
    held = Reservation
    is_kept = and_(held.binding != Binding.ORDER_TO_ORDER, STAYS)
    return (
        select(
            held.demand_document_no.label("no"),
            held.demand_line_no.label("line_no"),
            func.sum(held.quantity).label("all_reserved"),
            func.sum(held.quantity).filter(is_kept).label("reserved"),
            func.max(held.supply_date).filter(is_kept).label("until"),
            func.max(held.supply_date).label("all_until"),
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


def _other(no: int, row: AnyRow, calendars: Calendars, work_date: date) -> SalesDemand:
    """A demand of lines that nobody asks about; its line number is no line's."""
    key = LineKey(row.document_no, -no if row.turn else BEHIND_ALL + no)
    dates = LineDates(row.shipment_date, row.requested_delivery_date)
    requested = row.shipment_date
    if row.requested_delivery_date is not None:
        requested = requested_shipment_date(dates, _terms(row, calendars))
    return SalesDemand(
        key=key,
        rank=Rank.of(key, requested, row.order_date, work_date),
        scope=Scope(row.item, row.variant, row.place),
        day=row.shipment_date,
        quantity=row.free,
        is_promised=bool(row.is_promised),
    )


def _source(row: AnyRow) -> Source:
    if row.drop_shipment:
        return Source.DROP_SHIPMENT
    return Source.SPECIAL_ORDER if row.special_order else Source.STOCK


def _purchase(row: AnyRow) -> Purchase | None:
    if row.purchase_no is None:
        return None
    return Purchase(row.expected_receipt_date, is_received=row.to_receive <= 0)
