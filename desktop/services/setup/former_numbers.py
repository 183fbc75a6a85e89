"""Old numbers of records that were merged into others: typing one finds who took over (CU147)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.duplicate_words import PartyKind
from desktop.models.duplicates import FormerNo

_KINDS = frozenset(kind.value for kind in PartyKind)


def took_over(
    table: str, number: sa.SQLColumnExpression[Any], typed: str
) -> sa.ColumnElement[bool]:
    """The condition that a record took over the typed number; false for tables without mergers.

    `number` is the key of the table. An old number that several took over finds the last one.
    """
    if table not in _KINDS:
        return sa.false()
    # One value and no list of them: so the index of the key is used beside that of the texts.
    return number == _last_successor(table, typed).scalar_subquery()


def successor_of(session: Session, table: str | None, typed: str) -> str | None:
    """The number of who took over a typed number last, in one statement; None for any other."""
    if table not in _KINDS:
        return None
    return session.scalar(_last_successor(table, typed))


def _last_successor(table: str, typed: str) -> sa.Select[str]:
    return (
        sa.select(FormerNo.no)
        .where(FormerNo.party == PartyKind(table), FormerNo.former_no == typed.strip().upper())
        .order_by(FormerNo.merged_at.desc(), FormerNo.no)
        .limit(1)
    )
