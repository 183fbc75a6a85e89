"""What the search box finds in the company: customers, items, open and posted documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.models.labels import enum_label
from desktop.services.records import LookupRow, lookup_rows
from desktop.services.sales.finding_documents import (
    FoundDocument,
    find_draft_documents,
    find_posted_invoices,
)
from desktop.translation import N_, _, user_localizer
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.search import CUSTOMER_PREFIX, DOCUMENT_PREFIX, Provider, Result
from desktop.views.tables.list_spec import Session

MOST = 6
PAGES = {"order": "sales_order", "invoice": "sales_invoice"}
ICONS = {"order": "shopping-cart", "invoice": "file-text"}


def search_providers(navigation: Navigation) -> tuple[Provider, ...]:
    """Customers, items, draft documents and posted invoices."""
    customers = partial(_records, navigation, "customer", "users")
    items = partial(_records, navigation, "item", "package")
    return (
        Provider(group=N_("Customers"), prefix=CUSTOMER_PREFIX, query=customers, order=2),
        Provider(
            group=N_("Documents"),
            prefix=DOCUMENT_PREFIX,
            query=partial(_documents, navigation),
            order=3,
        ),
        Provider(group=N_("Items"), query=items, order=4),
    )


def _records(
    navigation: Navigation,
    table: str,
    icon: str,
    session: Session,
    text: str,
) -> Sequence[Result]:
    rows = lookup_rows(session, table, text, limit=MOST)
    return [_record(navigation, table, icon, row, len(rows) - at) for at, row in enumerate(rows)]


def _record(navigation: Navigation, page: str, icon: str, row: LookupRow, rank: int) -> Result:
    detail = f"{row.key} · {row.detail}" if row.detail else row.key
    return Result(
        title=row.text or row.key,
        detail=detail,
        icon=icon,
        score=1 + rank / (MOST + 1),
        open=partial(navigation.open, page, row.key),
        open_window=partial(navigation.open, page, row.key, new_window=True),
    )


def _documents(navigation: Navigation, session: Session, text: str) -> Sequence[Result]:
    posted = [
        _document(navigation, found, "posted_invoice", "archive", _("Posted invoice {no}"))
        for found in find_posted_invoices(session, text, MOST)
    ]
    drafts = [
        _document(
            navigation,
            found,
            PAGES[found.type],
            ICONS[found.type],
            _(enum_label(found.type)) + " {no}",
        )
        for found in find_draft_documents(session, text, MOST)
        if found.type in PAGES
    ]
    return [*posted, *drafts]


def _document(
    navigation: Navigation, found: FoundDocument, page: str, icon: str, title: str
) -> Result:
    amount = user_localizer().amount(found.amount)
    open_page: Callable[..., None] = partial(navigation.open, page, found.no)
    return Result(
        title=title.format(no=found.no),
        detail=f"{found.name} · {amount} {found.currency_code}".strip(),
        icon=icon,
        open=open_page,
        open_window=partial(open_page, new_window=True),
    )
