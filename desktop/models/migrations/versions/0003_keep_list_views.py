"""Keep list views."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "list_view",
        sa.Column("list_name", sa.String(length=50), nullable=False),
        sa.Column("owner", sa.String(20), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("base_view", sa.String(length=50), nullable=False),
        sa.Column("search", sa.String(length=250), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("sorting", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("list_name", "owner", "name", name=op.f("pk_list_view")),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_table("list_view")
