"""Posting through the services: documents, previews, stock counted in."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.posting.post_sales import post
from desktop.services.posting.preview import preview
from desktop.services.records import RecordView, add_record
from tests.scenarios import documents
from tests.scenarios.cells import WORDS, Row, Table, entered, field_named
from tests.scenarios.world import World

Pairs = list[tuple[str, str]]

BATCH = "SCENARIO"

STOCK_FIELDS = {
    "item": "item_no",
    "variant": "variant_code",
    "location": "location_code",
    "quantity": "quantity",
    "unit_cost": "unit_cost",
    "date": "posting_date",
}
"""The fields of a journal line by the columns of `Given stock:`, in the order of entry."""


def post_document(world: World, name: str, pairs: Pairs) -> None:
    """Post a document: what the step says, else everything its type can post."""
    key = documents.key_of(world.document(name))
    choice = choice_of(pairs)

    def work(session: Session, context: UserContext) -> Iterator[PostingResult]:
        yield post(session, key, choice, context)

    world.act(work)


def preview_document(world: World, name: str, pairs: Pairs) -> None:
    """Keep what posting a document would write."""
    key = documents.key_of(world.document(name))
    choice = choice_of(pairs)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        found = preview(session, key, choice, context)
        world.preview = {table.table: list(table.rows) for table in found.tables}
        yield found

    world.preview = {}
    world.act(work)


def choice_of(pairs: Pairs) -> PostingChoice:
    """What to post; receiving a return is shipping it backwards."""
    given = dict(pairs)
    unknown = given.keys() - {"ship", "receive", "invoice", "posting_date"}
    assert not unknown, f"posting takes no {', '.join(sorted(unknown))}"
    delivers = given.get("ship") or given.get("receive") or "yes"
    posting_date = given.get("posting_date")
    return PostingChoice(
        ship=WORDS[delivers],
        invoice=WORDS[given.get("invoice") or "yes"],
        posting_date=date.fromisoformat(posting_date) if posting_date else None,
    )


def count_in(world: World, rows: Table) -> None:
    """Post stock as positive adjustments, row by row."""

    def work(session: Session, context: UserContext) -> Iterator[object]:
        for row in rows:
            yield _journal_line(session, row, context)
        yield post_item_journal(session, BATCH, context)

    world.act(work)


def _journal_line(session: Session, row: Row, context: UserContext) -> RecordView:
    unknown = row.keys() - STOCK_FIELDS.keys()
    assert not unknown, f"stock has no {', '.join(sorted(unknown))}"
    values: dict[str, object] = {"batch": BATCH, "entry_type": "positive_adjmt"}
    for column, field in STOCK_FIELDS.items():
        if row.get(column):
            info = field_named("item_journal_line", field)
            values[field] = entered(info, row[column])
    return add_record(session, "item_journal_line", values, context)


def previewed(world: World, table: str) -> list[Mapping[str, object]]:
    """The rows that posting would write into a table."""
    return list(world.preview.get(table, []))
