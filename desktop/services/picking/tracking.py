"""Following goods on their way: the agent's page with the tracking number in it (PF141)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.codes import ShippingAgent
from desktop.models.every_table import Base
from desktop.models.posted import SalesShipmentHeader
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey
from desktop.services.picking.refusals import (
    NoTrackingAddress,
    NoTrackingAgent,
    NoTrackingNumber,
)

PLACE = "%1"


@dataclass(frozen=True, slots=True)
class TrackingPage:
    """The page of one tracking number; `is_plain` where the address has no place for it."""

    number: str
    address: str
    is_plain: bool = False


def tracking_numbers(text: str) -> tuple[str, ...]:
    """The numbers in a field that holds one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def tracking_address(internet_address: str, number: str) -> str:
    """The agent's address with the number in the place of %1, escaped for a URL."""
    return internet_address.replace(PLACE, quote(number, safe=""))


def order_tracking(session: Session, key: DocumentKey) -> tuple[TrackingPage, ...]:
    """The pages of the tracking numbers of a sales document; raises what `_pages` raises."""
    ref = RecordRef(SalesHeader.__tablename__, (key.type.value, key.no))
    return _pages(session, SalesHeader, ref, SalesHeader.document_type == key.type)


def shipment_tracking(session: Session, no: str) -> tuple[TrackingPage, ...]:
    """The pages of the tracking numbers of a posted shipment; raises what `_pages` raises."""
    ref = RecordRef(SalesShipmentHeader.__tablename__, (no,))
    return _pages(session, SalesShipmentHeader, ref)


def _pages(
    session: Session,
    model: type[SalesHeader | SalesShipmentHeader],
    ref: RecordRef,
    *conditions: object,
) -> tuple[TrackingPage, ...]:
    """Raises NoTrackingNumber, NoTrackingAgent or NoTrackingAddress."""
    columns = Base.metadata.tables[model.__tablename__].c
    no = str(ref.key[-1])
    row = session.execute(
        select(
            columns.package_tracking_no, columns.shipping_agent_code, ShippingAgent.internet_address
        )
        .outerjoin(ShippingAgent, ShippingAgent.code == columns.shipping_agent_code)
        .where(columns.no == no, *conditions)  # type: ignore[arg-type]  # conditions of the caller
    ).one_or_none()
    numbers = tracking_numbers(row.package_tracking_no) if row is not None else ()
    if row is None or not numbers:
        raise NoTrackingNumber(record=ref, field="package_tracking_no", no=no)
    if not row.shipping_agent_code:
        raise NoTrackingAgent(record=ref, field="shipping_agent_code", no=no)
    if not row.internet_address:
        agent = row.shipping_agent_code
        raise NoTrackingAddress(
            record=RecordRef("shipping_agent", (agent,)),
            field="internet_address",
            agent_code=agent,
        )
    is_plain = PLACE not in row.internet_address
    return tuple(
        TrackingPage(number, tracking_address(row.internet_address, number), is_plain)
        for number in (numbers[:1] if is_plain else numbers)
    )
