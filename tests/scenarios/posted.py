"""The documents that were posted from a draft, and drafts found by their number."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, or_, select

from desktop.errors import RecordRef
from desktop.models.every_table import Base
from desktop.services.database import Database

POSTED: dict[tuple[str, str], tuple[str, str]] = {
    ("sales_header", "shipment"): ("sales_shipment_header", "sales_shipment_line"),
    ("sales_header", "invoice"): ("sales_invoice_header", "sales_invoice_line"),
    ("sales_header", "credit_memo"): ("sales_cr_memo_header", "sales_cr_memo_line"),
    ("sales_header", "return_receipt"): ("return_receipt_header", "return_receipt_line"),
    ("purchase_header", "receipt"): ("purchase_receipt_header", "purchase_receipt_line"),
    ("purchase_header", "invoice"): ("purchase_invoice_header", "purchase_invoice_line"),
    ("assembly_header", "assembly"): ("posted_assembly_header", "posted_assembly_line"),
}
"""Header and line table of what is posted, by the table of the draft and the step's word."""

ORDERS = ("order_no", "return_order_no")
"""Columns in which a posted document or line names the order it comes from."""

ORDER_TYPES = frozenset({"order", "return_order"})
DRAFTS = ("sales_header", "purchase_header", "assembly_header")


def numbers_of(database: Database, draft: RecordRef, what: str) -> Sequence[str]:
    """The numbers of all documents of one kind posted from a draft, first to last."""
    place = POSTED.get((draft.table, what))
    assert place is not None, f"nothing called {what} is posted from {draft.table}"
    header, line = (Base.metadata.tables.get(name) for name in place)
    assert header is not None, f"there is no table {place[0]} yet"
    assert line is not None, f"there is no table {place[1]} yet"
    kind, number = str(draft.key[0]), str(draft.key[-1])
    if kind not in ORDER_TYPES:
        is_from_draft = header.c.pre_assigned_no == number
    else:
        lines = select(line.c.document_no).where(*_names_order(line, number))
        is_from_draft = or_(*_names_order(header, number), header.c.no.in_(lines))
    query = select(header.c.no).where(is_from_draft).order_by(header.c.created_at, header.c.no)
    with database.read() as session:
        return [str(no) for no in session.scalars(query)]


def number_of(database: Database, draft: RecordRef, what: str, count: int | None) -> str:
    """The number of the last document posted from a draft, or of the one counted from 1."""
    numbers = numbers_of(database, draft, what)
    wanted = len(numbers) if count is None else count
    assert 1 <= wanted <= len(numbers), f"{draft} has no {what} {count or ''}: {list(numbers)}"
    return numbers[wanted - 1]


def draft_numbered(database: Database, number: str) -> RecordRef | None:
    """The draft that has this number."""
    with database.read() as session:
        for name in DRAFTS:
            table = Base.metadata.tables[name]
            found = session.execute(select(table.c.document_type).where(table.c.no == number))
            kind = found.scalars().first()
            if kind is not None:
                return RecordRef(name, (kind.value, number))
    return None


def _names_order(table: Table, number: str) -> list[ColumnElement[bool]]:
    return [table.c[name] == number for name in ORDERS if name in table.c]
