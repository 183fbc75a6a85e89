"""Look-ups of fields that name a contact: a customer's own contacts first, then all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.models.contact_words import MemberKind, RelationKind
from desktop.services.contacts.queries import contacts_of_customer
from desktop.services.records import MOST_HITS, LookupRow, lookup_rows
from desktop.views.tables.list_spec import Session


def find_sell_to_contact(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    """The contacts of the document's customer first; without a customer all contacts."""
    return _own_first(session, text, values.get("sell_to_customer_no"))


def find_bill_to_contact(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    """The contacts of the customer who pays first."""
    return _own_first(session, text, values.get("bill_to_customer_no"))


def find_primary_contact(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    """The customer's contact and its persons first."""
    return _own_first(session, text, values.get("no"))


def _own_first(session: Session, text: str, customer_no: object) -> Sequence[LookupRow]:
    """The hits of a text, those of the customer before all others."""
    own = contacts_of_customer(session, str(customer_no)) if customer_no else ()
    numbers = {each.no for each in own}
    words = text.casefold().split()
    first = [
        LookupRow(each.no, each.name, each.job_title or each.phone)
        for each in own
        if all(word in f"{each.no} {each.name}".casefold() for word in words)
    ]
    others = [row for row in lookup_rows(session, "contact", text) if row.key not in numbers]
    return [*first, *others][: max(MOST_HITS, len(first))]


def find_member(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The customers or the contacts that may become members of a campaign."""
    is_contact = values.get("kind") is MemberKind.CONTACT
    return lookup_rows(session, "contact" if is_contact else "customer", text)


def find_related(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The customers that a contact may be; vendors have no cards yet."""
    if values.get("kind") is RelationKind.VENDOR:
        return ()
    return lookup_rows(session, "customer", text)


CONTACT_LOOKUPS = {
    "primary_contact_no": find_primary_contact,
    "sell_to_contact_no": find_sell_to_contact,
    "bill_to_contact_no": find_bill_to_contact,
}
"""Fields that hold the number of a contact and are no foreign keys."""
