"""Lines entered through the services: what is copied, looked up and calculated (02 §2, §4)."""

from decimal import Decimal

import pytest

from desktop.models.items import ItemReference, ItemTranslation
from desktop.models.setup import GeneralLedgerSetup, SalesSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import DefaultQuantityToShip, LineType, ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.line_fields import move_line
from desktop.services.sales.recalculation import recalculate_prices
from tests.builders.customers import a_customer
from tests.builders.items import a_resource, a_unit, a_variant, an_item
from tests.builders.sales import a_document, rows


def amounts(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


def test_a_line_takes_everything_from_its_item(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="a", quantity=3)
    assert order.value(1, "no") == "A"
    assert order.value(1, "unit_price") == Decimal(100)
    assert order.value(1, "amount_including_vat") == Decimal(375)
    assert order.value(1, "outstanding_amount_lcy") == Decimal(375)
    assert order.value(1, "qty_to_ship") == 3
    assert order.value(1, "qty_to_invoice") == 3
    assert order.value(1, "unit_cost_lcy") == 60
    assert order.value(1, "vat_identifier") == "VAT25"
    assert order.header("amount_including_vat") == Decimal(375)
    assert order.looks().totals == order.view.totals


def test_resources_and_accounts_are_sold_too(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        a_resource(session, "ANNA")
    order = a_document(company, context)
    order.adds(type=LineType.RESOURCE, no="ANNA", quantity=2)
    order.adds(type=LineType.GL_ACCOUNT, no="3590", quantity=1, unit_price=250)
    assert order.column("description") == ["ANNA", "Fees and freight"]
    assert order.column("amount") == amounts("1600 250")
    assert order.column("allow_invoice_disc") == [True, False]
    assert order.column("unit_cost_lcy") == amounts("450 0")


def test_a_text_alone_makes_a_text_line(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(description="Thank you")
    assert order.value(1, "type") is LineType.COMMENT
    assert order.value(1, "amount") == 0


def test_choosing_another_number_starts_the_line_anew(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        an_item(session, "B", unit_price="7")
    order = a_document(company, context).adds(no="A", quantity=3, unit_price=80)
    order.changes(1, "no", "B")
    assert (order.value(1, "quantity"), order.value(1, "unit_price")) == (0, 7)
    assert order.value(1, "price_is_manual") is False


def test_base_quantities_are_rounded_to_the_base_units_precision(
    company: Database, context: UserContext
) -> None:
    """EX3."""
    with rows(company) as session:
        an_item(session, "FLOUR", base_unit="KG", sales_unit="BAG")
        a_unit(session, "FLOUR", "KG", precision="0.001")
        a_unit(session, "FLOUR", "BAG", "0.4536")
    order = a_document(company, context).adds(no="FLOUR", quantity=3)
    assert order.value(1, "quantity_base") == Decimal("1.361")


def test_the_last_part_takes_the_rest(company: Database, context: UserContext) -> None:
    """EX4."""
    with rows(company) as session:
        an_item(session, "P", sales_unit="PACK")
        a_unit(session, "P", "PCS", precision="0.01")
        a_unit(session, "P", "PACK", "0.333")
    order = a_document(company, context).adds(no="P", quantity=3, qty_to_ship=1)
    assert order.value(1, "quantity_base") == Decimal("1.00")
    assert order.value(1, "qty_to_ship_base") == Decimal("0.33")
    order.changes(1, "qty_to_ship", 3)
    assert order.value(1, "qty_to_ship_base") == Decimal("1.00")


def test_a_discount_is_taken_from_the_rounded_gross_amount(
    company: Database, context: UserContext
) -> None:
    """EX10."""
    order = a_document(company, context)
    order.adds(no="A", quantity=3, unit_price="33.33333", line_discount_pct="12.345")
    assert order.value(1, "gross_amount") == Decimal("100.00")
    assert order.value(1, "line_discount_amount") == Decimal("12.35")
    assert order.value(1, "line_amount") == Decimal("87.65")


def test_a_typed_discount_amount_stays_until_the_quantity_changes(
    company: Database, context: UserContext
) -> None:
    """EX11."""
    order = a_document(company, context)
    order.adds(no="A", quantity=7, unit_price="12.34567", line_discount_amount=5)
    assert order.value(1, "line_discount_pct") == Decimal("5.78570")
    assert order.value(1, "line_amount") == Decimal("81.42")
    order.changes(1, "quantity", 14)
    assert order.value(1, "gross_amount") == Decimal("172.84")
    assert order.value(1, "line_discount_amount") == Decimal("10.00")
    assert order.value(1, "line_amount") == Decimal("162.84")


def test_a_typed_line_amount_is_a_discount(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="A", quantity=1, line_amount=90)
    assert order.value(1, "line_discount_amount") == 10
    assert order.value(1, "line_discount_pct") == 10


def test_vat_is_carried_over_the_lines(company: Database, context: UserContext) -> None:
    """EX12."""
    order = a_document(company, context)
    for _line in range(3):
        order.adds(no="A", quantity=1, unit_price="33.33")
    assert order.column("vat_amount") == amounts("8.33 8.34 8.33")
    assert order.view.totals.total_incl_vat == Decimal("124.99")


@pytest.fixture
def mixed_items(company: Database) -> Database:
    """Items of three VAT rates, one of which allows no invoice discount."""
    with rows(company) as session:
        an_item(session, "A12", vat_prod_posting_group="VAT12")
        an_item(session, "A6", vat_prod_posting_group="VAT6")
        an_item(session, "NODISC", allow_invoice_disc=False)
    return company


def test_rates_and_discounts_mix(mixed_items: Database, context: UserContext) -> None:
    """EX13 and EX14."""
    order = a_document(mixed_items, context)
    order.adds(no="A", quantity=12, unit_price="49.95", line_discount_pct=10)
    order.adds(no="A12", quantity=5, unit_price="17.333")
    order.adds(no="NODISC", quantity=1, unit_price=250)
    order.adds(no="A12", quantity=40, unit_price="1.995", line_discount_pct="2.5")
    order.adds(no="A6", quantity=3, unit_price="89.90")
    order.enters("invoice_discount_calculation", "percent")
    order.enters("invoice_discount_value", Decimal("3.5"))
    assert order.column("inv_discount_amount") == amounts("18.88 3.03 0 2.73 9.44")
    assert order.column("vat_amount") == amounts("130.15 10.04 62.50 9.01 15.62")
    assert order.view.totals.total_incl_vat == Decimal("1416.87")
    order.enters("invoice_discount_calculation", "amount")
    order.enters("invoice_discount_value", Decimal(40))
    assert order.column("inv_discount_amount") == amounts("22.16 3.56 0 3.20 11.08")
    assert order.view.totals.total_incl_vat == Decimal("1409.91")


def test_an_invoice_discount_moves_when_another_line_changes(
    company: Database, context: UserContext
) -> None:
    """EX15, and only what was typed on raises a line's version."""
    order = a_document(company, context)
    for price in ("33.33", "33.33", "33.34"):
        order.adds(no="A", quantity=1, unit_price=price)
    order.enters("invoice_discount_value", Decimal(10))
    assert order.column("inv_discount_amount") == amounts("3.33 3.34 3.33")
    before = [line.row_version for line in order.view.lines]
    order.changes(1, "unit_price", 0)
    assert order.column("inv_discount_amount") == amounts("0 5.00 5.00")
    assert order.looks().lines == order.view.lines
    after = [line.row_version for line in order.view.lines]
    assert after == [before[0] + 1, *before[1:]]


def test_invoices_are_rounded_when_the_setup_says_so(
    company: Database, context: UserContext
) -> None:
    """EX20."""
    with rows(company) as session:
        session.get_one(SalesSetup, 1).invoice_rounding = True
        session.get_one(GeneralLedgerSetup, 1).invoice_rounding_precision = Decimal(1)
    order = a_document(company, context)
    order.adds(no="A", quantity=1, unit_price="789.464")
    assert order.view.totals.total_incl_vat == Decimal("986.83")
    assert order.header("rounding_amount") == Decimal("0.17")


def test_the_price_follows_quantity_and_unit_unless_typed(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        a_unit(session, "A", "BOX", "12")
    order = a_document(company, context).adds(no="A", quantity=2)
    order.changes(1, "unit_of_measure_code", "BOX")
    assert order.value(1, "unit_price") == 1200
    assert (order.value(1, "quantity"), order.value(1, "quantity_base")) == (2, 24)
    assert order.value(1, "unit_cost_lcy") == 720
    order.changes(1, "unit_price", 60).changes(1, "quantity", 3)
    assert order.value(1, "unit_price") == 60
    assert order.value(1, "found_price") == 1200
    order.changes(1, "unit_of_measure_code", "PCS")
    assert order.value(1, "unit_price") == 5
    with rows(company) as session:
        order.view = recalculate_prices(session, order.key, context)
    assert order.value(1, "unit_price") == 100


def test_a_price_including_vat_reaches_a_document_without(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        an_item(
            session,
            "GROSS",
            unit_price="125",
            price_includes_vat=True,
            vat_bus_posting_group_price="DOMESTIC",
        )
        a_customer(session, "EU", vat_bus_posting_group="EU", prices_including_vat=True)
        a_customer(session, "INCL", prices_including_vat=True)
    prices = []
    for customer in ("C1", "EU", "INCL"):
        order = a_document(company, context, customer_no=customer).adds(no="GROSS", quantity=1)
        prices.append(order.value(1, "unit_price"))
    assert prices == [100, 100, 125]


def test_a_card_price_is_converted_to_the_documents_currency(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        a_customer(session, "FOREIGN", currency_code="EUR")
    order = a_document(company, context, customer_no="FOREIGN").adds(no="A", quantity=1)
    assert order.value(1, "unit_price") == Decimal("8.69565")
    assert order.value(1, "amount") == Decimal("8.70")
    assert order.value(1, "outstanding_amount_lcy") == Decimal("125.12")


def test_nothing_is_shipped_by_itself_when_the_setup_says_so(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        setup = session.get_one(SalesSetup, 1)
        setup.default_quantity_to_ship = DefaultQuantityToShip.BLANK
        setup.default_item_quantity = True
    order = a_document(company, context).adds(no="A")
    assert (order.value(1, "quantity"), order.value(1, "qty_to_ship")) == (1, 0)
    invoice = a_document(company, context, DocumentType.INVOICE).adds(no="A", quantity=5)
    assert (invoice.value(1, "qty_to_ship"), invoice.value(1, "qty_to_invoice")) == (5, 5)


def test_a_barcode_or_words_find_the_item(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        an_item(session, "DESK-1", description="Writing desk, oak", gtin="7312345000015")
        session.add(ItemReference(item_no="DESK-1", unit_code="PCS", reference_no="4711"))
    order = a_document(company, context)
    order.adds(no="4711").adds(no="7312345000015").adds(no="oak DESK").adds(no="desk-1")
    assert order.column("no") == ["DESK-1"] * 4
    assert order.value(1, "item_reference_no") in {"", "4711"}


def test_a_customers_own_number_brings_item_variant_and_text(
    company: Database, context: UserContext
) -> None:
    """CUX10."""
    with rows(company) as session:
        an_item(session, "1896-S", description="Desk")
        a_variant(session, "1896-S", "RED", description="Desk, red")
        session.add(
            ItemReference(
                item_no="1896-S",
                variant_code="RED",
                owner_type=ReferenceOwner.CUSTOMER,
                owner_no="C1",
                reference_no="K-77",
                description="Desk (K-77)",
            )
        )
    order = a_document(company, context).adds(item_reference_no="K-77", quantity=1)
    assert (order.value(1, "no"), order.value(1, "variant_code")) == ("1896-S", "RED")
    assert order.value(1, "description") == "Desk (K-77)"
    order.adds(no="1896-S", variant_code="RED")
    assert order.value(2, "item_reference_no") == "K-77"
    order.changes(2, "variant_code", None)
    assert (order.value(2, "item_reference_no"), order.value(2, "description")) == ("", "Desk")


def test_texts_are_in_the_documents_language(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        a_customer(session, "SVEA", language_code="SV")
        session.add(ItemTranslation(item_no="A", language_code="SV", description="Skrivbord"))
    order = a_document(company, context, customer_no="SVEA").adds(no="A")
    assert order.value(1, "description") == "Skrivbord"


def test_lines_are_inserted_between_and_moved(company: Database, context: UserContext) -> None:
    order = a_document(company, context)
    order.adds(description="one").adds(description="three")
    order.adds(before=20000, description="two")
    assert [line.line_no for line in order.view.lines] == [10000, 15000, 20000]
    with rows(company) as session:
        order.view = move_line(session, order.key, 20000, context, down=False)
    assert order.column("description") == ["one", "three", "two"]
    for number in range(16):
        order.adds(before=order.line(2).line_no, description=f"extra {number}")
    assert order.column("description")[:3] == ["one", "extra 15", "extra 14"]
    assert len(order.looks().lines) == 19


def test_deleting_a_line_calculates_anew_and_takes_attached_texts(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context).adds(no="A", quantity=1).adds(no="A", quantity=2)
    order.deletes(1)
    assert order.header("amount") == 200
    assert order.looks().totals.total_excl_vat == 200
