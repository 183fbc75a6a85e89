"""A worker of the posting queue whose computer is switched off at any instant."""

from __future__ import annotations

from functools import partial
from itertools import repeat
from multiprocessing.connection import Connection

from sqlalchemy import select

from desktop.models.jobs import JobQueueEntry
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.database import Database
from desktop.services.jobs.queue import schedule
from desktop.services.jobs.worker import QueueWorker
from desktop.services.posting.choice import PostingChoice
from tests.robustness.books import CONTEXT, an_order

LINES = (("A", 1), ("B", 2))


def a_queue(database: Database, count: int) -> list[DocumentKey]:
    """So many orders, all scheduled."""
    keys = []
    for _ in repeat(None, count):
        key = database.run_write(lambda session: an_order(session, *LINES))
        work = partial(schedule, key=key, choice=PostingChoice(), context=CONTEXT)
        database.run_write(work)
        keys.append(DocumentKey(DocumentType.ORDER, key.no))
    return keys


def left_in_queue(database: Database) -> list[str]:
    """The documents that still wait."""
    with database.read() as session:
        return list(session.scalars(select(JobQueueEntry.document_no)))


def post_until_switched_off(url: str, told: Connection) -> None:
    """Work off the queue; each document is told once its transaction is kept."""
    database = Database(url)
    worker = QueueWorker(database)
    while (result := worker.post_next()) is not None:
        told.send(result.key.no)
