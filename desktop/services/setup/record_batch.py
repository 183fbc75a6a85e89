"""Many records of one table entered in one transaction, by the same rules as one at a time.

What single entry asks the database for each row (does this key exist, does that code exist) is
read once for all rows, and new rows are written together where the rules of the table allow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.changelog import ChangeLogEntry
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.database import report_changes
from desktop.services.setup.batch_lookups import (
    LookupChecker,
    Lookups,
    existing_records,
    small_tables,
)
from desktop.services.setup.change_log import added_entry, change_entry
from desktop.services.setup.field_infos import (
    field_info,
    key_fields,
    table_of,
)
from desktop.services.setup.field_values import ValueChecker
from desktop.services.setup.record_engine import (
    Key,
    RecordEngine,
    beginning_of,
    exists,
    ref_of,
    values_of,
)
from desktop.services.setup.record_rules import Record, RecordRules
from desktop.services.setup.refusals import KeyTwice, ReferenceMissing, RowNotStored
from desktop.services.setup.repeated_answers import repeated_answers
from desktop.services.setup.row_insertion import insert_records

ROWS_AT_ONCE = 500


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Values to enter, by field and in their order; `number` names the row to the user.

    A key part that is absent or None is drawn from the table's series. A row on `trial` is refused
    in any case: it is entered only to learn what else is wrong with it.
    """

    number: int
    values: Mapping[str, object]
    trial: bool = False


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row: `changed` names fields with their values before and after."""

    outcome: Outcome
    key: Key = ()
    changed: Mapping[str, tuple[object, object]] | None = None
    refusals: tuple[Refusal, ...] = ()


def refused(*refusals: Refusal, key: Key = ()) -> RowResult:
    """The result of a row that was not taken."""
    return RowResult(Outcome.REFUSED, key, None, refusals)


class RecordBatch(RecordEngine):
    """Enters rows of one table; made for one transaction and used once.

    Rules see what earlier rows wrote unless the table's rules are `independent`: then up to 500
    rows are written together. A row that is refused changes nothing.
    """

    def __init__(
        self, rules: Mapping[str, RecordRules], locked: frozenset[str], table: str
    ) -> None:
        super().__init__(rules, locked)
        self._table = table
        self._keys = key_fields(table)
        self._known: dict[Key, Record] = {}
        self._fresh: list[Record] = []
        self._unwritten: list[Record] = []
        self._only_tried = False
        self._log: list[dict[str, object]] = []
        self._first: dict[Key, int] = {}
        self._last_line_nos: dict[Key, int] = {}
        self._results: list[RowResult] = []
        self._checked: tuple[Record, ValueChecker] | None = None
        self._held: list[Record] = []
        self._lookups = Lookups(table, self._write_new)

    def enter(
        self,
        session: Session,
        rows: Sequence[BatchRow],
        context: UserContext,
        progress: Progress | None = None,
        *,
        only_tried: bool = False,
    ) -> list[RowResult]:
        """Enter all rows, existing ones field by field; what is refused is left out.

        The results stand in the order of the rows. A row that names a record of the same table
        which comes later in the file is entered after it. Rows that are `only_tried` will be
        rolled back, so they get no log and nothing beside them that could not refuse them.
        Flushes; raises TableLocked.
        """
        self._check_open(self._table)
        self._only_tried = only_tried
        self._results = [refused() for _ in rows]
        self._held = small_tables(session, self._table)
        for record in existing_records(session, self._table, self._whole_keys(rows)):
            self._known[ref_of(self._table, record).key] = record
        waiting: Sequence[int] = range(len(rows))
        with repeated_answers(session, except_of=self._table):
            while waiting:
                self._enter_all(session, rows, waiting, context, progress or NoProgress())
                later = [at for at in waiting if self._waits(self._results[at])]
                waiting = later if len(later) < len(waiting) else ()
        return self._results

    def _enter_all(
        self,
        session: Session,
        rows: Sequence[BatchRow],
        order: Sequence[int],
        context: UserContext,
        progress: Progress,
    ) -> None:
        size = ROWS_AT_ONCE if self._rules_of(self._table).independent else 1
        for start in range(0, len(order), size):
            progress.check_cancelled()
            progress.step(start, len(order))
            self._enter_together(session, rows, order[start : start + size], context)
        progress.step(len(order), len(order))

    def _enter_together(
        self,
        session: Session,
        rows: Sequence[BatchRow],
        order: Sequence[int],
        context: UserContext,
    ) -> None:
        """Enter some rows behind a savepoint; one by one when the database refuses them."""
        savepoint = session.begin_nested()
        self._fresh, self._unwritten, self._log = [], [], []
        made: list[Key] = []
        try:
            self._read_ahead(session, [rows[at] for at in order])
            for at in order:
                self._results[at] = result = self._enter_row(session, rows[at], context)
                if result.outcome is Outcome.ADDED:
                    made.append(result.key)
            self._write(session, context)
        except (IntegrityError, DataError, Refusal) as error:
            savepoint.rollback()
            for key in made:
                self._known.pop(key, None)
                self._lookups.forget(key[0])
            if len(order) > 1:
                for at in order:
                    self._enter_together(session, rows, [at], context)
                return
            self._results[order[0]] = self._not_stored(self._results[order[0]].key, error)
        else:
            savepoint.commit()

    def _not_stored(self, key: Key, error: Exception) -> RowResult:
        if isinstance(error, Refusal):
            return refused(error, key=key)
        ref = RecordRef(self._table, key)
        return refused(RowNotStored(record=ref, table=self._table, record_key=str(ref)), key=key)

    # ------------------------------------------------------------------------------- one row

    def _enter_row(self, session: Session, row: BatchRow, context: UserContext) -> RowResult:
        try:
            key = self._key_of(row)
        except Refusal as refusal:
            return refused(refusal)
        first = self._first.setdefault(key, row.number)
        if None not in key and first != row.number:
            twice = KeyTwice(
                field=self._keys[-1], record_key=" ".join(map(str, key)), first_row=first
            )
            return refused(twice, key=key)
        record = self._known.get(key)
        if record is not None:
            return self._change_row(session, record, row, context)
        return self._add_row(session, row, context)

    def _key_of(self, row: BatchRow) -> Key:
        """The key as it is stored; a part that is to be drawn is None."""
        checker = ValueChecker(RecordRef(self._table, ()))
        columns = table_of(self._table).columns
        parts = (
            checker.stored(columns[name], field_info(self._table, name), row.values.get(name))
            for name in self._keys
        )
        return tuple(parts)  # type: ignore[arg-type]  # what stands in a key column is a key part

    def _add_row(self, session: Session, row: BatchRow, context: UserContext) -> RowResult:
        filled = {name: value for name, value in row.values.items() if value not in (None, "")}
        filled = dict(self._rules_of(self._table).in_order(filled))
        beginning = beginning_of(self._table, filled.items())
        if any(name not in filled for name in self._keys):
            self._write_new(session)  # a number that is drawn must not be one of theirs
        try:
            record = self._begin(session, self._table, beginning, context)
        except Refusal as refusal:
            return refused(refusal)
        ref = ref_of(self._table, record)
        refusals = self._enter_values(session, (record, ref), BatchRow(row.number, filled), context)
        if not refusals and not row.trial:
            try:
                self._keep_new(session, record, ref, context)
            except Refusal as refusal:
                refusals = [refusal]
        if refusals or row.trial:
            return refused(*refusals, key=ref.key)
        self._known[ref.key] = record
        self._lookups.remember(ref.key[0])
        return RowResult(Outcome.ADDED, ref.key)

    def _keep_new(
        self, session: Session, record: Record, ref: RecordRef, context: UserContext
    ) -> None:
        """Check a new record as a whole and let it be written with the others."""
        self._finish(session, self._table, record, context)
        self._unwritten.append(record)
        self._fresh.append(record)
        if not self._only_tried:
            self._log.append(added_entry(ref, context))

    def _change_row(
        self, session: Session, record: Record, row: BatchRow, context: UserContext
    ) -> RowResult:
        table, ref = self._table, ref_of(self._table, record)
        before = values_of(table, record)
        refusals = self._enter_values(session, (record, ref), row, context)
        if not refusals and not row.trial and values_of(table, record) != before:
            try:
                self._finish(session, table, record, context)
            except Refusal as refusal:
                refusals = [refusal]
        after = values_of(table, record)
        if refusals or row.trial:
            for name, value in after.items():
                if value != before[name]:
                    setattr(record, name, before[name])
            return refused(*refusals, key=ref.key)
        changed = {
            name: (before[name], value)
            for name, value in after.items()
            if value != before[name] and field_info(table, name).editable
        }
        if not self._only_tried:
            self._log += [
                change_entry(ref, name, values, context) for name, values in changed.items()
            ]
        return RowResult(Outcome.CHANGED if changed else Outcome.UNCHANGED, ref.key, changed)

    def _enter_values(
        self, session: Session, named: tuple[Record, RecordRef], row: BatchRow, context: UserContext
    ) -> list[Refusal]:
        """Enter a row's values; what followed from one of them gives way to what the row says."""
        record, ref = named
        refusals: list[Refusal] = []
        taken: list[tuple[str, object, object]] = []
        self._checked = record, LookupChecker(ref, self._lookups)
        for name, value in row.values.items():
            if name in self._keys:
                continue
            try:
                self._set(session, self._table, record, (name, value), context)
            except Refusal as refusal:
                refusals.append(refusal)
            taken.append((name, value, getattr(record, name)))
        for name, value, kept in () if refusals else taken:
            if getattr(record, name) != kept:
                self._set(session, self._table, record, (name, value), context)
        return refusals

    # ------------------------------------------------------------- what differs from single entry

    def _write(self, session: Session, context: UserContext) -> None:
        """Write the rows entered since the last time, with what belongs to the new ones."""
        self._write_new(session)
        session.flush()  # the changed ones; what belongs to a record refers to it
        rules = self._rules_of(self._table)
        fresh, self._fresh = self._fresh, []
        if rules.makes_more and fresh:
            rules.make_more(session, fresh, context, only_tried=self._only_tried)
            session.flush()  # the next rows may refer to these
        if self._log:
            # With one statement: the ORM would send one for each row, to learn its number.
            session.execute(sa.insert(table_of(ChangeLogEntry.__tablename__)), self._log)
            report_changes(session, ChangeLogEntry.__tablename__)
            self._log = []

    def _write_new(self, session: Session) -> None:
        """Write the new rows that are not in the database yet."""
        waiting, self._unwritten = self._unwritten, []
        if not self._rules_of(self._table).independent:
            session.add_all(waiting)
        elif waiting:
            insert_records(session, self._table, waiting)

    def _read_ahead(self, session: Session, rows: Sequence[BatchRow]) -> None:
        """Let rules ask together what they would ask for row after row."""
        for name, read in self._rules_of(self._table).reads_ahead.items():
            values = (row.values.get(name) for row in rows)
            read(session, {value for value in values if value and isinstance(value, str)})

    def _check_key(self, session: Session, table: str, record: Record) -> None:
        ref = ref_of(table, record)
        if None in ref.key:
            super()._check_key(session, table, record)
        if ref.key in self._known:
            raise exists(ref)

    def _checker(self, table: str, record: Record) -> ValueChecker:
        if self._checked is None or self._checked[0] is not record:
            return LookupChecker(ref_of(table, record), self._lookups)
        return self._checked[1]

    def _next_line_no(self, session: Session, table: str, record: Record) -> int:
        owner = tuple(getattr(record, name) for name in self._keys if name != "line_no")
        stored = super()._next_line_no(session, table, record)
        number = max(stored, self._last_line_nos.get(owner, 0) + 10_000)
        self._last_line_nos[owner] = number
        return number

    # ----------------------------------------------------------------------------- looked up once

    def _whole_keys(self, rows: Iterable[BatchRow]) -> Iterator[Key]:
        for row in rows:
            try:
                key = self._key_of(row)
            except Refusal:
                continue  # told when the row is entered
            if None not in key:
                yield key

    def _waits(self, result: RowResult) -> bool:
        """Whether a row was refused only because it names a row that came after it."""
        return bool(result.refusals) and all(
            isinstance(refusal, ReferenceMissing)
            and refusal.parameters["table"] == self._table
            and self._lookups.was_added(refusal.parameters["text"])
            for refusal in result.refusals
        )
