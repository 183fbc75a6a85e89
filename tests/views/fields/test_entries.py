from datetime import date
from decimal import Decimal

import pytest

from desktop.models.words import LineType
from desktop.services.records import FieldInfo, FieldKind
from desktop.views.fields.entries import printed, read
from desktop.views.shell.theme import Theme
from tests.views.tables.fakes import WORK_DATE


def a_field(kind: FieldKind, length: int = 20) -> FieldInfo:
    return FieldInfo("field", "Field", kind, length)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (FieldKind.TEXT, "  Desk, oak ", "Desk, oak"),
        (FieldKind.CODE, " main ", "MAIN"),
        (FieldKind.AMOUNT, "1 234,50", Decimal("1234.50")),
        (FieldKind.QUANTITY, "12*4", Decimal(48)),
        (FieldKind.UNIT_PRICE, "99,9", Decimal("99.9")),
        (FieldKind.PERCENT, "7,5 %", Decimal("7.5")),
        (FieldKind.INTEGER, "12", 12),
        (FieldKind.DATE, "t", date(2026, 1, 15)),
        (FieldKind.DATE, "20", date(2026, 1, 20)),
        (FieldKind.DATE, "+5", date(2026, 1, 20)),
        (FieldKind.DATE, "", None),
        (FieldKind.AMOUNT, "", None),
    ],
)
def test_what_is_typed_becomes_a_value(
    theme: Theme, kind: FieldKind, typed: str, value: object
) -> None:
    entry = read(a_field(kind), typed, WORK_DATE)
    assert (entry.value, entry.error) == (value, "")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FieldKind.AMOUNT, "twelve"),
        (FieldKind.QUANTITY, "12**"),
        (FieldKind.INTEGER, "1,5"),
        (FieldKind.DATE, "99"),
        (FieldKind.FORMULA, "soon"),
        (FieldKind.DURATION, "soon"),
        (FieldKind.CODE, "MAIN!"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(
    theme: Theme, kind: FieldKind, typed: str
) -> None:
    entry = read(a_field(kind), typed, WORK_DATE)
    assert entry.value is None
    assert typed in entry.error
    assert entry.error.endswith(".")


@pytest.mark.parametrize("kind", list(FieldKind))
def test_nothing_is_printed_as_nothing(theme: Theme, kind: FieldKind) -> None:
    assert printed(a_field(kind), None) == ""


def test_values_are_printed_as_they_are_typed(theme: Theme) -> None:
    assert printed(a_field(FieldKind.DATE), date(2026, 1, 22)) == "2026-01-22"
    assert printed(a_field(FieldKind.QUANTITY), Decimal("2.50")) == "2,5"
    assert printed(a_field(FieldKind.CHOICE), LineType.ITEM) == "Item"


def test_the_number_of_a_line_is_no_amount(theme: Theme) -> None:
    assert printed(FieldInfo("line_no", "Line No.", FieldKind.INTEGER), 10_000) == "10000"
