"""Workbooks are read, whoever wrote them, or refused with what to do."""

from __future__ import annotations

import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from desktop.services.context import Cancelled, NoProgress
from desktop.services.interchange import workbook
from desktop.services.interchange.refusals import (
    SpreadsheetNotFound,
    SpreadsheetTooLarge,
    SpreadsheetUnreadable,
)
from desktop.services.interchange.workbook import BadCell, read_workbook
from tests.services.interchange.sheets import saved


def test_cells_have_their_kinds_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    day = datetime.fromisoformat("2026-01-15")
    path = saved(tmp_path / "a.xlsx", ("a", 1, 1.1, True, day), (None, " "), ("b", None))
    [sheet] = read_workbook(path)
    assert [row.number for row in sheet.rows] == [1, 3]
    assert sheet.rows[0].cells == ("a", 1, Decimal("1.1"), True, day)
    assert sheet.width == 5


def test_formulas_give_their_results(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["no", "name"])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_formula(1, 1, '="A"&"B"', None, "AB")
    book.close()
    [read] = read_workbook(path)
    assert read.rows[1].cells == (2, "AB")


def test_a_formula_that_was_never_calculated_is_marked(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("no", "name"), ("=1+1", "x"))
    [read] = read_workbook(path)
    assert read.rows[1].cells == (BadCell("=1+1", is_uncalculated=True), "x")


def test_errors_of_the_spreadsheet_are_marked(tmp_path: Path) -> None:
    [read] = read_workbook(saved(tmp_path / "a.xlsx", ("#N/A", "#REF!", "#1")))
    assert read.rows[0].cells == (BadCell("#N/A"), BadCell("#REF!"), "#1")


def test_numbers_out_of_all_proportion_are_marked(tmp_path: Path) -> None:
    [read] = read_workbook(saved(tmp_path / "a.xlsx", (1e300, 10**30, 10**20)))
    assert read.rows[0].cells == (BadCell("1e+300"), BadCell("1e+30"), 10**20)


def test_all_sheets_with_something_in_them_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook(str(path))
    for name, text in (("First", "a"), ("Empty", ""), ("Last", "b")):
        book.add_worksheet(name).write_string(0, 0, text)
    book.close()
    assert [sheet.name for sheet in read_workbook(path)] == ["First", "Last"]


def test_characters_that_a_file_writes_as_codes_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook(str(path))
    book.add_worksheet().write_string(0, 0, "a\x0bb")
    book.close()
    [read] = read_workbook(path)
    assert read.rows[0].cells == ("a\x0bb",)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpreadsheetNotFound):
        read_workbook(tmp_path / "none.xlsx")
    with pytest.raises(SpreadsheetNotFound):
        read_workbook(tmp_path)


def test_files_of_other_kinds_are_refused(tmp_path: Path) -> None:
    text, archive = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    text.write_text("no;name\n1;x\n")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("hello.txt", "hello")
    for path in (text, archive):
        with pytest.raises(SpreadsheetUnreadable):
            read_workbook(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_damaged_files_are_refused_or_read(tmp_path: Path, part: str) -> None:
    whole, damaged = saved(tmp_path / "a.xlsx", ("a", "b")), tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[: len(content) // 2] if name == part else content)
    with pytest.raises(SpreadsheetUnreadable):
        read_workbook(damaged)


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", *[("a", number) for number in range(100)])
    content = path.read_bytes()
    for length in range(0, len(content), len(content) // 20):
        path.write_bytes(content[:length])
        with pytest.raises(SpreadsheetUnreadable):
            read_workbook(path)


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 5)
    path = saved(tmp_path / "a.xlsx", ("a", "b"), ("a", "b"), ("a", "b"))
    with pytest.raises(SpreadsheetTooLarge):
        read_workbook(path)


def test_reading_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(NoProgress):
        def check_cancelled(self) -> None:
            raise Cancelled

    monkeypatch.setattr(workbook, "ROWS_PER_STEP", 1)
    with pytest.raises(Cancelled):
        read_workbook(saved(tmp_path / "a.xlsx", ("a",)), Impatient())


def test_a_typed_cell_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    [sheet] = read_workbook(saved(tmp_path / "a.xlsx", ("no", "name", "city"), ("A",)))
    changed = sheet.with_cell(2, 2, "Lund").with_cell(2, 0, "")
    assert changed.rows[1].cells[:3] == (None, None, "Lund")
    assert sheet.rows[1].cells[0] == "A"
