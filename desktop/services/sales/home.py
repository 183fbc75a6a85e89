"""The figures of the page a day begins with: what waits, what is late, how sales go."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session

from desktop.models.ledgers import (
    CustLedgerEntry,
    DetailedCustLedgerEntry,
    EntryDocumentType,
)
from desktop.models.sales import SalesHeader, SalesLine, Status
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.context import UserContext

MONTHS = 12


@dataclass(frozen=True, slots=True)
class HomeCounts:
    """Documents that wait for somebody."""

    open_orders: int
    released_not_shipped: int
    shipped_not_invoiced: int
    late_orders: int
    open_invoices: int


@dataclass(frozen=True, slots=True)
class Receivables:
    """What customers owe in local currency, and the part whose due date is before today."""

    balance_lcy: Decimal
    overdue_lcy: Decimal
    overdue_entries: int


@dataclass(frozen=True, slots=True)
class MonthSales:
    """Net sales of one calendar month in local currency."""

    first_day: date
    sales_lcy: Decimal


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """Everything the home page shows; `months` ends with the month of the work date."""

    counts: HomeCounts
    receivables: Receivables
    months: tuple[MonthSales, ...]


def home_figures(session: Session, context: UserContext) -> HomeFigures:
    """The figures for the user's work date, in four statements."""
    return HomeFigures(
        counts=_counts(session, context.work_date),
        receivables=_receivables(session, context.work_date),
        months=_months(session, context.work_date),
    )


def _counts(session: Session, today: date) -> HomeCounts:
    order = and_(SalesHeader.document_type == DocumentType.ORDER, ~SalesHeader.completed)
    line = (
        select(SalesLine.line_no)
        .where(
            SalesLine.document_type == SalesHeader.document_type,
            SalesLine.document_no == SalesHeader.no,
            SalesLine.type != LineType.COMMENT,
        )
        .correlate(SalesHeader)
    )
    outstanding = exists(line.where(SalesLine.outstanding_quantity != 0))
    uninvoiced = exists(line.where(SalesLine.qty_shipped_not_invoiced != 0))
    late = exists(line.where(SalesLine.outstanding_quantity != 0, SalesLine.shipment_date < today))
    invoice = SalesHeader.document_type == DocumentType.INVOICE
    conditions = (
        and_(order, SalesHeader.status == Status.OPEN),
        and_(order, SalesHeader.status == Status.RELEASED, outstanding),
        and_(order, uninvoiced),
        and_(order, late),
        invoice,
    )
    columns = [func.coalesce(func.sum(case((test, 1), else_=0)), 0) for test in conditions]
    row = session.execute(select(*columns)).one()
    return HomeCounts(*(int(count) for count in row))


def _receivables(session: Session, today: date) -> Receivables:
    amount = func.coalesce(func.sum(DetailedCustLedgerEntry.amount_lcy), Decimal(0))
    balance = session.execute(select(amount)).scalar_one()
    overdue_entry = and_(
        CustLedgerEntry.open, CustLedgerEntry.due_date < today, CustLedgerEntry.positive
    )
    overdue, count = session.execute(
        select(amount, func.count(CustLedgerEntry.entry_no.distinct()))
        .select_from(CustLedgerEntry)
        .join(
            DetailedCustLedgerEntry,
            DetailedCustLedgerEntry.cust_ledger_entry_no == CustLedgerEntry.entry_no,
        )
        .where(overdue_entry)
    ).one()
    return Receivables(balance, overdue, count)


def customer_months(session: Session, customer_no: str, today: date) -> tuple[MonthSales, ...]:
    """Net sales of the last twelve months by the ledger of one bill-to customer."""
    return _months(session, today, CustLedgerEntry.customer_no == customer_no)


def _months(
    session: Session, today: date, *conditions: ColumnElement[bool]
) -> tuple[MonthSales, ...]:
    firsts = last_months(today, MONTHS)
    sums = [
        func.coalesce(
            func.sum(
                case(
                    (
                        CustLedgerEntry.posting_date.between(first, last_day(first)),
                        CustLedgerEntry.sales_lcy,
                    ),
                    else_=Decimal(0),
                )
            ),
            Decimal(0),
        )
        for first in firsts
    ]
    row = session.execute(
        select(*sums).where(
            *conditions,
            CustLedgerEntry.posting_date >= firsts[0],
            CustLedgerEntry.document_type.in_(
                [EntryDocumentType.INVOICE, EntryDocumentType.CREDIT_MEMO]
            ),
        )
    ).one()
    return tuple(MonthSales(first, total) for first, total in zip(firsts, row, strict=True))


def last_months(today: date, count: int) -> tuple[date, ...]:
    """The first days of the last `count` months, the month of `today` last."""
    first = today.year * 12 + today.month - count
    return tuple(date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(count))


def last_day(first: date) -> date:
    """The last day of the month that begins with `first`."""
    return first.replace(day=monthrange(first.year, first.month)[1])


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
