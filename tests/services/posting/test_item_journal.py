"""Counting stock in and out through the item journal (SD97)."""

from decimal import Decimal

import pytest

from desktop.models.ledger_words import RegisterSource
from desktop.models.ledgers import GlEntry, GlRegister, ItemLedgerEntry
from desktop.models.stock import ItemJournalLine
from desktop.services.posting.post_item_journal import post_item_journal, preview_item_journal
from desktop.services.posting.refusals_journal import JournalEmpty
from desktop.services.records import add_record
from tests.builders.items import a_unit
from tests.builders.posting_world import PostingWorld, amounts, values


def a_line(world: PostingWorld, item_no: str, quantity: object, **more: object) -> None:
    """A journal line entered as a clerk would."""
    entered = {"item_no": item_no, "quantity": Decimal(str(quantity)), **more}
    add_record(world.session, "item_journal_line", entered, world.context)


def test_a_journal_is_posted_and_emptied(world: PostingWorld) -> None:
    world.item("A")
    a_line(world, "A", 10, unit_cost=Decimal("2.5"), document_no="GR1", location_code="MAIN")
    a_line(world, "A", 4, document_no="GR2", entry_type="negative_adjmt", location_code="MAIN")
    post_item_journal(world.session, "DEFAULT", world.context)
    assert world.rows(ItemJournalLine) == []
    first, second = world.rows(ItemLedgerEntry)
    assert values(first, "quantity remaining_quantity document_no") == [10, 6, "GR1"]
    assert values(second, "quantity remaining_quantity location_code") == [-4, 0, "MAIN"]
    assert world.movement("GR1") == amounts(a1460=25, a4960=-25)
    assert world.movement("GR2") == amounts(a1460=-10, a4960=10)
    [register] = world.rows(GlRegister)
    assert register.source is RegisterSource.ITEM_JOURNAL
    assert sorted(set(world.column(GlEntry, "transaction_no"))) == [1, 2]
    assert world.faults() == []


def test_a_journal_line_in_another_unit(world: PostingWorld) -> None:
    world.item("A")
    a_unit(world.session, "A", "BOX", "12")
    a_line(world, "A", 2, unit_of_measure_code="BOX", unit_cost=Decimal(30))
    post_item_journal(world.session, "DEFAULT", world.context)
    [entry] = world.rows(ItemLedgerEntry)
    assert values(entry, "quantity qty_per_unit unit_of_measure_code") == [24, 12, "BOX"]
    assert world.movement()["1460"] == 60


def test_an_empty_journal_is_not_posted(world: PostingWorld) -> None:
    with pytest.raises(JournalEmpty):
        post_item_journal(world.session, "DEFAULT", world.context)


def test_a_journal_can_be_previewed(world: PostingWorld) -> None:
    world.item("A")
    a_line(world, "A", 10, unit_cost=Decimal("2.5"))
    shown = preview_item_journal(world.session, "DEFAULT", world.context)
    counts = {table.table: len(table.rows) for table in shown.tables}
    assert counts == {"gl_entry": 2, "item_ledger_entry": 1, "value_entry": 1}
    assert world.rows(ItemLedgerEntry) == []
    assert len(world.rows(ItemJournalLine)) == 1


def test_a_repeated_journal_posting_posts_nothing_again(world: PostingWorld) -> None:
    world.item("A")
    a_line(world, "A", 10)
    for _ in range(2):
        post_item_journal(world.session, "DEFAULT", world.context, posting_id="abc")
    assert len(world.rows(ItemLedgerEntry)) == 1
