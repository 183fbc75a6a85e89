"""Copying documents, beyond the scenarios: texts, charges, undo, rehearsal and what it costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, select

from desktop.errors import ConfirmationCode
from desktop.models.copy_words import CopySourceType
from desktop.models.customers import Customer, ShipToAddress
from desktop.models.finance import CustomerPostingGroup
from desktop.models.invoice_discounts import InvoiceDiscountTerms
from desktop.models.items import Item, ItemReference, ItemUnitOfMeasure, ItemVariant
from desktop.models.sales import DocumentComment
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentType
from desktop.models.vat import VatPostingSetup
from desktop.models.words import ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.customers.refusals import CustomerBlocked
from desktop.services.database import Database
from desktop.services.sales.archive import archive
from desktop.services.sales.copy_document import CopyRehearsal, copy_document, rehearse_copy
from desktop.services.sales.copy_header import DATES_TAKEN
from desktop.services.sales.copy_sources import CopyRequest
from desktop.services.sales.refusals import CustomerFirst
from desktop.services.sales.refusals_copying import (
    CopyOntoItself,
    CurrencyMismatch,
    DeleteLines,
    DocNoMissing,
    PricesInclVatMismatch,
)
from desktop.services.sales.refusals_lines import (
    ItemUnknown,
    UnitUnknown,
    VariantUnknown,
    VatSetupMissing,
)
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.items import a_resource, a_unit, a_variant, an_item
from tests.builders.sales import Clerk, a_document, put_header, rows
from tests.services.sales.test_line_texts import WORDS, order, texts  # noqa: F401  (a fixture)
from tests.services.sales.test_restoring import state, take_back
from tests.services.sales.test_statement_budget import counted

DRAFTS = {
    DocumentType.QUOTE: CopySourceType.QUOTE,
    DocumentType.ORDER: CopySourceType.ORDER,
    DocumentType.INVOICE: CopySourceType.INVOICE,
}


def request(source: Clerk, **options: object) -> CopyRequest:
    """What asks for a draft document."""
    wanted: dict[str, object] = {"document_type": DRAFTS[source.key.type], "no": source.key.no}
    return CopyRequest(**{**wanted, **options})  # type: ignore[arg-type]  # options of any kind


def copies(target: Clerk, source: Clerk, **options: object) -> Clerk:
    """Copy a draft onto another, saying yes where lines would go."""
    context = target.context.with_answer(ConfirmationCode.DELETE_LINES, yes=True)
    with target.database.write() as session:
        target.view = copy_document(session, target.key, request(source, **options), context)
    return target


def rehearsed(target: Clerk, source: Clerk, **options: object) -> CopyRehearsal:
    with target.database.rehearse() as session:
        return rehearse_copy(session, target.key, request(source, **options), target.context)


@pytest.fixture
def source(company: Database, context: UserContext) -> Clerk:
    """An order with a reference of the customer's own, a variant, a box, a service and a fee."""
    with rows(company) as session:
        a_unit(session, "A", "BOX", "12")
        a_variant(session, "A", "RED")
        a_resource(session, "ANNA")
        a_customer(session, "C2")
        session.add(
            ItemReference(
                item_no="A",
                owner_type=ReferenceOwner.CUSTOMER,
                owner_no="C1",
                reference_no="K-77",
                description="Our own word",
            )
        )
    clerk = a_document(company, context)
    clerk.adds(no="A", variant_code="RED", unit_of_measure_code="BOX", quantity=2)
    clerk.adds(type="resource", no="ANNA", quantity=3)
    clerk.adds(type="gl_account", no="3590", quantity=1, unit_price=75, line_discount_pct=10)
    return clerk.adds(description="As agreed")


# ------------------------------------------------------------------------------ what a line keeps


