"""From a due date back to the day to order or start, and forward again (PF11–PF16).

Pure date chains over the calendars of location and vendor; `supply_times` has them read. All
times count working days: 1W is seven of them (trap 9).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.models.values.date_formula import DateBeyondCalendarError, DateFormula
from desktop.models.words import ReplenishmentSystem
from desktop.services.availability.refusals import NotAPlainDuration
from desktop.services.calendars.refusals import BeyondCalendar
from desktop.services.calendars.working_days import EVERY_DAY, Calendar, Direction, move

NO_TIME = DateFormula()


@dataclass(frozen=True, slots=True)
class PurchaseDates:
    """A purchase: when it is ordered, comes in, and is there to be used (expected receipt)."""

    order_date: date
    planned_receipt_date: date
    due_date: date


@dataclass(frozen=True, slots=True)
class AssemblyDates:
    """An assembly: when the work starts and ends, and when its output is there to be used."""

    starting_date: date
    ending_date: date
    due_date: date


@dataclass(frozen=True, slots=True)
class SupplyTimes:
    """The times and calendars by which an item comes to a location.

    `vendor` None means that the vendor has no calendar: then location days count (PF12).
    Raises NotAPlainDuration for a time that is negative or names a day (PF11).
    """

    replenishment: ReplenishmentSystem = ReplenishmentSystem.PURCHASE
    vendor_no: str | None = None
    lead_time: DateFormula = NO_TIME
    inbound_handling_time: DateFormula = NO_TIME
    safety_lead_time: DateFormula = NO_TIME
    location: Calendar = EVERY_DAY
    vendor: Calendar | None = None

    def __post_init__(self) -> None:
        for field in ("lead_time", "inbound_handling_time", "safety_lead_time"):
            duration: DateFormula = getattr(self, field)
            if not duration.is_duration:
                name = "lead_time_calculation" if field == "lead_time" else field
                raise NotAPlainDuration(field=name, entered_field=name, duration=str(duration))

    def for_drop_shipment(self) -> SupplyTimes:
        """The times when the vendor delivers to the customer: nothing is handled here (PF16)."""
        return replace(self, inbound_handling_time=NO_TIME, safety_lead_time=NO_TIME)

    def order_for(self, due: date) -> PurchaseDates:
        """When to order so that the goods can be used on a date (PF13)."""
        return replace(self.order_for_receipt(self._receipt_for(due)), due_date=due)

    def order_for_receipt(self, planned_receipt: date) -> PurchaseDates:
        """When to order what is to come in on a date, and from when it can be used (PF57)."""
        ordered = self._moved(
            planned_receipt, (self.lead_time,), Direction.BACKWARD, self._counted, self._both
        )
        return PurchaseDates(ordered, planned_receipt, self._usable_from(planned_receipt))

    def ordered_on(self, order_date: date) -> PurchaseDates:
        """When what is ordered on a date comes in, and from when it can be used (PF14)."""
        receipt = self._moved(
            order_date, (self.lead_time,), Direction.FORWARD, self._counted, self._both
        )
        return PurchaseDates(order_date, receipt, self._usable_from(receipt))

    def start_for(self, due: date) -> AssemblyDates:
        """When to start work so that the kits can be used on a date (PF15)."""
        ending = self._moved(due, self._handling, Direction.BACKWARD, self.location)
        starting = self._moved(ending, (self.lead_time,), Direction.BACKWARD, self.location)
        return AssemblyDates(starting, ending, due)

    def started_on(self, starting: date) -> AssemblyDates:
        """When work that starts on a date ends, and from when the kits can be used (PF15)."""
        ending = self._moved(starting, (self.lead_time,), Direction.FORWARD, self.location)
        return AssemblyDates(starting, ending, self._usable_from(ending))

    def ended_on(self, ending: date) -> AssemblyDates:
        """When work that ends on a date must start, and from when the kits can be used (PF114)."""
        starting = self._moved(ending, (self.lead_time,), Direction.BACKWARD, self.location)
        return AssemblyDates(starting, ending, self._usable_from(ending))

    def component_due(self, starting: date, lead_time_offset: DateFormula = NO_TIME) -> date:
        """When a component must be there for work that starts on a date (PF15)."""
        return self._moved(starting, (lead_time_offset,), Direction.BACKWARD, self.location)

    @property
    def _counted(self) -> Calendar:
        """Whose days the lead time of a purchase counts (PF12)."""
        return self.location if self.vendor is None else self.vendor

    @property
    def _both(self) -> tuple[Calendar, ...]:
        return (self.location,) if self.vendor is None else (self.vendor, self.location)

    @property
    def _handling(self) -> tuple[DateFormula, ...]:
        return self.inbound_handling_time, self.safety_lead_time

    def _receipt_for(self, due: date) -> date:
        return self._moved(due, self._handling, Direction.BACKWARD, self.location, self._both)

    def _usable_from(self, received: date) -> date:
        return self._moved(received, self._handling, Direction.FORWARD, self.location)

    def _moved(
        self,
        start: date,
        durations: tuple[DateFormula, ...],
        direction: Direction,
        count: Calendar,
        check: tuple[Calendar, ...] | None = None,
    ) -> date:
        """Move by the sum of durations over a calendar, to a day worked in all to be checked."""
        days = sum(_days(duration, start) for duration in durations)
        return move(start, days, direction, count, check or (count,))


def _days(duration: DateFormula, start: date) -> int:
    """How many days a time means from a date (CU12)."""
    if not duration.is_duration:
        raise NotAPlainDuration(
            field="lead_time_offset", entered_field="lead_time_offset", duration=str(duration)
        )
    try:
        return duration.days_from(start)
    except DateBeyondCalendarError as error:
        raise BeyondCalendar(date=start, duration=str(duration)) from error
