"""Old numbers of records that were merged into others: typing one finds who took over (CU147)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

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
    last = (
        sa.select(FormerNo.no)
        .where(FormerNo.party == PartyKind(table), FormerNo.former_no == typed.strip().upper())
        .order_by(FormerNo.merged_at.desc(), FormerNo.no)
        .limit(1)
        .scalar_subquery()
    )
    # One value and no list of them: so the index of the key is used beside that of the texts.
    return number == last
