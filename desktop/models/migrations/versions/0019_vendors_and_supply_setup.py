"""Keep vendors, what items are made of and where they lie, and how dates are promised (03)."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

from desktop.models.migrations import making

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

EXACT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
FACTOR = sa.String(60)
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(30)

CODE = sa.String(20)
FORMULA = sa.String(32)

ITEM = (
    ("safety_lead_time", FORMULA, ""),
    ("assembly_policy", WORD, "assemble_to_stock"),
    ("reordering_policy", WORD, "none"),
    ("safety_stock", EXACT, "0"),
    ("reorder_point", EXACT, "0"),
    ("reorder_quantity", EXACT, "0"),
    ("maximum_inventory", EXACT, "0"),
    ("minimum_order_quantity", EXACT, "0"),
    ("order_multiple", EXACT, "0"),
)
# Columns that existing tables get: name, kind and what stands in the rows that are there;

ADDED: dict[str, Sequence[tuple[str, TypeEngine[Any], Any]]] = {
    "item": (*ITEM, ("created_from_catalog", sa.Boolean(), sa.false())),
    "location": (("require_pick", sa.Boolean(), sa.false()),),
    "company_information": (
        ("check_avail_period_calc", FORMULA, ""),
        ("check_avail_time_bucket", WORD, "day"),
    ),
    "inventory_setup": (
        ("default_safety_lead_time", FORMULA, ""),
        ("catalog_item_no_format", WORD, "vendor_item_no"),
    ),
}
TABLES = (
    "bom_component",
    "item_location",
    "order_promising_setup",
    "purchase_setup",
    "catalog_item",
    "item_vendor",
    "vendor",
    "vendor_posting_group",
)
SERIES = (
    "assembly_quote_nos",
    "blanket_assembly_order_nos",
    "assembly_order_nos",
    "posted_assembly_nos",
    "pick_nos",
)


def upgrade() -> None:
    """Take the step."""
    _make_vendors()
    _make_setups()
    _make_places()
    # Without batch mode: SQLite would make the tables anew and lose their triggers.
    for table, columns in ADDED.items():
        for name, kind, value in columns:
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=value))
    for name, kind, value in ITEM:
        says_nothing = kind is WORD
        op.add_column(
            "item_template",
            sa.Column(
                name,
                kind,
                nullable=says_nothing,
                server_default=None if says_nothing else value,
            ),
        )
    with op.batch_alter_table("inventory_setup", schema=None) as batch_op:
        for name in SERIES:
            batch_op.add_column(sa.Column(name, CODE, nullable=True))
            batch_op.create_foreign_key(
                op.f(f"fk_inventory_setup_{name}"),
                "number_series",
                [name],
                ["code"],
                onupdate="CASCADE",
            )


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("inventory_setup", schema=None) as batch_op:
        for name in SERIES:
            batch_op.drop_constraint(op.f(f"fk_inventory_setup_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
    for name, _, _ in ITEM:
        op.drop_column("item_template", name)
    for table, columns in ADDED.items():
        for name, _, _ in columns:
            op.drop_column(table, name)
    for table in TABLES:
        op.drop_table(table)


def _make_vendors() -> None:
    op.create_table(
        "vendor_posting_group",
        *making.columns(sa.String(20), "code"),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(20), "payables_account", nullable=True),
        *making.columns(sa.Boolean(), "inactive"),
        *making.versioned(),
        making.key("vendor_posting_group", "payables_account", "gl_account.no"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_vendor_posting_group")),
    )
    op.create_table(
        "vendor",
        *making.columns(sa.String(20), "no"),
        *making.columns(sa.String(100), "search_name"),
        *making.columns(WORD, "blocked"),
        *making.columns(sa.String(100), "contact", "home_page"),
        *making.columns(sa.String(30), "our_account_no"),
        *making.columns(sa.String(50), "registration_no"),
        *making.columns(sa.String(20), "vat_registration_no"),
        *making.columns(
            sa.String(10), "language_code", "currency_code", "payment_terms_code", nullable=True
        ),
        *making.columns(
            sa.String(20),
            "vendor_posting_group",
            "gen_bus_posting_group",
            "vat_bus_posting_group",
            nullable=True,
        ),
        *making.columns(
            sa.String(10),
            "location_code",
            "shipment_method_code",
            "base_calendar_code",
            nullable=True,
        ),
        *making.columns(sa.String(32), "lead_time_calculation"),
        *making.columns(sa.String(20), "no_series_code", nullable=True),
        *making.columns(sa.String(100), "name"),
        *making.columns(sa.String(50), "name_2"),
        *making.columns(sa.String(100), "address"),
        *making.columns(sa.String(50), "address_2"),
        *making.columns(sa.String(20), "post_code"),
        *making.columns(sa.String(50), "city"),
        *making.columns(sa.String(30), "county"),
        *making.columns(sa.String(10), "country_code", nullable=True),
        *making.columns(sa.String(30), "phone"),
        *making.columns(sa.String(250), "email"),
        *making.versioned(),
        making.key("vendor", "base_calendar_code", "base_calendar.code"),
        making.key("vendor", "country_code", "country_region.code"),
        making.key("vendor", "currency_code", "currency.code"),
        making.key("vendor", "gen_bus_posting_group", "gen_bus_posting_group.code"),
        making.key("vendor", "language_code", "language.code"),
        making.key("vendor", "location_code", "location.code"),
        making.key("vendor", "no_series_code", "number_series.code"),
        making.key("vendor", "payment_terms_code", "payment_terms.code"),
        making.key("vendor", "shipment_method_code", "shipment_method.code"),
        making.key("vendor", "vat_bus_posting_group", "vat_bus_posting_group.code"),
        making.key("vendor", "vendor_posting_group", "vendor_posting_group.code"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_vendor")),
    )
    making.index("vendor", "name")
    making.index("vendor", "search_name")
    op.create_table(
        "item_vendor",
        *making.columns(sa.String(20), "item_no", "vendor_no"),
        *making.columns(sa.String(10), "variant_code"),
        *making.columns(sa.String(50), "vendor_item_no"),
        *making.columns(sa.String(32), "lead_time_calculation"),
        *making.columns(EXACT, "direct_unit_cost"),
        *making.versioned(),
        making.key("item_vendor", "item_no", "item.no", owned=True),
        making.key("item_vendor", "vendor_no", "vendor.no", owned=True),
        sa.PrimaryKeyConstraint(
            "item_no", "vendor_no", "variant_code", name=op.f("pk_item_vendor")
        ),
    )
    op.create_table(
        "catalog_item",
        *making.columns(sa.String(20), "entry_no"),
        *making.columns(sa.String(20), "vendor_no", nullable=True),
        *making.columns(sa.String(50), "vendor_item_no"),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "negotiated_cost", "unit_price", "net_weight", "gross_weight"),
        *making.columns(sa.String(50), "barcode"),
        *making.columns(sa.String(20), "item_template_code", "item_no", nullable=True),
        *making.versioned(),
        making.key("catalog_item", "item_no", "item.no"),
        making.key("catalog_item", "item_template_code", "item_template.code"),
        making.key("catalog_item", "unit_of_measure_code", "unit_of_measure.code"),
        making.key("catalog_item", "vendor_no", "vendor.no"),
        sa.PrimaryKeyConstraint("entry_no", name=op.f("pk_catalog_item")),
    )
    making.index("catalog_item", "description")
    making.index("catalog_item", "vendor_no", "vendor_item_no")


def _make_setups() -> None:
    op.create_table(
        "purchase_setup",
        *making.columns(
            sa.String(20),
            "vendor_nos",
            "order_nos",
            "invoice_nos",
            "posted_receipt_nos",
            "posted_invoice_nos",
            "catalog_item_nos",
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        *making.versioned(),
        sa.CheckConstraint("id = 1", name=op.f("ck_purchase_setup_one_row")),
        making.key("purchase_setup", "catalog_item_nos", "number_series.code"),
        making.key("purchase_setup", "invoice_nos", "number_series.code"),
        making.key("purchase_setup", "order_nos", "number_series.code"),
        making.key("purchase_setup", "posted_invoice_nos", "number_series.code"),
        making.key("purchase_setup", "posted_receipt_nos", "number_series.code"),
        making.key("purchase_setup", "vendor_nos", "number_series.code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_setup")),
    )
    op.create_table(
        "order_promising_setup",
        *making.columns(sa.String(32), "offset_time", "ctp_horizon"),
        *making.columns(sa.String(10), "worksheet_name"),
        *making.columns(sa.Boolean(), "set_promised_date", "reserve_on_accept"),
        sa.Column("id", sa.Integer(), nullable=False),
        *making.versioned(),
        sa.CheckConstraint("id = 1", name=op.f("ck_order_promising_setup_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_promising_setup")),
    )


def _make_places() -> None:
    op.create_table(
        "item_location",
        *making.columns(sa.String(20), "item_no"),
        *making.columns(sa.String(10), "variant_code", "location_code"),
        *making.columns(sa.String(20), "default_bin"),
        *making.columns(sa.String(20), "vendor_no", nullable=True),
        *making.columns(sa.String(32), "lead_time_calculation", "safety_lead_time"),
        *making.columns(
            EXACT,
            "safety_stock",
            "reorder_point",
            "reorder_quantity",
            "maximum_inventory",
            nullable=True,
        ),
        *making.versioned(),
        making.key("item_location", "item_no", "item.no", owned=True),
        making.key("item_location", "vendor_no", "vendor.no"),
        sa.PrimaryKeyConstraint(
            "item_no", "variant_code", "location_code", name=op.f("pk_item_location")
        ),
    )
    op.create_table(
        "bom_component",
        *making.columns(sa.String(20), "parent_item_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(WORD, "type"),
        *making.columns(sa.String(20), "no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "quantity_per"),
        *making.columns(WORD, "resource_usage"),
        *making.columns(sa.String(32), "lead_time_offset"),
        *making.columns(sa.String(20), "position"),
        *making.versioned(),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_bom_component_line_no_positive")),
        making.key("bom_component", "parent_item_no", "item.no", owned=True),
        making.key("bom_component", "unit_of_measure_code", "unit_of_measure.code"),
        sa.PrimaryKeyConstraint("parent_item_no", "line_no", name=op.f("pk_bom_component")),
    )
    making.index("bom_component", "type", "no")
