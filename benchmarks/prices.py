"""Prices and discounts of an order of 100 new lines, against 100,000 lines of price lists.

Ours is what Recalculate Prices does for the prices: reading what may hold, reading the cards, and
finding price and discount of each line. Against it stands the least that the same work can cost:
the same SQL sent by the bare driver, and a selection of the lowest price and highest discount in
plain Python. Both in CPU time, in turns. The number of statements must not depend on the lines.

`--postgres` measures PostgreSQL too, `--profile` prints where our own time goes.
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
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
import sqlalchemy as sa

from benchmarks.posting import WARM_UP, verdict
from benchmarks.recording import Cursor, Recording, recording_of
from benchmarks.servers import postgres_server
from desktop.models.every_table import Base
from desktop.models.pricing_words import PriceProduct
from desktop.services.database import Database
from desktop.services.pricing.candidates import PriceBook
from desktop.services.pricing.cards import product_cards
from desktop.services.pricing.finding import find_price
from desktop.services.pricing.values import PricedLine, PriceTerms
from desktop.starting import put_off_collection
from tests.builders.company import fill_with_standard_company
from tests.robustness.books import CONTEXT

CUSTOMERS = 20_000
PRODUCTS = 2_000
PRICE_LINES = 100_000
LINES = 100
MORE_LINES = 400
ROUNDS = 43
CPU_LIMIT = 4.0
MOST_STATEMENTS = 6
TERMS = PriceTerms(
    day=CONTEXT.work_date,
    precision=Decimal("0.00001"),
    customer_no="C00007",
    price_group="VIP",
    disc_group="GOOD",
)
STATES = ("active", "active", "active", "draft")


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    put_off_collection()
    print(f"{'measured':<34} {'ours':>9} {'raw':>9} {'ratio':>6} {'limit':>6}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prices.kontor"
        good = _measure(f"sqlite:///{path.as_posix()}", partial(_sqlite_cursor, path), options)
    if options.postgres:
        with postgres_server() as url:
            good &= _measure(url, partial(_postgres_cursor, url), options)
    return 0 if good else 1


def _sqlite_cursor(path: Path) -> Any:  # noqa: ANN401  (the driver's own)
    return sqlite3.connect(path).cursor()


def _postgres_cursor(url: str) -> Any:  # noqa: ANN401  (the driver's own)
    plain = url.replace("postgresql+psycopg", "postgresql")
    return psycopg.connect(plain, autocommit=True).cursor()


def _measure(url: str, connect: Any, options: argparse.Namespace) -> bool:  # noqa: ANN401  (makes a cursor)
    fill(url)
    with closing(Database(url)) as database:
        recording = _recorded(database, LINES)
        is_good = _count(recording, _recorded(database, MORE_LINES))
        cursor = connect()
        ours, raw = _in_turns(
            partial(find, database, LINES), partial(select_plainly, cursor, recording)
        )
        cursor.connection.close()
        if options.profile:
            _profile(database)
    name = url.partition(":")[0].partition("+")[0]
    return verdict(f"prices of {LINES} lines, {name}", ours, raw, CPU_LIMIT) and is_good


def _in_turns(*pieces: Callable[[], None]) -> list[float]:
    """The median CPU time of each piece, one after the other again and again."""
    times: list[list[float]] = [[] for _ in pieces]
    gc.collect()
    for _ in range(ROUNDS):
        for piece, taken in zip(pieces, times, strict=True):
            begun = time.process_time()
            piece()
            taken.append(time.process_time() - begun)
    return [median(taken[WARM_UP:]) for taken in times]


def _recorded(database: Database, count: int) -> Recording:
    with recording_of(database.engine) as recording:
        find(database, count)
    return recording


def _count(recording: Recording, of_more: Recording) -> bool:
    is_good = recording.count == of_more.count and recording.count <= MOST_STATEMENTS
    print(
        f"statements for {LINES} and {MORE_LINES} lines: {recording.count} and {of_more.count}, "
        f"at most {MOST_STATEMENTS}  {'PASS' if is_good else 'FAIL'}"
    )
    return is_good


# ------------------------------------------------------------------------------------ the company


def fill(url: str) -> None:
    """Make a company with many customers, items and lines of price lists, by plain inserts."""
    fill_with_standard_company(url)
    with closing(Database(url)) as database, database.write() as session:
        for table in ("customer_price_group", "customer_disc_group", "item_disc_group"):
            code = {"item_disc_group": "CHAIRS", "customer_price_group": "VIP"}.get(table, "GOOD")
            _insert(session, table, [{"code": code}])
        _insert(session, "customer", [{"no": f"C{n:05d}"} for n in range(CUSTOMERS)])
        _insert(
            session,
            "item",
            [
                {
                    "no": f"I{n:04d}",
                    "unit_price": 100,
                    "item_disc_group": "CHAIRS" if n % 2 else None,
                }
                for n in range(PRODUCTS)
            ],
        )
        _insert(session, "price_list", [{"code": "ALL"}])
        for start in range(0, PRICE_LINES, 10_000):
            _insert(session, "price_list_line", [_line(n) for n in range(start, start + 10_000)])
        session.execute(sa.text("ANALYZE"))


def _insert(session: Any, table: str, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401  (a session)
    plain = Base.metadata.tables[table]
    stamps = {"row_version": 1, "changed_by": ""} if "row_version" in plain.columns else {}
    session.execute(sa.insert(plain), [{**stamps, **row} for row in rows])


def _line(n: int) -> dict[str, Any]:
    """Half of the lines for everybody and the groups, half for one of the customers."""
    row: dict[str, Any] = {
        "price_list_code": "ALL",
        "line_no": n * 10_000 + 10_000,
        "product_no": f"I{n % PRODUCTS:04d}",
        "minimum_quantity": n % 7,
        "unit_price": 50 + n % 40,
        "line_discount_pct": n % 11,
        "defines": "price_and_discount",
        "status": STATES[n % len(STATES)],
        "starting_date": date(2025, 1 + n % 12, 1),
        "source_type": "all_customers",
        "source_no": None,
    }
    if n % 2:
        row |= {"source_type": "customer", "source_no": f"C{n * 7 % CUSTOMERS:05d}"}
    elif n % 10 == 0:
        row |= {"source_type": "customer_price_group", "source_no": "VIP", "defines": "price"}
        row |= {"line_discount_pct": 0}
    return row


# -------------------------------------------------------------------------------------- measuring


def find(database: Database, count: int) -> None:
    """Prices and discounts of new lines, as a document finds them."""
    products = [(PriceProduct.ITEM, f"I{n * 3 % PRODUCTS:04d}") for n in range(count)]
    with database.read() as session:
        book = PriceBook(TERMS)
        book.load(session, products)
        cards = product_cards(session, products)
    for at, (kind, no) in enumerate(products):
        card = cards[kind, no]
        line = PricedLine(
            product_type=kind,
            product_no=no,
            quantity=Decimal(1 + at % 9),
            unit_code="PCS",
            item_disc_group=card.item_disc_group,
            vat_pct=Decimal(25),
            card=card.price,
        )
        find_price(book.candidates(line), line, TERMS)


def select_plainly(cursor: Cursor, recording: Recording) -> None:
    """Send the same SQL, and take the lowest price and highest discount of what came."""
    rows: list[Any] = []
    for statement in recording.statements:
        cursor.execute(statement.sql, statement.parameters)
        if "FROM price_list_line" in statement.sql:
            found: Any = cursor.fetchall()
            rows = found
        else:
            cursor.fetchall()
    by_product: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_product[row[5]].append(row)
    for candidates in by_product.values():
        fitting = [row for row in candidates if row[9] <= LINES]
        min((row[11] for row in fitting), default=0)
        max((row[12] for row in fitting), default=0)


def _profile(database: Database) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(ROUNDS):
        find(database, LINES)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(18)


if __name__ == "__main__":
    sys.exit(main())
