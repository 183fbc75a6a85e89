"""Posting a 10-line order, against a program that sends the same SQL through the bare driver.

Our posting of each order is recorded on one copy of the company, timed on a second, and its
statements are sent again by the raw driver on a third: the same rows are read and written, in
one transaction an order, with nothing computed. SQLite is measured in CPU time (durable:
synchronous=FULL), PostgreSQL by the clock, since there the server does half of the work.

`--profile` prints where our own time goes, `--orders N` measures more orders.
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
from functools import partial
from pathlib import Path
from statistics import median

import psycopg
import sqlalchemy as sa

from benchmarks.recording import Recording, recording_of
from benchmarks.servers import postgres_server
from desktop.models.values.folding import fold
from desktop.models.values.keys import DocumentKey
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.robustness.books import CONTEXT, an_order, put_in_stock

LINES = 10
MANY_LINES = 500
MOST_STATEMENTS = 40
CPU_LIMIT = 8.0
WALL_LIMIT = 4.0
WARM_UP = 3
ITEMS = tuple(f"I{n:02d}" for n in range(10))
LAYERS = 3
"""Deliveries in stock, so that FIFO has something to choose from."""

Clock = Callable[[], float]


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    options = _options()
    print(f"{'measured':<34} {'ours':>9} {'raw':>9} {'ratio':>6} {'limit':>6}")
    with tempfile.TemporaryDirectory() as folder:
        verdicts = [_sqlite(Path(folder), options.orders)]
    with postgres_server() as url:
        verdicts.append(_postgres(url, options.orders))
    with tempfile.TemporaryDirectory() as folder:
        verdicts.append(_statements(Path(folder)))
        if options.profile:
            _profile(Path(folder), options.orders)
    return 0 if all(verdicts) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=40)
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


# ------------------------------------------------------------------------------------ the company


def fill(url: str) -> None:
    """Make a company with a customer and ten FIFO items in stock."""
    fill_with_standard_company(url)
    database = Database(url)
    with database.write() as session:
        a_customer(session, "C1")
        for no in ITEMS:
            an_item(session, no, unit_price="99.90", unit_cost="61.25")
    for _ in range(LAYERS):
        for no in ITEMS:
            put_in_stock(database, no, 4000)
    database.close()


def make_orders(database: Database, count: int, lines: int) -> list[DocumentKey]:
    """Orders for all items, a few of each."""
    wanted = [(ITEMS[n % len(ITEMS)], n % 3 + 1) for n in range(lines)]
    return [database.run_write(lambda session: an_order(session, *wanted)) for _ in range(count)]


def post_one(database: Database, key: DocumentKey) -> None:
    """Ship and invoice an order."""
    choice = PostingChoice(ship=True, invoice=True)
    database.run_write(lambda session: post(session, key, choice, CONTEXT))


# -------------------------------------------------------------------------------------- measuring


def recorded(database: Database, keys: list[DocumentKey]) -> list[Recording]:
    """What posting each order sends to the database."""
    recordings = []
    for key in keys:
        with recording_of(database.engine) as recording:
            post_one(database, key)
        recordings.append(recording)
    return recordings


def timed(clock: Clock, pieces: list[Callable[[], None]]) -> float:
    """The median time of a piece, in seconds, once everything is warm."""
    times = []
    gc.collect()
    for piece in pieces:
        begun = clock()
        piece()
        times.append(clock() - begun)
    return median(times[WARM_UP:])


def verdict(what: str, ours: float, raw: float, limit: float) -> bool:
    """Print a row; whether the ratio keeps its limit."""
    ratio = ours / raw
    is_within = ratio <= limit
    print(
        f"{what:<34} {ours * 1000:>6.2f} ms {raw * 1000:>6.2f} ms {ratio:>6.2f} {limit:>6.2f}  "
        f"{'PASS' if is_within else 'FAIL'}"
    )
    return is_within


# ----------------------------------------------------------------------------------------- SQLite


def _sqlite(folder: Path, orders: int) -> bool:
    first = folder / "first.sqlite"
    fill(_address(first))
    database = Database(_address(first))
    keys = make_orders(database, orders + WARM_UP, LINES)
    copies = [_copied(first, folder / f"copy-{n}.sqlite") for n in range(2)]
    recordings = recorded(database, keys)
    database.close()
    ours = Database(_address(copies[0]))
    our_time = timed(time.process_time, [partial(post_one, ours, key) for key in keys])
    ours.close()
    with closing(_raw_sqlite(copies[1])) as raw:
        replays = [partial(_replay_on_sqlite, raw, recording) for recording in recordings]
        raw_time = timed(time.process_time, replays)
    return verdict("SQLite, 10 lines, CPU", our_time, raw_time, CPU_LIMIT)


def _address(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def _copied(source: Path, target: Path) -> Path:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


def _raw_sqlite(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("fold", 1, fold, deterministic=True)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _replay_on_sqlite(connection: sqlite3.Connection, recording: Recording) -> None:
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    recording.replay(cursor)
    cursor.execute("COMMIT")


# ------------------------------------------------------------------------------------- PostgreSQL


def _postgres(url: str, orders: int) -> bool:
    server = sa.make_url(url).set(drivername="postgresql+psycopg")
    _create(server, "first")
    fill(_text(server, "first"))
    database = Database(_text(server, "first"))
    keys = make_orders(database, orders + WARM_UP, LINES)
    database.close()
    for copy in ("ours", "raw"):
        _create(server, copy, template="first")
    recordings = recorded(database, keys)
    database.close()
    ours = Database(_text(server, "ours"))
    our_time = timed(time.perf_counter, [partial(post_one, ours, key) for key in keys])
    ours.close()
    plain = _text(server, "raw").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain) as raw:
        replays = [partial(_replay_on_postgres, raw, recording) for recording in recordings]
        raw_time = timed(time.perf_counter, replays)
    return verdict("PostgreSQL, 10 lines, by the clock", our_time, raw_time, WALL_LIMIT)


def _create(server: sa.URL, name: str, template: str = "template1") -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()


def _text(server: sa.URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


def _replay_on_postgres(
    connection: psycopg.Connection[tuple[object, ...]], recording: Recording
) -> None:
    with connection.cursor() as cursor:
        recording.replay(cursor)
    connection.commit()


# ---------------------------------------------------------------------------- statements, profile


def _statements(folder: Path) -> bool:
    path = folder / "statements.sqlite"
    fill(_address(path))
    database = Database(_address(path))
    counts = {}
    for lines in (LINES, MANY_LINES):
        [recording] = recorded(database, make_orders(database, 1, lines))
        counts[lines] = recording.count
    database.close()
    is_within = len(set(counts.values())) == 1 and max(counts.values()) <= MOST_STATEMENTS
    shown = ", ".join(f"{lines} lines: {count}" for lines, count in counts.items())
    print(f"statements, {shown} (limit {MOST_STATEMENTS})  {'PASS' if is_within else 'FAIL'}")
    return is_within


def _profile(folder: Path, orders: int) -> None:
    database = Database(_address(folder / "statements.sqlite"))
    keys = make_orders(database, orders, LINES)
    profile = cProfile.Profile()
    for key in keys:
        profile.runcall(post_one, database, key)
    database.close()
    statistics = pstats.Stats(profile)
    statistics.strip_dirs().sort_stats("cumulative").print_stats("services|sqlalchemy|sqlite", 45)
    statistics.sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    sys.exit(main())
