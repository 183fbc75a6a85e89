"""What the fact pane says beside the customer list and card."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.services.context import UserContext
from desktop.views.customers.duplicate_banner import duplicate_facts
from desktop.views.pages.customer_block import customer_facts
from desktop.views.pages.facts import FactBlock
from desktop.views.tables.list_spec import Session


def card_facts(
    session: Session, key: tuple[str | int, ...], context: UserContext
) -> Sequence[FactBlock]:
    """The blocks beside the customer card."""
    no = str(key[0])
    return (*customer_facts(session, no, context), *duplicate_facts(session, no))


def list_facts(session: Session, key: str, context: UserContext) -> Sequence[FactBlock]:
    """The blocks beside the customer list."""
    return customer_facts(session, key, context)
