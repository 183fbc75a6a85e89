"""Commands of the warehouse as steps call them: counting, tracking, shipping what was picked."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.stock import ItemJournalLine
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.items.count_sheet import make_count_sheet
from desktop.services.jobs.pick_shipping import register_and_ship
from desktop.services.picking.tracking import order_tracking, shipment_tracking
from desktop.services.posting.post_item_journal import post_item_journal

COUNTED = "COUNT"
"""The batch of the item journal that scenarios count in."""


def track_order(session: Session, key: DocumentKey, _context: UserContext) -> object:
    """The pages of the tracking numbers of a sales document."""
    return order_tracking(session, key)


def track_shipment(session: Session, no: str, _context: UserContext) -> object:
    """The pages of the tracking numbers of a posted shipment."""
    return shipment_tracking(session, no)


def ship_pick(
    database: Database, no: str, context: UserContext, *, posting_date: date | None = None
) -> object:
    """Register a pick, and ship what it touches."""
    return register_and_ship(database, no, context, posting_date=posting_date)


def count_sheet(session: Session, context: UserContext, *, location: str = "") -> int:
    """Put everything in stock on a count sheet, or what lies at a location."""
    return make_count_sheet(
        session, COUNTED, context, location_code=location or None, every_location=not location
    )


def post_count(session: Session, context: UserContext) -> object:
    """Post the count sheet."""
    return post_item_journal(session, COUNTED, context)


def post_journal(session: Session, context: UserContext, *, batch: str = "") -> object:
    """Post a batch of the item journal, or every batch."""
    batches = select(ItemJournalLine.batch).distinct().order_by(ItemJournalLine.batch)
    wanted = [batch] if batch else list(session.scalars(batches))
    return [post_item_journal(session, each, context) for each in wanted]
