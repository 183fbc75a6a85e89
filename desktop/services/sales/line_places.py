"""Where a line is shipped from and by whom; times and dates follow (SD27, SD41, SD42)."""

from __future__ import annotations

from desktop.models.codes import Location, ShippingAgentService
from desktop.models.sales import SalesLine
from desktop.services.sales.line_dates import replan
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.shipping_times import handling_time, service_of


def choose_location(document: Document, line: SalesLine, location_code: str | None) -> None:
    """Ship a line from another location, with that location's handling time."""
    if location_code == line.location_code:
        return
    line.location_code = location_code
    location = None
    if location_code is not None:
        location = document.session.get_one(Location, location_code)
    put_time(document, line, "outbound_handling_time", handling_time(document, location))


def choose_agent(document: Document, line: SalesLine, agent_code: str | None) -> None:
    """Ship a line by another agent; the service must be chosen anew."""
    if agent_code == line.shipping_agent_code:
        return
    line.shipping_agent_code = agent_code
    line.shipping_agent_service_code = None
    put_time(document, line, "shipping_time", document.header.shipping_time)


def choose_service(document: Document, line: SalesLine, service_code: str | None) -> None:
    """Ship a line by another service of its agent; raises ServiceOfOtherAgent."""
    service: ShippingAgentService | None = service_of(
        document.session, line.shipping_agent_code, service_code, line_ref(line)
    )
    line.shipping_agent_service_code = service_code
    time = service.shipping_time if service is not None else document.header.shipping_time
    put_time(document, line, "shipping_time", time)


def put_time(document: Document, line: SalesLine, field: str, time: str) -> None:
    """Keep a shipping or handling time and plan the line anew; a drop shipment has none (SD42)."""
    setattr(line, field, "" if line.drop_shipment else time)
    replan(document, line)


def put_drop_shipment(document: Document, line: SalesLine, is_dropped: bool) -> None:  # noqa: FBT001  (the value of the field)
    """Let the vendor ship a line, or not; a drop shipment has no times (SD42)."""
    if is_dropped == line.drop_shipment:
        return
    line.drop_shipment = is_dropped
    line.outbound_handling_time = "" if is_dropped else _own_handling_time(document, line)
    line.shipping_time = "" if is_dropped else _own_shipping_time(document, line)
    replan(document, line)


def _own_handling_time(document: Document, line: SalesLine) -> str:
    """The time of where a line is shipped from; the header's where that is the same place."""
    if line.location_code == document.header.location_code:
        return document.header.outbound_handling_time
    location = None
    if line.location_code is not None:
        location = document.session.get_one(Location, line.location_code)
    return handling_time(document, location)


def _own_shipping_time(document: Document, line: SalesLine) -> str:
    """The time of the service of a line; the header's where they share it, or there is none."""
    header = document.header
    own = (line.shipping_agent_code, line.shipping_agent_service_code)
    service = None
    if own != (header.shipping_agent_code, header.shipping_agent_service_code):
        service = service_of(document.session, *own, line_ref(line))
    return header.shipping_time if service is None else service.shipping_time
