"""Many rows in one transaction: what one row does wrong concerns that row alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from desktop.services.context import NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.records import add_record, read_record, record_batch
from desktop.services.setup import record_batch as batches
from desktop.services.setup.record_batch import BatchRow, Outcome, RecordBatch, RowResult
from desktop.services.setup.refusals import KeyTwice, RowNotStored, TableLocked
from tests.listing import count_records
from tests.services.reports.statements import counted


def rows_of(*values: Mapping[str, object]) -> list[BatchRow]:
    return [BatchRow(number, each) for number, each in enumerate(values, start=2)]


def entered(
    database: Database,
    context: UserContext,
    batch: RecordBatch,
    *values: Mapping[str, object],
) -> list[RowResult]:
    with database.write() as session:
        return batch.enter(session, rows_of(*values), context)


def test_the_database_refuses_one_row_and_takes_the_others(
    company: Database, context: UserContext
) -> None:
    """Without its rules the table still has its checks: a discount is not negative."""
    batch = RecordBatch({}, frozenset(), "payment_terms")
    results = entered(
        company,
        context,
        batch,
        {"code": "A"},
        {"code": "B", "discount_pct": Decimal(-1)},
        {"code": "C"},
    )
    assert [result.outcome for result in results] == ["added", "refused", "added"]
    [refusal] = results[1].refusals
    assert isinstance(refusal, RowNotStored)
    with company.read() as session:
        assert count_records(session, "payment_terms", ListQuery()) == 2


def test_a_changed_row_that_the_database_refuses_stays_as_it_was(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        add_record(session, "payment_terms", {"code": "A", "description": "Old"}, context)
    batch = RecordBatch({}, frozenset(), "payment_terms")
    wrong = {"code": "A", "description": "New", "discount_pct": Decimal(-1)}
    results = entered(company, context, batch, wrong, {"code": "B"})
    assert [result.outcome for result in results] == ["refused", "added"]
    with company.read() as session:
        assert read_record(session, "payment_terms", ("A",)).values["description"] == "Old"


def test_what_a_refused_row_changed_is_put_back(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "customer", {"no": "C1", "name": "Old"}, context)
    values = {"no": "C1", "name": "New", "gln": "1"}
    [result] = entered(company, context, record_batch("customer"), values)
    assert result.outcome is Outcome.REFUSED
    with company.read() as session:
        kept = read_record(session, "customer", ("C1",)).values
    assert (kept["name"], kept["search_name"]) == ("Old", "OLD")


def test_a_key_counts_once(company: Database, context: UserContext) -> None:
    batch = record_batch("reason_code")
    results = entered(company, context, batch, {"code": "A"}, {"code": " a "})
    assert [type(refusal) for refusal in results[1].refusals] == [KeyTwice]


def test_locked_tables_are_not_entered(company: Database, context: UserContext) -> None:
    with pytest.raises(TableLocked):
        entered(company, context, record_batch("gl_entry"), {"entry_no": 1})


def test_a_batch_asks_no_more_for_many_rows_than_for_few(
    company: Database, context: UserContext
) -> None:
    counts = []
    for first, count in ((0, 2), (100, 52)):
        values = [{"code": f"R{first + n}", "description": "x"} for n in range(count)]
        with company.write() as session, counted(session) as statements:
            record_batch("reason_code").enter(session, rows_of(*values), context)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_progress_counts_rows(
    company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ROWS_AT_ONCE", 2)
    told: list[tuple[int, int]] = []

    class Watching(NoProgress):
        def step(self, done: int, total: int, text: str = "") -> None:
            told.append((done, total))

    rows = rows_of(*[{"code": f"R{n}"} for n in range(5)])
    with company.write() as session:
        record_batch("reason_code").enter(session, rows, context, Watching())
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
