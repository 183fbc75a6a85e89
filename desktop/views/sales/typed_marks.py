"""The lock on a price or discount that was typed, and what would stand there without (CU92)."""

from __future__ import annotations

from desktop.models.words import SystemLine
from desktop.translation import _, user_localizer
from desktop.views.tables.line_columns import LineSnapshot

_LOCK = "lock"


def typed_price_mark(line: LineSnapshot) -> tuple[str, str] | None:
    """The mark of a typed price, with the price that was found and where."""
    values = line.values
    if not values.get("price_is_manual") or values.get("system_line") is not SystemLine.BLANK:
        return None
    price = user_localizer().unit_price(values["found_price"])  # type: ignore[arg-type]  # a price
    code = values.get("price_list_code")
    if code:
        text = _("This price was typed and stays. Price found: {price}, in price list {code}.")
    else:
        text = _("This price was typed and stays. Price found: {price}, on the card.")
    return _LOCK, text.format(price=price, code=code)


def typed_discount_mark(line: LineSnapshot) -> tuple[str, str] | None:
    """The mark of a typed discount, with the discount that was found."""
    values = line.values
    if not values.get("discount_is_manual"):
        return None
    pct = user_localizer().percent(values["found_discount_pct"])  # type: ignore[arg-type]  # a percentage
    text = _("This discount was typed and stays. Discount found: {pct} %.")
    return _LOCK, text.format(pct=pct)
