"""Reading, adding, changing and deleting records of any master or set-up table.

One field at a time, as a user enters them: the value is checked against its column, the
area's rules run, the change is logged. A refusal leaves the transaction to be rolled back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict, instance_state

from desktop.errors import Conflict, Notice, RecordRef
from desktop.models.columns import CodeType, ExactDecimal
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import NotificationKind
from desktop.services.context import UserContext
from desktop.services.database import report_changes, reported_notices
from desktop.services.papers.following import followers, tell, tell_of_change
from desktop.services.papers.owners import can_own, key_text
from desktop.services.papers.removal import delete_papers
from desktop.services.setup.change_log import log_added, log_change, log_deleted
from desktop.services.setup.field_infos import (
    FieldInfo,
    field_info,
    field_infos,
    key_fields,
    model_of,
    table_of,
)
from desktop.services.setup.field_values import ValueChecker
from desktop.services.setup.record_rules import PLAIN, Record, RecordRules
from desktop.services.setup.references import VERSION_TABLES, Reference, references_to
from desktop.services.setup.refusals import (
    FieldLocked,
    FieldMissing,
    RecordExists,
    RecordInUse,
    RecordNotFound,
    TableLocked,
)

SERIES_FIELD = "no_series_code"

Key = tuple[str | int, ...]
Values = Mapping[str, object] | Iterable[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as a screen shows it: plain values by field name, and what may be edited."""

    table: str
    key: Key
    values: Mapping[str, object]
    row_version: int
    editable: frozenset[str]
    notices: tuple[Notice, ...] = ()


NOTHING_FREE: Mapping[str, frozenset[str]] = {}