def test_unit_and_variant_are_kept_and_texts_are_the_new_customers(
    source: Clerk, company: Database, context: UserContext
) -> None:
    assert source.value(1, "description") == "Our own word"
    copy = copies(a_document(company, context, customer_no="C2"), source)
    assert copy.column("no") == ["A", "ANNA", "3590", None]
    kept = [copy.value(1, name) for name in ("variant_code", "unit_of_measure_code", "quantity")]
    assert kept == ["RED", "BOX", Decimal(2)]
    assert copy.value(1, "quantity_base") == Decimal(24)
    assert copy.value(1, "item_reference_no") == ""
    assert copy.value(3, "line_amount") == Decimal("67.5")


def test_a_line_made_anew_is_the_line_that_typing_makes(
    source: Clerk, company: Database, context: UserContext
) -> None:
    typed = a_document(company, context, customer_no="C2")
    typed.adds(no="A", variant_code="RED", unit_of_measure_code="BOX", quantity=2)
    copy = copies(a_document(company, context, customer_no="C2"), source)
    own = {"document_no", "changed_at"}
    differing = {
        name
        for name, value in typed.line(1).values.items()
        if name not in own and copy.value(1, name) != value
    }
    assert differing == set()


def test_a_typed_account_price_survives_a_new_quantity(
    source: Clerk, company: Database, context: UserContext
) -> None:
    copy = copies(a_document(company, context), source)
    assert copy.changes(3, "quantity", 2).value(3, "unit_price") == Decimal(75)


def test_a_discount_typed_as_an_amount_stands(company: Database, context: UserContext) -> None:
    sale = a_document(company, context).adds(no="A", quantity=3, line_discount_amount="100.01")
    copy = copies(a_document(company, context), sale, recalculate_lines=False)
    assert copy.value(1, "line_discount_amount") == Decimal("100.01")
    assert copy.value(1, "line_amount") == sale.value(1, "line_amount")


def test_a_drop_shipment_is_one_only_where_it_can_be_bought(
    company: Database, context: UserContext
) -> None:
    sale = a_document(company, context).adds(no="A", quantity=1, drop_shipment=True)
    marks = []
    for kind in (DocumentType.ORDER, DocumentType.INVOICE):
        for options in ({}, {"recalculate_lines": False}, {"include_header": True}):
            copy = copies(a_document(company, context, kind), sale, **options)
            marks.append(copy.value(1, "drop_shipment"))
    assert marks == [True, True, True, False, False, False]


# ------------------------------------------------------------------------------------- text lines


def test_texts_below_a_line_come_once_and_stay_with_it(
    order: Clerk,  # noqa: F811  (the fixture)
    company: Database,
    context: UserContext,
) -> None:
    order.adds(no="A", quantity=1).changes(2, "description", "Solid ash")
    for options, words in (
        ({}, WORDS),
        ({"recalculate_lines": False}, ("Solid ash", *WORDS[1:])),
    ):
        copy = a_document(company, context).adds(no="B", quantity=1)
        copies(copy, order, **options)
        assert texts(copy)[2:] == list(words)
        sold = copy.line(2).line_no
        assert copy.column("attached_to_line_no") == [0, 0, sold, sold, sold]


def test_texts_do_not_come_without_their_line(
    order: Clerk,  # noqa: F811  (the fixture)
    company: Database,
    context: UserContext,
) -> None:
    order.adds(no="A", quantity=1).adds(no="B", quantity=1)
    with rows(company) as session:
        session.get_one(Item, "A").blocked = True
    copy = copies(a_document(company, context), order, recalculate_lines=False)
    assert copy.column("no") == ["B"]


# --------------------------------------------------------------------------------- service charge


@pytest.fixture
def charging(company: Database) -> Database:
    """A company whose customer C1 pays a service charge of 5.00, calculated on request."""
    with rows(company) as session:
        session.get_one(Customer, "C1").invoice_disc_code = "D1"
        session.get_one(CustomerPostingGroup, "DOMESTIC").service_charge_account = "3590"
        session.add(InvoiceDiscountTerms(code="D1", currency_code="", service_charge=Decimal(5)))
    return company


