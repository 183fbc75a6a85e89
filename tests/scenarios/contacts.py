"""Commands on contacts and on customers who have contacts, as the steps call them."""

from sqlalchemy.orm import Session

from desktop.models.contact_words import MemberKind
from desktop.services.contacts.interactions import cancel_interaction
from desktop.services.contacts.making import contact_for, link_contact
from desktop.services.context import UserContext
from desktop.services.records import RecordView, read_record
from desktop.services.sales.contact_quotes import make_customer_of

Key = tuple[str | int, ...]


def create_customer(
    session: Session,
    _table: str,
    key: Key,
    context: UserContext,
    *,
    template_code: str | None = None,
) -> RecordView:
    """Make a customer of a contact."""
    return make_customer_of(session, str(key[0]), context, template_code=template_code)


def create_contact(session: Session, _table: str, key: Key, context: UserContext) -> RecordView:
    """Make the contact of a customer."""
    return read_record(session, "contact", (contact_for(session, str(key[0]), context).no,))


def link_with_contact(
    session: Session,
    _table: str,
    key: Key,
    context: UserContext,
    *,
    contact_no: str,
    winner: MemberKind = MemberKind.CUSTOMER,
) -> RecordView:
    """Say that a customer is a contact that is there."""
    contact = link_contact(session, str(key[0]), contact_no, context, winner=winner)
    return read_record(session, "contact", (contact.no,))


def cancel(session: Session, _table: str, key: Key, context: UserContext) -> None:
    """Cancel an interaction."""
    cancel_interaction(session, int(key[0]), context)
