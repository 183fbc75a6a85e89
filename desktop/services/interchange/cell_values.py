"""What a cell of a spreadsheet means in a field: numbers as texts, dates as numbers, words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from desktop.errors import Refusal
from desktop.models.labels import enum_label
from desktop.models.values.date_formula import DateFormula
from desktop.services.interchange.refusals import CellHoldsError, CellNotCalculated, CellNotYesNo
from desktop.services.interchange.workbook import BadCell, CellValue
from desktop.services.records import FieldInfo, FieldKind, table_of
from desktop.services.setup.field_values import kind_of
from desktop.services.setup.refusals import ValueWrongKind
from desktop.translation import Localizer

DAY_ZERO = date(1899, 12, 30)
LAST_SERIAL = 2_958_465
"""The serial number of 9999-12-31."""

_NUMBERS = frozenset(
    {
        FieldKind.AMOUNT,
        FieldKind.UNIT_PRICE,
        FieldKind.QUANTITY,
        FieldKind.PERCENT,
        FieldKind.RATE,
        FieldKind.INTEGER,
    }
)
_YES = frozenset({"yes", "true", "1", "x"})
_NO = frozenset({"no", "false", "0"})


@dataclass(frozen=True)
class CellReader:
    """Reads cells in the user's way, and in that of the language the file was written in.

    `work_date` is what typed dates without a year are taken from.
    """

    localizer: Localizer
    work_date: date
    file_localizer: Localizer
    _labels: dict[tuple[type, StrEnum], frozenset[str]] = field(default_factory=dict, repr=False)

    def value(self, table: str, info: FieldInfo, cell: CellValue) -> object:
        """The value of a field, None for a blank cell; raises a Refusal that names the field.

        What the field demands of the value beyond its kind is left to the records' rules.
        """
        if isinstance(cell, str):
            cell = cell.strip("\ufeff\u200b\u00a0 \t\r\n")
        if cell is None or cell == "":
            return None
        if isinstance(cell, BadCell):
            kind = CellNotCalculated if cell.is_uncalculated else CellHoldsError
            if kind is CellNotCalculated:
                raise CellNotCalculated(field=info.name, entered_field=info.name)
            raise CellHoldsError(field=info.name, entered_field=info.name, text=cell.text)
        meant = kind_of(table_of(table).columns[info.name], info)
        if meant in _NUMBERS:
            return self._number(info, cell)
        return _READERS.get(meant, _text)(self, info, cell)

    def shown(self, cell: CellValue) -> str:
        """A cell as the preview prints it."""
        if isinstance(cell, BadCell):
            return cell.text
        if isinstance(cell, bool):
            return self.localizer.value(cell)
        if isinstance(cell, (time, timedelta)):
            return str(cell)
        if isinstance(cell, datetime):
            if cell.time() == time():
                return self.localizer.date(cell.date())
            return self.localizer.datetime(cell.astimezone())
        return self.localizer.value(cell)

    def _number(self, info: FieldInfo, cell: object) -> Decimal:
        if isinstance(cell, str):
            return self.localizer.parse_number(cell)
        if isinstance(cell, bool) or not isinstance(cell, (int, Decimal)):
            raise _wrong(info, cell)
        return Decimal(cell)

    def date(self, info: FieldInfo, cell: object) -> date:
        """A day: typed, as a date, or as its serial number."""
        if isinstance(cell, datetime):
            if cell.time() != time():
                raise _wrong(info, cell)
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, str):
            return _iso_date(cell) or self.localizer.parse_date(cell, self.work_date)
        if isinstance(cell, bool) or not isinstance(cell, (int, Decimal)):
            raise _wrong(info, cell)
        number = Decimal(cell)
        if number != number.to_integral_value() or not 1 <= number <= LAST_SERIAL:
            raise _wrong(info, cell)
        return DAY_ZERO + timedelta(days=int(number))

    def moment(self, info: FieldInfo, cell: object) -> datetime:
        """A point in time, in the time of this place."""
        if isinstance(cell, datetime):
            return cell.astimezone()
        if isinstance(cell, str):
            try:
                return datetime.fromisoformat(cell).astimezone()
            except (ValueError, OverflowError) as error:
                raise _wrong(info, cell) from error
        raise _wrong(info, cell)

    def boolean(self, info: FieldInfo, cell: object) -> bool:
        """Yes or no in words, figures, or as the spreadsheet's own."""
        if isinstance(cell, bool):
            return cell
        word = (f"{cell:f}" if isinstance(cell, Decimal) else str(cell)).casefold()
        if word in _YES or word in self._words("Yes"):
            return True
        if word in _NO or word in self._words("No"):
            return False
        raise CellNotYesNo(field=info.name, entered_field=info.name, text=str(cell))

    def choice(self, info: FieldInfo, cell: object) -> object:
        """A choice by its stored word or its label; what is neither is left to the rules."""
        word = str(cell).casefold()
        for member in info.choices:
            if word == member.value.casefold() or word in self._labels_of(member):
                return member
        return str(cell)

    def formula(self, info: FieldInfo, cell: object) -> str:
        """A date formula in the letters of a language."""
        text = str(_text(self, info, cell))
        return str(self._in_a_language(lambda localizer: localizer.parse_formula(text)))

    def duration(self, info: FieldInfo, cell: object) -> str:
        """A formula that counts forward."""
        text = str(_text(self, info, cell))
        return str(self._in_a_language(lambda localizer: localizer.parse_duration(text)))

    def _in_a_language(self, parse: Callable[[Localizer], DateFormula]) -> DateFormula:
        """What a formula means in the file's language, or in that of whoever typed over it."""
        try:
            return parse(self.file_localizer)
        except Refusal:
            return parse(self.localizer)

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(
            each.gettext(text).casefold() for each in (self.localizer, self.file_localizer)
        )

    def _labels_of(self, member: StrEnum) -> frozenset[str]:
        key = (type(member), member)  # members of two sets may be equal words
        if key not in self._labels:
            label = enum_label(member)
            self._labels[key] = self._words(label) | {label.casefold()}
        return self._labels[key]


def _text(_reader: CellReader, info: FieldInfo, cell: object) -> object:
    """A text; a number that a spreadsheet made of one is written in figures again."""
    if isinstance(cell, bool):
        raise _wrong(info, cell)
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}" if cell.is_finite() else str(cell)
    if isinstance(cell, (str, int)):
        return str(cell)
    raise _wrong(info, cell)


def _wrong(info: FieldInfo, cell: object) -> ValueWrongKind:
    return ValueWrongKind(field=info.name, entered_field=info.name, text=str(cell))


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-15") else None
    except ValueError:
        return None


_READERS: dict[FieldKind, Callable[[CellReader, FieldInfo, object], object]] = {
    FieldKind.DATE: CellReader.date,
    FieldKind.DATETIME: CellReader.moment,
    FieldKind.BOOLEAN: CellReader.boolean,
    FieldKind.CHOICE: CellReader.choice,
    FieldKind.FORMULA: CellReader.formula,
    FieldKind.DURATION: CellReader.duration,
}
