"""What home shows of sales: late orders, due invoices, months."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.ledger_words import EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.sales.home import (
    SHOWN,
    customer_months,
    due_invoices,
    late_orders,
    orders_by_month,
    sales_by_month,
)
from desktop.services.sales.home_figures import DUE, LATE, MonthFigure, last_day, last_months
from desktop.services.sales.posted_queries import posted_invoices
from desktop.services.sales.queries import documents
from tests.builders.entries import BOOKED, an_open_entry
from tests.builders.sales import a_document, put_header, rows
from tests.services.sales.test_statement_budget import counted


def an_invoice(session: Session, no: str, due: date, left: str) -> None:
    """An issued invoice with so much left to pay."""
    entry = an_open_entry(session, "C1", left, due=due)
    session.add(
        SalesInvoiceHeader(
            no=no,
            posting_date=date(2026, 1, 1),
            due_date=due,
            sell_to_customer_no="C1",
            sell_to_name="Åsa Möbler",
            cust_ledger_entry_no=entry.entry_no,
            created_at=datetime(2026, 1, 1, tzinfo=UTC),
            user="ADMIN",
        )
    )


def test_late_orders_are_those_of_the_list_the_latest_first(
    company: Database, context: UserContext
) -> None:
    for days in range(1, SHOWN + 3):
        order = a_document(company, context).adds(no="A", quantity=1)
        order.changes(1, "shipment_date", date(2026, 1, 15 - days))
    a_document(company, context).adds(no="A", quantity=1)
    with company.read() as session:
        found = late_orders(session, context)
        listed = documents(DocumentType.ORDER, context).rows(session, LATE)
        assert documents(DocumentType.ORDER, context).count(session, LATE) == SHOWN + 2
    assert [row.no for row in found] == [row.no for row in listed[:SHOWN]]
    assert [row.days for row in found] == list(range(SHOWN + 2, 2, -1))
    assert (found[0].amount, found[0].currency_code) == (Decimal(125), None)


def test_due_invoices_are_those_of_the_list_the_oldest_first(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        an_invoice(session, "PI1", date(2026, 1, 15), "10")
        an_invoice(session, "PI2", date(2026, 1, 1), "20")
        an_invoice(session, "PI3", date(2026, 1, 16), "30")
    with company.read() as session:
        found = due_invoices(session, context)
        assert posted_invoices(context).count(session, DUE) == 2
    assert [(row.no, row.days, row.amount) for row in found] == [
        ("PI2", 14, Decimal(20)),
        ("PI1", 0, Decimal(10)),
    ]


def test_what_is_left_is_told_in_local_currency_too(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        an_invoice(session, "PI1", date(2026, 1, 15), "10")
    with company.read() as session:
        [row] = posted_invoices(context).rows(session, ListQuery())
    assert (row.remaining_amount, row.remaining_amount_lcy) == (Decimal(10), Decimal(10))


def sold(session: Session, day: date, amount: str) -> None:
    """An invoice that was posted on a day."""
    last = session.scalar(select(func.max(CustLedgerEntry.entry_no))) or 0
    session.add(
        CustLedgerEntry(
            entry_no=last + 1,
            customer_no="C1",
            sell_to_customer_no="C1",
            posting_date=day,
            document_type=EntryDocumentType.INVOICE,
            document_no=f"PI{last}",
            original_currency_factor=Decimal(1),
            sales_lcy=Decimal(amount),
            open=False,
            positive=True,
            **BOOKED,
        )
    )
    session.flush()


@pytest.fixture
def sales(company: Database) -> Database:
    with rows(company) as session:
        for day, amount in (
            (date(2026, 1, 1), "100"),
            (date(2026, 1, 31), "20.50"),
            (date(2025, 2, 28), "7"),
            (date(2025, 1, 31), "50"),
            (date(2024, 2, 1), "3"),
            (date(2024, 1, 31), "999"),
        ):
            sold(session, day, amount)
    return company


def test_months_are_compared_with_the_year_before(sales: Database, context: UserContext) -> None:
    with sales.read() as session, counted(sales.engine) as sent:
        months = sales_by_month(session, context)
    assert len(sent) == 1
    assert len(months) == 12
    assert months[0] == MonthFigure(date(2025, 2, 1), Decimal(7), Decimal(3))
    assert months[-1] == MonthFigure(date(2026, 1, 1), Decimal("120.50"), Decimal(50))


def test_the_months_of_a_customer(sales: Database, context: UserContext) -> None:
    with sales.read() as session:
        months = customer_months(session, "C1", context.work_date)
        others = customer_months(session, "C2", context.work_date)
    assert [month.sales_lcy for month in months if month.sales_lcy] == [7, Decimal("120.50")]
    assert not any(month.sales_lcy for month in others)


def test_orders_are_counted_by_the_month_in_which_they_were_entered(
    company: Database, context: UserContext
) -> None:
    done = a_document(company, context).adds(no="A", quantity=1)
    put_header(company, done.key, {"completed": True, "order_date": date(2026, 1, 2)})
    before = a_document(company, context)
    put_header(company, before.key, {"order_date": date(2025, 1, 20)})
    a_document(company, context)
    with company.read() as session:
        months = orders_by_month(session, context)
        last = months[-1]
        span = f"{last.first_day.isoformat()}..{last_day(last.first_day).isoformat()}"
        listed = documents(DocumentType.ORDER, context).count(
            session, ListQuery(view="every", filters={"order_date": span})
        )
    assert (last.value, last.year_before) == (Decimal(2), Decimal(1))
    assert listed == 2


def test_the_last_months_go_over_the_end_of_a_year() -> None:
    assert last_months(date(2026, 1, 31), 3) == (
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
    )
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
