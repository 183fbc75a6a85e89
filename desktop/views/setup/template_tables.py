"""Templates, from which new customers and items begin."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages

TEMPLATE_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="customer_template",
        title=N_("Customer Templates"),
        record=N_("Customer Template"),
        new=N_("New Template"),
        icon="stamp",
        columns=(
            "code",
            "description",
            "gen_bus_posting_group",
            "customer_posting_group",
            "currency_code",
            "payment_terms_code",
        ),
        groups=(
            Group(
                N_("General"),
                ("code", "description", "no_series_code", "salesperson_code", "country_code"),
                (
                    "contact_type",
                    "blocked",
                    "responsibility_center_code",
                    "post_code",
                    "city",
                    "county",
                    "language_code",
                    "format_region",
                    "credit_limit_lcy",
                    "no_credit",
                ),
            ),
            Group(
                N_("Invoicing"),
                (
                    "gen_bus_posting_group",
                    "vat_bus_posting_group",
                    "customer_posting_group",
                    "currency_code",
                    "prices_including_vat",
                    "customer_price_group",
                    "customer_disc_group",
                ),
                (
                    "bill_to_customer_no",
                    "allow_line_disc",
                    "invoice_disc_code",
                    "invoice_copies",
                    "use_gln_in_e_documents",
                    "e_invoice_scheme",
                ),
            ),
            Group(
                N_("Payments"),
                ("payment_terms_code", "payment_method_code"),
                (
                    "application_method",
                    "reminder_terms_code",
                    "print_statements",
                    "prepayment_pct",
                    "prepmt_payment_terms_code",
                ),
            ),
            Group(
                N_("Shipping"),
                (
                    "location_code",
                    "shipment_method_code",
                    "shipping_agent_code",
                    "shipping_agent_service_code",
                    "shipping_time",
                    "shipping_advice",
                ),
                (
                    "combine_shipments",
                    "invoice_schedule_code",
                    "reserve",
                    "base_calendar_code",
                ),
            ),
        ),
    ),
    RecordPages(
        table="item_template",
        title=N_("Item Templates"),
        record=N_("Item Template"),
        new=N_("New Template"),
        icon="stamp",
        columns=(
            "code",
            "description",
            "type",
            "base_unit",
            "gen_prod_posting_group",
            "inventory_posting_group",
        ),
        groups=(
            Group(
                N_("General"),
                (
                    "code",
                    "description",
                    "no_series_code",
                    "type",
                    "base_unit",
                    "sales_unit",
                    "item_category_code",
                ),
                (
                    "purchase_unit",
                    "blocked",
                    "sales_blocked",
                    "purchasing_blocked",
                    "shelf_no",
                    "country_of_origin",
                    "tariff_no",
                    "automatic_ext_texts",
                    "net_weight",
                    "gross_weight",
                    "unit_volume",
                    "units_per_parcel",
                ),
            ),
            Group(
                N_("Prices"),
                (
                    "price_profit_calculation",
                    "profit_pct",
                    "unit_price",
                    "price_includes_vat",
                    "allow_invoice_disc",
                    "item_disc_group",
                ),
                ("vat_bus_posting_group_price", "unit_list_price"),
            ),
            Group(
                N_("Costs and Posting"),
                (
                    "costing_method",
                    "unit_cost",
                    "gen_prod_posting_group",
                    "vat_prod_posting_group",
                    "inventory_posting_group",
                ),
            ),
            Group(
                N_("Stock"),
                (
                    "stockout_warning",
                    "prevent_negative_inventory",
                    "variant_mandatory",
                    "reserve",
                ),
            ),
            Group(
                N_("Replenishment"),
                (
                    "replenishment_system",
                    "vendor_no",
                    "lead_time_calculation",
                    "safety_lead_time",
                    "assembly_policy",
                    "critical",
                    "purchasing_code",
                ),
            ),
            Group(
                N_("Reordering"),
                (
                    "reordering_policy",
                    "safety_stock",
                    "reorder_point",
                    "reorder_quantity",
                    "maximum_inventory",
                    "minimum_order_quantity",
                    "order_multiple",
                ),
            ),
        ),
    ),
)
"""The pages of templates."""
