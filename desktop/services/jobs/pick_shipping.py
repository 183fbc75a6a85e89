"""Register and ship: a pick is registered, then each of its orders posted by itself (PF135)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.database import Database
from desktop.services.picking.registering import Registered, register_pick
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_sales import post


@dataclass(frozen=True, slots=True)
class OrderShipped:
    """What came of shipping one order: the number of the shipment, or why there is none."""

    order_no: str
    shipment_no: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class PickShipped:
    """A registered pick and what came of each of its orders."""

    no: str
    orders: tuple[OrderShipped, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def shipments(self) -> tuple[str, ...]:
        """The shipments that were posted."""
        return tuple(each.shipment_no for each in self.orders if each.shipment_no)


def register_and_ship(
    database: Database,
    no: str,
    context: UserContext,
    *,
    posting_date: date | None = None,
    progress: Progress | None = None,
) -> PickShipped:
    """Register a pick and post the shipments of its orders, each in a transaction of its own.

    An order that is refused stays as it is, with the refusal in the result; the others are
    shipped. Orders of which nothing is to be shipped are left out. Questions that `context` does
    not answer count as a refusal. Raises what `register_pick` raises; nothing has changed then.
    """
    registered: Registered = database.run_write(partial(_register, no=no, context=context))
    told = progress or NoProgress()
    choice = PostingChoice(ship=True, invoice=False, posting_date=posting_date)
    orders = database.run_read(partial(_shipping, orders=registered.orders))
    shipped: list[OrderShipped] = []
    for position, order_no in enumerate(orders):
        told.step(position, len(orders), order_no)
        shipped.append(_ship(database, order_no, choice, context))
    return PickShipped(no, tuple(shipped), registered.notices)


def _register(session: Session, no: str, context: UserContext) -> Registered:
    return register_pick(session, no, context)


def _shipping(session: Session, orders: tuple[str, ...]) -> list[str]:
    """The orders of which something is to be shipped."""
    line = SalesLine
    found = session.scalars(
        select(line.document_no)
        .where(
            line.document_type == DocumentType.ORDER,
            line.document_no.in_(orders),
            line.qty_to_ship != 0,
        )
        .distinct()
    )
    return sorted(found)


def _ship(
    database: Database, order_no: str, choice: PostingChoice, context: UserContext
) -> OrderShipped:
    key = DocumentKey(DocumentType.ORDER, order_no)

    def work(session: Session) -> PostingResult:
        return post(session, key, choice, context)

    try:
        result = database.run_write(work)
    except Refusal as refusal:
        return OrderShipped(order_no, refusal=refusal)
    return OrderShipped(order_no, result.shipment_no or "")
