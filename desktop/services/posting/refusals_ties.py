"""What forbids posting lines whose goods were bought for them (PF68, PF69, PF103)."""

from __future__ import annotations

from desktop.errors import ConfirmationCode, FieldRefusal, NeedsConfirmation
from desktop.supply_codes import TiedCode
from desktop.translation import N_


class OtherSideGone(FieldRefusal):
    """The order on the other side of a drop shipment does not know the line any more."""

    code = TiedCode.POSTING_OTHER_SIDE_GONE
    text = N_(
        "Line {line_no}, {no}, is tied to {other_side} line {other_line_no}, which is not there "
        "any more. Link the line to an order again."
    )


class AboveOtherSide(FieldRefusal):
    """More would be delivered than the other side of a drop shipment waits for."""

    code = TiedCode.POSTING_ABOVE_OTHER_SIDE
    text = N_(
        "Line {line_no}, {no}: {quantity} cannot be posted, because only {outstanding} are "
        "outstanding on {other_side} line {other_line_no}."
    )


class SpecialOrderNotReceived(FieldRefusal):
    """What was bought for a line has not come in yet (PF103)."""

    code = TiedCode.POSTING_SPECIAL_NOT_RECEIVED
    text = N_(
        "Line {line_no}, {no}, is a special order: {quantity} cannot be shipped, because {kept} "
        "were received for it and {free} lie free. Receive the purchase order first."
    )


class TakeFreeStock(NeedsConfirmation):
    """A special order would be filled up with goods that were not bought for it (PF103)."""

    question = ConfirmationCode.TAKE_FREE_STOCK
    text = N_(
        "Line {line_no}, {no}, is a special order, of which {kept} were received. Take "
        "{missing} from free stock?"
    )
