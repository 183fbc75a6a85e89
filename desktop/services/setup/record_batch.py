"""Many records of one table entered in one transaction, by the same rules as one at a time.

What single entry asks the database for each row (does this key exist, does that code exist) is
read once for all rows, and new rows are written together where the rules of the table allow it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.base import SingleRow
from desktop.models.changelog import ChangeLogEntry
from desktop.models.every_table import Base
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.database import report_changes
from desktop.services.setup.change_log import added_entry, change_entry
from desktop.services.setup.field_infos import (
    FieldInfo,
    field_info,
    field_infos,
    key_fields,
    model_of,
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
from desktop.services.setup.references import PAIR_COLUMNS
from desktop.services.setup.refusals import KeyTwice, ReferenceMissing, RowNotStored
from desktop.services.setup.repeated_answers import repeated_answers

ROWS_AT_ONCE = 500
SMALL_TABLE = 2_000
"""Tables of codes up to this size are held as a whole while the rules look things up."""


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
        self._log: list[dict[str, object]] = []
        self._first: dict[Key, int] = {}
        self._last_line_nos: dict[Key, int] = {}
        self._results: list[RowResult] = []
        self._checked: tuple[Record, ValueChecker] | None = None
        self._held: list[Record] = []
        self.references = _References(table)

    def enter(
        self,
        session: Session,
        rows: Sequence[BatchRow],
        context: UserContext,
        progress: Progress | None = None,
    ) -> list[RowResult]:
        """Enter all rows, existing ones field by field; what is refused is left out.

        The results stand in the order of the rows. A row that names a record of the same table
        which comes later in the file is entered after it. Flushes; raises TableLocked.
        """
        self._check_open(self._table)
        self._results = [refused() for _ in rows]
        self._hold_codes(session)
        self._find_existing(session, rows)
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
        self._fresh, self._log = [], []
        made: list[Key] = []
        try:
            for at in order:
                self._results[at] = result = self._enter_row(session, rows[at], context)
                if result.outcome is Outcome.ADDED:
                    made.append(result.key)
            self._write(session, context)
        except (IntegrityError, DataError, Refusal) as error:
            savepoint.rollback()
            for key in made:
                self._known.pop(key, None)
                self.references.forget(key[0])
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
        try:
            record = self._begin(session, self._table, beginning, context)
        except Refusal as refusal:
            return refused(refusal)
        refusals = self._enter_values(session, record, BatchRow(row.number, filled), context)
        key = ref_of(self._table, record).key
        if not refusals and not row.trial:
            try:
                self._insert(session, self._table, record, context)
            except Refusal as refusal:
                refusals = [refusal]
        if refusals or row.trial:
            return refused(*refusals, key=key)
        self._known[key] = record
        self.references.remember(key[0])
        return RowResult(Outcome.ADDED, key)

    def _change_row(
        self, session: Session, record: Record, row: BatchRow, context: UserContext
    ) -> RowResult:
        table, ref = self._table, ref_of(self._table, record)
        before = values_of(table, record)
        refusals = self._enter_values(session, record, row, context)
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
        for name, values in changed.items():
            self._log.append(change_entry(ref, name, values, context))
        return RowResult(Outcome.CHANGED if changed else Outcome.UNCHANGED, ref.key, changed)

    def _enter_values(
        self, session: Session, record: Record, row: BatchRow, context: UserContext
    ) -> list[Refusal]:
        """Enter a row's values; what followed from one of them gives way to what the row says."""
        refusals: list[Refusal] = []
        taken: list[tuple[str, object, object]] = []
        self._checked = record, _BatchChecker(ref_of(self._table, record), self)
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

    def _insert(self, session: Session, table: str, record: Record, context: UserContext) -> None:
        self._finish(session, table, record, context)
        session.add(record)
        self._log.append(added_entry(ref_of(table, record), context))
        self._fresh.append(record)

    def _write(self, session: Session, context: UserContext) -> None:
        """Write the rows entered since the last time, with what belongs to the new ones."""
        session.flush()  # what belongs to a new record refers to it
        rules = self._rules_of(self._table)
        fresh, self._fresh = self._fresh, []
        if rules.makes_more and fresh:
            rules.make_more(session, fresh, context)
            session.flush()  # the next rows may refer to these
        if self._log:
            # With one statement: the ORM would send one for each row, to learn its number.
            session.execute(sa.insert(table_of(ChangeLogEntry.__tablename__)), self._log)
            report_changes(session, ChangeLogEntry.__tablename__)
            self._log = []

    def _check_key(self, session: Session, table: str, record: Record) -> None:
        ref = ref_of(table, record)
        if None in ref.key:
            super()._check_key(session, table, record)
        if ref.key in self._known:
            raise exists(ref)

    def _checker(self, table: str, record: Record) -> ValueChecker:
        if self._checked is None or self._checked[0] is not record:
            return _BatchChecker(ref_of(table, record), self)
        return self._checked[1]

    def _next_line_no(self, session: Session, table: str, record: Record) -> int:
        owner = tuple(getattr(record, name) for name in self._keys if name != "line_no")
        stored = super()._next_line_no(session, table, record)
        number = max(stored, self._last_line_nos.get(owner, 0) + 10_000)
        self._last_line_nos[owner] = number
        return number

    # ----------------------------------------------------------------------------- looked up once

    def _hold_codes(self, session: Session) -> None:
        """Keep the small tables that rules look into, so that each row does not read them anew."""
        lookups = {info.lookup for info in field_infos(self._table) if info.lookup}
        singles = {
            str(mapper.local_table.description)
            for mapper in Base.registry.mappers
            if issubclass(mapper.class_, SingleRow)
        }
        for name in sorted((lookups | set(PAIR_COLUMNS) | singles) - {self._table}):
            rows = session.scalars(sa.select(model_of(name)).limit(SMALL_TABLE + 1)).all()
            if len(rows) <= SMALL_TABLE:
                self._held.extend(rows)

    def _find_existing(self, session: Session, rows: Iterable[BatchRow]) -> None:
        """Read the records that the rows name."""
        model, columns = model_of(self._table), table_of(self._table).primary_key.columns
        for keys in _in_parts(self._whole_keys(rows)):
            wanted = (
                sa.tuple_(*columns).in_(keys)
                if len(self._keys) > 1
                else next(iter(columns)).in_([key[0] for key in keys])
            )
            for record in session.scalars(sa.select(model).where(wanted)):
                self._known[ref_of(self._table, record).key] = record

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
            and self.references.was_added(refusal.parameters["text"])
            for refusal in result.refusals
        )

    def prepare_for(self, session: Session, info: FieldInfo, value: object) -> None:
        """Write what waits when a field names it, so that rules find it in the database."""
        is_fresh = info.lookup == self._table and self.references.was_added(value)
        if is_fresh and self._fresh:
            session.flush()  # rules read the named record


