"""A customer's ship-to addresses and bank accounts: lists opened from the card."""

from __future__ import annotations

from functools import partial

from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.pages.field_groups import Group
from desktop.views.pages.shipping_lookups import SHIPPING_LOOKUPS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord, PageAction

SHIP_TO_ADDRESSES = ActionSpec(id="ship_to_addresses", text=N_("Ship-to Addresses"), icon="truck")
NEW_ADDRESS = ActionSpec(
    id="new_ship_to", text=N_("New Address"), icon="plus", key=Key.NEW, primary=True
)

LIST_NAME = "ship_to_address_list"
CARD_NAME = "ship_to_address"


def open_ship_to_addresses(page: CardPage) -> None:
    """Show the addresses of the card's customer."""
    if page.record is not None:
        no = page.record.key[0]
        page.desk.navigation.open(LIST_NAME, Entries((("customer_no", no),), str(no)))


def _new(page: ListPage) -> None:
    key = page.key
    if isinstance(key, Entries):
        page.desk.navigation.open(CARD_NAME, NewRecord(dict(key.where)))


ADDRESSES = EntrySpec(
    name=LIST_NAME,
    title=N_("Ship-to Addresses"),
    table="ship_to_address",
    icon="truck",
    columns=("code", "name", "address", "post_code", "city", "country_code", "contact", "phone"),
    order=(("code", False),),
    open_page=CARD_NAME,
    actions=(PageAction(NEW_ADDRESS, _new),),
    empty=N_("This customer has no other addresses."),
)

ADDRESS_CARD = CardSpec(
    name=CARD_NAME,
    title=N_("Ship-to Address"),
    table="ship_to_address",
    lookups=SHIPPING_LOOKUPS,
    groups=(
        Group(
            N_("General"),
            (
                "customer_no",
                "code",
                "name",
                "address",
                "post_code",
                "city",
                "country_code",
                "contact",
                "phone",
                "email",
            ),
            ("name_2", "address_2", "county", "gln"),
        ),
        Group(
            N_("Shipping"),
            (
                "location_code",
                "shipment_method_code",
                "shipping_agent_code",
                "shipping_agent_service_code",
                "salesperson_code",
            ),
        ),
    ),
)


def _list(desk: Desk, key: object) -> Page:
    return EntryListPage(desk, ADDRESSES, key)


def _card(desk: Desk, key: object) -> Page:
    return CardPage(desk, ADDRESS_CARD, key)


def ship_to_pages() -> tuple[PageSpec, ...]:
    """The list of a customer's addresses and the card of one."""
    spec = partial(PageSpec, icon="truck", in_menu=False)
    return (
        spec(
            name=LIST_NAME,
            title=N_("Ship-to Addresses"),
            factory=_list,
            listed=partial(entry_list, spec=ADDRESSES),
        ),
        spec(name=CARD_NAME, title=N_("Ship-to Address"), factory=_card, table="ship_to_address"),
    )
