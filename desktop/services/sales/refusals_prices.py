"""What is refused about a price or discount that a user picks for a line (CU90)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, RefusalCode
from desktop.translation import N_


class PickNeedsQuantity(FieldRefusal):
    """A picked price begins at a larger quantity."""

    code = RefusalCode.PRICING_PICK_QUANTITY
    text = N_("The picked price needs at least {quantity} {unit_code}.")


class PickNotYetValid(FieldRefusal):
    """A picked price begins later."""

    code = RefusalCode.PRICING_PICK_NOT_YET
    text = N_("The picked price is valid from {date}.")


class PickNoLongerValid(FieldRefusal):
    """A picked price has ended."""

    code = RefusalCode.PRICING_PICK_ENDED
    text = N_("The picked price was valid until {date}.")


class PickForOtherUnit(FieldRefusal):
    """A picked price is for another unit than the line's."""

    code = RefusalCode.PRICING_PICK_UNIT
    text = N_("The picked price is for unit {unit_code}.")


class PickForOtherCurrency(FieldRefusal):
    """A picked price is in another currency than the document."""

    code = RefusalCode.PRICING_PICK_CURRENCY
    text = N_("The picked price is for currency {currency_code}.")


class PickForOtherVariant(FieldRefusal):
    """A picked price is for another variant than the line's."""

    code = RefusalCode.PRICING_PICK_VARIANT
    text = N_("The picked price is for variant {variant_code}.")


class PickNotActive(FieldRefusal):
    """A picked price is a draft, or was taken out of use."""

    code = RefusalCode.PRICING_PICK_NOT_ACTIVE
    text = N_("The picked price of list {price_list_code} is not active. Verify its lines first.")


class PickBeaten(FieldRefusal):
    """Another line of a price list takes the place of the picked one (CU81, CU82)."""

    code = RefusalCode.PRICING_PICK_BEATEN
    text = N_(
        "The picked line of price list {price_list_code} gives way to another one: {reason}. "
        "Pick that, or type the value."
    )


class PickElsewhere(FieldRefusal):
    """A picked line does not belong to what the document line sells, or to whom."""

    code = RefusalCode.PRICING_PICK_ELSEWHERE
    text = N_(
        "Line {price_list_line_no} of price list {price_list_code} is not for this customer and "
        "product. Pick another one."
    )


class PickOnAgreedLine(FieldRefusal):
    """A line keeps the price that was agreed elsewhere (CU90)."""

    code = RefusalCode.PRICING_PICK_AGREED
    text = N_(
        "Line {line_no}, {no}, keeps the price that was agreed on the document it comes from. "
        "Type another one if it has changed."
    )


class LineDiscountNotAllowed(FieldRefusal):
    """A discount is picked for a line whose price allows none."""

    code = RefusalCode.PRICING_LINE_DISC_NOT_ALLOWED
    text = N_("Line discounts are not allowed on this line.")
