"""Who changed which field of a card or of the set-up (CU6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.changelog import ChangeLogEntry
from desktop.services.context import UserContext
from desktop.services.setup.field_infos import FieldKind, field_infos

_NUMBERS = (
    FieldKind.INTEGER,
    FieldKind.AMOUNT,
    FieldKind.UNIT_PRICE,
    FieldKind.QUANTITY,
    FieldKind.PERCENT,
    FieldKind.RATE,
)
_BOOLEANS = {"True": True, "False": False}
_READERS: Mapping[FieldKind, Callable[[str], object]] = {
    FieldKind.BOOLEAN: _BOOLEANS.__getitem__,
    FieldKind.DATE: date.fromisoformat,
    FieldKind.DATETIME: datetime.fromisoformat,
    **dict.fromkeys(_NUMBERS, Decimal),
}


def log_change(
    session: Session,
    ref: RecordRef,
    field: str,
    values: tuple[object, object],
    context: UserContext,
) -> None:
    """Keep that a field went from the first of `values` to the second."""
    session.add(ChangeLogEntry(**change_entry(ref, field, values, context)))


def log_added(session: Session, ref: RecordRef, context: UserContext) -> None:
    """Keep that a record was made."""
    session.add(ChangeLogEntry(**added_entry(ref, context)))


def log_deleted(session: Session, ref: RecordRef, context: UserContext) -> None:
    """Keep that a record was deleted."""
    session.add(ChangeLogEntry(**_entry(ref, "deleted", context)))


def change_entry(
    ref: RecordRef, field: str, values: tuple[object, object], context: UserContext
) -> dict[str, object]:
    """The log's row for a changed field, for who writes many of them together."""
    return _entry(ref, "changed", context, field=field, values=values)


def added_entry(ref: RecordRef, context: UserContext) -> dict[str, object]:
    """The log's row for a new record, for who writes many of them together."""
    return _entry(ref, "added", context)


def entry_by(
    ref: RecordRef,
    field: str,
    values: tuple[object, object],
    *,
    user: str,
    changed_at: datetime,
    change: str = "changed",
) -> dict[str, object]:
    """The log's row for what a posting changed on a card, in the name of who posted."""
    return {
        "table_name": ref.table,
        "record_key": str(ref)[:250],
        "field_name": field,
        "change": change,
        "old_value": as_text(values[0]),
        "new_value": as_text(values[1]),
        "user": user,
        "changed_at": changed_at,
    }


def _entry(
    ref: RecordRef,
    change: str,
    context: UserContext,
    *,
    field: str = "",
    values: tuple[object, object] = ("", ""),
) -> dict[str, object]:
    return entry_by(ref, field, values, user=context.user, changed_at=context.now(), change=change)


def logged_value(table: str, field: str, text: str) -> object:
    """A value that the log keeps as text, as it stood in its field; the text where it is unread.

    A field that is gone by now, or of another kind, says what was written.
    """
    info = next((each for each in field_infos(table) if each.name == field), None)
    if info is None or not text:
        return text
    if info.kind is FieldKind.CHOICE:
        return next((member for member in info.choices if member.value == text), text)
    read = _READERS.get(info.kind)
    try:
        return read(text) if read is not None else text
    except (ValueError, InvalidOperation, KeyError):
        return text


def as_text(value: object) -> str:
    """A value as the log keeps it: canonical, in no language."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)
