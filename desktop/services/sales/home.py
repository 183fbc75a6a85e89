"""The figures of the page a day begins with: what waits, what is late, how sales go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop.models.ledger_words import EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.sales.home_figures import DUE, LATE, MonthFigure, WaitingRow, last_months
from desktop.services.sales.posted_queries import posted_invoices
from desktop.services.sales.queries import documents

MONTHS = 12


SHOWN = 8
"""The most rows of a short list."""


@dataclass(frozen=True, slots=True)
class MonthSales:
    """Net sales of one calendar month in local currency."""

    first_day: date
    sales_lcy: Decimal


def late_orders(session: Session, context: UserContext) -> tuple[WaitingRow, ...]:
    """The orders with lines that should have been shipped, the latest first: the list's LATE."""
    rows = documents(DocumentType.ORDER, context).rows(session, LATE, SHOWN)
    return tuple(
        WaitingRow(
            row.no,
            row.no,
            row.sell_to_name,
            _days_since(row.late_since, context.work_date),
            row.amount_including_vat,
            row.currency_code,
        )
        for row in rows
    )


def due_invoices(session: Session, context: UserContext) -> tuple[WaitingRow, ...]:
    """The invoices that are due today or overdue, the oldest first: the list's DUE."""
    rows = posted_invoices(context).rows(session, DUE, SHOWN)
    return tuple(
        WaitingRow(
            row.no,
            row.no,
            row.sell_to_name,
            _days_since(row.due_date, context.work_date),
            row.remaining_amount,
            row.currency_code,
        )
        for row in rows
    )


def _days_since(day: date | None, today: date) -> int:
    return 0 if day is None else (today - day).days


def sales_by_month(session: Session, context: UserContext) -> tuple[MonthFigure, ...]:
    """Net sales of the last twelve months and the year before, the present month last."""
    return _with_year_before(_sales_of_days(session, _first_of_all(context)), context.work_date)


def orders_by_month(session: Session, context: UserContext) -> tuple[MonthFigure, ...]:
    """How many orders were entered in the last twelve months and the year before, by order date.

    Completed ones count too.
    """
    rows = session.execute(
        select(SalesHeader.order_date, func.count())
        .where(
            SalesHeader.document_type == DocumentType.ORDER,
            SalesHeader.order_date >= _first_of_all(context),
        )
        .group_by(SalesHeader.order_date)
    )
    counts = {day: Decimal(count) for day, count in rows if day is not None}
    return _with_year_before(counts, context.work_date)


def customer_months(session: Session, customer_no: str, today: date) -> tuple[MonthSales, ...]:
    """Net sales of the last twelve months by the ledger of one bill-to customer."""
    firsts = last_months(today, MONTHS)
    own = CustLedgerEntry.customer_no == customer_no
    sums = _by_month(_sales_of_days(session, firsts[0], own))
    return tuple(MonthSales(first, sums[first]) for first in firsts)


def _first_of_all(context: UserContext) -> date:
    return last_months(context.work_date, 2 * MONTHS)[0]


def _sales_of_days(
    session: Session, since: date, *conditions: ColumnElement[bool]
) -> dict[date, Decimal]:
    """Net sales by posting date, in one statement."""
    rows = session.execute(
        select(CustLedgerEntry.posting_date, func.sum(CustLedgerEntry.sales_lcy))
        .where(
            *conditions,
            CustLedgerEntry.posting_date >= since,
            CustLedgerEntry.document_type.in_(
                [EntryDocumentType.INVOICE, EntryDocumentType.CREDIT_MEMO]
            ),
        )
        .group_by(CustLedgerEntry.posting_date)
    )
    return {row[0]: row[1] for row in rows}


def _by_month(days: Mapping[date, Decimal]) -> defaultdict[date, Decimal]:
    """The sums of calendar months, by their first days."""
    sums: defaultdict[date, Decimal] = defaultdict(Decimal)
    for day, value in days.items():
        sums[day.replace(day=1)] += value
    return sums


def _with_year_before(days: Mapping[date, Decimal], today: date) -> tuple[MonthFigure, ...]:
    sums = _by_month(days)
    firsts = last_months(today, 2 * MONTHS)
    pairs = zip(firsts[MONTHS:], firsts[:MONTHS], strict=True)
    return tuple(MonthFigure(first, sums[first], sums[before]) for first, before in pairs)


def count_waiting(session: Session, document_type: DocumentType) -> int:
    """How many documents of a type are neither completed nor converted."""
    count: int = session.execute(
        select(func.count()).where(
            SalesHeader.document_type == document_type,
            ~SalesHeader.completed,
            ~SalesHeader.converted,
        )
    ).scalar_one()
    return count


def bill_to_of(session: Session, key: DocumentKey) -> str | None:
    """Who pays a draft document; None before a customer is chosen."""
    return session.scalar(
        select(SalesHeader.bill_to_customer_no).where(
            SalesHeader.document_type == key.type, SalesHeader.no == key.no
        )
    )
