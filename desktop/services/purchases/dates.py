"""From the day of ordering to the day when goods can be used, and back (PF13, PF14, PF57).

order date —lead time→ planned receipt —inbound handling and safety→ expected receipt. Times are
counted in working days: of the vendor for the lead time, of the location for the rest. Values in,
values out; no session.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desktop.models.values.date_formula import DateFormula
from desktop.services.calendars.working_days import EVERY_DAY, Calendar, Direction, move

NO_TIME = DateFormula()


@dataclass(frozen=True, slots=True)
class SupplyTerms:
    """The times and calendars of a line; a vendor without a calendar works as the location does."""

    lead: DateFormula = NO_TIME
    inbound: DateFormula = NO_TIME
    safety: DateFormula = NO_TIME
    location: Calendar = EVERY_DAY
    vendor: Calendar | None = None

    @property
    def counting(self) -> Calendar:
        """Whose working days the lead time counts (PF12)."""
        return self.location if self.vendor is None else self.vendor

    @property
    def both(self) -> tuple[Calendar, ...]:
        """Who must work on the day of ordering and of the receipt."""
        return (self.counting, self.location)

    def without_handling(self) -> SupplyTerms:
        """The terms of goods that the vendor sends to the customer (PF16)."""
        return replace(self, inbound=NO_TIME, safety=NO_TIME)


@dataclass(frozen=True, slots=True)
class SupplyDates:
    """The three dates of a line."""

    order_date: date
    planned_receipt_date: date
    expected_receipt_date: date


def from_order_date(order_date: date, terms: SupplyTerms) -> SupplyDates:
    """When goods ordered on a day come in and can be used (PF14)."""
    days = terms.lead.days_from(order_date)
    planned = move(order_date, days, Direction.FORWARD, terms.counting, terms.both)
    return SupplyDates(order_date, planned, _expected(planned, terms))


def for_receipt_on(planned: date, terms: SupplyTerms) -> SupplyDates:
    """When goods that come in on a day must be ordered, and can be used (PF57)."""
    return SupplyDates(_order_date(planned, terms), planned, _expected(planned, terms))


def for_use_on(due: date, terms: SupplyTerms) -> SupplyDates:
    """When goods needed on a day must come in and be ordered (PF13); `due` stays as it is."""
    days = _handling(due, terms)
    planned = move(due, days, Direction.BACKWARD, terms.location, terms.both)
    return SupplyDates(_order_date(planned, terms), planned, due)


def _order_date(planned: date, terms: SupplyTerms) -> date:
    days = terms.lead.days_from(planned)
    return move(planned, days, Direction.BACKWARD, terms.counting, terms.both)


def _expected(planned: date, terms: SupplyTerms) -> date:
    days = _handling(planned, terms)
    return move(planned, days, Direction.FORWARD, terms.location, (terms.location,))


def _handling(start: date, terms: SupplyTerms) -> int:
    return terms.inbound.days_from(start) + terms.safety.days_from(start)
