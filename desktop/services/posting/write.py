"""Writing a planned posting: numbers last, one statement a table (SD75, SD76)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.archive_words import ArchiveCause
from desktop.models.every_table import Base
from desktop.models.ledger_words import RegisterSource
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.sales import DocumentComment
from desktop.models.values.keys import DocumentType
from desktop.services.database import report_changes, reported_notices
from desktop.services.ledgers.register import RegisterNumbers, draw_register, write_entries
from desktop.services.ledgers.rows import PlannedNo, Row
from desktop.services.numbering.number_series import draw_posted_number
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.drafts import delete_draft, update_draft
from desktop.services.posting.drop_writing import write_receipts
from desktop.services.posting.kept_stock import follow_goods
from desktop.services.posting.papers import take_papers_along
from desktop.services.posting.picks import ship_picked
from desktop.services.posting.plan import PostingPlan
from desktop.services.posting.planned import PlannedDocument
from desktop.services.posting.purchases.write import put_last_costs
from desktop.services.posting.refusals import PostedNumberUsed
from desktop.services.posting.write_kits import draw_kit_numbers, move_kits_on, write_kits
from desktop.services.sales.versions import keep_version

_TABLES = Base.metadata.tables
_SHIPMENT_LINES = _TABLES[SalesShipmentLine.__tablename__]
_INSERTS = {
    model.__tablename__: insert(_TABLES[model.__tablename__])
    for model in (
        SalesShipmentHeader,
        SalesShipmentLine,
        SalesInvoiceHeader,
        SalesInvoiceLine,
        DocumentComment,
    )
}
_INVOICE_SHIPMENT_LINES = (
    update(_SHIPMENT_LINES)
    .where(
        _SHIPMENT_LINES.c.document_no == bindparam("the_document"),
        _SHIPMENT_LINES.c.line_no == bindparam("the_line"),
    )
    .values(
        quantity_invoiced=bindparam("quantity_invoiced"),
        qty_shipped_not_invoiced=bindparam("qty_shipped_not_invoiced"),
    )
)


def write(session: Session, plan: PostingPlan) -> PostingResult:
    """Draw the numbers and write everything; the plan's rows are numbered in place."""
    posted = [each for each in (plan.shipment, plan.invoice) if each is not None]
    numbers = _draw_numbers(session, plan, posted)
    register = draw_register(session, plan.ledgers)
    for each in posted:
        _put_numbers((each.header, *each.lines, *each.comments), numbers)
    if plan.shipment is not None:
        _insert_shipment(session, plan.shipment, register)
    if plan.invoice is not None:
        header = plan.invoice.header
        header["cust_ledger_entry_no"] = register.entry_no(
            "cust_ledger_entry", header["cust_ledger_entry_no"]
        )
        _insert_header(session, SalesInvoiceHeader.__tablename__, plan.invoice)
        _insert(session, SalesInvoiceLine.__tablename__, plan.invoice.lines)
    _insert(
        session, DocumentComment.__tablename__, [row for each in posted for row in each.comments]
    )
    write_kits(session, plan, numbers, register)
    write_entries(
        session,
        plan.ledgers,
        register,
        numbers,
        source=RegisterSource.SALES,
        user=plan.stamp.user,
        created_at=plan.stamp.created_at,
    )
    _invoice_shipment_lines(session, plan.shipment_lines)
    write_receipts(session, plan.receipts, numbers, register, plan.stamp)
    _put_last_costs(session, plan)
    result = PostingResult(
        numbers[plan.shipment.no] if plan.shipment else None,
        numbers[plan.invoice.no] if plan.invoice else None,
        (*plan.notices, *reported_notices(session)),
    )
    take_papers_along(session, plan.ground, plan.stamp, result)
    told = _follow(session, plan, result, numbers)
    return replace(result, notices=(*result.notices, *told))


def _follow(
    session: Session,
    plan: PostingPlan,
    result: PostingResult,
    numbers: Mapping[PlannedNo, str],
) -> list[Notice]:
    """Let picks, the draft and reservations follow; returns what is told about that."""
    document = plan.ground.document
    if plan.shipment is not None and plan.ground.terms.has_picks:
        ship_picked(session, document, plan.parts.shipped)
    if document.type is DocumentType.INVOICE:
        delete_draft(session, document, has_comments=bool(plan.ground.comments))
    else:
        _move_order(session, plan, result, numbers)
    return follow_goods(session, plan.ledgers, document.context)


def _draw_numbers(
    session: Session, plan: PostingPlan, posted: Iterable[PlannedDocument]
) -> dict[PlannedNo, str]:
    """Draw the numbers: sales before purchases on either side, so that nobody waits for another."""
    received = [each.document for each in plan.receipts if each.document is not None]
    return {
        each.no: draw_posted_number(session, each.no.series, each.header["posting_date"])
        for each in (*posted, *received)
    } | draw_kit_numbers(session, plan)


def _put_last_costs(session: Session, plan: PostingPlan) -> None:
    for receipt in plan.receipts:
        put_last_costs(session, receipt.last_costs, plan.stamp.user, plan.stamp.created_at)


def _move_order(
    session: Session,
    plan: PostingPlan,
    result: PostingResult,
    numbers: Mapping[PlannedNo, str],
) -> None:
    """Write what the posting leaves of an order.

    How it stood before its first shipment is kept where the set-up wants it (SD107).
    """
    document = plan.ground.document
    header = document.header
    is_first = result.shipment_no is not None and header.last_shipping_no is None
    if is_first and document.setups.sales.archive_orders:
        keep_version(session, document.key, ArchiveCause.SHIPMENT, document.context)
    header.last_shipping_no = result.shipment_no or header.last_shipping_no
    header.last_posting_no = result.invoice_no or header.last_posting_no
    update_draft(session, document, plan.draft_lines, plan.stamp)
    move_kits_on(session, plan, numbers)


def _insert_shipment(
    session: Session, shipment: PlannedDocument, register: RegisterNumbers
) -> None:
    for row in shipment.lines:
        if row["item_shpt_entry_no"] is not None:
            number = row["item_shpt_entry_no"]
            row["item_shpt_entry_no"] = register.entry_no("item_ledger_entry", number)
    _insert_header(session, SalesShipmentHeader.__tablename__, shipment)
    _insert(session, SalesShipmentLine.__tablename__, shipment.lines)


def _invoice_shipment_lines(session: Session, rows: list[Row]) -> None:
    """Note on posted shipments what of them is invoiced now."""
    if rows:
        session.connection().execute(_INVOICE_SHIPMENT_LINES, rows)
        report_changes(session, SalesShipmentLine.__tablename__)


def _put_numbers(rows: Iterable[Row], numbers: dict[PlannedNo, str]) -> None:
    """Replace planned document numbers by the drawn ones, in place."""
    for row in rows:
        for column in ("no", "document_no", "shipment_no"):
            planned = row.get(column)
            if isinstance(planned, PlannedNo):
                row[column] = numbers[planned]


def _insert_header(session: Session, table: str, document: PlannedDocument) -> None:
    """Insert the header of a posted document; raises PostedNumberUsed (SD76)."""
    try:
        _insert(session, table, [document.header])
    except IntegrityError as error:
        # The number is the only thing in the row that must be new.
        series = document.no.series
        raise PostedNumberUsed(
            record=RecordRef("number_series", (series,)), series=series, no=document.header["no"]
        ) from error


def _insert(session: Session, table: str, rows: list[Row]) -> None:
    if rows:
        session.connection().execute(_INSERTS[table], rows)
        report_changes(session, table)
