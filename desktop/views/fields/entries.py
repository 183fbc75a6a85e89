"""How each kind of field prints its value and reads what was typed, through the Localizer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.errors import Refusal
from desktop.models.values.keys import code
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import _, user_localizer

NUMERIC = frozenset(
    {
        FieldKind.INTEGER,
        FieldKind.AMOUNT,
        FieldKind.UNIT_PRICE,
        FieldKind.QUANTITY,
        FieldKind.PERCENT,
        FieldKind.RATE,
    }
)
"""Kinds whose text stands to the right."""
_NUMBER_OF_A_RECORD = "_no"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the reading of a typed text gave: a value, or the sentence that says what is wrong.

    `refusal` is what the sentence was made of, where it is a refusal.
    """

    value: object = None
    error: str = ""
    refusal: Refusal | None = None


def printed(info: FieldInfo, value: object) -> str:
    """A field's value as the user reads and types it; None is empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, StrEnum):
        return user_localizer().choice(value)
    if info.kind is FieldKind.INTEGER and info.name.endswith(_NUMBER_OF_A_RECORD):
        return str(value)  # it names a record and counts nothing, so no digits are grouped
    printer = _PRINTERS.get(info.kind)
    return printer(value) if printer else str(value)


def read(info: FieldInfo, text: str, work_date: date) -> Entry:
    """The value that a typed text stands for; an empty text is None.

    Dates know the words of the Localizer (`t`, `15`, `1501`, `+5`) and count from the work date;
    quantities, prices and amounts may be sums such as `12*4`.
    """
    text = text.strip()
    if not text:
        return Entry(None)
    reader = _READERS.get(info.kind, _read_text)
    try:
        return Entry(reader(info, text, work_date))
    except Refusal as refusal:
        return Entry(error=user_localizer().refusal(refusal), refusal=refusal)
    except ValueError:
        return Entry(error=_not_understood(info, text))


def _read_text(_info: FieldInfo, text: str, _work_date: date) -> object:
    return text


def _read_code(info: FieldInfo, text: str, _work_date: date) -> object:
    return code(text, info.length or len(text))


def _read_integer(_info: FieldInfo, text: str, _work_date: date) -> object:
    number = user_localizer().parse_quantity(text)
    if number != number.to_integral_value():
        raise ValueError(text)
    return int(number)


def _read_number(_info: FieldInfo, text: str, _work_date: date) -> object:
    return user_localizer().parse_quantity(text)


def _read_percent(_info: FieldInfo, text: str, _work_date: date) -> object:
    return user_localizer().parse_quantity(text.rstrip("% \u00a0"))


def _read_date(_info: FieldInfo, text: str, work_date: date) -> object:
    return user_localizer().parse_date(text, work_date)


def _read_duration(_info: FieldInfo, text: str, _work_date: date) -> object:
    return user_localizer().parse_duration(text)


def _read_formula(_info: FieldInfo, text: str, _work_date: date) -> object:
    return user_localizer().parse_formula(text)


_READERS: dict[FieldKind, Callable[[FieldInfo, str, date], object]] = {
    FieldKind.CODE: _read_code,
    FieldKind.INTEGER: _read_integer,
    FieldKind.AMOUNT: _read_number,
    FieldKind.UNIT_PRICE: _read_number,
    FieldKind.QUANTITY: _read_number,
    FieldKind.RATE: _read_number,
    FieldKind.PERCENT: _read_percent,
    FieldKind.DATE: _read_date,
    FieldKind.FORMULA: _read_formula,
    FieldKind.DURATION: _read_duration,
}

_PRINTERS: dict[FieldKind, Callable[[Any], str]] = {
    FieldKind.INTEGER: lambda value: user_localizer().integer(value),
    FieldKind.AMOUNT: lambda value: user_localizer().amount(value),
    FieldKind.UNIT_PRICE: lambda value: user_localizer().unit_price(value),
    FieldKind.QUANTITY: lambda value: user_localizer().quantity(value),
    FieldKind.RATE: lambda value: user_localizer().quantity(value),
    FieldKind.PERCENT: lambda value: user_localizer().percent(value),
    FieldKind.DATE: lambda value: user_localizer().date(value),
    FieldKind.DATETIME: lambda value: user_localizer().datetime(value),
    FieldKind.FORMULA: lambda value: user_localizer().formula(value),
    FieldKind.DURATION: lambda value: user_localizer().formula(value),
    FieldKind.BOOLEAN: lambda value: _("Yes") if value else _("No"),
}


def _not_understood(info: FieldInfo, text: str) -> str:
    if info.kind is FieldKind.INTEGER:
        return _("“{text}” is not a whole number.").format(text=text)
    if info.kind is FieldKind.CODE:
        return _(
            "“{text}” is not a code: use up to {length} letters, digits, blanks and - _ / . + & #."
        ).format(text=text, length=info.length)
    return _("“{text}” cannot stand in {label}.").format(text=text, label=_(info.label))
