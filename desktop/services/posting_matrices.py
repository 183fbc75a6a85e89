"""Help with the matrices of posting groups: a pair from another, accounts from all (CU25)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.records import (
    change_record,
    field_infos,
    key_fields,
    read_record,
    table_of,
)

Key = tuple[str | int, ...]

ACCOUNTS = "gl_account"


def values_of_pair(session: Session, table: str, key: Key) -> dict[str, object]:
    """What a new pair takes over from another: everything that may be typed but its groups."""
    record = read_record(session, table, key)
    kept = {info.name for info in field_infos(table) if info.editable} - {*key_fields(table)}
    values = {name: value for name, value in record.values.items() if name in kept}
    # Two pairs may have one text, but a copied text would name the groups of the other pair.
    values.pop("description", None)
    return {name: value for name, value in values.items() if value not in {None, ""}}


def suggested_accounts(
    session: Session, table: str, keys: Iterable[Key]
) -> Mapping[Key, Mapping[str, str]]:
    """For each pair, the accounts that other pairs name most often where it names none.

    Of accounts that are named equally often the lowest number is taken; where no other pair names
    one nothing is suggested. One statement, whatever the number of pairs.
    """
    names = [info.name for info in field_infos(table) if info.lookup == ACCOUNTS]
    columns = table_of(table).c
    read = sa.select(*(columns[name] for name in (*key_fields(table), *names)))
    width = len(key_fields(table))
    rows = {tuple(row[:width]): dict(zip(names, row[width:])) for row in session.execute(read)}  # noqa: B905  (as many values as names)
    found: dict[Key, Mapping[str, str]] = {}
    for key in keys:
        others = [accounts for other, accounts in rows.items() if other != key]
        blank = [name for name, account in rows[key].items() if not account]
        most = {name: _most_used(one[name] for one in others) for name in blank}
        found[key] = {name: account for name, account in most.items() if account}
    return found


def suggest_accounts(
    session: Session, table: str, keys: Sequence[Key], context: UserContext
) -> int:
    """Fill the blank accounts of pairs with the suggested ones; gives how many were filled.

    What is filled already stays. Raises what the records service refuses, such as a pair that
    somebody else has changed.
    """
    filled = 0
    for key, accounts in suggested_accounts(session, table, keys).items():
        for name, account in accounts.items():
            change_record(session, table, key, (name, account), context)
            filled += 1
    return filled


def _most_used(accounts: Iterable[str | None]) -> str | None:
    counts = Counter(account for account in accounts if account)
    return min(counts, key=lambda account: (-counts[account], account), default=None)
