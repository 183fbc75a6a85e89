"""Less usual entries: other types, other groups, blanks, numbers that nobody has."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.errors import ConfirmationCode
from desktop.models.codes import PaymentTerms
from desktop.models.numbering import NumberSeriesLine
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType, Reserve
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import move_line
from desktop.services.sales.recalculation import recalculate_prices
from desktop.services.sales.refusals_lines import (
    ItemUnknown,
    SeveralFound,
    UnitUnknown,
    VatSetupMissing,
)
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.items import a_resource, a_unit, an_item
from tests.builders.sales import Clerk, a_document, put_line, rows


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order without lines."""
    return a_document(company, context)


@pytest.mark.parametrize("line_type", [LineType.RESOURCE, LineType.GL_ACCOUNT])
def test_a_number_nobody_has_is_told(order: Clerk, line_type: LineType) -> None:
    with pytest.raises(ItemUnknown) as refusal:
        order.adds(type=line_type, no="9999")
    assert "9999" in str(refusal.value)


def test_a_text_that_is_no_number_may_still_be_a_description(order: Clerk) -> None:
    with rows(order.database) as session:
        an_item(session, "LAMP", description="Lamp (brass) 40 %")
    assert order.adds(no="lamp (brass)").value(1, "no") == "LAMP"
    with pytest.raises(ItemUnknown):
        order.adds(no="(nothing)")


def test_another_type_or_no_number_empties_the_line(order: Clerk) -> None:
    order.adds(no="A", quantity=2).changes(1, "no", None)
    assert (order.value(1, "no"), order.value(1, "amount")) == (None, 0)
    order.changes(1, "no", "A").changes(1, "type", LineType.GL_ACCOUNT)
    assert (order.value(1, "no"), order.value(1, "description")) == (None, "")
    order.changes(1, "type", LineType.GL_ACCOUNT).changes(1, "no", "3590")
    assert order.value(1, "gen_prod_posting_group") == "SERVICES"


def test_time_is_sold_in_units_of_its_own(order: Clerk) -> None:
    with rows(order.database) as session:
        a_resource(session, "ANNA")
    order.adds(type=LineType.RESOURCE, no="ANNA", quantity=1, unit_of_measure_code="HOUR")
    with pytest.raises(UnitUnknown):
        order.changes(1, "unit_of_measure_code", "BOX")


def test_goods_may_be_taxed_like_others(order: Clerk) -> None:
    order.adds(no="A", quantity=1, vat_prod_posting_group="VAT12")
    assert order.value(1, "vat_amount") == 12
    with pytest.raises(VatSetupMissing):
        order.changes(1, "vat_prod_posting_group", None)
    order.changes(1, "gen_prod_posting_group", "SERVICES").changes(1, "reserve", Reserve.ALWAYS)
    assert order.value(1, "gen_prod_posting_group") == "SERVICES"


def test_the_same_value_again_changes_nothing(order: Clerk) -> None:
    order.enters("shipping_agent_code", "DHL").enters("location_code", "MAIN").adds(no="A")
    before = [order.view.row_version, order.line(1).row_version]
    for field, value in (
        ("shipping_agent_code", "DHL"),
        ("prices_including_vat", False),
        ("allow_line_disc", True),
        ("sell_to_customer_no", "C1"),
        ("bill_to_customer_no", "C1"),
        ("currency_code", None),
        ("vat_bus_posting_group", "DOMESTIC"),
        ("shipment_date", order.context.work_date),
        ("ship_to_mode", "default"),
    ):
        order.enters(field, value)
    order.changes(1, "location_code", "MAIN").changes(1, "shipping_agent_code", "DHL")
    order.changes(1, "drop_shipment", False).changes(1, "item_reference_no", "")
    assert [order.view.row_version, order.line(1).row_version] == before


def test_a_group_of_the_header_makes_the_lines_anew(order: Clerk) -> None:
    order.adds(no="A", quantity=2, drop_shipment=True)
    order.answers(ConfirmationCode.REBUILD_LINES, True).enters("vat_bus_posting_group", "EU")
    assert order.value(1, "vat_amount") == 0
    assert order.value(1, "drop_shipment") is True
    order.answers(ConfirmationCode.REBUILD_LINES, True).enters("currency_code", "EUR")
    assert order.value(1, "unit_price") == Decimal("8.69565")
    order.answers(ConfirmationCode.REBUILD_LINES, False).enters("bill_to_customer_no", "C1")


def test_a_drop_shipment_keeps_no_times_when_the_header_changes(order: Clerk) -> None:
    order.answers(ConfirmationCode.UPDATE_LINES, True).adds(no="A", drop_shipment=True)
    order.enters("shipping_time", "3D").enters("outbound_handling_time", "1D")
    assert order.value(1, "shipping_time") == ""


