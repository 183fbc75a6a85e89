"""Writing many new records with few statements, without the ORM's care for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict

from desktop.services.database import report_changes
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.record_rules import Record


def insert_records(session: Session, table: str, records: Iterable[Record]) -> None:
    """Write new records of a table, which stay outside of the session.

    One statement for all in a row that have values in the same fields; nearly always that is one.
    """
    blank = _blank_row(table)
    rows = [_row_of(blank, record) for record in records]
    for _names, alike in groupby(rows, key=dict.keys):
        session.execute(sa.insert(table_of(table)), list(alike))
    if rows:
        report_changes(session, table)


def _row_of(blank: Mapping[str, object], record: Record) -> dict[str, object]:
    values = instance_dict(record)
    return {**blank, **{name: values[name] for name in values if not name.startswith("_")}}


@cache
def _blank_row(table: str) -> Mapping[str, object]:
    """NULL for every column that nothing else fills."""
    return {
        column.name: None
        for column in table_of(table).columns
        if column.default is None and column.server_default is None and not column.primary_key
    }
