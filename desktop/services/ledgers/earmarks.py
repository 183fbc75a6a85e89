"""Goods that were bought for one sales line: nobody else may take them (PF103).

No reservation says so; the item entry itself names the line. Of all its entries as much is kept as
the line still wants, the oldest first; what is beyond that lies free (PF104).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.every_table import Base
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.items.stock import Scope
from desktop.services.ledgers.application import ScopeStock
from desktop.services.ledgers.costing import Earmark
from desktop.services.ledgers.refusals import KeptForOrder
from desktop.translation import _

_LINES = Base.metadata.tables[SalesLine.__tablename__].c
_WANTED = select(
    _LINES.document_no, _LINES.line_no, _LINES.no, _LINES.outstanding_quantity_base
).where(
    _LINES.document_type == DocumentType.ORDER,
    _LINES.document_no.in_(bindparam("orders", expanding=True)),
    _LINES.special_order.is_(True),
)


def keep_for_orders(
    session: Session,
    stocks: Iterable[ScopeStock],
    wanted: dict[Earmark, Quantity],
    coming: Collection[Earmark] = (),
) -> None:
    """Mark what of the layers is kept for sales lines; costs nothing where nothing is.

    `wanted` gathers what the lines still want, `coming` are lines that goods come in for now.
    """
    marked = [
        (layer, layer.earmark)
        for stock in stocks
        for layer in stock.layers
        if layer.earmark is not None
    ]
    missing = ({mark for _layer, mark in marked} | set(coming)) - wanted.keys()
    if missing:
        wanted.update(_wanted(session, missing))
    left = dict(wanted)
    for layer, mark in sorted(marked, key=lambda each: each[0].entry_no):
        layer.kept = min(layer.remaining, left[mark])
        left[mark] -= layer.kept


def kept_for(stock: ScopeStock, mark: Earmark) -> Quantity:
    """What is kept in a scope for a sales line."""
    return sum((layer.kept for layer in stock.layers if layer.earmark == mark), ZERO)


def kept_of_receipt(
    stock: ScopeStock, wanted: Mapping[Earmark, Quantity], mark: Earmark, quantity: Quantity
) -> Quantity:
    """How much of what comes in for a sales line is kept for it."""
    return min(quantity, max(wanted.get(mark, ZERO) - kept_for(stock, mark), ZERO))


def kept_refusal(
    stock: ScopeStock,
    scope: Scope,
    needed: Quantity,
    taker: Earmark | None,
    names: tuple[int, RecordRef | None],
) -> Refusal | None:
    """Why so much cannot leave: others have goods there that were bought for them."""
    free = stock.available_to(taker)
    kept = next((each for each in stock.layers if each.kept and each.earmark != taker), None)
    if needed <= free or kept is None or kept.earmark is None:
        return None
    line_no, record = names
    return KeptForOrder(
        record=record,
        field="quantity",
        line_no=line_no,
        item=scope.item_no,
        location=scope.location_code or _("the blank location"),
        needed=needed,
        free=free,
        order_no=kept.earmark.order_no,
        order_line_no=kept.earmark.line_no,
    )


def _wanted(session: Session, marks: Collection[Earmark]) -> Mapping[Earmark, Quantity]:
    """What the sales lines still want; nothing for lines that are gone."""
    found = dict.fromkeys(marks, ZERO)
    orders = sorted({mark.order_no for mark in marks})
    for row in session.connection().execute(_WANTED, {"orders": orders}):
        mark = Earmark(row.document_no, row.line_no)
        if mark in found:
            found[mark] = row.outstanding_quantity_base
    return found
