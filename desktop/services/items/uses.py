"""What counts on an item being what it is: open lines, bills of materials, entries (CU52, CU53)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models.assembly import AssemblyHeader, AssemblyLine, BomComponent
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import BomLineType
from desktop.models.words import LineType


def lines_of(session: Session, no: str, unit_code: str | None = None) -> int:
    """How many lines of open documents name an item, in one unit if one is asked for.

    Completed and converted documents only tell what happened. An assembly order counts with the
    item that it makes and with those that it takes.
    """
    counted = (_sold(no), _bought(no), _made(no), _taken(no))
    units = (
        SalesLine.unit_of_measure_code,
        PurchaseLine.unit_of_measure_code,
        AssemblyHeader.unit_of_measure_code,
        AssemblyLine.unit_of_measure_code,
    )
    queries = [
        query if unit_code is None else query.where(unit == unit_code)
        for query, unit in zip(counted, units, strict=True)
    ]
    return sum(session.execute(select(*(each.scalar_subquery() for each in queries))).one())


def _sold(no: str) -> Select[Any]:
    header = and_(
        SalesHeader.document_type == SalesLine.document_type,
        SalesHeader.no == SalesLine.document_no,
    )
    return (
        select(func.count())
        .select_from(SalesLine)
        .join(SalesHeader, header)
        .where(
            SalesLine.type == LineType.ITEM,
            SalesLine.no == no,
            SalesHeader.completed.is_(False),
            SalesHeader.converted.is_(False),
        )
    )


def _bought(no: str) -> Select[Any]:
    header = and_(
        PurchaseHeader.document_type == PurchaseLine.document_type,
        PurchaseHeader.no == PurchaseLine.document_no,
    )
    return (
        select(func.count())
        .select_from(PurchaseLine)
        .join(PurchaseHeader, header)
        .where(
            PurchaseLine.type == LineType.ITEM,
            PurchaseLine.no == no,
            PurchaseHeader.completed.is_(False),
        )
    )


def _made(no: str) -> Select[Any]:
    return select(func.count()).select_from(AssemblyHeader).where(AssemblyHeader.item_no == no)


def _taken(no: str) -> Select[Any]:
    return (
        select(func.count())
        .select_from(AssemblyLine)
        .where(AssemblyLine.type == BomLineType.ITEM, AssemblyLine.no == no)
    )


def bill_lines_of(session: Session, no: str) -> int:
    """How many lines of bills of materials are about an item: its own, and those that take it."""
    takes_it = and_(BomComponent.type == BomLineType.ITEM, BomComponent.no == no)
    query = (
        select(func.count())
        .select_from(BomComponent)
        .where(or_(BomComponent.parent_item_no == no, takes_it))
    )
    count: int = session.execute(query).scalar_one()
    return count


def entries_of(
    session: Session, no: str, *conditions: ColumnElement[bool] | InstrumentedAttribute[bool]
) -> int:
    """How many item ledger entries an item has, of a kind if one is asked for."""
    query = select(func.count()).where(ItemLedgerEntry.item_no == no)
    count: int = session.execute(query.where(*conditions)).scalar_one()
    return count
