"""Dates of delivery, location, agent and times of a header, and the lines that follow (SD15)."""

from __future__ import annotations

from datetime import date

from desktop.errors import Notice
from desktop.models.codes import Location
from desktop.models.customers import Customer
from desktop.services.calendars.refusals import RequestedUnderPromised
from desktop.services.sales.line_dates import PAST_SHIPMENT
from desktop.services.sales.load import Document
from desktop.services.sales.propagation import delivery_of, update_changed, update_lines
from desktop.services.sales.shipping_times import handling_time, service_of, shipping_time_of


def enter_delivery_date(document: Document, field: str, value: date | None) -> None:
    """Take the shipment date, the customer's wish or the promise (SD15, SD42).

    Raises RequestedUnderPromised or UpdateLines.
    """
    header, work_date = document.header, document.context.work_date
    if value == getattr(header, field):
        return
    if field == "requested_delivery_date" and header.promised_delivery_date is not None:
        raise RequestedUnderPromised(
            record=document.ref,
            field=field,
            promised_delivery_date=header.promised_delivery_date,
        )
    setattr(header, field, value)
    if field == "shipment_date" and value is not None and value < work_date:
        document.notices.append(
            Notice(
                "past_shipment_date",
                PAST_SHIPMENT,
                {"shipment_date": value, "work_date": work_date},
                record=document.ref,
                field=field,
            )
        )
    update_lines(document, field, [field])


def enter_location(document: Document, location_code: str | None) -> None:
    """Ship from another location, with that location's handling time."""
    header, before = document.header, delivery_of(document.header)
    location = None
    if location_code is not None:
        location = document.session.get_one(Location, location_code)
    header.location_code = location_code
    header.outbound_handling_time = handling_time(document, location)
    update_changed(document, "location_code", before)


def enter_agent(document: Document, agent_code: str | None) -> None:
    """Ship by another agent; the service must be chosen anew (CU35)."""
    header, before = document.header, delivery_of(document.header)
    if agent_code == header.shipping_agent_code:
        return
    header.shipping_agent_code = agent_code
    header.shipping_agent_service_code = None
    header.shipping_time = shipping_time_of(None, _sell_to(document))
    update_changed(document, "shipping_agent_code", before)


def enter_service(document: Document, service_code: str | None) -> None:
    """Ship by another service of the agent; raises ServiceOfOtherAgent."""
    header, before = document.header, delivery_of(document.header)
    service = service_of(document.session, header.shipping_agent_code, service_code, document.ref)
    header.shipping_agent_service_code = service_code
    header.shipping_time = shipping_time_of(service, _sell_to(document))
    update_changed(document, "shipping_agent_service_code", before)


def enter_time(document: Document, field: str, time: str) -> None:
    """Take a typed shipping or handling time."""
    before = delivery_of(document.header)
    setattr(document.header, field, time)
    update_changed(document, field, before)


def _sell_to(document: Document) -> Customer | None:
    customer_no = document.header.sell_to_customer_no
    return document.session.get(Customer, customer_no) if customer_no is not None else None
