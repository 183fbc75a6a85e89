"""What the search box finds of buying: vendors, purchase orders and posted receipts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.services.purchases.finding import (
    FoundPurchase,
    find_posted_receipts,
    find_purchase_orders,
)
from desktop.services.setup.finding_records import find_records
from desktop.translation import N_, _, user_localizer
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.search import DOCUMENT_PREFIX, Provider, Result, fit
from desktop.views.tables.list_spec import Session

MOST = 6
CARD, ORDER, RECEIPT = "vendor_card", "purchase_order", "posted_purchase_receipt"


def purchase_providers(navigation: Navigation) -> tuple[Provider, ...]:
    """Vendors, and the documents of buying; one statement for each kind of thing."""
    return (
        Provider(group=N_("Vendors"), query=partial(_vendors, navigation), order=5),
        Provider(
            group=N_("Purchasing"),
            prefix=DOCUMENT_PREFIX,
            query=partial(_documents, navigation),
            order=5,
        ),
    )


def _vendors(navigation: Navigation, session: Session, text: str) -> Sequence[Result]:
    rows = find_records(session, "vendor", text, MOST)
    return [
        Result(
            title=row.name or row.key,
            detail=f"{row.key} · {row.place}" if row.place else row.key,
            icon=navigation.spec(CARD).icon,
            score=max(1.0, fit(row.key, text), fit(row.name, text)) + (len(rows) - at) / (MOST + 1),
            open=partial(navigation.open, CARD, (row.key,)),
            open_window=partial(navigation.open, CARD, (row.key,), new_window=True),
        )
        for at, row in enumerate(rows)
    ]


def _documents(navigation: Navigation, session: Session, text: str) -> Sequence[Result]:
    """Orders, then receipts; what is called exactly so comes first."""
    orders = [
        _document(navigation, ORDER, _("Purchase Order {no}"), found, text)
        for found in find_purchase_orders(session, text, MOST)
    ]
    receipts = [
        _document(navigation, RECEIPT, _("Posted receipt {no}"), found, text)
        for found in find_posted_receipts(session, text, MOST // 2)
    ]
    return sorted([*orders, *receipts], key=lambda result: -result.score)


def _document(
    navigation: Navigation, page: str, title: str, found: FoundPurchase, text: str
) -> Result:
    day = user_localizer().date(found.day) if found.day else ""
    return Result(
        title=title.format(no=found.no),
        detail=" · ".join(part for part in (found.name, day) if part),
        icon=navigation.spec(page).icon,
        score=max(1.0, fit(found.no, text)),
        open=partial(navigation.open, page, found.no),
        open_window=partial(navigation.open, page, found.no, new_window=True),
    )
