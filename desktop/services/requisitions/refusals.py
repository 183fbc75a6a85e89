"""What is refused, and asked, in the requisition worksheet (PF43, PF52, PF55, PF56)."""

from __future__ import annotations

from desktop.errors import ConfirmationCode, FieldRefusal, NeedsConfirmation, Refusal
from desktop.supply_codes import RequisitionCode
from desktop.translation import N_


class NoSalesLines(Refusal):
    """No order line waits to be bought in this way (PF52)."""

    code = RequisitionCode.NO_SALES_LINES
    text = N_("No open {kind} lines match {filter}.")


class NothingAccepted(Refusal):
    """No line is to be ordered."""

    code = RequisitionCode.NOTHING_ACCEPTED
    text = N_("No line is accepted. Mark the lines to be ordered with the space bar first.")


class NothingToPlan(Refusal):
    """All that a sales order sells is there (PF54)."""

    code = RequisitionCode.NOTHING_TO_PLAN
    text = N_("Nothing has to be bought for sales order {order_no}: all of it is available.")


class RequisitionFieldBlank(FieldRefusal):
    """A line lacks what must be known before it can be ordered."""

    code = RequisitionCode.FIELD_BLANK
    text = N_("Line {line_no}, item {item}: {missing_field} must be filled in.")


class RequisitionQuantityZero(FieldRefusal):
    """A line orders nothing."""

    code = RequisitionCode.QUANTITY_ZERO
    text = N_("Line {line_no}, item {item}: Quantity must be above zero.")


class SalesLineAlreadyOrdered(Refusal):
    """Somebody else has ordered the goods meanwhile."""

    code = RequisitionCode.ALREADY_ORDERED
    text = N_(
        "Sales order {order_no} line {sales_line_no} is already on purchase order "
        "{purchase_order_no}. Delete line {line_no} of the worksheet."
    )


class SalesLineGone(Refusal):
    """The sales line that goods were to be bought for is deleted or fully shipped."""

    code = RequisitionCode.SALES_LINE_GONE
    text = N_(
        "Sales order {order_no} has no open line {sales_line_no} any more. Delete line {line_no} "
        "of the worksheet."
    )


class SalesLineDiffers(FieldRefusal):
    """The sales line was changed after it came into the worksheet."""

    code = RequisitionCode.SALES_LINE_DIFFERS
    text = N_(
        "Line {line_no}: {changed_field} is {wanted} here and {found} on sales order {order_no} "
        "line {sales_line_no}. Delete the line and get the sales order again."
    )


class BelowSalesLine(FieldRefusal):
    """Less is ordered than the customer waits for (PF55)."""

    code = RequisitionCode.BELOW_SALES_LINE
    text = N_(
        "Quantity of line {line_no} must not be below {quantity}, which is outstanding on sales "
        "order {order_no} line {sales_line_no}."
    )


class BelowReserved(FieldRefusal):
    """Less is ordered than somebody counts on."""

    code = RequisitionCode.BELOW_RESERVED
    text = N_(
        "Quantity of line {line_no} must not be below {quantity}, which is reserved for {document}."
    )


class LaterThanReserved(FieldRefusal):
    """The goods would come after the day on which somebody counts on them (PF51)."""

    code = RequisitionCode.LATER_THAN_RESERVED
    text = N_(
        "Due Date of line {line_no} must not be after {date}, when {document} needs what is "
        "reserved for it. Cancel the reservation first."
    )


class RequisitionUnitUnknown(FieldRefusal):
    """An item is not counted in this unit."""

    code = RequisitionCode.UNIT_UNKNOWN
    text = N_("Item {item} has no unit {unit}. Choose one of its units.")


class DropPromise(NeedsConfirmation):
    """A promise rests on the line that is to be deleted (PF43)."""

    question = ConfirmationCode.DROP_PROMISE
    text = N_(
        "Line {line_no} supplies what was promised on sales order {order_no} line {sales_line_no} "
        "for {date}. Delete it all the same, and mark the promise as unsupported?"
    )


class PromiseRests(Refusal):
    """The line stays, because a promise rests on it."""

    code = RequisitionCode.PROMISE_RESTS
    text = N_(
        "Line {line_no} stays: it supplies what was promised on sales order {order_no} line "
        "{sales_line_no} for {date}."
    )
