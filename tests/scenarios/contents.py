"""The contents of a company, to see that nothing has changed."""

from sqlalchemy import select

from desktop.models.every_table import Base
from desktop.services.database import Database

Contents = dict[str, list[tuple[object, ...]]]

LOGS = frozenset({"change_log_entry", "batch_run", "batch_run_message"})


def contents_of(database: Database) -> Contents:
    """Every row of every table but the logs, in the order of the keys."""
    with database.read() as session:
        return {
            table.name: [
                tuple(row)
                for row in session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in LOGS
        }


def differences(before: Contents, after: Contents) -> list[str]:
    """What changed, table by table; empty when nothing has."""
    found = []
    for table, rows in after.items():
        gone = [row for row in before[table] if row not in rows]
        new = [row for row in rows if row not in before[table]]
        found += [f"{table} lost {row}" for row in gone] + [f"{table} got {row}" for row in new]
    return found
