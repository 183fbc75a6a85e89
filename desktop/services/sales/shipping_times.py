"""How long handling and transport take: from location and agent service, else the defaults."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.codes import Location, ShippingAgentService
from desktop.models.customers import Customer
from desktop.services.customers.card_refusals import ServiceOfOtherAgent
from desktop.services.sales.load import Document


def handling_time(document: Document, location: Location | None) -> str:
    """The outbound handling time of a location, or the company's where none is chosen."""
    if location is None:
        return document.setups.inventory.outbound_handling_time
    return location.outbound_handling_time


def service_of(
    session: Session, agent_code: str | None, service_code: str | None, record: RecordRef
) -> ShippingAgentService | None:
    """The service of an agent; raises ServiceOfOtherAgent when the agent does not offer it."""
    if service_code is None:
        return None
    service = None
    if agent_code is not None:
        service = session.get(ShippingAgentService, (agent_code, service_code))
    if service is None:
        raise ServiceOfOtherAgent(
            record=record,
            field="shipping_agent_service_code",
            service=service_code,
            agent=agent_code or "",
        )
    return service


def shipping_time_of(service: ShippingAgentService | None, customer: Customer | None) -> str:
    """The time of the service if one is chosen, else the customer's own."""
    if service is not None:
        return service.shipping_time
    return customer.shipping_time if customer is not None else ""
