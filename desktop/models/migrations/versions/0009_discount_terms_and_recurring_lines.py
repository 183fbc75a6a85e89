"""Keep invoice discount terms, and recurring sales lines with their customers (01 §§8–9)."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

EXACT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(30)
INVOICE = "sales_invoice_header"


def upgrade() -> None:
    """Take the step."""
    _make_terms()
    _make_codes()
    _make_assignments()
    _mark_invoices()


def _make_terms() -> None:
    op.create_table(
        "invoice_discount_terms",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("currency_code", sa.String(10), nullable=False),
        sa.Column("minimum_amount", EXACT, nullable=False),
        sa.Column("discount_pct", EXACT, nullable=False),
        sa.Column("service_charge", EXACT, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "minimum_amount >= 0",
            name=op.f("ck_invoice_discount_terms_minimum_amount_not_negative"),
        ),
        sa.CheckConstraint(
            "service_charge >= 0",
            name=op.f("ck_invoice_discount_terms_service_charge_not_negative"),
        ),
        sa.PrimaryKeyConstraint(
            "code", "currency_code", "minimum_amount", name=op.f("pk_invoice_discount_terms")
        ),
    )


def _make_codes() -> None:
    op.create_table(
        "standard_sales_code",
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("currency_code", sa.String(10), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_standard_sales_code_currency_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_standard_sales_code")),
    )
    op.create_table(
        "standard_sales_line",
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", WORD, nullable=False),
        sa.Column("no", sa.String(20), nullable=True),
        sa.Column("variant_code", sa.String(10), nullable=True),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("quantity", EXACT, nullable=False),
        sa.Column("unit_of_measure_code", sa.String(10), nullable=True),
        sa.Column("amount_excl_vat", EXACT, nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_standard_sales_line_line_no_positive")),
        sa.ForeignKeyConstraint(
            ["code"],
            ["standard_sales_code.code"],
            name=op.f("fk_standard_sales_line_code"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_of_measure_code"],
            ["unit_of_measure.code"],
            name=op.f("fk_standard_sales_line_unit_of_measure_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", "line_no", name=op.f("pk_standard_sales_line")),
    )


def _make_assignments() -> None:
    op.create_table(
        "customer_standard_code",
        sa.Column("customer_no", sa.String(20), nullable=False),
        sa.Column("code", sa.String(10), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("payment_method_code", sa.String(10), nullable=True),
        sa.Column("payment_terms_code", sa.String(10), nullable=True),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("insert_on_quotes", WORD, nullable=False),
        sa.Column("insert_on_orders", WORD, nullable=False),
        sa.Column("insert_on_invoices", WORD, nullable=False),
        sa.Column("insert_on_credit_memos", WORD, nullable=False),
        sa.Column("recurrence", sa.String(32), nullable=False),
        sa.Column("next_date", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["code"],
            ["standard_sales_code.code"],
            name=op.f("fk_customer_standard_code_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_no"],
            ["customer.no"],
            name=op.f("fk_customer_standard_code_customer_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_customer_standard_code_payment_method_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_customer_standard_code_payment_terms_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_no", "code", name=op.f("pk_customer_standard_code")),
    )
    op.create_index(op.f("ix_customer_standard_code_code"), "customer_standard_code", ["code"])
    op.create_index(
        op.f("ix_customer_standard_code_next_date"), "customer_standard_code", ["next_date"]
    )


def _mark_invoices() -> None:
    """Let posted invoices say of which recurring code they are, and never another (SD87).

    SQLite adds a column in place; a copied table would lose its guards.
    """
    op.add_column(INVOICE, sa.Column("recurring_code", sa.String(10), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        act = f"BEGIN SELECT RAISE(ABORT, 'rows of {INVOICE} are never changed or deleted'); END"
    else:
        act = "FOR EACH ROW EXECUTE FUNCTION kontor_refuse_change()"
    op.execute(
        f"CREATE TRIGGER {INVOICE}_keeps_code BEFORE UPDATE OF recurring_code ON {INVOICE} {act}"
    )


def downgrade() -> None:
    """Take the step back."""
    on_table = "" if op.get_bind().dialect.name == "sqlite" else f" ON {INVOICE}"
    op.execute(f"DROP TRIGGER {INVOICE}_keeps_code{on_table}")
    op.drop_column(INVOICE, "recurring_code")
    for table in (
        "standard_sales_line",
        "customer_standard_code",
        "standard_sales_code",
        "invoice_discount_terms",
    ):
        op.drop_table(table)
