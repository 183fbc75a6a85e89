"""The days of an assembly document, with the times and calendars that hold for it (PF11–PF16)."""

from __future__ import annotations

from datetime import date

from desktop.errors import Notice
from desktop.models.assembly import AssemblyLine
from desktop.models.codes import Location
from desktop.models.company import CompanyInformation
from desktop.models.promising import ItemLocation
from desktop.models.values.date_formula import DateFormula
from desktop.services.assembly.dates import (
    AssemblyDates,
    AssemblyTimes,
    begun_on,
    component_due,
    ended_on,
    planned_for,
)
from desktop.services.assembly.load import AssemblyDocument
from desktop.services.assembly.refusals import MoveDueDate
from desktop.services.calendars.reading import read_calendars
from desktop.services.calendars.working_days import EVERY_DAY, Calendar
from desktop.services.setup.record_engine import ref_of
from desktop.translation import N_

DUE_EARLIER = N_("Due Date {due_date} of {assembly_type} {no} is before the work date {work_date}.")


def times_of(document: AssemblyDocument) -> AssemblyTimes:
    """The times of the kit at its location; the card's where the location has none of its own."""
    header, session = document.header, document.session
    item = document.cards.item(header.item_no)
    place = None
    if item is not None:
        key = (item.no, header.variant_code or "", header.location_code or "")
        place = session.get(ItemLocation, key)
    location = session.get(Location, header.location_code) if header.location_code else None
    inbound = (location or document.inventory).inbound_handling_time
    lead = (place.lead_time_calculation if place else "") or (
        item.lead_time_calculation if item else ""
    )
    safety = (
        (place.safety_lead_time if place else "")
        or (item.safety_lead_time if item else "")
        or document.inventory.default_safety_lead_time
    )
    return AssemblyTimes(
        _calendar(document, location),
        DateFormula.parse(lead),
        DateFormula.parse(inbound),
        DateFormula.parse(safety),
    )


def _calendar(document: AssemblyDocument, location: Location | None) -> Calendar:
    """The location's calendar, else the company's (SD37)."""
    code = location.base_calendar_code if location is not None else None
    code = code or document.session.get_one(CompanyInformation, 1).base_calendar_code
    return read_calendars(document.session, [code]).get(code, EVERY_DAY)


def plan_for_due_date(document: AssemblyDocument) -> None:
    """Begin and end the work so that the kit is there on its due date."""
    header = document.header
    if header.due_date is None:
        header.starting_date = header.ending_date = None
        plan_components(document)
        return
    times = times_of(document)
    dates = planned_for(header.due_date, times)
    header.starting_date, header.ending_date = dates.starting, dates.ending
    plan_components(document, times.location)


def move_start(document: AssemblyDocument, starting: date | None) -> None:
    """Begin the work on another day; it ends later, and the due date follows if wanted."""
    _move_work(document, starting, begins=True)


def move_end(document: AssemblyDocument, ending: date | None) -> None:
    """End the work on another day; it begins earlier, and the due date follows if wanted."""
    _move_work(document, ending, begins=False)


def _move_work(document: AssemblyDocument, day: date | None, *, begins: bool) -> None:
    if day is None:
        plan_for_due_date(document)
        return
    times = times_of(document)
    dates = begun_on(day, times) if begins else ended_on(day, times)
    header = document.header
    header.starting_date, header.ending_date = dates.starting, dates.ending
    # The due date of a kit that is made for a sales line is the line's (PF120).
    if document.link is None and _wants_due_date(document, dates):
        header.due_date = dates.due
    plan_components(document, times.location)


def _wants_due_date(document: AssemblyDocument, dates: AssemblyDates) -> bool:
    if document.header.due_date in {None, dates.due}:
        return True
    answer = document.context.answer(MoveDueDate.question)
    if answer is None:
        raise MoveDueDate(
            record=document.ref, field="due_date", due_date=dates.due, **document.names
        )
    return answer


def plan_components(document: AssemblyDocument, calendar: Calendar | None = None) -> None:
    """Let each component be there when it is needed (PF114)."""
    location = calendar if calendar is not None else times_of(document).location
    for line in document.lines:
        plan_line(document, line, location)


def plan_line(
    document: AssemblyDocument, line: AssemblyLine, calendar: Calendar | None = None
) -> None:
    """Let one component be there when it is needed."""
    starting = document.header.starting_date
    if starting is None:
        line.due_date = None
        return
    location = calendar if calendar is not None else times_of(document).location
    line.due_date = component_due(starting, DateFormula.parse(line.lead_time_offset), location)


def date_notices(document: AssemblyDocument) -> tuple[Notice, ...]:
    """The remark that a kit is due on a day that is gone (PF114)."""
    due, today = document.header.due_date, document.context.work_date
    if due is None or due >= today or not document.header.remaining_quantity:
        return ()
    figures = {"due_date": due, "work_date": today, **document.names}
    ref = ref_of(document.header.__tablename__, document.header)
    return (Notice("assembly.due_earlier", DUE_EARLIER, figures, record=ref, field="due_date"),)
