"""How the values in a filter are read and spelled: as they are stored, or as a user types them.

Both ways have the same grammar and the same moving days, so that a filter kept in one language is
shown in every other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

from desktop.models.values.dates import AmbiguousDateError, DateWords, fold, read_day, spell_day
from desktop.models.values.days import Day
from desktop.models.values.number_entry import NumberSymbols, parse_number

MOST_DIGITS = 30
"""Digits of a number in a filter, before and after the decimal sign together: more than any figure
that is kept."""

Value: TypeAlias = str | bool | int | Decimal | Day
"""What a filter compares with; the kind of the filter says which of these it is."""


class FilterKind(StrEnum):
    """What the values of a column are, and with that how its filters are read."""

    TEXT = "text"
    CODE = "code"
    """A text that is kept in capitals."""
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    DATETIME = "datetime"
    """A moment, found by its day on this computer's calendar."""
    BOOLEAN = "boolean"
    CHOICE = "choice"
    """One of a closed set of words."""

    @property
    def is_text(self) -> bool:
        """Whether patterns can be looked for."""
        return self in {FilterKind.TEXT, FilterKind.CODE}

    @property
    def has_order(self) -> bool:
        """Whether one value can be greater than another."""
        return self not in {FilterKind.BOOLEAN, FilterKind.CHOICE}


class TooManyDigits(ValueError):
    """A number is longer than any figure that is kept."""


class AmbiguousWord(ValueError):
    """A text is the beginning of several words: `candidates`, with commas between."""

    def __init__(self, candidates: str) -> None:
        self.candidates = candidates
        super().__init__(candidates)


@dataclass(frozen=True)
class FilterReading:
    """One way to write values. The functions that read raise ValueError for what they cannot.

    Attributes:
        read_number, spell_number: any number.
        read_day, spell_day: a date, or a day that moves with the work date.
        yes, no: the words; the English ones and 1 and 0 are understood everywhere.
        choices: the word shown for each word stored, in their usual order; none are known when
            empty, then every text is one.

    """

    read_number: Callable[[str], Decimal]
    spell_number: Callable[[Decimal], str]
    read_day: Callable[[str], Day]
    spell_day: Callable[[Day], str]
    yes: str = "yes"
    no: str = "no"
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def read(self, text: str, kind: FilterKind) -> Value:
        """The value that a text is. Raises ValueError, AmbiguousWord or TooManyDigits."""
        return _READERS[kind](self, text)

    def spell(self, value: Value, kind: FilterKind) -> str:
        """A value of a kind as `read` reads it."""
        return _SPELLERS[kind](self, value)

    def read_figure(self, text: str) -> Decimal:
        """A number of a length that can be compared."""
        number = self.read_number(text)
        _, digits, exponent = number.as_tuple()
        if not isinstance(exponent, int) or max(len(digits), abs(exponent)) > MOST_DIGITS:
            raise TooManyDigits(text)
        return number

    def read_whole(self, text: str) -> int:
        """A whole number."""
        number = self.read_figure(text)
        if number != number.to_integral_value():
            raise ValueError(text)
        return int(number)

    def read_flag(self, text: str) -> bool:
        """Yes or no."""
        flag = self._flags.get(fold(text))
        if flag is None:
            raise ValueError(text)
        return flag

    def read_choice(self, text: str) -> str:
        """The stored word for a shown one, for itself, or for a beginning that only one has."""
        word = fold(text)
        if not self.choices or word in self._words:
            return self._words.get(word, text)
        meant = {stored: None for shown, stored in self._words.items() if shown.startswith(word)}
        if not word or not meant:
            raise ValueError(text)
        if len(meant) > 1:
            raise AmbiguousWord(", ".join(self.choices[stored] for stored in meant))
        return next(iter(meant))

    def spell_choice(self, stored: str) -> str:
        """The shown word of a stored one; the stored one where two are shown alike."""
        shown = self.choices.get(stored, stored)
        return shown if self._words.get(fold(shown)) == stored else stored

    @cached_property
    def _words(self) -> dict[str, str]:
        """What each folded word means; a shown word wins over a stored one."""
        stored = {fold(word): word for word in self.choices}
        return {**stored, **{fold(shown): word for word, shown in self.choices.items()}}

    @cached_property
    def _flags(self) -> dict[str, bool]:
        known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
        return {**known, fold(self.no): False, fold(self.yes): True}


def canonical_reading(work_date: date, choices: Iterable[str] = ()) -> FilterReading:
    """How filters are kept: ISO dates, decimal points, English words, stored choices.

    A date that is not written out, such as `15`, is one of the work date's month.
    """
    words = DateWords()

    def read(text: str) -> Day:
        try:
            return read_day(text, work_date, words)
        except AmbiguousDateError as error:
            raise AmbiguousWord(", ".join(error.candidates)) from error

    return FilterReading(
        read_number=lambda text: parse_number(text, NumberSymbols()),
        spell_number=_plain_number,
        read_day=read,
        spell_day=lambda day: spell_day(day, words, date.isoformat),
        choices={word: word for word in choices},
    )


def _plain_number(number: Decimal) -> str:
    """All digits without needless zeros, so that equal filters are kept alike."""
    digits = f"{number:f}" if number else "0"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _as_typed(_reading: FilterReading, text: str) -> str:
    return text


_Reader: TypeAlias = Callable[[FilterReading, str], Value]
_READERS: dict[FilterKind, _Reader] = {
    FilterKind.TEXT: _as_typed,
    FilterKind.CODE: _as_typed,
    FilterKind.NUMBER: FilterReading.read_figure,
    FilterKind.INTEGER: FilterReading.read_whole,
    FilterKind.DATE: lambda reading, text: reading.read_day(text),
    FilterKind.DATETIME: lambda reading, text: reading.read_day(text),
    FilterKind.BOOLEAN: FilterReading.read_flag,
    FilterKind.CHOICE: FilterReading.read_choice,
}

_Speller: TypeAlias = Callable[[FilterReading, Any], str]
_SPELLERS: dict[FilterKind, _Speller] = {
    FilterKind.TEXT: _as_typed,
    FilterKind.CODE: _as_typed,
    FilterKind.NUMBER: lambda reading, number: reading.spell_number(number),
    FilterKind.INTEGER: lambda _reading, number: str(number),
    FilterKind.DATE: lambda reading, day: reading.spell_day(day),
    FilterKind.DATETIME: lambda reading, day: reading.spell_day(day),
    FilterKind.BOOLEAN: lambda reading, flag: reading.yes if flag else reading.no,
    FilterKind.CHOICE: FilterReading.spell_choice,
}
