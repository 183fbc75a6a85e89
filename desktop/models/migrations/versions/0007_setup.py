"""Keep how backups are made, and the proofs of the books.

Revision ID: 0006
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "backup_setup",
        sa.Column("daily_backup", sa.Boolean(), nullable=False),
        sa.Column("backup_time", sa.String(10), nullable=False),
        sa.Column("backup_folder", sa.String(250), nullable=False),
        sa.Column("backups_kept", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_backup_setup_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_setup")),
    )
    op.create_table(
        "books_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.String(50), nullable=False),
        sa.Column("registers", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(100), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books_check")),
    )


def downgrade() -> None:
    """Take both tables away."""
    op.drop_table("books_check")
    op.drop_table("backup_setup")
