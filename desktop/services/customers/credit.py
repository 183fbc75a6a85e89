"""What a customer owes and may still owe (CU45–CU49); all amounts in local currency, with VAT.

`exposure` and the warnings are pure; `credit_figures` reads everything they need in one statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, ScalarSelect, Select, and_, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.errors import Notice, RecordRef
from desktop.models.customers import Customer
from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Amount, Percent, round_to
from desktop.models.words import CreditWarnings
from desktop.services.list_statement import sum_or_zero
from desktop.translation import N_

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")

CREDIT_LIMIT = N_(
    "Customer {no}: {exposure} exceeds the credit limit {credit_limit} by {excess}. Balance "
    "{balance}, outstanding orders {orders}, shipped not invoiced {shipped}, invoices "
    "{invoices}, returns {returns}, prepayments {prepayments}, this document {change}."
)
NO_CREDIT = N_(
    "Customer {no} gets nothing on credit, but would owe {exposure}. Ask for payment first."
)
OVERDUE = N_("Customer {no} has {balance_due} overdue. Look at the open entries before going on.")

_LIMIT_WARNINGS = frozenset({CreditWarnings.BOTH, CreditWarnings.CREDIT_LIMIT})
_OVERDUE_WARNINGS = frozenset({CreditWarnings.BOTH, CreditWarnings.OVERDUE})


@dataclass(frozen=True, slots=True)
class CreditFigures:
    """A bill-to customer's situation, in the terms of CU45.

    `outstanding_invoices_lcy` are draft invoices without lines fetched from shipments.
    """

    customer_no: str
    credit_limit_lcy: Amount = ZERO
    no_credit: bool = False
    balance_lcy: Amount = ZERO
    balance_due_lcy: Amount = ZERO
    outstanding_orders_lcy: Amount = ZERO
    shipped_not_invoiced_lcy: Amount = ZERO
    outstanding_invoices_lcy: Amount = ZERO
    outstanding_returns_lcy: Amount = ZERO
    returns_not_credited_lcy: Amount = ZERO
    prepayments_lcy: Amount = ZERO


def exposure(figures: CreditFigures, change: Amount = ZERO) -> Amount:
    """What the customer may come to owe (CU45); `change` is what the sums do not hold yet."""
    return (
        figures.balance_lcy
        + figures.outstanding_orders_lcy
        + figures.shipped_not_invoiced_lcy
        + figures.outstanding_invoices_lcy
        - figures.outstanding_returns_lcy
        - figures.returns_not_credited_lcy
        - figures.prepayments_lcy
        + change
    )


def exposure_of_customer() -> ColumnElement[Any]:
    """The same as part of a query on customers, from what is stored."""
    sales, returns = DocumentType.ORDER, DocumentType.RETURN_ORDER
    return (
        balance()
        + _lines(SalesLine.outstanding_amount_lcy, sales)
        + _lines(SalesLine.shipped_not_invoiced_lcy, sales)
        + _lines(SalesLine.outstanding_amount_lcy, DocumentType.INVOICE)
        - _lines(SalesLine.outstanding_amount_lcy, returns)
        - _lines(SalesLine.shipped_not_invoiced_lcy, returns)
    )


def available_credit(figures: CreditFigures) -> Amount:
    """What the customer may still owe; 0 when the limit is 0, below 0 when it is exceeded."""
    if not figures.credit_limit_lcy:
        return ZERO
    return figures.credit_limit_lcy - exposure(figures)


def used_pct(figures: CreditFigures) -> Percent:
    """How much of the limit is used, in tenths of a percent; 0 without a limit (CU49)."""
    return used_share(exposure(figures), figures.credit_limit_lcy)


def used_share(owed: Amount, limit: Amount) -> Percent:
    """What is owed in percent of a limit, to a tenth; 0 without a limit."""
    return round_to(owed, TENTH, times=HUNDRED, over=limit) if limit else ZERO


def credit_notices(
    figures: CreditFigures, warnings: CreditWarnings, change: Amount = ZERO
) -> tuple[Notice, ...]:
    """The warnings about a customer's credit, as the set-up wants them (CU46)."""
    found = []
    if warnings in _LIMIT_WARNINGS:
        found += _limit_notices(figures, change)
    if warnings in _OVERDUE_WARNINGS and figures.balance_due_lcy > 0:
        found.append(_notice(figures, "overdue", OVERDUE, {"balance_due": figures.balance_due_lcy}))
    return tuple(found)


