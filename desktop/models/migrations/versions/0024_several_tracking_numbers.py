"""Keep several tracking numbers, one a line, and count picking lists (PF138, PF141).

The column is widened in place on PostgreSQL, where the searched text is generated from it, and
made anew on SQLite, whose triggers are taken away for that and put back as they were.
"""

# ruff: noqa: S608  (the names in the statements are those of this file and of the tables)

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMN = "package_tracking_no"
TABLES = ("sales_header", "sales_header_archive", "sales_shipment_header")
SEARCHED = "sales_shipment_header"
LONGEST_BEFORE = 50
COUNT = "picking_lists_printed"
COUNTING = ("sales_header", "sales_header_archive")


def upgrade() -> None:
    """Take the step."""
    for table in TABLES:
        _change_type(table, sa.Text(), COLUMN)
    for table in COUNTING:
        op.add_column(table, sa.Column(COUNT, sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take the step back; of the numbers what fits into the old field stays."""
    for table in COUNTING:
        op.drop_column(table, COUNT)
    for table in TABLES:
        _change_type(table, sa.String(LONGEST_BEFORE), f"substr({COLUMN}, 1, {LONGEST_BEFORE})")


def _change_type(table: str, kind: sa.types.TypeEngine[str], value: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _change_on_sqlite(table, kind, value)
    elif table == SEARCHED:
        _change_under_searched_text(table, kind, value)
    else:
        op.alter_column(table, COLUMN, type_=kind, postgresql_using=value)


def _change_on_sqlite(table: str, kind: sa.types.TypeEngine[str], value: str) -> None:
    bind = op.get_bind()
    triggers = bind.execute(
        sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :it"),
        {"it": table},
    ).all()
    for name, _sql in triggers:
        op.execute(f"DROP TRIGGER {name}")
    op.add_column(table, sa.Column(f"{COLUMN}_new", kind, nullable=False, server_default=""))
    op.execute(f"UPDATE {table} SET {COLUMN}_new = {value}")
    op.drop_column(table, COLUMN)
    op.execute(f"ALTER TABLE {table} RENAME COLUMN {COLUMN}_new TO {COLUMN}")
    for _name, sql in triggers:
        bind.exec_driver_sql(sql)


def _change_under_searched_text(table: str, kind: sa.types.TypeEngine[str], value: str) -> None:
    """Widen a column that a generated one is made from: that one goes and comes back."""
    bind = op.get_bind()
    expression = bind.execute(
        sa.text(
            "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a "
            "ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
            "WHERE d.adrelid = CAST(:it AS regclass) AND a.attname = 'search_text'"
        ),
        {"it": table},
    ).scalar_one()
    indexes = bind.execute(
        sa.text(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() "
            "AND tablename = :it AND indexname = :index"
        ),
        {"it": table, "index": f"{table}_text_index"},
    ).scalars()
    definitions = list(indexes)
    op.drop_column(table, "search_text")
    op.alter_column(table, COLUMN, type_=kind, postgresql_using=value)
    bind.exec_driver_sql(
        f"ALTER TABLE {table} ADD COLUMN search_text text "
        f"GENERATED ALWAYS AS ({expression}) STORED".replace("%", "%%")
    )
    for definition in definitions:
        bind.exec_driver_sql(definition.replace("%", "%%"))
