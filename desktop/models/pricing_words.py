"""The closed sets of words that price lists use; the value is what is stored."""

from enum import StrEnum


class PriceSource(StrEnum):
    """For whom a price or discount holds (CU80)."""

    ALL_CUSTOMERS = "all_customers"
    CUSTOMER = "customer"
    CUSTOMER_PRICE_GROUP = "customer_price_group"
    """Prices only (CU70)."""
    CUSTOMER_DISC_GROUP = "customer_disc_group"
    """Discounts only (CU70)."""
    CAMPAIGN = "campaign"


class PriceProduct(StrEnum):
    """What a price or discount is given on; a group and all items have discounts only (CU70)."""

    ITEM = "item"
    ITEM_DISC_GROUP = "item_disc_group"
    RESOURCE = "resource"
    GL_ACCOUNT = "gl_account"
    ALL_ITEMS = "all_items"


class PriceDefines(StrEnum):
    """What a price list or one of its lines says: a price, a discount, or both (CU80)."""

    PRICE = "price"
    DISCOUNT = "discount"
    PRICE_AND_DISCOUNT = "price_and_discount"

    @property
    def has_price(self) -> bool:
        """Whether a price is defined."""
        return self is not PriceDefines.DISCOUNT

    @property
    def has_discount(self) -> bool:
        """Whether a discount is defined."""
        return self is not PriceDefines.PRICE


class PriceStatus(StrEnum):
    """Only active lines price documents (CU72)."""

    DRAFT = "draft"
    ACTIVE = "active"
    INACTIVE = "inactive"


class PriceReason(StrEnum):
    """Why a line of a price list does not price a document line (CU80–CU82, CU90, CU93)."""

    NOT_ACTIVE = "not_active"
    OTHER_CUSTOMER = "other_customer"
    OTHER_PRODUCT = "other_product"
    OTHER_VARIANT = "other_variant"
    OTHER_CURRENCY = "other_currency"
    OTHER_UNIT = "other_unit"
    NOT_YET = "not_yet"
    ENDED = "ended"
    QUANTITY_TOO_SMALL = "quantity_too_small"
    ITEM_HAS_OWN = "item_has_own"
    """A discount on all items gives way to one of the same source on the item (CU81)."""
    LESS_SPECIFIC = "less_specific"
    """Another line names the currency or variant besides all that this one names (CU82)."""
