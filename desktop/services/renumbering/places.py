"""Where the number or code of a record stands: the registry of references, followed to its end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa

from desktop.models.columns import CodeType
from desktop.services.papers.owners import is_append_only
from desktop.services.setup.field_infos import key_fields, table_of
from desktop.services.setup.references import Reference, all_references, references_to

KEEP_THEIRS = frozenset({"user_setup", "opening_balance_line"})
"""Tables whose keys are names that stand in logs, or come from somebody else's books."""


@cache
def can_renumber(table: str) -> bool:
    """Whether records of a table have a number or code of their own, which may become another.

    It is the last part of the key. Facts keep theirs for ever, and so does a record that is
    called after others, as the posting set-up of two groups is.
    """
    name = own_field(table)
    is_code = isinstance(table_of(table).columns[name].type, CodeType)
    if is_append_only(table) or table in KEEP_THEIRS or not is_code:
        return False
    return not any(
        reference.columns[-1] == name for reference in all_references() if reference.table == table
    )


def own_field(table: str) -> str:
    """The field that holds a record's own number or code."""
    return key_fields(table)[-1]


@cache
def places(table: str) -> tuple[Reference, ...]:
    """Every place where the key of a record of this table may stand.

    Beside those that the registry names for it there are those that name a record whose key has
    it as a part: a price of an item in a unit names the unit by way of the item's units.
    """
    direct = [each for each in references_to(table) if not each.as_text]
    known = {(each.table, each.columns, each.only) for each in direct}
    without = {(each.table, each.columns) for each in direct if each.only is None}
    found = list(direct)
    for reference in direct:
        for place in _by_way_of(reference, table):
            name = (place.table, place.columns)
            if (*name, place.only) in known or name in without:
                continue
            known.add((*name, place.only))
            found.append(place)
    return tuple(found)


def _by_way_of(reference: Reference, target: str) -> Iterator[Reference]:
    keys = key_fields(reference.table)
    if not set(reference.columns) <= set(keys):
        return
    for other in references_to(reference.table):
        if other.as_text:
            continue
        columns = tuple(other.columns[keys.index(name)] for name in reference.columns)
        if other.table == target and set(columns) <= set(key_fields(target)):
            continue
        yield Reference(other.table, columns, target, only=other.only)


def follows_by_itself(place: Reference) -> bool:
    """Whether the database lets a place follow the key, as a foreign key does."""
    column = table_of(place.table).columns[place.columns[-1]]
    return any(
        key.constraint is not None
        and key.constraint.onupdate == "CASCADE"
        and key.column.table.name == place.target
        for key in column.foreign_keys
    )


def tables_of(table: str) -> frozenset[str]:
    """The tables whose rows change when a record of this table gets another key."""
    return frozenset({table, *(place.table for place in places(table))})


def column_of(place: Reference) -> sa.Column[object]:
    """The column of a place that holds the part of the key which changes."""
    return table_of(place.table).columns[place.columns[-1]]
