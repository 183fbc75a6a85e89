"""The posted documents as rows: complete copies of what was delivered and invoiced (SD77)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import LineMoney, LineText, Parties, SalesHeader, SalesLine, Terms
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO
from desktop.services.ledgers.rows import PlannedNo, Row
from desktop.services.posting.invoice_amounts import InvoiceAmounts
from desktop.services.posting.parts import PostedLine
from desktop.services.posting.reading import Ground
from desktop.services.sales.load import Document


def columns_of(*parts: type[Any]) -> tuple[str, ...]:
    """The names of the columns that these groups of columns bring to every table they are in."""
    return tuple(name for part in parts for name in part.__annotations__)


_HEADER_COLUMNS = columns_of(Parties, Terms)
_TEXT_COLUMNS = columns_of(LineText)
_LINE_COLUMNS = columns_of(LineText, LineMoney)
SHIPMENT_TABLE = SalesShipmentHeader.__tablename__
INVOICE_TABLE = SalesInvoiceHeader.__tablename__


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who posts, when, and under which id of the caller."""

    user: str
    created_at: datetime
    posting_id: str = ""


def header_row(document: Document, no: PlannedNo, stamp: Stamp) -> Row:
    """What shipment and invoice have in common: everything of the draft, and the stamp."""
    header: SalesHeader = document.header
    values = vars(header)
    row = {name: values[name] for name in _HEADER_COLUMNS}
    is_order = document.type is DocumentType.ORDER
    row.update(
        no=no,
        no_printed=0,
        order_no=header.no if is_order else None,
        pre_assigned_no=None if is_order else header.no,
        original_customer_no=None,
        user=stamp.user,
        created_at=stamp.created_at,
        posting_id=stamp.posting_id,
    )
    return row


def shipment_header_row(document: Document, no: PlannedNo, stamp: Stamp) -> Row:
    """The header of a posted shipment."""
    row = header_row(document, no, stamp)
    row["package_tracking_no"] = document.header.package_tracking_no
    return row


def invoice_header_row(
    document: Document, no: PlannedNo, stamp: Stamp, amounts: InvoiceAmounts, entry_no: int
) -> Row:
    """The header of a posted invoice with its totals in the document's currency."""
    totals = amounts.totals
    row = header_row(document, no, stamp)
    row.update(
        recurring_code=document.header.recurring_code,
        payment_reference="",
        invoice_discount_amount=totals.invoice_discount_amount,
        amount=totals.total_excl_vat,
        vat_amount=totals.vat,
        amount_including_vat=totals.total_incl_vat,
        rounding_amount=totals.rounding,
        amount_payable=totals.payable,
        cust_ledger_entry_no=entry_no,
    )
    return row


def shipment_line_rows(
    document: Document, lines: Iterable[PostedLine], no: PlannedNo, entries: dict[int, int]
) -> list[Row]:
    """The lines of a posted shipment; `entries` are provisional item entries by line_no."""
    shipped = {posted.line.line_no: posted for posted in lines if posted.ship.quantity}
    rows = []
    for line in lines_to_copy(document, shipped):
        row = _line_row(document, line, no, _TEXT_COLUMNS)
        posted = shipped.get(line.line_no)
        row.update(
            quantity=posted.ship.quantity if posted else ZERO,
            quantity_base=posted.ship.base if posted else ZERO,
            quantity_invoiced=posted.at_once.quantity if posted else ZERO,
            qty_shipped_not_invoiced=(
                posted.ship.quantity - posted.at_once.quantity if posted else ZERO
            ),
            item_shpt_entry_no=entries.get(line.line_no),
            correction=False,
        )
        rows.append(row)
    return rows


def invoice_line_rows(
    document: Document, amounts: InvoiceAmounts, no: PlannedNo, shipment_no: PlannedNo | None
) -> list[Row]:
    """The lines of a posted invoice; each names its shipment line where it has exactly one."""
    invoiced = {line.line.line_no: line for line in amounts.lines}
    rows = []
    for line in lines_to_copy(document, invoiced):
        row = _line_row(document, line, no, _LINE_COLUMNS)
        found = invoiced.get(line.line_no)
        row.update(quantity=ZERO, quantity_base=ZERO, shipment_no=None, shipment_line_no=None)
        if found is not None:
            totals = found.totals
            row.update(
                quantity=found.posted.invoice.quantity,
                quantity_base=found.posted.invoice.base,
                gross_amount=totals.gross,
                line_discount_amount=totals.line_discount_amount,
                line_amount=totals.line_amount,
                inv_discount_amount=totals.inv_discount_amount,
                amount=totals.amount,
                vat_amount=totals.vat_amount,
                amount_including_vat=totals.amount_including_vat,
            )
            row["shipment_no"], row["shipment_line_no"] = _shipment_of(found.posted, shipment_no)
        rows.append(row)
    return rows


def lines_to_copy(document: Document, posted: Iterable[int]) -> Iterator[SalesLine]:
    """The posted lines, texts that belong to them, and texts that belong to no line (SD77)."""
    taken = set(posted)
    for line in document.lines:
        is_text = not (line.is_priced and line.no)
        follows = line.attached_to_line_no in taken or not line.attached_to_line_no
        if line.line_no in taken or (is_text and follows):
            yield line


def comment_rows(ground: Ground, no: PlannedNo, table: str, copied: Iterable[Row]) -> list[Row]:
    """The dated remarks of the header and of the copied lines, for a posted document (SD108)."""
    line_nos = {0, *(row["line_no"] for row in copied)}
    return [
        {
            "document_table": table,
            "document_type": "",
            "document_no": no,
            "document_line_no": comment.document_line_no,
            "line_no": comment.line_no,
            "date": comment.date,
            "text": comment.text,
        }
        for comment in ground.comments
        if comment.document_line_no in line_nos
    ]


def _line_row(document: Document, line: SalesLine, no: PlannedNo, columns: tuple[str, ...]) -> Row:
    values = vars(line)
    row = {name: values[name] for name in columns}
    is_order = document.type is DocumentType.ORDER
    row["document_no"] = no
    row["line_no"] = line.line_no
    row["sell_to_customer_no"] = document.header.sell_to_customer_no
    row["order_no"] = document.header.no if is_order else None
    row["order_line_no"] = line.line_no if is_order else None
    return row


def _shipment_of(
    posted: PostedLine, shipment_no: PlannedNo | None
) -> tuple[PlannedNo | str | None, int | None]:
    """The one shipment line that an invoice line takes, none when there are several."""
    sources: list[tuple[PlannedNo | str | None, int]] = [
        (taken.shipped.document_no, taken.shipped.line_no) for taken in posted.earlier
    ]
    if posted.at_once.quantity and shipment_no is not None:
        sources.append((shipment_no, posted.line.line_no))
    return sources[0] if len(sources) == 1 else (None, None)
