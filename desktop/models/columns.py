"""Column types that keep figures exact on both databases, and the kinds of column we use."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, Boolean, DateTime, Dialect, ForeignKey, Numeric, String, Text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.sql import operators
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator, TypeEngine

from desktop.errors import Refusal, RefusalCode
from desktop.translation import N_

AMOUNT_PLACES = 5
RATE_PLACES = 10

LARGEST_STORED = 2**63 - 1
"""The largest scaled figure that SQLite keeps; the same holds on both databases."""


class FigureTooLarge(DontWrapMixin, Refusal):
    """A figure that follows from what was entered is larger than a column holds."""

    code = RefusalCode.RECORD_FIGURE_TOO_LARGE
    text = N_(
        "What was entered makes a figure of {figure}, and none beyond {largest} can be kept. "
        "Enter smaller quantities, prices or costs."
    )


class InexactOperation(TypeError):
    """An SQL expression would multiply, divide or average figures that are stored scaled."""


class ExactDecimal(TypeDecorator[Decimal]):
    """An exact decimal: a scaled INTEGER on SQLite, NUMERIC on PostgreSQL.

    SQL may add, subtract, negate, compare, order and SUM such columns. Multiplication,
    division and AVG are silently wrong on the scaled form and are refused; do them in Python.
    A value with more places than the column holds is refused, never rounded. One that is larger
    is a refusal to the user: it followed from what was entered.
    """

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int = AMOUNT_PLACES) -> None:
        super().__init__()
        self.places = places
        self._scale = 10**places

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The stored form of the database at hand."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(Numeric(38, self.places))

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """How a Decimal goes to the database; refuses floats and too many places."""
        scale, places, scaled = self._scale, self.places, dialect.name == "sqlite"

        def to_database(value: Decimal | int | None) -> int | Decimal | None:
            if value is None:
                return None
            if isinstance(value, float):
                msg = f"a float is not an exact figure: {value!r}"
                raise InexactOperation(msg)
            shifted = value * scale
            whole = int(shifted)
            if whole != shifted:
                msg = f"{value} has more than {places} decimal places"
                raise InexactOperation(msg)
            if abs(whole) > LARGEST_STORED:
                largest = Decimal(LARGEST_STORED).scaleb(-places)
                raise FigureTooLarge(figure=Decimal(value), largest=largest)
            return whole if scaled else Decimal(value)

        return to_database

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """How a stored figure becomes a Decimal without trailing zeros beyond need."""
        del coltype
        if dialect.name != "sqlite":
            return lambda value: None if value is None else Decimal(value)
        places = -self.places

        def from_database(value: int | None) -> Decimal | None:
            return None if value is None else Decimal(value).scaleb(places)

        return from_database

    class Comparator(TypeDecorator.Comparator[Decimal]):
        """Refuses the SQL operators that would be silently wrong."""

        def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (SQLAlchemy's own signature)
            """Let additions and comparisons through, refuse products and quotients."""
            if op in _INEXACT_OPERATORS:
                msg = "multiply and divide exact figures in Python, not in SQL"
                raise InexactOperation(msg)
            return super().operate(op, *other, **kwargs)

        def reverse_operate(self, op: Any, other: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (SQLAlchemy's own signature)
            """The same for `2 * column`."""
            if op in _INEXACT_OPERATORS:
                msg = "multiply and divide exact figures in Python, not in SQL"
                raise InexactOperation(msg)
            return super().reverse_operate(op, other, **kwargs)

    comparator_factory = Comparator


_INEXACT_OPERATORS = {operators.mul, operators.truediv, operators.floordiv, operators.mod}


class ExactAverage(GenericFunction[Any]):
    """SQL's AVG, refused on exact figures: on the scaled form it gives the scaled average."""

    name = "avg"
    inherit_cache = True

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  (SQLAlchemy's own signature)
        super().__init__(*arguments, **options)
        if any(isinstance(column.type, ExactDecimal) for column in self.clauses):
            msg = "AVG of exact figures: sum them in SQL and divide in Python"
            raise InexactOperation(msg)


class PlainDecimal(TypeDecorator[Decimal]):
    """A decimal kept as text with all its digits; for factors of 15 digits and more."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write all digits."""
        del dialect
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read all digits back."""
        del dialect
        return None if value is None else Decimal(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a time needs a time zone"
            raise TypeError(msg)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware time."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class TextMapping(TypeDecorator[dict[str, str]]):
    """A small mapping of texts, stored as JSON text that both databases keep alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, dialect: Dialect) -> str | None:
        """Write with sorted keys, so that equal mappings are equal texts."""
        del dialect
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str] | None:
        """Read the mapping back."""
        del dialect
        return None if value is None else dict(json.loads(value))


