"""How what a line sells is bought: by its purchasing code, or as the user says (CU63, PF64)."""

from __future__ import annotations

from sqlalchemy import func, select

from desktop.models.items import Item, PurchasingCode
from desktop.models.promising import Reservation
from desktop.models.sales import SalesLine
from desktop.models.supply_words import DemandType
from desktop.models.values.keys import DocumentType
from desktop.models.words import ItemType, Reserve
from desktop.services.sales.line_places import put_drop_shipment
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.refusals_buying import (
    NotBoughtNow,
    ReservedNotBought,
    ServiceNotDropped,
)
from desktop.services.sales.refusals_lines import LinePurchasedBothWays

BUYING = frozenset({DocumentType.QUOTE, DocumentType.ORDER, DocumentType.BLANKET_ORDER})
"""Documents for which something can still be bought; the others are about goods that are there."""


def take_purchasing(document: Document, line: SalesLine, purchasing: PurchasingCode | None) -> None:
    """Buy a line as a purchasing code says, or from stock when there is none."""
    if document.type not in BUYING:
        return
    line.purchasing_code = purchasing.code if purchasing is not None else None
    _mark(
        document,
        line,
        is_special=purchasing is not None and purchasing.special_order,
        is_dropped=purchasing is not None
        and purchasing.drop_shipment
        and not _is_service(document, line),
    )


def choose_purchasing_code(document: Document, line: SalesLine, code: str | None) -> None:
    """Buy a line as another purchasing code says.

    Raises ServiceNotDropped, NotBoughtNow or ReservedNotBought.
    """
    found = document.session.get_one(PurchasingCode, code) if code is not None else None
    if found is not None and (found.drop_shipment or found.special_order):
        if found.drop_shipment:
            _check_goods(document, line, "purchasing_code")
        _check_markable(document, line, "purchasing_code")
    line.purchasing_code = code
    take_purchasing(document, line, found)


def choose_drop_shipment(document: Document, line: SalesLine, is_dropped: bool) -> None:  # noqa: FBT001  (the value of the field)
    """Let the vendor ship a line, or not.

    Raises LinePurchasedBothWays, ServiceNotDropped, NotBoughtNow or ReservedNotBought.
    """
    if is_dropped and line.special_order:
        raise _both_ways(line, "drop_shipment")
    if is_dropped:
        _check_goods(document, line, "drop_shipment")
        _check_markable(document, line, "drop_shipment")
    _mark(document, line, is_special=line.special_order, is_dropped=is_dropped)


def choose_special_order(document: Document, line: SalesLine, is_special: bool) -> None:  # noqa: FBT001  (the value of the field)
    """Buy a line for its order, or not.

    Raises LinePurchasedBothWays, NotBoughtNow or ReservedNotBought.
    """
    if is_special and line.drop_shipment:
        raise _both_ways(line, "special_order")
    if is_special:
        _check_markable(document, line, "special_order")
    _mark(document, line, is_special=is_special, is_dropped=line.drop_shipment)


def _mark(document: Document, line: SalesLine, *, is_special: bool, is_dropped: bool) -> None:
    """Keep how a line is bought; what is bought for it is never reserved (PF45, PF64)."""
    was_bought = line.drop_shipment or line.special_order
    line.special_order = is_special
    put_drop_shipment(document, line, is_dropped)
    if is_special or is_dropped:
        line.reserve = Reserve.NEVER
    elif was_bought:
        line.reserve = _usual_reserve(document, line)


def _usual_reserve(document: Document, line: SalesLine) -> Reserve:
    """Whether goods for a line from stock are reserved: as its item says, else its header."""
    item = document.session.get_one(Item, line.no)
    if not item.is_stocked:
        return Reserve.NEVER
    return document.header.reserve if item.reserve is Reserve.OPTIONAL else item.reserve


def _is_service(document: Document, line: SalesLine) -> bool:
    return document.session.get_one(Item, line.no).type is ItemType.SERVICE


def _check_goods(document: Document, line: SalesLine, field: str) -> None:
    """Refuse to let a vendor ship what is no goods (PF64)."""
    if _is_service(document, line):
        raise ServiceNotDropped(
            record=line_ref(line), field=field, line_no=line.line_no, no=line.no or ""
        )


def _check_markable(document: Document, line: SalesLine, field: str) -> None:
    """Refuse to buy for an order what it gets in another way already (PF64, PF100)."""
    if document.type is not DocumentType.ORDER:
        return
    if line.qty_to_assemble_to_order:
        raise NotBoughtNow(
            record=line_ref(line),
            field=field,
            line_no=line.line_no,
            no=line.no or "",
            blocking_field="qty_to_assemble_to_order",
            value=line.qty_to_assemble_to_order,
        )
    reserved = document.session.scalar(
        select(func.sum(Reservation.quantity)).where(
            Reservation.demand_type == DemandType.SALES,
            Reservation.demand_document_no == line.document_no,
            Reservation.demand_line_no == line.line_no,
        )
    )
    if reserved:
        raise ReservedNotBought(
            record=line_ref(line),
            field=field,
            line_no=line.line_no,
            no=line.no or "",
            quantity=reserved,
        )


def _both_ways(line: SalesLine, field: str) -> LinePurchasedBothWays:
    return LinePurchasedBothWays(
        record=line_ref(line), field=field, line_no=line.line_no, no=line.no or ""
    )
