"""The list of quotes and the page of one: made into an order or invoice when agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.sales.home import count_waiting
from desktop.services.sales.queries import OrderRow, documents
from desktop.services.sales.quote_lists import won_quotes
from desktop.services.sales.quotes import make_invoice, make_order
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentSpec
from desktop.views.pages.draft_papers import QUOTE_PAPERS
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.sales.document_lists import (
    ACTIONS,
    FIRST_COLUMNS,
    GROUP,
    LAST_COLUMNS,
    PARTY_COLUMNS,
    payer_facts,
)
from desktop.views.sales.document_pages import (
    COPYING,
    RELEASING,
    document_key,
    key_of_record,
    order_spec,
    services,
)
from desktop.views.sales.expired_quotes import DELETE_EXPIRED, ask_delete_expired
from desktop.views.sales.header_groups import GENERAL_OF_QUOTE, INVOICE_DETAILS, SHIPPING_OF_QUOTE
from desktop.views.sales.line_fields import QUOTE_LINES
from desktop.views.sales.quote_links import SHOW_MADE, is_converted, open_made
from desktop.views.sales.statistics_page import STATISTICS, open_statistics
from desktop.views.sales.version_actions import VERSION_ACTIONS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, New, PageAction, Session, View

MAKE_ORDER = ActionSpec(
    id="make_order", text=N_("Make Order"), icon="shopping-cart", primary=True, group="make"
)
MAKE_INVOICE = ActionSpec(
    id="make_invoice", text=N_("Make Invoice"), icon="file-text", group="make"
)


# ---------------------------------------------------------------------------------- the page of one


def _make(page: DocumentPage, *, target: DocumentType) -> None:
    command = make_order if target is DocumentType.ORDER else make_invoice
    page.run(command, done=partial(_made, page))


def _made(page: DocumentPage, view: DocumentView) -> None:
    """Show what was made; its warnings stand there, because they hold of it."""
    page.editor.steps.clear()  # what was converted is not undone field by field
    page.reload()
    page.desk.navigation.open(f"sales_{view.key.type}", view.key)


def _can_convert(view: DocumentView) -> bool:
    return not is_converted(view)


QUOTE_ACTIONS = (
    PageAction(SHOW_MADE, open_made, fits=is_converted),
    PageAction(MAKE_ORDER, partial(_make, target=DocumentType.ORDER), fits=_can_convert),
    PageAction(MAKE_INVOICE, partial(_make, target=DocumentType.INVOICE), fits=_can_convert),
    *QUOTE_PAPERS,
    *RELEASING,
    PageAction(STATISTICS, open_statistics),
    COPYING,
    *VERSION_ACTIONS,
)


def quote_spec(desk: Desk, key: object) -> DocumentSpec:
    """How the page of a sales quote is made: as that of an order, but for what is named."""
    return replace(
        order_spec(desk, key),
        name="sales_quote",
        title=N_("Sales Quote"),
        services=services(desk, DocumentType.QUOTE, key),
        groups=(GENERAL_OF_QUOTE,),
        groups_after=(INVOICE_DETAILS, SHIPPING_OF_QUOTE),
        lines=QUOTE_LINES,
        actions=QUOTE_ACTIONS,
        check=None,
        list_page="sales_quotes",
        list_title=N_("Sales Quotes"),
    )


def _page(desk: Desk, key: object) -> Page:
    return DocumentPage(desk, quote_spec(desk, key), key)


# ----------------------------------------------------------------------------------------- the list


def _until_tone(row: OrderRow) -> Tone | None:
    return Tone.DANGER if row.expired else None


def _remark(row: OrderRow) -> str:
    if row.expired:
        return _("Expired")
    return _("Accepted") if row.quote_accepted and not row.converted else ""


def _remark_tone(row: OrderRow) -> Tone:
    return Tone.DANGER if row.expired else Tone.OK


COLUMNS = (
    *FIRST_COLUMNS[:2],
    Column("document_date", N_("Quote Date"), lambda row: row.document_date, Kind.DATE),
    Column(
        "quote_valid_until",
        N_("Valid Until"),
        lambda row: row.quote_valid_until,
        Kind.DATE,
        colour=_until_tone,
    ),
    *LAST_COLUMNS,
    Column("quote_accepted", N_("Accepted"), lambda row: row.quote_accepted, Kind.BOOLEAN),
    Column(
        "expired", N_("Remark"), _remark, Kind.STATUS, width=104, pill=_remark_tone, sortable=False
    ),
    replace(FIRST_COLUMNS[2], visible=False),
    *PARTY_COLUMNS,
    Column(
        "salesperson_code",
        N_("Salesperson"),
        lambda row: row.salesperson_code,
        Kind.CODE,
        visible=False,
    ),
)

VIEWS = (
    View("", N_("All quotes")),
    View("open_quotes", N_("Open")),
    View("expiring", N_("Expiring this week"), order=(("quote_valid_until", False),)),
    View("expired", N_("Expired"), order=(("quote_valid_until", False),)),
    View("converted", N_("Converted")),
    View("every", N_("With converted")),
)


def _facts(session: Session, key: DocumentKey, context: UserContext) -> Sequence[FactBlock]:
    """The customer of the quote, and how the quotes of a year went."""
    return (*payer_facts(session, key, context), won_block(session, context))


def won_block(session: Session, context: UserContext) -> FactBlock:
    """How many quotes of the last twelve months were won."""
    today = context.work_date
    counts = won_quotes(session, _year_before(today), today, context)
    return FactBlock(
        title=N_("Quotes of the last 12 months"),
        facts=(
            Fact(N_("Won"), counts.won, Kind.INTEGER),
            Fact(N_("Lost"), counts.lost, Kind.INTEGER),
            Fact(N_("Open"), counts.open, Kind.INTEGER),
            Fact(N_("Win rate %"), counts.win_rate, Kind.PERCENT, strong=True),
        ),
    )


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))


def quote_list(desk: Desk) -> ListSpec:
    """The declaration of the list of quotes."""
    return ListSpec(
        name="sales_quotes",
        title=N_("Sales Quotes"),
        icon="file-pen",
        columns=COLUMNS,
        source=lambda: documents(DocumentType.QUOTE, desk.context),
        key=lambda row: row.key,
        tables=frozenset({"sales_header", "sales_line"}),
        order=(("no", False),),
        views=VIEWS,
        open_page="sales_quote",
        new=New(N_("New Quote"), page="sales_quote"),
        actions=(
            *ACTIONS[:2],
            PageAction(DELETE_EXPIRED, ask_delete_expired, Needs.NOTHING),
        ),
        facts=_facts,
        empty=N_("No quote waits here. Press Alt+N to enter one."),
    )


def _list(desk: Desk, key: object) -> Page:
    return ListPage(desk, quote_list(desk), key)


def quote_pages() -> tuple[PageSpec, ...]:
    """The list of quotes for the menu, and the page of one."""
    return (
        PageSpec(
            name="sales_quotes",
            title=N_("Sales Quotes"),
            menu_title=N_("Quotes"),
            icon="file-pen",
            group=GROUP,
            factory=_list,
            listed=quote_list,
            count=partial(count_waiting, document_type=DocumentType.QUOTE),
            counted=frozenset({"sales_header"}),
        ),
        PageSpec(
            name="sales_quote",
            title=N_("Sales Quote"),
            icon="file-pen",
            factory=_page,
            in_menu=False,
            table="sales_header",
            key_of=partial(key_of_record, document_type=DocumentType.QUOTE),
            as_key=partial(document_key, DocumentType.QUOTE),
        ),
    )
