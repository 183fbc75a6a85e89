"""The item list, and the item's pages for the navigation."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.models.labels import enum_label
from desktop.services.availability.item_list import ItemRow, items
from desktop.services.context import UserContext
from desktop.translation import N_, _
from desktop.views.items.item_pages import item_card
from desktop.views.items.items_by_location import ITEMS_BY_LOCATION
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.exchange_actions import exchange_actions
from desktop.views.pages.facts import FactBlock
from desktop.views.pages.item_block import item_facts
from desktop.views.pages.templates import list_template_action
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec, QuickAction
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import (
    ListSpec,
    Needs,
    New,
    NewRecord,
    PageAction,
    Session,
    View,
)

LEDGER = ActionSpec(id="item_ledger", text=N_("Ledger Entries"), icon="book-open", key=Key.ENTRIES)


AVAILABILITY = ActionSpec(
    id="availability", text=N_("Availability"), icon="calendar", key=Key.AVAILABILITY
)


def _on_hand_tone(row: ItemRow) -> Tone | None:
    return Tone.DANGER if row.on_hand < 0 else None


def _state(row: ItemRow) -> str:
    if row.blocked:
        return _("Blocked")
    return _("Not for sale") if row.sales_blocked else ""


COLUMNS = (
    Column("no", N_("No."), lambda row: row.no, Kind.LINK, width=104),
    Column(
        "has_picture",
        N_("Picture"),
        lambda row: "image" if row.has_picture else None,
        Kind.ICON,
        sortable=False,
        speech=lambda row: _("Has a picture") if row.has_picture else "",
    ),
    Column("description", N_("Description"), lambda row: row.description, width=280),
    Column("type", N_("Type"), lambda row: _(enum_label(row.type)), width=120),
    Column("base_unit", N_("Unit"), lambda row: row.base_unit, Kind.CODE, width=72),
    Column("on_hand", N_("On Hand"), lambda row: row.on_hand, Kind.QUANTITY, colour=_on_hand_tone),
    Column("available", N_("Available"), lambda row: row.available, Kind.QUANTITY, width=96),
    Column("unit_price", N_("Unit Price"), lambda row: row.unit_price, Kind.UNIT_PRICE),
    Column("unit_cost", N_("Unit Cost"), lambda row: row.unit_cost, Kind.UNIT_PRICE),
    Column("profit_pct", N_("Profit %"), lambda row: row.profit_pct, Kind.PERCENT, width=96),
    Column("item_category_code", N_("Category"), lambda row: row.item_category_code, Kind.CODE),
    Column("blocked", N_("State"), _state, Kind.STATUS, pill=lambda _row: Tone.DANGER),
    Column("vendor_no", N_("Vendor No."), lambda row: row.vendor_no, Kind.CODE, visible=False),
    Column("shelf_no", N_("Shelf No."), lambda row: row.shelf_no, Kind.CODE, visible=False),
    Column("gtin", N_("GTIN"), lambda row: row.gtin, Kind.CODE, width=140, visible=False),
)


def _ledger(page: ListPage) -> None:
    no = page.current_key()
    page.desk.navigation.open("item_ledger_entry_list", Entries((("item_no", no),), str(no)))


def _availability(page: ListPage) -> None:
    page.desk.navigation.open("availability_by_event", page.current_key())


def _facts(session: Session, key: str, context: UserContext) -> Sequence[FactBlock]:
    return item_facts(session, key, context)


def item_list(desk: Desk) -> ListSpec:
    """The declaration of the item list."""
    return ListSpec(
        name="items",
        title=N_("Items"),
        icon="package",
        columns=COLUMNS,
        source=lambda: items(desk.context),
        key=lambda row: row.no,
        tables=frozenset({"item", "item_ledger_entry"}),
        order=(("no", False),),
        views=(
            View("", N_("All items")),
            View("in_stock", N_("In stock")),
            View("out_of_stock", N_("Out of stock")),
            View("blocked", N_("Blocked")),
        ),
        open_page="item",
        new=New(N_("New Item"), page="item"),
        actions=(
            PageAction(LEDGER, _ledger, Needs.ROW),
            PageAction(AVAILABILITY, _availability, Needs.ROW),
            ITEMS_BY_LOCATION,
            list_template_action("item"),
            *exchange_actions("item", whole=True),
        ),
        facts=_facts,
        empty=N_("Items are what you sell: goods and services. Make the first one."),
    )


def _list(desk: Desk, key: object) -> Page:
    return ListPage(desk, item_list(desk), key)


def _entries_of(no: str) -> Entries:
    return Entries((("item_no", no),), no)


def item_pages() -> tuple[PageSpec, ...]:
    """The list and the card."""
    return (
        PageSpec(name="items", title=N_("Items"), icon="package", factory=_list, listed=item_list),
        PageSpec(
            name="item",
            title=N_("Item"),
            icon="package",
            factory=item_card,
            in_menu=False,
            table="item",
            quick_actions=(
                QuickAction(
                    text=N_("Item Ledger Entries"),
                    icon="book-open",
                    page="item_ledger_entry_list",
                    with_record=_entries_of,
                ),
                QuickAction(text=N_("New Item"), icon="package", page="item", alone=NewRecord),
            ),
            makes_records=True,
        ),
    )
