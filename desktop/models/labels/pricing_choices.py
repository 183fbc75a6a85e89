"""The words for the choices of price lists."""

from enum import StrEnum

from desktop.models.pricing_words import (
    PriceDefines,
    PriceProduct,
    PriceReason,
    PriceSource,
    PriceStatus,
)
from desktop.translation import N_

PRICING_CHOICES: dict[type[StrEnum], dict[str, str]] = {
    PriceSource: {
        "all_customers": N_("All Customers"),
        "customer": N_("Customer"),
        "customer_price_group": N_("Customer Price Group"),
        "customer_disc_group": N_("Customer Disc. Group"),
        "campaign": N_("Campaign"),
    },
    PriceProduct: {
        "item": N_("Item"),
        "item_disc_group": N_("Item Disc. Group"),
        "resource": N_("Resource"),
        "gl_account": N_("G/L Account"),
        "all_items": N_("All Items"),
    },
    PriceDefines: {
        "price": N_("Price"),
        "discount": N_("Discount"),
        "price_and_discount": N_("Price and Discount"),
    },
    PriceStatus: {
        "draft": N_("Draft"),
        "active": N_("Active"),
        "inactive": N_("Inactive"),
    },
    PriceReason: {
        "not_active": N_("Not Active"),
        "other_customer": N_("For Other Customers"),
        "other_product": N_("For Another Product"),
        "other_variant": N_("For Another Variant"),
        "other_currency": N_("In Another Currency"),
        "other_unit": N_("For Another Unit"),
        "not_yet": N_("Not Valid Yet"),
        "ended": N_("No Longer Valid"),
        "quantity_too_small": N_("Quantity Too Small"),
        "item_has_own": N_("The Item Has Its Own Discount"),
        "less_specific": N_("A More Specific Line Applies"),
    },
}
