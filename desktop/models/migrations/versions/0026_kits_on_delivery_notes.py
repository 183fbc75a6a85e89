"""Let a company print what kits consist of on its delivery notes (PF142)."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        "sales_setup",
        sa.Column("kits_on_delivery_note", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_column("sales_setup", "kits_on_delivery_note")
