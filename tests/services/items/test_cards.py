"""The item card: what its fields demand and bring along (CU52–CU54)."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.words import CostingMethod, ItemType
from desktop.services.context import UserContext
from desktop.services.items.card_refusals import (
    BaseUnitIsOne,
    GtinCheckDigit,
    GtinLength,
    ItemLockedByEntries,
    ItemLockedByLines,
    TypeHasNoStock,
    UnitInUse,
)
from desktop.services.numbering.refusals import SeriesNotSet, TypedNumberNotAllowed
from desktop.services.records import (
    RecordView,
    add_record,
    change_record,
    delete_record,
    read_record,
)
from desktop.services.setup.refusals import RecordInUse, ValueNegative, ValueNotPositive
from tests.builders.items import a_unit, an_item
from tests.builders.rows import a_row


def enter(session: Session, context: UserContext, field: str, value: object) -> RecordView:
    """Enter a value on the card of item A."""
    return change_record(session, "item", ("A",), (field, value), context)


def a_line(session: Session, unit: str = "PCS") -> None:
    """An order line of item A."""
    key = {"document_type": "order", "no": "SO1"}
    a_row(session, "sales_header", **key)
    a_row(
        session,
        "sales_line",
        document_type="order",
        document_no="SO1",
        line_no=10000,
        type="item",
        no="A",
        unit_of_measure_code=unit,
    )


def an_entry(session: Session, *, is_open: bool, unit: str = "PCS") -> None:
    """A ledger entry of item A."""
    a_row(session, "item_ledger_entry", item_no="A", open=is_open, unit_of_measure_code=unit)


# ------------------------------------------------------------------------------------- new cards


def test_a_new_card_gets_number_unit_and_costing_method(
    session: Session, context: UserContext
) -> None:
    for change in (("item_nos", "SQ"), ("default_costing_method", "average")):
        change_record(session, "inventory_setup", (1,), change, context)
    view = add_record(session, "item", {"description": "Chair", "base_unit": "PCS"}, context)
    assert view.key == ("SQ00001",)
    assert view.values["no_series_code"] == "SQ"
    assert view.values["costing_method"] is CostingMethod.AVERAGE
    assert view.values["search_description"] == "CHAIR"
    unit = read_record(session, "item_unit_of_measure", ("SQ00001", "PCS"))
    assert unit.values["qty_per_unit"] == 1


def test_numbers_of_items_follow_their_series(session: Session, context: UserContext) -> None:
    with pytest.raises(SeriesNotSet):
        add_record(session, "item", {"description": "Chair"}, context)
    assert add_record(session, "item", {"no": "chair"}, context).key == ("CHAIR",)
    change_record(session, "inventory_setup", (1,), ("item_nos", "SQ"), context)
    change_record(session, "number_series", ("SQ",), ("manual_nos", False), context)
    with pytest.raises(TypedNumberNotAllowed):
        add_record(session, "item", {"no": "TABLE"}, context)


def test_what_lines_need_is_to_do_on_the_card(session: Session, context: UserContext) -> None:
    view = add_record(session, "item", {"no": "A"}, context)
    needed = {"base_unit", "gen_prod_posting_group", "vat_prod_posting_group"}
    assert {notice.field for notice in view.notices} == {*needed, "inventory_posting_group"}
    service = enter(session, context, "type", "service")
    assert {notice.field for notice in service.notices} == needed


# ------------------------------------------------------------------------------- type and costing


def test_only_stocked_items_have_an_inventory_group(session: Session, context: UserContext) -> None:
    an_item(session)
    view = enter(session, context, "type", "service")
    assert view.values["inventory_posting_group"] is None
    with pytest.raises(TypeHasNoStock):
        enter(session, context, "inventory_posting_group", "RESALE")


def test_an_item_turns_back_into_a_stocked_one(session: Session, context: UserContext) -> None:
    an_item(session, type=ItemType.NON_INVENTORY, inventory_posting_group=None)
    assert enter(session, context, "type", "inventory").values["type"] is ItemType.INVENTORY


def test_the_type_stays_while_lines_use_the_item(session: Session, context: UserContext) -> None:
    an_item(session)
    a_line(session)
    with pytest.raises(ItemLockedByLines) as refusal:
        enter(session, context, "type", "service")
    assert refusal.value.parameters["count"] == 1
    assert refusal.value.field == "type"


@pytest.mark.parametrize(
    ("field", "value"), [("type", "service"), ("costing_method", "average"), ("unit_cost", 7)]
)
def test_what_values_entries_stays_once_there_are_any(
    session: Session, context: UserContext, field: str, value: object
) -> None:
    an_item(session)
    an_entry(session, is_open=False)
    with pytest.raises(ItemLockedByEntries) as refusal:
        enter(session, context, field, value)
    assert refusal.value.parameters["entered_field"] == field


# ------------------------------------------------------------------------------------------ units


def test_the_base_unit_becomes_one_of_the_items_units(
    session: Session, context: UserContext
) -> None:
    an_item(session, base_unit=None)
    enter(session, context, "base_unit", "BOX")
    unit = read_record(session, "item_unit_of_measure", ("A", "BOX"))
    assert unit.values["qty_per_unit"] == 1
    assert enter(session, context, "base_unit", None).values["base_unit"] is None


def test_a_unit_of_twelve_cannot_become_the_base_unit(
    session: Session, context: UserContext
) -> None:
    an_item(session)
    a_unit(session, "A", "BOX", "12")
    with pytest.raises(BaseUnitIsOne):
        enter(session, context, "base_unit", "BOX")


@pytest.mark.parametrize("use", ["line", "open entry"])
def test_the_base_unit_stays_while_it_is_counted_in(
    session: Session, context: UserContext, use: str
) -> None:
    an_item(session)
    if use == "line":
        a_line(session)
    else:
        an_entry(session, is_open=True)
    with pytest.raises(UnitInUse) as refusal:
        enter(session, context, "base_unit", "KG")
    assert refusal.value.parameters == {"unit": "PCS", "no": "A", "count": 1}


def test_the_base_unit_may_change_when_all_entries_are_closed(
    session: Session, context: UserContext
) -> None:
    an_item(session)
    an_entry(session, is_open=False)
    assert enter(session, context, "base_unit", "KG").values["base_unit"] == "KG"


def test_the_base_unit_holds_one(session: Session, context: UserContext) -> None:
    an_item(session)
    with pytest.raises(BaseUnitIsOne):
        change_record(session, "item_unit_of_measure", ("A", "PCS"), ("qty_per_unit", 2), context)
    with pytest.raises(RecordInUse):
        delete_record(session, "item_unit_of_measure", ("A", "PCS"), context)


@pytest.mark.parametrize("use", ["line", "open entry"])
def test_what_a_unit_holds_stays_once_it_was_used(
    session: Session, context: UserContext, use: str
) -> None:
    an_item(session)
    a_unit(session, "A", "BOX", "12")
    if use == "line":
        a_line(session, "BOX")
    else:
        an_entry(session, is_open=True, unit="BOX")
    with pytest.raises(UnitInUse):
        change_record(session, "item_unit_of_measure", ("A", "BOX"), ("qty_per_unit", 10), context)
    with pytest.raises(RecordInUse):
        delete_record(session, "item_unit_of_measure", ("A", "BOX"), context)


def test_an_unused_unit_may_change_and_go(session: Session, context: UserContext) -> None:
    an_item(session)
    an_entry(session, is_open=False, unit="PACK")
    key = {"item_no": "A", "unit_code": "BOX"}
    add_record(session, "item_unit_of_measure", {**key, "qty_per_unit": 12}, context)
    view = change_record(
        session, "item_unit_of_measure", ("A", "BOX"), ("qty_per_unit", 10), context
    )
    assert view.values["qty_per_unit"] == 10
    delete_record(session, "item_unit_of_measure", ("A", "BOX"), context)


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_unit_holds_something(session: Session, context: UserContext, quantity: int) -> None:
    an_item(session)
    values = {"item_no": "A", "unit_code": "BOX", "qty_per_unit": quantity}
    with pytest.raises(ValueNotPositive):
        add_record(session, "item_unit_of_measure", values, context)


@pytest.mark.parametrize(
    ("precision", "quantity", "is_noted"),
    [("1", "2.5", True), ("1", "12", False), ("0.5", "2.5", False), ("0", "2.5", False)],
)
def test_a_unit_that_the_precision_does_not_divide_is_noted(
    session: Session, context: UserContext, precision: str, quantity: str, is_noted: bool
) -> None:
    an_item(session)
    a_unit(session, "A", "PCS", "1", precision)
    values = {"item_no": "A", "unit_code": "BOX", "qty_per_unit": Decimal(quantity)}
    view = add_record(session, "item_unit_of_measure", values, context)
    assert bool(view.notices) is is_noted


def test_a_unit_of_an_item_without_base_unit_is_not_noted(
    session: Session, context: UserContext
) -> None:
    an_item(session, base_unit=None)
    view = add_record(
        session, "item_unit_of_measure", {"item_no": "A", "unit_code": "BOX"}, context
    )
    assert view.notices == ()


# ------------------------------------------------------------------------------------------- GTIN


@pytest.mark.parametrize("gtin", ["73513537", "036000291452", "4006381333931", "00012345600012"])
def test_a_gtin_of_each_length_is_taken(session: Session, context: UserContext, gtin: str) -> None:
    an_item(session)
    assert enter(session, context, "gtin", f" {gtin} ").values["gtin"] == gtin
    assert enter(session, context, "gtin", " ").values["gtin"] == ""


@pytest.mark.parametrize(
    ("gtin", "expected"),
    [
        ("4006381333932", GtinCheckDigit),
        ("400638133393", GtinCheckDigit),
        ("5", GtinLength),
        ("40063813339A1", GtinLength),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", GtinLength),
    ],
)
def test_a_wrong_gtin_is_refused(
    session: Session, context: UserContext, gtin: str, expected: type[Refusal]
) -> None:
    an_item(session)
    with pytest.raises(expected):
        enter(session, context, "gtin", gtin)


# -------------------------------------------------------------------------------- price and profit


@pytest.mark.parametrize(
    ("price", "cost", "includes_vat", "profit"),
    [
        ("100", "60", False, "40"),
        ("125", "60", True, "40"),
        ("3", "1", False, "66.66667"),
        ("99.99", "33.33", False, "66.66667"),
        ("90", "120", False, "-33.33333"),
        ("0", "60", False, "0"),
        ("100", "0", False, "0"),
        ("0.00007", "0.00005", True, "10.71429"),
    ],
)
def test_profit_follows_the_price(
    session: Session, context: UserContext, price: str, cost: str, includes_vat: bool, profit: str
) -> None:
    an_item(session, vat_bus_posting_group_price="DOMESTIC")
    enter(session, context, "price_includes_vat", includes_vat)
    enter(session, context, "unit_cost", Decimal(cost))
    view = enter(session, context, "unit_price", Decimal(price))
    assert view.values["profit_pct"] == Decimal(profit)


@pytest.mark.parametrize(
    ("cost", "profit", "includes_vat", "price"),
    [
        ("60", "40", False, "100"),
        ("60", "40", True, "125"),
        ("1", "66.66667", False, "3"),
        ("33.33", "35", False, "51.27692"),
        ("100", "-25", False, "80"),
        ("0.00001", "30", False, "0.00001"),
    ],
)
def test_price_follows_the_profit(
    session: Session, context: UserContext, cost: str, profit: str, includes_vat: bool, price: str
) -> None:
    an_item(session, vat_bus_posting_group_price="DOMESTIC")
    enter(session, context, "price_profit_calculation", "price_from_profit")
    enter(session, context, "price_includes_vat", includes_vat)
    enter(session, context, "unit_cost", Decimal(cost))
    view = enter(session, context, "profit_pct", Decimal(profit))
    assert view.values["unit_price"] == Decimal(price)


def test_a_profit_of_all_leaves_the_price(session: Session, context: UserContext) -> None:
    an_item(session, unit_cost="60")
    enter(session, context, "unit_price", Decimal(80))
    enter(session, context, "price_profit_calculation", "price_from_profit")
    before = read_record(session, "item", ("A",)).values["unit_price"]
    assert enter(session, context, "profit_pct", 100).values["unit_price"] == before


def test_price_and_profit_may_be_independent(session: Session, context: UserContext) -> None:
    an_item(session, unit_price="100", unit_cost="60")
    enter(session, context, "price_profit_calculation", "none")
    enter(session, context, "profit_pct", 5)
    view = enter(session, context, "unit_price", Decimal(50))
    assert view.values["profit_pct"] == 5


def test_the_vat_within_a_price_needs_its_groups(session: Session, context: UserContext) -> None:
    an_item(session, unit_price="125", unit_cost="60")
    assert enter(session, context, "price_includes_vat", True).values["profit_pct"] == 52
    view = enter(session, context, "vat_bus_posting_group_price", "DOMESTIC")
    assert view.values["profit_pct"] == 40
    reverse_charge = enter(session, context, "vat_bus_posting_group_price", "EU")
    assert reverse_charge.values["profit_pct"] == 52
    enter(session, context, "vat_bus_posting_group_price", "DOMESTIC")
    assert enter(session, context, "vat_prod_posting_group", "ZERO").values["profit_pct"] == 52


def test_a_product_group_brings_its_vat_group_and_the_profit_follows(
    session: Session, context: UserContext
) -> None:
    for change in (("default_vat_prod_posting_group", "ZERO"), ("auto_insert_default", True)):
        change_record(session, "gen_prod_posting_group", ("SERVICES",), change, context)
    an_item(session, unit_price="125", unit_cost="60", vat_bus_posting_group_price="DOMESTIC")
    enter(session, context, "price_includes_vat", True)
    view = enter(session, context, "gen_prod_posting_group", "SERVICES")
    assert (view.values["vat_prod_posting_group"], view.values["profit_pct"]) == ("ZERO", 52)


@pytest.mark.parametrize("field", ["unit_price", "unit_cost", "unit_list_price"])
def test_prices_and_costs_are_not_negative(
    session: Session, context: UserContext, field: str
) -> None:
    an_item(session)
    with pytest.raises(ValueNegative) as refusal:
        enter(session, context, field, Decimal("-0.01"))
    assert refusal.value.field == field
