"""Protect ledgers and posted documents: the database itself refuses to change a fact (SD87)."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# What may still move on a row once written; every other column and every deletion is refused.
MOVING: dict[str, tuple[str, ...]] = {
    "gl_register": (),
    "gl_entry": (),
    "vat_entry": (),
    "cust_ledger_entry": (
        "open",
        "closed_by_entry_no",
        "closed_at_date",
        "due_date",
        "pmt_discount_date",
        "remaining_pmt_disc_possible",
        "on_hold",
        "reference",
    ),
    "detailed_cust_ledger_entry": ("unapplied", "unapplied_by_entry_no"),
    "item_ledger_entry": ("remaining_quantity", "open", "invoiced_quantity"),
    "item_application_entry": (),
    "value_entry": (),
    "resource_ledger_entry": (),
    "sales_shipment_header": (
        "package_tracking_no",
        "shipping_agent_code",
        "shipping_agent_service_code",
        "no_printed",
    ),
    "sales_shipment_line": ("quantity_invoiced", "qty_shipped_not_invoiced"),
    "sales_invoice_header": ("payment_reference", "no_printed"),
    "sales_invoice_line": (),
    "document_archive": (),
}


def fixed_columns(table: str) -> list[str]:
    """The quoted names of the columns of a table that never change."""
    columns = sa.inspect(op.get_bind()).get_columns(table)
    return [f'"{column["name"]}"' for column in columns if column["name"] not in MOVING[table]]


def upgrade() -> None:
    """Set a guard before every UPDATE of a fixed column and before every DELETE."""
    if op.get_bind().dialect.name == "sqlite":
        for table in MOVING:
            _guard_sqlite(table)
        return
    op.execute(
        "CREATE FUNCTION kontor_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME "
        "USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in MOVING:
        _guard_postgresql(table)


def _guard_sqlite(table: str) -> None:
    refusal = f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted');"
    columns = ", ".join(fixed_columns(table))
    op.execute(
        f"CREATE TRIGGER {table}_keeps_facts BEFORE UPDATE OF {columns} ON {table} "
        f"BEGIN {refusal} END"
    )
    op.execute(f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} BEGIN {refusal} END")


def _guard_postgresql(table: str) -> None:
    columns = ", ".join(fixed_columns(table))
    op.execute(
        f"CREATE TRIGGER {table}_keeps_facts BEFORE UPDATE OF {columns} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION kontor_refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION kontor_refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_keeps_table BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kontor_refuse_change()"
    )


def downgrade() -> None:
    """Take the guards away."""
    if op.get_bind().dialect.name == "sqlite":
        for table in MOVING:
            op.execute(f"DROP TRIGGER {table}_keeps_facts")
            op.execute(f"DROP TRIGGER {table}_keeps_rows")
        return
    for table in MOVING:
        for guard in ("facts", "rows", "table"):
            op.execute(f"DROP TRIGGER {table}_keeps_{guard} ON {table}")
    op.execute("DROP FUNCTION kontor_refuse_change()")
