"""Whether a value may stand in a field, and the form in which it is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal, RecordRef
from desktop.models.columns import LARGEST_STORED
from desktop.models.values.date_formula import DateFormula, DateFormulaError
from desktop.models.values.keys import CodeError, code
from desktop.models.values.numbers import round_to
from desktop.models.values.refusals import formula_refusal
from desktop.services.setup.field_infos import FieldInfo, FieldKind, table_of
from desktop.services.setup.refusals import (
    ReferenceMissing,
    ValueNotAChoice,
    ValueNotACode,
    ValueOutside,
    ValueTooLong,
    ValueTooPrecise,
    ValueWrongKind,
)

LARGEST_INTEGER = 2**31 - 1
"""The largest INTEGER of PostgreSQL."""


class ValueChecker:
    """Checks values for the fields of one record and gives back what is stored.

    A blank (None or an empty text) becomes the column's own blank: NULL where the column may
    be NULL, else an empty text, zero, no, or the first choice.
    """

    def __init__(self, ref: RecordRef) -> None:
        self._ref = ref

    def stored(self, column: sa.Column[Any], info: FieldInfo, value: object) -> object:
        """The value as the column keeps it; raises a FieldRefusal."""
        if value is None or value == "":
            return blank_of(column)
        return _CHECKS[kind_of(column, info)](self, info, value)

    def code(self, info: FieldInfo, value: object) -> str | None:
        """A code: trimmed and upper-case (CU1)."""
        text = self._text_of(info, value)
        try:
            return code(text, info.length or 20)
        except CodeError as error:
            raise self._refusal(ValueNotACode, info, text=text, longest=info.length) from error

    def text(self, info: FieldInfo, value: object) -> str:
        """A text that fits."""
        text = self._text_of(info, value)
        if info.length and len(text) > info.length:
            raise self._refusal(ValueTooLong, info, longest=info.length, text=text, count=len(text))
        return text

    def formula(self, info: FieldInfo, value: object) -> str:
        """A date formula in canonical letters (CU10)."""
        return self._formula(info, value, DateFormula.parse)

    def duration(self, info: FieldInfo, value: object) -> str:
        """A formula that counts forward (CU12)."""
        return self._formula(info, value, DateFormula.parse_duration)

    def choice(self, info: FieldInfo, value: object) -> StrEnum:
        """A member of the field's closed set."""
        for member in info.choices:
            if value == member.value:
                return member
        choices = ", ".join(member.value for member in info.choices)
        raise self._refusal(ValueNotAChoice, info, text=str(value), choices=choices)

    def number(self, info: FieldInfo, value: object) -> Decimal:
        """An exact number with no more digits before and after the point than the field keeps."""
        number = self._finite(info, value)
        self._check_within(info, number, largest_figure(info.places))
        if info.places and number != round_to(number, Decimal(1).scaleb(-info.places)):
            raise self._refusal(ValueTooPrecise, info, value=number, places=info.places)
        return number

    def integer(self, info: FieldInfo, value: object) -> int:
        """A whole number."""
        number = self._finite(info, value)
        if number != number.to_integral_value():
            raise self._refusal(ValueWrongKind, info, text=str(value))
        self._check_within(info, number, Decimal(LARGEST_INTEGER))
        return int(number)

    def boolean(self, info: FieldInfo, value: object) -> bool:
        """Yes or no."""
        if not isinstance(value, bool):
            raise self._refusal(ValueWrongKind, info, text=str(value))
        return value

    def day(self, info: FieldInfo, value: object) -> date:
        """A calendar date."""
        if isinstance(value, datetime) or not isinstance(value, date):
            raise self._refusal(ValueWrongKind, info, text=str(value))
        return value

    def moment(self, info: FieldInfo, value: object) -> datetime:
        """A point in time."""
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise self._refusal(ValueWrongKind, info, text=str(value))
        return value

    def check_reference(self, session: Session, info: FieldInfo, value: object) -> None:
        """Refuse a key that no record of the looked-up table has."""
        if info.lookup is None or value in (None, ""):
            return
        target = table_of(info.lookup)
        key = next(iter(target.primary_key.columns))
        with session.no_autoflush:
            found = session.execute(sa.select(key).where(key == value).limit(1)).first()
        if found is None:
            raise self._refusal(ReferenceMissing, info, table=info.lookup, text=value)

    def _formula(self, info: FieldInfo, value: object, parse: Callable[[str], DateFormula]) -> str:
        if isinstance(value, DateFormula):
            value = str(value)
        try:
            return self.text(info, str(parse(self._text_of(info, value))))
        except DateFormulaError as error:
            raise formula_refusal(error, record=self._ref, field=info.name) from error

    def _finite(self, info: FieldInfo, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
            raise self._refusal(ValueWrongKind, info, text=str(value))
        number = Decimal(value)
        if not number.is_finite():
            raise self._refusal(ValueWrongKind, info, text=str(value))
        return number

    def _check_within(self, info: FieldInfo, number: Decimal, largest: Decimal) -> None:
        if abs(number) > largest:
            raise self._refusal(ValueOutside, info, value=number, lowest=-largest, highest=largest)

    def _text_of(self, info: FieldInfo, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
            raise self._refusal(ValueWrongKind, info, text=str(value))
        text = str(value)
        if not is_storable(text):
            raise self._refusal(ValueWrongKind, info, text=text.encode("ascii", "replace").decode())
        return text

    def _refusal(
        self, kind: type[FieldRefusal], info: FieldInfo, **parameters: object
    ) -> FieldRefusal:
        return kind(record=self._ref, field=info.name, entered_field=info.name, **parameters)


@cache
def largest_figure(places: int) -> Decimal:
    """The largest number that fits into a column with so many decimal places."""
    return Decimal(LARGEST_STORED).scaleb(-places).to_integral_value(ROUND_DOWN)


_CHECKS: dict[FieldKind, Callable[[ValueChecker, FieldInfo, object], object]] = {
    FieldKind.TEXT: ValueChecker.text,
    FieldKind.MEMO: ValueChecker.text,
    FieldKind.CODE: ValueChecker.code,
    FieldKind.INTEGER: ValueChecker.integer,
    FieldKind.AMOUNT: ValueChecker.number,
    FieldKind.UNIT_PRICE: ValueChecker.number,
    FieldKind.QUANTITY: ValueChecker.number,
    FieldKind.PERCENT: ValueChecker.number,
    FieldKind.RATE: ValueChecker.number,
    FieldKind.BOOLEAN: ValueChecker.boolean,
    FieldKind.DATE: ValueChecker.day,
    FieldKind.DATETIME: ValueChecker.moment,
    FieldKind.CHOICE: ValueChecker.choice,
    FieldKind.FORMULA: ValueChecker.formula,
    FieldKind.DURATION: ValueChecker.duration,
}


def is_storable(text: str) -> bool:
    """Whether both databases keep a text: no zero characters, no halves of characters."""
    if "\0" in text:
        return False
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def kind_of(column: sa.Column[Any], info: FieldInfo) -> FieldKind:
    """The kind of the value itself: a look-up field holds a code, a text or a number."""
    if info.kind is not FieldKind.LOOKUP:
        return info.kind
    return FieldKind.INTEGER if isinstance(column.type, sa.Integer) else FieldKind.CODE


def blank_of(column: sa.Column[Any]) -> object:
    """What a cleared field holds; a cleared key waits for a number to be drawn or typed."""
    if column.nullable or (column.primary_key and column.default is None):
        return None
    if isinstance(column.type, sa.Enum):
        default = column.default
        if default is not None and isinstance(default, sa.ColumnDefault):
            return default.arg
        return next(iter(column.type.enum_class or ()))
    if isinstance(column.type, sa.Boolean):
        return False
    if isinstance(column.type, sa.String):
        return ""
    return Decimal(0) if not isinstance(column.type, sa.Integer) else 0
