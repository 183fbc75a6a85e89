"""Text files of columns are read as workbooks are, in whatever way they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.interchange import text_file
from desktop.services.interchange.refusals import (
    SpreadsheetNotFound,
    SpreadsheetTooLarge,
    TextFileUnreadable,
)
from desktop.services.interchange.table_import import carry_out, plan_import
from desktop.services.interchange.text_file import read_sheets, separator_of
from desktop.services.records import read_record
from desktop.translation import Localizer


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "Kunder.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found_out(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = "no;name\r\nC1;Möbelhuset\r\n\r\nC2;Ångström\r\n".replace(";", separator)
    [sheet] = read_sheets(written(tmp_path, text.encode(encoding)))
    assert sheet.name == "Kunder"
    assert [row.cells for row in sheet.rows] == [
        ("no", "name"),
        ("C1", "Möbelhuset"),
        ("C2", "Ångström"),
    ]
    assert [row.number for row in sheet.rows] == [1, 2, 4]


def test_quotes_keep_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    content = b'no;name\nC1;"Oak; ""best"" desk\nin two lines"\n'
    [sheet] = read_sheets(written(tmp_path, content))
    assert sheet.rows[1].cells == ("C1", 'Oak; "best" desk\nin two lines')


def test_decimal_commas_do_not_part_columns() -> None:
    assert separator_of(["no;price;cost", "A;1,50;1,00", "B;2,75;2,00"]) == ";"
    assert separator_of(["only one column", "of texts, with a comma"]) == ";"


def test_an_empty_file_has_no_sheet(tmp_path: Path) -> None:
    assert read_sheets(written(tmp_path, b"")) == ()
    assert read_sheets(written(tmp_path, b";;\n;\n")) == ()


def test_what_is_no_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TextFileUnreadable):
        read_sheets(written(tmp_path, b"PK\x03\x04\x00\x00\x00"))
    with pytest.raises(SpreadsheetNotFound):
        read_sheets(tmp_path / "missing.csv")
    monkeypatch.setattr(text_file, "MOST_CELLS", 3)
    with pytest.raises(SpreadsheetTooLarge):
        read_sheets(written(tmp_path, b"a;b\nc;d\n"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        sheets = read_sheets(path)
    except TextFileUnreadable:
        return
    assert all(sheet.rows for sheet in sheets)


def test_customers_come_from_a_text_file(
    tmp_path: Path, company: Database, context: UserContext
) -> None:
    content = "No.;Name;Credit Limit (LCY)\r\n00017;Möbelhuset;12 500,50\r\n"
    [sheet] = read_sheets(written(tmp_path, content.encode("cp1252")))
    localizer = Localizer("en", "SE")
    with company.rehearse() as session:
        plan = plan_import(session, "customer", sheet, context, localizer)
    with company.write() as session:
        assert carry_out(session, plan, context).added == 1
    with company.read() as session:
        record = read_record(session, "customer", ("00017",))
    assert str(record.values["credit_limit_lcy"]) == "12500.50000"
    assert record.values["name"] == "Möbelhuset"
