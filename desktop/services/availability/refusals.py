"""What is refused about lead times and kits (PF11, 03 §1)."""

from __future__ import annotations

from desktop.errors import FieldRefusal
from desktop.supply_codes import AvailabilityCode
from desktop.translation import N_


class NotAPlainDuration(FieldRefusal):
    """A lead or handling time points back, or to a day of the calendar (PF11)."""

    code = AvailabilityCode.NOT_A_PLAIN_DURATION
    text = N_(
        "{entered_field} {duration} must be a plain time such as 5D or 2W: it must not be negative "
        "and not name a day of the calendar."
    )
