"""What is refused on a line, in words that name record and field; nothing has changed then."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from desktop.errors import Conflict, Refusal
from desktop.models.finance import GlAccount
from desktop.models.items import Item, Resource
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType, ShippingAdvice, Status
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.line_fields import change_line, move_line
from desktop.services.sales.refusals import (
    CustomerFirst,
    FieldDerived,
    LinesFrozen,
    ReturnsNotInvoiced,
    ShippedNotInvoiced,
    StatusNotOpen,
)
from desktop.services.sales.refusals_lines import (
    AccountNotUsable,
    FollowsQuantity,
    ItemBlocked,
    ItemReferenceUnknown,
    ItemSalesBlocked,
    ItemUnknown,
    LineInvoiced,
    LineKeepsPlace,
    LineMissing,
    LineStarted,
    LocationLocked,
    NotForThisType,
    NumberFirst,
    ResourceBlocked,
    SeveralFound,
    TypeFirst,
    UnitUnknown,
    VariantBlocked,
    VariantUnknown,
    VatSetupMissing,
)
from desktop.services.sales.refusals_quantities import (
    BaseQuantityZero,
    MustShipComplete,
    QtyToInvoiceTooLarge,
    QtyToShipTooLarge,
    QuantityBelowShipped,
)
from desktop.services.sales.refusals_totals import LineDiscountOutside, NothingDiscountable
from desktop.services.setup.refusals import (
    FieldUnknown,
    ReferenceMissing,
    ValueNegative,
    ValueTooPrecise,
)
from tests.builders.items import a_resource, a_unit, a_variant, an_item
from tests.builders.sales import Clerk, a_document, put_header, rows

Step = Callable[[Clerk], object]


def refused(clerk: Clerk, kind: type[Refusal], step: Step) -> Refusal:
    """Take a step that must be refused, and see that the document is as it was."""
    before = clerk.looks()
    with pytest.raises(kind) as refusal:
        step(clerk)
    assert clerk.looks() == before
    return refusal.value


def changing(field: str, value: object) -> Step:
    """The step that enters a value into the first line."""
    return lambda clerk: clerk.changes(1, field, value)


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order of 10 × A."""
    return a_document(company, context).adds(no="A", quantity=10)


@pytest.mark.parametrize(
    ("field", "value", "kind", "named"),
    [
        ("qty_to_ship", 11, QtyToShipTooLarge, "You cannot ship more than 10 PCS on line 10000"),
        ("qty_to_invoice", 11, QtyToInvoiceTooLarge, "You cannot invoice more than 10"),
        ("line_discount_amount", 1001, LineDiscountOutside, "10000"),
        ("quantity", "1.123456", ValueTooPrecise, "Quantity"),
        ("net_weight", -1, ValueNegative, "Net Weight"),
        ("variant_code", "BLUE", VariantUnknown, "A on line 10000 has no variant BLUE"),
        ("unit_of_measure_code", "KG", UnitUnknown, "A on line 10000 has no unit KG"),
        ("location_code", "MOON", ReferenceMissing, "MOON"),
        ("no", "NOWHERE", ItemUnknown, "NOWHERE"),
        ("item_reference_no", "K-1", ItemReferenceUnknown, "K-1 is not known for customer C1"),
        ("amount", 5, FieldDerived, "Amount"),
        ("colour", "red", FieldUnknown, "colour"),
    ],
)
def test_a_wrong_value_is_refused(
    order: Clerk, field: str, value: object, kind: type[Refusal], named: str
) -> None:
    assert named in str(refused(order, kind, lambda clerk: clerk.changes(1, field, value)))


def test_a_quantity_that_vanishes_in_the_base_unit(order: Clerk) -> None:
    """EX3."""
    with rows(order.database) as session:
        a_unit(session, "A", "PCS", precision="1")
        a_unit(session, "A", "BOX", "12")
    order.changes(1, "unit_of_measure_code", "BOX")
    found = refused(order, BaseQuantityZero, lambda clerk: clerk.changes(1, "quantity", "0.04"))
    assert "The rounding precision of unit PCS turns Quantity 0.04 into 0" in str(found)


def test_what_is_delivered_cannot_be_taken_back(order: Clerk) -> None:
    order.has_delivered(1, "4")
    for field, value, kind in (
        ("quantity", 3, QuantityBelowShipped),
        ("no", "A", LineStarted),
        ("type", LineType.RESOURCE, LineStarted),
        ("unit_of_measure_code", "PCS", LineStarted),
        ("location_code", "MAIN", LocationLocked),
    ):
        refused(order, kind, changing(field, value))
    found = refused(order, ShippedNotInvoiced, lambda clerk: clerk.deletes(1))
    assert "4 of it is shipped" in str(found)


def test_what_is_invoiced_keeps_its_price_but_not_its_quantity(order: Clerk) -> None:
    """SD26."""
    order.has_delivered(1, "4", "4")
    for field in ("unit_price", "line_discount_pct", "line_amount", "vat_prod_posting_group"):
        refused(order, LineInvoiced, changing(field, 1))
    assert order.changes(1, "quantity", 6).value(1, "outstanding_quantity") == 2
    assert "unit_price" in order.line(1).locks


