"""Filling a company with the standard set-up: only what is missing, and nothing is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.services.context import Progress, UserContext
from desktop.services.records import (
    BatchRow,
    Outcome,
    change_record,
    key_fields,
    record_batch,
    table_of,
)
from desktop.services.standard_setup.swedish import (
    MAIN,
    OWN_CHOICE,
    SetField,
    fields_of_set,
    records_of_set,
)
from desktop.services.standard_setup.words import SetRecord, Words

MOST_EXAMPLES = 6
_ONE = (1,)

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StandardPart:
    """What a table gets: how many records or fields are `missing`, how many are there already.

    `examples` are the first of the missing ones: keys of records, or names of `fields`.
    """

    table: str
    missing: int
    present: int
    examples: tuple[str, ...]
    of_fields: bool = False


@dataclass(frozen=True, slots=True)
class _Missing:
    """What of the set a company has not, and how many of each table it has."""

    records: tuple[SetRecord, ...]
    fields: tuple[SetField, ...]
    present: Mapping[str, int]


def standard_parts(session: Session, context: UserContext) -> tuple[StandardPart, ...]:
    """What filling in would do, table by table in the set's order; whole parts come too."""
    missing = _missing(session, context)
    return (*_record_parts(missing), *_field_parts(missing))


def fill_in(session: Session, context: UserContext, progress: Progress | None = None) -> int:
    """Enter what is missing, in the caller's transaction; gives how many records and fields.

    A record that is there stays as it is, whatever it says. Raises what the rules of a table
    refuse, such as a VAT identifier that has another rate already: everything or nothing.
    """
    missing = _missing(session, context)
    for table, records in groupby(missing.records, attrgetter("table")):
        rows = [BatchRow(number, one.values) for number, one in enumerate(records, start=1)]
        results = record_batch(table).enter(session, rows, context, progress)
        refused = [
            refusal
            for result in results
            if result.outcome is Outcome.REFUSED
            for refusal in result.refusals
        ]
        _raise_all(refused)
    for field in missing.fields:
        change_record(session, field.table, _ONE, (field.name, field.value), context)
    return len(missing.records) + len(missing.fields)


def _raise_all(refusals: list[Refusal]) -> None:
    if len(refusals) > 1:
        raise SeveralRefusals(refusals)
    if refusals:
        raise refusals[0]


def _missing(session: Session, context: UserContext) -> _Missing:
    words = Words(context.language)
    locations = _locations(session)
    wanted = [*records_of_set(words, context.work_date, locations)]
    tables = dict.fromkeys(record.table for record in wanted)
    there = {table: _keys(session, table) for table in tables}
    present = {
        table: sum(_key(record) in keys for record in wanted if record.table == table)
        for table, keys in there.items()
    }
    records = tuple(record for record in wanted if _is_missing(record, there[record.table]))
    return _Missing(records, tuple(_blank_fields(session, locations)), present)


def _locations(session: Session) -> tuple[str, ...]:
    """The company's own locations, or the one that it will get."""
    codes = session.scalars(sa.select(table_of("location").c.code)).all()
    return tuple(sorted(codes)) or (MAIN,)


def _is_missing(record: SetRecord, there: Collection[Key]) -> bool:
    if record.table in OWN_CHOICE:
        return not there
    return _key(record) not in there


def _key(record: SetRecord) -> Key:
    return tuple(record.values[name] for name in key_fields(record.table))


def _keys(session: Session, table: str) -> frozenset[Key]:
    columns = [table_of(table).c[name] for name in key_fields(table)]
    return frozenset(tuple(row) for row in session.execute(sa.select(*columns)))


def _blank_fields(session: Session, locations: Collection[str]) -> Iterator[SetField]:
    for table, fields in groupby(fields_of_set(locations), attrgetter("table")):
        row = session.execute(sa.select(table_of(table))).one()
        yield from (field for field in fields if getattr(row, field.name) in {None, ""})


def _record_parts(missing: _Missing) -> Iterator[StandardPart]:
    for table, present in missing.present.items():
        keys = [_key(record) for record in missing.records if record.table == table]
        shown = tuple(dict.fromkeys(_shown(key) for key in keys))
        yield StandardPart(table, len(keys), present, shown[:MOST_EXAMPLES])


def _shown(key: Key) -> str:
    """A key as a user would say it: line numbers say nothing."""
    return " / ".join(part for part in key if isinstance(part, str) and part)


def _field_parts(missing: _Missing) -> Iterator[StandardPart]:
    everything = [*fields_of_set((MAIN,))]
    for table, fields in groupby(everything, attrgetter("table")):
        blank = [field.name for field in missing.fields if field.table == table]
        present = len([*fields]) - len(blank)
        yield StandardPart(table, len(blank), present, tuple(blank[:MOST_EXAMPLES]), of_fields=True)
