"""Columns made from what the services know of a field, for lists declared by names alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from desktop.models.labels import enum_label
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import _
from desktop.views.tables.columns import Column, Kind

_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.MEMO: Kind.TEXT,
    FieldKind.CHOICE: Kind.TEXT,
    FieldKind.CODE: Kind.CODE,
    FieldKind.LOOKUP: Kind.CODE,
    FieldKind.FORMULA: Kind.FORMULA,
    FieldKind.DURATION: Kind.FORMULA,
    FieldKind.INTEGER: Kind.INTEGER,
    FieldKind.AMOUNT: Kind.AMOUNT,
    FieldKind.UNIT_PRICE: Kind.UNIT_PRICE,
    FieldKind.QUANTITY: Kind.QUANTITY,
    FieldKind.RATE: Kind.QUANTITY,
    FieldKind.PERCENT: Kind.PERCENT,
    FieldKind.BOOLEAN: Kind.BOOLEAN,
    FieldKind.DATE: Kind.DATE,
    FieldKind.DATETIME: Kind.DATETIME,
}
_NEVER_SHOWN = frozenset({"row_version"})
"""Fields that mean nothing to a user."""
_CODE_LETTER = 9
_MOST_CODE = 116
"""Codes may be twenty letters long, but hardly any is longer than eleven."""
_SHORT_TEXT = 35
_TEXT_LETTER = 4.5
_WORD_LETTER = 7
_LEAST_CHOICE, _MOST_CHOICE = 104, 180


def kind_of(info: FieldInfo) -> Kind:
    """How a column shows a field."""
    return _KINDS[info.kind]


def info_columns(
    infos: Sequence[FieldInfo],
    names: Sequence[str],
    *,
    values: Callable[[Any], Any] = attrgetter("values"),
    linked: Sequence[str] = (),
) -> tuple[Column, ...]:
    """Columns for fields by name, in that order; `values` reads a row's values by name.

    Columns named in `linked` open the row's record.
    """
    known = {info.name: info for info in infos}
    columns = (_column(known[name], values) for name in names)
    return tuple(
        replace(column, kind=Kind.LINK) if column.name in linked else column for column in columns
    )


def further_columns(infos: Sequence[FieldInfo], shown: Sequence[Column]) -> tuple[Column, ...]:
    """Columns for all fields that a list does not show: the user may choose and filter by them."""
    taken = {column.name for column in shown} | _NEVER_SHOWN
    rest = (info for info in infos if info.name not in taken)
    return tuple(replace(_column(info, attrgetter("values")), visible=False) for info in rest)


def _column(info: FieldInfo, values: Callable[[Any], Any]) -> Column:
    return Column(
        info.name,
        info.label,
        _getter(info.name, values),
        kind_of(info),
        width=_width(info),
        total=info.kind is FieldKind.AMOUNT,
        choices=info.choices,
    )


def _getter(name: str, values: Callable[[Any], Any]) -> Callable[[Any], object]:
    return lambda row: values(row).get(name)


def _width(info: FieldInfo) -> int:
    """Codes and short texts are as wide as they may be long, choices as their longest word."""
    if info.kind in {FieldKind.CODE, FieldKind.LOOKUP} and info.length:
        return min(max(info.length * _CODE_LETTER + 16, 88), _MOST_CODE)
    if info.kind is FieldKind.TEXT and info.length and info.length <= _SHORT_TEXT:
        return max(round(info.length * _TEXT_LETTER), 88)
    if info.kind is FieldKind.CHOICE:
        longest = max((len(_(enum_label(word))) for word in info.choices), default=0)
        return min(max(longest * _WORD_LETTER + 16, _LEAST_CHOICE), _MOST_CHOICE)
    return 0
