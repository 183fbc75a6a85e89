"""Look-ups that depend on another field of the record: how and where to ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.services.records import LookupRow, lookup_rows
from desktop.views.tables.list_spec import Session


def find_service(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The services of the chosen shipping agent."""
    agent = values.get("shipping_agent_code")
    return lookup_rows(session, "shipping_agent_service", text, where={"agent_code": agent})


def find_ship_to(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The ship-to addresses of the document's customer, or of the customer itself."""
    customer = values.get("sell_to_customer_no") or values.get("no")
    return lookup_rows(session, "ship_to_address", text, where={"customer_no": customer})


SHIPPING_LOOKUPS = {
    "ship_to_code": find_ship_to,
    "shipping_agent_service_code": find_service,
}
"""Fields whose look-up depends on others of their record."""
