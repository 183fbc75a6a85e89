"""What is refused about price lists (CU70–CU74)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class PriceListActive(FieldRefusal):
    """A list that prices documents is changed or deleted (CU72)."""

    code = RefusalCode.PRICING_LIST_ACTIVE
    text = N_("Price list {code} is active; set it to Draft or allow editing.")


class PriceListNotActive(FieldRefusal):
    """A line would price documents although its list does not (CU72)."""

    code = RefusalCode.PRICING_LIST_NOT_ACTIVE
    text = N_("Price list {code} is {status}. Set the list to Active; its lines follow.")


class PriceLinesTwice(Refusal):
    """Two active lines would say the same twice (CU73)."""

    code = RefusalCode.PRICING_LINES_TWICE
    text = N_("Lines {line} and {other_line} define the same price. Remove one of them.")


class OnlyDiscounts(FieldRefusal):
    """A discount group, an item discount group or all items get a price (CU70)."""

    code = RefusalCode.PRICING_ONLY_DISCOUNTS
    text = N_("{line}: {value} can have discounts only. Choose Discount in {entered_field}.")


class OnlyPrices(FieldRefusal):
    """A price group gets a discount (CU70)."""

    code = RefusalCode.PRICING_ONLY_PRICES
    text = N_("{line}: {value} can have prices only. Choose Price in {entered_field}.")


class BeyondList(FieldRefusal):
    """A line defines what its list does not (CU70)."""

    code = RefusalCode.PRICING_BEYOND_LIST
    text = N_("{line}: the list defines {value} only. Change {entered_field} of the line.")


class PriceNotDefined(FieldRefusal):
    """A line that gives a discount has a price (CU70)."""

    code = RefusalCode.PRICING_PRICE_NOT_DEFINED
    text = N_(
        "{line} defines a discount, so it has no price. "
        "Clear {entered_field}, or choose Price and Discount."
    )


class DiscountNotDefined(FieldRefusal):
    """A line that gives a price has a discount (CU70)."""

    code = RefusalCode.PRICING_DISCOUNT_NOT_DEFINED
    text = N_(
        "{line} defines a price, so it has no discount. "
        "Clear {entered_field}, or choose Price and Discount."
    )


class PriceNumberMissing(FieldRefusal):
    """A list or line does not say for whom, or on what (CU70)."""

    code = RefusalCode.PRICING_NUMBER_MISSING
    text = N_("{line}: {value} needs a number. Fill in {entered_field}.")


class PriceNumberUnexpected(FieldRefusal):
    """All customers or all items are given a number."""

    code = RefusalCode.PRICING_NUMBER_UNEXPECTED
    text = N_("{line}: {value} has no number. Clear {entered_field}.")


class LinesInherit(FieldRefusal):
    """What lines take from their list changes while there are lines (CU71)."""

    code = RefusalCode.PRICING_LINES_INHERIT
    text = N_(
        "{entered_field} of price list {code} cannot be changed while it has lines, "
        "which take it from the list. Delete the lines, or make a new list."
    )


class ScopeOfList(FieldRefusal):
    """A line would have another scope than its list, which gives its own to all (CU71)."""

    code = RefusalCode.PRICING_SCOPE_OF_LIST
    text = N_(
        "{line}: {entered_field} is the list's for every line. Leave it out, or let the lines "
        "of the list have their own scope."
    )


class VatModeDiffers(Refusal):
    """Prices with VAT would be copied where prices without VAT stand, or the other way (CU74)."""

    code = RefusalCode.PRICING_VAT_MODE_DIFFERS
    text = N_(
        "The price of {product_no} and those of price list {code} are not both with or both "
        "without VAT. Choose a list of the same kind, or leave {product_no} out."
    )
