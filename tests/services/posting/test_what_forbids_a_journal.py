"""What forbids posting the item journal; all faults at once, and no trace left (SD97)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.words import DefaultYesNo
from desktop.services.ledgers.refusals import AppliesToElsewhere, NotEnoughStock
from desktop.services.posting.post_item_journal import post_item_journal, preview_item_journal
from desktop.services.posting.refusals import CardMissing, PostingDateNotAllowed
from desktop.services.posting.refusals_journal import (
    AdjustmentAccountMissing,
    JournalEmpty,
    JournalFieldBlank,
)
from desktop.services.posting.refusals_setup import AccountNotForPosting
from desktop.services.records import add_record
from tests.databases import SqliteDatabases
from tests.robustness.books import CONTEXT
from tests.services.posting.refused import a_rehearsal, everything, put, refused, the

LINE = RecordRef("item_journal_line", ("DEFAULT", 10000))


@pytest.fixture
def session(sqlite_databases: SqliteDatabases) -> Iterator[Session]:
    """A transaction in a company with 1000 pieces of the items A and B."""
    with a_rehearsal(sqlite_databases) as opened:
        yield opened


def a_line(session: Session, **different: object) -> None:
    """A journal line that counts 5 pieces of item A in."""
    add_record(
        session,
        "item_journal_line",
        {"item_no": "A", "quantity": Decimal(5), **different},
        CONTEXT,
    )
    session.flush()


def failures(session: Session) -> tuple[Refusal, ...]:
    """All that forbids posting; the preview says the same."""
    shown = refused(session, lambda: preview_item_journal(session, "DEFAULT", CONTEXT))
    found = refused(session, lambda: post_item_journal(session, "DEFAULT", CONTEXT))
    assert [str(each) for each in shown] == [str(each) for each in found]
    return found


def test_a_journal_without_lines(session: Session) -> None:
    assert the(JournalEmpty, failures(session)).parameters == {"batch": "DEFAULT"}


@pytest.mark.parametrize(
    ("field", "value"), [("item_no", None), ("posting_date", None), ("quantity", Decimal(0))]
)
def test_a_blank_field_of_a_line(session: Session, field: str, value: object) -> None:
    a_line(session)
    put(session, "item_journal_line", {field: value})
    refusal = the(JournalFieldBlank, failures(session))
    assert (refusal.record, refusal.field) == (LINE, field)
    assert refusal.parameters == {"blank_field": field, "line_no": 10000}


def test_a_location_that_must_be_named(session: Session) -> None:
    put(session, "inventory_setup", {"location_mandatory": True})
    a_line(session)
    assert the(JournalFieldBlank, failures(session)).field == "location_code"


def test_a_variant_that_must_be_named(session: Session) -> None:
    put(session, "item", {"variant_mandatory": DefaultYesNo.YES}, no="A")
    a_line(session)
    assert the(JournalFieldBlank, failures(session)).field == "variant_code"


@pytest.mark.parametrize("field", ["gen_prod_posting_group", "inventory_posting_group"])
def test_an_item_without_a_group(session: Session, field: str) -> None:
    a_line(session)
    put(session, "item", {field: None}, no="A")
    put(session, "item_journal_line", {"gen_prod_posting_group": None})
    refusal = the(JournalFieldBlank, failures(session))
    assert (refusal.record, refusal.field) == (RecordRef("item", ("A",)), field)


def test_no_account_for_adjustments(session: Session) -> None:
    a_line(session)
    put(session, "general_posting_setup", {"inventory_adjmt_account": None})
    refusal = the(AdjustmentAccountMissing, failures(session))
    assert refusal.record == RecordRef("gen_prod_posting_group", ("RETAIL",))
    assert (refusal.field, refusal.parameters["line_no"]) == ("inventory_adjmt_account", 10000)


def test_an_account_for_adjustments_that_is_blocked(session: Session) -> None:
    a_line(session)
    put(session, "gl_account", {"blocked": True}, no="4960")
    refusal = the(AccountNotForPosting, failures(session))
    assert (refusal.record, refusal.field) == (RecordRef("gl_account", ("4960",)), "blocked")


def test_an_item_that_is_gone(session: Session) -> None:
    a_line(session)
    session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))  # items in use are not deleted
    put(session, "item_journal_line", {"item_no": "GONE"})
    refusal = the(CardMissing, failures(session))
    assert (refusal.record, refusal.field, refusal.parameters["no"]) == (LINE, "item_no", "GONE")


def test_a_date_that_is_not_allowed(session: Session) -> None:
    put(session, "general_ledger_setup", {"allow_posting_from": date(2026, 2, 1)})
    a_line(session)
    refusal = the(PostingDateNotAllowed, failures(session))
    assert (refusal.record, refusal.field) == (
        RecordRef("general_ledger_setup", (1,)),
        "allow_posting_from",
    )


def test_more_than_lies_in_stock(session: Session) -> None:
    put(session, "item", {"prevent_negative_inventory": DefaultYesNo.YES}, no="A")
    a_line(session, quantity=Decimal(1001), entry_type=ItemEntryType.NEGATIVE_ADJMT)
    refusal = the(NotEnoughStock, failures(session))
    assert (refusal.record, refusal.field) == (LINE, "quantity")
    assert (refusal.parameters["available"], refusal.parameters["needed"]) == (1000, 1001)


def test_a_line_is_bound_to_stock_of_another_item(session: Session) -> None:
    a_line(session, entry_type=ItemEntryType.NEGATIVE_ADJMT)
    other = session.scalars(
        sa.select(ItemLedgerEntry.entry_no).where(ItemLedgerEntry.item_no == "B")
    ).one()
    put(session, "item_journal_line", {"applies_to_entry_no": other})
    refusal = the(AppliesToElsewhere, failures(session))
    assert (refusal.record, refusal.parameters["entry_no"]) == (LINE, other)


def test_all_faults_of_all_lines_are_told_at_once(session: Session) -> None:
    a_line(session)
    a_line(session, item_no="B")
    put(session, "item_journal_line", {"quantity": Decimal(0)}, line_no=10000)
    put(session, "item_journal_line", {"posting_date": None}, line_no=20000)
    put(session, "general_posting_setup", {"inventory_adjmt_account": None})
    found = failures(session)
    assert [(type(each), each.field, each.parameters["line_no"]) for each in found] == [
        (JournalFieldBlank, "quantity", 10000),
        (AdjustmentAccountMissing, "inventory_adjmt_account", 10000),
        (JournalFieldBlank, "posting_date", 20000),
        (AdjustmentAccountMissing, "inventory_adjmt_account", 20000),
    ]


def test_a_repeated_posting_id_posts_nothing_again(session: Session) -> None:
    a_line(session)
    post_item_journal(session, "DEFAULT", CONTEXT, posting_id="count-1")
    before = everything(session)
    post_item_journal(session, "DEFAULT", CONTEXT, posting_id="count-1")
    assert everything(session) == before


def test_a_preview_keeps_nothing(session: Session) -> None:
    a_line(session)
    before = everything(session)
    shown = preview_item_journal(session, "DEFAULT", CONTEXT)
    assert everything(session) == before
    post_item_journal(session, "DEFAULT", CONTEXT)
    after = everything(session)
    for table in shown.tables:
        assert len(after[table.table]) - len(before[table.table]) == len(table.rows)
