"""The way from a customer's or an item's card to its special prices (CU76)."""

from __future__ import annotations

from desktop.models.pricing_words import PriceProduct, PriceSource
from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries
from desktop.views.shell.actions import ActionSpec, Place

SPECIAL_PRICES = ActionSpec(
    id="special_prices", text=N_("Special Prices"), icon="tag", place=Place.MORE
)
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
