"""Posting the demo company's receipts through the item journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy.orm import Session

from desktop.models.ledger_words import ItemEntryType
from desktop.services.context import UserContext
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.people import ADMIN
from desktop.services.demo.stock import Receipt
from desktop.services.demo.trading import Task
from desktop.services.posting.post_item_journal import post_item_journal

BATCH = "DEFAULT"


def receiving(receipts: Iterable[Receipt]) -> Iterator[tuple[date, Task]]:
    """One journal for each day on which goods come in; `receipts` in the order of days."""
    for count, (day, arrived) in enumerate(groupby(receipts, attrgetter("day")), start=1):
        yield day, _journal(day, f"GR-{count:04d}", tuple(arrived))


def _journal(day: date, document_no: str, receipts: tuple[Receipt, ...]) -> Task:
    def post(session: Session) -> None:
        context = UserContext(user=ADMIN, work_date=day)
        clerk = Clerk(session, context)
        for receipt in receipts:
            clerk.add(
                "item_journal_line",
                batch=BATCH,
                posting_date=day,
                entry_type=ItemEntryType.POSITIVE_ADJMT,
                document_no=document_no,
                item_no=receipt.shelf.item_no,
                variant_code=receipt.shelf.variant_code or None,
                location_code=receipt.shelf.location,
                quantity=receipt.quantity,
                unit_cost=receipt.unit_cost,
            )
        post_item_journal(session, BATCH, context)

    return post
