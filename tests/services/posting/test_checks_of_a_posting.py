"""All checks tell their faults together; a posting happens once, and a preview never."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.every_table import Base
from desktop.models.words import Blocked, DefaultYesNo, JobQueueStatus, ShippingAdvice, Status
from desktop.services.customers.refusals import CustomerBlocked
from desktop.services.database import Database
from desktop.services.ledgers.refusals import (
    NotEnoughStock,
)
from desktop.services.ledgers.rows import NOT_DRAWN
from desktop.services.numbering.refusals import SeriesNotSet
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.post_sales import post
from desktop.services.posting.preview import preview
from desktop.services.posting.refusals import (
    DropShipmentNotOrdered,
    ExternalDocumentNoMissing,
    HeaderFieldBlank,
    InvoiceBelowZero,
    LineWithoutNumber,
    NothingToPost,
    PostingDateNotAllowed,
    PrecisionMissing,
    PrepaymentWaiting,
    SalespersonBlocked,
)
from desktop.services.posting.refusals_setup import (
    SetupBlocked,
)
from desktop.services.sales.line_fields import change_line
from desktop.services.sales.refusals import DocumentScheduled, PendingApproval
from desktop.services.sales.refusals_lines import ItemBlocked
from desktop.services.sales.refusals_quantities import MustShipComplete, QtyToShipTooLarge
from tests.contents import contents_of
from tests.databases import SqliteDatabases
from tests.robustness.books import CONTEXT
from tests.services.posting.refused import (
    BOTH,
    FEE,
    ITEM,
    a_draft,
    a_rehearsal,
    block_salesperson,
    failures,
    put,
)


@pytest.fixture
def session(sqlite_databases: SqliteDatabases) -> Iterator[Session]:
    """A transaction in a company with customer C1 and 1000 pieces of the items A and B."""
    with a_rehearsal(sqlite_databases) as opened:
        yield opened


FAULTS: dict[str, tuple[str, dict[str, object], type[Refusal]]] = {
    "V1": ("sales_header", {"posting_date": None}, HeaderFieldBlank),
    "V2": ("general_ledger_setup", {"allow_posting_to": date(2026, 1, 1)}, PostingDateNotAllowed),
    "V3": ("customer", {"blocked": Blocked.ALL}, CustomerBlocked),
    "V4": ("sales_setup", {"ext_doc_no_mandatory": True}, ExternalDocumentNoMissing),
    "V5 approval": ("sales_header", {"status": Status.PENDING_APPROVAL}, PendingApproval),
    "V5 prepayment": ("sales_header", {"prepayment_pct": Decimal(30)}, PrepaymentWaiting),
    "V5 queue": ("sales_header", {"job_queue_status": JobQueueStatus.SCHEDULED}, DocumentScheduled),
    "V6": (
        "sales_line",
        dict.fromkeys(("qty_to_ship", "qty_to_invoice"), Decimal(0)),
        NothingToPost,
    ),
    "V7": ("sales_line", {"no": None}, LineWithoutNumber),
    "V8": ("item", {"blocked": True}, ItemBlocked),
    "V9": ("general_posting_setup", {"blocked": True}, SetupBlocked),
    "V10": ("sales_line", {"qty_to_ship": Decimal(4)}, QtyToShipTooLarge),
    "V11": ("sales_header", {"shipping_advice": ShippingAdvice.COMPLETE}, MustShipComplete),
    "V12": ("sales_line", {"drop_shipment": True}, DropShipmentNotOrdered),
    "V13": ("sales_line", {"unit_price": Decimal(-100)}, InvoiceBelowZero),
    "V14": ("general_ledger_setup", {"amount_precision": Decimal(0)}, PrecisionMissing),
    "V15": ("sales_setup", {"posted_invoice_nos": None}, SeriesNotSet),
    "V16": ("item", {"prevent_negative_inventory": DefaultYesNo.YES}, NotEnoughStock),
}


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_told_with_the_others(session: Session, check: str) -> None:
    """Each of the checks, together with V17, which any document can fail."""
    table, values, kind = FAULTS[check]
    key = a_draft(session, ("item", "A", 1001) if check == "V16" else ITEM)
    if check == "V11":
        change_line(session, key, 10000, "qty_to_ship", Decimal(1), CONTEXT)
        session.flush()
    block_salesperson(session, key)
    put(session, table, values)
    found = failures(session, key)
    assert {type(refusal) for refusal in found} >= {kind, SalespersonBlocked}


def test_a_repeated_posting_id_gives_the_first_result(trading_company: Database) -> None:
    """SD105, on both kinds of database."""
    with trading_company.write() as session:
        key = a_draft(session, ITEM)

    def attempt(session: Session) -> PostingResult:
        return post(session, key, BOTH, CONTEXT, posting_id="desk-7-1")

    first = trading_company.run_write(attempt)
    before = contents_of(trading_company)
    again = trading_company.run_write(attempt)
    assert (again.shipment_no, again.invoice_no) == (first.shipment_no, first.invoice_no)
    assert (first.shipment_no, first.invoice_no) == ("PS00001", "PI00001")
    assert contents_of(trading_company) == before


def test_a_refused_posting_leaves_no_trace(trading_company: Database) -> None:
    """On both kinds of database, and the posting id stays free for the next attempt."""
    with trading_company.write() as session:
        key = a_draft(session, ITEM)
        block_salesperson(session, key)
    before = contents_of(trading_company)

    def attempt(session: Session) -> PostingResult:
        return post(session, key, BOTH, CONTEXT, posting_id="desk-7-2")

    with pytest.raises(SalespersonBlocked):
        trading_company.run_write(attempt)
    assert contents_of(trading_company) == before
    with trading_company.write() as session:
        put(session, "salesperson", {"blocked": False}, code="PS")
    assert trading_company.run_write(attempt).invoice_no == "PI00001"


def test_a_preview_shows_what_posting_writes(trading_company: Database) -> None:
    """EX40, on both kinds of database: the same rows, and nothing kept."""
    with trading_company.write() as session:
        key = a_draft(session, ITEM, FEE)
    before = contents_of(trading_company)
    with trading_company.rehearse() as session:
        shown = preview(session, key, BOTH, CONTEXT)
    assert contents_of(trading_company) == before
    trading_company.run_write(lambda session: post(session, key, BOTH, CONTEXT))
    after = contents_of(trading_company)
    for table in shown.tables:
        assert not before[table.table]
        undrawn = {name for row in table.rows for name in row if row[name] == NOT_DRAWN}
        columns = sorted(set(table.rows[0]) - undrawn - {"created_at"})
        stored = rows_of(trading_company, table.table)
        assert known(table.rows, columns) == known(stored, columns)
    written = {name for name, rows in after.items() if len(rows) > len(before[name])}
    assert written == {table.table for table in shown.tables} | {"gl_register"}


def rows_of(database: Database, name: str) -> list[Mapping[str, object]]:
    """The rows of a table with their values as the program knows them."""
    with database.read() as session:
        found = session.execute(select(Base.metadata.tables[name]))
        return [dict(row) for row in found.mappings()]


def known(
    rows: Sequence[Mapping[str, object]], columns: Iterable[str]
) -> list[list[tuple[str, object]]]:
    """The rows in these columns, figures without their trailing zeros, in some fixed order."""
    found = [[(name, plain(row[name])) for name in columns] for row in rows]
    return sorted(found, key=repr)


def plain(value: object) -> object:
    return value.normalize() + 0 if isinstance(value, Decimal) else value
