"""Price and discounts of a line: looked up, typed, or looked up again on request (SD25, SD46)."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.sales import SalesLine
from desktop.models.values.numbers import ZERO, Amount, Percent, UnitPrice, round_to
from desktop.services.pricing.cards import PriceCard
from desktop.services.pricing.values import FoundPrice
from desktop.services.sales.line_entry import (
    TypedDiscount,
    typed_discount_amount,
    typed_discount_pct,
    typed_line_amount,
    typed_unit_price,
)
from desktop.services.sales.load import Document, line_name
from desktop.services.sales.price_hints import hint_at_list
from desktop.services.sales.prices import found_price
from desktop.services.sales.totals import line_gross


def look_up_price(document: Document, line: SalesLine, card: PriceCard) -> None:
    """Give a line its price and discount, except what the user typed or agreed (SD25, CU91)."""
    if not follows_prices(line):
        return
    found = found_price(document, line, card)
    before = line.price_list_code, line.price_list_line_no
    take_found(line, found)
    if (line.price_list_code, line.price_list_line_no) != before:
        # Between two look-ups with the same result the user's own choice stays.
        line.allow_invoice_disc = found.allow_invoice_disc
    if not line.price_is_manual:
        line.unit_price = found.unit_price
    if not line.discount_is_manual:
        line.line_discount_pct = found.line_discount_pct
    hint_at_list(document, line, found, card.base_unit)


def take_found(line: SalesLine, found: FoundPrice) -> None:
    """Keep on a line what the lists say, whatever it really costs (CU92)."""
    price = found.price_line
    line.found_price = found.unit_price
    line.found_discount_pct = found.line_discount_pct
    line.price_list_code = price.price_list_code if price is not None else None
    line.price_list_line_no = price.line_no if price is not None else None


def follows_prices(line: SalesLine) -> bool:
    """Whether price and discount may be looked up: nothing agreed, fetched or invoiced (CU90)."""
    fetched = line.shipment_no is not None or line.blanket_order_no is not None
    return not (line.price_is_agreed or fetched or line.quantity_invoiced)


def price_anew(document: Document, line: SalesLine, card: PriceCard) -> None:
    """Forget what was typed and take price and discounts as they are found (SD25)."""
    line.price_is_manual = False
    line.discount_is_manual = False
    line.discount_amount_is_typed = False
    if follows_prices(line):
        line.price_list_code = line.price_list_line_no = None
        line.allow_invoice_disc = card.allow_invoice_disc
    look_up_price(document, line, card)


def rescale_price(
    document: Document, line: SalesLine, old_qty_per_unit: Decimal, new_qty_per_unit: Decimal
) -> None:
    """Keep a typed or agreed price right in another unit: 5.00 a piece, 60.00 a box (CU91)."""
    if line.price_is_manual or not follows_prices(line):
        line.unit_price = round_to(
            line.unit_price,
            document.unit_amount_precision,
            times=new_qty_per_unit,
            over=old_qty_per_unit,
        )


def enter_unit_price(document: Document, line: SalesLine, unit_price: UnitPrice) -> None:
    """Take a typed price; it stays until Recalculate Prices (SD25)."""
    line.unit_price = typed_unit_price(unit_price, document.unit_amount_precision, line_name(line))
    line.price_is_manual = True
    line.discount_amount_is_typed = False


def enter_discount_pct(line: SalesLine, pct: Percent) -> None:
    """Take a typed discount percentage."""
    line.line_discount_pct = typed_discount_pct(pct, line_name(line))
    line.discount_is_manual = True
    line.discount_amount_is_typed = False


def enter_discount_amount(document: Document, line: SalesLine, amount: Amount) -> None:
    """Take a discount typed as an amount; kept until quantity, price or percentage change."""
    _put_discount(
        line,
        typed_discount_amount(
            amount, _gross(document, line), document.amount_precision, line_name(line)
        ),
    )


def enter_line_amount(document: Document, line: SalesLine, amount: Amount) -> None:
    """Take a typed line amount: the discount is what leads from the gross amount to it."""
    _put_discount(
        line,
        typed_line_amount(
            amount, _gross(document, line), document.amount_precision, line_name(line)
        ),
    )


def _gross(document: Document, line: SalesLine) -> Amount:
    return line_gross(line.quantity, line.unit_price, document.amount_precision)


def _put_discount(line: SalesLine, discount: TypedDiscount) -> None:
    line.line_discount_pct = discount.line_discount_pct
    line.line_discount_amount = discount.line_discount_amount
    line.discount_is_manual = True
    line.discount_amount_is_typed = discount.line_discount_amount != ZERO
