"""What is refused about working days and delivery dates (SD38–SD41)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class NoWorkingDay(Refusal):
    """Calendars leave no day on which all of them work."""

    code = RefusalCode.CALENDAR_NO_WORKING_DAY
    text = N_(
        "There is no working day within {days} days of {date} in base calendar {calendars}. "
        "Open its entries and mark the days that are worked."
    )


class BeyondCalendar(Refusal):
    """Times are so long that the date would lie outside the years 1 to 9999."""

    code = RefusalCode.CALENDAR_BEYOND
    text = N_("Counting {duration} from {date} leads out of the calendar. Enter a shorter time.")


class NegativeDuration(FieldRefusal):
    """A shipping or handling time points backwards (SD41)."""

    code = RefusalCode.CALENDAR_NEGATIVE_DURATION
    text = N_("{entered_field} {duration} must not be negative.")


class RequestedUnderPromised(FieldRefusal):
    """The customer's wish is changed although a date has been promised (02 §1)."""

    code = RefusalCode.SALES_REQUESTED_UNDER_PROMISED
    text = N_("Clear Promised Delivery Date first: {promised_delivery_date} has been promised.")
