"""How one language and region writes values: what was typed is read, values are spelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.models.values.date_formula import DateFormula, DateFormulaError
from desktop.models.values.dates import (
    AmbiguousDateError,
    DateTextError,
    DateWords,
    parse_date,
    parse_date_filter,
    read_day,
    spell_day,
)
from desktop.models.values.days import DateRange, Day
from desktop.models.values.keys import DocumentKey
from desktop.models.values.number_entry import (
    DivisionByZeroError,
    NumberSymbols,
    NumberTextError,
    parse_number,
    parse_sum,
)
from desktop.models.values.refusals import (
    AmbiguousDate,
    DividesByZero,
    NotADate,
    NotANumber,
    formula_refusal,
)


@dataclass(frozen=True)
class Writing:
    """How numbers, dates and date formulas are written in one language and region."""

    numbers: NumberSymbols
    dates: DateWords

    def read_number(self, text: str) -> Decimal:
        """A typed number. Raises NotANumber."""
        try:
            return parse_number(text, self.numbers)
        except NumberTextError as error:
            raise _number_refusal(error) from error

    def read_sum(self, text: str) -> Decimal:
        """A typed number or sum. Raises NotANumber or DividesByZero."""
        try:
            return parse_sum(text, self.numbers)
        except NumberTextError as error:
            raise _number_refusal(error) from error
        except DivisionByZeroError as error:
            raise DividesByZero(text=error.text.strip()) from error

    def read_date(self, text: str, work_date: date, today: date | None = None) -> date:
        """A typed date. Raises NotADate or AmbiguousDate."""
        try:
            return parse_date(text, work_date, self.dates, today=today)
        except DateTextError as error:
            raise _date_refusal(error) from error

    def read_day(self, text: str, work_date: date) -> Day:
        """A typed side of a filter over dates. Raises NotADate or AmbiguousDate."""
        try:
            return read_day(text, work_date, self.dates)
        except DateTextError as error:
            raise _date_refusal(error) from error

    def spell_day(self, day: Day, write: Callable[[date], str]) -> str:
        """A side of a filter over dates as `read_day` reads it; `write` writes a date."""
        return spell_day(day, self.dates, write)

    def read_date_filter(
        self, text: str, work_date: date, fiscal_year_start_month: int
    ) -> tuple[DateRange, ...]:
        """A typed filter over dates. Raises NotADate or AmbiguousDate, naming the wrong part."""
        try:
            return parse_date_filter(
                text, work_date, self.dates, fiscal_year_start_month=fiscal_year_start_month
            )
        except DateTextError as error:
            raise _date_refusal(error) from error

    def read_formula(self, text: str) -> DateFormula:
        """A typed date formula. Raises NotADateFormula."""
        try:
            return DateFormula.parse(text, self.dates.letters)
        except DateFormulaError as error:
            raise formula_refusal(error) from error

    def read_duration(self, text: str) -> DateFormula:
        """A typed duration. Raises NotADateFormula or NotADuration."""
        try:
            return DateFormula.parse_duration(text, self.dates.letters)
        except DateFormulaError as error:
            raise formula_refusal(error) from error

    def spelled(self, formula: DateFormula | str) -> str:
        """A date formula in the language's letters; a text is one in canonical letters.

        A text that is no formula is shown as it is.
        """
        if isinstance(formula, str):
            try:
                formula = DateFormula.parse(formula)
            except DateFormulaError:
                return str(formula)
        return formula.spelled(self.dates.letters)

    def value(self, value: object, choice: Callable[[StrEnum], str]) -> str:
        """A value of our own, as it stands in a sentence; `choice` gives the label of a choice."""
        if isinstance(value, DateFormula):
            return self.spelled(value)
        if isinstance(value, DocumentKey):
            return f"{choice(value.type)} {value.no}"
        return str(value)


def _number_refusal(error: NumberTextError) -> NotANumber:
    return NotANumber(text=error.text.strip(), part=error.part, position=error.position)


def _date_refusal(error: DateTextError) -> NotADate | AmbiguousDate:
    text = error.text.strip()
    if isinstance(error, AmbiguousDateError):
        return AmbiguousDate(text=text, candidates=", ".join(error.candidates))
    return NotADate(text=text)
