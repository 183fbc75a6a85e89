"""When can the customer have it: one answer among 100,000 events, and 5,000 promises anew.

The answer for one line of an item with 100,000 events to come (half receipts, half orders) stands
against the least that the same work can cost: the driver alone fetching the running balance of
the same events, which one SQL window function makes. Asking again after one event has changed
works on the balance in memory. Promising all open lines anew is measured for 1,000 and 5,000
lines over 500 items. CPU time throughout; on PostgreSQL (`--postgres`) the server's own work is
in neither figure.

`--profile` prints where the time of one answer and of promising anew goes.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from sqlalchemy import select

from benchmarks.posting import verdict
from benchmarks.recording import recording_of
from benchmarks.servers import postgres_server
from benchmarks.supply import DAYS, buy, look_into, new_company, sell, wishes
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.events import Wanted, day_totals
from desktop.services.availability.figures import balances_of
from desktop.services.context import NoProgress
from desktop.services.database import Database
from desktop.services.promising.session import available_to_promise, re_promise
from desktop.starting import put_off_collection
from tests.robustness.books import CONTEXT

EVENTS = 100_000
FEWER_EVENTS = 10_000
LINES = 5_000
FEWER_LINES = 1_000
ITEMS = 500
ROUNDS = 7
CHANGES = 2_000
WINDOW_LIMIT = 3.0
AGAIN_LIMIT = 1 / 1000
EVENTS_GROWTH = 13.0
LINES_GROWTH = 6.0
ASKED = DocumentKey(DocumentType.ORDER, "ASKED-000000")

WINDOW = """
SELECT due, SUM(quantity) OVER (ORDER BY due, no, line_no) FROM (
    SELECT expected_receipt_date AS due, document_no AS no, line_no,
           outstanding_quantity_base AS quantity
    FROM purchase_line
    WHERE document_type = 'order' AND type = 'item' AND no = 'A' AND outstanding_quantity_base > 0
    UNION ALL
    SELECT shipment_date, document_no, line_no, -outstanding_quantity_base
    FROM sales_line
    WHERE document_type = 'order' AND type = 'item' AND no = 'A' AND outstanding_quantity_base > 0
) AS event
"""


@dataclass(frozen=True)
class Place:
    """A kind of database: where companies are made, and how the bare driver gets there."""

    name: str
    address: Callable[[str], str]
    connect: Callable[[str], Any]


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    put_off_collection()
    print(f"{'measured':<34} {'ours':>9} {'raw':>9} {'ratio':>6} {'limit':>6}")
    with tempfile.TemporaryDirectory() as folder:
        good = _measure(_sqlite_at(Path(folder)), is_profiled=options.profile)
    if options.postgres:
        with postgres_server() as url:
            good &= _measure(_postgres_at(url), is_profiled=options.profile)
    return 0 if good else 1


def _measure(place: Place, *, is_profiled: bool) -> bool:
    answers = [_one_answer(place, count) for count in (FEWER_EVENTS, EVENTS)]
    verdicts = [verdict(f"ATP, {EVENTS} events, {place.name}", *answers[1][:2], WINDOW_LIMIT)]
    verdicts.append(
        verdict("ATP, 100,000 and 10,000 events", answers[1][0], answers[0][0], EVENTS_GROWTH)
    )
    verdicts.append(
        verdict("asking again after a change", answers[1][2], answers[1][0], AGAIN_LIMIT)
    )
    few, many = (_promised_anew(place, count) for count in (FEWER_LINES, LINES))
    verdicts.append(verdict("re-promising 5,000 and 1,000 lines", many[0], few[0], LINES_GROWTH))
    print(
        f"statements for {FEWER_LINES} and {LINES} lines: {few[1]} and {many[1]}  "
        f"{'PASS' if few[1] == many[1] else 'FAIL'}"
    )
    if is_profiled:
        _profile(place)
    return all(verdicts) and few[1] == many[1]


def _least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median CPU time of a piece of work, in seconds."""
    times = []
    work()
    for _ in range(rounds):
        gc.collect()
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return median(times)


# --------------------------------------------------------------------------------- one answer


