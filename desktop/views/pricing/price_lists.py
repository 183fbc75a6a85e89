"""The list of price lists, and the card of one with the way to its lines (CU70–CU72)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from desktop.models.pricing_words import PriceStatus
from desktop.services.pricing.verification import verify_lines
from desktop.services.records import RecordView, change_record
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages, page_specs, record_card
from desktop.views.pricing.bulk_dialog import COPY_LINES, SUGGEST_LINES, ask_copy, ask_suggestion
from desktop.views.pricing.line_lists import (
    LINES_OF_LIST,
    OVERVIEW,
    VERIFY_LINES,
    status_pills,
    verify,
)
from desktop.views.pricing.look_ups import PRICING_LOOKUPS
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction

SHOW_LINES = ActionSpec(
    id="price_list_lines", text=N_("Lines"), icon="list", key=Key.ENTRIES, framed=True
)
ACTIVATE = ActionSpec(
    id="activate_price_list",
    text=N_("Activate"),
    icon="circle-check",
    tooltip=N_("Verifies all lines; they price documents from then on"),
)
SHOW_OVERVIEW = ActionSpec(
    id="prices_overview", text=N_("Prices Overview"), icon="table", place=Place.MORE
)


def open_lines(page: Page, code: object) -> None:
    """Show the lines of a list."""
    if code is not None:
        where = (("price_list_code", code),)
        page.desk.navigation.open(LINES_OF_LIST, Entries(where, str(code)))


def _code(page: CardPage) -> str:
    return str(page.record.key[0]) if page.record is not None else ""


def _activate(page: CardPage) -> None:
    """Verify and activate; the card then shows the list as it is."""
    if page.record is None:
        return
    key, context = page.record.key, page.desk.context
    change = ("status", PriceStatus.ACTIVE)
    page.notices.clear()
    page.write(
        lambda session: change_record(session, "price_list", key, change, context),
        done=partial(_show_activated, page),
    )


def _show_activated(page: CardPage, view: RecordView) -> None:
    page.show_record(view)
    page.notices.info(_("Price list {code} is active.").format(code=view.key[0]))


def _own_scope(page: CardPage) -> bool:
    return page.record is not None and bool(page.record.values["own_scope_per_line"])


def _suggest(page: CardPage) -> None:
    ask_suggestion(page, _code(page), own_scope=_own_scope(page))


def _copy(page: CardPage) -> None:
    ask_copy(page, _code(page), own_scope=_own_scope(page))


def _lines_of_row(page: ListPage) -> None:
    open_lines(page, page.current_key())


def _overview(page: Page) -> None:
    page.desk.navigation.open(OVERVIEW)


PRICE_LISTS = RecordPages(
    table="price_list",
    title=N_("Price Lists"),
    record=N_("Price List"),
    new=N_("New Price List"),
    icon="tag",
    menu_group=N_("Sales"),
    in_menu=True,
    columns=(
        "code",
        "description",
        "source_type",
        "source_no",
        "defines",
        "currency_code",
        "starting_date",
        "ending_date",
        "status",
    ),
    groups=(
        Group(
            N_("General"),
            (
                "code",
                "description",
                "source_type",
                "source_no",
                "defines",
                "currency_code",
                "starting_date",
                "ending_date",
                "status",
            ),
            ("own_scope_per_line",),
        ),
        Group(
            N_("VAT and Discounts"),
            (
                "price_includes_vat",
                "vat_bus_posting_group_price",
                "allow_line_disc",
                "allow_invoice_disc",
            ),
            summary=("price_includes_vat", "allow_line_disc"),
        ),
    ),
    list_actions=(
        PageAction(SHOW_LINES, _lines_of_row, Needs.ROW),
        PageAction(SHOW_OVERVIEW, _overview),
    ),
    card_actions=(
        PageAction(SHOW_LINES, lambda page: open_lines(page, _code(page)), Needs.ROW),
        PageAction(ACTIVATE, _activate, Needs.ROW),
        PageAction(VERIFY_LINES, lambda page: verify(page, _code(page), verify_lines), Needs.ROW),
        PageAction(SUGGEST_LINES, _suggest, Needs.ROW),
        PageAction(COPY_LINES, _copy, Needs.ROW),
    ),
)


def _pills(record: RecordView) -> list[Pill]:
    return status_pills(record.values["status"])


def _card_page(desk: Desk, key: object) -> Page:
    spec = replace(record_card(PRICE_LISTS), pills=_pills, lookups=PRICING_LOOKUPS)
    return CardPage(desk, spec, key)


def price_list_pages() -> tuple[PageSpec, ...]:
    """The list of price lists and the card of one."""
    listed, card = page_specs(PRICE_LISTS)
    return listed, replace(card, factory=_card_page)
