"""The list of price lists, and the way from there to a list and to all prices (CU70–CU72)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from desktop.translation import N_
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.pricing.line_lists import LINES_OF_LIST, OVERVIEW
from desktop.views.pricing.price_sheet import price_list_page
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction

SHOW_LINES = ActionSpec(
    id="price_list_lines", text=N_("Lines"), icon="list", key=Key.ENTRIES, framed=True
)
SHOW_OVERVIEW = ActionSpec(
    id="prices_overview", text=N_("Prices Overview"), icon="table", place=Place.MORE
)


def open_lines(page: Page, code: object) -> None:
    """Show the lines of a list in a list of their own, with filters."""
    if code is not None:
        where = (("price_list_code", code),)
        page.desk.navigation.open(LINES_OF_LIST, Entries(where, str(code)))


def _lines_of_row(page: ListPage) -> None:
    open_lines(page, page.current_key())


def _lines_of_list(page: DocumentPage) -> None:
    open_lines(page, page.view.key)


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
    list_actions=(
        PageAction(SHOW_LINES, _lines_of_row, Needs.ROW),
        PageAction(SHOW_OVERVIEW, _overview),
    ),
)


def price_list_pages() -> tuple[PageSpec, ...]:
    """The list of price lists and the page of one."""
    listed, card = page_specs(PRICE_LISTS)
    factory = partial(price_list_page, actions=(PageAction(SHOW_LINES, _lines_of_list),))
    return listed, replace(card, factory=factory)
