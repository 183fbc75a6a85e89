"""What is refused about reservations (PF45–PF50)."""

from __future__ import annotations

from desktop.errors import ConfirmationCode, FieldRefusal, NeedsConfirmation, Refusal
from desktop.supply_codes import ReservationCode
from desktop.translation import N_


class ReserveNever(FieldRefusal):
    """Nothing is ever kept for the line (PF45)."""

    code = ReservationCode.RESERVE_NEVER
    text = N_(
        "{demand} line {line_no}: Reserve is Never. Choose Optional in Reserve of the item or the "
        "customer and enter the line again, if goods are to be kept for it."
    )


class ReserveDateMissing(FieldRefusal):
    """Without a date nobody knows which supply comes in time (PF47)."""

    code = ReservationCode.RESERVE_DATE_MISSING
    text = N_("{demand} line {line_no}: {blank_field} is missing. Enter it before you reserve.")


class NothingToReserve(Refusal):
    """The line wants no goods that can be kept: no stocked item, nothing open, or gone."""

    code = ReservationCode.RESERVE_NOTHING
    text = N_(
        "Nothing can be reserved for {demand} line {line_no}: only open quantities of stocked "
        "items on orders can. For drop shipments and special orders Reserve is Never."
    )


class OnlySoMuchReservable(FieldRefusal):
    """More than the line still wants, or than the supply has (PF44)."""

    code = ReservationCode.RESERVE_ONLY
    text = N_("Only {quantity} {unit} can be reserved on line {line_no}. Reserve that or less.")


class SupplyGone(Refusal):
    """The supply brings nothing any more, or belongs to a special order."""

    code = ReservationCode.RESERVE_SUPPLY_GONE
    text = N_("Nothing of {supply} can be reserved any more. Look at the list of supplies again.")


class OtherScope(Refusal):
    """The supply brings another item, or the item in another variant or place."""

    code = ReservationCode.RESERVE_OTHER_SCOPE
    text = N_(
        "{supply} cannot be reserved for {demand} line {line_no}: item, variant and location must "
        "be the same on both."
    )


class SupplyTooLate(Refusal):
    """The supply comes after the goods are wanted (PF44)."""

    code = ReservationCode.RESERVE_TOO_LATE
    text = N_(
        "{supply} comes on {supply_date}, after {demand} line {line_no} needs it on {demand_date}. "
        "Reserve an earlier supply or change the date."
    )


class FollowsKit(Refusal):
    """What a kit made for the line brings follows that kit (PF50)."""

    code = ReservationCode.RESERVE_FOLLOWS_KIT
    text = N_(
        "The reservation for {demand} line {line_no} follows assembly order {supply}, which is "
        "made for it. Change Qty. to Assemble to Order on the line instead."
    )


class ReservationGone(Refusal):
    """What is to be cancelled is not kept any more."""

    code = ReservationCode.RESERVATION_GONE
    text = N_("There is no such reservation any more. Look at the list again.")


class DropReservations(NeedsConfirmation):
    """A line goes, or has a date on which its goods are not there in time (PF49)."""

    question = ConfirmationCode.DROP_RESERVATIONS
    text = N_(
        "{quantity} of item {item} are reserved for {demand}, from {supply}, and cannot stay so. "
        "Cancel these reservations and continue?"
    )


class ReservedDemand(Refusal):
    """The user keeps what is reserved, so the line stays (PF49)."""

    code = ReservationCode.RESERVED_DEMAND
    text = N_(
        "Line {line_no} stays, because {quantity} of item {item} are reserved for it. Cancel the "
        "reservation first."
    )


class ReservedDate(FieldRefusal):
    """The user keeps what is reserved, so the date stays (PF49)."""

    code = ReservationCode.RESERVED_DATE
    text = N_(
        "Line {line_no} keeps its date: on the new one {supply} comes too late for {demand}, for "
        "which {quantity} of item {item} are reserved. Cancel the reservation first."
    )


class ReservedField(FieldRefusal):
    """What is reserved would be something else, or elsewhere (PF49)."""

    code = ReservationCode.RESERVED_FIELD
    text = N_(
        "{entered_field} cannot be changed: line {line_no} has {quantity} of item {item} reserved. "
        "Cancel the reservation first."
    )


class ReservedSupply(Refusal):
    """Somebody counts on these goods, so the line that brings them stays (PF49)."""

    code = ReservationCode.RESERVED_SUPPLY
    text = N_(
        "Line {line_no} cannot go: {quantity} of item {item} are reserved for {demand}. Cancel "
        "the reservation first."
    )


class ReservedSupplyQuantity(FieldRefusal):
    """Somebody counts on more than the line would bring."""

    code = ReservationCode.RESERVED_SUPPLY_QUANTITY
    text = N_(
        "Line {line_no} must bring {quantity} of item {item} at least, because so much is reserved "
        "for {demand}. Cancel the reservation first."
    )
