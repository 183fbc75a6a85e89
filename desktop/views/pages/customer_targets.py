"""Where figures of a customer lead: the documents and entries that they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.models.values.filter_expression import quoted
from desktop.views.tables.columns import Target
from desktop.views.tables.list_opening import ListOpening

PAYER = "bill_to_customer_no"
BUYER = "sell_to_customer_no"
STATISTICS_PAGE = "customer_statistics"
_LEDGER = "cust_ledger_entry_list"
_SALES = "invoice|credit_memo"


def documents_of(page: str, no: str, who: str = PAYER, view: str = "") -> Target:
    """A list of documents that a customer pays or, with `who`, buys."""
    return Target(page, ListOpening(view=view, filters={who: quoted(no)}))


def open_entries(no: str) -> Target:
    """The entries that are not settled yet."""
    return _entries({"customer_no": quoted(no), "open": "yes"})


def overdue_invoices(no: str) -> Target:
    """The posted invoices that should have been paid."""
    return documents_of("posted_invoices", no, view="overdue")


def sales_entries(no: str, days: tuple[date, date], who: str) -> Target:
    """The invoices and credit memos of a period in the ledger."""
    first, last = days
    begin = "" if first == date.min else first.isoformat()
    span = f"{begin}..{last.isoformat()}"
    return _entries({who: quoted(no), "posting_date": span, "document_type": _SALES})


def payment_entries(no: str) -> Target:
    """What was paid."""
    return _entries({"customer_no": quoted(no), "document_type": "payment"})


def _entries(filters: Mapping[str, str]) -> Target:
    return Target(_LEDGER, ListOpening(filters=filters))
