"""How a customer buys and pays (CU50, CU51)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.models.ledger_words import DetailedEntryType, EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.services.customers.statistics import (
    Period,
    PeriodFigures,
    average_days,
    customer_statistics,
    period_days,
)
from desktop.services.database import Database
from tests.builders.entries import BOOKED, an_open_entry
from tests.builders.sales import rows

TODAY = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("today", "period", "first", "last"),
    [
        (TODAY, Period.THIS_MONTH, date(2026, 4, 1), date(2026, 4, 30)),
        (date(2028, 2, 1), Period.THIS_MONTH, date(2028, 2, 1), date(2028, 2, 29)),
        (TODAY, Period.THIS_YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), Period.LAST_YEAR, date(2027, 1, 1), date(2027, 12, 31)),
        (TODAY, Period.TO_DATE, date.min, TODAY),
    ],
)
def test_periods_are_calendar_months_and_years(
    today: date, period: Period, first: date, last: date
) -> None:
    assert period_days(period, today) == (first, last)


def test_profit_is_told_to_a_tenth_of_the_sales() -> None:
    figures = PeriodFigures(sales_lcy=Decimal("900.00"), profit_lcy=Decimal("333.35"))
    assert figures.cost_lcy == Decimal("566.65")
    assert figures.profit_pct == Decimal("37.0")
    assert PeriodFigures(profit_lcy=Decimal(-5)).profit_pct == 0


def test_days_are_averaged_to_a_tenth_and_early_ones_count_negative() -> None:
    due = date(2026, 3, 10)
    assert average_days([(due, date(2026, 3, 8)), (due, date(2026, 3, 9)), (None, due)]) == Decimal(
        "-1.5"
    )
    assert average_days([(due, None)]) is None


def test_the_ledger_is_read_by_who_pays_and_by_who_buys(trading_company: Database) -> None:
    with rows(trading_company) as session:
        paid = an_open_entry(
            session,
            "C1",
            "100",
            open=False,
            document_date=date(2026, 1, 1),
            closed_at_date=TODAY,
            sales_lcy=Decimal(80),
            profit_lcy=Decimal(20),
            inv_discount_lcy=Decimal(5),
        )
        an_open_entry(
            session,
            "C1",
            "-50",
            document_no="PC1",
            document_type=EntryDocumentType.CREDIT_MEMO,
            positive=False,
            sell_to_customer_no="C2",
            posting_date=date(2025, 12, 31),
            sales_lcy=Decimal(-40),
        )
        an_open_entry(session, "C1", "7", due=date(2026, 3, 3))
        _pay(session, paid, "-98", discount="-2")
        found = customer_statistics(session, "C1", TODAY)
    this, last = found.bill_to[Period.THIS_YEAR], found.bill_to[Period.LAST_YEAR]
    assert [this.sales_lcy, this.profit_lcy, this.inv_discount_lcy] == [80, 20, 5]
    assert (this.pmt_discount_lcy, this.invoices) == (Decimal(2), 2)
    assert (last.sales_lcy, last.invoices) == (Decimal(-40), 0)
    assert found.bill_to[Period.THIS_MONTH].sales_lcy == 0
    assert found.bill_to[Period.TO_DATE].sales_lcy == 40
    assert found.sell_to[Period.TO_DATE].sales_lcy == 80
    behaviour = found.behaviour
    assert behaviour.average_days_to_pay == Decimal(119)
    assert behaviour.invoices == 1
    assert behaviour.average_days_late == Decimal(88)
    assert (behaviour.last_payment_date, behaviour.last_payment_lcy) == (TODAY, Decimal(98))
    assert behaviour.oldest_open_due_date == date(2026, 3, 3)


def _pay(session: Session, invoice: CustLedgerEntry, amount: str, *, discount: str) -> None:
    an_open_entry(
        session,
        "C1",
        amount,
        document_no="PAY1",
        document_type=EntryDocumentType.PAYMENT,
        posting_date=TODAY,
        positive=False,
        open=False,
    )
    given = DetailedCustLedgerEntry(
        entry_no=1000,
        cust_ledger_entry_no=invoice.entry_no,
        entry_type=DetailedEntryType.PAYMENT_DISCOUNT,
        customer_no="C1",
        posting_date=TODAY,
        document_no="PAY1",
        amount=Decimal(discount),
        amount_lcy=Decimal(discount),
        **BOOKED,
    )
    session.add(given)
    session.flush()
