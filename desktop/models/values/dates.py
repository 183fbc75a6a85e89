"""Dates as people type them (CU13) and filters over dates (CU14).

Everything is read against the work date, in the words of one language (`DateWords`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.models.values.date_formula import (
    CANONICAL,
    DateFormula,
    DateFormulaError,
    FormulaLetters,
    Term,
    Token,
)
from desktop.models.values.days import (
    AccountingPeriod,
    DateRange,
    Day,
    DayWord,
    Weekday,
    WholeDays,
    days_of,
)

_FIRST_CENTURY_OF_SHORT_YEARS = 50  # 50…99 are 1950…1999, 00…49 are 2000…2049
_ALL_PARTS = 3
_WEEK_AND_YEAR = re.compile(r"(?P<week>[0-9]{1,2})(?:[^\w]*(?P<year>[0-9]{4}|[0-9]{2}))?")
_WORD_AND_REST = re.compile(r"(?P<word>[^\W\d_]+)\.?\s*(?P<rest>.*)", re.DOTALL)
_SEPARATED = re.compile(r"(?:[0-9]+[^\w+]+)+[0-9]*")
_DAYS = re.compile(r"(?P<sign>[-+−])\s*(?P<days>[0-9]{1,4})")


class DateTextError(ValueError):
    """A text is not a date."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not a date")


class AmbiguousDateError(DateTextError):
    """A text is the beginning of several words; `candidates` are they, in their usual order."""

    def __init__(self, text: str, candidates: Sequence[str]) -> None:
        super().__init__(text)
        self.candidates = tuple(candidates)


@dataclass(frozen=True)
class DateWords:
    """What a language and region say when they speak of dates.

    Attributes:
        order: the letters d, m and y in the order in which dates are written.
        weekdays: the names from Monday to Sunday.
        today, work_date: the words for these days.
        period: the letter before the number of an accounting period.
        letters: the letters of date formulas.

    """

    order: str = "ymd"
    weekdays: tuple[str, ...] = (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    )
    today: str = "today"
    work_date: str = "work date"
    period: str = "p"
    letters: FormulaLetters = CANONICAL


def parse_date(text: str, work_date: date, words: DateWords, *, today: date | None = None) -> date:
    """The date that a typed text means (CU13).

    `today` is what the word for today means; without it that is the work date too. Raises
    DateTextError, or AmbiguousDateError with the words that the text may be the beginning of.
    """
    day = _DateReader(work_date, words).read(text)
    return _resolved(day, text, work_date, today=today).first


def read_day(text: str, work_date: date, words: DateWords) -> Day:
    """The day that one side of a date filter means, still moving if it was typed so (CU14).

    Days of a month and dates without a year are those of the work date. Raises DateTextError,
    also for what leads out of the calendar, or AmbiguousDateError.
    """
    day = _DateReader(work_date, words).side(text)
    _resolved(day, text, work_date)
    return day


def spell_day(day: Day, words: DateWords, write: Callable[[date], str]) -> str:
    """A day as `read_day` reads it back; `write` writes a date."""
    match day:
        case DayWord():
            return day.value
        case Weekday(number):
            return words.weekdays[number - 1]
        case AccountingPeriod(number):
            return f"{words.period}{number}"
        case DateFormula():
            # A sign before a letter keeps D15 from being a word; CM can be nothing else.
            spelled = day.spelled(words.letters)
            is_word = spelled[:1].isalpha() and day.terms[0].token is not Token.CURRENT
            return f"+{spelled}" if is_word else spelled
        case _:
            return write(day)


def parse_date_filter(
    text: str,
    work_date: date,
    words: DateWords,
    *,
    fiscal_year_start_month: int = 1,
    today: date | None = None,
) -> tuple[DateRange, ...]:
    """The ranges of dates that a typed filter means, in the order typed (CU14).

    A blank text is no filter and gives no range. Accounting periods are the months of the fiscal
    year that holds the work date. Raises what `parse_date` raises, with the part that is wrong.
    """
    if not text.strip():
        return ()
    reader = _DateReader(work_date, words)

    def side(text: str) -> WholeDays:
        return _resolved(
            reader.side(text),
            text,
            work_date,
            fiscal_year_start_month=fiscal_year_start_month,
            today=today,
        )

    return tuple(_range(part, side) for part in text.split("|"))


