"""The proof of the books finds what is wrong with them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry, GlEntry
from desktop.models.numbering import NumberSeriesLine
from desktop.models.posted import SalesInvoiceHeader
from desktop.services.database import Database
from tests.databases import SqliteDatabases
from tests.scenarios.proof import prove_books
from tests.scenarios.standard_company import WORK_DATE, fill_with_standard_company

NOW = datetime(2026, 1, 15, tzinfo=UTC)
BOOKED = {
    "entry_no": 1,
    "register_no": 1,
    "transaction_no": 1,
    "posting_date": WORK_DATE,
    "document_no": "PI00001",
    "user": "ADMIN",
    "created_at": NOW,
}


@pytest.fixture
def books(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    database = Database(sqlite_databases.create(fill_with_standard_company))
    yield database
    database.close()
    sqlite_databases.drop_all()


def test_the_books_of_the_standard_company_are_right(books: Database) -> None:
    prove_books(books)


def test_a_transaction_out_of_balance_is_found(books: Database) -> None:
    with books.write() as session:
        session.add(GlEntry(**BOOKED, gl_account_no="3001", amount=Decimal("0.01")))
    with pytest.raises(AssertionError, match=r"transaction 1 is out of balance by 0\.01"):
        prove_books(books)


def test_receivables_without_customers_are_found(books: Database) -> None:
    with books.write() as session:
        session.add(GlEntry(**BOOKED, gl_account_no="1510", amount=Decimal(5)))
    with pytest.raises(AssertionError, match="customers owe 0, account 1510 says 5"):
        prove_books(books)


def test_an_open_entry_with_nothing_left_is_found(books: Database) -> None:
    with books.write() as session:
        factor = Decimal(1)
        session.add(
            CustLedgerEntry(**BOOKED, customer_no="C1", original_currency_factor=factor, open=True)
        )
        session.add(
            DetailedCustLedgerEntry(
                **BOOKED,
                cust_ledger_entry_no=1,
                entry_type="initial",
                customer_no="C1",
                customer_posting_group="DOMESTIC",
            )
        )
    with pytest.raises(AssertionError, match=r"customer entry 1 has 0.* left, open: True"):
        prove_books(books)


def test_a_gap_in_posted_numbers_is_found(books: Database) -> None:
    with books.write() as session:
        session.get_one(NumberSeriesLine, ("PI", 10000)).last_no_used = "PI00003"
        for no in ("PI00001", "PI00003"):
            session.add(SalesInvoiceHeader(no=no, user="ADMIN", created_at=NOW, posting_id=""))
    with pytest.raises(AssertionError, match="series PI: gap at"):
        prove_books(books)
