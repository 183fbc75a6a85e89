"""Pasting a block into the lines of a price list: rehearsed first, then entered as one step."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.errors import Conflict, RecordRef, SeveralRefusals
from desktop.models.pricing import PriceListLine
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.price_sheet.acts import defines_with, kept_of_line
from desktop.services.price_sheet.views import LINE, LIST, PriceSheet, line_fields, sheet_of
from desktop.services.records import BatchRow, Outcome, RowResult, read_record, record_batch
from desktop.services.sales.blocks import BlockRehearsal, BlockRow, RefusedCell, refused_cell
from desktop.services.sales.differences import Difference
from desktop.services.sales.refusals import FieldDerived

NO_PROGRESS = NoProgress()


def enter_sheet_block(
    session: Session,
    code: str,
    rows: Sequence[BlockRow],
    context: UserContext,
    *,
    progress: Progress = NO_PROGRESS,
) -> PriceSheet:
    """Enter rows into lines and behind the last line, all or nothing.

    Raises the only refusal, or SeveralRefusals with everything that is wrong.
    """
    results, refused = _enter(session, code, rows, context, progress)
    if len(refused) == 1:
        raise refused[0].refusal
    if refused:
        ref = RecordRef(LIST, (code,))
        raise SeveralRefusals([cell.refusal for cell in refused], record=ref)
    return sheet_of(session, code, _difference(session, rows, results))


def rehearse_sheet_block(
    session: Session,
    code: str,
    rows: Sequence[BlockRow],
    context: UserContext,
    *,
    progress: Progress = NO_PROGRESS,
) -> BlockRehearsal:
    """What entering a block would give; the caller rolls the transaction back."""
    results, refused = _enter(session, code, rows, context, progress)
    shown = {line.line_no: line for line in sheet_of(session, code).lines}
    bad = {cell.row for cell in refused}
    numbers = [None if at in bad else int(each.key[1]) for at, each in enumerate(results)]
    return BlockRehearsal(
        tuple(shown.get(number) if number else None for number in numbers), tuple(refused)
    )


def _enter(
    session: Session,
    code: str,
    rows: Sequence[BlockRow],
    context: UserContext,
    progress: Progress,
) -> tuple[list[RowResult], list[RefusedCell]]:
    """Enter all good rows; gives what became of each, and every cell that is refused."""
    refused = [cell for at, row in enumerate(rows) for cell in _faults(session, code, at, row)]
    bad = {cell.row for cell in refused}
    batch = [
        BatchRow(at, _values(session, code, row), trial=at in bad) for at, row in enumerate(rows)
    ]
    results = record_batch(LINE).enter(session, batch, context, progress)
    for at, (row, result) in enumerate(zip(rows, results, strict=True)):
        refused += [refused_cell(at, row, refusal) for refusal in result.refusals]
    return results, refused


def _faults(session: Session, code: str, at: int, row: BlockRow) -> list[RefusedCell]:
    """What is wrong before anything is entered: figures of the program, lines that changed."""
    faults = [
        RefusedCell(at, name, FieldDerived(field=name, entered_field=name))
        for name, _value in row.values
        if name not in line_fields()
    ]
    line = session.get(PriceListLine, (code, row.line_no)) if row.line_no is not None else None
    is_stale = row.row_version is not None and (line is None or line.row_version != row.row_version)
    if is_stale and row.values:
        ref = RecordRef(LINE, (code, row.line_no or 0))
        by = line.changed_by if line is not None else None
        conflict = Conflict(record=ref, table=LINE, record_key=str(ref), changed_by=by or "?")
        faults.append(RefusedCell(at, row.values[0][0], conflict))
    return faults


def _values(session: Session, code: str, row: BlockRow) -> dict[str, object]:
    values: dict[str, object] = {"price_list_code": code, "line_no": row.line_no}
    for name, value in row.values:
        if name not in line_fields():
            continue
        if row.line_no is not None:
            widened = defines_with(session, (code, row.line_no), name, value)
            if widened is not None:
                values.setdefault("defines", widened)
        values[name] = value
    return values


def _difference(
    session: Session, rows: Sequence[BlockRow], results: Sequence[RowResult]
) -> Difference:
    added = {
        int(each.key[1]): kept_of_line(read_record(session, LINE, each.key).values)
        for each in results
        if each.outcome is Outcome.ADDED
    }
    lines = {
        int(each.key[1]): {
            name: change for name, change in (each.changed or {}).items() if name != "status"
        }
        for each in results
        if each.outcome is Outcome.CHANGED
    }
    entered = tuple(
        (int(each.key[1]), name)
        for row, each in zip(rows, results, strict=True)
        for name, _value in row.values
    )
    return Difference(entered=entered, lines=lines, added=added)
