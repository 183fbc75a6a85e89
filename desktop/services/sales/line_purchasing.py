"""How what a line sells is bought: by its purchasing code, or as the user says (CU63)."""

from __future__ import annotations

from desktop.models.items import PurchasingCode
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.services.sales.line_places import put_drop_shipment
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.refusals_lines import LinePurchasedBothWays

BUYING = frozenset({DocumentType.QUOTE, DocumentType.ORDER, DocumentType.BLANKET_ORDER})
"""Documents for which something can still be bought; the others are about goods that are there."""


def take_purchasing(document: Document, line: SalesLine, purchasing: PurchasingCode | None) -> None:
    """Buy a line as a purchasing code says, or from stock when there is none."""
    if document.type not in BUYING:
        return
    line.purchasing_code = purchasing.code if purchasing is not None else None
    line.special_order = purchasing is not None and purchasing.special_order
    put_drop_shipment(
        document, line, is_dropped=purchasing is not None and purchasing.drop_shipment
    )


def choose_purchasing_code(document: Document, line: SalesLine, code: str | None) -> None:
    """Buy a line as another purchasing code says."""
    found = document.session.get_one(PurchasingCode, code) if code is not None else None
    line.purchasing_code = code
    take_purchasing(document, line, found)


def choose_drop_shipment(document: Document, line: SalesLine, is_dropped: bool) -> None:  # noqa: FBT001  (the value of the field)
    """Let the vendor ship a line, or not; raises LinePurchasedBothWays."""
    if is_dropped and line.special_order:
        raise _both_ways(line, "drop_shipment")
    put_drop_shipment(document, line, is_dropped)


def choose_special_order(line: SalesLine, is_special: bool) -> None:  # noqa: FBT001  (the value of the field)
    """Buy a line for its order, or not; raises LinePurchasedBothWays."""
    if is_special and line.drop_shipment:
        raise _both_ways(line, "special_order")
    line.special_order = is_special


def _both_ways(line: SalesLine, field: str) -> LinePurchasedBothWays:
    return LinePurchasedBothWays(
        record=line_ref(line), field=field, line_no=line.line_no, no=line.no or ""
    )
