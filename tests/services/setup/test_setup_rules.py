"""What set-up tables demand beyond what their columns say (01 §3)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.services.context import UserContext
from desktop.services.records import add_record, change_record, read_record
from desktop.services.setup.refusals import (
    CalendarDayMissing,
    DatesReversed,
    DiscountWithoutDate,
    ValueNegative,
    ValueNotPositive,
    ValueOutside,
    VatIdentifierTwoRates,
)
from tests.builders.customers import a_customer


def refused(
    session: Session, context: UserContext, table: str, values: Mapping[str, object]
) -> Refusal:
    """What adding a record is answered with."""
    with pytest.raises(Refusal) as refusal:
        add_record(session, table, values, context)
    return refusal.value


def test_a_discount_needs_a_date(session: Session, context: UserContext) -> None:
    values: dict[str, object] = {"code": "2PCT", "discount_pct": Decimal(2)}
    refusal = refused(session, context, "payment_terms", values)
    assert isinstance(refusal, DiscountWithoutDate)
    assert refusal.field == "discount_formula"
    add_record(session, "payment_terms", {**values, "discount_formula": "8D"}, context)


@pytest.mark.parametrize("pct", ["-0.00001", "100.00001"])
@pytest.mark.parametrize(
    ("table", "key", "field"),
    [("payment_terms", "code", "discount_pct"), ("salesperson", "code", "commission_pct")],
)
def test_a_percentage_lies_between_0_and_100(
    session: Session, context: UserContext, table: str, key: str, field: str, pct: str
) -> None:
    refusal = refused(session, context, table, {key: "X", field: Decimal(pct)})
    assert isinstance(refusal, ValueOutside)
    assert (refusal.field, refusal.parameters["highest"]) == (field, Decimal(100))


def test_a_percentage_may_be_either_end(session: Session, context: UserContext) -> None:
    for code, pct in (("A", 0), ("B", 100)):
        view = add_record(session, "salesperson", {"code": code, "commission_pct": pct}, context)
        assert view.values["commission_pct"] == pct


@pytest.mark.parametrize("field", ["exchange_rate_amount", "relational_amount"])
@pytest.mark.parametrize("amount", [0, -1])
def test_both_sides_of_a_rate_are_above_zero(
    session: Session, context: UserContext, field: str, amount: int
) -> None:
    rate = {
        "currency_code": "EUR",
        "starting_date": date(2026, 2, 1),
        "exchange_rate_amount": 1,
        "relational_amount": Decimal("11.6"),
        field: amount,
    }
    refusal = refused(session, context, "currency_exchange_rate", rate)
    assert isinstance(refusal, ValueOutside)
    assert refusal.field == field


def test_a_currency_has_one_rate_a_day(session: Session, context: UserContext) -> None:
    rate = {"exchange_rate_amount": 1, "relational_amount": 12}
    day = {"currency_code": "EUR", "starting_date": date(2026, 1, 1)}
    refusal = refused(session, context, "currency_exchange_rate", {**day, **rate})
    assert refusal.code == "record.exists"
    later = {**day, "starting_date": date(2026, 1, 2), **rate}
    assert add_record(session, "currency_exchange_rate", later, context).key[0] == "EUR"


def test_one_vat_identifier_has_one_rate(session: Session, context: UserContext) -> None:
    add_record(session, "vat_prod_posting_group", {"code": "BOOKS"}, context)
    pair = {"vat_bus_posting_group": "DOMESTIC", "vat_prod_posting_group": "BOOKS"}
    refusal = refused(
        session, context, "vat_posting_setup", {**pair, "vat_identifier": "VAT25", "vat_pct": 6}
    )
    assert isinstance(refusal, VatIdentifierTwoRates)
    assert refusal.parameters["other_groups"] == "DOMESTIC, VAT25"
    add_record(
        session, "vat_posting_setup", {**pair, "vat_identifier": "VAT6", "vat_pct": 6}, context
    )


def test_a_vat_identifier_may_be_blank_and_keep_its_own_rate(
    session: Session, context: UserContext
) -> None:
    key = ("DOMESTIC", "VAT25")
    change_record(session, "vat_posting_setup", key, ("vat_pct", 26), context)
    view = change_record(session, "vat_posting_setup", key, ("vat_identifier", None), context)
    assert view.values["vat_pct"] == 26


@pytest.mark.parametrize(
    ("recurrence", "field"), [("weekly", "weekday"), ("annual", "date"), ("none", "date")]
)
def test_a_calendar_entry_names_its_day(
    session: Session, context: UserContext, recurrence: str, field: str
) -> None:
    add_record(session, "base_calendar", {"code": "SE"}, context)
    entry: dict[str, object] = {"base_calendar_code": "SE", "recurrence": recurrence}
    refusal = refused(session, context, "base_calendar_change", entry)
    assert isinstance(refusal, CalendarDayMissing)
    assert refusal.field == field


def test_a_calendar_entry_with_its_day_is_taken(session: Session, context: UserContext) -> None:
    add_record(session, "base_calendar", {"code": "SE"}, context)
    entry = {"base_calendar_code": "SE", "recurrence": "weekly", "weekday": "sunday"}
    assert add_record(session, "base_calendar_change", entry, context).key == ("SE", 10000)


@pytest.mark.parametrize(
    ("table", "key"), [("general_ledger_setup", (1,)), ("user_setup", ("EVE",))]
)
def test_posting_dates_do_not_end_before_they_begin(
    session: Session, context: UserContext, table: str, key: tuple[str | int, ...]
) -> None:
    add_record(session, "user_setup", {"user": "eve"}, context)
    change_record(session, table, key, ("allow_posting_from", date(2026, 2, 1)), context)
    with pytest.raises(DatesReversed) as refusal:
        change_record(session, table, key, ("allow_posting_to", date(2026, 1, 31)), context)
    assert refusal.value.parameters["other_date"] == date(2026, 2, 1)
    session.expire_all()
    change_record(session, table, key, ("allow_posting_to", date(2026, 2, 1)), context)


def test_precisions_and_prices_are_not_negative(session: Session, context: UserContext) -> None:
    with pytest.raises(ValueNegative) as refusal:
        change_record(
            session, "general_ledger_setup", (1,), ("amount_precision", Decimal("-0.01")), context
        )
    assert refusal.value.field == "amount_precision"
    refusal_of_price = refused(session, context, "resource", {"no": "R1", "unit_price": -1})
    assert isinstance(refusal_of_price, ValueNegative)


@pytest.mark.parametrize("quantity", [0, Decimal("-0.5")])
def test_a_unit_holds_something(
    session: Session, context: UserContext, quantity: Decimal | int
) -> None:
    add_record(session, "resource", {"no": "R1"}, context)
    values = {"resource_no": "R1", "unit_code": "HOUR", "qty_per_unit": quantity}
    refusal = refused(session, context, "resource_unit_of_measure", values)
    assert isinstance(refusal, ValueNotPositive)
    assert refusal.field == "qty_per_unit"


# -------------------------------------------------------------------- what a group brings along


@pytest.mark.parametrize(
    ("default", "is_automatic", "brought"),
    [("EU", True, "EU"), ("EU", False, "DOMESTIC"), (None, True, "DOMESTIC")],
)
def test_a_business_group_brings_its_vat_group_when_it_should(
    session: Session, context: UserContext, default: str | None, is_automatic: bool, brought: str
) -> None:
    a_customer(session)
    for change in (
        ("default_vat_bus_posting_group", default),
        ("auto_insert_default", is_automatic),
    ):
        change_record(session, "gen_bus_posting_group", ("EU",), change, context)
    view = change_record(session, "customer", ("C1",), ("gen_bus_posting_group", "EU"), context)
    assert view.values["vat_bus_posting_group"] == brought


@pytest.mark.parametrize("table", ["gl_account", "resource"])
def test_a_product_group_brings_its_vat_group(
    session: Session, context: UserContext, table: str
) -> None:
    for change in (
        ("default_vat_prod_posting_group", "VAT6"),
        ("auto_insert_default", True),
    ):
        change_record(session, "gen_prod_posting_group", ("SERVICES",), change, context)
    add_record(session, table, {"no": "X1"}, context)
    group = ("gen_prod_posting_group", "SERVICES")
    view = change_record(session, table, ("X1",), group, context)
    assert view.values["vat_prod_posting_group"] == "VAT6"
    cleared = change_record(session, table, ("X1",), ("gen_prod_posting_group", None), context)
    assert cleared.values["vat_prod_posting_group"] == "VAT6"
    assert read_record(session, table, ("X1",)).values["gen_prod_posting_group"] is None


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_the_largest_attachment_lies_between_1_and_1000_mb(
    session: Session, context: UserContext, limit: int
) -> None:
    change_record(session, "company_information", (1,), ("attachment_limit_mb", 1000), context)
    with pytest.raises(ValueOutside, match="Attachment Limit Mb"):
        change_record(session, "company_information", (1,), ("attachment_limit_mb", limit), context)
