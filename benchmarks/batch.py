"""Posting 500 invoices as a batch, against posting such invoices one at a time.

One company and invoices that are alike, in turns: after each 25 invoices the batch waits, and 25
others are posted each by itself. The median of each side's turns is compared: on SQLite in CPU
time, on PostgreSQL by the clock. What a batch adds to an invoice is its message, its count and the
reading of its key.

Memory is what Python holds (tracemalloc) in one batch of 500: the most it ever held while the
last 100 were posted, above the most while the second 100 were. `--invoices N` makes another
number, `--postgres` measures PostgreSQL too.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from statistics import median

from sqlalchemy.orm import Session

from benchmarks.posting import ITEMS, fill
from benchmarks.servers import postgres_server
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import NoProgress, Progress
from desktop.services.database import Database
from desktop.services.jobs.post_batch import BatchParameters, post_documents
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line
from desktop.starting import put_off_collection
from tests.robustness.books import CONTEXT

INVOICES = 500
LINES = 3
AT_A_TURN = 25
LIMIT = 1.1
PART = 100
MOST_GROWTH_KIB = 256


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--invoices", type=int, default=INVOICES)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    put_off_collection()  # as in the program, where the window's thread looks for circles
    print(f"{'measured':<46} {'batch':>9} {'single':>9} {'ratio':>6} {'limit':>6}")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{(Path(folder) / 'batch.kontor').as_posix()}"
        verdicts = [_cost(url, options.invoices, time.process_time)]
        memory = f"sqlite:///{(Path(folder) / 'memory.kontor').as_posix()}"
        verdicts.append(_memory(memory, options.invoices))
    if options.postgres:
        with postgres_server() as url:
            verdicts.append(_cost(url, options.invoices, time.perf_counter))
    return 0 if all(verdicts) else 1


# ------------------------------------------------------------------------------------ the company


def make_invoices(database: Database, count: int) -> list[str]:
    """Invoices for a few items each, and their numbers."""
    return [database.run_write(_an_invoice).no for _ in range(count)]


def _an_invoice(session: Session) -> DocumentKey:
    key = create_document(session, DocumentType.INVOICE, CONTEXT, "C1").key
    for no in ITEMS[:LINES]:
        values = [("type", "item"), ("no", no), ("quantity", Decimal(2))]
        add_line(session, key, values, CONTEXT)
    return key


def _post_together(database: Database, numbers: Sequence[str], progress: Progress) -> None:
    asked = BatchParameters(document_type=DocumentType.INVOICE, numbers=tuple(numbers))
    result = post_documents(database, asked, CONTEXT, progress)
    if result.n_ok != len(numbers):
        message = f"posted {result.n_ok} of {len(numbers)} invoices"
        raise RuntimeError(message)


def _post_alone(database: Database, no: str) -> None:
    key, choice = DocumentKey(DocumentType.INVOICE, no), PostingChoice(ship=True, invoice=True)
    database.run_write(lambda session: post(session, key, choice, CONTEXT))


# -------------------------------------------------------------------------------------- measuring


class _Turns(NoProgress):
    """Takes the time of a batch in parts, and posts as many invoices singly after each part."""

    def __init__(
        self, database: Database, numbers: Sequence[str], clock: Callable[[], float]
    ) -> None:
        self.batch: list[float] = []
        self.single: list[float] = []
        self._database, self._numbers, self._clock = database, numbers, clock
        self._begun = 0.0

    def step(self, done: int, total: int, text: str = "") -> None:
        """So many have been posted; told between two transactions."""
        del total, text
        if done % AT_A_TURN:
            return
        if done:
            self.batch.append((self._clock() - self._begun) / AT_A_TURN)
            gc.collect()
            begun = self._clock()
            for no in self._numbers[done - AT_A_TURN : done]:
                _post_alone(self._database, no)
            self.single.append((self._clock() - begun) / AT_A_TURN)
        gc.collect()
        self._begun = self._clock()


def _cost(url: str, count: int, clock: Callable[[], float]) -> bool:
    fill(url)
    with closing(Database(url)) as database:
        numbers = make_invoices(database, 2 * count)
        turns = _Turns(database, numbers[count:], clock)
        _post_together(database, numbers[:count], turns)
    kind = "SQLite, CPU" if url.startswith("sqlite") else "PostgreSQL, by the clock"
    # The first of each is warm-up.
    batch, single = median(turns.batch[1:]), median(turns.single[1:])
    return _verdict(f"an invoice of {count}, {kind} (ms)", batch * 1000, single * 1000, LIMIT)


def _verdict(what: str, ours: float, other: float, limit: float) -> bool:
    is_good = ours <= limit * other
    ratio = ours / other
    print(
        f"{what:<46} {ours:>9.2f} {other:>9.2f} {ratio:>6.2f} {limit:>6.2f}  "
        f"{'PASS' if is_good else 'FAIL'}"
    )
    return is_good


class _Weigher(NoProgress):
    """Notes what Python held most while each hundred documents were posted."""

    def __init__(self) -> None:
        self.peaks: list[int] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        """A document is about to be posted."""
        del total, text
        if done and done % PART == 0:
            gc.collect()
            self.peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.reset_peak()
        elif done % 10 == 0:
            gc.collect()  # the window's thread does it in the program


def _memory(url: str, count: int) -> bool:
    fill(url)
    with closing(Database(url)) as database:
        numbers = make_invoices(database, count)
        weigher = _Weigher()
        tracemalloc.start()
        _post_together(database, numbers, weigher)
        tracemalloc.stop()
    first, last = weigher.peaks[1], weigher.peaks[-1]
    growth = (last - first) / 1024
    is_good = growth <= MOST_GROWTH_KIB
    print(
        f"{f'memory of a batch of {count} (KiB more)':<46} {growth:>9.0f} {'':>16} "
        f"{MOST_GROWTH_KIB:>6}  {'PASS' if is_good else 'FAIL'}"
    )
    print("most held in each hundred (KiB): " + ", ".join(f"{p / 1024:.0f}" for p in weigher.peaks))
    return is_good


if __name__ == "__main__":
    sys.exit(main())
