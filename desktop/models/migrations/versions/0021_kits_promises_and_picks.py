"""Put kits together, keep what is reserved and to be bought, and pick (03 §6, §7, §11, §12)."""

import sqlalchemy as sa
from alembic import op

from desktop.models.migrations import guards, making

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

EXACT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
FACTOR = sa.String(60)
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(30)


TABLES = (
    "posted_ato_link",
    "posted_assembly_line",
    "posted_assembly_header",
    "ato_link",
    "assembly_line",
    "assembly_header",
)
# The columns that hold a key, and whose: a renumbering changes them.
KEYS = {
    "item_no": "item",
    "variant_code": "item_variant",
    "location_code": "location",
    "unit_of_measure_code": "unit_of_measure",
    "gen_prod_posting_group": "gen_prod_posting_group",
    "inventory_posting_group": "inventory_posting_group",
}
# What may still move on a row once written.
MOVING = {"posted_assembly_header": ("reversed",), "posted_assembly_line": ()}


def upgrade() -> None:
    """Take the step."""
    _make_assemblies()
    _make_posted_assemblies()
    _make_reservations()
    _make_requisitions()
    _make_picks()
    for table, moving in MOVING.items():
        guards.keep_facts(
            table, moving, {**KEYS, **({"no": "OLD.type"} if "line" in table else {})}
        )
    guards.keep_columns(
        "posted_ato_link", ["posted_assembly_no", "order_no", "order_line_no", "quantity"]
    )
    guards.keep_rows("posted_ato_link")


def downgrade() -> None:
    """Take the step back."""
    for table in ("pick_line", "pick_header", "requisition_component", "requisition_line"):
        op.drop_table(table)
    op.drop_table("reservation")
    for table in reversed(MOVING):
        guards.drop_facts(table)
    for table in TABLES:
        op.drop_table(table)


def _make_assemblies() -> None:
    op.create_table(
        "assembly_header",
        *making.columns(WORD, "document_type"),
        *making.columns(sa.String(20), "no"),
        *making.columns(WORD, "status"),
        *making.columns(
            EXACT,
            "quantity_to_assemble",
            "quantity_to_assemble_base",
            "assembled_quantity",
            "assembled_quantity_base",
            "remaining_quantity",
            "remaining_quantity_base",
        ),
        *making.columns(
            sa.String(20), "last_posting_no", "no_series_code", "item_no", nullable=True
        ),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(sa.String(20), "bin"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit", "quantity", "quantity_base"),
        *making.columns(
            sa.Date(), "starting_date", "ending_date", "due_date", "posting_date", nullable=True
        ),
        *making.columns(
            sa.String(20), "gen_prod_posting_group", "inventory_posting_group", nullable=True
        ),
        *making.columns(EXACT, "unit_cost", "cost_amount"),
        *making.versioned(),
        making.key("assembly_header", "item_no", "item.no"),
        making.key("assembly_header", "location_code", "location.code"),
        making.key("assembly_header", "no_series_code", "number_series.code"),
        sa.PrimaryKeyConstraint("document_type", "no", name=op.f("pk_assembly_header")),
    )
    making.index("assembly_header", "item_no", "variant_code", "location_code", "due_date")
    op.create_table(
        "assembly_line",
        *making.columns(WORD, "document_type"),
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(
            EXACT,
            "quantity_to_consume",
            "quantity_to_consume_base",
            "consumed",
            "consumed_base",
            "remaining",
            "remaining_base",
        ),
        *making.columns(sa.Boolean(), "avail_warning"),
        *making.columns(WORD, "type"),
        *making.columns(sa.String(20), "no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(sa.String(20), "bin"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit", "quantity_per", "quantity", "quantity_base"),
        *making.columns(WORD, "resource_usage"),
        *making.columns(sa.String(32), "lead_time_offset"),
        *making.columns(sa.String(20), "position"),
        *making.columns(sa.Date(), "due_date", nullable=True),
        *making.columns(
            sa.String(20), "gen_prod_posting_group", "inventory_posting_group", nullable=True
        ),
        *making.columns(EXACT, "unit_cost", "cost_amount"),
        *making.versioned(),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_assembly_line_line_no_positive")),
        making.keys(
            "assembly_line",
            ["document_type", "document_no"],
            ["assembly_header.document_type", "assembly_header.no"],
            owned=True,
        ),
        sa.PrimaryKeyConstraint(
            "document_type", "document_no", "line_no", name=op.f("pk_assembly_line")
        ),
    )
    making.index("assembly_line", "type", "no", "variant_code", "location_code", "due_date")
    op.create_table(
        "ato_link",
        *making.columns(WORD, "assembly_type"),
        *making.columns(sa.String(20), "assembly_no"),
        *making.columns(WORD, "document_type"),
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.Integer(), "document_line_no"),
        making.keys(
            "ato_link",
            ["assembly_type", "assembly_no"],
            ["assembly_header.document_type", "assembly_header.no"],
            owned=True,
        ),
        making.keys(
            "ato_link",
            ["document_type", "document_no", "document_line_no"],
            ["sales_line.document_type", "sales_line.document_no", "sales_line.line_no"],
        ),
        sa.UniqueConstraint(
            "document_type",
            "document_no",
            "document_line_no",
            name=op.f("uq_ato_link_document_type_document_no_document_line_no"),
        ),
        sa.PrimaryKeyConstraint("assembly_type", "assembly_no", name=op.f("pk_ato_link")),
    )


