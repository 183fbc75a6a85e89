"""What the search box finds in the company: customers, items, documents, posted entries.

Each group asks with one statement for each kind of thing, so the number of statements for what
was typed does not grow with the company.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from desktop.models.labels import enum_label
from desktop.services.ledgers.finding_numbers import find_document_numbers
from desktop.services.sales.finding_documents import (
    FoundDocument,
    find_draft_documents,
    find_posted_invoices,
    find_posted_shipments,
)
from desktop.services.setup.finding_records import FoundRecord, find_records
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.trace import Trace
from desktop.views.shell.navigation import Navigation, PageSpec, QuickAction
from desktop.views.shell.phrases import best_phrase
from desktop.views.shell.search import (
    ACTION_PREFIX,
    CUSTOMER_PREFIX,
    DOCUMENT_PREFIX,
    Provider,
    Result,
    fit,
)
from desktop.views.tables.list_spec import Session

MOST = 6
OBJECTS = 3
"""Customers or items that an action is offered for."""
_FOR_OBJECT = 5.0
"""An action with its object fits better than what begins with the same words; what is called
exactly so fits better still."""


def search_providers(navigation: Navigation) -> tuple[Provider, ...]:
    """Actions with their object, customers, items, documents in work and posted, entries."""
    return (
        Provider(
            group=N_("Actions"),
            prefix=ACTION_PREFIX,
            query=partial(_actions_with_object, navigation),
            order=1,
        ),
        Provider(
            group=N_("Customers"),
            prefix=CUSTOMER_PREFIX,
            query=partial(_records, navigation, "customer"),
            order=3,
        ),
        Provider(
            group=N_("Documents"),
            prefix=DOCUMENT_PREFIX,
            query=partial(_documents, navigation),
            most=10,
            order=4,
        ),
        Provider(group=N_("Items"), query=partial(_records, navigation, "item"), order=5),
        Provider(
            group=N_("Entries"),
            prefix=DOCUMENT_PREFIX,
            query=partial(_entries, navigation),
            most=3,
            order=6,
        ),
    )


# ------------------------------------------------------------------------- action + object


def _actions_with_object(navigation: Navigation, session: Session, text: str) -> list[Result]:
    """From "birk inv" a new invoice for Birkholm; one statement for each kind of object.

    Whoever types the name of a page, such as "posted sales invoices", means the page; "show quote"
    on an order means that command, not a quote for a customer with a showroom; "new item" is what
    can be begun, and no act with an item that has the word "new" in its name.
    """
    named = (_names_a_page, _names_a_command, _names_a_beginning)
    if any(is_named(navigation, text) for is_named in named):
        return []
    return [
        result
        for spec in navigation.specs()
        if spec.table
        for result in _with_object(navigation, spec, session, text)
    ]


def _names_a_page(navigation: Navigation, text: str) -> bool:
    return any(
        fit(_(title), text)
        for spec in navigation.specs()
        if spec.in_menu
        for title in (spec.title, spec.menu_title)
        if title
    )


def _names_a_command(navigation: Navigation, text: str) -> bool:
    """Whether a text is the whole name of a command of the page that is shown."""
    page, typed = navigation.current, text.casefold().strip()
    registries = page.registries if page is not None else []
    return any(
        _(spec.text).rstrip("…").casefold() == typed
        for registry in registries
        for spec in tuple(registry)
    )


def _names_a_beginning(navigation: Navigation, text: str) -> bool:
    return any(
        fit(_(action.text), text)
        for spec in navigation.specs()
        for action in spec.quick_actions
        if action.alone is not None
    )


def _with_object(
    navigation: Navigation, spec: PageSpec, session: Session, text: str
) -> Iterator[Result]:
    actions = {one.text: one for one in spec.quick_actions if one.with_record is not None}
    words, named = best_phrase(actions, text)
    if not words:
        return
    found = find_records(session, spec.table, " ".join(words), OBJECTS, only_free=True)
    for at, record in enumerate(found):
        for name in named:
            yield _action(navigation, actions[name], record, _FOR_OBJECT - at / OBJECTS)


def _action(
    navigation: Navigation, action: QuickAction, record: FoundRecord, score: float
) -> Result:
    return Result(
        title=_(action.text),
        detail=_("for {name}").format(name=record.name or record.key),
        icon=action.icon,
        score=score,
        open=partial(_open_for, navigation, action, record.key),
        open_window=partial(_open_for, navigation, action, record.key, new_window=True),
    )


def _open_for(
    navigation: Navigation, action: QuickAction, key: str, *, new_window: bool = False
) -> None:
    if action.with_record is not None:
        navigation.open(action.page, action.with_record(key), new_window=new_window)


# -------------------------------------------------------------------------------- records


def _records(navigation: Navigation, table: str, session: Session, text: str) -> Sequence[Result]:
    named = _object_named(navigation, table, text)
    rows = find_records(session, table, named, MOST)
    return [_record(navigation, table, row, named, len(rows) - at) for at, row in enumerate(rows)]


def _object_named(navigation: Navigation, table: str, text: str) -> str:
    """The words for the object alone: "birk inv" looks for customers and documents of Birk."""
    actions = navigation.spec(table).quick_actions
    words, _named = best_phrase([one.text for one in actions if one.with_record], text)
    return " ".join(words) or text


def _record(navigation: Navigation, page: str, row: FoundRecord, text: str, rank: int) -> Result:
    return _result(
        partial(navigation.open, page, row.key),
        title=row.name or row.key,
        detail=f"{row.key} · {row.place}" if row.place else row.key,
        icon=navigation.spec(page).icon,
        score=max(1.0, fit(row.key, text), fit(row.name, text)) + rank / (MOST + 1),
    )


# ------------------------------------------------------------------------------ documents


def _documents(navigation: Navigation, session: Session, text: str) -> Sequence[Result]:
    """Posted invoices and shipments, and the documents in work; a statement for each."""
    text = _object_named(navigation, "customer", text)
    invoices = (
        _document(navigation, found, "posted_invoice", _("Posted invoice {no}"), text)
        for found in find_posted_invoices(session, text, MOST)
    )
    known = {spec.name for spec in navigation.specs()}
    drafts = (
        _document(
            navigation, found, f"sales_{found.type}", _(enum_label(found.type)) + " {no}", text
        )
        for found in find_draft_documents(session, text, MOST)
        if f"sales_{found.type}" in known
    )
    shipments = (
        _result(
            partial(navigation.open, "posted_shipment", found.no),
            title=_("Posted shipment {no}").format(no=found.no),
            detail=f"{found.name} · {user_localizer().date(found.posting_date)}",
            icon=navigation.spec("posted_shipment").icon,
            score=max(1.0, fit(found.no, text)),
        )
        for found in find_posted_shipments(session, text, MOST // 2)
    )
    return sorted([*invoices, *drafts, *shipments], key=lambda result: -result.score)


def _document(
    navigation: Navigation, found: FoundDocument, page: str, title: str, text: str
) -> Result:
    amount = user_localizer().amount(found.amount)
    return _result(
        partial(navigation.open, page, found.no),
        title=title.format(no=found.no),
        detail=f"{found.name} · {amount} {found.currency_code}".strip(),
        icon=navigation.spec(page).icon,
        score=max(1.0, fit(found.no, text)),
    )


def _entries(navigation: Navigation, session: Session, text: str) -> Sequence[Result]:
    """Everything that was posted with a document number, also where no document was made."""
    return [
        _result(
            partial(navigation.open, "find_entries", Trace(found.document_no)),
            title=_("Entries of {document}").format(document=found.document_no),
            detail=user_localizer().date(found.posting_date),
            icon=navigation.spec("find_entries").icon,
            score=1.0,
        )
        for found in find_document_numbers(session, text, MOST // 2)
    ]


def _result(
    open_page: Callable[..., None], *, title: str, detail: str, icon: str, score: float
) -> Result:
    return Result(
        title=title,
        detail=detail,
        icon=icon,
        score=score,
        open=open_page,
        open_window=partial(open_page, new_window=True),
    )
