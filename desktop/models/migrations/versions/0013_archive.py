"""Keep versions of sales documents: header, lines and comments (SD107); find what a quote became.

A version has every column that its live table has at this step; a later step that adds a column
to sales_header, sales_line or document_comment adds it to the table of the versions too.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

AMOUNT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
VERSION = ["document_type", "document_no", "version_no"]


def upgrade() -> None:
    """Make the three tables, and the index from quote to order."""
    op.create_table(
        "sales_header_archive",
        *_version_of("sales_header"),
        sa.Column("cause", sa.String(30), nullable=False),
        sa.Column("reason", sa.String(250), nullable=False),
        sa.Column("archived_by", sa.String(50), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("amount", AMOUNT, nullable=False),
        sa.Column("amount_including_vat", AMOUNT, nullable=False),
        sa.PrimaryKeyConstraint(
            "document_type", "no", "version_no", name=op.f("pk_sales_header_archive")
        ),
    )
    op.create_index(
        op.f("ix_sales_header_archive_sell_to_customer_no"),
        "sales_header_archive",
        ["sell_to_customer_no"],
    )
    op.create_table(
        "sales_line_archive",
        *_version_of("sales_line"),
        sa.PrimaryKeyConstraint(*VERSION, "line_no", name=op.f("pk_sales_line_archive")),
        _of_its_version("sales_line_archive"),
    )
    op.create_table(
        "document_comment_archive",
        *_version_of("document_comment", without="document_table"),
        sa.PrimaryKeyConstraint(
            *VERSION, "document_line_no", "line_no", name=op.f("pk_document_comment_archive")
        ),
        _of_its_version("document_comment_archive"),
    )

    op.create_index(
        "ix_sales_header_quote_no",
        "sales_header",
        ["quote_no"],
        sqlite_where=sa.text("quote_no IS NOT NULL"),
        postgresql_where=sa.text("quote_no IS NOT NULL"),
    )


def _version_of(table: str, without: str = "") -> list["sa.Column[Any]"]:
    """The columns of a live table as they are now, the search text of PostgreSQL left out."""
    live = [
        sa.Column(column["name"], column["type"], nullable=column["nullable"], autoincrement=False)
        for column in sa.inspect(op.get_bind()).get_columns(table)
        if column["name"] != without and not column.get("computed")
    ]
    return [*live, sa.Column("version_no", sa.Integer(), nullable=False, autoincrement=False)]


def _of_its_version(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        VERSION,
        [f"sales_header_archive.{name}" for name in ("document_type", "no", "version_no")],
        name=op.f(f"fk_{table}_document_type_document_no_version_no"),
        onupdate="CASCADE",
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Take the tables and the index away."""
    op.drop_index("ix_sales_header_quote_no", "sales_header")
    for table in ("document_comment_archive", "sales_line_archive", "sales_header_archive"):
        op.drop_table(table)
