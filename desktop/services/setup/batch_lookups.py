"""What the rows of an import look up, read once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.base import SingleRow
from desktop.models.every_table import Base
from desktop.services.setup.field_infos import (
    FieldInfo,
    FieldKind,
    field_infos,
    key_fields,
    model_of,
    table_of,
)
from desktop.services.setup.field_values import ValueChecker
from desktop.services.setup.record_engine import Key
from desktop.services.setup.record_rules import Record
from desktop.services.setup.references import PAIR_COLUMNS
from desktop.services.setup.refusals import ReferenceMissing
from desktop.services.setup.repeated_answers import MOST_ANSWERS

SMALL_TABLE = 2_000
"""Tables of codes up to this size are held as a whole while the rules look things up."""
KEYS_AT_ONCE = 500

_REPEATED = frozenset({FieldKind.LOOKUP, FieldKind.CHOICE, FieldKind.FORMULA, FieldKind.DURATION})
"""Fields of these kinds hold few different values."""


class Lookups:
    """Which keys there are, table by table, read once and kept in step with the new rows.

    `stored_values` are what checked texts of a field are stored as. `write_new` writes the rows
    that are entered and not in the database yet.
    """

    def __init__(self, table: str, write_new: Callable[[Session], None]) -> None:
        self.stored_values: dict[tuple[str, str], object] = {}
        self._table = table
        self._write_new = write_new
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

    def prepare_for(self, session: Session, table: str) -> None:
        """Write what waits when a field names a row of its own table: rules will read it."""
        if table == self._table:
            self._write_new(session)


class LookupChecker(ValueChecker):
    """Checks the values of one row with what was read or checked for the rows before it."""

    def __init__(self, ref: RecordRef, lookups: Lookups) -> None:
        super().__init__(ref)
        self._lookups = lookups

    def stored(self, column: sa.Column[Any], info: FieldInfo, value: object) -> object:
        """The same code, choice or formula stands in many rows and is checked in the first."""
        if info.kind not in _REPEATED or not isinstance(value, str):
            return super().stored(column, info, value)
        known, key = self._lookups.stored_values, (info.name, value)
        if key not in known:
            if len(known) >= MOST_ANSWERS:
                known.clear()
            known[key] = super().stored(column, info, value)
        return known[key]

    def check_reference(self, session: Session, info: FieldInfo, value: object) -> None:
        """Refuse a key that no record has; the keys of a table are read once."""
        if info.lookup is None or value in (None, ""):
            return
        if not self._lookups.has(session, info.lookup, value):
            raise self._refusal(ReferenceMissing, info, table=info.lookup, text=value)
        self._lookups.prepare_for(session, info.lookup)


def small_tables(session: Session, table: str) -> list[Record]:
    """The rows of the small tables that the rules of a table look into.

    As long as somebody holds them the session finds them without asking.
    """
    lookups = {info.lookup for info in field_infos(table) if info.lookup}
    singles = {
        str(mapper.local_table.description)
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, SingleRow)
    }
    held: list[Record] = []
    for name in sorted((lookups | set(PAIR_COLUMNS) | singles) - {table}):
        rows = session.scalars(sa.select(model_of(name)).limit(SMALL_TABLE + 1)).all()
        if len(rows) <= SMALL_TABLE:
            held.extend(rows)
    return held


def existing_records(session: Session, table: str, keys: Iterable[Key]) -> Iterator[Record]:
    """The records of a table that have one of some whole keys."""
    columns = table_of(table).primary_key.columns
    is_single = len(key_fields(table)) == 1
    for part in _in_parts(keys):
        wanted = (
            next(iter(columns)).in_([key[0] for key in part])
            if is_single
            else sa.tuple_(*columns).in_(part)
        )
        yield from session.scalars(sa.select(model_of(table)).where(wanted))


def _in_parts(keys: Iterable[Key]) -> Iterator[Collection[Key]]:
    wanted = list(dict.fromkeys(keys))
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        yield wanted[start : start + KEYS_AT_ONCE]
