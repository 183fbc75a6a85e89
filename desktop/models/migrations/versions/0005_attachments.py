"""Keep files, links and notes of records, who follows a record, and what people were told."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES_OF_PAPERS = ("attachment", "record_link", "record_note")


def owned() -> list[sa.Column[object]]:
    """The columns of everything that belongs to a record."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_table", sa.String(length=50), nullable=False),
        sa.Column("owner_key", sa.String(length=250), nullable=False),
        sa.Column("added_by", sa.String(length=50), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
    ]


def upgrade() -> None:
    """Make the tables, and the set-up field for the largest attachment."""
    make_tables_of_papers()
    make_tables_of_following()
    with op.batch_alter_table("company_information") as batch:
        batch.add_column(
            sa.Column("attachment_limit_mb", sa.Integer(), nullable=False, server_default="25")
        )


def make_tables_of_papers() -> None:
    """Files with their content, links and notes."""
    op.create_table(
        "attachment_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content_kind", sa.String(length=30), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment_content"),
    )
    op.create_table(
        "attachment_part",
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("content_id", "part", name="pk_attachment_part"),
        sa.ForeignKeyConstraint(
            ["content_id"],
            ["attachment_content.id"],
            name="fk_attachment_part_content_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "attachment",
        *owned(),
        sa.Column("name", sa.String(length=250), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.ForeignKeyConstraint(
            ["content_id"], ["attachment_content.id"], name="fk_attachment_content_id"
        ),
    )
    op.create_index("ix_attachment_content_id", "attachment", ["content_id"])
    op.create_table(
        "record_link",
        *owned(),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("description", sa.String(length=250), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record_link"),
    )
    op.create_table(
        "record_note",
        *owned(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_record_note"),
    )
    for table in TABLES_OF_PAPERS:
        op.create_index(f"ix_{table}_owner_table_owner_key", table, ["owner_table", "owner_key"])


def make_tables_of_following() -> None:
    """Who follows which record, and what these people were told."""
    op.create_table(
        "record_watch",
        sa.Column("owner_table", sa.String(length=50), nullable=False),
        sa.Column("owner_key", sa.String(length=250), nullable=False),
        sa.Column("user", sa.String(length=50), nullable=False),
        sa.Column("followed_since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_table", "owner_key", "user", name="pk_record_watch"),
    )
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(length=50), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("owner_table", sa.String(length=50), nullable=False),
        sa.Column("owner_key", sa.String(length=250), nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
    )
    op.create_index("ix_notification_user_read_at", "notification", ["user", "read_at"])
    op.create_index(
        "ix_notification_owner_table_owner_key", "notification", ["owner_table", "owner_key"]
    )


def downgrade() -> None:
    """Take the tables and the field away."""
    with op.batch_alter_table("company_information") as batch:
        batch.drop_column("attachment_limit_mb")
    for table in ("notification", "record_watch", "record_note", "record_link", "attachment"):
        op.drop_table(table)
    op.drop_table("attachment_part")
    op.drop_table("attachment_content")