class RecordEngine:
    """The general handling of records, with the rules that areas give for their tables.

    `rules` maps a table to its rules; `locked` tables are written by posting only, apart from
    their `free` fields.
    """

    def __init__(
        self,
        rules: Mapping[str, RecordRules],
        locked: frozenset[str],
        free: Mapping[str, frozenset[str]] = NOTHING_FREE,
    ) -> None:
        self._rules = rules
        self._locked = locked
        self._free = free

    def read(self, session: Session, table: str, key: Key) -> RecordView:
        """A record as it stands; raises RecordNotFound."""
        return self._view(session, table, self._load(session, table, key), None)

    def add(self, session: Session, table: str, values: Values, context: UserContext) -> RecordView:
        """Make a record from field values, entered in their order; raises RecordExists."""
        self._check_open(table)
        entered = self._rules_of(table).in_order(values)
        keys = key_fields(table)
        record = self._begin(session, table, beginning_of(table, entered), context)
        for name, value in entered:
            if name not in keys:
                self._set(session, table, record, (name, value), context)
        self._insert(session, table, record, context)
        return self._view(session, table, record, context)

    def change(
        self,
        session: Session,
        table: str,
        key: Key,
        change: tuple[str, object],
        context: UserContext,
        *,
        row_version: int | None = None,
    ) -> RecordView:
        """Enter one field's value; raises RecordNotFound, Conflict or a field's refusal."""
        self._check_open(table, change[0])
        record = self._load(session, table, key)
        check_version(table, record, row_version)
        before = values_of(table, record)
        self._set(session, table, record, change, context)
        self._settle(session, table, record, before, context)
        return self._view(session, table, record, context)

    def _settle(
        self,
        session: Session,
        table: str,
        record: Record,
        before: Mapping[str, object],
        context: UserContext,
    ) -> None:
        """Check, log, write and tell what was changed of a record since `before`."""
        if values_of(table, record) != before:
            self._finish(session, table, record, context)
        ref = ref_of(table, record)
        changed = [
            name
            for name, value in values_of(table, record).items()
            if value != before[name] and field_info(table, name).editable
        ]
        for name in changed:
            log_change(session, ref, name, (before[name], getattr(record, name)), context)
        session.flush()  # the next field of the same card builds on this one
        if changed:
            tell_of_change(session, ref, changed, context)

    def delete(self, session: Session, table: str, key: Key, context: UserContext) -> None:
        """Delete a record nobody refers to, with what it owns; raises RecordInUse."""
        self._check_open(table)
        record = self._load(session, table, key)
        rules = self._rules_of(table)
        if rules.deleting:
            rules.deleting(session, record, context)
        ref = ref_of(table, record)
        check_unused(session, ref)
        users = followers(session, ref, besides=context.user)
        delete_owned(session, ref)
        log_deleted(session, ref, context)
        session.delete(record)
        session.flush()  # so that a constraint speaks now, not at the commit
        tell(session, users, ref, NotificationKind.DELETED, context)

    def _begin(
        self,
        session: Session,
        table: str,
        key_values: Iterable[tuple[str, object]],
        context: UserContext,
        *,
        series: str | None = None,
    ) -> Record:
        """A new record that has its key and nothing else; it is not in the session yet.

        `series` is where its number is drawn from, when that is not the one of the set-up.
        """
        record = self._sketch(session, table, key_values, context)
        if series is not None:
            record.no_series_code = series
        rules = self._rules_of(table)
        if rules.new:
            rules.new(session, record, context)
        if "line_no" in key_fields(table) and record.line_no is None:
            record.line_no = self._next_line_no(session, table, record)
        self._check_key(session, table, record)
        return record

    def _sketch(
        self,
        session: Session,
        table: str,
        key_values: Iterable[tuple[str, object]],
        context: UserContext,
    ) -> Record:
        """What a new record begins with: the given part of its key, and no number."""
        record: Record = model_of(table)()
        apply_defaults(record)
        for name, value in key_values:
            self._set(session, table, record, (name, value), context)
        rules = self._rules_of(table)
        if rules.begins:
            rules.begins(session, record, context)
        return record

    def _insert(self, session: Session, table: str, record: Record, context: UserContext) -> None:
        """Check a new record as a whole and write it, with what belongs to it."""
        self._finish(session, table, record, context)
        session.add(record)
        self._flush_new(session, table, record)
        log_added(session, ref_of(table, record), context)
        rules = self._rules_of(table)
        if rules.makes_more:
            rules.make_more(session, [record], context)
            session.flush()  # the next command may refer to these

    def _checker(self, table: str, record: Record) -> ValueChecker:
        """Who checks values for the fields of a record."""
        return ValueChecker(ref_of(table, record))

    def _next_line_no(self, session: Session, table: str, record: Record) -> int:
        """The number of a line put after the last one of the same owner."""
        return next_line_no(session, table, record)

    def _rules_of(self, table: str) -> RecordRules:
        return self._rules.get(table, PLAIN)

    def _check_open(self, table: str, field: str = "") -> None:
        """Refuse to write what only posting writes, unless it is a free field of it."""
        model_of(table)
        if table in self._locked and field not in self._free.get(table, ()):
            raise TableLocked(table=table)

    def _load(self, session: Session, table: str, key: Key) -> Record:
        key = normal_key(table, key)
        record = session.get(model_of(table), key if len(key) > 1 else key[0])
        if record is None:
            ref = RecordRef(table, key)
            raise RecordNotFound(record=ref, table=table, record_key=str(ref))
        return record

    def _set(
        self,
        session: Session,
        table: str,
        record: Record,
        change: tuple[str, object],
        context: UserContext,
    ) -> None:
        name, entered = change
        info = field_info(table, name)
        self._check_editable(session, table, record, info)
        checker = self._checker(table, record)
        column = table_of(table).columns[name]
        value = checker.stored(column, info, entered)
        old = getattr(record, name)
        if value == old and type(value) is type(old):
            return
        checker.check_reference(session, info, value)
        rules = self._rules_of(table)
        if name in rules.fields:
            value = rules.fields[name](session, record, value, context)
        setattr(record, name, value)
        if name in rules.follow_ups:
            rules.follow_ups[name](session, record, old, context)

    def _check_editable(
        self,
        session: Session,
        table: str,
        record: Record,
        info: FieldInfo,
    ) -> None:
        if not instance_state(record).persistent:  # what `inspect` finds, and finds slowly
            return
        rules = self._rules_of(table)
        locked = info.name in key_fields(table) or not info.editable
        if rules.locked and info.name in rules.locked(session, record):
            locked = True
        if locked:
            ref = ref_of(table, record)
            raise FieldLocked(
                record=ref,
                field=info.name,
                entered_field=info.name,
                table=table,
                record_key=str(ref),
            )

    def _check_key(self, session: Session, table: str, record: Record) -> None:
        ref = ref_of(table, record)
        for name in key_fields(table):
            if getattr(record, name) is None:
                raise FieldMissing(
                    record=ref, field=name, entered_field=name, table=table, record_key=str(ref)
                )
        key = ref.key
        if session.get(type(record), key if len(key) > 1 else key[0]) is not None:
            raise exists(ref)

    def _flush_new(self, session: Session, table: str, record: Record) -> None:
        """Write a new row now, since what belongs to it refers to it."""
        ref = ref_of(table, record)
        try:
            session.flush()
        except IntegrityError as error:
            if is_taken_key(error):
                # Somebody else made the same record since we looked.
                raise exists(ref) from error
            raise

    def _finish(
        self,
        session: Session,
        table: str,
        record: Record,
        context: UserContext,
    ) -> None:
        rules = self._rules_of(table)
        if rules.check:
            rules.check(session, record, context)
        stamp(record, context)

    def _view(
        self,
        session: Session,
        table: str,
        record: Record,
        context: UserContext | None,
    ) -> RecordView:
        rules = self._rules_of(table)
        closed = set(key_fields(table))
        if rules.locked:
            closed |= rules.locked(session, record)
        open_fields = self._free.get(table, frozenset()) if table in self._locked else None
        editable = frozenset(
            info.name
            for info in field_infos(table)
            if info.editable
            and info.name not in closed
            and (open_fields is None or info.name in open_fields)
        )
        notices = reported_notices(session) if context else ()
        if rules.to_do:
            notices = (*notices, *rules.to_do(record))
        if rules.notices and context:
            notices = (*notices, *rules.notices(session, record, context))
        return RecordView(
            table=table,
            key=ref_of(table, record).key,
            values=values_of(table, record),
            row_version=getattr(record, "row_version", 0),
            editable=editable,
            notices=notices,
        )


