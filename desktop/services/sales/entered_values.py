"""What was typed, checked against the column it goes into, before any rule of the business."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.base import Base
from desktop.models.values.numbers import round_to
from desktop.services.setup.field_infos import FieldInfo, FieldKind, field_info, table_of
from desktop.services.setup.field_values import ValueChecker, is_storable
from desktop.services.setup.former_numbers import successor_of
from desktop.services.setup.refusals import ReferenceMissing, ValueWrongKind

_ROUNDED = frozenset({FieldKind.AMOUNT, FieldKind.UNIT_PRICE, FieldKind.PERCENT})
"""Figures that are rounded on entry; a quantity with too many places is refused (SD2, SD43)."""


def entered_value(table: type[Base], field: str, value: object, record: RecordRef) -> Any:  # noqa: ANN401  (of the column's kind)
    """A typed value as its column keeps it: codes upper-case, a blank as the column's blank.

    Raises the refusals of `ValueChecker`.
    """
    info = field_info(table.__tablename__, field)
    if isinstance(value, int) and info.kind is FieldKind.RATE and not isinstance(value, bool):
        value = Decimal(value)
    if isinstance(value, Decimal) and value.is_finite() and info.kind in _ROUNDED:
        value = round_to(value, _step(info))
    return ValueChecker(record).stored(table_of(table.__tablename__).c[field], info, value)


def sought_text(field: str, value: object, record: RecordRef) -> str:
    """A text that records are searched by; raises ValueWrongKind when no database can hold it."""
    text = "" if value is None else str(value).strip()
    if not is_storable(text):
        shown = text.encode("ascii", "replace").decode().replace("\0", "?")
        raise ValueWrongKind(record=record, field=field, entered_field=field, text=shown)
    return text


def known_key(
    session: Session,
    table: type[Base],
    field: str,
    value: object,
    record: RecordRef,
) -> Any:  # noqa: ANN401  (of the column's kind)
    """The entered value; the number of a merged record becomes that of who took it over (CU147).

    Raises ReferenceMissing when no record is meant. One statement more for an old number.
    """
    try:
        check_exists(session, table, field, value, record)
    except ReferenceMissing:
        successor = successor_of(session, field_info(table.__tablename__, field).lookup, str(value))
        if successor is None:
            raise
        return successor
    return value


def check_exists(
    session: Session, table: type[Base], field: str, value: object, record: RecordRef
) -> None:
    """Refuse the key of a record that is not there; fields that hold no key always pass."""
    info = field_info(table.__tablename__, field)
    ValueChecker(record).check_reference(session, info, value)


def _step(info: FieldInfo) -> Decimal:
    return Decimal(1).scaleb(-info.places)