def _limit_notices(figures: CreditFigures, change: Amount) -> list[Notice]:
    owed, limit = exposure(figures, change), figures.credit_limit_lcy
    if figures.no_credit and owed > 0:
        return [_notice(figures, "credit_limit", NO_CREDIT, {"exposure": owed})]
    if not limit or owed <= limit:
        return []
    details: dict[str, object] = {
        "exposure": owed,
        "credit_limit": limit,
        "excess": owed - limit,
        "balance": figures.balance_lcy,
        "orders": figures.outstanding_orders_lcy,
        "shipped": figures.shipped_not_invoiced_lcy,
        "invoices": figures.outstanding_invoices_lcy,
        "returns": figures.outstanding_returns_lcy + figures.returns_not_credited_lcy,
        "prepayments": figures.prepayments_lcy,
        "change": change,
    }
    return [_notice(figures, "credit_limit", CREDIT_LIMIT, details)]


def _notice(figures: CreditFigures, code: str, text: str, details: Mapping[str, object]) -> Notice:
    no = figures.customer_no
    return Notice(code, text, {"no": no, **details}, record=RecordRef("customer", (no,)))


def credit_figures(session: Session, customer_no: str, today: date) -> CreditFigures | None:
    """Read a bill-to customer's situation; overdue is what fell due before `today` (RP2).

    None when there is no such customer.
    """
    found = session.execute(
        _figures_statement(), {"customer_no": customer_no, "today": today}
    ).one_or_none()
    if found is None:
        return None
    no, limit, no_credit, *sums = found
    return CreditFigures(no, limit, no_credit, *sums)


@cache
def _figures_statement() -> Select[*tuple[Any, ...]]:
    """Built once: every change of a document asks it."""
    return select(
        Customer.no,
        Customer.credit_limit_lcy,
        Customer.no_credit,
        balance(),
        balance_due(bindparam("today", type_=Date)),
        _lines(SalesLine.outstanding_amount_lcy, DocumentType.ORDER),
        _lines(SalesLine.shipped_not_invoiced_lcy, DocumentType.ORDER),
        _lines(SalesLine.outstanding_amount_lcy, DocumentType.INVOICE),
        _lines(SalesLine.outstanding_amount_lcy, DocumentType.RETURN_ORDER),
        _lines(SalesLine.shipped_not_invoiced_lcy, DocumentType.RETURN_ORDER),
    ).where(Customer.no == bindparam("customer_no"))


def balance() -> ScalarSelect[Any]:
    """Everything that the customer's entries add up to."""
    return (
        select(sum_or_zero(DetailedCustLedgerEntry.amount_lcy))
        .where(DetailedCustLedgerEntry.customer_no == Customer.no)
        .correlate(Customer)
        .scalar_subquery()
    )


def balance_due(today: date | ColumnElement[date]) -> ScalarSelect[Any]:
    """What is left of open entries that fell due before today, as part of a query on customers."""
    return (
        select(sum_or_zero(DetailedCustLedgerEntry.amount_lcy))
        .join(
            CustLedgerEntry,
            CustLedgerEntry.entry_no == DetailedCustLedgerEntry.cust_ledger_entry_no,
        )
        .where(
            CustLedgerEntry.customer_no == Customer.no,
            CustLedgerEntry.open.is_(True),
            CustLedgerEntry.due_date < today,
        )
        .correlate(Customer)
        .scalar_subquery()
    )


def _lines(
    column: InstrumentedAttribute[Decimal], document_type: DocumentType
) -> ScalarSelect[Any]:
    of_customer = and_(
        SalesLine.bill_to_customer_no == Customer.no, SalesLine.document_type == document_type
    )
    statement = select(sum_or_zero(column)).where(of_customer)
    if document_type is DocumentType.INVOICE:
        statement = statement.where(SalesLine.shipment_no.is_(None))
    return statement.correlate(Customer).scalar_subquery()
