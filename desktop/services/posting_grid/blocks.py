"""Pasting a block into the grid of a matrix, and filling down: all of it is entered, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal, SeveralRefusals
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.posting_grid.acts import check_pair, find_pair, kept_of_pair, keys_of
from desktop.services.posting_grid.views import PostingGrid, grid_of, pair_of, row_no
from desktop.services.records import BatchRow, Outcome, RowResult, read_record, record_batch
from desktop.services.sales.blocks import BlockRehearsal, BlockRow, RefusedCell, refused_cell
from desktop.services.sales.differences import Difference

NO_PROGRESS = NoProgress()


def enter_pairs(
    session: Session,
    table: str,
    rows: Sequence[BlockRow],
    context: UserContext,
    *,
    progress: Progress = NO_PROGRESS,
) -> PostingGrid:
    """Enter rows into pairs; a row that names none must have the groups among its values.

    Raises the only refusal, or SeveralRefusals with everything that is wrong.
    """
    results, refused = _enter(session, table, rows, context, progress)
    if len(refused) == 1:
        raise refused[0].refusal
    if refused:
        ref = RecordRef(table, ())
        raise SeveralRefusals([cell.refusal for cell in refused], record=ref)
    return grid_of(session, table, _difference(session, table, rows, results))


def rehearse_pairs(
    session: Session,
    table: str,
    rows: Sequence[BlockRow],
    context: UserContext,
    *,
    progress: Progress = NO_PROGRESS,
) -> BlockRehearsal:
    """What entering a block would give; the caller rolls the transaction back."""
    results, refused = _enter(session, table, rows, context, progress)
    shown = {line.line_no: line for line in grid_of(session, table).lines}
    bad = {cell.row for cell in refused}
    lines = (None if at in bad else shown.get(row_no(each.key)) for at, each in enumerate(results))
    return BlockRehearsal(tuple(lines), tuple(refused))


def _enter(
    session: Session,
    table: str,
    rows: Sequence[BlockRow],
    context: UserContext,
    progress: Progress,
) -> tuple[list[RowResult], list[RefusedCell]]:
    """Enter all good rows; gives what became of each, and every cell that is refused."""
    refused = [
        refused_cell(at, row, stale)
        for at, row in enumerate(rows)
        if (stale := _stale(session, table, row)) is not None
    ]
    bad = {cell.row for cell in refused}
    batch = [BatchRow(at, _values(table, row), trial=at in bad) for at, row in enumerate(rows)]
    results = record_batch(table).enter(session, batch, context, progress)
    for at, (row, result) in enumerate(zip(rows, results, strict=True)):
        refused += [refused_cell(at, row, refusal) for refusal in result.refusals]
    return results, refused


def _stale(session: Session, table: str, row: BlockRow) -> Refusal | None:
    """Why a row was worded on an older state of its pair."""
    if row.line_no is None or not row.values:
        return None
    key = pair_of(row.line_no)
    try:
        check_pair(table, key, find_pair(session, table, key), row.row_version)
    except Refusal as stale:
        return stale
    return None


def _values(table: str, row: BlockRow) -> dict[str, object]:
    groups = keys_of(table, pair_of(row.line_no)) if row.line_no is not None else {}
    return {**dict(row.values), **groups}


def _difference(
    session: Session, table: str, rows: Sequence[BlockRow], results: Sequence[RowResult]
) -> Difference:
    added = {
        row_no(each.key): kept_of_pair(table, read_record(session, table, each.key).values)
        for each in results
        if each.outcome is Outcome.ADDED
    }
    lines = {
        row_no(each.key): each.changed
        for each in results
        if each.outcome is Outcome.CHANGED and each.changed
    }
    entered = tuple(
        (row_no(each.key), name)
        for row, each in zip(rows, results, strict=True)
        for name, _value in row.values
    )
    return Difference(entered=entered, lines=lines, added=added)
