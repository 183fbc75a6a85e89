"""Exporting 50,000 rows to Excel, against XlsxWriter alone writing the same cells.

Ours reads the table and writes the file; XlsxWriter alone gets the finished values, with the same
formats, in the same constant memory. CPU time of the process, SQLite.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

import openpyxl
import sqlalchemy as sa
from xlsxwriter import Workbook

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.interchange.table_export import export_table
from desktop.services.records import table_of
from desktop.services.reports.spreadsheet import CellKind, SheetColumn, write_sheet
from desktop.translation import Localizer
from tests.scenarios.standard_company import USER, WORK_DATE, fill_with_standard_company

ROWS = 50_000
EXPORT_LIMIT = 1.5
CONTEXT = UserContext(user=USER, work_date=WORK_DATE)
ENGLISH = Localizer("en", "GB")
COLUMNS = (
    SheetColumn("No."),
    SheetColumn("Name"),
    SheetColumn("City"),
    SheetColumn("Posting Date", CellKind.DATE),
    SheetColumn("Document No."),
    SheetColumn("Quantity", CellKind.NUMBER),
    SheetColumn("Unit Price", CellKind.UNIT_PRICE),
    SheetColumn("Amount", CellKind.AMOUNT),
    SheetColumn("Blocked", CellKind.BOOLEAN),
    SheetColumn("Entry No.", CellKind.INTEGER),
)


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{'measured':<44} {'ours':>8} {'alone':>8} {'ratio':>6} {'limit':>6}")
    with tempfile.TemporaryDirectory() as folder:
        verdicts = [_writer(Path(folder), options.rounds)]
        verdicts.append(_table(Path(folder), options.rounds))
    return 0 if all(verdicts) else 1


# ------------------------------------------------------------------------------------- measuring


def timed(rounds: int, piece: Callable[[], object]) -> float:
    """The median CPU time of a piece, in seconds."""
    times = []
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        piece()
        times.append(time.process_time() - begun)
    return median(times)


def verdict(what: str, ours: float, alone: float, limit: float) -> bool:
    """Print a row; whether the ratio keeps its limit."""
    ratio = ours / alone
    is_within = ratio <= limit
    print(
        f"{what:<44} {ours:>6.2f} s {alone:>6.2f} s {ratio:>6.2f} {limit:>6.2f}  "
        f"{'PASS' if is_within else 'FAIL'}"
    )
    return is_within


# ---------------------------------------------------------------------------------------- export


def _writer(folder: Path, rounds: int) -> bool:
    """The writer alone, given values that are in memory."""
    rows = [
        (
            f"C{number:05d}",
            f"Customer {number} with a name",
            "Göteborg",
            date(2026, 1, 1 + number % 28),
            f"SI-{number:06d}",
            Decimal(number % 50),
            Decimal("99.90"),
            Decimal(number) / 100,
            number % 2 == 0,
            number,
        )
        for number in range(ROWS)
    ]
    ours = timed(rounds, lambda: write_sheet(folder / "ours.xlsx", "List", COLUMNS, rows))
    alone = timed(rounds, lambda: _alone(folder / "alone.xlsx", COLUMNS, rows))
    return verdict("50,000 rows of 10 columns, writer", ours, alone, EXPORT_LIMIT)


def _table(folder: Path, rounds: int) -> bool:
    """A table of 50,000 entries, from the database to the file."""
    database = new_company(folder / "export.sqlite")
    with database.write() as session:
        session.execute(sa.insert(table_of("gl_entry")), [_entry(no) for no in range(1, ROWS + 1)])
    path = folder / "entries.xlsx"

    def export() -> None:
        with database.read() as session:
            export_table(session, "gl_entry", path, ENGLISH)

    ours = timed(rounds, export)
    columns, rows = _cells_of(path)
    alone = timed(rounds, lambda: _alone(folder / "alone.xlsx", columns, rows))
    database.close()
    return verdict(
        f"50,000 entries of {len(columns)} columns, whole export", ours, alone, EXPORT_LIMIT
    )


def _alone(path: Path, columns: Sequence[SheetColumn], rows: Sequence[Sequence[object]]) -> None:
    """What a program without any care of its own does: the same cells, straight to XlsxWriter."""
    book = Workbook(str(path), {"constant_memory": True})
    formats = {
        CellKind.TEXT: book.add_format({"num_format": "@"}),
        CellKind.INTEGER: book.add_format({"num_format": "0"}),
        CellKind.AMOUNT: book.add_format({"num_format": "#,##0.00"}),
        CellKind.UNIT_PRICE: book.add_format({"num_format": "#,##0.00###"}),
        CellKind.DATE: book.add_format({"num_format": 14}),
    }
    sheet = book.add_worksheet()
    writers = {
        CellKind.TEXT: sheet.write_string,
        CellKind.DATE: sheet.write_datetime,
        CellKind.BOOLEAN: sheet.write_boolean,
    }
    looks = [
        (at, writers.get(column.kind, sheet.write_number), formats.get(column.kind))
        for at, column in enumerate(columns)
    ]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.title)
    for number, row in enumerate(rows, start=1):
        for at, write, form in looks:
            value = row[at]
            if value is not None and value != "":
                write(number, at, value, form)
    book.close()


def _cells_of(path: Path) -> tuple[list[SheetColumn], list[tuple[object, ...]]]:
    """The columns and values of an exported file, with the kinds that its cells show."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows: list[tuple[object, ...]] = [
        tuple(row) for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)
    ]
    book.close()
    columns = []
    for at in range(len(rows[0])):
        value = next((row[at] for row in rows if row[at] is not None), None)
        columns.append(SheetColumn(f"Column {at}", _kind_of(value)))
    return columns, rows


def _kind_of(value: object) -> CellKind:
    if isinstance(value, bool):
        return CellKind.BOOLEAN
    if isinstance(value, date):
        return CellKind.DATE
    return CellKind.AMOUNT if isinstance(value, (int, float)) else CellKind.TEXT


# ----------------------------------------------------------------------------------- the company


def new_company(path: Path) -> Database:
    """The standard company in a file."""
    fill_with_standard_company(f"sqlite:///{path}")
    return Database(f"sqlite:///{path}")


def _entry(number: int) -> dict[str, object]:
    columns = table_of("gl_entry").columns
    values: dict[str, object] = {
        "entry_no": number,
        "posting_date": date(2026, 1, 1 + number % 28),
        "document_date": date(2026, 1, 1 + number % 28),
        "document_no": f"SI-{number // 4:06d}",
        "gl_account_no": "3000",
        "description": f"Order SO-{number // 4:06d}, customer with a name",
        "amount": Decimal(number % 10_000) / 100,
        "gen_bus_posting_group": "DOMESTIC",
        "gen_prod_posting_group": "RETAIL",
        "transaction_no": number // 4,
        "register_no": number // 4,
        "user": USER,
        "created_at": CONTEXT.now(),
    }
    return {name: value for name, value in values.items() if name in columns}


if __name__ == "__main__":
    sys.exit(main())
