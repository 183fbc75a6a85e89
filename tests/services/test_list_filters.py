"""Filters in SQL find the same rows as filters in Python, on both databases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.sql.elements import ColumnElement

from desktop.models.columns import CodeType, ExactDecimal, PlainDecimal, UtcDateTime
from desktop.models.values.filter_expression import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Filter,
    print_filter,
)
from desktop.models.values.filter_expression import example as typical_filter
from desktop.models.values.filter_matching import matches, start_of
from desktop.models.values.filter_parsing import MOST_PARTS
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from desktop.models.values.keys import DocumentType
from desktop.services.database import Database
from desktop.services.list_filters import FilterNotUnderstood, filter_condition
from desktop.services.list_statement import sum_or_zero
from desktop.translation import Localizer
from tests.builders.filters import SIGNS, WORDS, WORK_DATE, filters
from tests.databases import Databases

READING = canonical_reading(WORK_DATE, WORDS)


def words_of(words: type[StrEnum]) -> sa.Enum:
    """The type that models give to a column of an enum."""
    return sa.Enum(words, native_enum=False, length=30, values_callable=list)


METADATA = sa.MetaData()
SAMPLE = sa.Table(
    "sample",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("text", sa.String(30)),
    sa.Column("code", CodeType(20)),
    sa.Column("number", ExactDecimal(1)),
    sa.Column("integer", sa.Integer),
    sa.Column("date", sa.Date),
    sa.Column("datetime", UtcDateTime),
    sa.Column("boolean", sa.Boolean),
    sa.Column("choice", sa.Enum(*WORDS, native_enum=False, length=30)),
    sa.Column("document_type", words_of(DocumentType)),
    sa.Column("factor", PlainDecimal),
)
DAY = timedelta(days=1)
LAST_OF_ALL = Decimal(2**63 - 1).scaleb(-1)
VALUES: dict[str, list[Any]] = {
    "text": ["a", "A", "ab", "AB", "öb", "Öb", "a|b", "a%b", "a_b", "a/b", "a\\b", "*", "", "ßé"],
    "code": ["A", "AB", "ÖB", "B1", "A.1", "B'", "", "1"],
    "number": [*map(Decimal, ("0", "0.1", "-0.1", "1.5", "-2", "20")), LAST_OF_ALL, -LAST_OF_ALL],
    "integer": [0, 1, -1, 5, 2**31 - 1, -(2**31)],
    "date": [*(WORK_DATE + DAY * n for n in (-30, -15, -1, 0, 1, 16)), date.min, date.max],
    "datetime": [start_of(WORK_DATE) + timedelta(hours=n) for n in (-700, -1, 0, 9, 24, 400)],
    "boolean": [True, False],
    "choice": list(WORDS),
}


def _row(number: int) -> dict[str, Any]:
    """Each value once; columns with fewer values are blank in the rows that are left."""
    values = {name: dict(enumerate(values)).get(number) for name, values in VALUES.items()}
    return {"id": number, **values}


ROWS = [_row(number) for number in range(1 + max(map(len, VALUES.values())))]
_OTHER = SAMPLE.alias()
_POSITIVE = SAMPLE.c.number > 0


@dataclass(frozen=True)
class Computed:
    """A column that a list computes, and its value in Python."""

    sql: ColumnElement[Any]
    kind: FilterKind
    value: Callable[[dict[str, Any]], object]


COMPUTED = {
    "sum": Computed(
        sa.select(sum_or_zero(_OTHER.c.number))
        .where(_OTHER.c.id == SAMPLE.c.id)
        .scalar_subquery()
        .label("sum"),
        FilterKind.NUMBER,
        lambda row: row["number"] or Decimal(0),
    ),
    "state": Computed(
        sa.case(
            (_POSITIVE, sa.literal("open")),
            (SAMPLE.c.number.is_(None), sa.literal("pending_approval")),
            else_=sa.literal("released"),
        ).label("state"),
        FilterKind.CHOICE,
        lambda row: state_of(row["number"]) or "released",
    ),
    "maybe": Computed(
        sa.case(
            (_POSITIVE, sa.literal("open")),
            (SAMPLE.c.number.is_(None), sa.literal("pending_approval")),
            (sa.false(), sa.literal("released")),
        ),
        FilterKind.CHOICE,
        lambda row: state_of(row["number"]),
    ),
    "late": Computed(
        sa.and_(SAMPLE.c.boolean.is_(True), SAMPLE.c.number.is_not(None)),
        FilterKind.BOOLEAN,
        lambda row: row["boolean"] is True,
    ),
    "both": Computed(
        (SAMPLE.c.boolean & _POSITIVE).label("both"),
        FilterKind.BOOLEAN,
        lambda row: sql_and(row["boolean"], None if row["number"] is None else row["number"] > 0),
    ),
    "there": Computed(
        sa.exists().where(_OTHER.c.id == SAMPLE.c.id, _OTHER.c.number > 0),
        FilterKind.BOOLEAN,
        lambda row: (row["number"] or 0) > 0,
    ),
    "name": Computed(
        (SAMPLE.c.text + SAMPLE.c.text).label("name"),
        FilterKind.TEXT,
        lambda row: row["text"] and row["text"] * 2,
    ),
    "upper": Computed(
        sa.func.upper(SAMPLE.c.code, type_=CodeType(20)), FilterKind.CODE, lambda row: row["code"]
    ),
}


def state_of(number: Decimal | None) -> str | None:
    if number is None:
        return "pending_approval"
    return "open" if number > 0 else None


def sql_and(one: bool | None, other: bool | None) -> bool | None:
    """What AND gives in SQL, where None is unknown."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


