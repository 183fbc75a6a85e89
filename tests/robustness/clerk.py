"""The clerk whose computer is switched off: posts order after order and tells what is done."""

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count, islice
from multiprocessing.connection import Connection
from random import Random

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.database import Database
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.sales.line_fields import change_line
from tests.robustness.books import CONTEXT

PRACTICE = "tests.robustness.practised"
INVOICED_AT_ONCE = 0.7
OPEN_LINES = (
    sa.select(SalesLine.document_no, SalesLine.line_no)
    .where(SalesLine.document_type == DocumentType.ORDER)
    .order_by(SalesLine.document_no, SalesLine.line_no)
)


def work_until_switched_off(url: str, seed: int, told: Connection) -> None:
    """Post parts of orders for ever; each number is told once its transaction is kept."""
    database = Database(url)
    learned = sys.modules.get(PRACTICE)
    if learned is not None:
        database.engine.update_execution_options(compiled_cache=learned.COMPILED)
    for number in numbers_of(database, Random(seed)):
        told.send(number)


def numbers_of(database: Database, dice: Random, postings: int | None = None) -> Iterator[str]:
    """Post parts of the open orders, for ever if nobody says how many; answers the numbers."""
    with database.read() as session:
        lines = session.execute(OPEN_LINES).all()
    for _ in islice(count(), postings):
        no, line_no = dice.choice(lines)
        part = _one_part(DocumentKey(DocumentType.ORDER, no), line_no, dice)
        yield from database.run_write(part)


def _one_part(key: DocumentKey, line_no: int, dice: Random) -> Callable[[Session], list[str]]:
    quantity = Decimal(dice.randint(1, 3))
    choice = PostingChoice(ship=True, invoice=dice.random() < INVOICED_AT_ONCE)

    def work(session: Session) -> list[str]:
        change_line(session, key, line_no, "qty_to_ship", quantity, CONTEXT)
        result = post(session, key, choice, CONTEXT)
        return [no for no in (result.shipment_no, result.invoice_no) if no]

    return work
