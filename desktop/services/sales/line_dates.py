"""The dates of a line: calendars and times fetched, then one step of the date chain (SD37–SD42)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from sqlalchemy import select

from desktop.errors import Notice
from desktop.models.codes import Location, ShippingAgentService
from desktop.models.customers import Customer
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.date_formula import DateFormula
from desktop.services.calendars.date_chain import (
    ChainStep,
    ChainTerms,
    LineDates,
    chain_steps,
    new_line,
    replanned,
    with_planned_delivery,
    with_planned_shipment,
    with_promised_delivery,
    with_requested_delivery,
    with_shipment,
)
from desktop.services.calendars.reading import read_calendars
from desktop.services.sales.load import Document, line_ref
from desktop.translation import N_

PAST_SHIPMENT = N_("Shipment Date {shipment_date} lies before the work date {work_date}.")


def terms_of_line(document: Document, line: SalesLine) -> ChainTerms:
    """The calendars and times of a line; a drop shipment has no times (SD42)."""
    key = (line.location_code, line.shipping_agent_code, line.shipping_agent_service_code)
    if key not in document.chain_terms:
        document.chain_terms[key] = _calendars(document, line)
    terms = replace(
        document.chain_terms[key],
        outbound_handling_time=DateFormula.parse_duration(line.outbound_handling_time),
        shipping_time=DateFormula.parse_duration(line.shipping_time),
    )
    return terms.without_times() if line.drop_shipment else terms


def date_chain(document: Document, line: SalesLine) -> tuple[ChainStep, ...]:
    """Each step from the shipment date to the delivery, with the calendar it is counted in."""
    return chain_steps(_dates(line), terms_of_line(document, line))


def date_new_line(document: Document, line: SalesLine) -> None:
    """Give a line whose number was just chosen its dates (SD41)."""
    put_dates(document, line, new_line(_dates(document.header), terms_of_line(document, line)))


def replan(document: Document, line: SalesLine) -> None:
    """Plan a line anew after a change of times, agent or location (SD41)."""
    put_dates(document, line, replanned(_dates(line), terms_of_line(document, line)))


def enter_date(document: Document, line: SalesLine, field: str, value: date | None) -> None:
    """Take one typed date of a line and plan the others (SD41); raises RequestedUnderPromised."""
    dates, terms = _dates(line), terms_of_line(document, line)
    shipment = document.header.shipment_date
    steps: dict[str, Callable[[], LineDates]] = {
        "shipment_date": partial(with_shipment, dates, value, terms),
        "planned_shipment_date": partial(with_planned_shipment, dates, value, terms),
        "planned_delivery_date": partial(with_planned_delivery, dates, value, terms),
        "promised_delivery_date": partial(with_promised_delivery, dates, value, shipment, terms),
        "requested_delivery_date": partial(
            with_requested_delivery, dates, value, shipment, terms, line_ref(line)
        ),
    }
    put_dates(document, line, steps[field]())


def put_dates(document: Document, line: SalesLine, dates: LineDates) -> None:
    """Keep the dates of a line; a shipment in the past is told, nothing more (SD42)."""
    moved = dates.shipment_date != line.shipment_date
    for name in LineDates.__slots__:
        setattr(line, name, getattr(dates, name))
    work_date = document.context.work_date
    if moved and line.shipment_date is not None and line.shipment_date < work_date:
        document.notices.append(
            Notice(
                "past_shipment_date",
                PAST_SHIPMENT,
                {"shipment_date": line.shipment_date, "work_date": work_date},
                record=line_ref(line),
                field="shipment_date",
            )
        )


def _dates(row: SalesHeader | SalesLine) -> LineDates:
    return LineDates(**{name: getattr(row, name, None) for name in LineDates.__slots__})


def _calendars(document: Document, line: SalesLine) -> ChainTerms:
    """The calendars of location, agent service, customer and company (SD37)."""
    location, service, customer = _calendar_codes(document, line)
    company = document.setups.company.base_calendar_code
    calendars = read_calendars(document.session, {location, service, customer, company} - {None})
    return ChainTerms.choose(
        company=calendars.get(company),
        location=calendars.get(location),
        agent=calendars.get(service),
        customer=calendars.get(customer),
    )


def _calendar_codes(
    document: Document, line: SalesLine
) -> tuple[str | None, str | None, str | None]:
    of_location = select(Location.base_calendar_code).where(Location.code == line.location_code)
    of_service = select(ShippingAgentService.base_calendar_code).where(
        ShippingAgentService.agent_code == line.shipping_agent_code,
        ShippingAgentService.code == line.shipping_agent_service_code,
    )
    of_customer = select(Customer.base_calendar_code).where(
        Customer.no == document.header.sell_to_customer_no
    )
    row = document.session.execute(
        select(
            of_location.scalar_subquery(),
            of_service.scalar_subquery(),
            of_customer.scalar_subquery(),
        )
    ).one()
    return row[0], row[1], row[2]
