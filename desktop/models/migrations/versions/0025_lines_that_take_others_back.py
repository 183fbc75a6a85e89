"""Mark the lines of a posted shipment that take others back (CB91)."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        "sales_shipment_line",
        sa.Column("correction", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_column("sales_shipment_line", "correction")