def _one_answer(place: Place, count: int) -> tuple[float, float, float]:
    """CPU seconds of the answer, of the bare window, and of asking again after a change."""
    name = f"atp{count}"
    with closing(new_company(place.address(name), ["A"])) as database:
        fill_with_events(database, count)
        ours = _least(partial(ask, database))
        again = _asked_again(database)
    with closing(place.connect(name)) as connection:
        raw = _least(lambda: connection.execute(WINDOW).fetchall())
    return ours, raw, again


def fill_with_events(database: Database, count: int) -> None:
    """Half receipts, half orders; and the order that is asked about."""
    buy(database, wishes(count // 2, ["A"], 5))
    sell(database, wishes(count // 2, ["A"], 4))
    sell(database, [("A", 10, 1)], begin=ASKED.no.removesuffix("000000"))
    look_into(database)


def ask(database: Database) -> None:
    """Ask when the line can be shipped."""
    with database.read() as session:
        available_to_promise(session, ASKED, CONTEXT)


def _asked_again(database: Database) -> float:
    """One receipt moves by a day, and the question is put again: CPU seconds."""
    with database.read() as session:
        rows = day_totals(session, Wanted.of_items(["A"]))
    [balance] = balances_of(rows, CONTEXT.work_date, LookAhead()).values()
    days = [CONTEXT.work_date + timedelta(days=at * 31 % DAYS) for at in range(CHANGES)]
    begun = time.process_time()
    for day in days:
        balance.add(day, Decimal(1))
        balance.earliest(Decimal(10), CONTEXT.work_date)
        balance.remove(day, Decimal(1))
    return (time.process_time() - begun) / CHANGES


# ------------------------------------------------------------------------------ promising anew


def _promised_anew(place: Place, count: int) -> tuple[float, int]:
    """CPU seconds and statements of promising all open lines of a company."""
    with closing(new_company(place.address(f"anew{count}"), item_nos())) as database:
        fill_with_orders(database, count)
        with recording_of(database.engine) as recording:
            promise_all(database)
        return _least(partial(promise_all, database), rounds=3), recording.count


def item_nos() -> list[str]:
    """The items that are ordered."""
    return [f"I{n:04d}" for n in range(ITEMS)]


def fill_with_orders(database: Database, count: int) -> None:
    """So many lines, and receipts for about nine of ten."""
    sell(database, wishes(count, item_nos(), 4))
    buy(database, wishes(count * 9 // 10, item_nos(), 4))
    look_into(database)


def promise_all(database: Database) -> None:
    """The dates of all lines of all orders."""
    with database.read() as session:
        numbers = session.scalars(select(SalesHeader.no)).all()
        re_promise(session, numbers, CONTEXT, NoProgress())


# ------------------------------------------------------------------------------------- databases


def _sqlite_at(folder: Path) -> Place:
    return Place(
        "SQLite",
        lambda name: f"sqlite:///{(folder / name).as_posix()}.kontor",
        lambda name: sqlite3.connect(folder / f"{name}.kontor"),
    )


def _postgres_at(url: str) -> Place:
    plain = url.replace("postgresql+psycopg", "postgresql")
    start = plain.rpartition("/")[0]
    with psycopg.connect(plain, autocommit=True) as connection:
        for name in (*_names("atp", EVENTS, FEWER_EVENTS), *_names("anew", LINES, FEWER_LINES)):
            connection.execute(f'CREATE DATABASE "{name}"')
    return Place(
        "PostgreSQL",
        lambda name: f"{start.replace('postgresql', 'postgresql+psycopg', 1)}/{name}",
        lambda name: psycopg.connect(f"{start}/{name}"),
    )


def _names(begin: str, *counts: int) -> tuple[str, ...]:
    return tuple(f"{begin}{count}" for count in counts)


def _profile(place: Place) -> None:
    for name, work in ((f"atp{EVENTS}", ask), (f"anew{LINES}", promise_all)):
        with closing(Database(place.address(name))) as database:
            profile = cProfile.Profile()
            profile.runcall(work, database)
            pstats.Stats(profile).sort_stats("tottime").print_stats(18)


if __name__ == "__main__":
    sys.exit(main())
