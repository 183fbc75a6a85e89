"""Hints that a typed price or discount differs from what the lists say (CU91)."""

from __future__ import annotations

from desktop.errors import Notice
from desktop.models.sales import SalesLine
from desktop.models.values.numbers import UnitPrice
from desktop.services.pricing.values import FoundPrice, ListPrice
from desktop.services.sales.load import Document, line_ref
from desktop.translation import N_

PRICE_CODE = "list_price"
DISCOUNT_CODE = "list_discount"

LIST_PRICE_FROM = N_(
    "Line {line_no}, {no}, keeps the typed price. "
    "List price {unit_price} from {quantity} {unit_code}."
)
LIST_PRICE = N_("Line {line_no}, {no}, keeps the typed price. List price {unit_price}.")
LIST_DISCOUNT = N_("Line {line_no}, {no}, keeps the typed discount. Found discount {pct} %.")


def hint_at_list(document: Document, line: SalesLine, found: FoundPrice, base_unit: str) -> None:
    """Say what the lists give where the user's own value stays; one hint of a kind for a line.

    `base_unit` is what the quantities of lists count that name no unit.
    """
    ref = line_ref(line)
    document.notices = [
        each
        for each in document.notices
        if each.record != ref or each.code not in {PRICE_CODE, DISCOUNT_CODE}
    ]
    price, pct = found.price_line, found.line_discount_pct
    if price is not None and line.price_is_manual and found.unit_price != line.unit_price:
        document.notices.append(_price_hint(line, price, found.unit_price, base_unit))
    if pct and line.discount_is_manual and pct != line.line_discount_pct:
        parameters = {
            "line_no": line.line_no,
            "no": line.no or "",
            "pct": pct,
        }
        document.notices.append(
            Notice(DISCOUNT_CODE, LIST_DISCOUNT, parameters, record=ref, field="line_discount_pct")
        )


def _price_hint(line: SalesLine, price: ListPrice, unit_price: UnitPrice, base_unit: str) -> Notice:
    text = LIST_PRICE
    parameters: dict[str, object] = {
        "line_no": line.line_no,
        "no": line.no or "",
        "unit_price": unit_price,
    }
    if price.minimum_quantity:
        text = LIST_PRICE_FROM
        parameters["quantity"] = price.minimum_quantity
        parameters["unit_code"] = price.unit_code or base_unit
    return Notice(PRICE_CODE, text, parameters, record=line_ref(line), field="unit_price")
