"""Numbers as people type them: comma or point, with or without groups, and small sums.

`1 234,5`, `1,234.5` and `1.234,50` are understood everywhere. Where a text could mean two numbers
(`1,234`) the region decides. Quantities and prices may be typed as a sum: `12*4`, `100-15`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from desktop.models.values.numbers import ZERO, round_to

LONGEST_ENTRY = 100
QUOTIENT_PRECISION = Decimal("0.00001")
"""To what a quotient is rounded that never ends: as many places as prices and quantities have."""

_BLANK_GROUPS = " '"
_OPERATORS = {"+": "+", "-": "-", "*": "*", "×": "*", "x": "*", "/": "/", "÷": "/", ":": "/"}
_SAME_SIGN = str.maketrans(
    {
        "\u2212": "-",  # minus sign, as Swedish prints it
        "\u2010": "-",  # hyphen
        "\u2013": "-",  # en dash
        "\u00a0": " ",  # no-break space between groups
        "\u202f": " ",  # its narrow form, as French prints it
        "\u2009": " ",  # thin space
        "\u2019": "'",  # apostrophe between groups, as the Swiss print it
        "\u066b": ",",  # Arabic decimal separator
        "\u066c": "'",  # Arabic thousands separator
        "\u200e": "",  # marks of writing direction
        "\u200f": "",
    }
)


class NumberTextError(ValueError):
    """A text is not a number: `part`, at the 1-based `position`, is unexpected."""

    def __init__(self, text: str, part: str, position: int) -> None:
        self.text = text
        self.part = part
        self.position = position
        super().__init__(f"{text!r} is not a number: unexpected {part!r} at position {position}")


class DivisionByZeroError(ValueError):
    """A typed sum divides by zero."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} divides by zero")


@dataclass(frozen=True, slots=True)
class NumberSymbols:
    """What a region writes before the decimals and between groups of three digits."""

    decimal: str = "."
    group: str = ","


def parse_number(text: str, symbols: NumberSymbols) -> Decimal:
    """The number that a typed text means, exactly, with the decimals that were typed.

    Raises NumberTextError.
    """
    reader = _SumReader(text, symbols)
    number = reader.signed_number()
    reader.expect_end()
    return number


def parse_sum(text: str, symbols: NumberSymbols) -> Decimal:
    """The result of a typed number or sum of `+ - * /`; products before sums, no brackets.

    The result is exact; only a quotient that never ends is rounded, once and at the very end, to
    QUOTIENT_PRECISION. Raises NumberTextError or DivisionByZeroError.
    """
    reader = _SumReader(text, symbols)
    first = reader.signed_number()
    if reader.is_at_end():
        return first
    return _as_decimal(reader.sum_from(Fraction(first)))


