"""The first weeks of the demo company's year, entered and posted on both kinds of database."""

from datetime import date

from sqlalchemy import select

from desktop.models.ledgers import DetailedCustLedgerEntry, GlEntry, ItemLedgerEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.sales import SalesHeader
from desktop.services.database import Database
from desktop.services.demo.customers import Buyer
from desktop.services.demo.plan import PlannedDocument, history
from desktop.services.demo.receiving import receiving
from desktop.services.demo.stock import receipts
from desktop.services.demo.trading import Trader
from tests.listing import record_rows
from tests.services.demo.conftest import WORK_DATE
from tests.services.demo.stories import buyers, days_until

WEEKS_END = date(2025, 1, 24)


def numbered_buyers(database: Database) -> list[Buyer]:
    """The customers with the numbers that the database gave them."""
    with database.read() as session:
        rows = record_rows(session, "customer")
    numbers = {str(row.values["name"]): str(row.key[0]) for row in rows}
    return [
        Buyer(numbers[buyer.name], buyer.name, buyer.kind, buyer.location, buyer.is_foreign)
        for buyer in buyers()
    ]


def first_weeks(database: Database) -> list[PlannedDocument]:
    """What is ordered in the first weeks, with the steps that are taken in them."""
    days = [day for day in days_until(WORK_DATE) if day <= WEEKS_END]
    return history(WORK_DATE, numbered_buyers(database), days)


def test_the_first_weeks_balance_on_both_databases(cards: Database) -> None:
    days = [day for day in days_until(WORK_DATE) if day <= WEEKS_END]
    plan = first_weeks(cards)
    tasks = [*receiving(receipts(plan, days)), *Trader(WORK_DATE).tasks(plan)]
    for _day, task in sorted(tasks, key=lambda each: each[0]):
        with cards.write() as session:
            task(session)
    with cards.read() as session:
        amounts = session.scalars(select(GlEntry.amount)).all()
        receivables = session.scalars(select(DetailedCustLedgerEntry.amount_lcy)).all()
        account = session.scalars(
            select(GlEntry.amount).where(GlEntry.gl_account_no.in_(("1510", "1512")))
        ).all()
        stock = session.scalars(select(ItemLedgerEntry.remaining_quantity)).all()
        orders = session.scalars(select(SalesHeader.no)).all()
        invoices = session.scalars(select(SalesInvoiceHeader.no)).all()
    assert sum(amounts) == 0
    assert sum(receivables) == sum(account)
    assert min(stock) >= 0
    assert orders
    assert invoices == sorted(invoices)
    assert invoices[0] == "PSI-250001"
