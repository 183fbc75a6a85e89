"""Number the entries of the vendor ledger, and give reasons to journal lines (03 §8)."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the counter, the reason of an adjustment and what was counted."""
    op.add_column(
        "ledger_counter",
        sa.Column("vendor_ledger_entry_no", sa.BigInteger(), nullable=False, server_default="0"),
    )


def downgrade() -> None:
    """Take the columns away."""
    op.drop_column("ledger_counter", "vendor_ledger_entry_no")
