"""Figures stay exact on both databases, and what would make them inexact is refused."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from desktop.models.columns import (
    ExactDecimal,
    FigureTooLarge,
    InexactOperation,
    PlainDecimal,
    TextMapping,
    UtcDateTime,
)
from desktop.models.every_table import Base
from desktop.services.database import Database

METADATA = sa.MetaData()
FIGURES = sa.Table(
    "figures",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("amount", ExactDecimal(5)),
    sa.Column("rate", ExactDecimal(10)),
    sa.Column("factor", PlainDecimal),
    sa.Column("moment", UtcDateTime),
    sa.Column("texts", TextMapping),
)
amount = FIGURES.c.amount


@pytest.fixture
def database(fresh_database_url: str) -> Iterator[Database]:
    """A database with one table of figures."""
    opened = Database(fresh_database_url)
    METADATA.create_all(opened.engine)
    yield opened
    opened.close()


def store(database: Database, column: str, *values: object) -> None:
    with database.write() as session:
        session.execute(sa.insert(FIGURES), [{column: value} for value in values])


def stored(database: Database, column: str) -> list[object]:
    with database.read() as session:
        return list(session.scalars(sa.select(FIGURES.c[column]).order_by(FIGURES.c.id)))


def answer(database: Database, expression: sa.ColumnElement[object]) -> object:
    with database.read() as session:
        return session.scalar(sa.select(expression))


# --------------------------------------------------------------------------------- exact decimals


@pytest.mark.parametrize(
    "value",
    ["0", "0.00001", "-0.00001", "92233720368547.75807", "-92233720368547.75807", "100", "1E+3"],
)
def test_a_figure_comes_back_as_it_was(database: Database, value: str) -> None:
    store(database, "amount", Decimal(value), None)
    assert stored(database, "amount") == [Decimal(value), None]


def test_a_whole_number_is_a_figure_too(database: Database) -> None:
    store(database, "amount", 7)
    assert stored(database, "amount") == [Decimal(7)]


@pytest.mark.parametrize("value", ["0.000001", "1.123456", "-0.0000000001"])
def test_too_many_places_are_refused(database: Database, value: str) -> None:
    with pytest.raises(StatementError, match="more than 5 decimal places"):
        store(database, "amount", Decimal(value))


@pytest.mark.parametrize("value", ["92233720368547.75808", "-1E+20"])
def test_a_figure_that_is_too_large_is_a_refusal(database: Database, value: str) -> None:
    with pytest.raises(FigureTooLarge, match="none beyond 92233720368547"):
        store(database, "amount", Decimal(1), Decimal(value))
    assert stored(database, "amount") == []


@pytest.mark.parametrize("value", [0.5, float("nan")])
def test_a_float_is_refused(database: Database, value: float) -> None:
    with pytest.raises(StatementError, match="not an exact figure"):
        store(database, "amount", value)


def test_trailing_zeros_are_not_places(database: Database) -> None:
    store(database, "amount", Decimal("1.5000000"))
    assert stored(database, "amount") == [Decimal("1.5")]


def test_rates_keep_ten_places(database: Database) -> None:
    store(database, "rate", Decimal("0.0000000001"), Decimal("922337203.6854775807"))
    assert stored(database, "rate") == [Decimal("1E-10"), Decimal("922337203.6854775807")]


def test_a_sum_is_exact(database: Database) -> None:
    store(database, "amount", *[Decimal("0.1")] * 1000, Decimal("0.00001"))
    assert answer(database, sa.func.sum(amount)) == Decimal("100.00001")


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    values=st.lists(
        st.decimals(min_value=-(10**9), max_value=10**9, places=5), min_size=1, max_size=20
    )
)
def test_any_sum_extreme_and_order_is_what_python_says(
    database: Database, values: list[Decimal]
) -> None:
    with database.rehearse() as session:
        session.execute(sa.insert(FIGURES), [{"amount": value} for value in values])
        found = session.execute(
            sa.select(sa.func.sum(amount), sa.func.max(amount), sa.func.min(amount))
        ).one()
        ordered = session.scalars(sa.select(amount).order_by(amount)).all()
    assert tuple(found) == (sum(values), max(values), min(values))
    assert list(ordered) == sorted(values)


def test_sums_differences_and_comparisons_are_allowed(database: Database) -> None:
    store(database, "amount", Decimal("2.5"), Decimal(10))
    with database.read() as session:
        found = session.execute(
            sa.select(
                amount + Decimal("0.25"),
                amount - Decimal(1),
                -amount,
                sa.func.coalesce(amount, Decimal(0)),
                sa.case((amount > Decimal(3), amount), else_=Decimal(0)),
            )
            .where(amount >= Decimal("2.5"), amount != Decimal(3))
            .order_by(amount)
        ).all()
    assert [tuple(row) for row in found] == [
        (Decimal("2.75"), Decimal("1.5"), Decimal("-2.5"), Decimal("2.5"), Decimal(0)),
        (Decimal("10.25"), Decimal(9), Decimal(-10), Decimal(10), Decimal(10)),
    ]


@pytest.mark.parametrize(
    "expression",
    [
        lambda: amount * 2,
        lambda: amount * amount,
        lambda: amount / 2,
        lambda: amount // 2,
        lambda: amount % 2,
        lambda: 2 * amount,
        lambda: 100 / amount,
        lambda: sa.func.sum(amount) * 2,
        lambda: (amount + amount) * 2,
        lambda: sa.func.coalesce(amount, Decimal(0)) * 2,
    ],
)
def test_what_is_wrong_on_scaled_figures_is_refused(expression: object) -> None:
    assert callable(expression)
    with pytest.raises(InexactOperation, match="in Python"):
        expression()


@pytest.mark.parametrize("column", [amount, amount + amount, FIGURES.c.rate])
def test_an_average_is_refused(database: Database, column: sa.ColumnElement[Decimal]) -> None:
    with pytest.raises(InexactOperation, match="AVG"):
        answer(database, sa.func.avg(column))


def test_an_average_of_something_else_is_allowed(database: Database) -> None:
    store(database, "amount", 1, 2, 3)
    assert answer(database, sa.func.avg(FIGURES.c.id)) == 2


# ------------------------------------------------------------------------------------ other kinds


@pytest.mark.parametrize(
    "value", ["1", "0.123456789012345678901234567890", "-12345678901234567890"]
)
def test_a_factor_keeps_all_its_digits(database: Database, value: str) -> None:
    store(database, "factor", Decimal(value), None)
    assert stored(database, "factor") == [Decimal(value), None]


def test_a_time_is_kept_in_utc(database: Database) -> None:
    stockholm = timezone(timedelta(hours=2))
    store(database, "moment", datetime(2026, 7, 1, 1, 30, tzinfo=stockholm), None)
    found = stored(database, "moment")
    assert found == [datetime(2026, 6, 30, 23, 30, tzinfo=UTC), None]
    assert isinstance(found[0], datetime)
    assert found[0].tzinfo is not None


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        store(database, "moment", datetime(2026, 7, 1))  # noqa: DTZ001  (that is refused)


def test_texts_are_kept_alike_whatever_their_order(database: Database) -> None:
    store(database, "texts", {"sv": "Stol", "en": "Chair"}, {"en": "Chair", "sv": "Stol"}, None)
    assert stored(database, "texts") == [{"en": "Chair", "sv": "Stol"}] * 2 + [None]
    with database.read() as session:
        raw = session.scalars(sa.text("SELECT texts FROM figures WHERE texts IS NOT NULL")).all()
    assert len(set(raw)) == 1


def test_no_column_keeps_floats() -> None:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_inexact = isinstance(column.type, sa.Float | sa.Numeric)
            assert not is_inexact, f"{table.name}.{column.name}"
