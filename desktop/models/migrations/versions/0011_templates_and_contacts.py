"""Make templates, contacts, interactions and campaigns (01 §4, §12)."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

CODE = sa.String(20)
WORD = sa.String(30)
MOMENT = sa.DateTime(timezone=True)
FIGURE = sa.BigInteger().with_variant(sa.Numeric(38, 5), "postgresql")


def upgrade() -> None:
    """Take the step."""
    _make_campaign()
    _make_campaign_member()
    _make_item_template()
    _make_contact()
    _make_contact_business_relation()
    _make_customer_template()
    _make_interaction()
    # Without batch mode: SQLite would make the table anew and lose its triggers.
    op.add_column("sales_header", sa.Column("customer_template_code", CODE, nullable=True))
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        for name in ("contact_nos", "campaign_nos"):
            batch_op.add_column(sa.Column(name, CODE, nullable=True))
            batch_op.create_foreign_key(
                op.f(f"fk_sales_setup_{name}"),
                "number_series",
                [name],
                ["code"],
                onupdate="CASCADE",
            )
        batch_op.add_column(
            sa.Column(
                "create_contact_for_customer",
                sa.Boolean(),
                nullable=False,
                server_default=sa.true(),
            )
        )


def _make_campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("no", CODE, nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("starting_date", sa.Date(), nullable=True),
        sa.Column("ending_date", sa.Date(), nullable=True),
        sa.Column("status", WORD, nullable=False),
        sa.Column("salesperson_code", CODE, nullable=True),
        sa.Column("activated", sa.Boolean(), nullable=False),
        sa.Column("no_series_code", CODE, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["number_series.code"],
            name=op.f("fk_campaign_no_series_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_campaign_salesperson_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_campaign")),
    )


def _make_campaign_member() -> None:
    op.create_table(
        "campaign_member",
        sa.Column("campaign_no", CODE, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("no", CODE, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_no"],
            ["campaign.no"],
            name=op.f("fk_campaign_member_campaign_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("campaign_no", "kind", "no", name=op.f("pk_campaign_member")),
    )


def _make_item_template() -> None:
    op.create_table(
        "item_template",
        sa.Column("code", CODE, nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("no_series_code", CODE, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.Column("type", WORD, nullable=True),
        sa.Column("base_unit", sa.String(10), nullable=True),
        sa.Column("sales_unit", sa.String(10), nullable=True),
        sa.Column("purchase_unit", sa.String(10), nullable=True),
        sa.Column("item_category_code", CODE, nullable=True),
        sa.Column("blocked", sa.Boolean(), nullable=True),
        sa.Column("sales_blocked", sa.Boolean(), nullable=True),
        sa.Column("purchasing_blocked", sa.Boolean(), nullable=True),
        sa.Column("shelf_no", sa.String(length=20), nullable=False),
        sa.Column("net_weight", FIGURE, nullable=False),
        sa.Column("gross_weight", FIGURE, nullable=False),
        sa.Column("unit_volume", FIGURE, nullable=False),
        sa.Column("units_per_parcel", FIGURE, nullable=False),
        sa.Column("country_of_origin", sa.String(10), nullable=True),
        sa.Column("tariff_no", sa.String(length=20), nullable=False),
        sa.Column("automatic_ext_texts", sa.Boolean(), nullable=True),
        sa.Column("gen_prod_posting_group", CODE, nullable=True),
        sa.Column("vat_prod_posting_group", CODE, nullable=True),
        sa.Column("inventory_posting_group", CODE, nullable=True),
        sa.Column("price_includes_vat", sa.Boolean(), nullable=True),
        sa.Column("vat_bus_posting_group_price", CODE, nullable=True),
        sa.Column("price_profit_calculation", WORD, nullable=True),
        sa.Column("unit_cost", FIGURE, nullable=False),
        sa.Column("profit_pct", FIGURE, nullable=False),
        sa.Column("unit_price", FIGURE, nullable=False),
        sa.Column("allow_invoice_disc", sa.Boolean(), nullable=True),
        sa.Column("item_disc_group", CODE, nullable=True),
        sa.Column("unit_list_price", FIGURE, nullable=False),
        sa.Column("costing_method", WORD, nullable=True),
        sa.Column("replenishment_system", WORD, nullable=True),
        sa.Column("vendor_no", CODE, nullable=True),
        sa.Column("lead_time_calculation", sa.String(32), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=True),
        sa.Column("reserve", WORD, nullable=True),
        sa.Column("stockout_warning", WORD, nullable=True),
        sa.Column("prevent_negative_inventory", WORD, nullable=True),
        sa.Column("variant_mandatory", WORD, nullable=True),
        sa.ForeignKeyConstraint(
            ["base_unit"],
            ["unit_of_measure.code"],
            name=op.f("fk_item_template_base_unit"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["country_of_origin"],
            ["country_region.code"],
            name=op.f("fk_item_template_country_of_origin"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["gen_prod_posting_group"],
            ["gen_prod_posting_group.code"],
            name=op.f("fk_item_template_gen_prod_posting_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inventory_posting_group"],
            ["inventory_posting_group.code"],
            name=op.f("fk_item_template_inventory_posting_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_category_code"],
            ["item_category.code"],
            name=op.f("fk_item_template_item_category_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_disc_group"],
            ["item_disc_group.code"],
            name=op.f("fk_item_template_item_disc_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["number_series.code"],
            name=op.f("fk_item_template_no_series_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_unit"],
            ["unit_of_measure.code"],
            name=op.f("fk_item_template_purchase_unit"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sales_unit"],
            ["unit_of_measure.code"],
            name=op.f("fk_item_template_sales_unit"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vat_bus_posting_group_price"],
            ["vat_bus_posting_group.code"],
            name=op.f("fk_item_template_vat_bus_posting_group_price"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vat_prod_posting_group"],
            ["vat_prod_posting_group.code"],
            name=op.f("fk_item_template_vat_prod_posting_group"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_item_template")),
    )


def _make_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("no", CODE, nullable=False),
        sa.Column("search_name", sa.String(length=100), nullable=False),
        sa.Column("type", WORD, nullable=False),
        sa.Column("company_no", CODE, nullable=True),
        sa.Column("first_name", sa.String(length=50), nullable=False),
        sa.Column("middle_name", sa.String(length=50), nullable=False),
        sa.Column("surname", sa.String(length=50), nullable=False),
        sa.Column("job_title", sa.String(length=50), nullable=False),
        sa.Column("mobile", sa.String(length=30), nullable=False),
        sa.Column("home_page", sa.String(length=100), nullable=False),
        sa.Column("language_code", sa.String(10), nullable=True),
        sa.Column("currency_code", sa.String(10), nullable=True),
        sa.Column("salesperson_code", CODE, nullable=True),
        sa.Column("vat_registration_no", sa.String(length=20), nullable=False),
        sa.Column("registration_no", sa.String(length=50), nullable=False),
        sa.Column("privacy_blocked", sa.Boolean(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("consent_note", sa.Text(), nullable=False),
        sa.Column("no_series_code", CODE, nullable=True),
        sa.Column("created_by", sa.String(length=50), nullable=False),
        sa.Column("created_at", MOMENT, nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=50), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(10), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=250), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["company_no"], ["contact.no"], name=op.f("fk_contact_company_no"), onupdate="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country_region.code"],
            name=op.f("fk_contact_country_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_contact_currency_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_contact_language_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["number_series.code"],
            name=op.f("fk_contact_no_series_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_contact_salesperson_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_company_no"), "contact", ["company_no"])
    op.create_index(op.f("ix_contact_name"), "contact", ["name"])


def _make_contact_business_relation() -> None:
    op.create_table(
        "contact_business_relation",
        sa.Column("contact_no", CODE, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("no", CODE, nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_no"],
            ["contact.no"],
            name=op.f("fk_contact_business_relation_contact_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_no", "kind", name=op.f("pk_contact_business_relation")),
        sa.UniqueConstraint("kind", "no", name=op.f("uq_contact_business_relation_kind_no")),
    )


def _make_customer_template() -> None:
    op.create_table(
        "customer_template",
        sa.Column("code", CODE, nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("no_series_code", CODE, nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.Column("contact_type", WORD, nullable=True),
        sa.Column("blocked", WORD, nullable=True),
        sa.Column("salesperson_code", CODE, nullable=True),
        sa.Column("responsibility_center_code", sa.String(10), nullable=True),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=50), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(10), nullable=True),
        sa.Column("language_code", sa.String(10), nullable=True),
        sa.Column("format_region", sa.String(length=20), nullable=False),
        sa.Column("credit_limit_lcy", FIGURE, nullable=False),
        sa.Column("no_credit", sa.Boolean(), nullable=True),
        sa.Column("bill_to_customer_no", CODE, nullable=True),
        sa.Column("use_gln_in_e_documents", sa.Boolean(), nullable=True),
        sa.Column("currency_code", sa.String(10), nullable=True),
        sa.Column("prices_including_vat", sa.Boolean(), nullable=True),
        sa.Column("gen_bus_posting_group", CODE, nullable=True),
        sa.Column("vat_bus_posting_group", CODE, nullable=True),
        sa.Column("customer_posting_group", CODE, nullable=True),
        sa.Column("customer_price_group", CODE, nullable=True),
        sa.Column("customer_disc_group", CODE, nullable=True),
        sa.Column("allow_line_disc", sa.Boolean(), nullable=True),
        sa.Column("invoice_disc_code", CODE, nullable=True),
        sa.Column("invoice_copies", sa.Integer(), nullable=False),
        sa.Column("prepayment_pct", FIGURE, nullable=False),
        sa.Column("prepmt_payment_terms_code", sa.String(10), nullable=True),
        sa.Column("e_invoice_scheme", sa.String(length=20), nullable=False),
        sa.Column("payment_method_code", sa.String(10), nullable=True),
        sa.Column("payment_terms_code", sa.String(10), nullable=True),
        sa.Column("application_method", WORD, nullable=True),
        sa.Column("reminder_terms_code", sa.String(10), nullable=True),
        sa.Column("print_statements", sa.Boolean(), nullable=True),
        sa.Column("location_code", sa.String(10), nullable=True),
        sa.Column("combine_shipments", WORD, nullable=True),
        sa.Column("reserve", WORD, nullable=True),
        sa.Column("shipping_advice", WORD, nullable=True),
        sa.Column("shipment_method_code", sa.String(10), nullable=True),
        sa.Column("shipping_agent_code", sa.String(10), nullable=True),
        sa.Column("shipping_agent_service_code", sa.String(10), nullable=True),
        sa.Column("shipping_time", sa.String(32), nullable=False),
        sa.Column("base_calendar_code", sa.String(10), nullable=True),
        sa.ForeignKeyConstraint(
            ["base_calendar_code"],
            ["base_calendar.code"],
            name=op.f("fk_customer_template_base_calendar_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["bill_to_customer_no"],
            ["customer.no"],
            name=op.f("fk_customer_template_bill_to_customer_no"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country_region.code"],
            name=op.f("fk_customer_template_country_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_customer_template_currency_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_disc_group"],
            ["customer_disc_group.code"],
            name=op.f("fk_customer_template_customer_disc_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_posting_group"],
            ["customer_posting_group.code"],
            name=op.f("fk_customer_template_customer_posting_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_price_group"],
            ["customer_price_group.code"],
            name=op.f("fk_customer_template_customer_price_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["gen_bus_posting_group"],
            ["gen_bus_posting_group.code"],
            name=op.f("fk_customer_template_gen_bus_posting_group"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_customer_template_language_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["location_code"],
            ["location.code"],
            name=op.f("fk_customer_template_location_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["number_series.code"],
            name=op.f("fk_customer_template_no_series_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_customer_template_payment_method_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_customer_template_payment_terms_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["prepmt_payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_customer_template_prepmt_payment_terms_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responsibility_center_code"],
            ["responsibility_center.code"],
            name=op.f("fk_customer_template_responsibility_center_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_customer_template_salesperson_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_customer_template_shipment_method_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shipping_agent_code"],
            ["shipping_agent.code"],
            name=op.f("fk_customer_template_shipping_agent_code"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["vat_bus_posting_group"],
            ["vat_bus_posting_group.code"],
            name=op.f("fk_customer_template_vat_bus_posting_group"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_customer_template")),
    )


def _make_interaction() -> None:
    op.create_table(
        "interaction",
        sa.Column("entry_no", sa.Integer(), nullable=False),
        sa.Column("contact_no", CODE, nullable=False),
        sa.Column("company_no", CODE, nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("time", sa.String(length=20), nullable=False),
        sa.Column("template", WORD, nullable=False),
        sa.Column("direction", WORD, nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("salesperson_code", CODE, nullable=True),
        sa.Column("user", sa.String(length=50), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("cost", FIGURE, nullable=False),
        sa.Column("evaluation", WORD, nullable=False),
        sa.Column("document_type", WORD, nullable=True),
        sa.Column("document_no", CODE, nullable=True),
        sa.Column("document_version", sa.Integer(), nullable=False),
        sa.Column("opportunity_no", CODE, nullable=True),
        sa.Column("campaign_no", CODE, nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_no"],
            ["campaign.no"],
            name=op.f("fk_interaction_campaign_no"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["company_no"],
            ["contact.no"],
            name=op.f("fk_interaction_company_no"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_no"],
            ["contact.no"],
            name=op.f("fk_interaction_contact_no"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_interaction_salesperson_code"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_no", name=op.f("pk_interaction")),
    )
    op.create_index(op.f("ix_interaction_company_no_date"), "interaction", ["company_no", "date"])
    op.create_index(op.f("ix_interaction_contact_no_date"), "interaction", ["contact_no", "date"])


def downgrade() -> None:
    """Take the step back."""
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        for name in ("contact_nos", "campaign_nos"):
            batch_op.drop_constraint(op.f(f"fk_sales_setup_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
        batch_op.drop_column("create_contact_for_customer")
    op.drop_column("sales_header", "customer_template_code")
    op.drop_table("interaction")
    op.drop_table("customer_template")
    op.drop_table("contact_business_relation")
    op.drop_table("contact")
    op.drop_table("item_template")
    op.drop_table("campaign_member")
    op.drop_table("campaign")