def test_blocked_goods_are_not_sold(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        an_item(session, "OLD", blocked=True, block_reason="out of range")
        an_item(session, "STOP", sales_blocked=True)
        a_variant(session, "A", "RED", blocked=True)
        a_resource(session, "GONE", blocked=True)
        session.get_one(GlAccount, "3590").blocked = True
    order = a_document(company, context)
    resource, account = LineType.RESOURCE, LineType.GL_ACCOUNT
    found = refused(order, ItemBlocked, lambda clerk: clerk.adds(no="OLD"))
    assert "Item OLD is blocked: out of range" in str(found)
    refused(order, ItemSalesBlocked, lambda clerk: clerk.adds(no="STOP"))
    refused(order, VariantBlocked, lambda clerk: clerk.adds(no="A", variant_code="RED"))
    refused(order, ResourceBlocked, lambda clerk: clerk.adds(type=resource, no="GONE"))
    refused(order, AccountNotUsable, lambda clerk: clerk.adds(type=account, no="3590"))
    found = refused(order, AccountNotUsable, lambda clerk: clerk.adds(type=account, no="3001"))
    assert "Direct Posting" in str(found)
    returns = a_document(company, context, DocumentType.RETURN_ORDER).adds(no="STOP", quantity=1)
    assert returns.value(1, "quantity") == 1


def test_words_that_fit_several_items_are_refused(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        an_item(session, "D1", description="Desk, oak")
        an_item(session, "D2", description="Desk, birch")
    order = a_document(company, context)
    assert "D1, D2" in str(refused(order, SeveralFound, lambda clerk: clerk.adds(no="desk")))


def test_a_line_is_filled_in_order(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(type=LineType.ITEM).adds(description="text")
    order.adds(type=LineType.GL_ACCOUNT, no="3590", quantity=1)
    refused(order, NumberFirst, lambda clerk: clerk.changes(1, "quantity", 1))
    refused(order, TypeFirst, lambda clerk: clerk.changes(2, "quantity", 1))
    refused(order, NotForThisType, lambda clerk: clerk.changes(3, "variant_code", "RED"))
    nobody = a_document(company, context, customer_no=None)
    refused(nobody, CustomerFirst, lambda clerk: clerk.adds(no="A"))


def test_a_pair_of_vat_groups_must_be_set_up(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        an_item(session, "NOVAT", vat_prod_posting_group=None)
    order = a_document(company, context)
    found = refused(order, VatSetupMissing, lambda clerk: clerk.adds(no="NOVAT"))
    assert "DOMESTIC" in str(found)


def test_an_invoice_is_always_whole(company: Database, context: UserContext) -> None:
    invoice = a_document(company, context, DocumentType.INVOICE).adds(no="A", quantity=5)
    refused(invoice, FollowsQuantity, lambda clerk: clerk.changes(1, "qty_to_ship", 2))


def test_complete_means_all_or_nothing(order: Clerk) -> None:
    """SD70: also what was to be shipped in part before."""
    order.changes(1, "qty_to_ship", 4).enters("shipping_advice", ShippingAdvice.COMPLETE)
    assert order.value(1, "qty_to_ship") == 10
    refused(order, MustShipComplete, lambda clerk: clerk.changes(1, "qty_to_ship", 4))
    assert order.changes(1, "qty_to_ship", 0).value(1, "qty_to_ship") == 0


def test_a_released_order_keeps_its_terms(order: Clerk) -> None:
    """SD62: quantities to ship and to assemble now (PF123), texts and text lines are free."""
    put_header(order.database, order.key, {"status": Status.RELEASED})
    found = refused(order, StatusNotOpen, lambda clerk: clerk.changes(1, "unit_price", 9))
    assert "choose Reopen" in str(found)
    refused(order, LinesFrozen, lambda clerk: clerk.adds(no="A"))
    refused(order, LinesFrozen, lambda clerk: clerk.deletes(1))
    order.changes(1, "qty_to_ship", 3).changes(1, "description", "Desk").adds(description="Hello")
    assert order.value(1, "qty_to_invoice") == 3
    assert order.line(1).editable == {
        "qty_to_ship",
        "qty_to_invoice",
        "quantity_to_assemble",
        "description",
        "description_2",
    }


def test_lines_that_others_point_at_stay(order: Clerk, context: UserContext) -> None:
    order.adds(no="A", quantity=1)
    order.has_delivered(1, "1", "1")

    def move(clerk: Clerk) -> None:
        with clerk.database.write() as session:
            move_line(session, clerk.key, 10000, context, down=True)

    refused(order, LineKeepsPlace, move)


def test_returned_goods_must_be_credited_before_their_line_goes(
    company: Database, context: UserContext
) -> None:
    returns = a_document(company, context, DocumentType.RETURN_ORDER).adds(no="A", quantity=2)
    returns.has_delivered(1, "2")
    refused(returns, ReturnsNotInvoiced, lambda clerk: clerk.deletes(1))


def test_a_stale_or_lost_line_is_told(order: Clerk, context: UserContext) -> None:
    seen = order.line(1).row_version
    order.changes(1, "quantity", 9)

    def late(clerk: Clerk) -> None:
        with clerk.database.write() as session:
            change_line(
                session, clerk.key, 10000, "quantity", Decimal(8), context, row_version=seen
            )

    assert "ADMIN" in str(refused(order, Conflict, late))
    order.adds(no="A", quantity=1)
    line = order.line(2)
    order.deletes(2)
    with pytest.raises(LineMissing), rows(order.database) as session:
        change_line(session, order.key, line.line_no, "quantity", Decimal(8), context)


def test_an_invoice_discount_needs_lines_to_stand_on(order: Clerk) -> None:
    order.enters("invoice_discount_value", Decimal(50))
    found = refused(order, NothingDiscountable, lambda clerk: clerk.deletes(1))
    assert "no line allows an invoice discount" in str(found)


def test_cards_are_only_asked_when_a_number_is_chosen(order: Clerk) -> None:
    """What is blocked later stays on documents (CU2)."""
    with rows(order.database) as session:
        session.get_one(Item, "A").blocked = True
        assert session.get(Resource, "ANNA") is None
    assert order.changes(1, "quantity", 3).value(1, "quantity") == 3
