"""Reading filters: from a typed or stored text to its conditions, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    joined,
)
from desktop.models.values.filter_reading import (
    AmbiguousWord,
    FilterKind,
    FilterReading,
    TooManyDigits,
    Value,
)
from desktop.translation import N_

LONGEST_FILTER = 2000
MOST_PARTS = 250
"""Conditions of one filter; a database takes an expression of some hundred steps."""
DEEPEST_PARENTHESES = 20

VALUE_MISSING = N_("A value is missing at position {position}.")
UNEXPECTED = N_(
    "“{part}” at position {position} cannot stand there. "
    "A text with | & ( ) * ? or .. in it stands in quotes: 'A|B'."
)
QUOTE_OPEN = N_("The quote at position {position} is not closed.")
PARENTHESIS_OPEN = N_("The parenthesis at position {position} is not closed.")
TOO_LONG = N_("The filter is too long. Use up to {largest} characters.")
TOO_MANY_PARTS = N_("The filter has too many conditions. Use up to {largest}.")
TOO_DEEP = N_(
    "The parenthesis at position {position} stands in too many others. Use up to {largest}."
)
NOT_STORABLE = N_("The character at position {position} stands in no text.")
NOT_A_NUMBER = N_("“{part}” at position {position} is not a number.")
NOT_WHOLE = N_("“{part}” at position {position} is not a whole number.")
TOO_MANY_DIGITS = N_("The number at position {position} has too many digits.")
NOT_A_DATE = N_("“{part}” at position {position} is neither a date nor stands for one.")
NEITHER_YES_NOR_NO = N_("“{part}” at position {position} is neither {yes} nor {no}.")
NOT_A_CHOICE = N_("“{part}” at position {position} is none of {choices}.")
AMBIGUOUS = N_("“{part}” at position {position} may mean {candidates}.")
NO_ORDER = N_(
    "“{part}” at position {position} does not fit here. Name the values, with | between them."
)
NO_PATTERN = N_("“{part}” at position {position} can only be used to look for texts.")
NOT_COMPARABLE = N_("What stands at position {position} can only be equal or not, with = or <>.")

_NOT_A = {
    FilterKind.NUMBER: NOT_A_NUMBER,
    FilterKind.INTEGER: NOT_WHOLE,
    FilterKind.DATE: NOT_A_DATE,
    FilterKind.DATETIME: NOT_A_DATE,
    FilterKind.BOOLEAN: NEITHER_YES_NOR_NO,
    FilterKind.CHOICE: NOT_A_CHOICE,
}

_BLANKS = re.compile(r"\s*")
_SIGN = re.compile(r"<>|>=|<=|[<>=]")
_DOTS = re.compile(r"\.\.")
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
# Of more than two dots in a row the last two are the range: 15.1...20.1. has dates with points.
_PLAIN = re.compile(r"(?:[^|&()*?.]|\.(?!\.(?!\.)))+")
_NEVER_STORED = re.compile("[\0\ud800-\udfff]")


class FilterWrong(ValueError):
    """A text is no filter. It is a message that a Localizer can render.

    Attributes:
        text: what is wrong, in English, with names for the `parameters`.
        position: where, counted from 1.
        parameters: `position`, the wrong `part`, and what else the text names.

    """

    def __init__(self, text: str, position: int, part: str = "", **more: object) -> None:
        self.text = text
        self.position = position
        self.parameters: dict[str, object] = {"position": position, "part": part, **more}
        super().__init__(text.format_map(self.parameters))


def parse_filter(text: str, kind: FilterKind, reading: FilterReading) -> Filter:
    """The filter that a text says, for a column of a kind. Raises FilterWrong."""
    if len(text) > LONGEST_FILTER:
        raise FilterWrong(TOO_LONG, LONGEST_FILTER + 1, largest=LONGEST_FILTER)
    never = _NEVER_STORED.search(text)
    if never:
        raise FilterWrong(NOT_STORABLE, never.start() + 1)
    return Filter(kind, _Parser(text, kind, reading).whole())


@dataclass(frozen=True, slots=True)
class _Operand:
    """What stands where a value is expected: texts and wildcards, with nothing read yet."""

    start: int
    parts: tuple[str | Wildcard, ...]
    is_quoted: bool
    ignores_case: bool

    @property
    def is_missing(self) -> bool:
        return not self.parts and (self.ignores_case or not self.is_quoted)

    @property
    def is_blank(self) -> bool:
        return not self.parts and not self.is_missing

    @property
    def is_pattern(self) -> bool:
        return self.ignores_case or any(isinstance(part, Wildcard) for part in self.parts)


class _Scanner:
    """Takes one text apart, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    @property
    def is_at_end(self) -> bool:
        return self.at == len(self.text)

    def skip_blanks(self) -> int:
        self.take(_BLANKS)
        return self.at

    def takes(self, sign: str) -> bool:
        """Whether a sign stands next; then it is passed."""
        self.skip_blanks()
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match.group() if match else ""

    def operand(self) -> _Operand:
        start = self.skip_blanks()
        ignores_case = self.takes("@")
        self.skip_blanks()
        quotes = self.text.startswith("'", self.at)
        parts = tuple(part for part in self._parts() if part)
        return _Operand(start, parts, quotes, ignores_case)

    def unexpected(self) -> FilterWrong:
        part = _DOTS.match(self.text, self.at)
        return FilterWrong(UNEXPECTED, self.at + 1, part.group() if part else self.text[self.at])

    def _parts(self) -> Iterator[str | Wildcard]:
        """The pieces of a value up to the next sign; quotes open one only at its beginning."""
        while not self.is_at_end:
            if self.text[self.at] in "*?":
                yield Wildcard(self.text[self.at])
                self.at += 1
            elif self.text[self.at] == "'":
                yield self._quoted()
            elif plain := self.take(_PLAIN):
                goes_on = self.text[self.at : self.at + 1] in {"*", "?"}
                yield plain if goes_on else plain.rstrip()
            else:
                return

    def _quoted(self) -> str:
        start = self.at
        match = _QUOTED.match(self.text, start)
        if match is None:
            raise FilterWrong(QUOTE_OPEN, start + 1, "'")
        self.at = match.end()
        self.skip_blanks()
        if _PLAIN.match(self.text, self.at):
            raise self.unexpected()
        return match[1].replace("''", "'")


