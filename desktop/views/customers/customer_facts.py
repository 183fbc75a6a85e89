"""What the fact pane says beside the customer list and card."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.services.contacts.queries import contacts_of_customer
from desktop.services.context import UserContext
from desktop.translation import N_
from desktop.views.customers.duplicate_banner import duplicate_facts
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.tables.columns import Target
from desktop.views.tables.list_spec import Session


def card_facts(
    session: Session, key: tuple[str | int, ...], context: UserContext
) -> Sequence[FactBlock]:
    """The blocks beside the customer card."""
    no = str(key[0])
    return (
        *customer_facts(session, no, context),
        *_contacts(session, no),
        *duplicate_facts(session, no),
    )


def _contacts(session: Session, no: str) -> Sequence[FactBlock]:
    """The contact that a customer is, and its persons."""
    facts = tuple(
        Fact(row.name, row.job_title or row.phone, target=Target("contact_card", row.no))
        for row in contacts_of_customer(session, no)
    )
    return (FactBlock(title=N_("Contacts"), facts=facts),) if facts else ()


def list_facts(session: Session, key: str, context: UserContext) -> Sequence[FactBlock]:
    """The blocks beside the customer list."""
    return customer_facts(session, key, context)
