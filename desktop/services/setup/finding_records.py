"""Finding customers, items and other records by words in any order: the search box asks here."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.words import Blocked
from desktop.services.setup.field_infos import key_fields, table_of
from desktop.services.setup.former_numbers import took_over

NAMES = ("name", "description")
PLACES = ("city", "contact")


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record that fits: its key, its name, where it is, and whether new work may name it."""

    key: str
    name: str
    place: str
    is_free: bool


def find_records(
    session: Session, table: str, text: str, limit: int, *, only_free: bool = False
) -> tuple[FoundRecord, ...]:
    """The records of a table that hold each word in key, name, city or contact; one statement.

    The exact key, or a former one, comes first, then keys and names that begin with the text, then
    the others; blocked and inactive records come last, or not at all with `only_free`.
    """
    words = text.split()
    if not words:
        return ()
    source = table_of(table)
    key = source.c[key_fields(table)[-1]]
    names = [source.c[name] for name in NAMES if name in source.c]
    places = [source.c[name] for name in PLACES if name in source.c]
    fits = [
        sa.or_(*[column.icontains(word, autoescape=True) for column in (key, *names, *places)])
        for word in words
    ]
    free = _free(source)
    whole = " ".join(words)
    former = took_over(table, key, whole)
    rank = sa.case(
        (sa.or_(sa.func.lower(key) == whole.lower(), former), 0),
        (key.istartswith(whole, autoescape=True), 1),
        *[(name.istartswith(words[0], autoescape=True), 2) for name in names[:1]],
        else_=3,
    )
    blank = sa.literal("")
    statement = (
        sa.select(
            key,
            names[0] if names else blank,
            places[0] if places else blank,
            sa.case((free, 1), else_=0),
        )
        .where(sa.or_(sa.and_(*fits), former), *([free] if only_free else []))
        .order_by(sa.case((free, 0), else_=1), rank, key)
        .limit(limit)
    )
    return tuple(
        FoundRecord(str(no), name or "", place or "", bool(is_free))
        for no, name, place, is_free in session.execute(statement)
    )


def _free(source: sa.Table) -> sa.ColumnElement[bool]:
    """Neither inactive nor blocked."""
    conditions: list[sa.ColumnElement[bool]] = []
    for name in ("inactive", "blocked"):
        if name in source.c:
            column = source.c[name]
            value = Blocked.NONE if isinstance(column.type, sa.Enum) else sa.false()
            conditions.append(column == value)
    return sa.and_(sa.true(), *conditions)
