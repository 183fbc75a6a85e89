"""Index what is open of an item by date, so that availability never reads what is done (PF31)."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

LINE = ("document_type", "type", "no", "variant_code", "location_code")
INDEXES = {
    "ix_sales_line_open": (
        "sales_line",
        (
            *LINE,
            "shipment_date",
            "outstanding_quantity_base",
            "quantity",
            "drop_shipment",
            "special_order_purchase_no",
            "document_no",
            "line_no",
        ),
        "outstanding_quantity_base <> 0",
    ),
    "ix_purchase_line_open": (
        "purchase_line",
        (
            *LINE,
            "expected_receipt_date",
            "outstanding_quantity_base",
            "drop_shipment",
            "special_order_sales_no",
            "document_no",
            "line_no",
        ),
        "outstanding_quantity_base <> 0",
    ),
}
ENTRIES = "ix_item_ledger_entry_open"


def upgrade() -> None:
    """Take the step."""
    for name, (table, columns, condition) in INDEXES.items():
        _make(name, table, columns, (sa.text(condition), sa.text(condition)))
    _make(
        ENTRIES,
        "item_ledger_entry",
        ("item_no", "variant_code", "location_code", "remaining_quantity"),
        (sa.text("open IS 1"), sa.text("open IS true")),
    )


def _make(
    name: str,
    table: str,
    columns: tuple[str, ...],
    conditions: tuple[sa.TextClause, sa.TextClause],
) -> None:
    """An index of only the rows that are open, for each kind of database in its own words."""
    op.create_index(
        name,
        table,
        list(columns),
        sqlite_where=conditions[0],
        postgresql_where=conditions[1],
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_index(ENTRIES, "item_ledger_entry")
    for name, (table, _columns, _condition) in INDEXES.items():
        op.drop_index(name, table)
