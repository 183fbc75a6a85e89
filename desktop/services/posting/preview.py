"""What a posting would write, with nothing kept (SD102)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.models.assembly import PostedAssemblyHeader, PostedAssemblyLine, PostedAtoLink
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.purchases import PurchaseReceiptHeader, PurchaseReceiptLine
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.ledgers.rows import NOT_DRAWN, LedgerRows, PlannedNo, Row
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.kits_of_lines import link_rows
from desktop.services.posting.plan import PostingPlan, plan
from desktop.services.posting.planned import PlannedDocument

_ENTRY_NUMBERS = frozenset(
    {
        "entry_no",
        "register_no",
        "transaction_no",
        "application_no",
        "item_shpt_entry_no",
        "item_output_entry_no",
        "item_entry_no",
        "applies_to_entry_no",
        "cust_ledger_entry_no",
        "vendor_ledger_entry_no",
        "item_rcpt_entry_no",
        "closed_by_entry_no",
        "applied_by_entry_no",
        "item_ledger_entry_no",
        "inbound_entry_no",
        "outbound_entry_no",
    }
)


@dataclass(frozen=True, slots=True)
class PreviewTable:
    """The rows that would arise in one table, by column; numbers not drawn yet are `***`."""

    table: str
    rows: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class PostingPreview:
    """All tables that a posting would add rows to; those without rows are left out."""

    tables: tuple[PreviewTable, ...]


def preview(
    session: Session, key: DocumentKey, choice: PostingChoice, context: UserContext
) -> PostingPreview:
    """Show the entries that posting would make, by the same plan and with the same checks.

    The session belongs to `rehearse` or `read`; whatever it holds is rolled back by its owner.
    Raises what `post` raises.
    """
    planned = plan(session, key, choice, context)
    tables = [
        *tables_of(planned.ledgers),
        *tables_of_document(
            planned.shipment, SalesShipmentHeader.__tablename__, SalesShipmentLine.__tablename__
        ),
        *tables_of_document(
            planned.invoice, SalesInvoiceHeader.__tablename__, SalesInvoiceLine.__tablename__
        ),
        *_tables_of_kits(planned),
        *tables_of_receipts([each.document for each in planned.receipts]),
    ]
    return PostingPreview(tuple(tables))


def _tables_of_kits(planned: PostingPlan) -> list[PreviewTable]:
    """What is put together for the lines, none when nothing is (03, trap 20)."""
    made = planned.kits.in_order
    if not made or planned.shipment is None:
        return []
    links = link_rows(planned.kits, planned.ground.document, planned.shipment.no)
    return [
        _table(PostedAssemblyHeader.__tablename__, [each.header for each in made]),
        _table(PostedAssemblyLine.__tablename__, [row for each in made for row in each.lines]),
        _table(PostedAtoLink.__tablename__, links),
    ]


def tables_of(rows: LedgerRows) -> list[PreviewTable]:
    """The planned entries of all ledgers that get any."""
    return [_table(name, entries) for name, entries in rows.by_table().items() if entries]


def tables_of_receipts(documents: Iterable[PlannedDocument | None]) -> list[PreviewTable]:
    """The receipts of purchase orders whose vendors ship, all in one table (PF68)."""
    return tables_of_documents(
        documents, PurchaseReceiptHeader.__tablename__, PurchaseReceiptLine.__tablename__
    )


def tables_of_shipments(documents: Iterable[PlannedDocument | None]) -> list[PreviewTable]:
    """The shipments of sales orders whose goods are received, all in one table (PF69)."""
    return tables_of_documents(
        documents, SalesShipmentHeader.__tablename__, SalesShipmentLine.__tablename__
    )


def tables_of_documents(
    documents: Iterable[PlannedDocument | None], header: str, line: str
) -> list[PreviewTable]:
    """The planned headers and lines of several posted documents, none when there are none."""
    found = [each for each in documents if each is not None]
    if not found:
        return []
    return [
        _table(header, [each.header for each in found]),
        _table(line, [row for each in found for row in each.lines]),
    ]


def tables_of_document(
    document: PlannedDocument | None, header: str, line: str
) -> list[PreviewTable]:
    """The planned header and lines of a posted document, none when it is not written."""
    return tables_of_documents([document], header, line)


def _table(name: str, rows: Iterable[Row]) -> PreviewTable:
    return PreviewTable(name, shown_rows(rows))


def shown_rows(rows: Iterable[Row]) -> tuple[Mapping[str, object], ...]:
    """Rows as they will be stored, with `***` for numbers that are not drawn yet."""
    return tuple(_shown(row) for row in rows)


def _shown(row: Row) -> Mapping[str, object]:
    return {column: _shown_value(column, value) for column, value in row.items()}


def _shown_value(column: str, value: object) -> object:
    """A value as it will be stored; a number that is not drawn yet as `***`."""
    is_provisional = isinstance(value, int) and value < 0 and column in _ENTRY_NUMBERS
    is_given_later = column in {"entry_no", "register_no", "transaction_no"}
    if isinstance(value, PlannedNo) or is_provisional or is_given_later:
        return NOT_DRAWN
    return value
