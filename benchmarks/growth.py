"""Work in a large company, against the same in a small one.

Posting an order of 10 lines into a company that holds a million posted invoices already, and one
line edited on an order of 2,000 lines against one of 10, both in CPU time on SQLite.

`--invoices N` makes another number of invoices.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from benchmarks.million import add_invoices
from benchmarks.posting import LINES, WARM_UP, fill, make_orders, post_one, timed, verdict
from desktop.models.every_table import Base
from desktop.models.values.keys import DocumentKey
from desktop.services.database import Database
from desktop.services.sales.line_fields import change_line
from desktop.starting import put_off_collection
from tests.robustness.books import CONTEXT

INVOICES = 1_000_000
ORDERS = 40
EDITS = 40
LONG_ORDER = 2000
POSTING_LIMIT = 1.2
FIRST_LINE = 10_000
LINE = Base.metadata.tables["sales_line"]


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--invoices", type=int, default=INVOICES)
    options = parser.parse_args()
    put_off_collection()  # as in the program, where the window's thread looks for circles
    with tempfile.TemporaryDirectory() as folder:
        is_good = _posting(Path(folder), options.invoices)
        _editing(Path(folder))
    return 0 if is_good else 1


def _posting(folder: Path, count: int) -> bool:
    times = []
    for name, invoices in (("small", 0), ("large", count)):
        url = f"sqlite:///{(folder / name).as_posix()}.kontor"
        fill(url)
        with closing(Database(url)) as database:
            if invoices:
                add_invoices(database, invoices)
            keys = make_orders(database, ORDERS + WARM_UP, LINES)
            times.append(
                timed(time.process_time, [partial(post_one, database, key) for key in keys])
            )
    return verdict(f"posting beside {count} invoices", times[1], times[0], POSTING_LIMIT)


def _editing(folder: Path) -> None:
    """The statements are asserted in the tests; here stands how it feels."""
    url = f"sqlite:///{(folder / 'edit').as_posix()}.kontor"
    fill(url)
    with closing(Database(url)) as database:
        for lines in (LINES, LONG_ORDER):
            [key] = make_orders(database, 1, LINES)
            _lengthen(database, key, lines)
            edits = [partial(_edit, database, key, price) for price in range(EDITS)]
            taken = timed(time.perf_counter, edits)
            print(f"one line edited on an order of {lines:>5} lines: {taken * 1000:7.1f} ms")


def _lengthen(database: Database, key: DocumentKey, lines: int) -> None:
    """Copy the first line of an order: entering thousands of lines is not what is measured."""
    with database.write() as session:
        line = dict(
            session.execute(
                sa.select(LINE).where(LINE.c.document_no == key.no, LINE.c.line_no == FIRST_LINE)
            )
            .mappings()
            .one()
        )
        copies = [{**line, "line_no": n * FIRST_LINE} for n in range(LINES + 1, lines + 1)]
        if copies:
            session.execute(sa.insert(LINE), copies)


def _edit(database: Database, key: DocumentKey, price: int) -> None:
    database.run_write(
        lambda session: change_line(
            session, key, FIRST_LINE, "unit_price", CONTEXT.work_date.day + price, CONTEXT
        )
    )


if __name__ == "__main__":
    sys.exit(main())
