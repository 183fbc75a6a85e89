"""The count sheet: a journal line for everything that lies in stock, to be counted (PF63)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, func, select
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
    there = session.scalars(select(ItemJournalLine).where(ItemJournalLine.batch == batch)).all()
    known = {(line.item_no, line.variant_code, line.location_code) for line in there}
    query = _on_hand()
    if not every_location:
        query = query.where(ItemLedgerEntry.location_code == location_code)
    found = [row for row in session.execute(query) if tuple(row[:3]) not in known]
    nos = sorted({row.item_no for row in found})
    items = {item.no: item for item in session.scalars(select(Item).where(Item.no.in_(nos)))}
    last = max((line.line_no for line in there), default=0) // LINE_NO_STEP * LINE_NO_STEP
    for position, row in enumerate(found, start=1):
        line = _counted_line(row, items[row.item_no])
        line.batch, line.line_no = batch, last + position * LINE_NO_STEP
        line.posting_date = context.work_date
        stamp(line, context)
        session.add(line)
    return len(found)


def _on_hand() -> Select[*tuple[Any, ...]]:
    """What lies in stock, by item, variant and location; drop shipments never lay there."""
    on_hand = func.sum(ItemLedgerEntry.quantity)
    place = (
        ItemLedgerEntry.item_no,
        ItemLedgerEntry.variant_code,
        ItemLedgerEntry.location_code,
    )
    return (
        select(*place, on_hand.label("on_hand"))
        .join(Item, Item.no == ItemLedgerEntry.item_no)
        .where(Item.type == ItemType.INVENTORY, ItemLedgerEntry.drop_shipment.is_(False))
        .group_by(*place)
        .having(on_hand != ZERO)
        .order_by(*place)
    )


def _counted_line(row: Row[*tuple[Any, ...]], item: Item) -> ItemJournalLine:
    """A line that is counted as the books say; less than nothing is counted as nothing."""
    missing = max(-row.on_hand, ZERO)
    return ItemJournalLine(
        entry_type=ItemEntryType.POSITIVE_ADJMT,
        document_no=JOURNAL_NO,
        item_no=item.no,
        variant_code=row.variant_code,
        description=item.description,
        location_code=row.location_code,
        unit_of_measure_code=item.base_unit,
        unit_cost=item.unit_cost,
        gen_prod_posting_group=item.gen_prod_posting_group,
        is_counted=True,
        quantity_on_hand=row.on_hand,
        quantity_counted=max(row.on_hand, ZERO),
        quantity=missing,
        quantity_base=missing,
    )
