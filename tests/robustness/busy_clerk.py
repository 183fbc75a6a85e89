"""One of several clerks who post and edit in the same company at the same time."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from multiprocessing.connection import Connection
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import Conflict, KontorError
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.database import Database
from desktop.services.jobs.queue import schedule
from desktop.services.jobs.worker import QueueWorker
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.records import change_record, read_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line, change_line
from tests.robustness.books import CONTEXT, ITEMS, an_order
from tests.robustness.clerk import INVOICED_AT_ONCE, OPEN_LINES

CUSTOMER = ("C1",)
LINE_NO_STEP = 10000
COUNTED = "credit_limit_lcy"
"""What everybody raises by 1 over and over: a lost update would be missing in the end."""


@dataclass
class Day:
    """What a clerk has done: posted numbers, raises that were kept, and what went wrong.

    `conflicts` are stale edits that were refused: the clerk looks again and repeats them.
    """

    numbers: list[str] = field(default_factory=list)
    raises: int = 0
    conflicts: int = 0
    errors: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    longest_s: dict[str, float] = field(default_factory=dict)


class BusyClerk:
    """Does one thing after the other until the time is up."""

    def __init__(self, database: Database, seed: int) -> None:
        self.day = Day()
        self._database = database
        self._dice = Random(seed)
        self._worker = QueueWorker(database)
        with database.read() as session:
            self._lines = session.execute(OPEN_LINES).all()

    def work(self, seconds: float) -> Day:
        """Work for so long; whatever a user would be shown is noted."""
        acts: list[Callable[[], None]] = [
            self.post_a_part,
            self.post_an_order,
            self.raise_the_limit,
            self.change_a_line,
            self.schedule_an_invoice,
            self.post_from_the_queue,
        ]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            act = self._dice.choice(acts)
            begun = time.monotonic()
            try:
                act()
            except KontorError as error:
                self.day.errors.append(f"{act.__name__}: {type(error).__name__}: {error}")
            except Exception:  # noqa: BLE001  (told to the test)
                self.day.errors.append(traceback.format_exc())
            name, took = act.__name__, time.monotonic() - begun
            self.day.done[name] += 1
            self.day.longest_s[name] = max(took, self.day.longest_s.get(name, 0))
        return self.day

    def post_a_part(self) -> None:
        """Ship, and perhaps invoice, a part of an order that others deliver from too."""
        no, line_no = self._dice.choice(self._lines)
        key, quantity = DocumentKey(DocumentType.ORDER, no), Decimal(self._dice.randint(1, 3))
        choice = PostingChoice(ship=True, invoice=self._dice.random() < INVOICED_AT_ONCE)

        def work(session: Session) -> list[str]:
            change_line(session, key, line_no, "qty_to_ship", quantity, CONTEXT)
            result = post(session, key, choice, CONTEXT)
            return [no for no in (result.shipment_no, result.invoice_no) if no]

        self.day.numbers += self._database.run_write(work)

    def post_an_order(self) -> None:
        """Enter an order and post it whole."""
        lines = [(no, self._dice.randint(1, 3)) for no in ITEMS]
        self._dice.shuffle(lines)

        def enter(session: Session) -> DocumentKey:
            key = an_order(session, *lines)
            for place, (_no, quantity) in enumerate(lines, start=1):
                line_no = place * LINE_NO_STEP
                change_line(session, key, line_no, "qty_to_ship", Decimal(quantity), CONTEXT)
            return key

        key = self._database.run_write(enter)
        work = partial(post, key=key, choice=PostingChoice(), context=CONTEXT)
        result = self._database.run_write(work)
        self.day.numbers += [no for no in (result.shipment_no, result.invoice_no) if no]

    def raise_the_limit(self) -> None:
        """Add 1 to what stands on a card; who is too late looks again."""
        while True:
            with self._database.read() as session:
                card = read_record(session, "customer", CUSTOMER)
            value = Decimal(str(card.values[COUNTED])) + 1
            work = partial(
                change_record,
                table="customer",
                key=CUSTOMER,
                change=(COUNTED, value),
                context=CONTEXT,
                row_version=card.row_version,
            )
            try:
                self._database.run_write(work)
            except Conflict:
                self.day.conflicts += 1
            else:
                self.day.raises += 1
                return

    def change_a_line(self) -> None:
        """Change a price on an order that others deliver from."""
        no, line_no = self._dice.choice(self._lines)
        key = DocumentKey(DocumentType.ORDER, no)

        def work(session: Session) -> None:
            version = session.scalar(
                sa.select(SalesLine.row_version).where(
                    SalesLine.document_no == no, SalesLine.line_no == line_no
                )
            )
            change_line(session, key, line_no, "description", f"Text {version}", CONTEXT)

        self._database.run_write(work)

    def schedule_an_invoice(self) -> None:
        """Enter an invoice and leave its posting to whoever works off the queue."""

        def work(session: Session) -> None:
            key = create_document(session, DocumentType.INVOICE, CONTEXT, "C1").key
            values = [("type", "item"), ("no", "A"), ("quantity", Decimal(1))]
            add_line(session, key, values, CONTEXT)
            schedule(session, key, PostingChoice(), CONTEXT)

        self._database.run_write(work)

    def post_from_the_queue(self) -> None:
        """Post what somebody scheduled."""
        result = self._worker.post_next()
        if result is None:
            return
        if result.posted is None:
            reason = result.failure.text if result.failure else ""
            self.day.errors.append(f"{result.key}: {reason}")
            return
        numbers = (result.posted.shipment_no, result.posted.invoice_no)
        self.day.numbers += [no for no in numbers if no]


def work_a_while(url: str, seed: int, seconds: float, pipe: Connection) -> None:
    """Another process at the company: works when told to, and tells what it did."""
    database = Database(url)
    clerk = BusyClerk(database, seed)
    pipe.send("ready")
    pipe.recv()
    pipe.send(clerk.work(seconds))
    database.close()