@dataclass(frozen=True)
class Sample:
    """A table with values of every kind, and blanks."""

    database: Database

    def found(self, column: ColumnElement[Any], expression: str) -> list[int]:
        """The rows that a stored filter leaves."""
        condition = filter_condition("amount", column, expression, WORK_DATE)
        with self.database.read() as session:
            return sorted(session.scalars(sa.select(SAMPLE.c.id).where(condition)))

    def values(self, name: str, expression: str) -> list[Any]:
        """The values that a stored filter finds in a stored column."""
        return [ROWS[row][name] for row in self.found(SAMPLE.c[name], expression)]


@pytest.fixture
def sample(databases: Databases) -> Iterator[Sample]:
    """The table in a database of its own; the test runs once for each kind of database."""
    database = Database(databases.create())
    with database.engine.begin() as connection:
        METADATA.create_all(connection)
        connection.execute(SAMPLE.insert(), ROWS)
    yield Sample(database)
    database.close()


over_one_table = settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


# ------------------------------------------------------------------------- the same as in Python


@pytest.mark.parametrize("kind", FilterKind)
@over_one_table
@given(data=st.data())
def test_sql_finds_what_python_finds(sample: Sample, kind: FilterKind, data: st.DataObject) -> None:
    wanted = data.draw(filters(kind))
    check_same_rows(sample, SAMPLE.c[kind.value], wanted, lambda row: row[kind.value])


@pytest.mark.parametrize("name", COMPUTED)
@over_one_table
@given(data=st.data())
def test_sql_finds_what_python_finds_in_computed_columns(
    sample: Sample, name: str, data: st.DataObject
) -> None:
    column = COMPUTED[name]
    check_same_rows(sample, column.sql, data.draw(filters(column.kind)), column.value)


def check_same_rows(
    sample: Sample,
    column: ColumnElement[Any],
    wanted: Filter,
    value: Callable[[dict[str, Any]], object],
) -> None:
    expression = print_filter(wanted, READING)
    try:
        found = sample.found(column, expression)
    except FilterNotUnderstood:
        assert has_a_value_with_too_many_places(wanted.condition), expression
    else:
        assert found == [row["id"] for row in ROWS if matches(wanted, value(row), WORK_DATE)]


def has_a_value_with_too_many_places(condition: Condition) -> bool:
    match condition:
        case AnyOf(parts) | AllOf(parts):
            return any(map(has_a_value_with_too_many_places, parts))
        case Comparison(sign, Decimal() as number):
            return sign.is_equality and number % Decimal("0.1") != 0
        case _:
            return False


# ------------------------------------------------------------------------------- never an SQL error


@pytest.mark.parametrize("name", [*VALUES, "document_type", "factor", *COMPUTED])
@over_one_table
@given(text=st.text(SIGNS, max_size=12) | st.text(max_size=12))
@example("9223372036854775808")
@example(">922337203685477580.7")
@example("<-922337203685477580.8")
@example(">0.0000001")
@example("9" * 400)
@example("1e400")
@example("NaN")
@example("a\0b")
@example("\ud800")
@example("(" * 3000)
@example("|".join("1" * MOST_PARTS))
@example("&".join(["<>t"] * MOST_PARTS))
@example("*a" * 900)
@example("9999-12-31")
@example(">9999-12-31")
@example("<=0001-01-01")
@example("+9999Y")
@example("p9999")
def test_any_text_gives_rows_or_a_refusal(sample: Sample, name: str, text: str) -> None:
    column = COMPUTED[name].sql if name in COMPUTED else SAMPLE.c[name]
    rows = rows_or_none(sample, column, text)
    assert rows is None or set(rows) <= set(range(len(ROWS)))


def rows_or_none(sample: Sample, column: ColumnElement[Any], text: str) -> list[int] | None:
    try:
        return sample.found(column, text)
    except FilterNotUnderstood:
        return None


# ------------------------------------------------------------------------------ cases worth a name


