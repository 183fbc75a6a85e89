"""Triggers that keep rows as they were written; the migrations say which, and with what exceptions.

A step of the tables never changes once it is out, so neither does what these functions make:
another kind of guard gets another function.
"""

# ruff: noqa: S608  (the names in the statements are those of the migrations and of the tables)

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op


def keep_rows(table: str) -> None:
    """Refuse to delete rows of a table."""
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} "
            f"BEGIN {_refusal(table)} END"
        )
        return
    for guard, event, each in (("rows", "DELETE", "ROW"), ("table", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_keeps_{guard} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION kontor_refuse_change()"
        )


def keep_columns(table: str, columns: Sequence[str], guard: str = "facts") -> None:
    """Refuse to change some columns of a table."""
    names = ", ".join(f'"{name}"' for name in columns)
    begin = f"CREATE TRIGGER {table}_keeps_{guard} BEFORE UPDATE OF {names} ON {table} "
    if _is_sqlite():
        op.execute(f"{begin} BEGIN {_refusal(table)} END")
    else:
        op.execute(f"{begin} FOR EACH ROW EXECUTE FUNCTION kontor_refuse_change()")


def keep_facts(table: str, moving: Sequence[str], keys: Mapping[str, str]) -> None:
    """Refuse to change a table but for its moving columns, and for keys that are renumbered.

    `keys` tells, for each column that holds a key, whose it is: the name of a table, or an SQL
    expression over OLD that gives it. A customer's number also follows a merge.
    """
    found = sa.inspect(op.get_bind()).get_columns(table)
    names = [column["name"] for column in found]
    keep_columns(table, [name for name in names if name not in {*moving, *keys}])
    keep_rows(table)
    held = [name for name in names if name in keys and name not in moving]
    wrong = " OR ".join(_wrong_change(name, keys[name]) for name in held)
    columns = ", ".join(f'"{name}"' for name in held)
    begin = f"CREATE TRIGGER {table}_keeps_parties BEFORE UPDATE OF {columns} ON {table} "
    if _is_sqlite():
        op.execute(f"{begin} WHEN {wrong} BEGIN {_refusal(table)} END")
        return
    op.execute(
        f"CREATE FUNCTION kontor_keep_parties_of_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {wrong} THEN "
        "RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME "
        "USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"{begin} FOR EACH ROW EXECUTE FUNCTION kontor_keep_parties_of_{table}()")


def drop_facts(table: str) -> None:
    """Take away what `keep_facts` set."""
    guards = ("facts", "rows", "parties") if _is_sqlite() else ("facts", "rows", "table", "parties")
    for guard in guards:
        drop_guard(table, guard)
    if not _is_sqlite():
        op.execute(f"DROP FUNCTION kontor_keep_parties_of_{table}()")


def drop_guard(table: str, guard: str) -> None:
    """Take one guard away."""
    place = "" if _is_sqlite() else f" ON {table}"
    op.execute(f"DROP TRIGGER {table}_keeps_{guard}{place}")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _refusal(table: str) -> str:
    return f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted');"


def _wrong_change(column: str, target: str) -> str:
    operator = "IS NOT" if _is_sqlite() else "IS DISTINCT FROM"
    old, new = f'OLD."{column}"', f'NEW."{column}"'
    named = target if "." in target else f"'{target}'"
    allowed = (
        f"EXISTS (SELECT 1 FROM renumbering WHERE table_name = {named} "
        f"AND finished_at IS NULL AND old_value = {old} AND new_value = {new})"
    )
    if target == "customer":
        allowed += (
            " OR EXISTS (SELECT 1 FROM merge_log WHERE table_name = 'customer' "
            f"AND finished_at IS NULL AND duplicate = {old} AND survivor = {new})"
        )
    return f"({old} {operator} {new} AND NOT ({allowed}))"