class _References:
    """Which keys there are, table by table, read once and kept in step with new rows."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._keys: dict[str, set[object]] = {}
        self._added: set[object] = set()

    def has(self, session: Session, table: str, key: object) -> bool:
        """Whether a record of a table has this key."""
        if table not in self._keys:
            column = next(iter(table_of(table).primary_key.columns))
            self._keys[table] = set(session.scalars(sa.select(column)))
        return key in self._keys[table] or (table == self._table and key in self._added)

    def was_added(self, key: object) -> bool:
        """Whether a new row has this key."""
        return key in self._added

    def remember(self, key: object) -> None:
        """A new row has this key."""
        self._added.add(key)

    def forget(self, key: object) -> None:
        """The new row was taken back."""
        self._added.discard(key)


class _BatchChecker(ValueChecker):
    """Looks references up in what was read once."""

    def __init__(self, ref: RecordRef, batch: RecordBatch) -> None:
        super().__init__(ref)
        self._batch = batch

    def check_reference(self, session: Session, info: FieldInfo, value: object) -> None:
        if info.lookup is None or value in (None, ""):
            return
        if not self._batch.references.has(session, info.lookup, value):
            raise self._refusal(ReferenceMissing, info, table=info.lookup, text=value)
        self._batch.prepare_for(session, info, value)


def _in_parts(keys: Iterable[Key]) -> Iterator[Collection[Key]]:
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        yield wanted[start : start + ROWS_AT_ONCE]
