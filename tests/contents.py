"""The contents of a company, to see that nothing has changed."""

from collections.abc import Collection

from desktop.models.every_table import Base
from desktop.services.database import Database

Contents = dict[str, list[tuple[object, ...]]]

LOGS = frozenset({"change_log_entry", "batch_run", "batch_run_message"})


def contents_of(database: Database, without: Collection[str] = LOGS) -> Contents:
    """Every row of every table but some, as it is stored.

    Asked for again and again, so that the driver is asked without the layers above it.
    """
    with database.read() as session:
        plain = session.connection()
        return {
            table.name: sorted(
                (tuple(row) for row in plain.exec_driver_sql(f'SELECT * FROM "{table.name}"')),
                key=str,
            )
            for table in Base.metadata.sorted_tables
            if table.name not in without
        }


def differences(before: Contents, after: Contents) -> list[str]:
    """What changed, table by table; empty when nothing has."""
    found = []
    for table, rows in after.items():
        gone = [row for row in before[table] if row not in rows]
        new = [row for row in rows if row not in before[table]]
        found += [f"{table} lost {row}" for row in gone] + [f"{table} got {row}" for row in new]
    return found
