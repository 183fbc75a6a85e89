"""What is refused about delivery promises (03 §3–§5)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import PromisingCode
from desktop.translation import N_


class PromiseOfCycle(Refusal):
    """An item is made of itself, so nothing can be promised of it (03 §4)."""

    code = PromisingCode.BOM_CYCLE
    text = N_(
        "Item {no} is a component of itself: {path}. Remove it from one of these bills of "
        "materials."
    )


class PromiseTooDeep(Refusal):
    """Bills of materials lie in each other deeper than is followed (03 §4)."""

    code = PromisingCode.BOM_TOO_DEEP
    text = N_(
        "Item {no} has bills of materials in more than {levels} levels: {path}. Make them flatter."
    )


class PromiseOrderNotOpen(Refusal):
    """Dates are accepted on an order that is released (PF41)."""

    code = PromisingCode.ORDER_NOT_OPEN
    text = N_("Order {no} is released; reopen it to accept new dates.")


class PromiseNoLongerPossible(Refusal):
    """Somebody else took the supply while the dates were looked at (PF41)."""

    code = PromisingCode.NO_LONGER_POSSIBLE
    text = N_("Line {line_no}: {promised_date} is no longer possible, now {earliest}.")


class PromiseNeverPossible(Refusal):
    """The same, and no other date is known (PF41)."""

    code = PromisingCode.NEVER_POSSIBLE
    text = N_(
        "Line {line_no}: {promised_date} is no longer possible, and no other date is known. "
        "Calculate it again."
    )


class PromiseLineChanged(Refusal):
    """A line is not any more what was calculated (03 §3)."""

    code = PromisingCode.LINE_CHANGED
    text = N_("Line {line_no} of order {no} has changed meanwhile. Calculate its date again.")


class TypedDeliveryTooEarly(FieldRefusal):
    """The goods cannot be there on a typed date (PF39)."""

    code = PromisingCode.TYPED_TOO_EARLY
    text = N_(
        "Line {line_no}, item {no}, cannot be delivered on {delivery_date}: it can be shipped on "
        "{earliest} at the earliest, and be there on {earliest_delivery}."
    )


class TypedDeliveryNever(FieldRefusal):
    """The goods cannot be there on a typed date, nor on any other that is known (PF39)."""

    code = PromisingCode.TYPED_NEVER
    text = N_(
        "Line {line_no}, item {no}, cannot be delivered on {delivery_date}, nor on any other date "
        "that is known. Choose Capable-to-Promise to see what would have to be got."
    )


class NothingToAccept(Refusal):
    """No line has a date that could be accepted."""

    code = PromisingCode.NOTHING_TO_ACCEPT
    text = N_(
        "No line of order {no} has a date to accept. Choose Available-to-Promise or "
        "Capable-to-Promise first."
    )


class NothingToSplit(Refusal):
    """All of a line can be had at once, or nothing of it at all (PF29)."""

    code = PromisingCode.NOTHING_TO_SPLIT
    text = N_(
        "Line {line_no}, item {no}, cannot be split: {quantity} {unit} are not available on "
        "different dates. Look at its availability."
    )


class PromiseNotFound(Refusal):
    """No date is known for lines that are to be promised anew."""

    code = PromisingCode.NOT_FOUND
    text = N_(
        "No date is known for order {no}, lines {line_nos}. Choose Capable-to-Promise to see what "
        "would have to be got."
    )