@pytest.mark.parametrize("recalculates", [False, True])
def test_a_service_charge_comes_once_and_only_with_the_header(
    charging: Database, context: UserContext, recalculates: bool
) -> None:
    with rows(charging) as session:
        session.get_one(SalesSetup, 1).calc_inv_discount = True
    sale = a_document(charging, context).adds(no="A", quantity=1)
    with rows(charging) as session:
        session.get_one(SalesSetup, 1).calc_inv_discount = False
    for has_header in (False, True):
        copy = a_document(charging, context)
        copies(copy, sale, include_header=has_header, recalculate_lines=recalculates)
        charges = [line.values["system_line"] for line in copy.view.lines]
        assert charges == (["blank", "service_charge"] if has_header else ["blank"])


# ------------------------------------------------------------------------------------- the header


def test_a_quote_to_a_contact_gives_its_header_to_no_order(
    source: Clerk, company: Database, context: UserContext
) -> None:
    quote = a_document(company, context, DocumentType.QUOTE, customer_no=None)
    with pytest.raises(CustomerFirst) as refused:
        copies(source, quote, include_header=True)
    assert refused.value.parameters["no"] == quote.key.no


def test_lines_need_a_customer(source: Clerk, company: Database, context: UserContext) -> None:
    with pytest.raises(CustomerFirst):
        copies(a_document(company, context, customer_no=None), source)


def test_an_address_whose_card_is_gone_stays_as_written(
    source: Clerk, company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        a_ship_to_address(session, "C1", "EAST", city="Umeå")
    source.enters("ship_to_code", "EAST")
    with company.write() as session:
        archive(session, source.key, context)
        session.execute(delete(ShipToAddress))
    copy = copies(
        a_document(company, context),
        source,
        document_type=CopySourceType.ARCHIVED_ORDER,
        include_header=True,
    )
    assert [copy.header(name) for name in ("ship_to_code", "ship_to_city")] == [None, "Umeå"]
    assert copy.header("ship_to_mode") == "custom"


def test_old_dates_are_told(source: Clerk, company: Database, context: UserContext) -> None:
    put_header(company, source.key, {"document_date": date(2025, 3, 1)})
    copy = copies(a_document(company, context), source, include_header=True)
    assert copy.header("document_date") == date(2025, 3, 1)
    assert DATES_TAKEN in copy.told()


def test_comments_of_lines_that_go_go_with_them(
    source: Clerk, company: Database, context: UserContext
) -> None:
    target = a_document(company, context).adds(no="A", quantity=1)
    with rows(company) as session:
        for line_no in (0, target.line(1).line_no):
            session.add(
                DocumentComment(
                    document_table="sales_header",
                    document_type="order",
                    document_no=target.key.no,
                    document_line_no=line_no,
                    line_no=10000,
                    text="Mind",
                )
            )
    copies(target, source, include_header=True)
    with company.read() as session:
        assert session.scalars(select(DocumentComment.document_line_no)).all() == [0]


# ------------------------------------------------------------------------------------- what cannot


def test_all_that_cannot_come_is_named(
    source: Clerk, company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        a_variant(session, "A", "BLUE")
    source.adds(no="A", quantity=1).adds(no="A", variant_code="BLUE", quantity=1)
    with rows(company) as session:
        session.execute(delete(ItemUnitOfMeasure).where(ItemUnitOfMeasure.unit_code == "BOX"))
        session.execute(delete(ItemVariant).where(ItemVariant.code == "BLUE"))
        session.execute(delete(VatPostingSetup).where(VatPostingSetup.vat_pct == 25))
    found = rehearsed(a_document(company, context), source)
    assert [each.line_no for each in found.skipped] == [10000, 20000, 30000, 50000, 60000]
    assert found.skipped[0].refusal.parameters["line_no"] == 10000
    why = [type(each.refusal) for each in found.skipped]
    assert why == [UnitUnknown, *[VatSetupMissing] * 3, VariantUnknown]
    assert found.copied == 1


def test_a_number_that_is_gone_finds_nothing_else(
    source: Clerk, company: Database, context: UserContext
) -> None:
    with company.write() as session:
        archive(session, source.key, context)
    source.deletes(2)
    with rows(company) as session:
        an_item(session, "B", gtin="ANNA")
        session.execute(delete(type(a_resource(session, "OTHER"))))
    kind = CopySourceType.ARCHIVED_ORDER
    [skipped] = rehearsed(a_document(company, context), source, document_type=kind).skipped
    assert isinstance(skipped.refusal, ItemUnknown)


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("currency_code", "EUR", CurrencyMismatch),
        ("prices_including_vat", True, PricesInclVatMismatch),
    ],
)
def test_a_price_in_other_terms_is_only_looked_up(
    source: Clerk,
    company: Database,
    context: UserContext,
    field: str,
    value: object,
    kind: type[Exception],
) -> None:
    target = a_document(company, context).enters(field, value)
    with pytest.raises(kind):
        copies(target, source, recalculate_lines=False)
    assert len(copies(target, source).view.lines) == 4


