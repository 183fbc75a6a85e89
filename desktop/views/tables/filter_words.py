"""Filters in words, for the chips above a list: "1 Jul 2025 – 31 Jan", "over 500", "not open"."""

from collections.abc import Callable
from datetime import date
from typing import Any

from desktop.models.values.date_formula import DateFormula, Term, Token
from desktop.models.values.days import AccountingPeriod, Day, DayWord
from desktop.models.values.filter_expression import (
    AllOf,
    AnyOf,
    Blank,
    Comparison,
    Condition,
    Filter,
    Pattern,
    Range,
    Sign,
    Wildcard,
    print_parts,
)
from desktop.models.values.filter_reading import FilterKind, FilterReading, Value
from desktop.translation import _, ngettext, user_localizer

_DAYS = {FilterKind.DATE, FilterKind.DATETIME}
_NUMBERS = {FilterKind.NUMBER, FilterKind.INTEGER}


def condition_in_words(found: Filter, reading: FilterReading, work_date: date) -> str:
    """What a filter asks for, as a phrase that follows the label of its column.

    Values are spelled by the user's reading; dates of the work date's year are without a year.
    """
    return _Phrases(found.kind, reading, work_date).of(found.condition)


class _Phrases:
    """The phrases of one filter."""

    def __init__(self, kind: FilterKind, reading: FilterReading, work_date: date) -> None:
        self._kind = kind
        self._reading = reading
        self._work_date = work_date

    def of(self, condition: Condition) -> str:
        match condition:
            case AnyOf(parts):
                return _either([self.of(part) for part in parts])
            case AllOf(parts):
                return _both([self._inner(part) for part in parts])
            case Blank(is_negated):
                return _("not blank") if is_negated else _("blank")
            case Pattern():
                return _pattern(condition)
            case Range(first, last):
                return self._range(first, last)
            case Comparison():
                return self._comparison(condition)

    def _inner(self, condition: Condition) -> str:
        phrase = self.of(condition)
        return f"({phrase})" if isinstance(condition, AnyOf) else phrase

    def _range(self, first: Value | None, last: Value | None) -> str:
        if first is None:
            return self._compared(Sign.LESS_OR_EQUAL, self._value(last))
        if last is None:
            return self._compared(Sign.GREATER_OR_EQUAL, self._value(first))
        whole = _whole_period(last) if str(first) == f"-{last}" else ""
        both = _("{first} – {last}").format(first=self._value(first), last=self._value(last))
        return whole or both

    def _comparison(self, term: Comparison) -> str:
        whole = _whole_period(term.value) if term.sign.is_equality else ""
        return self._compared(term.sign, whole or self._value(term.value))

    def _compared(self, sign: Sign, value: str) -> str:
        match sign:
            case Sign.EQUAL:
                return value
            case Sign.NOT_EQUAL:
                return _("not {value}").format(value=value)
            case _ if self._kind in _NUMBERS:
                return _number_compared(sign, value)
            case _:
                return _order_compared(sign, value)

    def _value(self, value: Any) -> str:  # noqa: ANN401  (of the filter's kind)
        if self._kind in _DAYS:
            return self._day(value)
        return self._reading.spell(value, self._kind)

    def _day(self, day: Day) -> str:
        match day:
            case DayWord.TODAY:
                return _("today")
            case DayWord.WORK_DATE:
                return _("work date")
            case AccountingPeriod(number):
                return _("period {number}").format(number=number)
            case DateFormula((term,)) if phrase := _term(term):
                return phrase
            case date():
                return self._date(day)
            case _:
                return self._reading.spell_day(day)

    def _date(self, day: date) -> str:
        localizer = user_localizer()
        is_this_year = day.year == self._work_date.year
        return localizer.day_of_year(day) if is_this_year else localizer.date(day, "medium")


# ------------------------------------------------------------------------------------------ joined


def _either(phrases: list[str]) -> str:
    *others, last = phrases
    return _("{phrases} or {last}").format(phrases=", ".join(others), last=last)


def _both(phrases: list[str]) -> str:
    *others, last = phrases
    return _("{phrases} and {last}").format(phrases=", ".join(others), last=last)


