"""Filters as the user types and reads them; lists keep and ask for them in canonical text.

A user in Sweden types `>1 234,5`, `-30D..t`, `lm`, `Öppen|Släppt` and `Ja`; what is kept is
`>1234.5`, `-30D..t`, `CM`, `open|released` and `yes`, and every other user reads it in their way.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from desktop.errors import Refusal
from desktop.models.values.days import Day
from desktop.models.values.filter_expression import Filter, print_filter
from desktop.models.values.filter_expression import example as canonical_example
from desktop.models.values.filter_parsing import FilterWrong, parse_filter
from desktop.models.values.filter_reading import (
    AmbiguousWord,
    FilterKind,
    FilterReading,
    canonical_reading,
)
from desktop.models.values.refusals import AmbiguousDate
from desktop.translation import _, user_localizer
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.filter_words import condition_in_words

Choices = Iterable[StrEnum]
"""The words a column may have: an enum, or some of its members. None are known when empty."""

_KINDS = {
    Kind.TEXT: FilterKind.TEXT,
    Kind.CODE: FilterKind.CODE,
    Kind.LINK: FilterKind.CODE,
    Kind.AMOUNT: FilterKind.NUMBER,
    Kind.UNIT_PRICE: FilterKind.NUMBER,
    Kind.QUANTITY: FilterKind.NUMBER,
    Kind.PERCENT: FilterKind.NUMBER,
    Kind.INTEGER: FilterKind.INTEGER,
    Kind.DATE: FilterKind.DATE,
    Kind.DATETIME: FilterKind.DATETIME,
    Kind.STATUS: FilterKind.BOOLEAN,
    Kind.BOOLEAN: FilterKind.BOOLEAN,
}

Read = TypeVar("Read", Decimal, Day)


def column_filter_kind(column: Column) -> FilterKind | None:
    """How the filters of a column are read; None for icons and formulas, which have none.

    A state without choices is the word for a flag.
    """
    return FilterKind.CHOICE if column.choices else _KINDS.get(column.kind)


def canonical(text: str, kind: FilterKind, choices: Choices = (), *, work_date: date) -> str:
    """What is kept of a typed filter; nothing of a blank one.

    Dates without a year or month are those of the work date; days that move go on moving. Raises
    FilterWrong, see `wrong_text`.
    """
    if not text.strip():
        return ""
    members = tuple(choices)
    found = parse_filter(text, kind, user_reading(members, work_date=work_date))
    return print_filter(found, _canonical_reading(members, work_date))


def shown(text: str, kind: FilterKind, choices: Choices = (), *, work_date: date) -> str:
    """A kept filter as the user types it; a text that is no filter stays as it is, to be mended."""
    members = tuple(choices)
    found = _kept(text, kind, members, work_date)
    return print_filter(found, user_reading(members, work_date=work_date)) if found else text


def in_words(text: str, kind: FilterKind, choices: Choices = (), *, work_date: date) -> str:
    """A kept filter as a phrase, such as "1 Jul – 31 Jan", "over 500" or "contains oak".

    A text that is no filter stays as it is.
    """
    members = tuple(choices)
    found = _kept(text, kind, members, work_date)
    if found is None:
        return text
    return condition_in_words(found, user_reading(members, work_date=work_date), work_date)


def example(kind: FilterKind, choices: Choices = (), *, work_date: date) -> str:
    """A filter of a kind that the user may type."""
    return canonical_example(kind, user_reading(choices, work_date=work_date))


def wrong_text(
    wrong: FilterWrong, kind: FilterKind, choices: Choices = (), *, work_date: date
) -> str:
    """What is wrong with a typed filter, with an example that would be right."""
    return _("{what_is_wrong} Type for example {example}.").format(
        what_is_wrong=user_localizer().notice(wrong),
        example=example(kind, choices, work_date=work_date),
    )


def user_reading(choices: Choices, *, work_date: date) -> FilterReading:
    """How the user writes numbers, days, choices, and yes and no."""
    localizer = user_localizer()

    def read_day(text: str) -> Day:
        return localizer.parse_day(text, work_date)

    return FilterReading(
        read_number=lambda text: _understood(localizer.parse_number, text.rstrip("%\u00a0 ")),
        spell_number=localizer.quantity,
        read_day=lambda text: _understood(read_day, text),
        spell_day=localizer.day,
        yes=_("Yes"),
        no=_("No"),
        choices={member.value: localizer.choice(member) for member in choices},
    )


def _canonical_reading(members: tuple[StrEnum, ...], work_date: date) -> FilterReading:
    return canonical_reading(work_date, [member.value for member in members])


def _kept(
    text: str, kind: FilterKind, members: tuple[StrEnum, ...], work_date: date
) -> Filter | None:
    try:
        return parse_filter(text, kind, _canonical_reading(members, work_date))
    except FilterWrong:
        return None


def _understood(read: Callable[[str], Read], text: str) -> Read:
    """What a Localizer reads, with the errors that a reading has."""
    try:
        return read(text)
    except AmbiguousDate as refusal:
        raise AmbiguousWord(str(refusal.parameters["candidates"])) from refusal
    except Refusal as refusal:
        raise ValueError(text) from refusal
