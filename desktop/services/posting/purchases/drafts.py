"""What becomes of a purchase when it is posted: an order moves on, an invoice goes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import Session

from desktop.errors import Conflict
from desktop.models.base import Base
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.words import Status
from desktop.services.database import report_changes
from desktop.services.ledgers.rows import Row
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.purchases.invoice_amounts import PurchaseAmounts
from desktop.services.posting.purchases.parts import PurchaseParts
from desktop.services.purchases.amounts import DERIVED_AMOUNTS, derived_amounts, totals_of
from desktop.services.purchases.line_quantities import put_quantities
from desktop.services.purchases.load import Purchase
from desktop.services.sales.quantities import after_posting

_HEADERS = Base.metadata.tables[PurchaseHeader.__tablename__]
_LINES = Base.metadata.tables[PurchaseLine.__tablename__]

_QUANTITIES = tuple(
    f"{name}{suffix}"
    for name in (
        "qty_to_receive",
        "quantity_received",
        "outstanding_quantity",
        "qty_to_invoice",
        "quantity_invoiced",
        "qty_received_not_invoiced",
    )
    for suffix in ("", "_base")
)
_INVOICED = ("gross_invoiced", "line_discount_invoiced")
_LINE_COLUMNS = (*_QUANTITIES, *_INVOICED, *DERIVED_AMOUNTS)
_HEADER_COLUMNS = (
    "status",
    "completed",
    "last_receiving_no",
    "last_posting_no",
    "vendor_invoice_no",
    "posting_date",
    "document_date",
    "due_date",
    "exchange_rate_amount",
    "relational_amount",
)
_THIS_HEADER = (
    (_HEADERS.c.document_type == bindparam("the_type"))
    & (_HEADERS.c.no == bindparam("the_no"))
    & (_HEADERS.c.row_version == bindparam("the_version"))
)
_STAMPED: dict[str, Any] = {
    "changed_by": bindparam("the_user"),
    "changed_at": bindparam("the_time"),
}
_MOVE_LINES = (
    update(_LINES)
    .where(
        _LINES.c.document_type == bindparam("the_type"),
        _LINES.c.document_no == bindparam("the_no"),
        _LINES.c.line_no == bindparam("the_line"),
    )
    .values(
        row_version=_LINES.c.row_version + 1,
        **_STAMPED,
        **{name: bindparam(name) for name in _LINE_COLUMNS},
    )
)
_MOVE_HEADER = (
    update(_HEADERS)
    .where(_THIS_HEADER)
    .values(
        row_version=_HEADERS.c.row_version + 1,
        **_STAMPED,
        **{name: bindparam(name) for name in _HEADER_COLUMNS},
    )
)
_DELETE_HEADER = delete(_HEADERS).where(_THIS_HEADER)


def move_on(
    document: Purchase,
    parts: PurchaseParts,
    amounts: PurchaseAmounts | None,
    *,
    is_other_side: bool = False,
) -> list[Row]:
    """Bring an order's lines to where the posting takes them; the parameters of their UPDATE.

    The header becomes released, and completed when every line is invoiced to the end. The
    vendor's invoice number was that of this invoice. On the other side of what was posted only the
    lines that are received move (PF68).
    """
    for bought in parts.lines:
        if is_other_side and not bought.receive.quantity:
            continue
        moved = after_posting(
            bought.quantities,
            shipped=bought.receive,
            invoiced=bought.invoice,
            ships_remainder=True,
        )
        put_quantities(bought.line, moved)
    for invoiced in amounts.lines if amounts is not None else ():
        invoiced.line.gross_invoiced += invoiced.totals.gross
        invoiced.line.line_discount_invoiced += invoiced.totals.line_discount_amount
    header = document.header
    header.status = Status.RELEASED
    header.completed = all(
        each.line.quantity_invoiced == each.line.quantity for each in parts.lines
    )
    if amounts is not None:
        header.vendor_invoice_no = ""
    return draft_rows(document, [each.line for each in parts.lines])


def draft_rows(document: Purchase, lines: list[PurchaseLine]) -> list[Row]:
    """The parameters that bring lines to what they hold in memory, amounts calculated anew."""
    totals = {line.line_no: line for line in totals_of(document).lines}
    rows = []
    for line in lines:
        values = vars(line)
        rows.append(
            {
                "the_line": line.line_no,
                **{name: values[name] for name in (*_QUANTITIES, *_INVOICED)},
                **derived_amounts(document, line, totals[line.line_no]),
            }
        )
    return rows


def update_draft(session: Session, document: Purchase, lines: list[Row], stamp: Stamp) -> None:
    """Write the moved order; raises Conflict when somebody changed it meanwhile."""
    name = {**_name(document), "the_user": stamp.user, "the_time": stamp.created_at}
    header = vars(document.header)
    values = {column: header[column] for column in _HEADER_COLUMNS}
    connection = session.connection()
    moved = connection.execute(
        _MOVE_HEADER, {**name, **values, "the_version": document.header.row_version}
    )
    _check_moved(document, moved.rowcount)
    if lines:
        connection.execute(_MOVE_LINES, [{**name, **row} for row in lines])
    report_changes(session, PurchaseHeader.__tablename__, PurchaseLine.__tablename__)


def delete_draft(session: Session, document: Purchase) -> None:
    """Delete a posted invoice's draft; its lines go with it."""
    gone = session.connection().execute(
        _DELETE_HEADER, {**_name(document), "the_version": document.header.row_version}
    )
    _check_moved(document, gone.rowcount)
    report_changes(session, PurchaseHeader.__tablename__, PurchaseLine.__tablename__)


def _name(document: Purchase) -> dict[str, Any]:
    return {"the_type": document.type, "the_no": document.header.no}


def _check_moved(document: Purchase, count: int) -> None:
    if count != 1:
        ref = document.ref
        raise Conflict(
            record=ref,
            table=ref.table,
            record_key=str(ref),
            changed_by=document.header.changed_by or "?",
        )
