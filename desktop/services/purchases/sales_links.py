"""What a purchase line says to the sales line that it is bought for (PF59, PF62)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, inspect, update

from desktop.models.base import Base
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.services.database import report_changes
from desktop.services.purchases.load import Purchase

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
    .where(*_PLACE)
    .values(
        purchase_order_no=bindparam("the_purchase"),
        purchase_order_line_no=bindparam("the_purchase_line"),
        **_NEXT,
    )
)
_LINK_SPECIAL = (
    update(_SALES)
    .where(*_PLACE)
    .values(
        special_order_purchase_no=bindparam("the_purchase"),
        special_order_purchase_line_no=bindparam("the_purchase_line"),
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


def link_sales_line(
    document: Purchase, line: PurchaseLine, sales: tuple[str, int], *, is_special: bool
) -> None:
    """Tie a purchase line and the line of a sales order that it is bought for (PF65, PF100).

    A drop shipment is not handled here, so it takes no time of ours. The caller has checked that
    both lines say the same.
    """
    order_no, line_no = sales
    if is_special:
        line.special_order = True
        line.special_order_sales_no, line.special_order_sales_line_no = order_no, line_no
    else:
        line.drop_shipment = True
        line.sales_order_no, line.sales_order_line_no = order_no, line_no
        line.inbound_handling_time = line.safety_lead_time = ""
    place = {
        "the_order": order_no,
        "the_line": line_no,
        "the_purchase": document.header.no,
        "the_purchase_line": line.line_no,
    }
    _write(document, _LINK_SPECIAL if is_special else _LINK, [place])


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
    """Let sales lines go whose purchase line is deleted: they are to be ordered again (PF62)."""
    drops, specials = [], []
    for line in lines:
        if line.sales_order_no:
            place = {"the_order": line.sales_order_no, "the_line": line.sales_order_line_no}
            drops.append(place)
        if line.special_order_sales_no:
            specials.append(
                {
                    "the_order": line.special_order_sales_no,
                    "the_line": line.special_order_sales_line_no,
                }
            )
    _write(document, _UNLINK, drops)
    _write(document, _UNLINK_SPECIAL, specials)


def _write(document: Purchase, statement: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401  (an UPDATE)
    if rows:
        document.session.connection().execute(statement, rows)
        report_changes(document.session, SalesLine.__tablename__)
