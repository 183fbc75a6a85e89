"""Make price lists, and what the sales set-up says about them (01 §7)."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORD = sa.String(30)
CODE = sa.String(20)
FIGURE = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
SETUP_KEYS = {
    "price_list_nos": "number_series",
    "vat_bus_posting_group_price": "vat_bus_posting_group",
}


def upgrade() -> None:
    """Take the step."""
    _make_lists()
    _make_lines()
    _make_rounding_methods()
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.add_column(sa.Column("price_list_nos", CODE, nullable=True))
        batch_op.add_column(sa.Column("default_price_list_code", CODE, nullable=True))
        batch_op.add_column(
            sa.Column(
                "allow_edit_active_prices",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
            )
        )
        batch_op.add_column(sa.Column("vat_bus_posting_group_price", CODE, nullable=True))
        for column, target in SETUP_KEYS.items():
            batch_op.create_foreign_key(
                batch_op.f(f"fk_sales_setup_{column}"),
                target,
                [column],
                ["code"],
                onupdate="CASCADE",
            )


def _scope(table: str) -> list[sa.schema.SchemaItem]:
    """Columns that a list and its lines have both, with those that every kept record has."""
    return [
        sa.Column("allow_line_disc", sa.Boolean(), nullable=False),
        sa.Column("allow_invoice_disc", sa.Boolean(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("defines", WORD, nullable=False),
        sa.Column("source_type", WORD, nullable=False),
        sa.Column("source_no", CODE, nullable=True),
        sa.Column("currency_code", sa.String(10), nullable=True),
        sa.Column("starting_date", sa.Date(), nullable=True),
        sa.Column("ending_date", sa.Date(), nullable=True),
        sa.Column("price_includes_vat", sa.Boolean(), nullable=False),
        sa.Column("vat_bus_posting_group_price", CODE, nullable=True),
        *_kept(),
        _key(table, "currency_code", "currency.code"),
        _key(table, "vat_bus_posting_group_price", "vat_bus_posting_group.code"),
    ]


def _kept() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _key(
    table: str, column: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [target],
        name=op.f(f"fk_{table}_{column}"),
        onupdate="CASCADE",
        ondelete=ondelete,
    )


def _make_lists() -> None:
    op.create_table(
        "price_list",
        sa.Column("code", CODE, nullable=False),
        sa.Column("description", sa.String(100), nullable=False),
        sa.Column("own_scope_per_line", sa.Boolean(), nullable=False),
        sa.Column("no_series_code", CODE, nullable=True),
        *_scope("price_list"),
        _key("price_list", "no_series_code", "number_series.code"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_price_list")),
    )


def _make_lines() -> None:
    op.create_table(
        "price_list_line",
        sa.Column("price_list_code", CODE, nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_type", WORD, nullable=False),
        sa.Column("product_no", CODE, nullable=True),
        sa.Column("variant_code", sa.String(10), nullable=True),
        sa.Column("unit_code", sa.String(10), nullable=True),
        sa.Column("minimum_quantity", FIGURE, nullable=False),
        sa.Column("unit_price", FIGURE, nullable=False),
        sa.Column("line_discount_pct", FIGURE, nullable=False),
        sa.Column("old_unit_price", FIGURE, nullable=True),
        *_scope("price_list_line"),
        _key("price_list_line", "price_list_code", "price_list.code", ondelete="CASCADE"),
        _key("price_list_line", "unit_code", "unit_of_measure.code"),
        sa.CheckConstraint(
            "minimum_quantity >= 0", name=op.f("ck_price_list_line_minimum_quantity_not_negative")
        ),
        sa.CheckConstraint(
            "unit_price >= 0", name=op.f("ck_price_list_line_unit_price_not_negative")
        ),
        sa.PrimaryKeyConstraint("price_list_code", "line_no", name=op.f("pk_price_list_line")),
    )
    op.create_index(
        "ix_price_list_line_source_product",
        "price_list_line",
        ["source_type", "source_no", "product_type", "product_no"],
    )
    op.create_index(
        op.f("ix_price_list_line_product_type_product_no"),
        "price_list_line",
        ["product_type", "product_no"],
    )


def _make_rounding_methods() -> None:
    op.create_table(
        "rounding_method",
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("minimum_amount", FIGURE, nullable=False),
        sa.Column("amount_before", FIGURE, nullable=False),
        sa.Column("precision", FIGURE, nullable=False),
        sa.Column("rounding_type", WORD, nullable=False),
        sa.Column("amount_after", FIGURE, nullable=False),
        *_kept(),
        sa.CheckConstraint("precision > 0", name=op.f("ck_rounding_method_precision_positive")),
        sa.PrimaryKeyConstraint("code", "line_no", name=op.f("pk_rounding_method")),
    )


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        for column in SETUP_KEYS:
            batch_op.drop_constraint(batch_op.f(f"fk_sales_setup_{column}"), type_="foreignkey")
        for column in (*SETUP_KEYS, "default_price_list_code", "allow_edit_active_prices"):
            batch_op.drop_column(column)
    for table in ("price_list_line", "price_list", "rounding_method"):
        op.drop_table(table)
