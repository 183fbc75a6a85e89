"""What is refused about prices, discounts and totals (SD43–SD51)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, RecordRef, Refusal, RefusalCode
from desktop.translation import N_


class InvoiceDiscountPctOutside(FieldRefusal):
    """An invoice discount is given as a percentage that is none (SD48)."""

    code = RefusalCode.SALES_INVOICE_DISCOUNT_PCT_OUTSIDE
    text = N_("Invoice discount {pct} % is not possible. Enter a percentage from 0 to 100.")


class InvoiceDiscountTooLarge(FieldRefusal):
    """An invoice discount is larger than what it is taken from, or has another sign (SD49)."""

    code = RefusalCode.SALES_INVOICE_DISCOUNT_TOO_LARGE
    text = N_(
        "Invoice discount {amount} is not possible: it must lie between {smallest} and {largest}, "
        "the total of the lines that allow an invoice discount. Enter another amount or "
        "allow the discount on more lines."
    )


class NothingDiscountable(FieldRefusal):
    """An invoice discount has no line to stand on (SD49)."""

    code = RefusalCode.SALES_NOTHING_DISCOUNTABLE
    text = N_(
        "Invoice discount {amount} cannot be given: no line allows an invoice discount. "
        "Add such a line or set the invoice discount to {largest}."
    )


class UnitPriceNegative(FieldRefusal):
    """A unit price is below zero (SD43)."""

    code = RefusalCode.SALES_UNIT_PRICE_NEGATIVE
    text = N_(
        "Unit Price {unit_price} on line {line_no} must not be negative. "
        "For goods taken back enter a negative quantity."
    )


class LineDiscountPctOutside(FieldRefusal):
    """A line discount is given as a percentage that is none (SD44)."""

    code = RefusalCode.SALES_LINE_DISCOUNT_PCT_OUTSIDE
    text = N_(
        "Line Discount % {pct} on line {line_no} must lie between 0 and 100. "
        "To charge more, change the unit price."
    )


class LineDiscountOutside(FieldRefusal):
    """A line discount is larger than the line, or has another sign (SD46)."""

    code = RefusalCode.SALES_LINE_DISCOUNT_OUTSIDE
    text = N_(
        "Line Discount Amount {amount} on line {line_no} must lie between 0 and {gross}. "
        "To charge more, change the unit price."
    )


class LineAmountOutside(FieldRefusal):
    """A line amount is above quantity × price, or has another sign (SD46)."""

    code = RefusalCode.SALES_LINE_AMOUNT_OUTSIDE
    text = N_(
        "Line Amount {amount} on line {line_no} must lie between 0 and {gross}. "
        "To charge more, change the unit price."
    )


class PricesModeLocked(Refusal):
    """The price mode of a document is switched after something of it was invoiced (SD51)."""

    code = RefusalCode.SALES_PRICES_MODE_LOCKED
    text = N_(
        "Prices Including VAT cannot be changed: {quantity_invoiced} of line {line_no}, "
        "{no}, is already invoiced."
    )


class ServiceChargeAccountMissing(FieldRefusal):
    """A service charge is due, and nobody said on which account it is booked (CU103)."""

    code = RefusalCode.SALES_SERVICE_CHARGE_ACCOUNT_MISSING
    text = N_("Customer posting group {group}: Service Charge Account must be filled in.")

    @classmethod
    def of(cls, group: str | None, blank: str) -> ServiceChargeAccountMissing:
        """The refusal for a group; `blank` is what is said where the document has none."""
        record = RecordRef("customer_posting_group", (group,)) if group else None
        return cls(record=record, field="service_charge_account", group=group or blank)
