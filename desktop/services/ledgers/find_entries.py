"""Find Entries: what a document number left behind, table by table (SD88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, func, literal, select, union_all
from sqlalchemy.orm import Session

from desktop.models.every_table import Base

_TABLES = Base.metadata.tables
_HEADERS = (
    "sales_shipment_header",
    "sales_invoice_header",
    "purchase_receipt_header",
    "purchase_invoice_header",
)
_ENTRIES = (
    "gl_entry",
    "vat_entry",
    "cust_ledger_entry",
    "detailed_cust_ledger_entry",
    "item_ledger_entry",
    "value_entry",
    "resource_ledger_entry",
    "vendor_ledger_entry",
)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table that holds something of the document, and how many rows of it."""

    table: str
    count: int


def find_entries(
    session: Session, document_no: str, posting_date: date | None = None
) -> tuple[FoundTable, ...]:
    """Posted documents and entries of a document number, in one statement.

    With a posting date only those of that day. Tables without any are left out; posted
    documents come first, then the ledgers.
    """
    wanted = [(_TABLES[name], _TABLES[name].c.no == document_no) for name in _HEADERS]
    wanted += [(_TABLES[name], _TABLES[name].c.document_no == document_no) for name in _ENTRIES]
    return _counted(session, wanted, posting_date)


def find_external(
    session: Session, external_document_no: str, posting_date: date | None = None
) -> tuple[FoundTable, ...]:
    """The same for a number that the customer gave; only tables that keep such numbers."""
    wanted = [
        (table, table.c.external_document_no == external_document_no)
        for table in (_TABLES[name] for name in (*_HEADERS, *_ENTRIES))
        if "external_document_no" in table.c
    ]
    return _counted(session, wanted, posting_date)


def _counted(
    session: Session,
    wanted: list[tuple[Table, ColumnElement[bool]]],
    posting_date: date | None,
) -> tuple[FoundTable, ...]:
    counts = []
    for place, (table, condition) in enumerate(wanted):
        counting = select(
            literal(place).label("place"),
            literal(table.name).label("name"),
            func.count().label("found"),
        ).where(condition)
        if posting_date is not None:
            counting = counting.where(table.c.posting_date == posting_date)
        counts.append(counting)
    rows = sorted(session.execute(union_all(*counts)), key=lambda row: row.place)
    return tuple(FoundTable(row.name, row.found) for row in rows if row.found)