def _make_posted_assemblies() -> None:
    op.create_table(
        "posted_assembly_header",
        *making.columns(sa.String(20), "no", "order_no"),
        *making.columns(sa.Boolean(), "assemble_to_order"),
        *making.columns(sa.BigInteger(), "item_output_entry_no", nullable=True),
        *making.columns(sa.Boolean(), "reversed"),
        *making.columns(sa.String(50), "user"),
        *making.columns(MOMENT, "created_at"),
        *making.columns(sa.String(50), "posting_id"),
        *making.columns(sa.String(20), "item_no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(sa.String(20), "bin"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit", "quantity", "quantity_base"),
        *making.columns(
            sa.Date(), "starting_date", "ending_date", "due_date", "posting_date", nullable=True
        ),
        *making.columns(
            sa.String(20), "gen_prod_posting_group", "inventory_posting_group", nullable=True
        ),
        *making.columns(EXACT, "unit_cost", "cost_amount"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_posted_assembly_header")),
    )
    making.index("posted_assembly_header", "item_no")
    making.index("posted_assembly_header", "order_no")
    making.index("posted_assembly_header", "posting_date")
    op.create_table(
        "posted_assembly_line",
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(sa.String(20), "order_no"),
        *making.columns(sa.Integer(), "order_line_no"),
        *making.columns(sa.BigInteger(), "item_entry_no", nullable=True),
        *making.columns(WORD, "type"),
        *making.columns(sa.String(20), "no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(sa.String(20), "bin"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit", "quantity_per", "quantity", "quantity_base"),
        *making.columns(WORD, "resource_usage"),
        *making.columns(sa.String(32), "lead_time_offset"),
        *making.columns(sa.String(20), "position"),
        *making.columns(sa.Date(), "due_date", nullable=True),
        *making.columns(
            sa.String(20), "gen_prod_posting_group", "inventory_posting_group", nullable=True
        ),
        *making.columns(EXACT, "unit_cost", "cost_amount"),
        sa.PrimaryKeyConstraint("document_no", "line_no", name=op.f("pk_posted_assembly_line")),
    )
    making.index("posted_assembly_line", "order_no", "order_line_no")
    op.create_table(
        "posted_ato_link",
        *making.columns(sa.String(20), "posted_assembly_no", "assembly_no", "order_no"),
        *making.columns(sa.Integer(), "order_line_no"),
        *making.columns(sa.String(20), "shipment_no"),
        *making.columns(sa.Integer(), "shipment_line_no"),
        *making.columns(EXACT, "quantity"),
        sa.PrimaryKeyConstraint("posted_assembly_no", name=op.f("pk_posted_ato_link")),
    )
    making.index("posted_ato_link", "order_no")
    making.index("posted_ato_link", "shipment_no", "shipment_line_no")


def _make_reservations() -> None:
    op.create_table(
        "reservation",
        sa.Column("id", sa.Integer(), nullable=False),
        *making.columns(sa.String(20), "item_no"),
        *making.columns(sa.String(10), "variant_code", "location_code", nullable=True),
        *making.columns(EXACT, "quantity"),
        *making.columns(WORD, "demand_type"),
        *making.columns(sa.String(20), "demand_document_no"),
        *making.columns(sa.Integer(), "demand_line_no", "demand_component_no"),
        *making.columns(sa.Date(), "demand_date", nullable=True),
        *making.columns(WORD, "supply_type"),
        *making.columns(sa.String(20), "supply_document_no", nullable=True),
        *making.columns(sa.Integer(), "supply_line_no", nullable=True),
        *making.columns(sa.BigInteger(), "item_ledger_entry_no", nullable=True),
        *making.columns(sa.Date(), "supply_date", nullable=True),
        *making.columns(WORD, "binding"),
        *making.columns(sa.String(50), "user"),
        *making.columns(MOMENT, "created_at"),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_reservation_quantity_positive")),
        making.key("reservation", "item_no", "item.no"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    making.index("reservation", "demand_type", "demand_document_no", "demand_line_no")
    making.index("reservation", "item_ledger_entry_no")
    making.index("reservation", "item_no", "variant_code", "location_code")
    making.index("reservation", "supply_type", "supply_document_no", "supply_line_no")


def _make_requisitions() -> None:
    op.create_table(
        "requisition_line",
        *making.columns(sa.String(10), "worksheet_name"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(sa.String(20), "item_no", nullable=True),
        *making.columns(sa.String(10), "variant_code", "location_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit", "quantity", "quantity_base"),
        *making.columns(WORD, "replenishment_system"),
        *making.columns(sa.String(20), "vendor_no", nullable=True),
        *making.columns(sa.String(50), "vendor_item_no"),
        *making.columns(sa.String(10), "currency_code", nullable=True),
        *making.columns(EXACT, "direct_unit_cost"),
        *making.columns(sa.Date(), "order_date", "ending_date", "due_date", nullable=True),
        *making.columns(sa.Boolean(), "accept_action_message"),
        *making.columns(sa.String(10), "purchasing_code", nullable=True),
        *making.columns(sa.Boolean(), "drop_shipment", "special_order"),
        *making.columns(sa.String(20), "sales_order_no", nullable=True),
        *making.columns(sa.Integer(), "sales_order_line_no", nullable=True),
        *making.columns(sa.String(20), "sell_to_customer_no", nullable=True),
        *making.columns(sa.String(10), "ship_to_code", nullable=True),
        *making.columns(WORD, "origin"),
        *making.columns(sa.String(20), "order_promising_id", nullable=True),
        *making.columns(sa.Integer(), "order_promising_line_no", "parent_line_no", nullable=True),
        *making.columns(sa.Boolean(), "late"),
        *making.columns(sa.Text(), "failure"),
        *making.versioned(),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_requisition_line_line_no_positive")),
        making.key("requisition_line", "currency_code", "currency.code"),
        making.key("requisition_line", "item_no", "item.no"),
        making.key("requisition_line", "location_code", "location.code"),
        making.key("requisition_line", "sell_to_customer_no", "customer.no"),
        making.key("requisition_line", "unit_of_measure_code", "unit_of_measure.code"),
        making.key("requisition_line", "vendor_no", "vendor.no"),
        sa.PrimaryKeyConstraint("worksheet_name", "line_no", name=op.f("pk_requisition_line")),
    )
    making.index("requisition_line", "item_no", "variant_code", "location_code", "due_date")
    making.index("requisition_line", "order_promising_id", "order_promising_line_no")
    making.index("requisition_line", "sales_order_no", "sales_order_line_no")
    op.create_table(
        "requisition_component",
        *making.columns(sa.String(10), "worksheet_name"),
        *making.columns(sa.Integer(), "requisition_line_no", "line_no"),
        *making.columns(sa.String(20), "item_no"),
        *making.columns(sa.String(10), "variant_code", "location_code", nullable=True),
        *making.columns(EXACT, "quantity_per", "quantity"),
        *making.columns(sa.Date(), "due_date", nullable=True),
        *making.columns(sa.Boolean(), "critical"),
        *making.columns(sa.Integer(), "supplied_by_line_no", nullable=True),
        making.key("requisition_component", "item_no", "item.no"),
        making.keys(
            "requisition_component",
            ["worksheet_name", "requisition_line_no"],
            ["requisition_line.worksheet_name", "requisition_line.line_no"],
            owned=True,
        ),
        sa.PrimaryKeyConstraint(
            "worksheet_name",
            "requisition_line_no",
            "line_no",
            name=op.f("pk_requisition_component"),
        ),
    )
    making.index("requisition_component", "item_no", "variant_code", "location_code", "due_date")


def _make_picks() -> None:
    op.create_table(
        "pick_header",
        *making.columns(sa.String(20), "no"),
        *making.columns(WORD, "status"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(sa.String(20), "layout"),
        *making.columns(sa.String(50), "picker", "created_by"),
        *making.columns(MOMENT, "created_at", "registered_at", "printed_at", nullable=True),
        *making.columns(sa.Integer(), "copies"),
        *making.versioned(),
        making.key("pick_header", "location_code", "location.code"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_pick_header")),
    )
    op.create_table(
        "pick_line",
        *making.columns(sa.String(20), "pick_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(sa.String(20), "order_no"),
        *making.columns(sa.Integer(), "order_line_no"),
        *making.columns(sa.Integer(), "parent_line_no", nullable=True),
        *making.columns(sa.String(20), "item_no"),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(sa.String(20), "bin"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(
            EXACT,
            "qty_per_unit",
            "outstanding_quantity",
            "quantity_to_pick",
            "quantity_picked",
            "quantity_shipped",
        ),
        *making.columns(WORD, "short_reason"),
        *making.versioned(),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_pick_line_line_no_positive")),
        making.key("pick_line", "item_no", "item.no"),
        making.key("pick_line", "pick_no", "pick_header.no", owned=True),
        making.key("pick_line", "unit_of_measure_code", "unit_of_measure.code"),
        sa.PrimaryKeyConstraint("pick_no", "line_no", name=op.f("pk_pick_line")),
    )
    making.index("pick_line", "item_no", "variant_code")
    making.index("pick_line", "order_no", "order_line_no")
