"""The codes of refusals of supply and fulfilment, an enumeration for each area."""

from enum import StrEnum


class WarehouseCode(StrEnum):
    """Stable names of the refusals of picking and shipping (03 §12, §13)."""

    PICK_NOTHING = "warehouse.pick_nothing"
    PICK_MISSING = "warehouse.pick_missing"
    PICK_LINE_MISSING = "warehouse.pick_line_missing"
    PICK_NOT_OPEN = "warehouse.pick_not_open"
    PICK_TOO_MUCH = "warehouse.pick_too_much"
    PICK_NEGATIVE = "warehouse.pick_negative"
    PICK_FIELD_LOCKED = "warehouse.pick_field_locked"
    PICK_REASON_MISSING = "warehouse.pick_reason_missing"
    PICK_KIT_INCOMPLETE = "warehouse.pick_kit_incomplete"
    PICK_ORDER_NOT_RELEASED = "warehouse.pick_order_not_released"
    PICK_ORDER_REOPENED = "warehouse.pick_order_reopened"
    PICK_LINE_CHANGED = "warehouse.pick_line_changed"
    PICK_LINE_GONE = "warehouse.pick_line_gone"
    PICK_REQUIRED = "warehouse.pick_required"
    SHIP_ABOVE_PICKED = "warehouse.ship_above_picked"
    LINE_ON_PICK = "warehouse.line_on_pick"
    QUANTITY_BELOW_PICK = "warehouse.quantity_below_pick"
    SCAN_UNKNOWN = "warehouse.scan_unknown"
    SCAN_ALL_PICKED = "warehouse.scan_all_picked"
    TRACK_NO_NUMBER = "warehouse.track_no_number"
    TRACK_NO_AGENT = "warehouse.track_no_agent"
    TRACK_NO_ADDRESS = "warehouse.track_no_address"