def beginning_of(table: str, entered: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """What must be known of a new record before it gets a number: its key, then its series (CU21).

    A series that is left blank says nothing.
    """
    keys = key_fields(table)
    place = {name: at for at, name in enumerate((*keys, SERIES_FIELD))}
    known = [pair for pair in entered if pair[0] in keys or (pair[0] == SERIES_FIELD and pair[1])]
    return sorted(known, key=lambda pair: place[pair[0]])


def apply_defaults(record: Record) -> None:
    """Give a row that is new and blank the defaults of its columns now, so that rules read them."""
    # Not one attribute after the other: fifty of them would each look for a history to keep.
    instance_dict(record).update(plain_defaults(record.__tablename__))


@cache
def plain_defaults(table: str) -> tuple[tuple[str, object], ...]:
    """The columns of a table that begin with a plain value, and these values."""
    return tuple(
        (
            column.name,
            Decimal(default.arg) if isinstance(column.type, ExactDecimal) else default.arg,
        )
        for column in table_of(table).columns
        if isinstance(default := column.default, sa.ColumnDefault) and default.is_scalar
    )


def normal_key(table: str, key: Key) -> Key:
    """A key as it is stored: codes trimmed and upper-case (CU1)."""
    columns = table_of(table).columns
    return tuple(
        part.strip().upper()
        if isinstance(part, str) and isinstance(columns[name].type, CodeType)
        else part
        for name, part in zip(key_fields(table), key, strict=True)
    )


def exists(ref: RecordRef) -> RecordExists:
    """The refusal of a key that is taken; the last part of a key is the one that is typed."""
    return RecordExists(
        record=ref, field=key_fields(ref.table)[-1], table=ref.table, record_key=str(ref)
    )


def is_taken_key(error: IntegrityError) -> bool:
    """Whether a database refused a row because another one has its key."""
    state = getattr(error.orig, "sqlstate", None)
    name = getattr(error.orig, "sqlite_errorname", None)
    return state == "23505" or name in {"SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE"}


def next_line_no(session: Session, table: str, record: Record) -> int:
    """The number of a line put after the last one of the same owner."""
    source = table_of(table)
    query = sa.select(sa.func.max(source.c.line_no))
    for name in key_fields(table):
        if name != "line_no":
            query = query.where(source.c[name] == getattr(record, name))
    return int(session.execute(query).scalar() or 0) + LINE_NO_STEP


def stamp(record: Record, context: UserContext) -> None:
    """Keep who changed a versioned row, so that the loser of a race can be told."""
    if hasattr(record, "changed_by"):
        record.changed_by = context.user
        record.changed_at = context.now()


def ref_of(table: str, record: Record) -> RecordRef:
    """The name of a record."""
    return RecordRef(table, tuple(getattr(record, name) for name in key_fields(table)))


def values_of(table: str, record: Record) -> dict[str, object]:
    """The plain values of a record by field name."""
    return {info.name: getattr(record, info.name) for info in field_infos(table)}


def check_version(table: str, record: Record, row_version: int | None) -> None:
    """Refuse an edit that was made on an older state of the record (SD19)."""
    if row_version is not None and getattr(record, "row_version", row_version) != row_version:
        ref = ref_of(table, record)
        raise Conflict(
            record=ref, table=table, record_key=str(ref), changed_by=record.changed_by or "?"
        )


def check_unused(session: Session, ref: RecordRef) -> None:
    """Refuse to delete what others refer to, naming the first table and how many (CU4)."""
    for reference in references_to(ref.table):
        if reference.owned or reference.table in VERSION_TABLES:
            continue
        referencing = table_of(reference.table)
        query = sa.select(sa.func.count()).select_from(referencing)
        count = session.execute(query.where(*places_of(reference, ref))).scalar_one()
        if count:
            raise RecordInUse(
                record=ref,
                table=ref.table,
                record_key=str(ref),
                count=count,
                referencing_table=reference.table,
            )


def delete_owned(session: Session, ref: RecordRef) -> None:
    """Delete the rows that go with a record, and the papers of them all."""
    for reference in references_to(ref.table):
        if not reference.owned or reference.as_text:
            continue
        owned = table_of(reference.table)
        places = places_of(reference, ref)
        if can_own(owned.name):
            keys = session.execute(sa.select(*owned.primary_key.columns).where(*places))
            delete_papers(session, owned.name, [RecordRef(owned.name, tuple(key)) for key in keys])
        session.execute(sa.delete(owned).where(*places))
        report_changes(session, reference.table)
    delete_papers(session, ref.table, [ref])


def places_of(reference: Reference, ref: RecordRef) -> list[sa.ColumnElement[bool]]:
    """The condition for rows that refer to a record in one way, the record itself left out."""
    table = table_of(reference.table)
    conditions: list[sa.ColumnElement[bool]] = []
    key = (key_text(ref),) if reference.as_text else ref.key
    for name, part in zip(reference.columns, key, strict=True):
        column = table.c[name]
        conditions.append(
            sa.or_(column == part, column.is_(None)) if part == "" else column == part
        )
    if reference.only:
        conditions.append(table.c[reference.only[0]] == reference.only[1])
    if reference.table == ref.table:
        own = [
            table.c[name] == part for name, part in zip(key_fields(ref.table), ref.key, strict=True)
        ]
        conditions.append(sa.not_(sa.and_(*own)))
    return conditions
