"""Copying an item: the card under a new number, and what of the rest the user wants (01 §6)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.models.words import TextOwner
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.records import RecordView, add_record, field_infos, read_record, table_of


class ItemPart(StrEnum):
    """What a copy may take along besides the card."""

    UNITS = "units"
    VARIANTS = "variants"
    TRANSLATIONS = "translations"
    REFERENCES = "references"
    SUBSTITUTES = "substitutes"
    TEXTS = "texts"
    PICTURE = "picture"


USUAL_PARTS = frozenset(ItemPart) - {ItemPart.REFERENCES}
"""A reference number on two items would mean neither."""

_OWN = frozenset({"no", "gtin", "blocked", "block_reason", "sales_blocked", "purchasing_blocked"})
"""What a copy does not take over: it is another item, and it may be sold."""

_TABLES: dict[ItemPart, tuple[tuple[str, str], ...]] = {
    ItemPart.UNITS: (("item_unit_of_measure", "item_no"),),
    ItemPart.VARIANTS: (("item_variant", "item_no"),),
    ItemPart.TRANSLATIONS: (("item_translation", "item_no"),),
    ItemPart.REFERENCES: (("item_reference", "item_no"),),
    ItemPart.SUBSTITUTES: (("item_substitution", "item_no"),),
    ItemPart.TEXTS: (("extended_text", "no"), ("extended_text_line", "no")),
}
"""The tables of each part, with the column that names the item."""


def copy_item(
    session: Session,
    no: str,
    context: UserContext,
    *,
    new_no: str = "",
    parts: Collection[ItemPart] = USUAL_PARTS,
) -> RecordView:
    """Make a new item like another, with the chosen parts; gives the new card.

    A blank number is drawn from the series. Pairs of substitutes hold one way only. Entries, stock
    and the last direct cost stay with the old item. Raises RecordNotFound, RecordExists or what
    making an item raises.
    """
    old = read_record(session, "item", (no,))
    values: dict[str, object] = {"no": new_no} if new_no else {}
    for info in field_infos("item"):
        if info.editable and info.name not in _OWN | {"last_direct_cost"}:
            values[info.name] = old.values[info.name]
    made = add_record(session, "item", values, context)
    source_no, copy_no = str(old.key[0]), str(made.key[0])
    for part in ItemPart:
        if part in parts:
            for table, column in _TABLES.get(part, ()):
                _copy_rows(session, (table, column), (source_no, copy_no), context)
    if ItemPart.PICTURE in parts:
        session.get_one(Item, copy_no).picture = session.get_one(Item, source_no).picture
        session.flush()
    return read_record(session, "item", (copy_no,))


def _copy_rows(
    session: Session, place: tuple[str, str], numbers: tuple[str, str], context: UserContext
) -> None:
    name, column = place
    source_no, copy_no = numbers
    table = table_of(name)
    is_of = [table.c[column] == source_no]
    is_there = [table.c[column] == copy_no]
    if "owner_type" in table.c and column == "no":
        is_of.append(table.c.owner_type == TextOwner.ITEM)
        is_there.append(table.c.owner_type == TextOwner.ITEM)
    rows = [dict(row) for row in session.execute(select(table).where(*is_of)).mappings()]
    if not rows:
        return
    stamps = {"row_version": 1, "changed_by": context.user, "changed_at": context.now()}
    known: dict[str, object] = {key: value for key, value in stamps.items() if key in table.c}
    known |= {"interchangeable": False} if "interchangeable" in table.c else {}
    # The row of the base unit was made with the card.
    session.execute(delete(table).where(*is_there))
    session.execute(insert(table), [{**row, **known, column: copy_no} for row in rows])
    report_changes(session, name)
