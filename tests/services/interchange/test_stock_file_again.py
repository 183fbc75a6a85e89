"""A file of counted stock is known again, before and after it was posted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.interchange.refusals import StockAlreadyPosted, StockWaitsAlready
from desktop.services.interchange.table_import import ImportPlan, carry_out
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.records import Outcome, add_record
from tests.services.interchange.sheets import planned, sheet_with

HEAD = ("Item No.", "Location", "Quantity", "Unit", "Posting Date", "Document No.")
ITEM = {
    "no": "A",
    "base_unit": "PCS",
    "gen_prod_posting_group": "RETAIL",
    "inventory_posting_group": "RESALE",
}
DAY = date(2026, 1, 10)
ROWS = (
    ("A", "MAIN", 10, None, DAY, "COUNT"),
    ("A", "EAST", 2, "BOX", DAY, "COUNT"),
)


@pytest.fixture
def stocked(office: Database, context: UserContext) -> Database:
    with office.write() as session:
        add_record(session, "item", ITEM, context)
        add_record(session, "unit_of_measure", {"code": "BOX"}, context)
        unit = {"item_no": "A", "unit_code": "BOX", "qty_per_unit": 6}
        add_record(session, "item_unit_of_measure", unit, context)
    return office


def read_in(
    database: Database, folder: Path, context: UserContext, *rows: tuple[object, ...]
) -> ImportPlan:
    return planned(database, "item_journal_line", sheet_with(folder, HEAD, *rows), context)


def take(database: Database, plan: ImportPlan, context: UserContext, *, post: bool) -> None:
    with database.write() as session:
        carry_out(session, plan, context)
        if post:
            post_item_journal(session, "DEFAULT", context)


@pytest.mark.parametrize(("post", "kind"), [(False, StockWaitsAlready), (True, StockAlreadyPosted)])
def test_the_same_file_again_is_refused_row_by_row(
    *, stocked: Database, tmp_path: Path, context: UserContext, post: bool, kind: type
) -> None:
    first = read_in(stocked, tmp_path, context, *ROWS)
    assert [row.outcome for row in first.rows] == [Outcome.ADDED, Outcome.ADDED]
    take(stocked, first, context, post=post)
    again = read_in(stocked, tmp_path, context, *ROWS)
    assert [[type(one) for one in row.all_refusals()] for row in again.rows] == [[kind], [kind]]
    assert again.wanted == 0
    assert "document COUNT" in str(again.rows[0].all_refusals()[0])


def test_what_is_new_in_a_known_file_can_be_taken(
    stocked: Database, tmp_path: Path, context: UserContext
) -> None:
    take(stocked, read_in(stocked, tmp_path, context, *ROWS), context, post=True)
    more = (*ROWS, ("A", "EAST", 3, "BOX", DAY, "COUNT"), ("A", "MAIN", 10, None, DAY, "COUNT 2"))
    plan = read_in(stocked, tmp_path, context, *more)
    refused, added = Outcome.REFUSED, Outcome.ADDED
    assert [row.outcome for row in plan.rows] == [refused, refused, added, added]


def test_a_faulty_cell_is_named_as_well(
    stocked: Database, tmp_path: Path, context: UserContext
) -> None:
    plan = read_in(stocked, tmp_path, context, ("A", "WEST", "ten", None, DAY, "COUNT"))
    [row] = plan.rows
    assert row.number == 2
    assert sorted(row.faults or {}) == [1, 2]
