"""Date formulas: the small language for terms, lead times and shipping times (CU10–CU12).

A formula is stored in canonical letters (`CM+8D`); a screen reads and shows it in the letters of
the user's language, which arrive here as `FormulaLetters`.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

LONGEST_FORMULA = 32
LARGEST_COUNT = 9999
LARGEST_DAY = 31
_MONTHS_IN_A_YEAR = 12


class Token(StrEnum):
    """The canonical letters, in the order in which a language lists its own."""

    CURRENT = "C"
    DAY = "D"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    YEAR = "Y"
    WEEKDAY = "WD"


UNITS = frozenset({Token.DAY, Token.WEEK, Token.MONTH, Token.QUARTER, Token.YEAR})
_MONTHS = {Token.MONTH: 1, Token.QUARTER: 3, Token.YEAR: _MONTHS_IN_A_YEAR}
_DAYS = {Token.DAY: 1, Token.WEEK: 7}


class DateFormulaError(ValueError):
    """A text is not a date formula: `part`, at the 1-based `position`, is unexpected."""

    def __init__(self, text: str, part: str, position: int) -> None:
        self.text = text
        self.part = part
        self.position = position
        super().__init__(
            f"{text!r} is not a date formula: unexpected {part!r} at position {position}"
        )


class DurationError(DateFormulaError):
    """A date formula is no duration: `part` points back or to a calendar day (CU12)."""


class DateBeyondCalendarError(ValueError):
    """A formula leads out of the years 1 to 9999."""


@dataclass(frozen=True)
class FormulaLetters:
    """The letters of one language, each with its canonical token.

    Canonical letters are always understood too; where a language uses one of them for something
    else, the language's meaning counts.
    """

    letters: tuple[str, ...] = tuple(Token)

    def __post_init__(self) -> None:
        if len({letter.upper() for letter in self.letters}) != len(Token):
            raise ValueError(f"{self.letters} are not {len(Token)} different letters")

    @classmethod
    def parse(cls, text: str) -> FormulaLetters:
        """Letters in the order C D W M Q Y WD, with blanks between: `L D V M K Å VD`."""
        return cls(tuple(text.split()))

    def letter(self, token: Token) -> str:
        """The language's letter for a canonical one."""
        return self.letters[tuple(Token).index(token)]

    @cached_property
    def tokens(self) -> dict[str, Token]:
        """What each upper-case letter that may be typed means."""
        own = {letter.upper(): token for letter, token in zip(self.letters, Token, strict=True)}
        return {**{token.value: token for token in Token}, **own}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Splits a text into signs, numbers and letters, the longest letters first."""
        longest_first = sorted(self.tokens, key=len, reverse=True)
        letters = "|".join(map(re.escape, longest_first))
        return re.compile(
            rf"(?P<sign>[-+−])|(?P<number>[0-9]+)|(?P<letter>{letters})", re.IGNORECASE
        )


CANONICAL = FormulaLetters()


@dataclass(frozen=True, slots=True)
class Term:
    """One step of a formula.

    `token` is what the term starts with: a unit for a count of units (`+2W`), CURRENT for the end
    or beginning of a unit (`CM`), DAY or WEEKDAY with `is_calendar_day` for a day to be found
    (`D15`, `WD1`).
    """

    token: Token
    number: int = 0
    unit: Token | None = None
    is_calendar_day: bool = False
    is_negative: bool = False

    def __post_init__(self) -> None:
        if self.token is Token.CURRENT:
            is_right = self.unit in UNITS
        elif self.is_calendar_day:
            largest = {Token.DAY: LARGEST_DAY, Token.WEEKDAY: calendar.SUNDAY + 1}
            is_right = 1 <= self.number <= largest.get(self.token, 0)
        else:
            is_right = self.token in UNITS and 0 <= self.number <= LARGEST_COUNT
        if not is_right:
            raise ValueError(f"{self!r} is no term of a date formula")

    @property
    def is_duration(self) -> bool:
        """Whether the term counts units forward."""
        return self.token in UNITS and not self.is_calendar_day and not self.is_negative

    def spelled(self, letters: FormulaLetters) -> str:
        """The term without its sign, in the letters of a language."""
        letter = letters.letter(self.token)
        if self.unit is not None:
            return letter + letters.letter(self.unit)
        return f"{letter}{self.number}" if self.is_calendar_day else f"{self.number}{letter}"

    def apply(self, day: date) -> date:
        """The date that the term leads to."""
        if self.unit is not None:
            return _first_of(self.unit, day) if self.is_negative else _last_of(self.unit, day)
        if self.is_calendar_day:
            found = _weekday_beyond if self.token is Token.WEEKDAY else _day_beyond
            return found(day, self.number, back=self.is_negative)
        count = -self.number if self.is_negative else self.number
        if self.token in _DAYS:
            return day + timedelta(days=count * _DAYS[self.token])
        return _add_months(day, count * _MONTHS[self.token])


@dataclass(frozen=True, slots=True)
class DateFormula:
    """A way from one date to another; blank leads to the date itself.

    Formulas are equal when they are written alike (`1W` is not `7D`).
    """

    terms: tuple[Term, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(str(self)) > LONGEST_FORMULA:
            raise ValueError(f"{self} is longer than {LONGEST_FORMULA} characters")

    @classmethod
    def parse(cls, text: str, letters: FormulaLetters = CANONICAL) -> DateFormula:
        """Read a formula in a language's letters or the canonical ones (CU10).

        Blanks are ignored and letters are read in either case. Raises DateFormulaError, which
        tells the unexpected part.
        """
        return _Reader(text, letters).formula()

    @classmethod
    def parse_duration(cls, text: str, letters: FormulaLetters = CANONICAL) -> DateFormula:
        """Read a formula that only counts units forward, or a blank one (CU12).

        Raises DateFormulaError as `parse` does, and DurationError for what is no duration.
        """
        return _Reader(text, letters, is_duration=True).formula()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        return self.spelled(CANONICAL)

    def spelled(self, letters: FormulaLetters) -> str:
        """The formula in the letters of a language, without blanks and with no leading plus."""
        signed = "".join(
            ("-" if term.is_negative else "+") + term.spelled(letters) for term in self.terms
        )
        return signed.removeprefix("+")

    @property
    def is_duration(self) -> bool:
        """Whether the formula only counts units forward, as shipping and lead times must."""
        return all(term.is_duration for term in self.terms)

    def apply(self, day: date) -> date:
        """The date that the formula leads to: term by term, each on the result so far (CU11).

        Raises DateBeyondCalendarError when it leads out of the calendar.
        """
        result = day
        try:
            for term in self.terms:
                result = term.apply(result)
        except (OverflowError, ValueError) as error:
            raise DateBeyondCalendarError(f"{self} from {day} leads out of the calendar") from error
        return result

    def days_from(self, day: date) -> int:
        """How many calendar days the formula leads away from a date; negative when it leads back.

        Raises DateBeyondCalendarError.
        """
        return (self.apply(day) - day).days


class _Piece(NamedTuple):
    kind: str  # sign, number, letter
    text: str
    position: int


class _Reader:
    """Reads one text from left to right."""

    def __init__(self, text: str, letters: FormulaLetters, *, is_duration: bool = False) -> None:
        # Full-width digits and letters in two parts (A and a ring) are what they look like.
        self._text = unicodedata.normalize("NFKC", text)
        self._letters = letters
        self._is_duration = is_duration
        self._pieces = self._split()
        self._next = 0

    def formula(self) -> DateFormula:
        terms: list[Term] = []
        length = 0
        while self._next < len(self._pieces):
            start = self._pieces[self._next]
            term = self._term()
            if self._is_duration and not term.is_duration:
                raise DurationError(self._text, self._text_since(start), start.position)
            length += len(term.spelled(CANONICAL)) + (bool(terms) or term.is_negative)
            if length > LONGEST_FORMULA:
                raise self._unexpected(start)
            terms.append(term)
        return DateFormula(tuple(terms))

    def _split(self) -> list[_Piece]:
        pieces: list[_Piece] = []
        position = 0
        # Blanks are ignored wherever they stand, also inside a number or between W and D.
        kept = [(place, char) for place, char in enumerate(self._text) if not char.isspace()]
        dense = "".join(char for _, char in kept)
        while position < len(dense):
            match = self._letters.pattern.match(dense, position)
            place = kept[position][0] + 1
            if match is None or match.lastgroup is None:
                raise DateFormulaError(self._text, dense[position], place)
            pieces.append(_Piece(match.lastgroup, match.group(), place))
            position = match.end()
        return pieces

    def _term(self) -> Term:
        is_negative = False
        if self._kind() == "sign":
            is_negative = self._take().text != "+"
        if self._kind() == "number":
            number = self._number(0, LARGEST_COUNT)
            return Term(self._unit(), number, is_negative=is_negative)
        piece = self._take()
        token = self._token(piece)
        if token is Token.CURRENT:
            return Term(token, unit=self._unit(), is_negative=is_negative)
        if token not in {Token.DAY, Token.WEEKDAY}:
            raise self._unexpected(piece)
        largest = LARGEST_DAY if token is Token.DAY else calendar.SUNDAY + 1
        number = self._number(1, largest)
        return Term(token, number, is_calendar_day=True, is_negative=is_negative)

    def _kind(self) -> str | None:
        return self._pieces[self._next].kind if self._next < len(self._pieces) else None

    def _take(self) -> _Piece:
        if self._next == len(self._pieces):
            # The text stops too early: what stands last is what cannot stand there alone.
            raise self._unexpected(self._pieces[-1])
        self._next += 1
        return self._pieces[self._next - 1]

    def _number(self, smallest: int, largest: int) -> int:
        piece = self._take()
        digits = piece.text.lstrip("0")
        if piece.kind != "number" or len(digits) > len(str(LARGEST_COUNT)):
            raise self._unexpected(piece)
        number = int(digits or "0")
        if not smallest <= number <= largest:
            raise self._unexpected(piece)
        return number

    def _unit(self) -> Token:
        piece = self._take()
        token = self._token(piece)
        if token not in UNITS:
            raise self._unexpected(piece)
        return token

    def _token(self, piece: _Piece) -> Token:
        token = self._letters.tokens.get(piece.text.upper())
        if token is None:
            raise self._unexpected(piece)
        return token

    def _text_since(self, start: _Piece) -> str:
        taken = self._pieces[: self._next]
        return "".join(piece.text for piece in taken if piece.position >= start.position)

    def _unexpected(self, piece: _Piece) -> DateFormulaError:
        return DateFormulaError(self._text, piece.text, piece.position)


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _month_of(day: date, offset: int) -> tuple[int, int]:
    """Year and month that lie `offset` months from the month of a date."""
    months = day.year * _MONTHS_IN_A_YEAR + day.month - 1 + offset
    year, month = divmod(months, _MONTHS_IN_A_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year}")
    return year, month + 1


def _add_months(day: date, offset: int) -> date:
    last = last_day_of_month(*_month_of(day, offset))
    return last.replace(day=min(day.day, last.day))


def _first_of(unit: Token, day: date) -> date:
    if unit is Token.DAY:
        return day
    if unit is Token.WEEK:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[unit]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _last_of(unit: Token, day: date) -> date:
    if unit is Token.DAY:
        return day
    if unit is Token.WEEK:
        return day + timedelta(days=calendar.SUNDAY - day.weekday())
    first = _first_of(unit, day)
    return last_day_of_month(first.year, first.month + _MONTHS[unit] - 1)


def _weekday_beyond(day: date, weekday: int, *, back: bool) -> date:
    """The nearest day strictly after (or before) a date that is weekday 1 (Monday) to 7."""
    if back:
        return day - timedelta(days=(day.isoweekday() - weekday - 1) % 7 + 1)
    return day + timedelta(days=(weekday - day.isoweekday() - 1) % 7 + 1)


def _day_beyond(day: date, number: int, *, back: bool) -> date:
    """The nearest day of a month strictly after (or before) a date; short months end earlier."""
    found = _numbered_day(day, number, 0)
    if back:
        return found if found < day else _numbered_day(day, number, -1)
    return found if found > day else _numbered_day(day, number, 1)


def _numbered_day(day: date, number: int, offset: int) -> date:
    last = last_day_of_month(*_month_of(day, offset))
    return last.replace(day=min(number, last.day))
