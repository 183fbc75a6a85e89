"""What is refused about stock and its valuation (SD90, SD97, SD98)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, RefusalCode
from desktop.supply_codes import ReservationCode, TiedCode
from desktop.translation import N_


class NotEnoughStock(FieldRefusal):
    """More is to leave than lies in stock, and that is not allowed for the item (V16, SD98)."""

    code = RefusalCode.LEDGERS_NOT_ENOUGH_STOCK
    text = N_(
        "Item {item} at {location}: {available} available, {needed} needed on line {line_no}. "
        "Lower the quantity, or receive the goods first."
    )


class KeptForOthers(FieldRefusal):
    """Goods would leave that are kept for somebody else (PF46)."""

    code = ReservationCode.KEPT_FOR_OTHERS
    text = N_(
        "Item {item} at {location}: {free} free, {needed} needed on line {line_no}. The rest is "
        "reserved for {demand}. Lower the quantity, or cancel a reservation."
    )


class AppliesToElsewhere(FieldRefusal):
    """An outbound line is bound to an entry of another item, variant or location (SD90)."""

    code = RefusalCode.LEDGERS_APPLIES_TO_ELSEWHERE
    text = N_(
        "Line {line_no}, item {item}, cannot be applied to item entry {entry_no}: that entry is "
        "closed, or it belongs to another item, variant or location. Choose an open entry."
    )


class AppliesFromUnknown(FieldRefusal):
    """A return is bound to an entry that did not deliver this item (SD100)."""

    code = RefusalCode.LEDGERS_APPLIES_FROM_UNKNOWN
    text = N_(
        "Line {line_no}, item {item}, cannot take its cost from item entry {entry_no}: that entry "
        "did not deliver this item. Choose the entry of the delivery."
    )


class KeptForOrder(FieldRefusal):
    """Goods were bought for one sales line, and only that line may take them (PF103)."""

    code = TiedCode.STOCK_KEPT_FOR_ORDER
    text = N_(
        "Item {item} at {location}: {needed} needed on line {line_no}, but only {free} are free. "
        "The rest is kept for sales order {order_no} line {order_line_no}. Lower the quantity, or "
        "receive more goods first."
    )
