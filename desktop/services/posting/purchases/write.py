"""Writing a planned purchase: numbers last, one statement a table (SD75, SD76)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.every_table import Base
from desktop.models.items import Item
from desktop.models.ledger_words import RegisterSource
from desktop.models.purchases import (
    PurchaseInvoiceHeader,
    PurchaseInvoiceLine,
    PurchaseReceiptHeader,
    PurchaseReceiptLine,
)
from desktop.models.supply_words import PurchaseType
from desktop.models.values.numbers import UnitPrice
from desktop.services.database import report_changes, reported_notices
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.ledgers.rows import PlannedNo, Row
from desktop.services.numbering.number_series import draw_posted_number
from desktop.services.papers.removal import delete_papers
from desktop.services.posting.drop_writing import write_shipments
from desktop.services.posting.kept_stock import follow_goods
from desktop.services.posting.planned import PlannedDocument
from desktop.services.posting.purchases.choice import PurchaseResult
from desktop.services.posting.purchases.drafts import delete_draft, update_draft
from desktop.services.posting.purchases.plan import PurchasePlan
from desktop.services.posting.refusals import PostedNumberUsed

_TABLES = Base.metadata.tables
_RECEIPT_LINES = _TABLES[PurchaseReceiptLine.__tablename__]
_ITEMS = _TABLES[Item.__tablename__]
_INSERTS = {
    model.__tablename__: insert(_TABLES[model.__tablename__])
    for model in (
        PurchaseReceiptHeader,
        PurchaseReceiptLine,
        PurchaseInvoiceHeader,
        PurchaseInvoiceLine,
    )
}
_INVOICE_RECEIPT_LINES = (
    update(_RECEIPT_LINES)
    .where(
        _RECEIPT_LINES.c.document_no == bindparam("the_document"),
        _RECEIPT_LINES.c.line_no == bindparam("the_line"),
    )
    .values(
        quantity_invoiced=bindparam("quantity_invoiced"),
        qty_received_not_invoiced=bindparam("qty_received_not_invoiced"),
    )
)
_LAST_COST = (
    update(_ITEMS)
    .where(_ITEMS.c.no == bindparam("the_item"))
    .values(
        last_direct_cost=bindparam("the_cost"),
        row_version=_ITEMS.c.row_version + 1,
        changed_by=bindparam("the_user"),
        changed_at=bindparam("the_time"),
    )
)


def write(session: Session, plan: PurchasePlan) -> PurchaseResult:
    """Draw the numbers and write everything; the plan's rows are numbered in place."""
    posted = [each for each in (plan.receipt, plan.invoice) if each is not None]
    shipped = [each.document for each in plan.shipments if each.document is not None]
    numbers = {
        each.no: draw_posted_number(session, each.no.series, each.header["posting_date"])
        for each in (*shipped, *posted)
    }
    register = draw_register(session, plan.ledgers)
    for each in posted:
        _put_numbers((each.header, *each.lines), numbers)
    if plan.receipt is not None:
        for row in plan.receipt.lines:
            if row["item_rcpt_entry_no"] is not None:
                row["item_rcpt_entry_no"] = register.entry_no(
                    "item_ledger_entry", row["item_rcpt_entry_no"]
                )
        _insert_header(session, PurchaseReceiptHeader.__tablename__, plan.receipt)
        insert_rows(session, PurchaseReceiptLine.__tablename__, plan.receipt.lines)
    if plan.invoice is not None:
        header = plan.invoice.header
        header["vendor_ledger_entry_no"] = register.entry_no(
            "vendor_ledger_entry", header["vendor_ledger_entry_no"]
        )
        _insert_header(session, PurchaseInvoiceHeader.__tablename__, plan.invoice)
        insert_rows(session, PurchaseInvoiceLine.__tablename__, plan.invoice.lines)
    write_entries(
        session,
        plan.ledgers,
        register,
        numbers,
        source=RegisterSource.PURCHASE,
        user=plan.stamp.user,
        created_at=plan.stamp.created_at,
    )
    move_receipt_lines(session, plan.receipt_lines)
    write_shipments(session, plan.shipments, numbers, register, plan.stamp)
    put_last_costs(session, plan.last_costs, plan.stamp.user, plan.stamp.created_at)
    result = PurchaseResult(
        numbers[plan.receipt.no] if plan.receipt else None,
        numbers[plan.invoice.no] if plan.invoice else None,
        (*plan.notices, *reported_notices(session)),
    )
    _end_draft(session, plan, result)
    told = follow_goods(session, plan.ledgers, plan.ground.document.context)
    return replace(result, notices=(*result.notices, *told))


def _end_draft(session: Session, plan: PurchasePlan, result: PurchaseResult) -> None:
    document = plan.ground.document
    if document.type is PurchaseType.INVOICE:
        delete_papers(session, document.ref.table, [document.ref])
        delete_draft(session, document)
        return
    header = document.header
    header.last_receiving_no = result.receipt_no or header.last_receiving_no
    header.last_posting_no = result.invoice_no or header.last_posting_no
    update_draft(session, document, plan.draft_lines, plan.stamp)


def move_receipt_lines(session: Session, rows: list[Row]) -> None:
    """Note on posted receipts what of them is invoiced now."""
    if rows:
        session.connection().execute(_INVOICE_RECEIPT_LINES, rows)
        report_changes(session, PurchaseReceiptLine.__tablename__)


def put_last_costs(
    session: Session, costs: Mapping[str, UnitPrice], user: str, changed_at: datetime
) -> None:
    """Keep on the items what they cost last, per base unit in LCY."""
    if costs:
        session.connection().execute(
            _LAST_COST,
            [
                {"the_item": no, "the_cost": cost, "the_user": user, "the_time": changed_at}
                for no, cost in sorted(costs.items())
            ],
        )
        report_changes(session, Item.__tablename__)


def insert_rows(session: Session, table: str, rows: list[Row]) -> None:
    """Insert rows into a table of posted purchases."""
    if rows:
        session.connection().execute(_INSERTS[table], rows)
        report_changes(session, table)


def _insert_header(session: Session, table: str, document: PlannedDocument) -> None:
    """Insert the header of a posted document; raises PostedNumberUsed (SD76)."""
    try:
        insert_rows(session, table, [document.header])
    except IntegrityError as error:
        # The number is the only thing in the row that must be new.
        series = document.no.series
        raise PostedNumberUsed(
            record=RecordRef("number_series", (series,)), series=series, no=document.header["no"]
        ) from error


def _put_numbers(rows: Iterable[Row], numbers: Mapping[PlannedNo, str]) -> None:
    """Replace planned document numbers by the drawn ones, in place."""
    for row in rows:
        for column in ("no", "document_no", "receipt_no"):
            planned = row.get(column)
            if isinstance(planned, PlannedNo):
                row[column] = numbers[planned]
