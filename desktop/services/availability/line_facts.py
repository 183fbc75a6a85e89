"""What a clerk wants to know about a sales line: the figures of its fact box (PF8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Row, and_, exists, func, select
from sqlalchemy.orm import Session

from desktop.models.assembly import BomComponent
from desktop.models.company import CompanyInformation
from desktop.models.items import Item, ItemSubstitution
from desktop.models.promising import Reservation
from desktop.models.sales import SalesLine
from desktop.models.supply_words import BomLineType, DemandType, SupplyType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ItemType, LineType
from desktop.services.availability.balance import Balance
from desktop.services.availability.bom import Bom, items_in, read_bom
from desktop.services.availability.bom_level import able_to_make, free_of_parts
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.events import DayTotals, EventKind, Scope, Wanted, day_totals
from desktop.services.availability.figures import at_location, balances_of, figures_of, in_unit

AnyRow: TypeAlias = Row[*tuple[Any, ...]]


class ReservedFromStock(StrEnum):
    """How much of a line is reserved from what lies in stock."""

    NONE = "none"
    PARTIAL = "partial"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """The figures of a line; quantities in the line's unit (PF5).

    Requirement, receipt and availability count until the shipment date, `item_availability` is the
    projected available balance **including this line**. `earliest` is the first date on which the
    line could be met for good, None when none is known. `able_to_assemble` is None for what has no
    bill of materials.
    """

    scope: Scope
    unit: str
    shipment_date: date
    available_inventory: Quantity
    gross_requirement: Quantity
    scheduled_receipt: Quantity
    item_availability: Quantity
    reserved_from_stock: ReservedFromStock
    earliest: date | None
    substitutes: int
    able_to_assemble: Quantity | None


def line_facts(
    session: Session, key: DocumentKey, line_no: int, work_date: date
) -> LineFacts | None:
    """The figures of a sales line, in at most four statements.

    None for lines without an item of type inventory.
    """
    row = session.execute(line_statement(key, line_no)).one_or_none()
    if row is None:
        return None
    facts, rows = facts_of(session, row, work_date)
    own_rows = [each for each in rows if each.scope == facts.scope]
    return replace(facts, earliest=_earliest(row, own_rows, work_date))


def facts_of(session: Session, row: AnyRow, work_date: date) -> tuple[LineFacts, list[DayTotals]]:
    """The figures of a line that `line_statement` read but its earliest date, and their events.

    At most two statements.
    """
    line: SalesLine = row[0]
    scope = Scope(line.no or "", line.variant_code, line.location_code)
    bom = read_bom(session, [scope.item_no]) if row.has_bom else {}
    apart = line.document_no if line.document_type is DocumentType.ORDER else None
    rows = day_totals(session, Wanted.of_items({scope.item_no, *items_in(bom)}, apart=apart))
    return _facts(row, scope, rows, bom, work_date), rows


def line_statement(key: DocumentKey, line_no: int) -> Any:  # noqa: ANN401  (a statement of many columns)
    """The line with its look-ahead, its reservations from stock, and what its item has."""
    reserved = select(func.sum(Reservation.quantity)).where(
        Reservation.demand_type == DemandType.SALES,
        Reservation.demand_document_no == SalesLine.document_no,
        Reservation.demand_line_no == SalesLine.line_no,
        Reservation.supply_type == SupplyType.INVENTORY,
        SalesLine.document_type == DocumentType.ORDER,
    )
    substitutes = select(func.count()).where(
        ItemSubstitution.item_no == SalesLine.no,
        ItemSubstitution.variant_code.in_(["", func.coalesce(SalesLine.variant_code, "")]),
    )
    has_bom = exists().where(
        BomComponent.parent_item_no == SalesLine.no, BomComponent.type == BomLineType.ITEM
    )
    return (
        select(
            SalesLine,
            reserved.correlate(SalesLine).scalar_subquery().label("reserved"),
            substitutes.correlate(SalesLine).scalar_subquery().label("substitutes"),
            has_bom.correlate(SalesLine).label("has_bom"),
            CompanyInformation.check_avail_period_calc.label("period"),
            CompanyInformation.check_avail_time_bucket.label("bucket"),
        )
        .join(Item, and_(Item.no == SalesLine.no, Item.type == ItemType.INVENTORY))
        .join(CompanyInformation, CompanyInformation.id == 1)
        .where(
            SalesLine.document_type == key.type,
            SalesLine.document_no == key.no,
            SalesLine.line_no == line_no,
            SalesLine.type == LineType.ITEM,
        )
    )


def _facts(
    row: AnyRow, scope: Scope, rows: list[DayTotals], bom: Bom, work_date: date
) -> LineFacts:
    line: SalesLine = row[0]
    day = line.shipment_date or work_date
    own_rows = [each for each in rows if each.scope == scope]
    figures = figures_of(own_rows, day, work_date)

    def shown(quantity: Quantity) -> Quantity:
        return in_unit(quantity, line.qty_per_unit)

    return LineFacts(
        scope=scope,
        unit=line.unit_of_measure_code or "",
        shipment_date=day,
        available_inventory=shown(figures.available_inventory),
        gross_requirement=shown(figures.gross_requirement),
        scheduled_receipt=shown(figures.scheduled_receipt),
        item_availability=shown(figures.projected_available_balance - _not_yet_counted(line)),
        reserved_from_stock=_reserved(row.reserved or ZERO, line.outstanding_quantity_base),
        earliest=None,
        substitutes=row.substitutes,
        able_to_assemble=shown(_assembled(scope, rows, bom, day, work_date)) if bom else None,
    )


def _not_yet_counted(line: SalesLine) -> Quantity:
    """What the line takes although it is no event: on everything that sells but orders."""
    if line.document_type in _SELLING - {DocumentType.ORDER}:
        return line.outstanding_quantity_base
    return ZERO


_SELLING = frozenset(
    {DocumentType.QUOTE, DocumentType.BLANKET_ORDER, DocumentType.ORDER, DocumentType.INVOICE}
)


def _reserved(reserved: Quantity, outstanding: Quantity) -> ReservedFromStock:
    if reserved <= 0:
        return ReservedFromStock.NONE
    return ReservedFromStock.FULL if reserved >= outstanding else ReservedFromStock.PARTIAL


def _earliest(row: AnyRow, rows: list[DayTotals], work_date: date) -> date | None:
    """The first date on which the line could be met for good, its own demand taken out."""
    line: SalesLine = row[0]
    if line.document_type not in _SELLING:
        return None
    look_ahead = LookAhead.parse(row.period, row.bucket)
    others = [each for each in rows if each.line_no != line.line_no]
    balance = balances_of(others, work_date, look_ahead).get(
        Scope(line.no or "", line.variant_code, line.location_code)
    ) or Balance(work_date, ZERO, look_ahead)
    own = [each for each in rows if each.line_no == line.line_no and each.kind is EventKind.SALES]
    need = -sum((each.free for each in own), ZERO) if own else line.outstanding_quantity_base
    start = max(line.shipment_date or work_date, work_date)
    return balance.earliest(need, start, look_ahead.end(start))


def _assembled(
    scope: Scope, rows: list[DayTotals], bom: Bom, day: date, work_date: date
) -> Quantity:
    stock = free_of_parts(at_location(rows, scope.location_code or ""), day, work_date)
    return able_to_make(bom, scope.item_no, stock).quantity
