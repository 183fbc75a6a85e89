"""What a user may still enter on what posting wrote, and by which rules (SD77, SD87)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.models.ledgers import CustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.values.numbers import ZERO
from desktop.services.context import UserContext
from desktop.services.customers.cards import after_agent, agent_service
from desktop.services.ledgers.entry_amounts import entry_amounts
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import ValueOutside

_ONLY_OPEN = frozenset({"due_date", "pmt_discount_date", "remaining_pmt_disc_possible"})

FREE_FIELDS: Mapping[str, frozenset[str]] = {
    SalesShipmentHeader.__tablename__: frozenset(
        {"package_tracking_no", "shipping_agent_code", "shipping_agent_service_code"}
    ),
    SalesInvoiceHeader.__tablename__: frozenset({"payment_reference"}),
    CustLedgerEntry.__tablename__: _ONLY_OPEN | {"on_hold", "reference"},
}
"""The fields of posted documents and entries that nothing in the books depends on, by table."""


def locked_when_closed(_session: Session, entry: CustLedgerEntry) -> frozenset[str]:
    """When and with what discount to pay says nothing any more once an entry is paid."""
    return frozenset() if entry.open else _ONLY_OPEN


def discount_within_amount(
    session: Session, entry: CustLedgerEntry, value: object, _context: UserContext
) -> object:
    """A payment discount is a part of what is still to be paid; raises ValueOutside."""
    remaining = entry_amounts(session, entry.entry_no).remaining
    lowest, highest = min(remaining, ZERO), max(remaining, ZERO)
    if not isinstance(value, Decimal) or not lowest <= value <= highest:
        raise ValueOutside(
            record=ref_of(entry.__tablename__, entry),
            field="remaining_pmt_disc_possible",
            entered_field="remaining_pmt_disc_possible",
            lowest=lowest,
            highest=highest,
            value=value,
        )
    return value


FREE_FIELD_RULES: dict[str, RecordRules] = {
    SalesShipmentHeader.__tablename__: RecordRules(
        fields={"shipping_agent_service_code": agent_service},
        follow_ups={"shipping_agent_code": after_agent},
    ),
    CustLedgerEntry.__tablename__: RecordRules(
        fields={"remaining_pmt_disc_possible": discount_within_amount},
        locked=locked_when_closed,
    ),
}