def fold(text: str) -> str:
    """A word as it is compared: in one case, without blanks, each accented letter one letter."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


class _DateReader:
    """Reads dates against one work date, in one language."""

    def __init__(self, work_date: date, words: DateWords) -> None:
        self.words = words
        self._work_date = work_date

    def side(self, typed: str) -> Day:
        """One side of a filter: an accounting period, or what stands for one date."""
        period = re.fullmatch(re.escape(fold(self.words.period)) + r"([0-9]{0,4})", fold(typed))
        if period is None:
            return self.read(typed)
        try:
            return AccountingPeriod(int(period[1] or "1"))
        except ValueError as error:
            raise DateTextError(typed) from error

    def read(self, typed: str) -> Day:
        text = unicodedata.normalize("NFKC", typed).strip()
        ways: tuple[Callable[[str], Day | None], ...] = (
            self._named,
            self._weekday,
            self._digits,
            self._separated,
            self._counted,
        )
        try:
            found = next((day for way in ways if (day := way(text))), None)
        except AmbiguousDateError:
            raise
        except ValueError as error:
            raise DateTextError(typed) from error
        if found is None:
            raise DateTextError(typed)
        return found

    def _named(self, text: str) -> DayWord | None:
        """Any beginning of "today" or "work date"; t and w mean them in every language."""
        if text.casefold() in set(DayWord):
            return DayWord(text.casefold())
        names = {self.words.today: DayWord.TODAY, self.words.work_date: DayWord.WORK_DATE}
        name = self._only_one(text, tuple(names))
        return None if name is None else names[name]

    def _weekday(self, text: str) -> Weekday | date | None:
        """A weekday of the work date's week, or of the week that is named."""
        whole = self._only_one(text, self.words.weekdays)
        if whole is not None:
            return Weekday(self.words.weekdays.index(whole) + 1)
        match = _WORD_AND_REST.fullmatch(text)
        name = match and self._only_one(match["word"], self.words.weekdays)
        if match is None or name is None:
            return None
        named = _WEEK_AND_YEAR.fullmatch(match["rest"])
        day = self.words.weekdays.index(name) + 1
        if named is None:
            # A point after the word (mon.) is all that may stand there besides a week.
            return None if match["rest"] else Weekday(day)
        year = _full_year(named["year"]) if named["year"] else self._work_date.isocalendar().year
        return date.fromisocalendar(year, int(named["week"]), day)

    def _only_one(self, text: str, names: Sequence[str]) -> str | None:
        """The one name that a text is the beginning of; a whole name wins over longer ones."""
        beginning = fold(text)
        if not beginning:
            return None
        found = [name for name in names if fold(name).startswith(beginning)]
        exact = [name for name in found if fold(name) == beginning]
        if len(found) > 1 and not exact:
            raise AmbiguousDateError(text, found)
        return next(iter(exact or found), None)

    def _digits(self, text: str) -> date | None:
        """Nothing but digits: a day, day and month, or a whole date."""
        if not (text.isascii() and text.isdigit()):
            return None
        widths = {"d": 2, "m": 2, "y": len(text) - 4}
        order = {1: "d", 2: "d", 4: self._order_without_year(), 6: self.words.order}
        order[8] = self.words.order
        if len(text) not in order:
            raise DateTextError(text)
        parts: dict[str, str] = {}
        start = 0
        for letter in order[len(text)]:
            parts[letter] = text[start : start + widths[letter]]
            start += widths[letter]
        return self._from_parts(parts)

    def _separated(self, text: str) -> date | None:
        """Day and month, or a whole date, with anything between the figures."""
        if not _SEPARATED.fullmatch(text):
            return None
        figures = re.findall(r"[0-9]+", text)
        if len(figures) == _ALL_PARTS:
            starts_with_year = len(figures[0]) == len("2026")
            order = "ymd" if starts_with_year else self.words.order
        else:
            order = self._order_without_year() if len(figures) > 1 else "d"
        return self._from_parts(dict(zip(order, figures, strict=True)))

    def _order_without_year(self) -> str:
        return self.words.order.replace("y", "")

    def _from_parts(self, parts: dict[str, str]) -> date:
        if len(parts["d"]) > 2 or len(parts.get("m", "")) > 2:  # noqa: PLR2004  # two digits
            raise DateTextError(" ".join(parts.values()))
        year = _full_year(parts["y"]) if "y" in parts else self._work_date.year
        month = int(parts["m"]) if "m" in parts else self._work_date.month
        return date(year, month, int(parts["d"]))

    def _counted(self, text: str) -> DateFormula | None:
        """A date formula from the work date, or a signed number of days."""
        days = _DAYS.fullmatch(text)
        if days:
            count = Term(Token.DAY, int(days["days"]), is_negative=days["sign"] != "+")
            return DateFormula((count,))
        try:
            formula = DateFormula.parse(text, self.words.letters)
        except DateFormulaError:
            return None
        if not formula:
            return None
        # A word that happens to be a formula (D15) is not a date: a sign or a figure stands
        # first. The end of a month or week (CM) can be nothing else.
        is_plain_word = text[0].isalpha() and formula.terms[0].token is not Token.CURRENT
        return None if is_plain_word else formula


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == len("2026"):
        return year
    if len(text) != len("26"):
        raise DateTextError(text)
    return year + (1900 if year >= _FIRST_CENTURY_OF_SHORT_YEARS else 2000)


def _resolved(
    day: Day,
    typed: str,
    work_date: date,
    *,
    fiscal_year_start_month: int = 1,
    today: date | None = None,
) -> WholeDays:
    try:
        return days_of(day, work_date, fiscal_year_start_month=fiscal_year_start_month, today=today)
    except ValueError as error:
        raise DateTextError(typed) from error


def _range(text: str, side: Callable[[str], WholeDays]) -> DateRange:
    first, dots, last = text.partition("..")
    if not dots:
        return DateRange(*side(text))
    if ".." in last or not (first.strip() or last.strip()):
        raise DateTextError(text)
    return DateRange(
        side(first).first if first.strip() else None,
        side(last).last if last.strip() else None,
    )
