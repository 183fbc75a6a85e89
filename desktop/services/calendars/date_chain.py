"""From the customer's wish to the day the goods must be picked, and back (SD37–SD41).

The chain of a line: shipment date —handling time→ planned shipment date —shipping time→
planned delivery date.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from desktop.errors import RecordRef
from desktop.models.values.date_formula import DateBeyondCalendarError, DateFormula
from desktop.services.calendars.refusals import (
    BeyondCalendar,
    NegativeDuration,
    RequestedUnderPromised,
)
from desktop.services.calendars.working_days import EVERY_DAY, Calendar, Direction, move

NO_TIME = DateFormula()


@dataclass(frozen=True, slots=True)
class LineDates:
    """The five dates of a line; also the three that a header gives to new lines."""

    shipment_date: date | None = None
    requested_delivery_date: date | None = None
    promised_delivery_date: date | None = None
    planned_shipment_date: date | None = None
    planned_delivery_date: date | None = None


@dataclass(frozen=True, slots=True)
class ChainTerms:
    """The calendars and times of a line; `customer` None means that the customer has none.

    A time is counted in working days: 1W of shipping time is seven working days.
    """

    location: Calendar = EVERY_DAY
    agent: Calendar = EVERY_DAY
    customer: Calendar | None = None
    outbound_handling_time: DateFormula = NO_TIME
    shipping_time: DateFormula = NO_TIME

    @classmethod
    def choose(
        cls,
        *,
        company: Calendar | None = None,
        location: Calendar | None = None,
        agent: Calendar | None = None,
        customer: Calendar | None = None,
        outbound_handling_time: DateFormula = NO_TIME,
        shipping_time: DateFormula = NO_TIME,
    ) -> ChainTerms:
        """The terms where location and agent service fall back on the company's (SD37)."""
        return cls(
            location or company or EVERY_DAY,
            agent or company or EVERY_DAY,
            customer,
            outbound_handling_time,
            shipping_time,
        )

    def without_times(self) -> ChainTerms:
        """The terms of a drop shipment: the vendor handles and ships (SD42)."""
        return replace(self, outbound_handling_time=NO_TIME, shipping_time=NO_TIME)

    @property
    def delivery_calendars(self) -> tuple[Calendar, ...]:
        """Who must work on the day of delivery when the chain runs forward (SD39)."""
        return (self.agent, self.location if self.customer is None else self.customer)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link of a line's chain, to be shown: so many days of a calendar from date to date."""

    start: date
    end: date
    days: int
    calendar_code: str


def forward(dates: LineDates, terms: ChainTerms) -> LineDates:
    """Plan shipment and delivery from the shipment date, which stays as it is (SD39)."""
    if dates.shipment_date is None:
        return replace(dates, planned_shipment_date=None, planned_delivery_date=None)
    check = (terms.location, terms.agent)
    planned_shipment = _moved_by(_handling(terms), dates.shipment_date, Direction.FORWARD, check)
    return replace(
        dates,
        planned_shipment_date=planned_shipment,
        planned_delivery_date=_delivery(planned_shipment, terms),
    )


def backward(dates: LineDates, delivery: date, terms: ChainTerms) -> LineDates:
    """Plan shipment from a delivery date, which stays as it is (SD40)."""
    check = (terms.agent, terms.location)
    planned_shipment = _moved_by(_transport(terms), delivery, Direction.BACKWARD, check)
    return replace(
        dates,
        planned_delivery_date=delivery,
        planned_shipment_date=planned_shipment,
        shipment_date=_shipment(planned_shipment, terms),
    )


def new_line(header: LineDates, terms: ChainTerms) -> LineDates:
    """The dates of a line whose number was just chosen, from those of its header (SD41)."""
    shipment = header.shipment_date
    if shipment is not None:
        shipment = move(shipment, 0, Direction.FORWARD, terms.location, (terms.location,))
    dates = LineDates(
        shipment_date=shipment,
        requested_delivery_date=header.requested_delivery_date,
        promised_delivery_date=header.promised_delivery_date,
    )
    return replanned(dates, terms)


def replanned(dates: LineDates, terms: ChainTerms) -> LineDates:
    """The chain from the promised date, else the requested one, else the shipment date.

    This is what a change of agent, location or times calls for (SD41).
    """
    delivery = dates.promised_delivery_date or dates.requested_delivery_date
    return forward(dates, terms) if delivery is None else backward(dates, delivery, terms)


