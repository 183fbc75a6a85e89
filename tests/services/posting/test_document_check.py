"""Seeing while a document is edited what would forbid posting it (02 §8)."""

from decimal import Decimal

import pytest
import sqlalchemy as sa

from desktop.errors import SeveralRefusals
from desktop.models.values.keys import DocumentKey
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.document_check import document_check
from desktop.services.posting.post_sales import post
from desktop.services.posting.refusals import HeaderFieldBlank
from desktop.services.posting.refusals_setup import SetupBlocked
from tests.builders.posting_world import PostingWorld, fee, sale


def faulty_order(world: PostingWorld) -> DocumentKey:
    """An order without a posting date, of an item whose VAT set-up is blocked."""
    world.item("A", unit_price="10")
    key = world.order(sale("A", 2), fee(0, 250))
    world.put("sales_header", {"no": key.no}, posting_date=None)
    world.put("vat_posting_setup", {"vat_prod_posting_group": "VAT25"}, blocked=True)
    world.session.flush()
    return key


def test_all_that_posting_would_refuse_is_told_before_and_what_looks_forgotten(
    world: PostingWorld,
) -> None:
    key = faulty_order(world)
    found = document_check(world.session, key, world.context)
    assert found is not None
    assert [type(each) for each in found.refusals] == [HeaderFieldBlank, SetupBlocked]
    assert [notice.field for notice in found.notices] == ["quantity"]
    with pytest.raises(SeveralRefusals) as refused:
        post(world.session, key, PostingChoice(), world.context)
    assert [str(each) for each in refused.value.refusals] == [str(each) for each in found.refusals]


def test_checking_locks_nothing_and_writes_nothing(world: PostingWorld) -> None:
    key = faulty_order(world)
    statements: list[str] = []
    connection = world.session.connection()

    def note(*event: object) -> None:
        statements.append(str(event[2]))

    sa.event.listen(connection, "before_cursor_execute", note)
    document_check(world.session, key, world.context)
    sa.event.remove(connection, "before_cursor_execute", note)
    assert statements
    assert not [each for each in statements if not each.lstrip().startswith("SELECT")]
    assert not [each for each in statements if "FOR UPDATE" in each]


def test_a_document_that_can_be_posted_has_nothing_in_its_way(world: PostingWorld) -> None:
    world.item("A", unit_price="10")
    key = world.order(sale("A", 2))
    found = document_check(world.session, key, world.context)
    assert found is not None
    assert (found.refusals, found.notices) == ((), ())


def test_a_completed_document_is_not_checked_any_more(world: PostingWorld) -> None:
    world.item("A", unit_price="10")
    key = world.order(sale("A", Decimal(2)))
    post(world.session, key, PostingChoice(), world.context)
    assert document_check(world.session, key, world.context) is None
