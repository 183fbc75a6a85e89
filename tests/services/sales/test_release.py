"""Released is agreed: what it takes, what it locks, and the way back (02 §5)."""

from decimal import Decimal

import pytest

from desktop.errors import SeveralRefusals
from desktop.models.setup import InventorySetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import DefaultYesNo, Status
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.refusals import (
    CustomerFirst,
    LineFieldMissing,
    NothingToRelease,
    PendingApproval,
    StatusNotOpen,
)
from desktop.services.sales.release import release, reopen
from tests.builders.items import a_variant, an_item
from tests.builders.sales import Clerk, a_document, put_header, rows


def releases(clerk: Clerk) -> None:
    """Release the document."""
    with clerk.database.write() as session:
        clerk.view = release(session, clerk.key, clerk.context)


def reopens(clerk: Clerk) -> None:
    """Reopen the document."""
    with clerk.database.write() as session:
        clerk.view = reopen(session, clerk.key, clerk.context)


def test_released_terms_are_frozen_until_reopened(company: Database, context: UserContext) -> None:
    """EX41."""
    order = a_document(company, context).adds(description="Hello").adds(no="A")
    with pytest.raises(NothingToRelease) as refusal:
        releases(order)
    assert "There is nothing to release on order SO00001" in str(refusal.value)
    order.changes(2, "quantity", 4)
    releases(order)
    assert order.view.status is Status.RELEASED
    with pytest.raises(StatusNotOpen):
        order.changes(2, "unit_price", 9)
    order.changes(2, "qty_to_ship", 3).enters("external_document_no", "PO-1")
    reopens(order)
    order.changes(2, "unit_price", 9)
    releases(order)
    assert order.view.totals.total_excl_vat == 36
    releases(order)
    assert order.view.status is Status.RELEASED


def test_all_that_is_missing_is_told_at_once(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        session.get_one(InventorySetup, 1).location_mandatory = True
        an_item(session, "V", variant_mandatory=DefaultYesNo.YES)
        a_variant(session, "V", "RED")
    order = a_document(company, context).adds(no="V", quantity=1)
    with pytest.raises(SeveralRefusals) as refusals:
        releases(order)
    assert [each.field for each in refusals.value.refusals] == ["variant_code", "location_code"]
    order.changes(1, "location_code", "MAIN")
    with pytest.raises(LineFieldMissing) as refusal:
        releases(order)
    assert "Line 10000, item V: Variant Code" in str(refusal.value)
    order.changes(1, "variant_code", "RED")
    releases(order)


def test_an_item_without_unit_or_customer_is_not_released(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        an_item(session, "NOUNIT", base_unit=None)
    order = a_document(company, context).adds(no="NOUNIT", quantity=1)
    with pytest.raises(LineFieldMissing):
        releases(order)
    nobody = a_document(company, context, customer_no=None)
    with pytest.raises(SeveralRefusals) as refusals:
        releases(nobody)
    assert isinstance(refusals.value.refusals[0], CustomerFirst)


def test_an_approval_must_be_cancelled_first(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="A", quantity=1)
    put_header(company, order.key, {"status": Status.PENDING_APPROVAL})
    for step in (releases, reopens):
        with pytest.raises(PendingApproval):
            step(order)


def test_a_prepayment_comes_first(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="A", quantity=1)
    order.enters("prepayment_pct", Decimal(30))
    releases(order)
    assert order.header("status") is Status.PENDING_PREPAYMENT
    reopens(order)
    assert order.header("status") is Status.OPEN
    quote = a_document(company, context, DocumentType.QUOTE).adds(no="A", quantity=1)
    quote.enters("prepayment_pct", Decimal(30))
    releases(quote)
    assert quote.header("status") is Status.RELEASED
