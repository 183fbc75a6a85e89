"""Run batches by themselves, know what of a run can be tried again, and take opening balances."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORD = sa.String(30)
FORMULA = sa.String(32)
AMOUNT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
MOMENT = sa.DateTime(timezone=True)
CARDS = ("customer", "customer_template")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "batch_schedule",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("description", sa.String(100), nullable=False),
        sa.Column("job", WORD, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        *_when(),
        *_what(),
        *_state(),
        *_versioned(),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_batch_schedule")),
        sa.ForeignKeyConstraint(
            ["base_calendar_code"],
            ["base_calendar.code"],
            name=op.f("fk_batch_schedule_base_calendar_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["last_run_no"],
            ["batch_run.no"],
            name=op.f("fk_batch_schedule_last_run_no"),
            ondelete="SET NULL",
        ),
    )
    op.create_index(op.f("ix_batch_schedule_next_run_at"), "batch_schedule", ["next_run_at"])
    _make_opening_entries()
    with op.batch_alter_table("batch_run_message", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("source_key", sa.String(100), nullable=False, server_default="")
        )
    for card in CARDS:
        # Without batch mode: SQLite would make the table anew and lose its triggers.
        op.add_column(card, sa.Column("invoice_schedule_code", sa.String(20), nullable=True))


def _when() -> list[sa.Column[object]]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return [
        sa.Column("starting_date", sa.Date(), nullable=True),
        sa.Column("run_time", sa.String(10), nullable=False),
        sa.Column("recurrence", FORMULA, nullable=False),
        *(sa.Column(f"on_{day}", sa.Boolean(), nullable=False) for day in days),
        sa.Column("base_calendar_code", sa.String(10), nullable=True),
    ]


def _what() -> list[sa.Column[object]]:
    return [
        sa.Column("document_type", WORD, nullable=False),
        sa.Column("selection", WORD, nullable=False),
        sa.Column("filter", sa.String(250), nullable=False),
        sa.Column("ship", sa.Boolean(), nullable=False),
        sa.Column("invoice", sa.Boolean(), nullable=False),
        sa.Column("replace_posting_date", sa.Boolean(), nullable=False),
        sa.Column("replace_document_date", sa.Boolean(), nullable=False),
        sa.Column("posting_date_formula", FORMULA, nullable=False),
        sa.Column("calc_invoice_discount", sa.Boolean(), nullable=False),
        sa.Column("order_date_formula", FORMULA, nullable=False),
        sa.Column("code_filter", sa.String(250), nullable=False),
        sa.Column("customer_filter", sa.String(250), nullable=False),
        sa.Column("catch_up", sa.Boolean(), nullable=False),
    ]


def _state() -> list[sa.Column[object]]:
    return [
        sa.Column("user", sa.String(50), nullable=False),
        sa.Column("language_code", sa.String(10), nullable=False),
        sa.Column("next_run_at", MOMENT, nullable=True),
        sa.Column("last_run_at", MOMENT, nullable=True),
        sa.Column("last_run_no", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
    ]


def _versioned() -> list[sa.Column[object]]:
    return [
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
    ]


def _make_opening_entries() -> None:
    op.create_table(
        "opening_balance_line",
        sa.Column("customer_no", sa.String(20), nullable=False),
        sa.Column("document_type", WORD, nullable=False),
        sa.Column("document_no", sa.String(20), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("currency_code", sa.String(10), nullable=True),
        sa.Column("amount", AMOUNT, nullable=False),
        sa.Column("remaining_amount", AMOUNT, nullable=True),
        sa.Column("remaining_amount_lcy", AMOUNT, nullable=True),
        sa.Column("description", sa.String(100), nullable=False),
        sa.Column("external_document_no", sa.String(35), nullable=False),
        *_versioned(),
        sa.PrimaryKeyConstraint(
            "customer_no", "document_type", "document_no", name=op.f("pk_opening_balance_line")
        ),
        sa.ForeignKeyConstraint(
            ["customer_no"],
            ["customer.no"],
            name=op.f("fk_opening_balance_line_customer_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_opening_balance_line_currency_code"),
            onupdate="CASCADE",
        ),
    )


def downgrade() -> None:
    """Take the step back."""
    for card in reversed(CARDS):
        op.drop_column(card, "invoice_schedule_code")
    with op.batch_alter_table("batch_run_message", schema=None) as batch_op:
        batch_op.drop_column("source_key")
    op.drop_table("opening_balance_line")
    op.drop_table("batch_schedule")
