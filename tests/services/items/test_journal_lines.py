"""Lines of the item journal: what is entered brings along the rest (SD97)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.words import ItemType
from desktop.services.context import UserContext
from desktop.services.items.card_refusals import (
    JournalEntryType,
    JournalItemWithoutStock,
    JournalUnitUnknown,
)
from desktop.services.records import RecordView, add_record, change_record
from desktop.services.setup.refusals import ReferenceMissing, ValueNegative
from tests.builders.items import a_unit, a_variant, an_item


@pytest.fixture(autouse=True)
def _an_item_in_boxes(session: Session) -> None:
    an_item(session, unit_cost="1.23457", description="Chair")
    a_unit(session, "A", "BOX", "12")
    a_unit(session, "A", "BAG", "0.33333")
    a_variant(session, "A", "RED")


def add(session: Session, context: UserContext, **values: object) -> RecordView:
    """Add a line to the default batch."""
    return add_record(session, "item_journal_line", values, context)


def enter(
    session: Session, context: UserContext, line: RecordView, field: str, value: object
) -> RecordView:
    return change_record(session, "item_journal_line", line.key, (field, value), context)


def test_a_new_line_begins_today_with_the_journals_number(
    session: Session, context: UserContext
) -> None:
    line = add(session, context)
    assert line.key == ("DEFAULT", 10000)
    assert line.values["posting_date"] == context.work_date
    assert line.values["document_no"] == "JOURNAL"
    named = add(session, context, posting_date=date(2026, 1, 2), document_no="COUNT")
    assert named.values["posting_date"] == date(2026, 1, 2)
    assert named.values["document_no"] == "COUNT"


def test_an_item_brings_its_text_unit_cost_and_group(
    session: Session, context: UserContext
) -> None:
    line = add(session, context, item_no="a", quantity=Decimal(3))
    assert {name: line.values[name] for name in ("description", "unit_of_measure_code")} == {
        "description": "Chair",
        "unit_of_measure_code": "PCS",
    }
    assert line.values["gen_prod_posting_group"] == "RETAIL"
    assert line.values["quantity_base"] == 3
    assert line.values["unit_cost"] == Decimal("1.23457")
    assert line.values["amount"] == Decimal("3.70")


@pytest.mark.parametrize(
    ("unit", "base", "cost"), [("BOX", "24", "14.81484"), ("BAG", "0.66666", "0.41152")]
)
def test_a_unit_holds_so_many_base_units_and_costs_accordingly(
    session: Session, context: UserContext, unit: str, base: str, cost: str
) -> None:
    line = add(session, context, item_no="A", quantity=2, unit_of_measure_code=unit)
    assert line.values["quantity_base"] == Decimal(base)
    assert line.values["unit_cost"] == Decimal(cost)


def test_a_base_quantity_is_rounded_to_the_base_units_precision(
    session: Session, context: UserContext
) -> None:
    a_unit(session, "A", "PCS", "1", "1")
    line = add(session, context, item_no="A", quantity=5, unit_of_measure_code="BAG")
    assert line.values["quantity_base"] == 2


def test_a_typed_cost_gives_the_amount(session: Session, context: UserContext) -> None:
    line = add(session, context, item_no="A", quantity=3)
    assert enter(session, context, line, "unit_cost", Decimal("2.005")).values["amount"] == Decimal(
        "6.02"
    )


def test_another_item_has_other_variants(session: Session, context: UserContext) -> None:
    an_item(session, "B")
    line = add(session, context, item_no="A", variant_code="red")
    assert line.values["variant_code"] == "RED"
    assert enter(session, context, line, "item_no", "B").values["variant_code"] is None
    assert enter(session, context, line, "item_no", None).values["item_no"] is None


def test_a_unit_without_item_is_any(session: Session, context: UserContext) -> None:
    line = add(session, context, unit_of_measure_code="BOX", quantity=2)
    assert (line.values["qty_per_unit"], line.values["quantity_base"]) == (1, 2)


@pytest.mark.parametrize(
    ("values", "expected", "field"),
    [
        ({"item_no": "S"}, JournalItemWithoutStock, "item_no"),
        ({"item_no": "NONE"}, ReferenceMissing, "item_no"),
        ({"entry_type": "sale"}, JournalEntryType, "entry_type"),
        (
            {"item_no": "A", "unit_of_measure_code": "KG"},
            JournalUnitUnknown,
            "unit_of_measure_code",
        ),
        ({"item_no": "A", "variant_code": "BLUE"}, ReferenceMissing, "variant_code"),
        ({"variant_code": "RED"}, ReferenceMissing, "variant_code"),
        ({"quantity": Decimal(-1)}, ValueNegative, "quantity"),
        ({"unit_cost": Decimal("-0.01")}, ValueNegative, "unit_cost"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    session: Session,
    context: UserContext,
    values: dict[str, object],
    expected: type[Refusal],
    field: str,
) -> None:
    an_item(session, "S", type=ItemType.SERVICE, inventory_posting_group=None)
    with pytest.raises(expected) as refusal:
        add(session, context, **values)
    assert refusal.value.field == field


def test_goods_are_counted_out_too(session: Session, context: UserContext) -> None:
    line = add(session, context, item_no="A", entry_type="negative_adjmt", quantity=1)
    assert line.values["entry_type"] == "negative_adjmt"
