"""The ways from a customer's or an item's card to its special prices and to a price (CU76)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.pricing_words import PriceProduct, PriceSource
from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page

SPECIAL_PRICES = ActionSpec(
    id="special_prices", text=N_("Special Prices"), icon="tag", place=Place.MORE
)
PRICE_CHECK = ActionSpec(
    id="price_check",
    text=N_("Price Check"),
    icon="calculator",
    key=Key.PRICE_INFO,
    place=Place.MORE,
    tooltip=N_("Shows what a customer would pay for something on a day, and why"),
)
PRICE_QUERY = "price_query"
CUSTOMER_PRICES = "customer_prices"
ITEM_PRICES = "item_prices"


def open_customer_prices(page: CardPage) -> None:
    """Show the customer's lines of all price lists."""
    if page.record is not None:
        no = str(page.record.key[0])
        where = (("source_type", PriceSource.CUSTOMER), ("source_no", no))
        page.desk.navigation.open(CUSTOMER_PRICES, Entries(where, no))


def open_item_prices(page: CardPage) -> None:
    """Show the item's lines of all price lists."""
    if page.record is not None:
        no = str(page.record.key[0])
        where = (("product_type", PriceProduct.ITEM), ("product_no", no))
        page.desk.navigation.open(ITEM_PRICES, Entries(where, no))


@dataclass(frozen=True, slots=True)
class AskedPrice:
    """What is known already when somebody asks for a price: blank texts are still to be chosen."""

    customer_no: str = ""
    product_no: str = ""
    product_type: PriceProduct = PriceProduct.ITEM


def ask_customers_price(page: CardPage) -> None:
    """Ask what something costs the customer of the card."""
    if page.record is not None:
        asked = AskedPrice(customer_no=str(page.record.key[0]))
        page.desk.navigation.open(PRICE_QUERY, asked)


def ask_items_price(page: CardPage) -> None:
    """Ask what the item of the card costs somebody."""
    if page.record is not None:
        page.desk.navigation.open(PRICE_QUERY, AskedPrice(product_no=str(page.record.key[0])))


def ask_any_price(page: Page) -> None:
    """Ask what anything costs anybody."""
    page.desk.navigation.open(PRICE_QUERY)
