"""Every step of the tables can be taken and taken back, and ends where the models are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from desktop.models.columns import ExactDecimal, PlainDecimal, UtcDateTime
from desktop.models.every_table import Base
from desktop.models.text_index import is_modelled
from desktop.services import migrating
from desktop.services.company import SINGLE_ROWS
from desktop.services.database import Database
from desktop.services.setup.field_infos import model_of

LEDGERS = (
    "gl_entry",
    "vat_entry",
    "cust_ledger_entry",
    "item_ledger_entry",
    "value_entry",
    "sales_invoice_line",
)


@pytest.fixture
def database(fresh_database_url: str) -> Iterator[Database]:
    """An empty database of each kind."""
    opened = Database(fresh_database_url)
    yield opened
    opened.close()


def _go(database: Database, revision: str) -> None:
    with database.engine.connect() as connection:
        if revision == "head":
            migrating.upgrade(connection)
        else:
            migrating.downgrade(connection, revision)
        connection.commit()


def _differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_modelled})
        return list(compare_metadata(context, Base.metadata))


def test_all_steps_end_where_the_models_are(database: Database) -> None:
    _go(database, "head")
    assert _differences(database) == []


def test_each_step_can_be_taken_back_with_data_in_the_tables(database: Database) -> None:
    _go(database, "head")
    with database.write() as session:
        session.add_all([model_of(name)(id=1) for name in SINGLE_ROWS])
    for revision in (*reversed(migrating.known_revisions()[:-1]), "base"):
        _go(database, revision)
    with database.engine.connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) <= {"alembic_version"}
    _go(database, "head")
    assert _differences(database) == []


def test_the_newest_revision_is_alembics_head(database: Database) -> None:
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(migrating.alembic_config(connection))
        connection.rollback()
    assert migrating.newest_revision() == script.get_current_head()


@pytest.mark.parametrize("table", LEDGERS)
def test_the_database_refuses_to_delete_a_fact(company: Database, table: str) -> None:
    _insert_blank(company, table)
    with pytest.raises(DBAPIError, match="never changed"), company.write() as session:
        session.execute(Base.metadata.tables[table].delete())


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("gl_entry", "amount"),
        ("gl_entry", "gl_account_no"),
        ("item_ledger_entry", "quantity"),
        ("cust_ledger_entry", "posting_date"),
    ],
)
def test_the_database_refuses_to_change_a_fact(company: Database, table: str, column: str) -> None:
    _insert_blank(company, table)
    target = Base.metadata.tables[table]
    with pytest.raises(DBAPIError, match="never changed"), company.write() as session:
        session.execute(target.update().values({column: target.c[column]}))


@pytest.mark.parametrize(
    ("table", "column"),
    [("cust_ledger_entry", "due_date"), ("item_ledger_entry", "remaining_quantity")],
)
def test_what_may_move_still_moves(company: Database, table: str, column: str) -> None:
    _insert_blank(company, table)
    target = Base.metadata.tables[table]
    with company.write() as session:
        moved = session.execute(
            target.update().values({column: target.c[column]}).returning(target.c[column])
        )
        assert len(moved.all()) == 1


def _insert_blank(company: Database, name: str) -> None:
    """One row with the smallest value in each column that must have one."""
    table = Base.metadata.tables[name]
    with company.write() as session:
        session.execute(
            table.insert(),
            {column.name: _smallest(column) for column in table.columns if not column.nullable},
        )


def _smallest(column: sa.Column[object]) -> object:
    """Some value that the column may hold."""
    if isinstance(column.type, sa.Enum):
        return _first(column.type)
    if isinstance(column.type, UtcDateTime):
        return datetime(2026, 1, 15, tzinfo=UTC)
    if isinstance(column.type, sa.Date):
        return date(2026, 1, 15)
    if isinstance(column.type, (ExactDecimal, PlainDecimal)):
        return Decimal(1)
    return "1" if isinstance(column.type, sa.String) else 1


def _first(kind: sa.Enum) -> object:
    return next(iter(kind.enum_class or ()))
