"""The set-up that exists once: the company, its ledger, its sales, its stock."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages

COMPANY_CARDS: tuple[RecordPages, ...] = (
    RecordPages(
        table="company_information",
        title=N_("Company Information"),
        record=N_("Company Information"),
        name_field="name",
        icon="building-2",
        can_add=False,
        can_delete=False,
        groups=(
            Group(
                N_("General"),
                (
                    "name",
                    "address",
                    "address_2",
                    "post_code",
                    "city",
                    "country_code",
                    "phone",
                    "email",
                    "home_page",
                    "language_code",
                ),
                ("name_2", "county", "location_code", "base_calendar_code"),
            ),
            Group(
                N_("Registration"),
                (
                    "registration_no",
                    "vat_registration_no",
                    "registered_office",
                    "f_tax_approved",
                    "gln",
                    "fiscal_year_start_month",
                ),
                ("cash_accounting",),
            ),
            Group(
                N_("Payments"),
                ("bank_name", "iban", "swift", "bankgiro", "plusgiro", "bank_account_no"),
                ("bank_branch_no",),
            ),
            Group(
                N_("Shipping"),
                (
                    "ship_to_name",
                    "ship_to_address",
                    "ship_to_address_2",
                    "ship_to_post_code",
                    "ship_to_city",
                    "ship_to_country_code",
                ),
                ("ship_to_name_2", "ship_to_county"),
                is_open=False,
            ),
            Group(
                N_("Documents"),
                ("interest_clause", "footer_text", "attachment_limit_mb"),
                is_open=False,
            ),
        ),
    ),
    RecordPages(
        table="general_ledger_setup",
        title=N_("General Ledger Setup"),
        record=N_("General Ledger Setup"),
        name_field="lcy_code",
        icon="landmark",
        can_add=False,
        can_delete=False,
        groups=(
            Group(
                N_("General"),
                (
                    "lcy_code",
                    "allow_posting_from",
                    "allow_posting_to",
                    "amount_precision",
                    "unit_amount_precision",
                    "vat_rounding_type",
                    "invoice_rounding_precision",
                    "invoice_rounding_type",
                    "appln_rounding_precision",
                ),
            ),
        ),
    ),
    RecordPages(
        table="sales_setup",
        title=N_("Sales Setup"),
        record=N_("Sales Setup"),
        name_field="order_nos",
        icon="shopping-cart",
        can_add=False,
        can_delete=False,
        groups=(
            Group(
                N_("General"),
                (
                    "discount_posting",
                    "credit_warnings",
                    "stockout_warning",
                    "invoice_rounding",
                    "calc_inv_discount",
                    "ext_doc_no_mandatory",
                    "ext_doc_no_check",
                    "default_posting_date",
                    "default_quantity_to_ship",
                    "default_line_type",
                    "default_item_quantity",
                    "link_doc_date_to_posting_date",
                    "quote_validity",
                    "create_contact_for_customer",
                    "post_in_background",
                    "keep_batch_runs_days",
                    "duplicate_check",
                    "duplicate_threshold",
                ),
            ),
            Group(
                N_("Prices"),
                (
                    "default_price_list_code",
                    "allow_edit_active_prices",
                    "vat_bus_posting_group_price",
                    "price_list_nos",
                ),
            ),
            Group(
                N_("Number Series"),
                (
                    "customer_nos",
                    "contact_nos",
                    "campaign_nos",
                    "quote_nos",
                    "order_nos",
                    "invoice_nos",
                    "credit_memo_nos",
                    "return_order_nos",
                    "blanket_order_nos",
                    "posted_shipment_nos",
                    "posted_invoice_nos",
                    "posted_credit_memo_nos",
                    "posted_return_receipt_nos",
                ),
            ),
        ),
    ),
    RecordPages(
        table="inventory_setup",
        title=N_("Inventory Setup"),
        record=N_("Inventory Setup"),
        name_field="item_nos",
        icon="boxes",
        can_add=False,
        can_delete=False,
    ),
    RecordPages(
        table="backup_setup",
        title=N_("Backup Schedule"),
        record=N_("Backup Schedule"),
        name_field="backup_time",
        icon="archive",
        can_add=False,
        can_delete=False,
        groups=(
            Group(N_("General"), ("daily_backup", "backup_time", "backups_kept", "backup_folder")),
        ),
    ),
)
