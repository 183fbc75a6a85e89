"""Keep vendors, what items are made of and where they lie, and how dates are promised (03)."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

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
        *_columns(sa.String(20), "code"),
        *_columns(sa.String(100), "description"),
        *_columns(sa.String(20), "payables_account", nullable=True),
        *_columns(sa.Boolean(), "inactive"),
        *_versioned(),
        _key("vendor_posting_group", "payables_account", "gl_account.no"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_vendor_posting_group")),
    )
    op.create_table(
        "vendor",
        *_columns(sa.String(20), "no"),
        *_columns(sa.String(100), "search_name"),
        *_columns(WORD, "blocked"),
        *_columns(sa.String(100), "contact", "home_page"),
        *_columns(sa.String(30), "our_account_no"),
        *_columns(sa.String(50), "registration_no"),
        *_columns(sa.String(20), "vat_registration_no"),
        *_columns(
            sa.String(10), "language_code", "currency_code", "payment_terms_code", nullable=True
        ),
        *_columns(
            sa.String(20),
            "vendor_posting_group",
            "gen_bus_posting_group",
            "vat_bus_posting_group",
            nullable=True,
        ),
        *_columns(
            sa.String(10),
            "location_code",
            "shipment_method_code",
            "base_calendar_code",
            nullable=True,
        ),
        *_columns(sa.String(32), "lead_time_calculation"),
        *_columns(sa.String(20), "no_series_code", nullable=True),
        *_columns(sa.String(100), "name"),
        *_columns(sa.String(50), "name_2"),
        *_columns(sa.String(100), "address"),
        *_columns(sa.String(50), "address_2"),
        *_columns(sa.String(20), "post_code"),
        *_columns(sa.String(50), "city"),
        *_columns(sa.String(30), "county"),
        *_columns(sa.String(10), "country_code", nullable=True),
        *_columns(sa.String(30), "phone"),
        *_columns(sa.String(250), "email"),
        *_versioned(),
        _key("vendor", "base_calendar_code", "base_calendar.code"),
        _key("vendor", "country_code", "country_region.code"),
        _key("vendor", "currency_code", "currency.code"),
        _key("vendor", "gen_bus_posting_group", "gen_bus_posting_group.code"),
        _key("vendor", "language_code", "language.code"),
        _key("vendor", "location_code", "location.code"),
        _key("vendor", "no_series_code", "number_series.code"),
        _key("vendor", "payment_terms_code", "payment_terms.code"),
        _key("vendor", "shipment_method_code", "shipment_method.code"),
        _key("vendor", "vat_bus_posting_group", "vat_bus_posting_group.code"),
        _key("vendor", "vendor_posting_group", "vendor_posting_group.code"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_vendor")),
    )
    _index("vendor", "name")
    _index("vendor", "search_name")
    op.create_table(
        "item_vendor",
        *_columns(sa.String(20), "item_no", "vendor_no"),
        *_columns(sa.String(10), "variant_code"),
        *_columns(sa.String(50), "vendor_item_no"),
        *_columns(sa.String(32), "lead_time_calculation"),
        *_columns(EXACT, "direct_unit_cost"),
        *_versioned(),
        _key("item_vendor", "item_no", "item.no", owned=True),
        _key("item_vendor", "vendor_no", "vendor.no", owned=True),
        sa.PrimaryKeyConstraint(
            "item_no", "vendor_no", "variant_code", name=op.f("pk_item_vendor")
        ),
    )
    op.create_table(
        "catalog_item",
        *_columns(sa.String(20), "entry_no"),
        *_columns(sa.String(20), "vendor_no", nullable=True),
        *_columns(sa.String(50), "vendor_item_no"),
        *_columns(sa.String(100), "description"),
        *_columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *_columns(EXACT, "negotiated_cost", "unit_price", "net_weight", "gross_weight"),
        *_columns(sa.String(50), "barcode"),
        *_columns(sa.String(20), "item_template_code", "item_no", nullable=True),
        *_versioned(),
        _key("catalog_item", "item_no", "item.no"),
        _key("catalog_item", "item_template_code", "item_template.code"),
        _key("catalog_item", "unit_of_measure_code", "unit_of_measure.code"),
        _key("catalog_item", "vendor_no", "vendor.no"),
        sa.PrimaryKeyConstraint("entry_no", name=op.f("pk_catalog_item")),
    )
    _index("catalog_item", "description")
    _index("catalog_item", "vendor_no", "vendor_item_no")


def _make_setups() -> None:
    op.create_table(
        "purchase_setup",
        *_columns(
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
        *_versioned(),
        sa.CheckConstraint("id = 1", name=op.f("ck_purchase_setup_one_row")),
        _key("purchase_setup", "catalog_item_nos", "number_series.code"),
        _key("purchase_setup", "invoice_nos", "number_series.code"),
        _key("purchase_setup", "order_nos", "number_series.code"),
        _key("purchase_setup", "posted_invoice_nos", "number_series.code"),
        _key("purchase_setup", "posted_receipt_nos", "number_series.code"),
        _key("purchase_setup", "vendor_nos", "number_series.code"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_setup")),
    )
    op.create_table(
        "order_promising_setup",
        *_columns(sa.String(32), "offset_time", "ctp_horizon"),
        *_columns(sa.String(10), "worksheet_name"),
        *_columns(sa.Boolean(), "set_promised_date", "reserve_on_accept"),
        sa.Column("id", sa.Integer(), nullable=False),
        *_versioned(),
        sa.CheckConstraint("id = 1", name=op.f("ck_order_promising_setup_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_promising_setup")),
    )


def _make_places() -> None:
    op.create_table(
        "item_location",
        *_columns(sa.String(20), "item_no"),
        *_columns(sa.String(10), "variant_code", "location_code"),
        *_columns(sa.String(20), "default_bin"),
        *_columns(sa.String(20), "vendor_no", nullable=True),
        *_columns(sa.String(32), "lead_time_calculation", "safety_lead_time"),
        *_columns(
            EXACT,
            "safety_stock",
            "reorder_point",
            "reorder_quantity",
            "maximum_inventory",
            nullable=True,
        ),
        *_versioned(),
        _key("item_location", "item_no", "item.no", owned=True),
        _key("item_location", "vendor_no", "vendor.no"),
        sa.PrimaryKeyConstraint(
            "item_no", "variant_code", "location_code", name=op.f("pk_item_location")
        ),
    )
    op.create_table(
        "bom_component",
        *_columns(sa.String(20), "parent_item_no"),
        *_columns(sa.Integer(), "line_no"),
        *_columns(WORD, "type"),
        *_columns(sa.String(20), "no", nullable=True),
        *_columns(sa.String(10), "variant_code", nullable=True),
        *_columns(sa.String(100), "description"),
        *_columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *_columns(EXACT, "quantity_per"),
        *_columns(WORD, "resource_usage"),
        *_columns(sa.String(32), "lead_time_offset"),
        *_columns(sa.String(20), "position"),
        *_versioned(),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_bom_component_line_no_positive")),
        _key("bom_component", "parent_item_no", "item.no", owned=True),
        _key("bom_component", "unit_of_measure_code", "unit_of_measure.code"),
        sa.PrimaryKeyConstraint("parent_item_no", "line_no", name=op.f("pk_bom_component")),
    )
    _index("bom_component", "type", "no")


def _columns(kind: TypeEngine[Any], *names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=nullable, autoincrement=False) for name in names]


def _versioned() -> list[sa.Column[Any]]:
    return [
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
    ]


def _key(table: str, column: str, target: str, *, owned: bool = False) -> sa.ForeignKeyConstraint:
    return _keys(table, [column], [target], owned=owned)


def _keys(
    table: str, columns: list[str], targets: list[str], *, owned: bool = False
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        columns,
        targets,
        name=op.f(f"fk_{table}_{'_'.join(columns)}"),
        onupdate="CASCADE",
        ondelete="CASCADE" if owned else None,
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
