"""Lists of what was issued: posted invoices and shipments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, literal, or_, select
from sqlalchemy.orm import Session

from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.values.numbers import Amount
from desktop.models.words import PaymentState
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.list_statement import sum_or_zero
from desktop.services.text_index import text_condition


@dataclass(frozen=True, slots=True)
class PostedInvoiceRow:
    """An issued invoice in a list; amounts in its currency, VAT included.

    `remaining_amount_lcy` is the same as `remaining_amount` in local currency.
    """

    no: str
    sell_to_customer_no: str | None
    sell_to_name: str
    bill_to_customer_no: str | None
    order_no: str | None
    external_document_no: str
    posting_date: date | None
    document_date: date | None
    due_date: date | None
    salesperson_code: str | None
    currency_code: str | None
    amount: Amount
    amount_including_vat: Amount
    amount_payable: Amount
    remaining_amount: Amount
    remaining_amount_lcy: Amount
    payment_state: PaymentState


@dataclass(frozen=True, slots=True)
class PostedShipmentRow:
    """A delivery in a list."""

    no: str
    sell_to_customer_no: str | None
    sell_to_name: str
    ship_to_name: str
    ship_to_city: str
    order_no: str | None
    external_document_no: str
    posting_date: date | None
    shipment_date: date | None
    location_code: str | None
    package_tracking_no: str


_INVOICE = (
    "no",
    "sell_to_customer_no",
    "sell_to_name",
    "bill_to_customer_no",
    "order_no",
    "external_document_no",
    "posting_date",
    "document_date",
    "due_date",
    "salesperson_code",
    "currency_code",
    "amount",
    "amount_including_vat",
    "amount_payable",
)

_SHIPMENT = tuple(PostedShipmentRow.__slots__)


def posted_invoices(context: UserContext) -> TableSource[PostedInvoiceRow]:
    """The issued invoices, the newest number first unless sorted otherwise.

    Views: `open`, `overdue` and `paid`.
    """
    return TableSource(
        table=SalesInvoiceHeader,
        columns=_invoice_columns(context.work_date),
        key_names=("no",),
        make=_invoice_row,
        conditions=partial(_invoice_conditions, today=context.work_date),
        today=context.work_date,
        order=(("no", True),),
        joins=lambda statement: statement.outerjoin(CustLedgerEntry, _entry_of_invoice()),
    )


def posted_shipments(context: UserContext) -> TableSource[PostedShipmentRow]:
    """The deliveries, the newest number first unless sorted otherwise."""
    return TableSource(
        table=SalesShipmentHeader,
        columns=_shipment_columns(),
        key_names=("no",),
        make=lambda values: PostedShipmentRow(**values),
        conditions=_shipment_conditions,
        today=context.work_date,
        order=(("no", True),),
    )


def _invoice_row(values: Mapping[str, Any]) -> PostedInvoiceRow:
    state = PaymentState(values["payment_state"])
    return PostedInvoiceRow(**{**values, "payment_state": state})


def _entry_of_invoice() -> ColumnElement[bool]:
    return CustLedgerEntry.entry_no == SalesInvoiceHeader.cust_ledger_entry_no


def _invoice_columns(today: date) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(SalesInvoiceHeader, name) for name in _INVOICE}
    state = case(
        (_is_overdue(today), literal(PaymentState.OVERDUE.value)),
        (_is_open(), literal(PaymentState.OPEN.value)),
        else_=literal(PaymentState.PAID.value),
    )
    return {
        **plain,
        "remaining_amount": _left_of(DetailedCustLedgerEntry.amount).label("remaining_amount"),
        "remaining_amount_lcy": _left_of(DetailedCustLedgerEntry.amount_lcy).label(
            "remaining_amount_lcy"
        ),
        "payment_state": state.label("payment_state"),
    }


def _left_of(amount: Any) -> ScalarSelect[Any]:  # noqa: ANN401  (an exact column)
    """What the entry of the invoice adds up to: what is still to be paid."""
    return (
        select(sum_or_zero(amount))
        .where(
            DetailedCustLedgerEntry.cust_ledger_entry_no == SalesInvoiceHeader.cust_ledger_entry_no
        )
        .correlate(SalesInvoiceHeader)
        .scalar_subquery()
    )


def _is_open() -> ColumnElement[bool]:
    return CustLedgerEntry.open.is_(True)


def _is_overdue(today: date) -> ColumnElement[bool]:
    return and_(_is_open(), CustLedgerEntry.due_date < today)


def _is_paid() -> ColumnElement[bool]:
    return or_(CustLedgerEntry.open.is_(False), CustLedgerEntry.entry_no.is_(None))


_VIEWS: dict[str | None, Callable[[date], ColumnElement[bool]]] = {
    "open": lambda _today: _is_open(),
    "overdue": _is_overdue,
    "paid": lambda _today: _is_paid(),
}


def _invoice_conditions(
    session: Session, query: ListQuery, *, today: date
) -> list[ColumnElement[bool]]:
    found = text_condition(session, "sales_invoice_header", query.search)
    if query.view in _VIEWS:
        found.append(_VIEWS[query.view](today))
    return found


def _shipment_columns() -> dict[str, Any]:
    return {name: getattr(SalesShipmentHeader, name) for name in _SHIPMENT}


def _shipment_conditions(session: Session, query: ListQuery) -> list[ColumnElement[bool]]:
    return text_condition(session, "sales_shipment_header", query.search)
