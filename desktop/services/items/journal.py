"""The lines of the item journal: what each field demands and brings along (SD97)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.models.items import Item, ItemUnitOfMeasure, ItemVariant
from desktop.models.ledger_words import ItemEntryType
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.stock import ItemJournalLine
from desktop.models.values.numbers import round_to
from desktop.services.context import UserContext
from desktop.services.items.card_refusals import (
    JournalEntryType,
    JournalItemWithoutStock,
    JournalUnitUnknown,
)
from desktop.services.items.stock import Scope, on_hand_in
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import ReferenceMissing
from desktop.services.setup.rules import not_negatives

SMALLEST_QUANTITY = Decimal("0.00001")
JOURNAL_NO = "JOURNAL"
"""The document number of journal lines that name none."""

ADJUSTMENTS = frozenset({ItemEntryType.POSITIVE_ADJMT, ItemEntryType.NEGATIVE_ADJMT})


def begin_line(session: Session, line: ItemJournalLine, context: UserContext) -> None:
    """A new line begins with today and the journal's own document number."""
    del session
    line.posting_date = line.posting_date or context.work_date
    line.document_no = line.document_no or JOURNAL_NO


def item_no(
    session: Session, line: ItemJournalLine, value: object, _context: UserContext
) -> object:
    """Only stocked items move."""
    item = session.get(Item, value) if value else None
    if item is not None and not item.is_stocked:
        raise JournalItemWithoutStock(
            record=ref_of("item_journal_line", line), field="item_no", no=item.no, type=item.type
        )
    return value


def entry_type(
    _session: Session, line: ItemJournalLine, value: object, _context: UserContext
) -> object:
    """The journal counts in and out; sales and purchases have documents."""
    if value not in ADJUSTMENTS:
        raise JournalEntryType(record=ref_of("item_journal_line", line), field="entry_type")
    return value


def unit(session: Session, line: ItemJournalLine, value: object, _context: UserContext) -> object:
    """A unit belongs to the line's item."""
    if value and line.item_no and session.get(ItemUnitOfMeasure, (line.item_no, value)) is None:
        raise JournalUnitUnknown(
            record=ref_of("item_journal_line", line),
            field="unit_of_measure_code",
            unit=value,
            no=line.item_no,
        )
    return value


def variant(
    session: Session, line: ItemJournalLine, value: object, _context: UserContext
) -> object:
    """A variant belongs to the line's item."""
    if value and session.get(ItemVariant, (line.item_no or "", value)) is None:
        raise ReferenceMissing(
            record=ref_of("item_journal_line", line),
            field="variant_code",
            entered_field="variant_code",
            table="item_variant",
            text=value,
        )
    return value


def after_item(session: Session, line: ItemJournalLine, _old: object, context: UserContext) -> None:
    """The item brings its text, unit, cost and posting group."""
    item = session.get(Item, line.item_no or "")
    if item is None:
        return
    line.description = item.description
    line.unit_of_measure_code = item.base_unit
    line.qty_per_unit = Decimal(1)
    line.unit_cost = item.unit_cost
    line.gen_prod_posting_group = item.gen_prod_posting_group
    line.variant_code = None
    after_quantity(session, line, None, context)


def after_unit(session: Session, line: ItemJournalLine, _old: object, context: UserContext) -> None:
    """Another unit holds another quantity of the base unit, and costs accordingly."""
    found = session.get(ItemUnitOfMeasure, (line.item_no or "", line.unit_of_measure_code or ""))
    item = session.get(Item, line.item_no or "")
    line.qty_per_unit = found.qty_per_unit if found else Decimal(1)
    if item is not None:
        precision = session.get_one(GeneralLedgerSetup, 1).unit_amount_precision
        line.unit_cost = round_to(item.unit_cost, precision, times=line.qty_per_unit)
    after_quantity(session, line, None, context)


def after_quantity(
    session: Session, line: ItemJournalLine, _old: object, _context: UserContext
) -> None:
    """Keep the base quantity and the amount in step."""
    base = session.get(ItemUnitOfMeasure, (line.item_no or "", _base_unit(session, line)))
    precision = (base.qty_rounding_precision if base else None) or SMALLEST_QUANTITY
    line.quantity_base = round_to(line.quantity, precision, times=line.qty_per_unit)
    cent = session.get_one(GeneralLedgerSetup, 1).amount_precision
    line.amount = round_to(line.quantity, cent, times=line.unit_cost)


def after_counted(
    session: Session, line: ItemJournalLine, _old: object, context: UserContext
) -> None:
    """What was counted less what the books say is on hand now, in or out (PF63).

    A count is in the base unit.
    """
    item = session.get(Item, line.item_no or "")
    if item is None:
        return
    line.is_counted = True
    line.unit_of_measure_code, line.qty_per_unit = item.base_unit, Decimal(1)
    scope = Scope(item.no, line.variant_code, line.location_code)
    line.quantity_on_hand = on_hand_in(session, scope)
    difference = line.quantity_counted - line.quantity_on_hand
    line.entry_type = ItemEntryType.POSITIVE_ADJMT
    if difference < 0:
        line.entry_type = ItemEntryType.NEGATIVE_ADJMT
    line.quantity = abs(difference)
    after_quantity(session, line, None, context)


def after_place(
    session: Session, line: ItemJournalLine, _old: object, context: UserContext
) -> None:
    """Elsewhere the books say another quantity."""
    if line.is_counted:
        after_counted(session, line, None, context)


def _base_unit(session: Session, line: ItemJournalLine) -> str:
    item = session.get(Item, line.item_no or "")
    return (item.base_unit if item else None) or ""


JOURNAL_RULES: dict[str, RecordRules] = {
    "item_journal_line": RecordRules(
        begins=begin_line,
        fields={
            "item_no": item_no,
            "entry_type": entry_type,
            "unit_of_measure_code": unit,
            "variant_code": variant,
            **not_negatives("quantity", "unit_cost", "quantity_counted"),
        },
        follow_ups={
            "item_no": after_item,
            "unit_of_measure_code": after_unit,
            "quantity": after_quantity,
            "unit_cost": after_quantity,
            "quantity_counted": after_counted,
            "variant_code": after_place,
            "location_code": after_place,
        },
    )
}
"""The rules of the item journal, by table."""