class _Parser:
    """Understands what stands in one text."""

    def __init__(self, text: str, kind: FilterKind, reading: FilterReading) -> None:
        self._scan = _Scanner(text)
        self._kind = kind
        self._reading = reading
        self._depth = 0
        self._parts = 0

    def whole(self) -> Condition:
        found = self._any_of()
        if not self._scan.is_at_end:
            raise self._scan.unexpected()
        return found

    def _any_of(self) -> Condition:
        parts = [self._all_of()]
        while self._scan.takes("|"):
            parts.append(self._all_of())
        return joined(AnyOf, parts)

    def _all_of(self) -> Condition:
        parts = [self._one()]
        while self._scan.takes("&"):
            parts.append(self._one())
        return joined(AllOf, parts)

    def _one(self) -> Condition:
        if not self._scan.takes("("):
            return self._term()
        position = self._scan.at
        self._depth += 1
        if self._depth > DEEPEST_PARENTHESES:
            raise FilterWrong(TOO_DEEP, position, "(", largest=DEEPEST_PARENTHESES)
        found = self._any_of()
        if self._scan.takes(")"):
            self._depth -= 1
            return found
        if self._scan.is_at_end:
            raise FilterWrong(PARENTHESIS_OPEN, position, "(")
        raise self._scan.unexpected()

    def _term(self) -> Condition:
        start = self._scan.skip_blanks()
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise FilterWrong(TOO_MANY_PARTS, start + 1, largest=MOST_PARTS)
        typed = self._scan.take(_SIGN)
        first = self._scan.operand()
        dots = self._scan.at
        if not self._scan.take(_DOTS):
            return self._compared(start, Sign(typed or "="), first)
        if typed:
            raise FilterWrong(UNEXPECTED, dots + 1, "..")
        return self._range(dots, first, self._scan.operand())

    def _compared(self, start: int, sign: Sign, operand: _Operand) -> Condition:
        is_negated = sign is Sign.NOT_EQUAL
        if operand.is_missing:
            raise FilterWrong(VALUE_MISSING, operand.start + 1)
        if not sign.is_equality:
            self._check_order(start, sign)
        elif operand.is_blank:
            return Blank(is_negated)
        elif operand.is_pattern:
            self._check_pattern(operand)
            return Pattern(operand.parts, is_negated)
        return Comparison(sign, self._value(operand))

    def _range(self, dots: int, first: _Operand, last: _Operand) -> Condition:
        self._check_order(dots, "..")
        if first.is_missing and last.is_missing:
            raise FilterWrong(VALUE_MISSING, dots + 1)
        return Range(*(None if side.is_missing else self._value(side) for side in (first, last)))

    def _check_order(self, start: int, sign: str) -> None:
        if not self._kind.has_order:
            raise FilterWrong(NO_ORDER, start + 1, str(sign))

    def _check_pattern(self, operand: _Operand) -> None:
        if not self._kind.is_text:
            sign = next((part.value for part in operand.parts if isinstance(part, Wildcard)), "@")
            raise FilterWrong(NO_PATTERN, operand.start + 1, sign)

    def _value(self, operand: _Operand) -> Value:
        position = operand.start + 1
        if operand.is_blank or operand.is_pattern:
            raise FilterWrong(NOT_COMPARABLE, position)
        text = "".join(part for part in operand.parts if isinstance(part, str))
        try:
            return self._reading.read(text, self._kind)
        except AmbiguousWord as error:
            raise FilterWrong(AMBIGUOUS, position, text, candidates=error.candidates) from error
        except TooManyDigits as error:
            raise FilterWrong(TOO_MANY_DIGITS, position, text) from error
        except ValueError as error:
            raise self._not_a_value(text, position) from error

    def _not_a_value(self, text: str, position: int) -> FilterWrong:
        reading = self._reading
        choices = ", ".join(map(reading.spell_choice, reading.choices))
        return FilterWrong(
            _NOT_A[self._kind], position, text, yes=reading.yes, no=reading.no, choices=choices
        )
