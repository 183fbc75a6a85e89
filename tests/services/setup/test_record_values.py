"""What may stand in a field, and the form in which it is stored."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal, RecordRef, Refusal
from desktop.models.every_table import Base
from desktop.models.values.date_formula import DateFormula
from desktop.models.words import AddressFormat, ItemType
from desktop.services.context import UserContext
from desktop.services.records import (
    LOCKED_TABLES,
    add_record,
    field_info,
    read_record,
)
from desktop.services.setup.field_infos import FieldKind
from desktop.services.setup.field_values import ValueChecker, blank_of, is_storable, kind_of
from desktop.services.setup.refusals import (
    ReferenceMissing,
    ValueNotAChoice,
    ValueNotACode,
    ValueOutside,
    ValueTooLong,
    ValueTooPrecise,
    ValueWrongKind,
)
from tests.builders.items import an_item


def refusal_of(
    session: Session, context: UserContext, table: str, field: str, value: object
) -> FieldRefusal:
    """What entering a value in a new record of a table is answered with."""
    with pytest.raises(FieldRefusal) as refusal:
        add_record(session, table, [("code", "X"), (field, value)], context)
    assert refusal.value.field == field
    assert refusal.value.record == RecordRef(table, ("X",))
    return refusal.value


@pytest.mark.parametrize(
    ("table", "field", "value", "expected"),
    [
        ("location", "name", "x" * 101, ValueTooLong),
        ("location", "name", 4.5, ValueWrongKind),
        ("location", "name", date(2026, 1, 1), ValueWrongKind),
        ("location", "name", True, ValueWrongKind),
        ("location", "name", "zero \0 byte", ValueWrongKind),
        ("location", "name", "half \ud800 sign", ValueWrongKind),
        ("location", "country_code", "Sweden!", ValueNotACode),
        ("location", "country_code", "ABCDEFGHIJK", ValueNotACode),
        ("location", "country_code", "XX", ReferenceMissing),
        ("location", "use_as_in_transit", "yes", ValueWrongKind),
        ("location", "use_as_in_transit", 1, ValueWrongKind),
        ("country_region", "address_format", "sideways", ValueNotAChoice),
        ("country_region", "address_format", 3, ValueNotAChoice),
        ("payment_terms", "discount_pct", 2.5, ValueWrongKind),
        ("payment_terms", "discount_pct", "2.5", ValueWrongKind),
        ("payment_terms", "discount_pct", True, ValueWrongKind),
        ("payment_terms", "discount_pct", Decimal("NaN"), ValueWrongKind),
        ("payment_terms", "discount_pct", Decimal("Infinity"), ValueWrongKind),
        ("payment_terms", "discount_pct", Decimal("0.000001"), ValueTooPrecise),
        ("currency", "amount_precision", Decimal(10) ** 14, ValueOutside),
        ("currency", "decimals_shown", Decimal("1.5"), ValueWrongKind),
        ("currency", "decimals_shown", Decimal("NaN"), ValueWrongKind),
        ("currency", "decimals_shown", Decimal("-Infinity"), ValueWrongKind),
        ("currency", "decimals_shown", True, ValueWrongKind),
        ("currency", "decimals_shown", "2", ValueWrongKind),
        ("currency", "decimals_shown", 2**31, ValueOutside),
        ("location", "outbound_handling_time", 3.5, ValueWrongKind),
    ],
)
def test_a_value_that_cannot_stand_in_its_field_is_refused(
    session: Session,
    context: UserContext,
    table: str,
    field: str,
    value: object,
    expected: type[FieldRefusal],
) -> None:
    refusal = refusal_of(session, context, table, field, value)
    assert type(refusal) is expected
    assert refusal.parameters["entered_field"] == field


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("payment_terms", "due_formula", "fourteen days"),
        ("payment_terms", "due_formula", "14D" * 20),
        ("location", "outbound_handling_time", "-1D"),
        ("location", "outbound_handling_time", "CM"),
    ],
)
def test_a_formula_that_is_none_is_refused(
    session: Session, context: UserContext, table: str, field: str, value: str
) -> None:
    refusal_of(session, context, table, field, value)


@pytest.mark.parametrize("value", ["2026-01-15", datetime(2026, 1, 15, tzinfo=UTC), 46000])
def test_a_date_field_takes_dates_only(
    session: Session, context: UserContext, value: object
) -> None:
    with pytest.raises(ValueWrongKind) as refusal:
        add_record(session, "user_setup", [("user", "EVE"), ("allow_posting_from", value)], context)
    assert refusal.value.field == "allow_posting_from"


@pytest.mark.parametrize("value", ["now", date(2026, 1, 15), datetime(2026, 1, 15)])  # noqa: DTZ001  (that is refused)
def test_a_time_needs_its_zone(value: object) -> None:
    checker = ValueChecker(RecordRef("comment", ("customer", "C1", 10000)))
    with pytest.raises(ValueWrongKind):
        checker.moment(field_info("comment", "date"), value)
    now = datetime(2026, 1, 15, tzinfo=UTC)
    assert checker.moment(field_info("comment", "date"), now) == now


@pytest.mark.parametrize(
    ("table", "field", "value", "stored"),
    [
        ("location", "name", "Main", "Main"),
        ("location", "name", 17, "17"),
        ("location", "name", None, ""),
        ("currency", "iso_numeric", "752", "752"),
        ("location", "use_as_in_transit", None, False),
        ("location", "use_as_in_transit", True, True),
        ("country_region", "address_format", "city_post_code", AddressFormat.CITY_POST_CODE),
        ("country_region", "address_format", None, AddressFormat.POST_CODE_CITY),
        ("payment_terms", "due_formula", "1m+8d", "1M+8D"),
        ("payment_terms", "due_formula", DateFormula.parse("CM"), "CM"),
        ("payment_terms", "due_formula", "", ""),
        ("location", "outbound_handling_time", "2w", "2W"),
        ("currency", "decimals_shown", Decimal("3.0"), 3),
        ("currency", "decimals_shown", None, 0),
        ("currency", "amount_precision", None, Decimal(0)),
        ("currency", "amount_precision", Decimal("0.05000000000"), Decimal("0.05")),
        ("currency", "amount_precision", 92233720368547, Decimal(92233720368547)),
        ("payment_method", "terms_code", " 30d ", "30D"),
        ("payment_method", "terms_code", "", None),
    ],
)
def test_a_value_is_stored_in_its_own_form(
    session: Session, context: UserContext, table: str, field: str, value: object, stored: object
) -> None:
    add_record(session, table, [("code", "x"), (field, value)], context)
    session.expire_all()
    assert read_record(session, table, ("X",)).values[field] == stored


def test_a_cleared_choice_without_default_is_the_first_one() -> None:
    column: sa.Column[ItemType] = sa.Column(sa.Enum(ItemType), nullable=False)
    assert blank_of(column) is ItemType.INVENTORY


def test_a_look_up_of_a_number_takes_a_number() -> None:
    column = sa.Column(sa.Integer)
    assert kind_of(column, field_info("customer", "language_code")) is FieldKind.INTEGER


@pytest.mark.parametrize(
    ("text", "storable"), [("Åsa 中 🙂", True), ("a\0", False), ("\udc80", False)]
)
def test_texts_in_any_script_can_be_stored(text: str, storable: bool) -> None:
    assert is_storable(text) is storable


def test_every_check_constraint_is_refused_in_words(session: Session, context: UserContext) -> None:
    an_item(session)
    add_record(session, "resource", {"no": "R1", "base_unit": "HOUR"}, context)
    add_record(session, "vat_prod_posting_group", {"code": "X"}, context)
    add_record(session, "standard_sales_code", {"code": "X"}, context)
    add_record(session, "price_list", {"code": "L"}, context)
    entered: list[tuple[str, list[tuple[str, object]]]] = [
        ("number_series_line", [("series_code", "SO"), ("increment_by", 0)]),
        ("item_unit_of_measure", [("item_no", "A"), ("unit_code", "BOX"), ("qty_per_unit", 0)]),
        (
            "resource_unit_of_measure",
            [("resource_no", "R1"), ("unit_code", "BOX"), ("qty_per_unit", -1)],
        ),
        ("payment_terms", [("code", "X"), ("discount_pct", Decimal(-1))]),
        (
            "vat_posting_setup",
            [("vat_bus_posting_group", "EU"), ("vat_prod_posting_group", "VAT25"), ("vat_pct", -1)],
        ),
        ("currency_exchange_rate", [("currency_code", "EUR"), ("starting_date", date(2025, 1, 1))]),
        ("invoice_discount_terms", [("code", "X"), ("minimum_amount", Decimal(-1))]),
        ("standard_sales_line", [("code", "X"), ("line_no", 0)]),
        ("item_journal_line", [("item_no", "A"), ("quantity", Decimal(-1))]),
        ("price_list_line", [("price_list_code", "L"), ("minimum_quantity", Decimal(-1))]),
        ("rounding_method", [("code", "X"), ("precision", Decimal(0))]),
        ("bom_component", [("parent_item_no", "A"), ("line_no", 0)]),
        ("requisition_line", [("worksheet_name", "DEFAULT"), ("line_no", 0)]),
    ]
    for table, values in entered:
        with pytest.raises(Refusal):
            add_record(session, table, values, context)
    checked = {
        table.name
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint) and constraint.name != "one_row"
    }
    assert checked - {table for table, _ in entered} <= LOCKED_TABLES | {
        "company_information",
        "general_ledger_setup",
        "sales_setup",
        "inventory_setup",
        "purchase_setup",
        "order_promising_setup",
        "backup_setup",
    }
