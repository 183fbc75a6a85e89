"""The picking lists of 500 orders with 5,000 lines, against drawing the same text with a canvas.

Ours reads the orders, shares the stock out among them, formats, measures, breaks pages and draws.
The bare program knows every text and place beforehand, as in `benchmarks.invoice_pdf`. CPU time,
the best of several runs. The number of statements must not depend on the orders.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from unittest import mock

from benchmarks.invoice_pdf import best, drawn_bare
from benchmarks.posting import verdict
from benchmarks.recording import recording_of
from benchmarks.supply import look_into, new_company, sell, wishes
from desktop.services.database import Database
from desktop.services.picking.contents import PickingTerms
from desktop.services.picking.order_filter import order_filter
from desktop.services.reports import pick_papers
from desktop.services.reports.drawing import Drawing
from desktop.starting import put_off_collection
from tests.builders.items import some_stock
from tests.robustness.books import CONTEXT

ORDERS = 500
FEWER_ORDERS = 10
LINES_OF_ORDER = 10
ITEMS = tuple(f"I{n:03d}" for n in range(200))
MOST_STATEMENTS = 12
LIMIT = 2.0


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    put_off_collection()
    print(f"{'measured':<34} {'ours':>9} {'raw':>9} {'ratio':>6} {'limit':>6}")
    with tempfile.TemporaryDirectory() as folder:
        counts = [_statements(Path(folder), orders) for orders in (FEWER_ORDERS, ORDERS)]
        is_counted = counts[0] == counts[1] and counts[1] <= MOST_STATEMENTS
        with closing(Database(_address(Path(folder), ORDERS))) as database:
            drawing = _drawing(database)
            ours, bare = best(partial(lists_of, database), partial(drawn_bare, drawing))
    is_good = verdict(f"{ORDERS} picking lists", ours, bare, LIMIT)
    print(
        f"statements for {FEWER_ORDERS} and {ORDERS} orders: {counts[0]} and {counts[1]}, "
        f"at most {MOST_STATEMENTS}  {'PASS' if is_counted else 'FAIL'}"
    )
    return 0 if is_good and is_counted else 1


def _address(folder: Path, orders: int) -> str:
    return f"sqlite:///{(folder / str(orders)).as_posix()}.kontor"


def _statements(folder: Path, orders: int) -> int:
    """Make a company with so many orders; how many statements their lists take."""
    with closing(new_company(_address(folder, orders), ITEMS)) as database:
        with database.write() as session:
            for no in ITEMS:
                some_stock(session, no, "100")
        sell(database, wishes(orders * LINES_OF_ORDER, list(ITEMS), 3))
        look_into(database)
        with recording_of(database.engine) as recording:
            lists_of(database)
        return recording.count


def lists_of(database: Database) -> bytes:
    """The picking lists of all orders as one PDF."""
    with database.read() as session:
        paper = pick_papers.picking_list_pdf(session, order_filter(), PickingTerms(), CONTEXT)
    return paper.pdf


def _drawing(database: Database) -> Drawing:
    """What stands on the lists' pages."""
    drawings: list[Drawing] = []

    def keep(drawing: Drawing) -> bytes:
        drawings.append(drawing)
        return b""

    with mock.patch.object(pick_papers, "pdf_bytes", keep):
        lists_of(database)
    [drawing] = drawings
    return drawing


if __name__ == "__main__":
    sys.exit(main())
