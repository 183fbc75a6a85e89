"""The count sheet: a journal line for everything that lies in stock, to be counted (PF63)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.stock import ItemJournalLine
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import ZERO
from desktop.models.words import ItemType
from desktop.services.context import UserContext
from desktop.services.items.journal import JOURNAL_NO
from desktop.services.setup.record_engine import stamp


def make_count_sheet(
    session: Session,
    batch: str,
    context: UserContext,
    *,
    location_code: str | None = None,
    every_location: bool = True,
) -> int:
    """Put a line for each item, variant and location with stock into a batch; gives their number.

    All of them are counted as the books say until somebody enters another *Quantity Counted*.
    What stands in the batch already is not put there again. With `every_location` off only what
    lies at `location_code`, None for the blank one.
    """
    on_hand = func.sum(ItemLedgerEntry.quantity)
    place = (
        ItemLedgerEntry.item_no,
        ItemLedgerEntry.variant_code,
        ItemLedgerEntry.location_code,
    )
    query = (
        select(*place, on_hand)
        .join(Item, Item.no == ItemLedgerEntry.item_no)
        .where(Item.type == ItemType.INVENTORY)
        .where(ItemLedgerEntry.drop_shipment.is_(False))
        .group_by(*place)
        .having(on_hand != ZERO)
        .order_by(*place)
    )
    if not every_location:
        query = query.where(ItemLedgerEntry.location_code == location_code)
    there = session.scalars(select(ItemJournalLine).where(ItemJournalLine.batch == batch)).all()
    known = {(line.item_no, line.variant_code, line.location_code) for line in there}
    found = [row for row in session.execute(query) if tuple(row[:3]) not in known]
    nos = sorted({row.item_no for row in found})
    items = {item.no: item for item in session.scalars(select(Item).where(Item.no.in_(nos)))}
    last = max((line.line_no for line in there), default=0) // LINE_NO_STEP * LINE_NO_STEP
    for position, (item_no, variant_code, location, quantity) in enumerate(found, start=1):
        item = items[item_no]
        line = ItemJournalLine(
            batch=batch,
            line_no=last + position * LINE_NO_STEP,
            posting_date=context.work_date,
            entry_type=ItemEntryType.POSITIVE_ADJMT,
            document_no=JOURNAL_NO,
            item_no=item_no,
            variant_code=variant_code,
            description=item.description,
            location_code=location,
            unit_of_measure_code=item.base_unit,
            unit_cost=item.unit_cost,
            gen_prod_posting_group=item.gen_prod_posting_group,
            is_counted=True,
            quantity_on_hand=quantity,
            quantity_counted=max(quantity, ZERO),
        )
        if quantity < 0:
            # Less than nothing cannot be counted: nothing is there.
            line.quantity = line.quantity_base = -quantity
        stamp(line, context)
        session.add(line)
    return len(found)
