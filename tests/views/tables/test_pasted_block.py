"""What a pasted text means for the lines, whatever the text is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.modeltest import ModelTester

from desktop.models.words import LineType
from desktop.services.records import field_infos
from desktop.translation import Localizer, install
from desktop.views.pages.reserved_columns import RESERVED_INFOS
from desktop.views.sales.line_fields import ORDER_LINES
from desktop.views.shell.theme import Theme
from desktop.views.tables.clipboard_block import block_rows, block_text
from desktop.views.tables.line_columns import GridRow, line_columns
from desktop.views.tables.paste_model import PasteModel
from desktop.views.tables.pasted_block import (
    MOST_ROWS,
    PastedBlock,
    columns_by_headings,
    pasted_block,
)
from tests.views.pages.fake_order import a_line

WORK_DATE = date(2026, 1, 15)
INFOS = {info.name: info for info in (*field_infos("sales_line"), *RESERVED_INFOS)}
COLUMNS = line_columns(ORDER_LINES, INFOS)
BY_NAME = {column.name: column for column in COLUMNS}


def block(text: str, start: str = "no", targets: int = 0) -> PastedBlock:
    names = [column.name for column in COLUMNS]
    lines = [GridRow(line=a_line((at + 1) * 10000, "D-1600", 4)) for at in range(targets)]
    return pasted_block(text, COLUMNS, COLUMNS[names.index(start) :], lines, WORK_DATE)


def entered(found: PastedBlock, row: int = 0) -> list[tuple[str, object]]:
    return [(entry.name, entry.value) for entry in found.entries(found.rows[row])]


def test_cells_go_to_the_columns_from_the_cursor_on(theme: Theme) -> None:
    found = block("D-1\tDesk\t\t\t1 000,5\tPCS\t12,50 \n")
    assert entered(found) == [
        ("no", "D-1"),
        ("description", "Desk"),
        ("quantity", Decimal("1000.5")),
        ("unit_of_measure_code", "PCS"),
        ("unit_price", Decimal("12.50")),
    ]
    assert found.left_out == ()


def test_figures_are_read_with_a_comma_or_a_point_and_as_sums(theme: Theme) -> None:
    texts = ["1,5", "1.5", "1 234,5", "1.234,5", "12*4", "-3"]
    found = block("\n".join(texts), "quantity", targets=len(texts))
    values = [dict(entered(found, at))["quantity"] for at in range(len(texts))]
    assert values == [Decimal(text) for text in ("1.5", "1.5", "1234.5", "1234.5", "48", "-3")]


def test_every_cell_that_cannot_be_read_says_why(theme: Theme) -> None:
    found = block("No.\tQuantity\tUnit Price\tShipment Date\nD-1\tmany\tdear\t2026-13-45")
    wrong = {name: cell.error for name, cell in found.rows[0].cells.items() if cell.error}
    assert set(wrong) == {"quantity", "unit_price", "shipment_date"}
    assert "many" in wrong["quantity"]
    assert "dear" in wrong["unit_price"]
    assert found.good_rows() == []


def test_words_stand_for_choices(theme: Theme) -> None:
    assert entered(block("comment\t\tHello", "type"))[0] == ("type", LineType.COMMENT)
    assert "none of" in block("rubbish\tD-1", "type").rows[0].cells["type"].error


def test_headings_are_known_by_their_label_in_both_languages(theme: Theme) -> None:
    english = columns_by_headings(["Item No.", "Qty.", "Unit Price"], COLUMNS)
    assert english == [BY_NAME["no"], BY_NAME["quantity"], BY_NAME["unit_price"]]
    install(Localizer("sv", "SE"))
    swedish = columns_by_headings(["Nr", "ANTAL", "À-pris"], COLUMNS)
    assert swedish is not None
    assert swedish[1:] == [BY_NAME["quantity"], BY_NAME["unit_price"]]


@pytest.mark.parametrize("cells", [["D-1600", "3"], ["Desk", "Quantity"], ["", ""], ["Total"]])
def test_data_are_no_headings(theme: Theme, cells: list[str]) -> None:
    found = columns_by_headings(cells, COLUMNS)
    assert found is None or sum(1 for one in found if one) * 2 >= len(cells)


def test_what_no_column_takes_is_named(theme: Theme) -> None:
    named = block("No.\tColour\tQuantity\nD-1\tred\t3")
    assert named.left_out == ("Colour",)
    assert entered(named) == [("no", "D-1"), ("quantity", Decimal(3))]
    assert block("1\t2\t3", COLUMNS[-1].name).left_out == ("column 2", "column 3")


def test_fields_are_entered_in_the_order_of_the_lines_not_of_the_block(theme: Theme) -> None:
    found = block("Quantity\tType\tNo.\n3\tItem\tD-1")
    assert [name for name, _value in entered(found)] == ["type", "no", "quantity"]


def test_words_search_the_item_where_there_is_no_number(theme: Theme) -> None:
    assert entered(block("\tOak desk\t\t\t3")) == [("no", "Oak desk"), ("quantity", Decimal(3))]
    assert entered(block("\tThank you")) == [("description", "Thank you")]
    assert entered(block("D-1\tOak\t\t\t3"))[1] == ("description", "Oak")


def test_locked_cells_of_a_line_say_so(theme: Theme) -> None:
    found = block("3\tPCS", "quantity", targets=1)
    assert "cannot be changed" in found.rows[0].cells["unit_of_measure_code"].error


def test_more_rows_than_can_be_pasted_are_cut(theme: Theme) -> None:
    found = block("\n".join("D-1" for _row in range(MOST_ROWS + 3)))
    assert found.is_cut
    assert len(found.rows) == MOST_ROWS


def test_a_long_text_without_tabs_is_read_in_a_moment() -> None:
    assert len(block_rows("x\n" * 200_000)) == 200_000


TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", '"', '""', '"a\tb"', "\t", "\n", "1,5", "1.234,56", "12*4", "1/0", "t",
                     "31.12.2026", "2026-02-30", "Yes", "Item", "No.", "Quantity", "=SUM(A1)",
                     "\x00", "９９", "1e9", "-", "+5", "∞", "NaN", "٣"]),
)  # fmt: skip
BLOCKS = st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=6)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=BLOCKS,
    start=st.sampled_from([column.name for column in COLUMNS]),
    targets=st.integers(0, 3),
)
def test_any_text_is_read_or_refused_with_its_cell(
    theme: Theme, rows: list[list[str]], start: str, targets: int
) -> None:
    found = block("\n".join("\t".join(row) for row in rows), start, targets)
    for row in found.rows:
        for cell in row.cells.values():
            assert (cell.entry is None) == (not cell.text.strip())
            assert not cell.error or cell.entry is not None
        assert len(found.entries(row)) == sum(1 for cell in row.cells.values() if cell.entry)


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r")), min_size=1),
        min_size=1,
    )
)
def test_what_was_copied_is_pasted_again(rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    whole = [[*row, *[""] * (width - len(row))] for row in rows]
    again = block_rows(block_text(whole) + "\n")
    assert [[cell.strip() for cell in row] for row in again] == [
        [cell.strip() for cell in row] for row in whole
    ]


def test_the_model_keeps_the_rules_of_qt(theme: Theme, qtmodeltester: ModelTester) -> None:
    found = block("D-1\tDesk\t\t\t3\nD-2\tLamp\t\t\tmany")
    model = PasteModel(found, [BY_NAME["line_amount"]], {}, WORK_DATE)
    model.show({1: replace(a_line(10000, "D-1600", 3))})
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt is not typed
    assert model.place_of(1, "quantity").data() == "many"
    model.setData(model.place_of(1, "quantity"), "4")
    assert model.faults() == []
