"""What becomes of a draft when it is posted: an order moves on, an invoice goes (SD72)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import Session

from desktop.errors import Conflict
from desktop.models.base import Base
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine
from desktop.models.values.numbers import ZERO
from desktop.models.words import Status
from desktop.services.database import report_changes
from desktop.services.ledgers.rows import Row
from desktop.services.posting.invoice_amounts import InvoiceAmounts
from desktop.services.posting.parts import Parts
from desktop.services.posting.posted_rows import Stamp
from desktop.services.sales.line_amounts import (
    DERIVED_AMOUNTS,
    derived_amounts,
    document_terms,
    line_input,
)
from desktop.services.sales.line_quantities import put_quantities, ships_remainder
from desktop.services.sales.load import Document
from desktop.services.sales.quantities import after_posting
from desktop.services.sales.totals import DocumentTotals, LineTotals, document_totals

_HEADERS = Base.metadata.tables[SalesHeader.__tablename__]
_LINES = Base.metadata.tables[SalesLine.__tablename__]
_COMMENTS = Base.metadata.tables[DocumentComment.__tablename__]

_QUANTITIES = (
    "qty_to_ship",
    "qty_to_ship_base",
    "quantity_shipped",
    "quantity_shipped_base",
    "outstanding_quantity",
    "outstanding_quantity_base",
    "qty_to_invoice",
    "qty_to_invoice_base",
    "quantity_invoiced",
    "quantity_invoiced_base",
    "qty_shipped_not_invoiced",
    "qty_shipped_not_invoiced_base",
    "completely_shipped",
    "quantity_to_assemble",
)
_INVOICED = ("gross_invoiced", "line_discount_invoiced", "inv_discount_invoiced")
_LINE_COLUMNS = (*_QUANTITIES, *_INVOICED, *DERIVED_AMOUNTS)
_HEADER_COLUMNS = (
    "status",
    "completed",
    "last_shipping_no",
    "last_posting_no",
    "posting_date",
    "document_date",
    "due_date",
    "pmt_discount_date",
    "payment_discount_pct",
    "exchange_rate_amount",
    "relational_amount",
)

_THIS_HEADER = (_HEADERS.c.document_type == bindparam("the_type")) & (
    _HEADERS.c.no == bindparam("the_no")
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
    .where(_THIS_HEADER, _HEADERS.c.row_version == bindparam("the_version"))
    .values(
        row_version=_HEADERS.c.row_version + 1,
        **_STAMPED,
        **{name: bindparam(name) for name in _HEADER_COLUMNS},
    )
)
_DELETE_HEADER = delete(_HEADERS).where(
    _THIS_HEADER, _HEADERS.c.row_version == bindparam("the_version")
)
_DELETE_COMMENTS = delete(_COMMENTS).where(
    _COMMENTS.c.document_table == SalesHeader.__tablename__,
    _COMMENTS.c.document_type == bindparam("the_type"),
    _COMMENTS.c.document_no == bindparam("the_no"),
)


def move_on(
    document: Document,
    parts: Parts,
    amounts: InvoiceAmounts | None,
    whole: DocumentTotals,
    *,
    is_other_side: bool = False,
) -> list[Row]:
    """Bring an order's lines, which have left the session, to where the posting takes them.

    Returns the parameters of their UPDATE. The header becomes released, and completed when
    every line is invoiced to the end (SD72). On the other side of what was posted only the lines
    that are shipped move (PF69).
    """
    remainder = ships_remainder(document)
    for posted in parts.lines:
        if is_other_side and not posted.ship.quantity:
            continue
        moved = after_posting(
            posted.quantities,
            shipped=posted.ship,
            invoiced=posted.invoice,
            ships_remainder=remainder,
        )
        line = posted.line
        put_quantities(line, moved)
        line.quantity_to_assemble = max(min(line.qty_to_ship, posted.kits_left), ZERO)
    document.header.status = Status.RELEASED
    document.header.completed = all(
        posted.line.quantity_invoiced == posted.line.quantity for posted in parts.lines
    )
    totals = {line.line_no: line for line in whole.lines}
    if amounts is not None:
        totals = _after_invoice(document, amounts, totals)
    return draft_rows(document, [posted.line for posted in parts.lines], totals)


def draft_rows(
    document: Document, lines: Iterable[SalesLine], totals: Mapping[int, LineTotals]
) -> list[Row]:
    """The parameters that bring lines to what they hold in memory; `totals` by line_no."""
    rows = []
    for line in lines:
        derived = derived_amounts(document, line, totals[line.line_no])
        values = vars(line)
        rows.append(
            {
                "the_line": line.line_no,
                **{name: values[name] for name in _QUANTITIES},
                **{name: values[name] for name in _INVOICED},
                **derived,
            }
        )
    return rows


def _after_invoice(
    document: Document, amounts: InvoiceAmounts, totals: dict[int, LineTotals]
) -> dict[int, LineTotals]:
    """Add what was invoiced to the lines; what is open is calculated anew (SD66, SD68)."""
    for invoiced in amounts.lines:
        line, part = invoiced.line, invoiced.totals
        line.gross_invoiced += part.gross
        line.line_discount_invoiced += part.line_discount_amount
        line.inv_discount_invoiced += part.inv_discount_amount
    if document.header.completed:
        return totals
    inputs = [line_input(line) for line in document.lines]
    return {line.line_no: line for line in document_totals(inputs, document_terms(document)).lines}


def update_draft(session: Session, document: Document, lines: list[Row], stamp: Stamp) -> None:
    """Write the moved order; raises Conflict when somebody changed it meanwhile."""
    name = {**_name(document), "the_user": stamp.user, "the_time": stamp.created_at}
    connection = session.connection()
    header = vars(document.header)
    values = {column: header[column] for column in _HEADER_COLUMNS}
    moved = connection.execute(
        _MOVE_HEADER, {**name, **values, "the_version": document.header.row_version}
    )
    _check_moved(document, moved.rowcount)
    if lines:
        connection.execute(_MOVE_LINES, [{**name, **row} for row in lines])
    report_changes(session, SalesHeader.__tablename__, SalesLine.__tablename__)


def delete_draft(session: Session, document: Document, *, has_comments: bool) -> None:
    """Delete a posted invoice's draft; its lines go with it."""
    name = _name(document)
    connection = session.connection()
    if has_comments:
        connection.execute(_DELETE_COMMENTS, name)
        report_changes(session, DocumentComment.__tablename__)
    gone = connection.execute(_DELETE_HEADER, {**name, "the_version": document.header.row_version})
    _check_moved(document, gone.rowcount)
    report_changes(session, SalesHeader.__tablename__, SalesLine.__tablename__)


def _name(document: Document) -> dict[str, Any]:
    return {"the_type": document.type, "the_no": document.header.no}


def _check_moved(document: Document, count: int) -> None:
    if count != 1:
        ref = document.ref
        raise Conflict(
            record=ref,
            table=ref.table,
            record_key=str(ref),
            changed_by=document.header.changed_by or "?",
        )