def test_refusals_come_before_the_question(
    source: Clerk, company: Database, context: UserContext
) -> None:
    target = a_document(company, context, customer_no="C2").adds(no="A", quantity=1)
    asks = CopyRequest(CopySourceType.ORDER, source.key.no, include_header=True)
    with pytest.raises(DeleteLines), company.write() as session:
        copy_document(session, target.key, asks, context)
    with rows(company) as session:
        session.get_one(Customer, "C1").blocked = "all"  # type: ignore[assignment]  # as stored
    with pytest.raises(CustomerBlocked), company.write() as session:
        copy_document(session, target.key, asks, context)


def test_a_number_is_taken_as_it_is_typed(source: Clerk) -> None:
    for typed, kind in ((f" {source.key.no.lower()} ", CopyOntoItself), ("  ", DocNoMissing)):
        with pytest.raises(kind):
            copies(source, source, no=typed)


# ------------------------------------------------------------------------------------- rehearsing


def test_a_rehearsal_says_what_would_come_and_changes_nothing(
    source: Clerk, company: Database, context: UserContext
) -> None:
    target = a_document(company, context, customer_no="C2").adds(no="A", quantity=1)
    found = rehearsed(target, source, include_header=True)
    assert (found.copied, found.deleted, found.skipped) == (4, 1, ())
    assert found.options.include_header
    assert not found.options.recalculate_lines
    assert found.amount_including_vat == source.view.totals.total_incl_vat
    assert state(target.looks()) == state(target.view)


# ------------------------------------------------------------------------------------------- undo


@pytest.mark.parametrize("has_header", [False, True])
def test_a_copy_is_undone_and_done_again(
    source: Clerk, company: Database, context: UserContext, has_header: bool
) -> None:
    target = a_document(company, context, customer_no="C2")
    target.adds(no="A", quantity=1).adds(description="Old text")
    before = state(target.view)
    after = state(copies(target, source, include_header=has_header).view)
    again = take_back(target, target.view.difference)
    assert state(target.view) == before
    take_back(target, again)
    assert state(target.view) == after


# ------------------------------------------------------------------------------------------- cost


def many(company: Database, context: UserContext, count: int) -> Clerk:
    """An order of so many lines, each selling something else."""
    clerk = a_document(company, context)
    for number in range(count):
        clerk.adds(no=f"M{number:02}", quantity=1, location_code="EAST")
    return clerk


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"recalculate_lines": False},
        {"include_header": True},
        {"include_header": True, "recalculate_lines": True},
    ],
    ids=str,
)
def test_many_lines_cost_no_more_statements_than_few(
    company: Database, context: UserContext, options: dict[str, object]
) -> None:
    with rows(company) as session:
        for number in range(12):
            an_item(session, f"M{number:02}")
    taken = []
    for count in (2, 12):
        from_order = many(company, context, count)
        target = a_document(company, context).adds(no="A", quantity=1)
        with counted(company.engine) as sent:
            copies(target, from_order, **options)
        taken.append(len(sent))
        assert len(target.view.lines) == count + (0 if "include_header" in options else 1)
    assert taken[0] == taken[1]
