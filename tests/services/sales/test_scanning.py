"""Scanned codes add a line or one more of what is there already (SD21, CU57)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.models.items import Item, ItemReference
from desktop.models.words import ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.refusals import CustomerFirst, LinesFrozen
from desktop.services.sales.release import release
from desktop.services.sales.scanning import scan
from tests.builders.items import a_unit, a_variant, an_item
from tests.builders.sales import Clerk, a_document, rows


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order; A has a GTIN, its box and its red variant have barcodes, and C1 calls it K-77."""
    with rows(company) as session:
        a_unit(session, "A", "BOX", "12")
        a_variant(session, "A", "RED")
        an_item(session, "B")
        session.get_one(Item, "A").gtin = "7310865004703"
        session.add(ItemReference(item_no="A", unit_code="BOX", reference_no="BOX-1"))
        session.add(ItemReference(item_no="A", variant_code="RED", reference_no="RED-1"))
        session.add(
            ItemReference(
                item_no="A",
                owner_type=ReferenceOwner.CUSTOMER,
                owner_no="C1",
                reference_no="K-77",
            )
        )
        for item in "AB":
            session.add(ItemReference(item_no=item, reference_no="TWICE"))
    return a_document(company, context)


def scans(clerk: Clerk, text: str) -> bool:
    """Whether the text was taken for a code."""
    with clerk.database.write() as session:
        view = scan(session, clerk.key, text, clerk.context)
    clerk.view = view or clerk.looks()
    return view is not None


def test_the_first_scan_adds_a_line_and_the_next_one_one_more(order: Clerk) -> None:
    assert scans(order, "7310865004703")
    assert order.column("quantity") == [1]
    assert scans(order, " 7310865004703 ")
    assert scans(order, "K-77")
    assert order.column("quantity") == [3]
    assert order.value(1, "line_amount") == 300
    assert order.view.difference.entered == ((10000, "quantity"),)


def test_other_units_and_variants_have_lines_of_their_own(order: Clerk) -> None:
    for text in ("7310865004703", "BOX-1", "RED-1", "BOX-1"):
        assert scans(order, text)
    assert order.column("unit_of_measure_code") == ["PCS", "BOX", "PCS"]
    assert order.column("variant_code") == [None, None, "RED"]
    assert order.column("quantity") == [1, 2, 1]


def test_what_comes_back_or_is_delivered_is_not_counted_up(order: Clerk) -> None:
    order.adds(no="A", quantity=-2).adds(no="A", quantity=3).has_delivered(2, "3")
    assert scans(order, "7310865004703")
    assert order.column("quantity") == [-2, 3, 1]


@pytest.mark.parametrize("text", ["A", "a", "", "TWICE", "UNKNOWN", "\x00"])
def test_what_is_no_code_of_one_item_is_left_to_the_search(order: Clerk, text: str) -> None:
    assert not scans(order, text)
    assert order.view.lines == ()


def test_scanning_keeps_the_rules_of_the_document(order: Clerk) -> None:
    order.adds(no="A", quantity=Decimal(1))
    with order.database.write() as session:
        release(session, order.key, order.context)
    with pytest.raises(LinesFrozen):
        scans(order, "BOX-1")
    nobodys = a_document(order.database, order.context, customer_no=None)
    with pytest.raises(CustomerFirst):
        scans(nobodys, "7310865004703")
