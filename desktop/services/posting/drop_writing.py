"""Writing the other side of drop shipments with the posting that caused it (PF68, PF69)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.models.archive_words import ArchiveCause
from desktop.models.every_table import Base
from desktop.models.posted import SalesShipmentHeader, SalesShipmentLine
from desktop.models.purchases import PurchaseReceiptHeader, PurchaseReceiptLine
from desktop.models.sales import DocumentComment
from desktop.services.database import report_changes
from desktop.services.ledgers.register import RegisterNumbers
from desktop.services.ledgers.rows import PlannedNo, Row
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.drafts import update_draft
from desktop.services.posting.drop_receipts import DropReceipt
from desktop.services.posting.papers import take_papers_along
from desktop.services.posting.planned import PlannedDocument
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.purchases.drafts import update_draft as update_purchase
from desktop.services.posting.purchases.drop_shipments import DropShipment
from desktop.services.posting.write_kits import release_kits
from desktop.services.sales.versions import keep_version


def write_receipts(
    session: Session,
    receipts: Sequence[DropReceipt],
    numbers: Mapping[PlannedNo, str],
    register: RegisterNumbers,
    stamp: Stamp,
) -> None:
    """Write the receipts of purchase orders whose vendors ship, and move the orders on."""
    for receipt in receipts:
        if receipt.document is None:
            continue
        _number(receipt.document, numbers, register, "item_rcpt_entry_no")
        tables = (PurchaseReceiptHeader.__tablename__, PurchaseReceiptLine.__tablename__)
        _insert(session, tables, receipt.document)
        receipt.purchase.header.last_receiving_no = numbers[receipt.document.no]
        update_purchase(session, receipt.purchase, receipt.draft_lines, stamp)


def write_shipments(
    session: Session,
    shipments: Sequence[DropShipment],
    numbers: Mapping[PlannedNo, str],
    register: RegisterNumbers,
    stamp: Stamp,
) -> None:
    """Write the shipments of sales orders whose goods are received, and move the orders on."""
    for shipment in shipments:
        if shipment.document is None:
            continue
        _number(shipment.document, numbers, register, "item_shpt_entry_no")
        tables = (SalesShipmentHeader.__tablename__, SalesShipmentLine.__tablename__)
        _insert(session, tables, shipment.document)
        _move_order(session, shipment, numbers[shipment.document.no], stamp)


def _move_order(session: Session, shipment: DropShipment, no: str, stamp: Stamp) -> None:
    """Move a sales order on as its own posting would: papers go along, a version is kept."""
    order = shipment.order
    take_papers_along(session, shipment.ground, stamp, PostingResult(shipment_no=no))
    if order.header.last_shipping_no is None and order.setups.sales.archive_orders:
        keep_version(session, order.key, ArchiveCause.SHIPMENT, order.context)
    order.header.last_shipping_no = no
    update_draft(session, order, shipment.draft_lines, stamp)
    release_kits(session, order)


def _number(
    document: PlannedDocument,
    numbers: Mapping[PlannedNo, str],
    register: RegisterNumbers,
    entry_column: str,
) -> None:
    """Put the drawn numbers in the place of planned ones."""
    no = numbers[document.no]
    document.header["no"] = no
    for row in (*document.lines, *document.comments):
        row["document_no"] = no
    for row in document.lines:
        if row[entry_column] is not None:
            row[entry_column] = register.entry_no("item_ledger_entry", row[entry_column])


def _insert(session: Session, tables: tuple[str, str], document: PlannedDocument) -> None:
    for table, rows in zip(tables, ([document.header], document.lines), strict=True):
        _insert_rows(session, table, rows)
    _insert_rows(session, DocumentComment.__tablename__, document.comments)


def _insert_rows(session: Session, table: str, rows: list[Row]) -> None:
    if rows:
        session.connection().execute(insert(Base.metadata.tables[table]), rows)
        report_changes(session, table)
