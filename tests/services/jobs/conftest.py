"""A trading company with drafts to post in a batch or in the background.

drafts    makes drafts of item A, and of item B whose posting is blocked
"""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from desktop.models.finance import GeneralPostingSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from tests.builders.items import an_item
from tests.builders.sales import a_document

Drafts = Callable[..., list[DocumentKey]]


@pytest.fixture
def drafts(trading_company: Database, context: UserContext) -> Drafts:
    """Make documents with one piece of each item named, in the order of the names."""
    with trading_company.write() as session:
        an_item(session, "B", unit_price="50", gen_prod_posting_group="SERVICES")
        session.execute(
            update(GeneralPostingSetup)
            .where(GeneralPostingSetup.gen_prod_posting_group == "SERVICES")
            .values(blocked=True)
        )

    def make(*items: str, kind: DocumentType = DocumentType.INVOICE) -> list[DocumentKey]:
        return [
            a_document(trading_company, context, kind).adds(type="item", no=item, quantity=1).key
            for item in items
        ]

    return make
