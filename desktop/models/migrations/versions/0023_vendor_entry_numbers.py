"""Number the entries of the vendor ledger, and give reasons to journal lines (03 §8)."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

EXACT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
COUNTS = ("quantity_on_hand", "quantity_counted")
REASON = "fk_item_journal_line_reason_code"


def upgrade() -> None:
    """Add the counter, the reason of an adjustment and what was counted."""
    op.add_column(
        "ledger_counter",
        sa.Column("vendor_ledger_entry_no", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.add_column("item_ledger_entry", sa.Column("reason_code", sa.String(10), nullable=True))
    with op.batch_alter_table("item_journal_line", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason_code", sa.String(10), nullable=True))
        batch_op.add_column(
            sa.Column("is_counted", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, EXACT, nullable=False, server_default="0"))
        batch_op.create_foreign_key(
            op.f(REASON), "reason_code", ["reason_code"], ["code"], onupdate="CASCADE"
        )


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("item_journal_line", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(REASON), type_="foreignkey")
        for name in ("reason_code", "is_counted", *COUNTS):
            batch_op.drop_column(name)
    op.drop_column("item_ledger_entry", "reason_code")
    op.drop_column("ledger_counter", "vendor_ledger_entry_no")
