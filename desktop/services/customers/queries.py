"""The customer list: who they are, what they owe, how much of their credit is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.ledger_words import EntryDocumentType
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.users import UserSetup
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.numbers import Amount, Percent
from desktop.models.words import Blocked
from desktop.services.context import UserContext
from desktop.services.customers.credit import (
    balance,
    balance_due,
    exposure_of_customer,
    used_share,
)
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.setup.former_numbers import took_over
from desktop.services.text_index import text_condition


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in a list; amounts in local currency."""

    no: str
    name: str
    post_code: str
    city: str
    country_code: str | None
    phone: str
    email: str
    contact: str
    salesperson_code: str | None
    currency_code: str | None
    blocked: Blocked
    inactive: bool
    credit_limit_lcy: Amount
    balance_lcy: Amount
    balance_due_lcy: Amount
    exposure_lcy: Amount
    credit_used_pct: Percent


_COMPUTED = frozenset({"balance_lcy", "balance_due_lcy", "exposure_lcy", "credit_used_pct"})
_PLAIN = tuple(name for name in CustomerRow.__slots__ if name not in _COMPUTED)


def customers(context: UserContext) -> TableSource[CustomerRow]:
    """The list of customers, by number unless sorted otherwise.

    Views: `overdue`, `over_limit`, `blocked`, `mine` and `no_sales` (none for twelve months).
    """
    return TableSource(
        table=Customer,
        columns=_columns(context.work_date),
        key_names=("no",),
        make=_row,
        conditions=partial(_conditions, context=context),
        today=context.work_date,
    )


def _row(values: Mapping[str, Any]) -> CustomerRow:
    used = used_share(values["exposure_lcy"], values["credit_limit_lcy"])
    return CustomerRow(**values, credit_used_pct=used)


def _columns(today: date) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(Customer, name) for name in _PLAIN}
    return {
        **plain,
        "balance_lcy": balance().label("balance_lcy"),
        "balance_due_lcy": balance_due(today).label("balance_due_lcy"),
        "exposure_lcy": exposure_of_customer().label("exposure_lcy"),
    }


def _conditions(
    session: Session, query: ListQuery, context: UserContext
) -> list[ColumnElement[bool]]:
    found = text_condition(session, "customer", query.search)
    if found:
        number = took_over("customer", Customer.no, query.search)
        found = [or_(and_(*found), number)]
    if query.view in _VIEWS:
        found.append(_VIEWS[query.view](context))
    return found


def _is_mine(context: UserContext) -> ColumnElement[bool]:
    own_code = (
        select(UserSetup.salesperson_code).where(UserSetup.user == context.user).scalar_subquery()
    )
    return Customer.salesperson_code == own_code


def _has_no_sales(context: UserContext) -> ColumnElement[bool]:
    """Customers to whom nothing was invoiced for twelve months."""
    since = DateFormula.parse("-12M").apply(context.work_date)
    return ~exists().where(
        CustLedgerEntry.customer_no == Customer.no,
        CustLedgerEntry.document_type == EntryDocumentType.INVOICE,
        CustLedgerEntry.posting_date > since,
    )


_VIEWS: dict[str | None, Callable[[UserContext], ColumnElement[bool]]] = {
    "overdue": lambda context: balance_due(context.work_date) > 0,
    "over_limit": lambda _context: and_(
        Customer.credit_limit_lcy != 0, exposure_of_customer() > Customer.credit_limit_lcy
    ),
    "blocked": lambda _context: Customer.blocked != Blocked.NONE,
    "mine": _is_mine,
    "no_sales": _has_no_sales,
}
