"""Make extended and standard texts, substitutes of items, and purchasing codes (CU59–CU63)."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WORD = sa.String(30)


def _stamps() -> list[sa.Column[object]]:
    return [
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
    ]


def upgrade() -> None:
    """Take the step."""
    _make_texts()
    _make_substitutions()
    op.create_table(
        "purchasing_code",
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("description", sa.String(100), nullable=False),
        sa.Column("drop_shipment", sa.Boolean(), nullable=False),
        sa.Column("special_order", sa.Boolean(), nullable=False),
        sa.Column("inactive", sa.Boolean(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_purchasing_code")),
    )
    for table in ("item", "item_template"):
        op.add_column(table, sa.Column("purchasing_code", sa.String(10), nullable=True))


def _make_texts() -> None:
    op.create_table(
        "standard_text",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("description", sa.String(100), nullable=False),
        sa.Column("inactive", sa.Boolean(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_standard_text")),
    )
    documents = (
        "quote",
        "blanket_order",
        "order",
        "invoice",
        "return_order",
        "credit_memo",
        "reminder",
        "prepayment",
    )
    op.create_table(
        "extended_text",
        sa.Column("owner_type", WORD, nullable=False),
        sa.Column("no", sa.String(20), nullable=False),
        sa.Column("text_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language_code", sa.String(10), nullable=True),
        sa.Column("all_languages", sa.Boolean(), nullable=False),
        sa.Column("starting_date", sa.Date(), nullable=True),
        sa.Column("ending_date", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in documents),
        *_stamps(),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_extended_text_language_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("owner_type", "no", "text_no", name=op.f("pk_extended_text")),
    )
    op.create_table(
        "extended_text_line",
        sa.Column("owner_type", WORD, nullable=False),
        sa.Column("no", sa.String(20), nullable=False),
        sa.Column("text_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(100), nullable=False),
        *_stamps(),
        sa.ForeignKeyConstraint(
            ["owner_type", "no", "text_no"],
            ["extended_text.owner_type", "extended_text.no", "extended_text.text_no"],
            name=op.f("fk_extended_text_line_owner_type_no_text_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "owner_type", "no", "text_no", "line_no", name=op.f("pk_extended_text_line")
        ),
    )


def _make_substitutions() -> None:
    op.create_table(
        "item_substitution",
        sa.Column("item_no", sa.String(20), nullable=False),
        sa.Column("variant_code", sa.String(10), nullable=False),
        sa.Column("substitute_no", sa.String(20), nullable=False),
        sa.Column("substitute_variant_code", sa.String(10), nullable=False),
        sa.Column("interchangeable", sa.Boolean(), nullable=False),
        sa.Column("condition_text", sa.String(100), nullable=False),
        sa.Column("relation", sa.String(50), nullable=False),
        *_stamps(),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["item.no"],
                name=op.f(f"fk_item_substitution_{column}"),
                onupdate="CASCADE",
                ondelete="CASCADE",
            )
            for column in ("item_no", "substitute_no")
        ),
        sa.PrimaryKeyConstraint(
            "item_no",
            "variant_code",
            "substitute_no",
            "substitute_variant_code",
            name=op.f("pk_item_substitution"),
        ),
    )


def downgrade() -> None:
    """Take it back."""
    # Not as a batch: making the table anew would lose the triggers of its text index.
    for table in ("item_template", "item"):
        op.drop_column(table, "purchasing_code")
    op.drop_table("purchasing_code")
    op.drop_table("item_substitution")
    op.drop_table("extended_text_line")
    op.drop_table("extended_text")
    op.drop_table("standard_text")
