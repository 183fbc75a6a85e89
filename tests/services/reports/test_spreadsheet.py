"""Lists as spreadsheets: what other programs find in the file, and that no half file stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.models.words import Blocked
from desktop.services.context import Cancelled, NoProgress
from desktop.services.reports import spreadsheet
from desktop.services.reports.refusals import FileNotWritten
from desktop.services.reports.spreadsheet import CellKind, SheetColumn, write_sheet

ROW = (
    "C1",
    Blocked.ALL,
    7,
    Decimal("1234.5"),
    Decimal("0.12345"),
    Decimal("12.5"),
    date(2026, 1, 15),
    datetime(2026, 1, 15, 12, 30, tzinfo=UTC),
    True,
)
KINDS = (
    CellKind.TEXT,
    CellKind.TEXT,
    CellKind.INTEGER,
    CellKind.AMOUNT,
    CellKind.UNIT_PRICE,
    CellKind.NUMBER,
    CellKind.DATE,
    CellKind.DATETIME,
    CellKind.BOOLEAN,
)
COLUMNS = tuple(SheetColumn(f"Column {kind}", kind) for kind in KINDS)
DAY = datetime.fromisoformat("2026-01-15")
FIRST_RIGHT_DAY = datetime.fromisoformat("1900-03-01")
TEXTS = (SheetColumn("Text"),)


class Impatient(NoProgress):
    """Presses Cancel after some steps."""

    def check_cancelled(self) -> None:
        """Stop at once."""
        raise Cancelled


def sheet_of(path: Path, at: int = 0) -> Worksheet:
    found = openpyxl.load_workbook(path).worksheets[at]
    assert isinstance(found, Worksheet)
    return found


def written(
    tmp_path: Path, *rows: tuple[object, ...], columns: tuple[SheetColumn, ...] = TEXTS
) -> Worksheet:
    write_sheet(tmp_path / "list.xlsx", "List", columns, rows)
    return sheet_of(tmp_path / "list.xlsx")


def test_every_value_arrives_in_its_kind(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROW, columns=COLUMNS)
    cells = sheet[2]
    here = datetime(2026, 1, 15, 12, 30, tzinfo=UTC).astimezone().replace(tzinfo=None)
    assert [cell.value for cell in cells] == [
        "C1",
        "all",
        7,
        1234.5,
        0.12345,
        12.5,
        DAY,
        here,
        True,
    ]
    assert cells[3].number_format == "#,##0.00"
    assert (cells[6].number_format, cells[7].number_format) == ("mm-dd-yy", "m/d/yy h:mm")


def test_titles_are_frozen_and_filter(tmp_path: Path) -> None:
    sheet = written(tmp_path, ("a",), ("b",), columns=(SheetColumn("Name"),))
    assert sheet["A1"].value == "Name"
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:A3"


def test_names_for_programs_stand_in_a_hidden_row_above_the_titles(tmp_path: Path) -> None:
    sheet = written(tmp_path, ("a",), columns=(SheetColumn("Name", name="name"),))
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["name", "Name", "a"]
    assert sheet.row_dimensions[1].hidden
    assert sheet.auto_filter.ref == "A2:A3"


def test_an_empty_list_has_its_titles(tmp_path: Path) -> None:
    sheet = written(tmp_path)
    assert sheet["A1"].value == "Text"
    assert sheet.max_row == 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 8 123", "-5", "@SUM(A1)", "\tx", "=cmd|'/c calc'!A1"]
)
def test_a_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path, (text,))["A2"]
    assert cell.data_type != "f"
    assert str(cell.value).strip() == text.strip()
    assert cell.quotePrefix


def test_no_digit_of_a_long_figure_is_lost(tmp_path: Path) -> None:
    long = Decimal("12345678901234.56789")
    columns = (SheetColumn("Amount", CellKind.AMOUNT),)
    sheet = written(tmp_path, (long,), (Decimal("123456789012345.00000"),), columns=columns)
    assert sheet["A2"].value == "12345678901234.56789"
    assert sheet["A3"].value == 123456789012345


def test_days_before_a_spreadsheet_counts_rightly_are_texts(tmp_path: Path) -> None:
    columns = (SheetColumn("Date", CellKind.DATE),)
    sheet = written(tmp_path, (date(1850, 5, 1),), (date(1900, 3, 1),), columns=columns)
    assert sheet["A2"].value == "1850-05-01"
    assert sheet["A3"].value == FIRST_RIGHT_DAY


def test_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    sheet = written(tmp_path, ("<r>x</r>",), ("a & b <c>",))
    assert str(sheet["A2"].value).strip() == "<r>x</r>"
    assert sheet["A3"].value == "a & b <c>"


def test_a_text_longer_than_a_cell_is_counted(tmp_path: Path) -> None:
    result = write_sheet(tmp_path / "long.xlsx", "Long", TEXTS, [("x" * 40_000,)])
    assert result.shortened == 1


def test_rows_that_do_not_fit_go_on_in_the_next_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    path = tmp_path / "list.xlsx"
    result = write_sheet(path, "List", TEXTS, [(str(n),) for n in range(5)])
    assert (result.rows, result.sheets) == (5, 3)
    assert [sheet.title for sheet in openpyxl.load_workbook(path)] == ["List", "List 2", "List 3"]
    assert [cell.value for cell in sheet_of(path, 2)["A"]] == ["Text", "4"]


@pytest.mark.parametrize("title", ["A/B: [x] *?\\", "'", "", "x" * 60])
def test_any_title_names_a_sheet(tmp_path: Path, title: str) -> None:
    write_sheet(tmp_path / "t.xlsx", title, TEXTS, [("a",)])
    assert 1 <= len(openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames[0]) <= 31


def test_properties_travel_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_sheet(path, "List", TEXTS, [], properties={"kontor_table": "item"})
    properties = vars(openpyxl.load_workbook(path))["custom_doc_props"]
    found = {each.name: each.value for each in properties}
    assert found == {"kontor_table": "item"}


def test_cancel_leaves_no_file_and_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS_PER_STEP", 2)
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_sheet(path, "List", TEXTS, (("a",) for _ in range(9)), Impatient())
    assert [each.name for each in tmp_path.iterdir()] == ["list.xlsx"]
    assert path.read_bytes() == b"old"


def test_progress_says_how_many_of_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS_PER_STEP", 2)
    told: list[tuple[int, int]] = []

    class Watching(NoProgress):
        def step(self, done: int, total: int, text: str = "") -> None:
            told.append((done, total))

    write_sheet(tmp_path / "t.xlsx", "T", TEXTS, [("a",)] * 5, Watching(), total=5)
    assert told == [(2, 5), (4, 5)]


def test_a_place_that_does_not_take_the_file_is_named(tmp_path: Path) -> None:
    taken = tmp_path / "list.xlsx"
    taken.mkdir()
    (taken / "inside").touch()
    for path in (taken, tmp_path / "missing" / "list.xlsx"):
        with pytest.raises(FileNotWritten) as refusal:
            write_sheet(path, "List", TEXTS, [("a",)])
        assert refusal.value.parameters["path"] == str(path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["list.xlsx"]


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        yield ("a",)
        raise OSError(28, "No space left on device")

    with pytest.raises(FileNotWritten) as refusal:
        write_sheet(tmp_path / "list.xlsx", "List", TEXTS, rows())
    assert "No space left" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []
