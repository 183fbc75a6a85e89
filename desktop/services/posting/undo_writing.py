"""Writing that a shipment is undone: entries, correcting lines, and the orders that wait again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.ledger_words import RegisterSource
from desktop.models.posted import SalesShipmentLine
from desktop.models.purchases import PurchaseReceiptLine
from desktop.models.sales import SalesLine
from desktop.models.values.numbers import ZERO
from desktop.services.database import report_changes
from desktop.services.ledgers.register import RegisterNumbers, draw_register, write_entries
from desktop.services.ledgers.rows import Row
from desktop.services.posting.corrections import correction_row
from desktop.services.posting.drafts import draft_rows, update_draft
from desktop.services.posting.purchases.drafts import draft_rows as purchase_rows
from desktop.services.posting.purchases.drafts import update_draft as update_purchase
from desktop.services.posting.reading import AnyRow
from desktop.services.posting.undo_ground import Undone
from desktop.services.posting.undo_kits import (
    follow_lines,
    put_kits_to_assemble,
    restore_kit_orders,
)
from desktop.services.sales.line_amounts import totals_of
from desktop.services.sales.quantities import Part

_SHIPMENTS = Base.metadata.tables[SalesShipmentLine.__tablename__]
_RECEIPTS = Base.metadata.tables[PurchaseReceiptLine.__tablename__]
_WAITING = {
    SalesShipmentLine.__tablename__: "qty_shipped_not_invoiced",
    PurchaseReceiptLine.__tablename__: "qty_received_not_invoiced",
}
_ENTRY = {
    SalesShipmentLine.__tablename__: "item_shpt_entry_no",
    PurchaseReceiptLine.__tablename__: "item_rcpt_entry_no",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A posted line that is taken back by a part, with the provisional entry and the order line."""

    row: AnyRow
    part: Part
    entry_no: int | None
    line: SalesLine | None


def write_undone(undone: Undone, corrections: list[Correction]) -> None:
    """Write everything; the rows are numbered in place."""
    session = undone.session
    register = draw_register(session, undone.ledgers)
    _take_back(
        session,
        _SHIPMENTS,
        [
            (each.row, _correcting(_SHIPMENTS, each.row, undone.lines, each.part, each.entry_no))
            for each in corrections
        ],
        register,
    )
    others = list(undone.others.values())
    _take_back(
        session,
        _RECEIPTS,
        [
            (
                each.row,
                _correcting(_RECEIPTS, each.row, each.lines, _whole(each.row), each.entry_no),
            )
            for each in others
        ],
        register,
    )
    write_entries(
        session,
        undone.ledgers,
        register,
        {},
        source=RegisterSource.SALES,
        user=undone.stamp.user,
        created_at=undone.stamp.created_at,
    )
    restore_kit_orders(session, undone.order, undone.kits.values())
    _move_orders(undone, [each.line for each in corrections if each.line is not None])


def _move_orders(undone: Undone, lines: list[SalesLine]) -> None:
    """Let the orders wait for the goods again (CB93)."""
    session, order = undone.session, undone.order
    if order is not None:
        order.header.completed = False
        put_kits_to_assemble(session, order, lines)
        totals = {line.line_no: line for line in totals_of(order).lines}
        update_draft(session, order, draft_rows(order, lines, totals), undone.stamp)
        follow_lines(session, order)
    purchases = {
        each.purchase.header.no: each.purchase
        for each in undone.others.values()
        if each.purchase is not None
    }
    for no, purchase in sorted(purchases.items()):
        purchase.header.completed = False
        touched = [
            each.order_line
            for each in undone.others.values()
            if each.row.order_no == no and each.order_line is not None
        ]
        update_purchase(session, purchase, purchase_rows(purchase, touched), undone.stamp)


def _whole(row: AnyRow) -> Part:
    return Part(row.quantity, row.quantity_base)


def _correcting(
    table: Table, row: AnyRow, lines: Iterable[AnyRow], part: Part, entry_no: int | None
) -> Row:
    entry = (_ENTRY[table.name], entry_no)
    return correction_row(row, list(lines), part, entry, _WAITING[table.name])


def _take_back(
    session: Session, table: Table, rows: list[tuple[AnyRow, Row]], register: RegisterNumbers
) -> None:
    """Close posted lines, and insert those that take them back."""
    if not rows:
        return
    close = (
        update(table)
        .where(
            table.c.document_no == bindparam("the_document"),
            table.c.line_no == bindparam("the_line"),
        )
        .values({_WAITING[table.name]: ZERO})
    )
    places: list[dict[str, Any]] = [
        {"the_document": row.document_no, "the_line": row.line_no} for row, _made in rows
    ]
    made = [values for _row, values in rows]
    for values in made:
        number = values[_ENTRY[table.name]]
        if number is not None:
            values[_ENTRY[table.name]] = register.entry_no("item_ledger_entry", number)
    session.connection().execute(close, places)
    session.connection().execute(insert(table), made)
    report_changes(session, table.name)
