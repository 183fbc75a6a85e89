"""From the customer's wish to the first date that may be promised, and on to delivery (PF21, PF26).

Pure; the chain of a line's dates is that of every sales line (SD39, SD40).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.services.calendars.date_chain import ChainTerms, LineDates, backward, forward
from desktop.services.calendars.working_days import Direction, move


def requested_shipment_date(dates: LineDates, terms: ChainTerms) -> date | None:
    """When to ship for the requested delivery; without a wish the line's shipment date (PF21)."""
    requested = dates.requested_delivery_date
    if requested is None:
        return dates.shipment_date
    return backward(dates, requested, terms).shipment_date


def first_shipment_date(
    requested: date | None, work_date: date, *, as_soon_as_possible: bool = False
) -> date:
    """S of PF21: no promise is earlier, unless the goods shall go as soon as possible."""
    if requested is None or as_soon_as_possible:
        return work_date
    return max(requested, work_date)


def promised_dates(dates: LineDates, shipment: date, terms: ChainTerms) -> LineDates:
    """The dates of a line that is shipped on a date (PF26).

    A wish that is met is promised as it was made, also when the goods would be there before.
    """
    planned = forward(replace(dates, shipment_date=shipment), terms)
    requested = dates.requested_delivery_date
    if requested is not None and shipment == requested_shipment_date(dates, terms):
        return replace(planned, planned_delivery_date=requested)
    return planned


def typed_delivery(dates: LineDates, typed: date, terms: ChainTerms) -> LineDates:
    """The dates of a line that is to be there on a typed date (PF39, SD40).

    On a day on which nothing is delivered it is there on the next one.
    """
    delivery = move(typed, 0, Direction.FORWARD, terms.agent, terms.delivery_calendars)
    return backward(dates, delivery, terms)