# ---------------------------------------------------------------------------------------- compared


def _number_compared(sign: Sign, value: str) -> str:
    texts = {
        Sign.GREATER: _("over {value}"),
        Sign.GREATER_OR_EQUAL: _("{value} or more"),
        Sign.LESS: _("under {value}"),
        Sign.LESS_OR_EQUAL: _("{value} or less"),
    }
    return texts[sign].format(value=value)


def _order_compared(sign: Sign, value: str) -> str:
    texts = {
        Sign.GREATER: _("after {value}"),
        Sign.GREATER_OR_EQUAL: _("from {value}"),
        Sign.LESS: _("before {value}"),
        Sign.LESS_OR_EQUAL: _("up to {value}"),
    }
    return texts[sign].format(value=value)


# ---------------------------------------------------------------------------------------- patterns


def _pattern(pattern: Pattern) -> str:
    match pattern.parts:
        case (Wildcard.ANY_TEXT,):
            return _("blank") if pattern.is_negated else _("not blank")
        case (Wildcard.ANY_TEXT, str(text), Wildcard.ANY_TEXT):
            phrases = _("contains {text}"), _("does not contain {text}")
        case (str(text), Wildcard.ANY_TEXT):
            phrases = _("begins with {text}"), _("does not begin with {text}")
        case (Wildcard.ANY_TEXT, str(text)):
            phrases = _("ends with {text}"), _("does not end with {text}")
        case (str(text),):
            phrases = _("{text} in any case"), _("not {text} in any case")
        case _:
            text = print_parts(pattern)
            phrases = _("like {text}"), _("not like {text}")
    return phrases[pattern.is_negated].format(text=text)


# -------------------------------------------------------------------------------------------- days


def _whole_period(value: Value) -> str:
    """The week, month, quarter or year that CW, CM … stand for alone; empty for other values."""
    if not isinstance(value, DateFormula):
        return ""
    texts = {
        "CD": _("today"),
        "CW": _("this week"),
        "CM": _("this month"),
        "CQ": _("this quarter"),
        "CY": _("this year"),
    }
    return texts.get(str(value), "")


def _term(term: Term) -> str:
    """One step of a formula as a day; empty for what has no short phrase."""
    if term.is_calendar_day:
        return ""
    if term.token is Token.CURRENT:
        return _end_of_period(term)
    counted = (_AGO if term.is_negative else _AHEAD)[term.token]
    return counted(term.number).format(count=term.number)


def _end_of_period(term: Term) -> str:
    starts = {
        Token.WEEK: _("the start of this week"),
        Token.MONTH: _("the start of this month"),
        Token.QUARTER: _("the start of this quarter"),
        Token.YEAR: _("the start of this year"),
    }
    ends = {
        Token.WEEK: _("the end of this week"),
        Token.MONTH: _("the end of this month"),
        Token.QUARTER: _("the end of this quarter"),
        Token.YEAR: _("the end of this year"),
    }
    unit = term.unit or Token.DAY
    return (starts if term.is_negative else ends).get(unit, _("today"))


_Counted = Callable[[int], str]
_AGO: dict[Token, _Counted] = {
    Token.DAY: lambda count: ngettext("{count} day ago", "{count} days ago", count),
    Token.WEEK: lambda count: ngettext("{count} week ago", "{count} weeks ago", count),
    Token.MONTH: lambda count: ngettext("{count} month ago", "{count} months ago", count),
    Token.QUARTER: lambda count: ngettext("{count} quarter ago", "{count} quarters ago", count),
    Token.YEAR: lambda count: ngettext("{count} year ago", "{count} years ago", count),
}
_AHEAD: dict[Token, _Counted] = {
    Token.DAY: lambda count: ngettext("{count} day ahead", "{count} days ahead", count),
    Token.WEEK: lambda count: ngettext("{count} week ahead", "{count} weeks ahead", count),
    Token.MONTH: lambda count: ngettext("{count} month ahead", "{count} months ahead", count),
    Token.QUARTER: lambda count: ngettext("{count} quarter ahead", "{count} quarters ahead", count),
    Token.YEAR: lambda count: ngettext("{count} year ahead", "{count} years ahead", count),
}
