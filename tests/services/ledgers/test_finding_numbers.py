"""Document numbers that something was posted with are found by their beginning."""

from collections.abc import Iterator

import pytest

from desktop.services.database import Database
from desktop.services.ledgers.finding_numbers import find_document_numbers
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.sales.finding_documents import find_posted_invoices, find_posted_shipments
from tests.databases import Databases
from tests.moving import company_at
from tests.robustness.books import CONTEXT, an_order, fill_with_trading_company


@pytest.fixture
def books(databases: Databases) -> Iterator[Database]:
    """One order, shipped and invoiced."""
    with company_at(databases.create(fill_with_trading_company)) as database:
        with database.write() as session:
            key = an_order(session, ("A", 1))
            post(session, key, PostingChoice(ship=True, invoice=True), CONTEXT)
        yield database


def test_a_number_is_found_by_its_beginning_in_small_letters(books: Database) -> None:
    with books.read() as session:
        [invoice] = find_posted_invoices(session, "", 1)
        [found] = find_document_numbers(session, invoice.no.lower(), 3)
        assert found.document_no == invoice.no
        assert found.posting_date == CONTEXT.work_date
        assert invoice.no in [
            one.document_no for one in find_document_numbers(session, invoice.no[:2], 3)
        ]
        assert find_document_numbers(session, "", 3) == ()
        assert find_document_numbers(session, "%", 3) == ()


def test_shipments_are_found_by_number_and_name(books: Database) -> None:
    with books.read() as session:
        [shipment] = find_posted_shipments(session, "", 5)
        assert find_posted_shipments(session, shipment.no, 5) == (shipment,)
        assert find_posted_shipments(session, shipment.name.lower(), 5) == (shipment,)
        assert shipment.posting_date == CONTEXT.work_date
        assert find_posted_shipments(session, "no such", 5) == ()
