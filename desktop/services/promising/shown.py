"""The lines of the promising window: answers in lines' units, with what they wait for (03 §3)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.balance import Step
from desktop.services.availability.event_sources import SUPPLY
from desktop.services.availability.events import Event, Wanted, documents
from desktop.services.availability.figures import in_unit
from desktop.services.calendars.date_chain import LineDates
from desktop.services.items.stock import Scope
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.dates import promised_dates, typed_delivery
from desktop.services.promising.lines import Blocked, ComponentNeed, Method, Promise, Proposal
from desktop.services.promising.ranking import LineKey
from desktop.services.promising.reading import OpenLine

LONGEST_WAIT = timedelta(days=14)
"""So long may goods that came lie behind closed days before they are shipped."""


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """A line of the promising window; quantities in the line's unit (the data of 03 §3).

    `quantity` is outstanding, `required_quantity` what of it is not reserved.
    `limiting_document` is the supply for which the line waits, `overdue_document` one that should
    have come already and on which the date relies (PF3); `profile` tells how much can be had from
    which day on (PF29). `is_kept` is unset when a typed delivery cannot be kept. `proposals` is
    what must be got, `needs` what the line's own kit takes.
    """

    document_no: str
    line_no: int
    scope: Scope
    description: str
    unit: str
    quantity: Quantity
    required_quantity: Quantity
    requested_delivery_date: date | None
    requested_shipment_date: date | None
    original_shipment_date: date | None
    unavailable_quantity: Quantity = ZERO
    earliest_shipment_date: date | None = None
    planned_shipment_date: date | None = None
    planned_delivery_date: date | None = None
    limiting_document: str | None = None
    overdue_document: str | None = None
    method: Method = Method.NONE
    proposals: tuple[Proposal, ...] = ()
    needs: tuple[ComponentNeed, ...] = ()
    blocked: Blocked | None = None
    profile: tuple[Step, ...] = ()
    is_kept: bool = True

    @property
    def item_no(self) -> str:
        """The item that is sold."""
        return self.scope.item_no


@dataclass(frozen=True)
class Limits:
    """The documents that lines wait for, and those that are late and yet relied on."""

    waited_for: Mapping[LineKey, str]
    late: Mapping[LineKey, str]


@dataclass(frozen=True)
class Overdue:
    """What should have come before the work date, by scope."""

    work_date: date
    of_scope: Mapping[Scope, Quantity]


NO_LIMITS = Limits({}, {})


def limits_of(
    session: Session,
    lines: Mapping[LineKey, OpenLine],
    promises: Collection[Promise],
    overdue: Overdue,
) -> Limits:
    """The supply for which each delayed line waits: the last that comes until its date (PF3).

    At most one statement.
    """
    waiting = dict(_waiting(promises))
    late = {
        each.key
        for each in promises
        if each.spare is not None and each.spare < overdue.of_scope.get(lines[each.key].scope, ZERO)
    }
    if not waiting and not late:
        return NO_LIMITS
    supply = documents(
        session,
        Wanted.of_scopes({lines[key].scope for key in (*waiting, *late)}, kinds=SUPPLY),
        first=None if late else min(waiting.values()) - LONGEST_WAIT,
        last=max(waiting.values()) if waiting else None,
    )
    due = dict.fromkeys(late, overdue.work_date - timedelta(days=1))
    of_scope: dict[Scope, list[Event]] = defaultdict(list)
    for event in supply:
        if event.due is not None:
            of_scope[event.scope].append(event)
    return Limits(_last_until(waiting, lines, of_scope), _last_until(due, lines, of_scope))


def _waiting(promises: Iterable[Promise]) -> Iterator[tuple[LineKey, date]]:
    for each in promises:
        day = each.earliest_shipment_date
        if day is not None and each.unavailable_quantity > 0 and not each.proposals:
            yield each.key, day


def _last_until(
    days: Mapping[LineKey, date],
    lines: Mapping[LineKey, OpenLine],
    supply: Mapping[Scope, list[Event]],
) -> dict[LineKey, str]:
    """The last document that comes for each line until a day."""
    found = {}
    for key, day in days.items():
        events = supply.get(lines[key].scope, [])
        # They come in the order of their dates.
        place = bisect_right(events, day, key=lambda event: event.due or date.min)
        if place:
            found[key] = events[place - 1].document_no
    return found


def shown(line: OpenLine, promise: Promise, limits: Limits, asked: Asked) -> PromisedLine:
    """An answer as the window shows it."""
    shipment = promise.earliest_shipment_date
    choice = asked.choice_of(line.key)
    typed = _typed(line, choice)
    is_kept = typed is None or typed.shipment_date == shipment
    dates = typed if is_kept and typed else _planned(line, shipment)
    return PromisedLine(
        **_of_line(line),
        unavailable_quantity=in_unit(promise.unavailable_quantity, line.qty_per_unit),
        earliest_shipment_date=shipment,
        planned_shipment_date=dates.planned_shipment_date,
        planned_delivery_date=dates.planned_delivery_date,
        limiting_document=limits.waited_for.get(line.key),
        overdue_document=limits.late.get(line.key),
        method=promise.method,
        proposals=(*promise.proposals, *_for_kit(promise)),
        needs=promise.needs,
        blocked=promise.blocked,
        profile=tuple(
            Step(step.day, in_unit(step.quantity, line.qty_per_unit)) for step in promise.profile
        ),
        is_kept=is_kept,
    )


def unanswered(line: OpenLine) -> PromisedLine:
    """A line for which nothing is calculated yet (PF39)."""
    return PromisedLine(**_of_line(line))


def _of_line(line: OpenLine) -> dict[str, Any]:
    return {
        "document_no": line.key.document_no,
        "line_no": line.key.line_no,
        "scope": line.scope,
        "description": line.description,
        "unit": line.unit,
        "quantity": in_unit(line.quantity, line.qty_per_unit),
        "required_quantity": in_unit(line.quantity - line.reserved, line.qty_per_unit),
        "requested_delivery_date": line.dates.requested_delivery_date,
        "requested_shipment_date": line.requested_shipment_date,
        "original_shipment_date": line.dates.shipment_date,
    }


def _typed(line: OpenLine, choice: Choice | None) -> LineDates | None:
    """The dates that a typed delivery asks for."""
    if choice is None or choice.planned_delivery_date is None:
        return None
    return typed_delivery(line.dates, choice.planned_delivery_date, line.terms)


def _planned(line: OpenLine, shipment: date | None) -> LineDates:
    if shipment is None:
        return LineDates()
    return promised_dates(line.dates, shipment, line.terms)


def _for_kit(promise: Promise) -> Iterator[Proposal]:
    """What must be got for the parts of the line's own assembly order (PF36)."""
    for need in promise.needs:
        if need.supplied_by is not None:
            yield need.supplied_by
