"""What a purchase line says to the sales line that it is bought for (PF59, PF62, PF65)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, inspect, update

from desktop.models.base import Base
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.services.database import report_changes
from desktop.services.purchases.load import Purchase, line_ref
from desktop.services.purchases.refusals_links import SalesLineTaken

_SALES = Base.metadata.tables[SalesLine.__tablename__]
_PLACE = (
    _SALES.c.document_type == DocumentType.ORDER,
    _SALES.c.document_no == bindparam("the_order"),
    _SALES.c.line_no == bindparam("the_line"),
)
_NEXT: dict[str, Any] = {"row_version": _SALES.c.row_version + 1}
_COST = update(_SALES).where(*_PLACE).values(unit_cost_lcy=bindparam("the_cost"), **_NEXT)
_LINK = (
    update(_SALES)
    .where(
        *_PLACE,
        _SALES.c.purchase_order_no.is_(None),
        _SALES.c.special_order_purchase_no.is_(None),
    )
    .values(
        purchase_order_no=bindparam("drop_no"),
        purchase_order_line_no=bindparam("drop_line"),
        special_order_purchase_no=bindparam("special_no"),
        special_order_purchase_line_no=bindparam("special_line"),
        **_NEXT,
    )
)
_UNLINK = (
    update(_SALES)
    .where(*_PLACE)
    .values(purchase_order_no=None, purchase_order_line_no=None, **_NEXT)
)
_UNLINK_SPECIAL = (
    update(_SALES)
    .where(*_PLACE)
    .values(special_order_purchase_no=None, special_order_purchase_line_no=None, **_NEXT)
)


def sales_place(line: PurchaseLine) -> tuple[str, int] | None:
    """The order and line that the goods are bought for, None when they are for stock."""
    if line.sales_order_no and line.sales_order_line_no:
        return line.sales_order_no, line.sales_order_line_no
    if line.special_order_sales_no and line.special_order_sales_line_no:
        return line.special_order_sales_no, line.special_order_sales_line_no
    return None


def mark_as_bought_for(line: PurchaseLine, sold: SalesLine) -> None:
    """Let a purchase line know that it is bought for a sales line, and in which way."""
    line.purchasing_code = sold.purchasing_code
    line.drop_shipment, line.special_order = sold.drop_shipment, sold.special_order
    place = (sold.document_no, sold.line_no)
    if sold.drop_shipment:
        line.sales_order_no, line.sales_order_line_no = place
    else:
        line.special_order_sales_no, line.special_order_sales_line_no = place


def link_sales_line(document: Purchase, line: PurchaseLine, sold: SalesLine) -> None:
    """Tie a purchase line and a sales line to each other, as a drop shipment or special order.

    Both orders are locked, the sales order first. The cost of the purchase line reaches the sales
    line when the purchase is saved. Raises SalesLineTaken when the sales line is tied already.
    """
    mark_as_bought_for(line, sold)
    if not _tie(document, line):
        raise SalesLineTaken(
            record=line_ref(line),
            sales_order_no=sold.document_no,
            line_no=sold.line_no,
            purchase_order_no=sold.purchase_order_no or sold.special_order_purchase_no or "",
        )
    if sold in document.session:
        document.session.expire(sold)


def tie_again(document: Purchase, line: PurchaseLine) -> bool:
    """Tie a line that comes back to the sales line that it was bought for, if that is free."""
    return sales_place(line) is None or _tie(document, line)


def _tie(document: Purchase, line: PurchaseLine) -> bool:
    """Let the sales line know the purchase line; False when it is gone or tied already."""
    place = sales_place(line) or ("", 0)
    here = (line.document_no, line.line_no)
    drop, special = (here, (None, None)) if line.sales_order_no else ((None, None), here)
    found = document.session.connection().execute(
        _LINK,
        {
            "the_order": place[0],
            "the_line": place[1],
            "drop_no": drop[0],
            "drop_line": drop[1],
            "special_no": special[0],
            "special_line": special[1],
        },
    )
    report_changes(document.session, SalesLine.__tablename__)
    return found.rowcount == 1


def write_cost_to_sales(document: Purchase) -> None:
    """Tell the linked sales lines what their goods cost, where that has changed."""
    rows = []
    for line in document.lines:
        place = sales_place(line)
        if place is None:
            continue
        state: Any = inspect(line)
        if state.persistent and not state.attrs["unit_cost_lcy"].history.has_changes():
            continue
        rows.append({"the_order": place[0], "the_line": place[1], "the_cost": line.unit_cost_lcy})
    _write(document, _COST, rows)


def clear_sales_links(document: Purchase, lines: Iterable[PurchaseLine]) -> None:
    """Let sales lines go whose purchase line is deleted: they are to be ordered again (PF62).

    One whose goods have all come in keeps its link, so that they are not bought twice (PF104).
    """
    drops: list[dict[str, Any]] = []
    specials: list[dict[str, Any]] = []
    for line in lines:
        place = sales_place(line)
        if place is None or (line.quantity_received and not line.outstanding_quantity):
            continue
        row = {"the_order": place[0], "the_line": place[1]}
        (drops if line.sales_order_no else specials).append(row)
    _write(document, _UNLINK, drops)
    _write(document, _UNLINK_SPECIAL, specials)


def _write(document: Purchase, statement: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401  (an UPDATE)
    if rows:
        document.session.connection().execute(statement, rows)
        report_changes(document.session, SalesLine.__tablename__)
