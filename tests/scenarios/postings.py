"""Posting through the services: stock counted in, and what a preview showed."""

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.records import RecordView, add_record
from tests.scenarios.cells import Row, Table, entered, field_named
from tests.scenarios.world import World

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


def count_in(world: World, rows: Table) -> None:
    """Post stock as positive adjustments, row by row; a quantity below zero takes goods out."""

    def work(session: Session, context: UserContext) -> Iterator[object]:
        for row in rows:
            yield _journal_line(session, row, context)
        yield post_item_journal(session, BATCH, context)

    world.act(work)


def _journal_line(session: Session, row: Row, context: UserContext) -> RecordView:
    unknown = row.keys() - STOCK_FIELDS.keys()
    assert not unknown, f"stock has no {', '.join(sorted(unknown))}"
    taken_out = row.get("quantity", "").startswith("-")
    row = {**row, "quantity": row.get("quantity", "").lstrip("-")}
    kind = "negative_adjmt" if taken_out else "positive_adjmt"
    values: dict[str, object] = {"batch": BATCH, "entry_type": kind}
    for column, field in STOCK_FIELDS.items():
        if row.get(column):
            info = field_named("item_journal_line", field)
            values[field] = entered(info, row[column])
    return add_record(session, "item_journal_line", values, context)


def previewed(world: World, table: str) -> list[Mapping[str, object]]:
    """The rows that posting would write into a table."""
    rows = list(world.preview.get(table, []))
    return _with_amounts(world, rows) if table == "cust_ledger_entry" else rows


def _with_amounts(world: World, entries: list[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Customer entries with their amounts, which are sums of detailed entries.

    Numbers are not drawn in a preview: each entry has one initial detailed entry, in its order.
    """
    detailed = world.preview.get("detailed_cust_ledger_entry", [])
    initial = [row for row in detailed if row["entry_type"] == "initial"]
    found: list[Mapping[str, object]] = []
    for entry, first in zip(entries, initial, strict=True):
        amounts = {name: first[name] for name in ("amount", "amount_lcy")}
        of_both = {f"original_{name}": amount for name, amount in amounts.items()}
        left = {f"remaining_{name}": amounts[name] if entry["open"] else 0 for name in amounts}
        found.append({**entry, **amounts, **of_both, **left})
    return found
