"""Opening balances from a spreadsheet: what customers owe, and what lies in stock."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.batch_codes import BatchCode
from desktop.errors import RefusalCode, SeveralRefusals
from desktop.models.ledger_words import DetailedEntryType, EntryDocumentType, RegisterSource
from desktop.models.ledgers import (
    CustLedgerEntry,
    DetailedCustLedgerEntry,
    GlEntry,
    GlRegister,
    VatEntry,
)
from desktop.models.opening import OpeningBalanceLine
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.interchange.refusals import RowsRefused
from desktop.services.interchange.table_import import ImportPlan, carry_out
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.posting.post_opening import (
    OpeningChoice,
    post_opening_entries,
    preview_opening_entries,
)
from desktop.services.posting.refusals_opening import (
    OpeningAccountNotUsable,
    OpeningChoiceMissing,
    OpeningEmpty,
    OpeningPosted,
)
from desktop.services.posting.refusals_setup import AccountNotForPosting
from desktop.services.records import add_record, change_record
from tests.services.interchange.sheets import imported, outcomes, planned, sheet_with

TAKEN_OVER = date(2026, 1, 1)
OPENING = OpeningChoice(TAKEN_OVER, "2090")
HEAD = (
    "Customer No.",
    "Document No.",
    "Document Date",
    "Due Date",
    "currency_code",
    "Amount",
    "Remaining Amount",
    "Document Type",
    "Remaining Amount (LCY)",
)
DECEMBER = date(2025, 12, 5)
ROWS = (
    ("C1", "1001", DECEMBER, TAKEN_OVER, None, 1250, None, None, None),
    ("C1", "1002", DECEMBER, None, None, 1000, 400, None, None),
    ("C2", "1003", DECEMBER, None, "EUR", 100, None, None, 1111),
    ("C2", "1004", DECEMBER, None, "EUR", 100, 50, None, None),
    ("C1", "K7", DECEMBER, None, None, -300, -100, "Credit Memo", None),
)


@pytest.fixture
def taking_over(office: Database, context: UserContext) -> Database:
    """A company with two customers, an item and an account for what is taken over."""
    with office.write() as session:
        add_record(session, "gl_account", {"no": "2090", "name": "Opening balances"}, context)
        for no, group in (("C1", "DOMESTIC"), ("C2", "FOREIGN")):
            fields = {"no": no, "name": no, "customer_posting_group": group}
            add_record(session, "customer", fields, context)
    return office


def read_in(database: Database, folder: Path, context: UserContext, *rows: object) -> ImportPlan:
    """The plan of an import of opening entries."""
    found = [row for row in rows if isinstance(row, tuple)]
    return planned(database, "opening_balance_line", sheet_with(folder, HEAD, *found), context)


def waiting(database: Database) -> int:
    with database.read() as session:
        return session.scalars(select(func.count()).select_from(OpeningBalanceLine)).one()


def balances(database: Database) -> dict[str, Decimal]:
    """The G/L by account."""
    query = select(GlEntry.gl_account_no, func.sum(GlEntry.amount)).group_by(GlEntry.gl_account_no)
    with database.read() as session:
        return {row[0]: Decimal(row[1]) for row in session.execute(query)}


def test_open_invoices_are_imported_and_posted(
    taking_over: Database, context: UserContext, tmp_path: Path
) -> None:
    plan = read_in(taking_over, tmp_path, context, *ROWS)
    assert outcomes(plan) == ["added"] * 5
    assert imported(taking_over, plan, context).added == 5
    again = read_in(taking_over, tmp_path, context, *ROWS)
    assert outcomes(again) == ["unchanged"] * 5
    with taking_over.read() as session:
        shown = preview_opening_entries(session, OPENING, context)
    counts = {table.table: len(table.rows) for table in shown.tables}
    assert counts == {
        "gl_entry": 10,
        "cust_ledger_entry": 8,
        "detailed_cust_ledger_entry": 14,
    }
    with taking_over.write() as session:
        post_opening_entries(session, OPENING, context)
    assert waiting(taking_over) == 0
    # 1250 + 400 − 100 in SEK; 100 EUR as the old books had it, and 50 EUR at 11.50.
    assert {no: amount for no, amount in balances(taking_over).items() if amount} == {
        "1510": Decimal(1550),
        "1512": Decimal("1686.00"),
        "2090": Decimal("-3236.00"),
    }
    with taking_over.read() as session:
        assert verify_books(session).findings == ()
        assert session.scalars(select(GlRegister.source)).one() is RegisterSource.OPENING_BALANCE
        assert session.scalars(select(VatEntry)).all() == []


def entries_of(database: Database) -> list[CustLedgerEntry]:
    """The customer entries in the order of their numbers."""
    with database.read() as session:
        return list(session.scalars(select(CustLedgerEntry).order_by(CustLedgerEntry.entry_no)))


def sums_of(database: Database, *kinds: DetailedEntryType) -> dict[int, tuple[Decimal, Decimal]]:
    """Amount and amount in LCY by customer entry, of these kinds of detailed entries."""
    mine = DetailedCustLedgerEntry
    query = select(
        mine.cust_ledger_entry_no, func.sum(mine.amount), func.sum(mine.amount_lcy)
    ).group_by(mine.cust_ledger_entry_no)
    with database.read() as session:
        found = session.execute(query.where(mine.entry_type.in_(kinds)))
        return {row[0]: (row[1], row[2]) for row in found}


def test_each_entry_keeps_number_dates_currency_and_what_is_open(
    taking_over: Database, context: UserContext, tmp_path: Path
) -> None:
    imported(taking_over, read_in(taking_over, tmp_path, context, *ROWS), context)
    with taking_over.write() as session:
        post_opening_entries(session, OPENING, context)
    entries = entries_of(taking_over)
    initial = sums_of(taking_over, DetailedEntryType.INITIAL)
    left = sums_of(taking_over, *DetailedEntryType)
    told: list[tuple[object, ...]] = [
        (
            entry.customer_no,
            entry.document_type,
            entry.document_no,
            entry.open,
            initial[entry.entry_no][0],
            left[entry.entry_no][0],
        )
        for entry in entries
    ]
    assert told == [
        ("C1", "credit_memo", "K7", True, -300, -100),
        ("C1", "refund", "K7", False, 200, 0),
        ("C1", "invoice", "1001", True, 1250, 1250),
        ("C1", "invoice", "1002", True, 1000, 400),
        ("C1", "payment", "1002", False, -600, 0),
        ("C2", "invoice", "1003", True, 100, 100),
        ("C2", "invoice", "1004", True, 100, 50),
        ("C2", "payment", "1004", False, -50, 0),
    ]
    first, euro = entries[2], entries[5]
    assert (first.posting_date, first.document_date) == (TAKEN_OVER, DECEMBER)
    assert (first.due_date, entries[3].due_date) == (TAKEN_OVER, DECEMBER)
    assert (euro.currency_code, left[euro.entry_no][1]) == ("EUR", Decimal(1111))
    assert not first.sales_lcy
    assert not first.profit_lcy


def test_what_is_posted_is_not_taken_over_again(
    taking_over: Database, context: UserContext, tmp_path: Path
) -> None:
    imported(taking_over, read_in(taking_over, tmp_path, context, *ROWS), context)
    with taking_over.write() as session:
        add_record(
            session,
            "opening_balance_line",
            {"customer_no": "C2", "document_no": "1001", "amount": Decimal(1)},
            context,
        )
        post_opening_entries(session, OPENING, context, posting_id="once")
    with taking_over.write() as session:
        post_opening_entries(session, OPENING, context, posting_id="once")
    again = read_in(taking_over, tmp_path, context, *ROWS)
    assert outcomes(again) == ["refused"] * 5
    assert again.rows[0].faults is not None
    [(column, refusal)] = again.rows[0].faults.items()
    assert (column, refusal.code) == (1, BatchCode.POSTING_OPENING_POSTED)
    with taking_over.write() as session, pytest.raises(OpeningEmpty):
        post_opening_entries(session, OPENING, context)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("CX", "1", None, None, None, 5), 0, RefusalCode.RECORD_REFERENCE_MISSING),
        (("C1", "1", "soon", None, None, 5), 2, None),
        (("C1", "1", None, None, "XXX", 5), 4, RefusalCode.RECORD_REFERENCE_MISSING),
        (("C1", "1", None, None, None, "much"), 5, None),
        (("C1", "1", None, None, None, -5), 5, BatchCode.POSTING_OPENING_SIGN),
        (("C1", "1", None, None, None, "1.005"), 5, BatchCode.POSTING_OPENING_PRECISION),
        (("C1", "1", None, None, None, 5, 6), 6, BatchCode.POSTING_OPENING_REMAINING),
        (("C1", "1", None, None, None, 5, 0), 6, BatchCode.POSTING_OPENING_REMAINING),
        (("C1", "1", None, None, None, 5, -1), 6, BatchCode.POSTING_OPENING_REMAINING),
        (("C1", "1", None, None, None, 5, None, "Shipment"), 7, BatchCode.POSTING_OPENING_TYPE),
        (("C1", "1", None, None, "EUR", 5, 5, None, -9), 8, BatchCode.POSTING_OPENING_REMAINING),
    ],
)
def test_each_refused_cell_is_named_and_nothing_is_imported(
    taking_over: Database,
    context: UserContext,
    tmp_path: Path,
    row: tuple[object, ...],
    column: int,
    code: RefusalCode | None,
) -> None:
    plan = read_in(taking_over, tmp_path, context, ROWS[0], row)
    assert outcomes(plan) == ["added", "refused"]
    faults = plan.rows[1].faults or {}
    assert list(faults) == [column]
    assert code in {None, faults[column].code}
    with pytest.raises(RowsRefused):
        imported(taking_over, plan, context)
    assert waiting(taking_over) == 0


def test_a_cancelled_import_leaves_nothing(
    taking_over: Database, context: UserContext, tmp_path: Path
) -> None:
    class Impatient(NoProgress):
        """Presses Cancel at once."""

        def check_cancelled(self) -> None:
            raise Cancelled

    plan = read_in(taking_over, tmp_path, context, *ROWS)
    with pytest.raises(Cancelled), taking_over.write() as session:
        carry_out(session, plan, context, progress=Impatient())
    assert waiting(taking_over) == 0


def test_everything_that_forbids_posting_is_told_at_once(
    taking_over: Database, context: UserContext
) -> None:
    with taking_over.write() as session:
        change_record(
            session, "general_ledger_setup", (1,), ("allow_posting_from", DECEMBER), context
        )
        change_record(session, "customer", ("C2",), ("customer_posting_group", None), context)
        for no in ("1", "2"):
            fields = {"customer_no": "C2", "document_no": no, "currency_code": "EUR"}
            add_record(session, "opening_balance_line", fields, context)
    early = OpeningChoice(date(2020, 1, 1), "1510")
    with taking_over.write() as session, pytest.raises(SeveralRefusals) as refused:
        post_opening_entries(session, early, context)
    assert [each.code for each in refused.value.refusals] == [
        RefusalCode.POSTING_DATE_NOT_ALLOWED,
        BatchCode.POSTING_OPENING_BLANK,
        BatchCode.POSTING_OPENING_BLANK,
        RefusalCode.SALES_EXCHANGE_RATE_MISSING,
        BatchCode.POSTING_OPENING_BLANK,
        RefusalCode.SALES_EXCHANGE_RATE_MISSING,
        BatchCode.POSTING_OPENING_ACCOUNT,
    ]


@pytest.mark.parametrize(
    ("account", "refusal"),
    [
        (None, OpeningChoiceMissing),
        ("9999", AccountNotForPosting),
        ("1510", OpeningAccountNotUsable),
        ("1460", OpeningAccountNotUsable),
    ],
)
def test_the_account_of_the_opening_balance_is_one_of_its_own(
    taking_over: Database,
    context: UserContext,
    account: str | None,
    refusal: type[Exception],
) -> None:
    with taking_over.write() as session:
        fields = {"customer_no": "C1", "document_no": "1", "amount": Decimal(5)}
        add_record(session, "opening_balance_line", fields, context)
    with taking_over.write() as session, pytest.raises(refusal):
        post_opening_entries(session, OpeningChoice(TAKEN_OVER, account), context)


def test_a_document_that_was_posted_meanwhile_is_refused(
    taking_over: Database, context: UserContext
) -> None:
    fields = {"customer_no": "C1", "document_no": "1", "amount": Decimal(5)}
    with taking_over.write() as session:
        add_record(session, "opening_balance_line", fields, context)
        post_opening_entries(session, OPENING, context)
        session.add(OpeningBalanceLine(**fields, document_type=EntryDocumentType.INVOICE))
        session.flush()
        with pytest.raises(OpeningPosted):
            post_opening_entries(session, OPENING, context)
        session.rollback()


def test_opening_stock_comes_through_the_item_journal(
    taking_over: Database, context: UserContext, tmp_path: Path
) -> None:
    with taking_over.write() as session:
        item = {"no": "A", "description": "Chair", "base_unit": "PCS", "unit_cost": Decimal(9)}
        groups = {"gen_prod_posting_group": "RETAIL", "inventory_posting_group": "RESALE"}
        add_record(session, "item", {**item, **groups}, context)
    head = ("Item No.", "Location", "Quantity", "Unit Cost", "Document No.")
    sheet = sheet_with(
        tmp_path, head, ("A", "MAIN", 4, "12.50", "OPENING"), ("A", "EAST", 2, None, "OPENING")
    )
    plan = planned(taking_over, "item_journal_line", sheet, context)
    assert outcomes(plan) == ["added", "added"]
    imported(taking_over, plan, context)
    with taking_over.write() as session:
        post_item_journal(session, "DEFAULT", context)
    assert balances(taking_over)["1460"] == Decimal(68)
    with taking_over.read() as session:
        assert verify_books(session).findings == ()


def test_the_local_currency_is_a_blank(taking_over: Database, context: UserContext) -> None:
    with taking_over.write() as session:
        add_record(session, "currency", {"code": "SEK"}, context)
        fields = {
            "customer_no": "C1",
            "document_no": "1",
            "amount": Decimal(5),
            "currency_code": "SEK",
            "remaining_amount_lcy": Decimal(4),
        }
        values = add_record(session, "opening_balance_line", fields, context).values
    assert (values["currency_code"], values["remaining_amount_lcy"]) == (None, None)