class _SumReader:
    """Reads one typed text from left to right."""

    def __init__(self, text: str, symbols: NumberSymbols) -> None:
        self._typed = text
        self._symbols = symbols
        self._text = _in_plain_signs(text)
        self._position = 0
        if len(self._text) > LONGEST_ENTRY:
            raise NumberTextError(text, self._text[LONGEST_ENTRY:], LONGEST_ENTRY + 1)
        self._skip_blanks()

    def is_at_end(self) -> bool:
        return self._position == len(self._text)

    def expect_end(self) -> None:
        if not self.is_at_end():
            raise self._unexpected(self._position)

    def signed_number(self) -> Decimal:
        sign = 1
        if self._text[self._position : self._position + 1] in {"+", "-"}:
            sign = -1 if self._text[self._position] == "-" else 1
            self._position += 1
            self._skip_blanks()
        number = self._number()
        return number if sign > 0 or not number else number.copy_negate()

    def sum_from(self, first: Fraction) -> Fraction:
        total, product = Fraction(0), first
        while not self.is_at_end():
            operator = self._operator()
            if operator in "+-":
                total += product
                product = Fraction(self._number())
                product = -product if operator == "-" else product
            else:
                product = self._multiplied(product, operator)
        return total + product

    def _multiplied(self, product: Fraction, operator: str) -> Fraction:
        factor = Fraction(self.signed_number())
        if operator == "*":
            return product * factor
        if not factor:
            raise DivisionByZeroError(self._typed)
        return product / factor

    def _operator(self) -> str:
        operator = _OPERATORS.get(self._text[self._position].lower())
        if operator is None:
            raise self._unexpected(self._position)
        self._position += 1
        self._skip_blanks()
        return operator

    def _number(self) -> Decimal:
        separators = re.escape(f".,{_BLANK_GROUPS}")
        match = re.compile(rf"[0-9{separators}]+").match(self._text, self._position)
        if match is None or not match.group().strip():
            raise self._unexpected(self._position)
        written = match.group().rstrip()
        digits = _plain_digits(written, self._symbols)
        if digits is None:
            raise NumberTextError(self._typed, written, self._position + 1)
        self._position = match.end()
        return Decimal(digits)

    def _skip_blanks(self) -> None:
        while not self.is_at_end() and self._text[self._position] == " ":
            self._position += 1

    def _unexpected(self, position: int) -> NumberTextError:
        if position < len(self._text):
            return NumberTextError(self._typed, self._text[position], position + 1)
        # The text stops too early: what stands last cannot stand there.
        last = len(self._text.rstrip())
        return NumberTextError(self._typed, self._text[last - 1 : last], max(last, 1))


def _in_plain_signs(text: str) -> str:
    """The text with ASCII digits of any script's, one kind of minus and one kind of blank."""
    plain = text.translate(_SAME_SIGN)
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else " " if char.isspace() else char
        for char in plain
    )


def _plain_digits(written: str, symbols: NumberSymbols) -> str | None:
    """A written number without sign as Python reads it; None when its separators make no sense."""
    blank_groups = re.search(rf"[{_BLANK_GROUPS}]", written) is not None
    decimal = _decimal_separator(written, symbols, has_blank_groups=blank_groups)
    if decimal is None:
        whole, fraction = written, ""
    else:
        whole, _, fraction = written.rpartition(decimal)
    if fraction and not fraction.isdigit():
        return None
    if not whole:
        return f"0.{fraction}" if fraction else None
    groups = re.split(rf"[{re.escape('.,' + _BLANK_GROUPS)}]", whole)
    separators = set(whole) - set("0123456789")
    if len(separators) > 1 or decimal in separators or not _are_groups(groups):
        return None
    return "".join(groups) + (f".{fraction}" if fraction else "")


def _are_groups(groups: list[str]) -> bool:
    if len(groups) == 1:
        return groups[0].isdigit()
    first, *others = groups
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in others)  # noqa: PLR2004


def _decimal_separator(
    written: str, symbols: NumberSymbols, *, has_blank_groups: bool
) -> str | None:
    """Which of comma and point stands before the decimals; None when neither does."""
    last = max(written.rfind("."), written.rfind(","))
    if last < 0:
        return None
    separator = written[last]
    if "." in written and "," in written:
        return separator
    if written.count(separator) > 1:
        return None
    is_like_a_group = re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", written) is not None
    if has_blank_groups or not is_like_a_group:
        return separator
    # 1,234 is a thousand only where people write it so.
    return None if separator == symbols.group else separator


def _as_decimal(number: Fraction) -> Decimal:
    numerator, denominator = Decimal(number.numerator), Decimal(number.denominator)
    places = _places(number.denominator)
    precision = QUOTIENT_PRECISION if places is None else Decimal((0, (1,), -places))
    return round_to(numerator, precision, over=denominator) + ZERO


def _places(denominator: int) -> int | None:
    """How many decimals a fraction has; None when they never end."""
    places = 0
    rest = denominator
    while rest % 10 == 0:
        rest //= 10
        places += 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
            places += 1
    return places if rest == 1 else None
