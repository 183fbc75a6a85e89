"""Make the tables of batch runs and of the posting queue (SD103, SD104)."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORD = sa.String(30)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Take the step."""
    _make_runs()
    _make_messages()
    _make_queue()
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("keep_batch_runs_days", sa.Integer(), nullable=False, server_default="90")
        )


def _make_runs() -> None:
    op.create_table(
        "batch_run",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("job", WORD, nullable=False),
        sa.Column("parameters", sa.Text(), nullable=False),
        sa.Column("user", sa.String(50), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("heartbeat_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("status", WORD, nullable=False),
        sa.Column("n_total", sa.Integer(), nullable=False),
        sa.Column("n_ok", sa.Integer(), nullable=False),
        sa.Column("n_skipped", sa.Integer(), nullable=False),
        sa.Column("n_error", sa.Integer(), nullable=False),
        sa.Column("error_text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_batch_run")),
    )
    op.create_index(op.f("ix_batch_run_started_at"), "batch_run", ["started_at"])
    op.create_index(
        "uq_batch_run_running_job",
        "batch_run",
        ["job"],
        unique=True,
        sqlite_where=sa.text("status = 'running'"),
        postgresql_where=sa.text("status = 'running'"),
    )


def _make_messages() -> None:
    op.create_table(
        "batch_run_message",
        sa.Column("run_no", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_type", WORD, nullable=False),
        sa.Column("no", sa.String(20), nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("code", sa.String(50), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("record_table", sa.String(50), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("field_name", sa.String(50), nullable=False),
        sa.Column("created_table", sa.String(50), nullable=False),
        sa.Column("created_document_no", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("run_no", "seq", name=op.f("pk_batch_run_message")),
        sa.ForeignKeyConstraint(
            ["run_no"],
            ["batch_run.no"],
            name=op.f("fk_batch_run_message_run_no"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        op.f("ix_batch_run_message_run_no_outcome_seq"),
        "batch_run_message",
        ["run_no", "outcome", "seq"],
    )


def _make_queue() -> None:
    op.create_table(
        "job_queue_entry",
        sa.Column("entry_no", sa.Integer(), nullable=False),
        sa.Column("document_type", WORD, nullable=False),
        sa.Column("document_no", sa.String(20), nullable=False),
        sa.Column("ship", sa.Boolean(), nullable=False),
        sa.Column("invoice", sa.Boolean(), nullable=False),
        sa.Column("posting_date", sa.Date(), nullable=True),
        sa.Column("posting_id", sa.String(50), nullable=False),
        sa.Column("user", sa.String(50), nullable=False),
        sa.Column("work_date", sa.Date(), nullable=False),
        sa.Column("language_code", sa.String(10), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("error_code", sa.String(50), nullable=False),
        sa.Column("error_text", sa.Text(), nullable=False),
        sa.Column("record_table", sa.String(50), nullable=False),
        sa.Column("record_key", sa.Text(), nullable=False),
        sa.Column("field_name", sa.String(50), nullable=False),
        sa.Column("worker_id", sa.String(100), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("heartbeat_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("entry_no", name=op.f("pk_job_queue_entry")),
        sa.UniqueConstraint("posting_id", name=op.f("uq_job_queue_entry_posting_id")),
        sa.ForeignKeyConstraint(
            ["document_type", "document_no"],
            ["sales_header.document_type", "sales_header.no"],
            name=op.f("fk_job_queue_entry_document_type_document_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "uq_job_queue_entry_document",
        "job_queue_entry",
        ["document_type", "document_no"],
        unique=True,
    )
    op.create_index(
        op.f("ix_job_queue_entry_state_entry_no"), "job_queue_entry", ["state", "entry_no"]
    )


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.drop_column("keep_batch_runs_days")
    for table in ("job_queue_entry", "batch_run_message", "batch_run"):
        op.drop_table(table)