def test_lines_that_were_agreed_or_invoiced_keep_their_price(order: Clerk) -> None:
    order.adds(no="A", quantity=10, unit_price=80).has_delivered(1, "4", "4")
    order.adds(no="A", quantity=1, unit_price=70)
    put_line(order.database, order.key, 20000, price_is_agreed=True)
    order.changes(2, "quantity", 5)
    assert order.value(2, "unit_price") == 70
    with rows(order.database) as session:
        order.view = recalculate_prices(session, order.key, order.context)
    assert order.column("unit_price") == [80, 100]


def test_a_line_at_the_edge_stays_and_attached_texts_move_along(order: Clerk) -> None:
    order.adds(no="A").adds(description="attached").adds(description="last")
    put_line(order.database, order.key, 20000, attached_to_line_no=10000)

    def move(line_no: int, *, down: bool) -> list[object]:
        with rows(order.database) as session:
            order.view = move_line(session, order.key, line_no, order.context, down=down)
        return order.column("description")

    assert move(10000, down=False) == ["A", "attached", "last"]
    assert move(10000, down=True) == ["last", "A", "attached"]
    assert order.value(3, "attached_to_line_no") == order.line(2).line_no
    assert order.deletes(2).column("description") == ["last"]


def test_a_barcode_of_several_items_must_be_chosen_from(order: Clerk) -> None:
    with rows(order.database) as session:
        for no in ("B1", "B2"):
            an_item(session, no, gtin="7312345000015")
    with pytest.raises(SeveralFound) as refusal:
        order.adds(no="7312345000015")
    assert "B1, B2" in str(refusal.value)


def test_numbers_in_use_are_skipped(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        create_document(session, DocumentType.ORDER, context, no="SO00001")
        assert create_document(session, DocumentType.ORDER, context).key.no == "SO00002"
        assert session.get_one(NumberSeriesLine, ("SO", 10000)).last_no_used == "SO00002"


def test_dates_may_be_blank(order: Clerk) -> None:
    order.enters("document_date", None).enters("posting_date", None)
    assert (order.header("due_date"), order.header("document_date")) == (None, None)
    order.adds(no="A", shipment_date=None)
    assert order.value(1, "planned_delivery_date") is None
    quote = a_document(order.database, order.context, DocumentType.QUOTE)
    assert quote.enters("document_date", None).header("quote_valid_until") is None


def test_a_wish_of_the_header_survives_other_lines(order: Clerk) -> None:
    order.enters("requested_delivery_date", date(2026, 2, 10)).adds(no="A", quantity=1)
    order.answers(ConfirmationCode.REBUILD_LINES, True).enters("vat_bus_posting_group", "EU")
    assert order.value(1, "planned_delivery_date") == date(2026, 2, 10)


def test_an_address_of_the_customer_is_chosen(order: Clerk) -> None:
    with rows(order.database) as session:
        a_ship_to_address(session, "C1", "DOCK", name="Dock 4", location_code="EAST")
        a_customer(session, "NOSHIP")
    order.enters("ship_to_code", "DOCK")
    assert (order.header("ship_to_name"), order.header("location_code")) == ("Dock 4", "EAST")
    order.enters("ship_to_mode", "custom")
    assert (order.header("ship_to_name"), order.header("ship_to_code")) == ("Dock 4", None)
    order.enters("bill_to_name", "Accounts").enters("bill_to_customer_no", "NOSHIP")
    assert order.header("bill_to_name") == "NOSHIP"


def test_terms_may_be_missing_a_discount(order: Clerk) -> None:
    with rows(order.database) as session:
        session.add(PaymentTerms(code="LATER", due_formula="CM"))
        a_unit(session, "A", "BOX", "6")
    order.enters("payment_terms_code", "LATER")
    assert order.header("due_date") == date(2026, 1, 31)
    order.adds(no="A", quantity=2, unit_price=5, unit_of_measure_code="BOX")
    assert order.value(1, "unit_price") == 30


def test_an_exact_rate_is_typed_as_a_pair(order: Clerk) -> None:
    order.enters("currency_code", "EUR").enters("exchange_rate_amount", Decimal(100))
    order.enters("relational_amount", Decimal(1073))
    order.adds(type=LineType.GL_ACCOUNT, no="3590", quantity=1, unit_price=100)
    assert order.value(1, "outstanding_amount_lcy") == Decimal("1341.25")
    order.enters("posting_date", date(2025, 1, 1))
    assert order.header("relational_amount") == 1073
