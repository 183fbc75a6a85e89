"""Look-ups of fields that name a contact, among all contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.services.records import LookupRow, lookup_rows
from desktop.views.tables.list_spec import Session


def find_contact(session: Session, text: str, _values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The contacts that a typed text may mean, by number, name or city."""
    return lookup_rows(session, "contact", text)


CONTACT_LOOKUPS = {
    "primary_contact_no": find_contact,
    "sell_to_contact_no": find_contact,
    "bill_to_contact_no": find_contact,
}
"""Fields that hold the number of a contact and are no foreign keys."""
