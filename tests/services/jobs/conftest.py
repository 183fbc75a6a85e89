"""A trading company with drafts to post in a batch or in the background.

drafts    makes drafts of item A, and of item B whose posting is blocked
shipped   makes orders of which one piece is shipped
"""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from desktop.models.customers import Customer
from desktop.models.finance import GeneralPostingSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.post_batch import BatchParameters, post_documents
from tests.builders.customers import a_customer
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


@pytest.fixture
def shipped(trading_company: Database, context: UserContext) -> Callable[..., DocumentKey]:
    """Makes an order of a customer of which one piece is shipped."""

    def make(customer: str, **header: object) -> DocumentKey:
        with trading_company.write() as session:
            if session.get(Customer, customer) is None:
                a_customer(session, customer)
        clerk = a_document(trading_company, context, DocumentType.ORDER, customer)
        for name, value in header.items():
            clerk.enters(name, value)
        key = clerk.adds(type="item", no="A", quantity=3).changes(1, "qty_to_ship", 1).key
        parameters = BatchParameters(numbers=(key.no,), invoice=False)
        assert post_documents(trading_company, parameters, context).n_ok == 1
        return key

    return make
