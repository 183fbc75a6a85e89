"""Cells of feature files are read and compared as STEPS of the scenarios promise."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.models.supply_words import ReorderingPolicy
from desktop.models.words import Blocked
from tests.scenarios.cells import assert_rows, entered, field_named, shows


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("credit_limit_lcy", "1234.50", Decimal("1234.50")),
        ("no_credit", "yes", True),
        ("no_credit", "no", False),
        ("blocked", "ship", Blocked.SHIP),
        ("blocked", "", Blocked.NONE),
        ("shipping_time", "1W", "1W"),
        ("location_code", "", None),
        ("credit_limit_lcy", "much", "much"),
    ],
)
def test_a_cell_is_entered_as_its_column_wants_it(field: str, text: str, value: object) -> None:
    assert entered(field_named("customer", field), text) == value


def test_a_field_is_found_without_its_ending() -> None:
    assert field_named("item_ledger_entry", "item").name == "item_no"


def test_a_field_is_found_by_the_name_that_a_spec_gives_it() -> None:
    assert field_named("base_calendar_change", "recurring").name == "recurrence"
    assert field_named("currency_exchange_rate", "code").name == "currency_code"
    assert field_named("currency_exchange_rate", "starting_date").name == "starting_date"


def test_an_unknown_field_is_an_error_of_the_feature_file() -> None:
    with pytest.raises(AssertionError, match="customer has no field colour"):
        field_named("customer", "colour")


@pytest.mark.parametrize(
    ("text", "value", "is_shown"),
    [
        ("5", Decimal("5.00"), True),
        ("5", Decimal("5.01"), False),
        ("", Decimal(0), False),
        ("", None, True),
        ("", "", True),
        ("0", None, False),
        ("yes", True, True),
        ("1", True, False),
        ("2026-01-15", date(2026, 1, 15), True),
        ("ship", Blocked.SHIP, True),
        ("none", Blocked.NONE, True),
        ("", Blocked.NONE, True),
        ("", Blocked.SHIP, False),
        ("007", "7", False),
        ("maximum_qty", ReorderingPolicy.MAX_QTY, True),
        ("max_qty", ReorderingPolicy.MAX_QTY, True),
    ],
)
def test_a_cell_shows_a_value_exactly(text: str, value: object, is_shown: bool) -> None:
    assert shows(text, value) is is_shown


def test_ledger_rows_are_compared_in_any_order() -> None:
    found = [{"amount": Decimal(1)}, {"amount": Decimal(2)}]
    expected = [{"amount": "2.00"}, {"amount": "1"}]
    assert_rows(expected, found, ["amount"], ordered=False)
    with pytest.raises(AssertionError, match="expected"):
        assert_rows(expected, found, ["amount"], ordered=True)


def test_a_row_too_many_is_told() -> None:
    with pytest.raises(AssertionError, match="but found"):
        assert_rows([{"amount": "1"}], [{"amount": 1}, {"amount": 1}], ["amount"], ordered=False)