def with_promised_delivery(
    dates: LineDates, promised: date | None, header_shipment: date | None, terms: ChainTerms
) -> LineDates:
    """A delivery date is promised; without one the requested date rules again."""
    promising = replace(dates, promised_delivery_date=promised)
    if promised is not None:
        return backward(promising, promised, terms)
    return with_requested_delivery(promising, dates.requested_delivery_date, header_shipment, terms)


def with_requested_delivery(
    dates: LineDates,
    requested: date | None,
    header_shipment: date | None,
    terms: ChainTerms,
    record: RecordRef | None = None,
) -> LineDates:
    """The customer's wish; without one the line is shipped on the header's shipment date.

    Raises RequestedUnderPromised when another date has been promised already.
    """
    if dates.promised_delivery_date is not None and requested != dates.requested_delivery_date:
        raise RequestedUnderPromised(
            record=record,
            field="requested_delivery_date",
            promised_delivery_date=dates.promised_delivery_date,
        )
    wish = replace(dates, requested_delivery_date=requested)
    if dates.promised_delivery_date is not None:
        return backward(wish, dates.promised_delivery_date, terms)
    if requested is None:
        return forward(replace(wish, shipment_date=header_shipment), terms)
    return backward(wish, requested, terms)


def with_planned_delivery(
    dates: LineDates, planned_delivery: date | None, terms: ChainTerms
) -> LineDates:
    """A typed delivery date plans the shipment for it; clearing it plans anew."""
    if planned_delivery is None:
        return replanned(dates, terms)
    return backward(dates, planned_delivery, terms)


def with_planned_shipment(
    dates: LineDates, planned_shipment: date | None, terms: ChainTerms
) -> LineDates:
    """A typed shipment plan moves picking before it and delivery behind it; clearing plans anew."""
    if planned_shipment is None:
        return replanned(dates, terms)
    return replace(
        dates,
        shipment_date=_shipment(planned_shipment, terms),
        planned_shipment_date=planned_shipment,
        planned_delivery_date=_delivery(planned_shipment, terms),
    )


def with_shipment(dates: LineDates, shipment: date | None, terms: ChainTerms) -> LineDates:
    """A typed shipment date stays and plans what follows it."""
    return forward(replace(dates, shipment_date=shipment), terms)


def chain_steps(dates: LineDates, terms: ChainTerms) -> tuple[ChainStep, ...]:
    """The links of a planned line in the order of time; none while a date is missing."""
    shipment, planned = dates.shipment_date, dates.planned_shipment_date
    delivery = dates.planned_delivery_date
    if shipment is None or planned is None or delivery is None:
        return ()
    return (
        ChainStep(shipment, planned, _days(_handling(terms), shipment), terms.location.code),
        ChainStep(planned, delivery, _days(_transport(terms), planned), terms.agent.code),
    )


class _Link(NamedTuple):
    """A time of the chain: its field, how long it is and in whose working days it counts."""

    field: str
    duration: DateFormula
    calendar: Calendar


def _handling(terms: ChainTerms) -> _Link:
    return _Link("outbound_handling_time", terms.outbound_handling_time, terms.location)


def _transport(terms: ChainTerms) -> _Link:
    return _Link("shipping_time", terms.shipping_time, terms.agent)


def _delivery(planned_shipment: date, terms: ChainTerms) -> date:
    """The second step of SD39: from the planned shipment to the delivery."""
    check = terms.delivery_calendars
    return _moved_by(_transport(terms), planned_shipment, Direction.FORWARD, check)


def _shipment(planned_shipment: date, terms: ChainTerms) -> date:
    """The last step of SD40: from the planned shipment back to the day of picking."""
    check = (terms.location,)
    return _moved_by(_handling(terms), planned_shipment, Direction.BACKWARD, check)


def _moved_by(link: _Link, start: date, direction: Direction, check: Collection[Calendar]) -> date:
    return move(start, _days(link, start), direction, link.calendar, check)


def _days(link: _Link, start: date) -> int:
    """How many days a time means from a date (CU12); raises NegativeDuration."""
    try:
        days = link.duration.days_from(start)
    except DateBeyondCalendarError as error:
        raise BeyondCalendar(field=link.field, date=start, duration=str(link.duration)) from error
    if days < 0:
        raise NegativeDuration(
            field=link.field, entered_field=link.field, duration=str(link.duration)
        )
    return days
