"""What a field of a record is, read off its column: kind, length, choices, look-up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import sqlalchemy as sa

from desktop.models.columns import (
    CodeType,
    DurationType,
    ExactDecimal,
    FormulaType,
    PercentType,
    PlainDecimal,
    QuantityType,
    UnitPriceType,
    UtcDateTime,
)
from desktop.models.every_table import Base
from desktop.models.labels import field_label
from desktop.services.setup.references import SOFT_COLUMNS
from desktop.services.setup.refusals import FieldUnknown, TableUnknown

KEPT_BY_PROGRAM = frozenset(
    {
        "row_version",
        "changed_by",
        "changed_at",
        "created_by",
        "created_at",
        "no_series_code",
        "is_demo",
        "last_date_used",
        "made_on",
        "last_error",
        "last_run_at",
        "last_run_no",
        "next_run_at",
    }
)
"""Fields that nobody types."""

TYPED_AFTER_ALL = frozenset(
    {("customer_template", "no_series_code"), ("item_template", "no_series_code")}
)
"""Fields of such a name that somebody does type: (table, field)."""


class FieldKind(StrEnum):
    """How a field is typed and shown."""

    TEXT = "text"
    CODE = "code"
    MEMO = "memo"
    INTEGER = "integer"
    AMOUNT = "amount"
    UNIT_PRICE = "unit_price"
    QUANTITY = "quantity"
    PERCENT = "percent"
    RATE = "rate"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    FORMULA = "formula"
    DURATION = "duration"
    LOOKUP = "lookup"


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of a record, as a screen needs to know it.

    `label` is the English label, to be translated. `lookup` names the table whose key the
    field holds. `length` is 0 where it means nothing; `places` are decimal places. An `optional`
    choice or switch may also say nothing.
    """

    name: str
    label: str
    kind: FieldKind
    length: int = 0
    required: bool = False
    choices: tuple[StrEnum, ...] = ()
    lookup: str | None = None
    editable: bool = True
    places: int = 0
    optional: bool = False


_KINDS: tuple[tuple[type[Any], FieldKind], ...] = (
    (UnitPriceType, FieldKind.UNIT_PRICE),
    (QuantityType, FieldKind.QUANTITY),
    (PercentType, FieldKind.PERCENT),
    (ExactDecimal, FieldKind.AMOUNT),
    (PlainDecimal, FieldKind.RATE),
    (UtcDateTime, FieldKind.DATETIME),
    (CodeType, FieldKind.CODE),
    (DurationType, FieldKind.DURATION),
    (FormulaType, FieldKind.FORMULA),
    (sa.Enum, FieldKind.CHOICE),
    (sa.Text, FieldKind.MEMO),
    (sa.String, FieldKind.TEXT),
    (sa.Boolean, FieldKind.BOOLEAN),
    (sa.Date, FieldKind.DATE),
    (sa.Integer, FieldKind.INTEGER),
)


def model_of(table: str) -> type[Base]:
    """The class of a table's rows; raises TableUnknown."""
    found = _models().get(table)
    if found is None:
        raise TableUnknown(name=table)
    return found


@cache
def table_of(name: str) -> sa.Table:
    """The table itself, for queries; raises TableUnknown."""
    model_of(name)
    return Base.metadata.tables[name]


@cache
def _models() -> dict[str, type[Base]]:
    return {
        str(mapper.local_table.name): mapper.class_
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, sa.Table)
    }


@cache
def field_infos(table: str) -> tuple[FieldInfo, ...]:
    """All fields of a table in the order of its columns; pictures are not fields."""
    keys = set(key_fields(table))
    return tuple(
        _info(column, is_key=column.name in keys)
        for column in table_of(table).columns
        if not isinstance(column.type, sa.LargeBinary)
    )


@cache
def field_info(table: str, name: str) -> FieldInfo:
    """One field; raises FieldUnknown."""
    for info in field_infos(table):
        if info.name == name:
            return info
    raise FieldUnknown(field=name, table=table, field_name=name)


@cache
def key_fields(table: str) -> tuple[str, ...]:
    """The names of the fields that make the key, in order."""
    return tuple(column.name for column in sa.inspect(model_of(table)).primary_key)


def _info(column: sa.Column[Any], *, is_key: bool) -> FieldInfo:
    kind = next(kind for type_, kind in _KINDS if isinstance(column.type, type_))
    lookup = _lookup_of(column)
    if kind is FieldKind.AMOUNT and getattr(column.type, "places", 0) > 5:  # noqa: PLR2004  (rates)
        kind = FieldKind.RATE
    return FieldInfo(
        name=column.name,
        label=field_label(column.name),
        kind=FieldKind.LOOKUP if lookup else kind,
        length=getattr(column.type, "length", 0) or 0,
        required=is_key and column.default is None,
        choices=tuple(getattr(column.type, "enum_class", None) or ()),
        lookup=lookup,
        editable=column.name not in KEPT_BY_PROGRAM
        or (column.table.name, column.name) in TYPED_AFTER_ALL,
        places=getattr(column.type, "places", 0),
        optional=bool(column.nullable) and kind in {FieldKind.CHOICE, FieldKind.BOOLEAN},
    )


def _lookup_of(column: sa.Column[Any]) -> str | None:
    for key in column.foreign_keys:
        if len(key.constraint.elements if key.constraint else ()) == 1:
            return str(key.column.table.name)
    if isinstance(column.type, CodeType) and column.name in SOFT_COLUMNS:
        return SOFT_COLUMNS[column.name]
    return None