@pytest.mark.parametrize(
    ("name", "expression", "expected"),
    [
        ("text", "@ab", ["ab", "AB"]),
        ("text", "ÖB", []),
        ("text", "@öB", ["öb", "Öb"]),
        ("text", "*%*", ["a%b"]),
        ("text", "a_b", ["a_b"]),
        ("text", "a\\*", ["a\\b"]),
        ("text", "'a|b'", ["a|b"]),
        ("text", "A..a", ["a", "A", "AB"]),
        ("text", "''", [""]),
        ("code", "öb|a", ["A", "ÖB"]),
        ("number", ">0.0000001", [Decimal("0.1"), Decimal("1.5"), Decimal(20), LAST_OF_ALL]),
        ("number", "-0.19..0.05", [Decimal(0), Decimal("-0.1")]),
        ("number", ">922337203685477580.7", []),
        ("integer", "2147483648..|-2147483648", [-(2**31)]),
        ("integer", "<99999999999999999999", [0, 1, -1, 5, 2**31 - 1, -(2**31)]),
        ("date", "cm", [WORK_DATE + DAY * n for n in (-1, 0, 1, 16)]),
        ("date", "-30D..t", [WORK_DATE + DAY * n for n in (-30, -15, -1, 0)]),
        ("date", "p12", []),
        ("boolean", "<>yes", [False]),
        ("choice", "Open|rel", ["open", "released"]),
    ],
)
def test_a_filter_finds_rows(
    sample: Sample, name: str, expression: str, expected: list[object]
) -> None:
    found = sample.values(name, expression)
    assert [value for value in found if value is not None] == expected


@pytest.mark.parametrize("name", VALUES)
def test_blank_rows_are_found_as_such_and_as_unequal(sample: Sample, name: str) -> None:
    unequal = {"date": "<>t", "datetime": "<>cm", "choice": "<>open"}.get(name, "<>1")
    assert None in sample.values(name, "''")
    assert None in sample.values(name, unequal)
    assert None not in sample.values(name, "<>''")
    assert None not in sample.values(name, typical_filter(FilterKind(name), READING))


def test_moments_are_found_by_their_day_here(sample: Sample) -> None:
    start = start_of(WORK_DATE)
    assert sample.values("datetime", "t") == [start, start + timedelta(hours=9)]
    assert sample.values("datetime", "<t&>-2D") == [start - timedelta(hours=1)]


def test_an_enum_is_compared_by_its_words(sample: Sample) -> None:
    with sample.database.engine.begin() as connection:
        third = SAMPLE.update().where(SAMPLE.c.id == 3)
        connection.execute(third.values(document_type=DocumentType.CREDIT_MEMO))
    assert sample.found(SAMPLE.c.document_type, "credit_memo|order") == [3]


def test_a_factor_is_compared_as_its_text(sample: Sample) -> None:
    with sample.database.engine.begin() as connection:
        connection.execute(SAMPLE.update().values(factor=Decimal("10.25")).where(SAMPLE.c.id == 2))
    assert sample.found(SAMPLE.c.factor, "10.2*") == [2]


def test_accounting_periods_follow_the_fiscal_year(sample: Sample) -> None:
    column = SAMPLE.c.date
    month = filter_condition("date", column, "p7", WORK_DATE, fiscal_year_start_month=7)
    with sample.database.read() as session:
        rows = session.scalars(sa.select(column).where(month)).all()
    assert WORK_DATE in rows


# ---------------------------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (
            SAMPLE.c.number,
            "many",
            "many is not a filter for Amount. Type for example 100..249.5|>500.",
        ),
        (SAMPLE.c.number, "1.23", "1.23 is not a filter for Amount. "),
        (SAMPLE.c.date, "someday", "Type for example -30D..t."),
        (SAMPLE.c.choice, "lost", "Type for example open|pending_approval."),
        (COMPUTED["state"].sql, "lost", "Type for example open|pending_approval."),
        (SAMPLE.c.boolean, "maybe", "Type for example yes."),
        (SAMPLE.c.text, "(a", "Type for example *oak*."),
        (SAMPLE.c.date, "+9999Y", "+9999Y is not a filter for Amount."),
    ],
)
def test_a_wrong_filter_is_told_with_an_example(
    column: ColumnElement[Any], text: str, told: str
) -> None:
    with pytest.raises(FilterNotUnderstood) as refusal:
        filter_condition("amount", column, text, WORK_DATE)
    assert refusal.value.field == "amount"
    assert told in str(refusal.value)


def test_the_field_is_called_by_its_label() -> None:
    with pytest.raises(FilterNotUnderstood) as refusal:
        filter_condition("posting_date", SAMPLE.c.date, "someday", WORK_DATE)
    assert "for Posting Date." in Localizer("en").refusal(refusal.value)
