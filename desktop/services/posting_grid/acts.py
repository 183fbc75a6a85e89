"""What is done in the grid of a matrix of posting groups; every act answers with the whole grid.

The rules are those of the records. A pair is made by the first entry into its row (CU25).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.errors import Conflict, InvariantBroken, RecordRef
from desktop.services.context import UserContext
from desktop.services.posting_grid.views import (
    Key,
    PostingGrid,
    Values,
    entered_fields,
    grid_of,
    pair_of,
)
from desktop.services.posting_matrices import suggest_accounts
from desktop.services.records import (
    RecordView,
    add_record,
    change_record,
    delete_record,
    key_fields,
    read_record,
)
from desktop.services.sales.differences import Changes, Difference
from desktop.services.setup.field_infos import model_of

BLANK = (None, "")


def load_grid(session: Session, table: str) -> PostingGrid:
    """The grid of a matrix."""
    return grid_of(session, table)


def change_pair(  # noqa: PLR0917  (the form in which a document page calls its services)
    session: Session,
    table: str,
    number: int,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> PostingGrid:
    """Enter a field of a pair; the first one makes it.

    Raises what the records service refuses, such as Conflict where somebody else has changed the
    pair, or has made or deleted it.
    """
    key = pair_of(number)
    before = find_pair(session, table, key)
    check_pair(table, key, before, row_version)
    if before is not None:
        after = change_record(session, table, key, (field, value), context)
        changes = changes_between(table, before.values, after.values)
        lines = {number: changes} if changes else {}
        done = Difference(entered=((number, field),), lines=lines)
    elif value in BLANK:
        done = Difference()
    else:
        made = add_record(session, table, {**keys_of(table, key), field: value}, context)
        kept = kept_of_pair(table, made.values)
        done = Difference(entered=((number, field),), added={number: kept})
    return grid_of(session, table, done)


def suggest_in_grid(
    session: Session, table: str, numbers: Sequence[int], context: UserContext
) -> PostingGrid:
    """Fill the blank accounts of pairs with those that the others name most often.

    Pairs that nothing is entered for stay so: accounts alone would make them valid.
    """
    found = {number: find_pair(session, table, pair_of(number)) for number in numbers}
    before = {number: record.values for number, record in found.items() if record is not None}
    suggest_accounts(session, table, [pair_of(number) for number in before], context)
    lines: dict[int, Changes] = {}
    for number, values in before.items():
        after = read_record(session, table, pair_of(number)).values
        changes = changes_between(table, values, after)
        if changes:
            lines[number] = changes
    return grid_of(session, table, Difference(lines=lines))


def restore_grid(
    session: Session, table: str, done: Difference, context: UserContext
) -> PostingGrid:
    """Bring back what stood before `done`, by the rules that hold now; it can be undone again.

    Raises Conflict where somebody else has gone on from there.
    """
    wanted = done.reversed()
    for number, values in wanted.removed.items():
        key = pair_of(number)
        _check_as_left(table, key, values, read_record(session, table, key).values)
        delete_record(session, table, key, context)
    for number, values in wanted.added.items():
        key = pair_of(number)
        add_record(session, table, {**keys_of(table, key), **values}, context)
    for number, changes in wanted.lines.items():
        key = pair_of(number)
        left = {name: now for name, (now, _before) in changes.items()}
        _check_as_left(table, key, left, read_record(session, table, key).values)
        for name, (_now, value) in changes.items():
            change_record(session, table, key, (name, value), context)
    return grid_of(session, table, wanted)


def without_header(*_arguments: object, **_options: object) -> PostingGrid:
    """A grid of pairs has no header to change, and its rows are neither added nor deleted."""
    raise InvariantBroken("a grid of pairs has all its rows and no header")


# --------------------------------------------------------------------------------- what a pair is


def find_pair(session: Session, table: str, key: Key) -> RecordView | None:
    """A pair as it stands, None where nothing is entered for it."""
    is_there = session.get(model_of(table), key) is not None
    return read_record(session, table, key) if is_there else None


def check_pair(table: str, key: Key, found: RecordView | None, row_version: int | None) -> None:
    """Refuse an entry that was made on an older state of a pair, whose version was 0 for none."""
    present = found.row_version if found is not None else 0
    if row_version is not None and row_version != present:
        raise _changed(table, key, found.values if found is not None else {})


def keys_of(table: str, key: Key) -> dict[str, object]:
    """The groups of a pair by field."""
    return dict(zip(key_fields(table), key, strict=True))


def kept_of_pair(table: str, values: Values) -> dict[str, object]:
    """What is needed of a pair to make it again."""
    return {name: values[name] for name in values if name in entered_fields(table)}


def changes_between(table: str, before: Values, after: Values) -> dict[str, tuple[object, object]]:
    """What of a pair is another value now, with the old and the new one."""
    names = (name for name in after if name in entered_fields(table))
    return {name: (before[name], after[name]) for name in names if before[name] != after[name]}


def _check_as_left(table: str, key: Key, left: Values, present: Values) -> None:
    if any(present[name] != value for name, value in left.items()):
        raise _changed(table, key, present)


def _changed(table: str, key: Key, present: Values) -> Conflict:
    ref = RecordRef(table, key)
    by = str(present.get("changed_by") or "?")
    return Conflict(record=ref, table=table, record_key=str(ref), changed_by=by)
