"""What is refused about reservations (PF45–PF50)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
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
        "items on orders can, and neither drop shipments nor special orders."
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
