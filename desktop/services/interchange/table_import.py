"""Reading rows of a table from a spreadsheet: first a plan to look at, then all at once.

The plan is made by entering the rows for a trial, so it says of each cell what the same rules
will say that the import obeys; whoever makes it rolls back (`Database.rehearse`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.interchange.cell_values import CellReader
from desktop.services.interchange.columns import ColumnMapping, map_columns
from desktop.services.interchange.refusals import RowsRefused
from desktop.services.interchange.repeated_stock import repeated_rows
from desktop.services.interchange.workbook import CellValue, Sheet, SheetRow
from desktop.services.records import (
    BatchRow,
    Outcome,
    RowResult,
    field_info,
    key_fields,
    record_batch,
)
from desktop.translation import Localizer, localizer_for


class Blanks(StrEnum):
    """What a blank cell means for a record that is there already."""

    LEAVE = "leave"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What will become of a row of the file.

    `cells` are printed by `texts`, only when somebody looks. `faults` are refused cells by column
    (from 0); `refusals` concern the row as a whole. `changed` gives fields of an existing record
    with their values before and after.
    """

    number: int
    outcome: Outcome
    cells: tuple[CellValue, ...]
    reader: CellReader
    key: tuple[str | int, ...] = ()
    changed: Mapping[str, tuple[object, object]] | None = None
    faults: Mapping[int, Refusal] | None = None
    refusals: tuple[Refusal, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as the user's language prints them."""
        return tuple(self.reader.shown(cell) for cell in self.cells)

    def all_refusals(self) -> tuple[Refusal, ...]:
        """Everything that is wrong with the row, cell by cell, then as a whole."""
        return (*(self.faults or {}).values(), *self.refusals)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do; `entries` are the rows that it can take, ready to be entered."""

    table: str
    columns: ColumnMapping
    rows: tuple[PlannedRow, ...]
    entries: tuple[BatchRow, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows have an outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def wanted(self) -> int:
        """How many rows would be written."""
        return self.count(Outcome.ADDED) + self.count(Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did."""

    added: int
    changed: int
    unchanged: int


def plan_import(
    session: Session,
    table: str,
    sheet: Sheet,
    context: UserContext,
    localizer: Localizer,
    *,
    blanks: Blanks = Blanks.LEAVE,
    progress: Progress | None = None,
) -> ImportPlan:
    """Try a sheet's rows on a table and tell what becomes of each cell.

    New keys are added, existing ones changed. Nothing is refused as a whole except the sheet
    itself: raises TableNotImported, SheetEmpty, ColumnsUnknown, ColumnTwice or KeyColumnMissing.
    The session must be rolled back: the rows stand in it.
    """
    spoken = localizer_for(sheet.language, localizer.region) if sheet.language else localizer
    columns = map_columns(sheet, table, (localizer, spoken))
    reading = _Reading(table, columns, CellReader(localizer, context.work_date, spoken), blanks)
    parsed = [reading.row(row) for row in columns.rows]
    repeated = repeated_rows(session, table, [row for row, _ in parsed], context)
    tried = [replace(row, trial=row.trial or row.number in repeated) for row, _ in parsed]
    results = record_batch(table).enter(session, tried, context, progress, only_tried=True)
    planned, entries = [], []
    for source, (entry, faults), result in zip(columns.rows, parsed, results, strict=True):
        again = repeated.get(entry.number)
        row = reading.planned(source, _also_refused(result, again), faults)
        planned.append(row)
        if row.outcome is not Outcome.REFUSED:
            entries.append(entry)
    return ImportPlan(table, columns, tuple(planned), tuple(entries))


def carry_out(
    session: Session,
    plan: ImportPlan,
    context: UserContext,
    *,
    without_refused: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Write what a plan says, in the caller's transaction.

    Rows that the plan refuses are left out only when `without_refused` says so. Raises RowsRefused
    when a row is refused, also by something that changed since the plan was made; then, and when
    it is cancelled, the transaction is to be rolled back, so that nothing is imported.
    """
    refused = next((row for row in plan.rows if row.outcome is Outcome.REFUSED), None)
    if refused is not None and not without_refused:
        raise _rows_refused(refused.number, refused.all_refusals())
    results = record_batch(plan.table).enter(
        session, plan.entries, context, progress or NoProgress()
    )
    for entry, result in zip(plan.entries, results, strict=True):
        if result.outcome is Outcome.REFUSED:
            raise _rows_refused(entry.number, result.refusals)
    counts = Counter(result.outcome for result in results)
    return ImportResult(counts[Outcome.ADDED], counts[Outcome.CHANGED], counts[Outcome.UNCHANGED])


def _also_refused(result: RowResult, refusal: Refusal | None) -> RowResult:
    """The result of a row, with one more reason not to take it."""
    if refusal is None:
        return result
    return replace(result, outcome=Outcome.REFUSED, refusals=(*result.refusals, refusal))


def _rows_refused(row: int, refusals: tuple[Refusal, ...]) -> RowsRefused:
    refusal = RowsRefused(row=row, list=" · ".join(str(each) for each in refusals))
    refusal.refusals = refusals
    return refusal


@dataclass(frozen=True)
class _Reading:
    """From the cells of a row to its values, and from the result back to the cells."""

    table: str
    columns: ColumnMapping
    reader: CellReader
    blanks: Blanks

    def row(self, source: SheetRow) -> tuple[BatchRow, dict[int, Refusal]]:
        """The values of a row, and what is wrong with its cells as such."""
        values: dict[str, object] = {}
        faults: dict[int, Refusal] = {}
        keys = key_fields(self.table)
        for at, name in enumerate(self.columns.fields):
            if name is None:
                continue
            cell = source.cells[at] if at < len(source.cells) else None
            try:
                value = self.reader.value(self.table, field_info(self.table, name), cell)
            except Refusal as refusal:
                faults[at] = refusal
                continue
            if value is not None or self.blanks is Blanks.CLEAR or name in keys:
                values[name] = value
        return BatchRow(source.number, values, trial=bool(faults)), faults

    def planned(
        self, source: SheetRow, result: RowResult, faults: Mapping[int, Refusal]
    ) -> PlannedRow:
        """What the plan says of a row: each refusal at its cell, if it concerns one."""
        places = {name: at for at, name in enumerate(self.columns.fields) if name}
        at_cells, general = dict(faults), []
        for refusal in result.refusals:
            at = places.get(refusal.field or "")
            if at is None or at in at_cells:
                general.append(refusal)
            else:
                at_cells[at] = refusal
        return PlannedRow(
            source.number,
            result.outcome,
            self._cells(source),
            self.reader,
            result.key,
            result.changed,
            at_cells,
            tuple(general),
        )

    def _cells(self, source: SheetRow) -> tuple[CellValue, ...]:
        """A cell for every column, also where the row ends early."""
        missing = len(self.columns.fields) - len(source.cells)
        return source.cells + (None,) * missing
