"""Importing 20,000 rows from Excel, against reading the file and inserting its rows in bulk.

Ours is what a user does: the preview, which reads the file and enters every row for a trial by all
rules, and then the import, which enters them once more and writes them: with change log, and for
customers with match keys and contacts. Against each of the two, and against both together, stands
a program that reads the same file with openpyxl and inserts the same cells with one statement,
unchecked. CPU time on SQLite, the median of a few rounds in turns, each in a new company.

`--table item` and `--table post_code` import other tables, `--rows N` another number of rows.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TypeVar

import openpyxl
import sqlalchemy as sa
from xlsxwriter import Workbook

from benchmarks.excel_export import CONTEXT, ENGLISH, new_company, verdict
from desktop.services.database import Database
from desktop.services.interchange.table_import import ImportPlan, carry_out, plan_import
from desktop.services.interchange.workbook import read_workbook
from desktop.services.records import table_of
from desktop.starting import put_off_collection

ROWS = 20_000
ROUNDS = 3
LIMIT = 6.0

T = TypeVar("T")


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", choices=sorted(_FILES), default="customer")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    put_off_collection()  # as in the program, where the window's thread looks for circles
    print(f"{'measured':<44} {'ours':>8} {'alone':>8} {'ratio':>6} {'limit':>6}")
    rounds = []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(_round(Path(folder), options.table, options.rows))
    planned, imported, alone = (median(times) for times in zip(*rounds, strict=True))
    what = f"{options.rows} rows of {options.table}"
    verdicts = [
        verdict(f"{what}, preview", planned, alone, LIMIT),
        verdict(f"{what}, import", imported, alone, LIMIT),
        verdict(f"{what}, both", planned + imported, alone, LIMIT),
    ]
    return 0 if all(verdicts) else 1


def _round(folder: Path, table: str, count: int) -> tuple[float, float, float]:
    """Seconds for the preview, for the import and for the program without care."""
    path = folder / f"{table}.xlsx"
    make, titles = _FILES[table]
    _save(path, titles, [make(number) for number in range(count)])
    with (
        closing(new_company(folder / "ours.kontor")) as ours,
        closing(new_company(folder / "alone.kontor")) as alone,
    ):
        planned, plan = _timed(lambda: _preview(ours, table, path))
        if plan.wanted != count:
            message = f"only {plan.wanted} rows would be taken: {_first_refusal(plan)}"
            raise RuntimeError(message)
        imported, _result = _timed(lambda: _import(ours, plan))
        plainly, _nothing = _timed(lambda: _bulk_insert(alone, table, path))
    return planned, imported, plainly


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    gc.collect()
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def _preview(database: Database, table: str, path: Path) -> ImportPlan:
    [sheet] = read_workbook(path)
    with database.rehearse() as session:
        return plan_import(session, table, sheet, CONTEXT, ENGLISH)


def _import(database: Database, plan: ImportPlan) -> None:
    with database.write() as session:
        carry_out(session, plan, CONTEXT)


def _first_refusal(plan: ImportPlan) -> str:
    rows = plan.rows
    return str(next((row.all_refusals() for row in rows if row.all_refusals()), ""))


def _bulk_insert(database: Database, table: str, path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    names = [str(name) for name in next(rows)]
    values = [dict(zip(names, map(_exact, row), strict=True)) for row in rows]
    book.close()
    with database.write() as session:
        session.execute(sa.insert(table_of(table)), values)


def _exact(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, float) else value


def _save(path: Path, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    book = Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, titles)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    book.close()


_FILES: dict[str, tuple[Callable[[int], tuple[object, ...]], tuple[str, ...]]] = {
    "post_code": (
        lambda number: (f"{number:05d}", f"City {number % 900}", "County"),
        ("code", "city", "county"),
    ),
    "customer": (
        lambda number: (
            f"C{number:05d}",
            f"Customer {number} AB",
            f"Street {number}",
            f"City {number % 500}",
            f"{10000 + number % 900}",
            "+46 8 123 45 67",
            f"info{number}@example.com",
            1000 + number,
            "DOMESTIC",
            "DOMESTIC",
            "DOMESTIC",
            "30D",
        ),
        (
            "no",
            "name",
            "address",
            "city",
            "post_code",
            "phone",
            "email",
            "credit_limit_lcy",
            "gen_bus_posting_group",
            "vat_bus_posting_group",
            "customer_posting_group",
            "payment_terms_code",
        ),
    ),
    "item": (
        lambda number: (
            f"I{number:05d}",
            f"Item {number}",
            "PCS",
            99.9 + number,
            61.25,
            "RETAIL",
            "VAT25",
            "RESALE",
        ),
        (
            "no",
            "description",
            "base_unit",
            "unit_price",
            "unit_cost",
            "gen_prod_posting_group",
            "vat_prod_posting_group",
            "inventory_posting_group",
        ),
    ),
}


if __name__ == "__main__":
    sys.exit(main())
