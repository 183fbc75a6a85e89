"""The sheet of a price list: its lines are entered, pasted and taken back like a document's."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from desktop.errors import Conflict, Refusal, SeveralRefusals
from desktop.services.context import UserContext
from desktop.services.price_sheet.acts import (
    add_sheet_line,
    blank_sheet,
    change_sheet,
    change_sheet_line,
    delete_sheet_lines,
    restore_sheet,
)
from desktop.services.price_sheet.blocks import enter_sheet_block, rehearse_sheet_block
from desktop.services.price_sheet.views import PriceSheet
from desktop.services.records import add_record, change_record
from desktop.services.sales.blocks import BlockRow


@pytest.fixture
def items(session: Session, context: UserContext) -> Session:
    """The standard company with one item more."""
    add_record(session, "item", {"no": "B", "base_unit": "PCS"}, context)
    return session


def shown(sheet: PriceSheet, *names: str) -> list[tuple[object, ...]]:
    return [tuple(line.values[name] for name in names) for line in sheet.lines]


def made(session: Session, context: UserContext) -> PriceSheet:
    """A new list with one line, made as a page makes it: by its first field."""
    code = blank_sheet(session, context).key
    sheet = change_sheet(session, code, "code", "spring", context)
    return add_sheet_line(session, sheet.key, [("product_no", "a")], context)


def test_the_first_field_makes_the_list_and_a_number_makes_a_line(
    items: Session, context: UserContext
) -> None:
    sheet = made(items, context)
    assert sheet.key == "SPRING"
    assert shown(sheet, "product_no", "product_description", "defines", "status") == [
        ("A", "A", "price", "draft")
    ]
    assert "currency_code" not in sheet.lines[0].editable
    assert sheet.lines[0].locks["currency_code"].field == "currency_code"
    assert "currency_code" in sheet.locks  # the line has it from the list


def test_price_and_discount_typed_into_a_line_make_it_a_line_of_both(
    items: Session, context: UserContext
) -> None:
    key = made(items, context).key
    sheet = change_sheet_line(items, key, 10000, "line_discount_pct", Decimal(5), context)
    assert shown(sheet, "defines", "line_discount_pct") == [("discount", 5)]
    sheet = change_sheet_line(items, key, 10000, "unit_price", Decimal(80), context)
    assert shown(sheet, "defines", "unit_price", "line_discount_pct") == [
        ("price_and_discount", 80, 5)
    ]
    sheet = restore_sheet(items, key, sheet.difference, context)
    assert shown(sheet, "defines", "unit_price", "line_discount_pct") == [("discount", 0, 5)]
    sheet = restore_sheet(items, key, sheet.difference, context)
    assert shown(sheet, "defines", "unit_price") == [("price_and_discount", 80)]


def test_a_line_is_put_before_another_and_taken_away_again(
    items: Session, context: UserContext
) -> None:
    key = made(items, context).key
    sheet = add_sheet_line(items, key, [("product_no", "B")], context, before=10000)
    assert shown(sheet, "line_no", "product_no") == [(5000, "B"), (10000, "A")]
    done = delete_sheet_lines(items, key, (5000, 10000), context)
    assert not done.lines
    sheet = restore_sheet(items, key, done.difference, context)
    assert shown(sheet, "line_no", "product_no") == [(5000, "B"), (10000, "A")]


def test_a_block_changes_lines_and_makes_new_ones_or_does_nothing(
    items: Session, context: UserContext
) -> None:
    key = made(items, context).key
    rows = (
        BlockRow(10000, (("minimum_quantity", Decimal(5)), ("unit_price", Decimal(90)))),
        BlockRow(None, (("product_no", "B"), ("unit_price", Decimal(7)))),
        BlockRow(None, (("product_no", "NONE"), ("unit_price", Decimal(1)))),
        BlockRow(None, (("product_no", "B"), ("unit_price", Decimal(-1)))),
    )
    with items.begin_nested() as rehearsal:
        found = rehearse_sheet_block(items, key, rows, context)
        rehearsal.rollback()
    assert [line and line.values["unit_price"] for line in found.lines] == [90, 7, None, None]
    assert {(cell.row, cell.field) for cell in found.refused} == {
        (2, "product_no"),
        (3, "unit_price"),
    }
    with pytest.raises(SeveralRefusals), items.begin_nested():
        enter_sheet_block(items, key, rows, context)
    sheet = enter_sheet_block(items, key, rows[:2], context)
    names = ("product_no", "minimum_quantity", "unit_price", "defines")
    assert shown(sheet, *names) == [("A", 5, 90, "price"), ("B", 0, 7, "price")]
    sheet = restore_sheet(items, key, sheet.difference, context)
    assert shown(sheet, *names) == [("A", 0, 0, "price")]


def test_a_block_does_not_write_over_what_somebody_changed(
    items: Session, context: UserContext
) -> None:
    sheet = made(items, context)
    rows = (BlockRow(10000, (("unit_price", Decimal(90)),), sheet.lines[0].row_version + 1),)
    with pytest.raises(Conflict):
        enter_sheet_block(items, sheet.key, rows, context)


def test_an_active_list_is_closed_and_says_why(items: Session, context: UserContext) -> None:
    key = made(items, context).key
    change_sheet(items, key, "status", "active", context)
    sheet = change_sheet(items, key, "status", "active", context)
    assert not sheet.is_open
    assert sheet.editable == {"status"}
    assert not sheet.lines[0].editable
    with pytest.raises(Refusal, match="Price list SPRING is active"):
        change_sheet_line(items, key, 10000, "unit_price", Decimal(1), context)
    change_record(items, "sales_setup", (1,), ("allow_edit_active_prices", True), context)
    sheet = change_sheet_line(items, key, 10000, "unit_price", Decimal(1), context)
    assert shown(sheet, "unit_price", "status") == [(1, "draft")]
    assert set(sheet.difference.lines[10000]) == {"unit_price"}
