"""Let attachments of customers and items flow to sales documents."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SOURCE = {"flowed_from_table": sa.String(50), "flowed_from_key": sa.String(250)}


def upgrade() -> None:
    """Add the flag, and from which card a file came."""
    op.add_column(
        "attachment",
        sa.Column("flows_to_sales", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name, kind in SOURCE.items():
        op.add_column("attachment", sa.Column(name, kind, nullable=False, server_default=""))


def downgrade() -> None:
    """Take the columns away."""
    for name in (*SOURCE, "flows_to_sales"):
        op.drop_column("attachment", name)
