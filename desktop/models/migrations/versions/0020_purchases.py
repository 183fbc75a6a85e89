"""Keep purchase orders, what was received and invoiced, and what is owed to vendors (03 §8)."""

import sqlalchemy as sa
from alembic import op

from desktop.models.migrations import guards, making

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

EXACT = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")
FACTOR = sa.String(60)
MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(30)


# The columns that hold a key, and whose: a renumbering changes them, and a merge the customers.
KEYS = {
    "buy_from_vendor_no": "vendor",
    "vendor_no": "vendor",
    "sell_to_customer_no": "customer",
    "buy_from_country_code": "country_region",
    "ship_to_country_code": "country_region",
    "payment_terms_code": "payment_terms",
    "currency_code": "currency",
    "vendor_posting_group": "vendor_posting_group",
    "gen_bus_posting_group": "gen_bus_posting_group",
    "gen_prod_posting_group": "gen_prod_posting_group",
    "vat_bus_posting_group": "vat_bus_posting_group",
    "vat_prod_posting_group": "vat_prod_posting_group",
    "inventory_posting_group": "inventory_posting_group",
    "language_code": "language",
    "location_code": "location",
    "shipment_method_code": "shipment_method",
    "unit_of_measure_code": "unit_of_measure",
    "variant_code": "item_variant",
    "purchasing_code": "purchasing_code",
}
WHOSE_NO = "CASE OLD.type WHEN 'comment' THEN 'standard_text' ELSE OLD.type END"
# What may still move on a row once written.
MOVING = {
    "purchase_receipt_header": ("no_printed", "ship_to_code"),
    "purchase_receipt_line": ("quantity_invoiced", "qty_received_not_invoiced"),
    "purchase_invoice_header": ("no_printed", "ship_to_code", "reversed"),
    "purchase_invoice_line": (),
    "vendor_ledger_entry": ("remaining_amount", "remaining_amount_lcy", "open", "due_date"),
}
SALES_LINE = (
    ("special_order_purchase_no", sa.String(20), None),
    ("special_order_purchase_line_no", sa.Integer(), None),
    ("qty_to_assemble_to_order", EXACT, "0"),
    ("quantity_to_assemble", EXACT, "0"),
    ("promise_is_unsupported", sa.Boolean(), sa.false()),
)
EARMARK = (("earmarked_sales_no", sa.String(20)), ("earmarked_sales_line_no", sa.Integer()))
REGISTER = ("from_vendor_ledger_entry_no", "to_vendor_ledger_entry_no")


def upgrade() -> None:
    """Take the step."""
    _make_drafts()
    _make_receipts()
    _make_invoices()
    _make_debts()
    for table, moving in MOVING.items():
        guards.keep_facts(table, moving, {**KEYS, **({"no": WHOSE_NO} if "line" in table else {})})
    # Without batch mode: SQLite would make the tables anew and lose their triggers.
    for table in ("sales_line", "sales_line_archive"):
        for name, kind, value in SALES_LINE:
            op.add_column(
                table, sa.Column(name, kind, nullable=value is None, server_default=value)
            )
    op.add_column("item_ledger_entry", _flag("assemble_to_order"))
    for name, kind in EARMARK:
        op.add_column("item_ledger_entry", sa.Column(name, kind, nullable=True))
    guards.keep_columns("item_ledger_entry", ["assemble_to_order"], "kind")
    op.add_column(
        "resource_ledger_entry",
        sa.Column("entry_type", WORD, nullable=False, server_default="sale"),
    )
    guards.keep_columns("resource_ledger_entry", ["entry_type"], "kind")
    for name in REGISTER:
        op.add_column("gl_register", sa.Column(name, sa.BigInteger(), nullable=True))
    guards.keep_columns("gl_register", REGISTER, "kind")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def downgrade() -> None:
    """Take the step back."""
    for table in ("gl_register", "resource_ledger_entry", "item_ledger_entry"):
        guards.drop_guard(table, "kind")
    for name in REGISTER:
        op.drop_column("gl_register", name)
    op.drop_column("resource_ledger_entry", "entry_type")
    for name, _ in EARMARK:
        op.drop_column("item_ledger_entry", name)
    op.drop_column("item_ledger_entry", "assemble_to_order")
    for table in ("sales_line_archive", "sales_line"):
        for name, _, _ in SALES_LINE:
            op.drop_column(table, name)
    for table in reversed(MOVING):
        guards.drop_facts(table)
        op.drop_table(table)
    op.drop_table("purchase_line")
    op.drop_table("purchase_header")


