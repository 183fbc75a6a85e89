"""Let every code be hidden; complete the ship-to address of the company and payment methods."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CODES = (
    "shipping_agent_service",
    "responsibility_center",
    "customer_price_group",
    "customer_disc_group",
    "item_disc_group",
    "item_category",
    "unit_of_measure",
    "gen_bus_posting_group",
    "gen_prod_posting_group",
    "customer_posting_group",
    "inventory_posting_group",
    "vat_bus_posting_group",
    "vat_prod_posting_group",
)
SHIP_TO = {"ship_to_name_2": sa.String(50), "ship_to_county": sa.String(30)}


def upgrade() -> None:
    """Take the step."""
    # Without batch mode: SQLite would make the tables anew and lose their triggers.
    for table in CODES:
        op.add_column(
            table, sa.Column("inactive", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    for name, kind in SHIP_TO.items():
        op.add_column(
            "company_information", sa.Column(name, kind, nullable=False, server_default="")
        )
    op.add_column(
        "payment_method",
        sa.Column(
            "balancing_account_type", sa.String(30), nullable=False, server_default="gl_account"
        ),
    )


def downgrade() -> None:
    """Take the step back."""
    op.drop_column("payment_method", "balancing_account_type")
    for name in SHIP_TO:
        op.drop_column("company_information", name)
    for table in CODES:
        op.drop_column(table, "inactive")
