"""How a customer buys and pays: figures of periods and of paying, from the ledger (CU50, CU51).

All amounts are in local currency, as posted. Averages and shares are pure; the rest is read in a
few statements, whatever the customer has bought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models.ledger_words import DetailedEntryType, EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.numbers import ZERO, Amount, Percent, round_to

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")


class Period(StrEnum):
    """A period of the statistics, by posting date."""

    THIS_MONTH = "this_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    TO_DATE = "to_date"
    """Everything up to the work date, that day included."""


Days = tuple[date, date]
"""The first and the last day of a period."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What was sold in a period, without VAT: `invoices` is their number."""

    sales_lcy: Amount = ZERO
    profit_lcy: Amount = ZERO
    inv_discount_lcy: Amount = ZERO
    pmt_discount_lcy: Amount = ZERO
    invoices: int = 0

    @property
    def cost_lcy(self) -> Amount:
        """What the goods had cost."""
        return self.sales_lcy - self.profit_lcy

    @property
    def profit_pct(self) -> Percent:
        """The profit in percent of the sales, to a tenth; 0 without sales."""
        if not self.sales_lcy:
            return ZERO
        return round_to(self.profit_lcy, TENTH, times=HUNDRED, over=self.sales_lcy)


Periods = Mapping[Period, PeriodFigures]


@dataclass(frozen=True, slots=True)
class PaymentBehaviour:
    """How a customer pays: averages over the `invoices` that were closed in the last 12 months.

    Days late are negative when the customer pays early. None where there is nothing to tell.
    """

    invoices: int = 0
    average_days_to_pay: Decimal | None = None
    average_days_late: Decimal | None = None
    last_payment_date: date | None = None
    last_payment_lcy: Amount = ZERO
    oldest_open_due_date: date | None = None


@dataclass(frozen=True, slots=True)
class CustomerStatistics:
    """The figures by who pays, by who bought, and how is paid."""

    bill_to: Periods
    sell_to: Periods
    behaviour: PaymentBehaviour


def customer_statistics(session: Session, customer_no: str, today: date) -> CustomerStatistics:
    """Read how a customer buys and pays, as of a day; seven statements."""
    return CustomerStatistics(
        bill_to=_periods(session, CustLedgerEntry.customer_no, customer_no, today),
        sell_to=_periods(session, CustLedgerEntry.sell_to_customer_no, customer_no, today),
        behaviour=payment_behaviour(session, customer_no, today),
    )


def period_days(period: Period, today: date) -> Days:
    """The days of a period: whole calendar months and years, or everything up to today."""
    if period is Period.TO_DATE:
        return date.min, today
    unit = "M" if period is Period.THIS_MONTH else "Y"
    first, last = (DateFormula.parse(f"{sign}C{unit}").apply(today) for sign in ("-", ""))
    if period is Period.LAST_YEAR:
        year_before = DateFormula.parse("-1Y")
        return year_before.apply(first), year_before.apply(last)
    return first, last


def average_days(pairs: Iterable[tuple[date | None, date | None]]) -> Decimal | None:
    """The average number of days from the first to the second date, to a tenth (CU51).

    Pairs that lack a date do not count; None when none counts.
    """
    days = [(end - begin).days for begin, end in pairs if begin is not None and end is not None]
    return round_to(sum(days), TENTH, over=len(days)) if days else None


def payment_behaviour(session: Session, customer_no: str, today: date) -> PaymentBehaviour:
    """Read how a bill-to customer pays (CU51); three statements."""
    entry = CustLedgerEntry
    since = DateFormula.parse("-12M").apply(today)
    closed = session.execute(
        select(entry.document_date, entry.due_date, entry.closed_at_date).where(
            entry.customer_no == customer_no,
            entry.document_type == EntryDocumentType.INVOICE,
            entry.open.is_(False),
            entry.closed_at_date > since,
            entry.closed_at_date <= today,
        )
    ).all()
    last_date, last_amount = _last_payment(session, customer_no)
    return PaymentBehaviour(
        invoices=len(closed),
        average_days_to_pay=average_days((row.document_date, row.closed_at_date) for row in closed),
        average_days_late=average_days((row.due_date, row.closed_at_date) for row in closed),
        last_payment_date=last_date,
        last_payment_lcy=last_amount,
        oldest_open_due_date=session.scalar(
            select(func.min(entry.due_date)).where(
                entry.customer_no == customer_no, entry.open.is_(True), entry.positive.is_(True)
            )
        ),
    )


def _last_payment(session: Session, customer_no: str) -> tuple[date | None, Amount]:
    """The day of the last payment and what was paid with it."""
    entry, detail = CustLedgerEntry, DetailedCustLedgerEntry
    found = session.execute(
        select(entry.posting_date, detail.amount_lcy)
        .join(detail, detail.cust_ledger_entry_no == entry.entry_no)
        .where(
            entry.customer_no == customer_no,
            entry.document_type == EntryDocumentType.PAYMENT,
            detail.entry_type == DetailedEntryType.INITIAL,
        )
        .order_by(entry.posting_date.desc(), entry.entry_no.desc())
        .limit(1)
    ).first()
    return (found.posting_date, -found.amount_lcy) if found is not None else (None, ZERO)


# ------------------------------------------------------------------------------------ the periods


def _periods(
    session: Session,
    who: InstrumentedAttribute[Any],
    customer_no: str,
    today: date,
) -> Periods:
    """The figures of all periods by one of an entry's two customers; two statements."""
    entry, detail = CustLedgerEntry, DetailedCustLedgerEntry
    is_sale = entry.document_type.in_([EntryDocumentType.INVOICE, EntryDocumentType.CREDIT_MEMO])
    sums: list[Any] = []
    discounts: list[Any] = []
    for period in Period:
        sold = and_(is_sale, _within(entry.posting_date, period, today))
        invoiced = and_(sold, entry.document_type == EntryDocumentType.INVOICE)
        sums += [_sum(column, sold) for column in (entry.sales_lcy, entry.profit_lcy)]
        sums += [_sum(entry.inv_discount_lcy, sold), func.count().filter(invoiced)]
        discounts.append(_sum(detail.amount_lcy, _within(detail.posting_date, period, today)))
    sold_in = session.execute(select(*sums).where(who == customer_no)).one()
    given_in = session.execute(
        select(*discounts)
        .join(entry, entry.entry_no == detail.cust_ledger_entry_no)
        .where(who == customer_no, detail.entry_type == DetailedEntryType.PAYMENT_DISCOUNT)
    ).one()
    found = {}
    width = len(fields(PeriodFigures)) - 1  # a payment discount is given with another entry
    for at, period in enumerate(Period):
        sales, profit, inv_discount, invoices = sold_in[at * width : (at + 1) * width]
        found[period] = PeriodFigures(sales, profit, inv_discount, -given_in[at], invoices)
    return found


def _within(
    column: InstrumentedAttribute[date], period: Period, today: date
) -> ColumnElement[bool]:
    first, last = period_days(period, today)
    return column.between(first, last)


def _sum(column: InstrumentedAttribute[Decimal], condition: ColumnElement[bool]) -> Any:  # noqa: ANN401  (a sum of the column's type)
    return func.coalesce(func.sum(column).filter(condition), literal(ZERO, column.type))