def _make_drafts() -> None:
    op.create_table(
        "purchase_header",
        *making.columns(WORD, "document_type"),
        *making.columns(sa.String(20), "no"),
        *making.columns(WORD, "status"),
        *making.columns(sa.Boolean(), "completed"),
        *making.columns(sa.String(20), "last_receiving_no", "last_posting_no", nullable=True),
        *making.columns(sa.String(50), "assigned_user"),
        *making.columns(sa.String(20), "no_series_code", "buy_from_vendor_no", nullable=True),
        *making.columns(sa.String(100), "buy_from_name"),
        *making.columns(sa.String(50), "buy_from_name_2"),
        *making.columns(sa.String(100), "buy_from_address"),
        *making.columns(sa.String(50), "buy_from_address_2"),
        *making.columns(sa.String(20), "buy_from_post_code"),
        *making.columns(sa.String(50), "buy_from_city"),
        *making.columns(sa.String(30), "buy_from_county"),
        *making.columns(sa.String(10), "buy_from_country_code", nullable=True),
        *making.columns(sa.String(100), "buy_from_contact"),
        *making.columns(sa.String(30), "buy_from_phone"),
        *making.columns(sa.String(250), "buy_from_email"),
        *making.columns(WORD, "deliver_to"),
        *making.columns(sa.String(20), "sell_to_customer_no", nullable=True),
        *making.columns(sa.String(10), "ship_to_code", nullable=True),
        *making.columns(sa.String(100), "ship_to_name"),
        *making.columns(sa.String(50), "ship_to_name_2"),
        *making.columns(sa.String(100), "ship_to_address"),
        *making.columns(sa.String(50), "ship_to_address_2"),
        *making.columns(sa.String(20), "ship_to_post_code"),
        *making.columns(sa.String(50), "ship_to_city"),
        *making.columns(sa.String(30), "ship_to_county"),
        *making.columns(sa.String(10), "ship_to_country_code", nullable=True),
        *making.columns(sa.String(100), "ship_to_contact"),
        *making.columns(sa.String(30), "ship_to_phone"),
        *making.columns(sa.String(35), "vendor_order_no", "vendor_invoice_no"),
        *making.columns(sa.String(30), "our_account_no"),
        *making.columns(
            sa.Date(),
            "order_date",
            "document_date",
            "posting_date",
            "due_date",
            "requested_receipt_date",
            "promised_receipt_date",
            "expected_receipt_date",
            nullable=True,
        ),
        *making.columns(sa.String(10), "payment_terms_code", "currency_code", nullable=True),
        *making.columns(FACTOR, "exchange_rate_amount", "relational_amount"),
        *making.columns(
            sa.String(20),
            "vendor_posting_group",
            "gen_bus_posting_group",
            "vat_bus_posting_group",
            nullable=True,
        ),
        *making.columns(sa.String(20), "vat_registration_no"),
        *making.columns(
            sa.String(10), "language_code", "location_code", "shipment_method_code", nullable=True
        ),
        *making.columns(sa.String(100), "posting_description"),
        *making.columns(sa.Integer(), "no_printed"),
        *making.versioned(),
        making.key("purchase_header", "buy_from_vendor_no", "vendor.no"),
        making.key("purchase_header", "currency_code", "currency.code"),
        making.key("purchase_header", "location_code", "location.code"),
        making.key("purchase_header", "no_series_code", "number_series.code"),
        making.key("purchase_header", "sell_to_customer_no", "customer.no"),
        sa.PrimaryKeyConstraint("document_type", "no", name=op.f("pk_purchase_header")),
    )
    making.index("purchase_header", "buy_from_vendor_no", "document_type")
    making.index("purchase_header", "vendor_order_no")
    op.create_table(
        "purchase_line",
        *making.columns(WORD, "document_type"),
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(sa.String(20), "buy_from_vendor_no", nullable=True),
        *making.columns(sa.String(10), "currency_code", nullable=True),
        *making.columns(
            EXACT,
            "quantity",
            "quantity_base",
            "qty_to_receive",
            "qty_to_receive_base",
            "quantity_received",
            "quantity_received_base",
            "outstanding_quantity",
            "outstanding_quantity_base",
            "qty_to_invoice",
            "qty_to_invoice_base",
            "quantity_invoiced",
            "quantity_invoiced_base",
            "qty_received_not_invoiced",
            "qty_received_not_invoiced_base",
        ),
        *making.columns(sa.Boolean(), "discount_amount_is_typed"),
        *making.columns(EXACT, "gross_invoiced", "line_discount_invoiced"),
        *making.columns(
            sa.String(32), "lead_time_calculation", "inbound_handling_time", "safety_lead_time"
        ),
        *making.columns(sa.Boolean(), "expected_date_is_typed"),
        *making.columns(sa.Integer(), "applies_to_item_entry", nullable=True),
        *making.columns(WORD, "type"),
        *making.columns(sa.String(20), "no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(50), "description_2", "vendor_item_no"),
        *making.columns(sa.Integer(), "attached_to_line_no"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(
            sa.Date(),
            "order_date",
            "planned_receipt_date",
            "requested_receipt_date",
            "promised_receipt_date",
            "expected_receipt_date",
            nullable=True,
        ),
        *making.columns(
            sa.String(20),
            "gen_bus_posting_group",
            "gen_prod_posting_group",
            "vat_bus_posting_group",
            "vat_prod_posting_group",
            "inventory_posting_group",
            nullable=True,
        ),
        *making.columns(sa.String(10), "purchasing_code", nullable=True),
        *making.columns(sa.Boolean(), "drop_shipment"),
        *making.columns(sa.String(20), "sales_order_no", nullable=True),
        *making.columns(sa.Integer(), "sales_order_line_no", nullable=True),
        *making.columns(sa.Boolean(), "special_order"),
        *making.columns(sa.String(20), "special_order_sales_no", nullable=True),
        *making.columns(sa.Integer(), "special_order_sales_line_no", nullable=True),
        *making.columns(
            EXACT,
            "direct_unit_cost",
            "gross_amount",
            "line_discount_pct",
            "line_discount_amount",
            "line_amount",
            "amount",
            "vat_amount",
            "amount_including_vat",
            "vat_pct",
        ),
        *making.columns(sa.String(20), "vat_identifier", nullable=True),
        *making.columns(WORD, "vat_calculation_type"),
        *making.columns(EXACT, "unit_cost_lcy"),
        *making.versioned(),
        sa.CheckConstraint("line_no > 0", name=op.f("ck_purchase_line_line_no_positive")),
        making.key("purchase_line", "buy_from_vendor_no", "vendor.no"),
        making.keys(
            "purchase_line",
            ["document_type", "document_no"],
            ["purchase_header.document_type", "purchase_header.no"],
            owned=True,
        ),
        making.key("purchase_line", "location_code", "location.code"),
        making.key("purchase_line", "unit_of_measure_code", "unit_of_measure.code"),
        sa.PrimaryKeyConstraint(
            "document_type", "document_no", "line_no", name=op.f("pk_purchase_line")
        ),
    )
    making.index("purchase_line", "sales_order_no", "sales_order_line_no")
    making.index("purchase_line", "special_order_sales_no", "special_order_sales_line_no")
    making.index(
        "purchase_line", "type", "no", "variant_code", "location_code", "expected_receipt_date"
    )


def _make_receipts() -> None:
    op.create_table(
        "purchase_receipt_header",
        *making.columns(sa.String(20), "no"),
        *making.columns(sa.String(20), "buy_from_vendor_no", nullable=True),
        *making.columns(sa.String(100), "buy_from_name"),
        *making.columns(sa.String(50), "buy_from_name_2"),
        *making.columns(sa.String(100), "buy_from_address"),
        *making.columns(sa.String(50), "buy_from_address_2"),
        *making.columns(sa.String(20), "buy_from_post_code"),
        *making.columns(sa.String(50), "buy_from_city"),
        *making.columns(sa.String(30), "buy_from_county"),
        *making.columns(sa.String(10), "buy_from_country_code", nullable=True),
        *making.columns(sa.String(100), "buy_from_contact"),
        *making.columns(sa.String(30), "buy_from_phone"),
        *making.columns(sa.String(250), "buy_from_email"),
        *making.columns(WORD, "deliver_to"),
        *making.columns(sa.String(20), "sell_to_customer_no", nullable=True),
        *making.columns(sa.String(10), "ship_to_code", nullable=True),
        *making.columns(sa.String(100), "ship_to_name"),
        *making.columns(sa.String(50), "ship_to_name_2"),
        *making.columns(sa.String(100), "ship_to_address"),
        *making.columns(sa.String(50), "ship_to_address_2"),
        *making.columns(sa.String(20), "ship_to_post_code"),
        *making.columns(sa.String(50), "ship_to_city"),
        *making.columns(sa.String(30), "ship_to_county"),
        *making.columns(sa.String(10), "ship_to_country_code", nullable=True),
        *making.columns(sa.String(100), "ship_to_contact"),
        *making.columns(sa.String(30), "ship_to_phone"),
        *making.columns(sa.String(35), "vendor_order_no", "vendor_invoice_no"),
        *making.columns(sa.String(30), "our_account_no"),
        *making.columns(
            sa.Date(),
            "order_date",
            "document_date",
            "posting_date",
            "due_date",
            "requested_receipt_date",
            "promised_receipt_date",
            "expected_receipt_date",
            nullable=True,
        ),
        *making.columns(sa.String(10), "payment_terms_code", "currency_code", nullable=True),
        *making.columns(FACTOR, "exchange_rate_amount", "relational_amount"),
        *making.columns(
            sa.String(20),
            "vendor_posting_group",
            "gen_bus_posting_group",
            "vat_bus_posting_group",
            nullable=True,
        ),
        *making.columns(sa.String(20), "vat_registration_no"),
        *making.columns(
            sa.String(10), "language_code", "location_code", "shipment_method_code", nullable=True
        ),
        *making.columns(sa.String(100), "posting_description"),
        *making.columns(sa.Integer(), "no_printed"),
        *making.columns(sa.String(20), "order_no", "pre_assigned_no", nullable=True),
        *making.columns(sa.String(50), "user"),
        *making.columns(MOMENT, "created_at"),
        *making.columns(sa.String(50), "posting_id"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_purchase_receipt_header")),
    )
    making.index("purchase_receipt_header", "buy_from_vendor_no")
    making.index("purchase_receipt_header", "order_no")
    making.index("purchase_receipt_header", "posting_date")
    op.create_table(
        "purchase_receipt_line",
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(sa.String(20), "buy_from_vendor_no", "order_no", nullable=True),
        *making.columns(sa.Integer(), "order_line_no", nullable=True),
        *making.columns(
            EXACT,
            "quantity",
            "quantity_base",
            "quantity_invoiced",
            "qty_received_not_invoiced",
            "unit_cost_lcy",
        ),
        *making.columns(sa.BigInteger(), "item_rcpt_entry_no", nullable=True),
        *making.columns(sa.Boolean(), "correction"),
        *making.columns(WORD, "type"),
        *making.columns(sa.String(20), "no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(50), "description_2", "vendor_item_no"),
        *making.columns(sa.Integer(), "attached_to_line_no"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(
            sa.Date(),
            "order_date",
            "planned_receipt_date",
            "requested_receipt_date",
            "promised_receipt_date",
            "expected_receipt_date",
            nullable=True,
        ),
        *making.columns(
            sa.String(20),
            "gen_bus_posting_group",
            "gen_prod_posting_group",
            "vat_bus_posting_group",
            "vat_prod_posting_group",
            "inventory_posting_group",
            nullable=True,
        ),
        *making.columns(sa.String(10), "purchasing_code", nullable=True),
        *making.columns(sa.Boolean(), "drop_shipment"),
        *making.columns(sa.String(20), "sales_order_no", nullable=True),
        *making.columns(sa.Integer(), "sales_order_line_no", nullable=True),
        *making.columns(sa.Boolean(), "special_order"),
        *making.columns(sa.String(20), "special_order_sales_no", nullable=True),
        *making.columns(sa.Integer(), "special_order_sales_line_no", nullable=True),
        sa.PrimaryKeyConstraint("document_no", "line_no", name=op.f("pk_purchase_receipt_line")),
    )
    making.index("purchase_receipt_line", "buy_from_vendor_no")
    making.index("purchase_receipt_line", "order_no", "order_line_no")


def _make_invoices() -> None:
    op.create_table(
        "purchase_invoice_header",
        *making.columns(sa.String(20), "no"),
        *making.columns(EXACT, "amount", "vat_amount", "amount_including_vat"),
        *making.columns(sa.BigInteger(), "vendor_ledger_entry_no", nullable=True),
        *making.columns(sa.Boolean(), "reversed"),
        *making.columns(sa.String(20), "buy_from_vendor_no", nullable=True),
        *making.columns(sa.String(100), "buy_from_name"),
        *making.columns(sa.String(50), "buy_from_name_2"),
        *making.columns(sa.String(100), "buy_from_address"),
        *making.columns(sa.String(50), "buy_from_address_2"),
        *making.columns(sa.String(20), "buy_from_post_code"),
        *making.columns(sa.String(50), "buy_from_city"),
        *making.columns(sa.String(30), "buy_from_county"),
        *making.columns(sa.String(10), "buy_from_country_code", nullable=True),
        *making.columns(sa.String(100), "buy_from_contact"),
        *making.columns(sa.String(30), "buy_from_phone"),
        *making.columns(sa.String(250), "buy_from_email"),
        *making.columns(WORD, "deliver_to"),
        *making.columns(sa.String(20), "sell_to_customer_no", nullable=True),
        *making.columns(sa.String(10), "ship_to_code", nullable=True),
        *making.columns(sa.String(100), "ship_to_name"),
        *making.columns(sa.String(50), "ship_to_name_2"),
        *making.columns(sa.String(100), "ship_to_address"),
        *making.columns(sa.String(50), "ship_to_address_2"),
        *making.columns(sa.String(20), "ship_to_post_code"),
        *making.columns(sa.String(50), "ship_to_city"),
        *making.columns(sa.String(30), "ship_to_county"),
        *making.columns(sa.String(10), "ship_to_country_code", nullable=True),
        *making.columns(sa.String(100), "ship_to_contact"),
        *making.columns(sa.String(30), "ship_to_phone"),
        *making.columns(sa.String(35), "vendor_order_no", "vendor_invoice_no"),
        *making.columns(sa.String(30), "our_account_no"),
        *making.columns(
            sa.Date(),
            "order_date",
            "document_date",
            "posting_date",
            "due_date",
            "requested_receipt_date",
            "promised_receipt_date",
            "expected_receipt_date",
            nullable=True,
        ),
        *making.columns(sa.String(10), "payment_terms_code", "currency_code", nullable=True),
        *making.columns(FACTOR, "exchange_rate_amount", "relational_amount"),
        *making.columns(
            sa.String(20),
            "vendor_posting_group",
            "gen_bus_posting_group",
            "vat_bus_posting_group",
            nullable=True,
        ),
        *making.columns(sa.String(20), "vat_registration_no"),
        *making.columns(
            sa.String(10), "language_code", "location_code", "shipment_method_code", nullable=True
        ),
        *making.columns(sa.String(100), "posting_description"),
        *making.columns(sa.Integer(), "no_printed"),
        *making.columns(sa.String(20), "order_no", "pre_assigned_no", nullable=True),
        *making.columns(sa.String(50), "user"),
        *making.columns(MOMENT, "created_at"),
        *making.columns(sa.String(50), "posting_id"),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_purchase_invoice_header")),
    )
    making.index("purchase_invoice_header", "buy_from_vendor_no", "vendor_invoice_no")
    making.index("purchase_invoice_header", "order_no")
    making.index("purchase_invoice_header", "posting_date")
    op.create_table(
        "purchase_invoice_line",
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.Integer(), "line_no"),
        *making.columns(sa.String(20), "buy_from_vendor_no", "order_no", nullable=True),
        *making.columns(sa.Integer(), "order_line_no", nullable=True),
        *making.columns(sa.String(20), "receipt_no", nullable=True),
        *making.columns(sa.Integer(), "receipt_line_no", nullable=True),
        *making.columns(EXACT, "quantity", "quantity_base"),
        *making.columns(WORD, "type"),
        *making.columns(sa.String(20), "no", nullable=True),
        *making.columns(sa.String(10), "variant_code", nullable=True),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.String(50), "description_2", "vendor_item_no"),
        *making.columns(sa.Integer(), "attached_to_line_no"),
        *making.columns(sa.String(10), "unit_of_measure_code", nullable=True),
        *making.columns(EXACT, "qty_per_unit"),
        *making.columns(sa.String(10), "location_code", nullable=True),
        *making.columns(
            sa.Date(),
            "order_date",
            "planned_receipt_date",
            "requested_receipt_date",
            "promised_receipt_date",
            "expected_receipt_date",
            nullable=True,
        ),
        *making.columns(
            sa.String(20),
            "gen_bus_posting_group",
            "gen_prod_posting_group",
            "vat_bus_posting_group",
            "vat_prod_posting_group",
            "inventory_posting_group",
            nullable=True,
        ),
        *making.columns(sa.String(10), "purchasing_code", nullable=True),
        *making.columns(sa.Boolean(), "drop_shipment"),
        *making.columns(sa.String(20), "sales_order_no", nullable=True),
        *making.columns(sa.Integer(), "sales_order_line_no", nullable=True),
        *making.columns(sa.Boolean(), "special_order"),
        *making.columns(sa.String(20), "special_order_sales_no", nullable=True),
        *making.columns(sa.Integer(), "special_order_sales_line_no", nullable=True),
        *making.columns(
            EXACT,
            "direct_unit_cost",
            "gross_amount",
            "line_discount_pct",
            "line_discount_amount",
            "line_amount",
            "amount",
            "vat_amount",
            "amount_including_vat",
            "vat_pct",
        ),
        *making.columns(sa.String(20), "vat_identifier", nullable=True),
        *making.columns(WORD, "vat_calculation_type"),
        *making.columns(EXACT, "unit_cost_lcy"),
        sa.PrimaryKeyConstraint("document_no", "line_no", name=op.f("pk_purchase_invoice_line")),
    )
    making.index("purchase_invoice_line", "buy_from_vendor_no")
    making.index("purchase_invoice_line", "order_no", "order_line_no")


def _make_debts() -> None:
    op.create_table(
        "vendor_ledger_entry",
        *making.columns(sa.BigInteger(), "entry_no"),
        *making.columns(sa.String(20), "vendor_no"),
        *making.columns(sa.String(100), "description"),
        *making.columns(sa.Date(), "document_date", "due_date", nullable=True),
        *making.columns(sa.String(35), "external_document_no"),
        *making.columns(sa.String(10), "currency_code", nullable=True),
        *making.columns(FACTOR, "original_currency_factor"),
        *making.columns(sa.String(20), "vendor_posting_group", nullable=True),
        *making.columns(
            EXACT,
            "purchase_lcy",
            "amount",
            "amount_lcy",
            "remaining_amount",
            "remaining_amount_lcy",
        ),
        *making.columns(sa.Boolean(), "open"),
        *making.columns(sa.BigInteger(), "register_no", "transaction_no"),
        *making.columns(sa.Date(), "posting_date"),
        *making.columns(WORD, "document_type", nullable=True),
        *making.columns(sa.String(20), "document_no"),
        *making.columns(sa.String(50), "user"),
        *making.columns(MOMENT, "created_at"),
        sa.PrimaryKeyConstraint("entry_no", name=op.f("pk_vendor_ledger_entry")),
    )
    making.index("vendor_ledger_entry", "document_no", "posting_date")
    making.index("vendor_ledger_entry", "register_no")
    making.index("vendor_ledger_entry", "vendor_no", "open", "due_date")