class CodeType(String):
    """A code of 1…n characters, upper-case (CU1)."""


class FormulaType(String):
    """A date formula in canonical letters, blank allowed (CU10)."""


class DurationType(FormulaType):
    """A date formula that only counts days, weeks, months … forward (CU12)."""


class UnitPriceType(ExactDecimal):
    """A price per unit."""

    cache_ok = True


class QuantityType(ExactDecimal):
    """A quantity."""

    cache_ok = True


class PercentType(ExactDecimal):
    """A percentage: 12.5 means 12.5 %."""

    cache_ok = True


ZERO = Decimal(0)

Code10 = Annotated[str, mapped_column(CodeType(10))]
Code20 = Annotated[str, mapped_column(CodeType(20))]
Text10 = Annotated[str, mapped_column(String(10), default="")]
Text20 = Annotated[str, mapped_column(String(20), default="")]
Text30 = Annotated[str, mapped_column(String(30), default="")]
Text35 = Annotated[str, mapped_column(String(35), default="")]
Text50 = Annotated[str, mapped_column(String(50), default="")]
Text100 = Annotated[str, mapped_column(String(100), default="")]
Text250 = Annotated[str, mapped_column(String(250), default="")]
Memo = Annotated[str, mapped_column(Text, default="")]
Formula = Annotated[str, mapped_column(FormulaType(32), default="")]
Duration = Annotated[str, mapped_column(DurationType(32), default="")]
AmountColumn = Annotated[Decimal, mapped_column(ExactDecimal(AMOUNT_PLACES), default=ZERO)]
UnitPriceColumn = Annotated[Decimal, mapped_column(UnitPriceType(AMOUNT_PLACES), default=ZERO)]
QuantityColumn = Annotated[Decimal, mapped_column(QuantityType(AMOUNT_PLACES), default=ZERO)]
PercentColumn = Annotated[Decimal, mapped_column(PercentType(AMOUNT_PLACES), default=ZERO)]
RateColumn = Annotated[Decimal, mapped_column(ExactDecimal(RATE_PLACES), default=ZERO)]
FactorColumn = Annotated[Decimal, mapped_column(PlainDecimal)]
Flag = Annotated[bool, mapped_column(Boolean, default=False)]
FlagOn = Annotated[bool, mapped_column(Boolean, default=True)]
EntryNo = Annotated[int, mapped_column(BigInteger, primary_key=True, autoincrement=False)]
BigNo = Annotated[int, mapped_column(BigInteger)]


def key_of(target: str) -> MappedColumn[Any]:
    """A column that holds another table's key; a renumbering there follows by itself."""
    return mapped_column(ForeignKey(target, onupdate="CASCADE"), index=False)


def part_of(target: str) -> MappedColumn[Any]:
    """A key column that names the owning record; the owner's deletion takes this row along."""
    return mapped_column(
        ForeignKey(target, onupdate="CASCADE", ondelete="CASCADE"), primary_key=True
    )


def pair_with(target: str) -> MappedColumn[Any]:
    """A key column that names another table's record; that record cannot go while this stands."""
    return mapped_column(ForeignKey(target, onupdate="CASCADE"), primary_key=True)
