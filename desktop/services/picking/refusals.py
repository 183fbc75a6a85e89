"""What is refused about picks (03 §12)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import WarehouseCode
from desktop.translation import N_


class NothingToPick(Refusal):
    """Nothing of the chosen orders can be fetched (PF135)."""

    code = WarehouseCode.PICK_NOTHING
    text = N_("There is nothing to pick: {reasons}")


class PickOrderNotReleased(Refusal):
    """A pick is made for released orders only (PF135)."""

    code = WarehouseCode.PICK_ORDER_NOT_RELEASED
    text = N_("Order {order_no} is not released. Release it before you create a pick.")


class PickMissing(Refusal):
    """No pick has this number."""

    code = WarehouseCode.PICK_MISSING
    text = N_("There is no pick {pick_no}.")


class PickLineMissing(Refusal):
    """A pick has no line of this number."""

    code = WarehouseCode.PICK_LINE_MISSING
    text = N_("Pick {pick_no} has no line {line_no}.")


class PickNotOpen(Refusal):
    """Only an open pick can be worked on."""

    code = WarehouseCode.PICK_NOT_OPEN
    text = N_("Pick {pick_no} is {status}. Only an open pick can be changed or registered.")


class PickFieldLocked(FieldRefusal):
    """A pick follows its orders; only what was picked is typed."""

    code = WarehouseCode.PICK_FIELD_LOCKED
    text = N_("{entered_field} of a pick cannot be typed. Enter what was picked, and why not all.")


class PickedTooMuch(FieldRefusal):
    """More is said to be picked than was wanted (PF135)."""

    code = WarehouseCode.PICK_TOO_MUCH
    text = N_(
        "You cannot pick more than {largest} {unit} of item {item_no} on line {line_no} of pick "
        "{pick_no}; {quantity} was entered."
    )


class PickedBelowZero(FieldRefusal):
    """Less than nothing is said to be picked."""

    code = WarehouseCode.PICK_NEGATIVE
    text = N_(
        "Quantity Picked of item {item_no} on line {line_no} must not be negative: {quantity}."
    )


class ShortWithoutReason(FieldRefusal):
    """Less was picked than was wanted, and nobody said why (PF135)."""

    code = WarehouseCode.PICK_REASON_MISSING
    text = N_(
        "Line {line_no} of pick {pick_no}, item {item_no}: {picked} of {wanted} {unit} are picked. "
        "Give a reason: missing, damaged or later."
    )


class KitIncomplete(FieldRefusal):
    """More kits are said to be picked than their components make (PF135)."""

    code = WarehouseCode.PICK_KIT_INCOMPLETE
    text = N_(
        "Line {line_no} of pick {pick_no}: the components picked make {largest} of kit {item_no}, "
        "not {picked}. Component {component_no} is the bottleneck."
    )


class PickOrderReopened(Refusal):
    """An order is open again since its pick was made (PF135)."""

    code = WarehouseCode.PICK_ORDER_REOPENED
    text = N_("Order {order_no} was reopened since pick {pick_no} was made. Release it again.")


class PickLineChanged(FieldRefusal):
    """An order line is not what it was when the pick was made (PF135)."""

    code = WarehouseCode.PICK_LINE_CHANGED
    text = N_(
        "Order {order_no} line {line_no} was changed since pick {pick_no} was made: "
        "{changed_field} was {was} and is {now}. Cancel the pick and create a new one."
    )


class PickLineGone(Refusal):
    """An order line of a pick is no longer there (PF135)."""

    code = WarehouseCode.PICK_LINE_GONE
    text = N_(
        "Order {order_no} line {line_no}, item {item_no}, is gone since pick {pick_no} was made. "
        "Cancel the pick and create a new one."
    )


class ScanUnknown(Refusal):
    """A code that was read belongs to nothing on the pick (PF137)."""

    code = WarehouseCode.SCAN_UNKNOWN
    text = N_("{scanned} is not on this pick. Nothing was changed.")


class ScanAllPicked(Refusal):
    """All of an item that the pick wants is picked already (PF137)."""

    code = WarehouseCode.SCAN_ALL_PICKED
    text = N_("All of item {item_no} is picked already. Nothing was changed.")


class NoTrackingNumber(FieldRefusal):
    """There is no number to follow the goods by (PF141)."""

    code = WarehouseCode.TRACK_NO_NUMBER
    text = N_("{no} has no tracking number. Enter it under Package Tracking No.")


class NoTrackingAgent(FieldRefusal):
    """Nobody is named who carries the goods (PF141)."""

    code = WarehouseCode.TRACK_NO_AGENT
    text = N_("{no} has no shipping agent. Choose the one who carries the goods.")


class NoTrackingAddress(FieldRefusal):
    """The agent has no page where numbers are followed (PF141)."""

    code = WarehouseCode.TRACK_NO_ADDRESS
    text = N_(
        "Shipping agent {agent_code} has no internet address. Enter it on the agent, with %1 where "
        "the tracking number belongs."
    )
