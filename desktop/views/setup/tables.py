"""Which set-up tables have pages, in which group of the hub they stand, and how they look."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages

COMPANY = N_("Company")
FINANCE = N_("Accounts and VAT")
SALES = N_("Sales")
STOCK = N_("Stock and Delivery")
REGIONS = N_("Countries and Languages")
PEOPLE = N_("People")

SETUP_TABLES: tuple[tuple[str, RecordPages], ...] = (
    (
        FINANCE,
        RecordPages(
            table="gl_account",
            title=N_("Chart of Accounts"),
            record=N_("G/L Account"),
            new=N_("New Account"),
            name_field="name",
            icon="landmark",
            columns=(
                "no",
                "name",
                "income_balance",
                "account_type",
                "direct_posting",
                "gen_prod_posting_group",
                "vat_prod_posting_group",
                "blocked",
            ),
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="gen_bus_posting_group",
            title=N_("General Business Posting Groups"),
            record=N_("General Business Posting Group"),
            icon="landmark",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="gen_prod_posting_group",
            title=N_("General Product Posting Groups"),
            record=N_("General Product Posting Group"),
            icon="landmark",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="general_posting_setup",
            title=N_("General Posting Setup"),
            record=N_("General Posting Setup"),
            name_field="gen_prod_posting_group",
            icon="landmark",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="vat_bus_posting_group",
            title=N_("VAT Business Posting Groups"),
            record=N_("VAT Business Posting Group"),
            icon="percent",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="vat_prod_posting_group",
            title=N_("VAT Product Posting Groups"),
            record=N_("VAT Product Posting Group"),
            icon="percent",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="vat_posting_setup",
            title=N_("VAT Posting Setup"),
            record=N_("VAT Posting Setup"),
            icon="percent",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="vat_clause",
            title=N_("VAT Clauses"),
            record=N_("VAT Clause"),
            icon="percent",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="customer_posting_group",
            title=N_("Customer Posting Groups"),
            record=N_("Customer Posting Group"),
            icon="users",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="currency",
            title=N_("Currencies"),
            record=N_("Currency"),
            new=N_("New Currency"),
            icon="coins",
        ),
    ),
    (
        FINANCE,
        RecordPages(
            table="currency_exchange_rate",
            title=N_("Exchange Rates"),
            record=N_("Exchange Rate"),
            new=N_("New Rate"),
            name_field="starting_date",
            icon="coins",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="payment_terms",
            title=N_("Payment Terms"),
            record=N_("Payment Terms"),
            icon="calendar",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="payment_method",
            title=N_("Payment Methods"),
            record=N_("Payment Method"),
            icon="banknote",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="number_series",
            title=N_("Number Series"),
            record=N_("Number Series"),
            new=N_("New Series"),
            icon="hash",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="number_series_line",
            title=N_("Number Series Lines"),
            record=N_("Number Series Line"),
            new=N_("New Line"),
            name_field="starting_no",
            icon="hash",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="customer_price_group",
            title=N_("Customer Price Groups"),
            record=N_("Customer Price Group"),
            icon="tag",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="customer_disc_group",
            title=N_("Customer Discount Groups"),
            record=N_("Customer Discount Group"),
            icon="tag",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="item_disc_group",
            title=N_("Item Discount Groups"),
            record=N_("Item Discount Group"),
            icon="tag",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="reason_code",
            title=N_("Reason Codes"),
            record=N_("Reason Code"),
            icon="info",
        ),
    ),
    (
        SALES,
        RecordPages(
            table="responsibility_center",
            title=N_("Responsibility Centers"),
            record=N_("Responsibility Center"),
            name_field="name",
            icon="building-2",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="location",
            title=N_("Locations"),
            record=N_("Location"),
            new=N_("New Location"),
            name_field="name",
            icon="warehouse",
            groups=(
                Group(
                    N_("General"),
                    (
                        "code",
                        "name",
                        "base_calendar_code",
                        "outbound_handling_time",
                        "inbound_handling_time",
                        "use_as_in_transit",
                        "inactive",
                    ),
                ),
                Group(
                    N_("Address and Contact"),
                    (
                        "address",
                        "address_2",
                        "post_code",
                        "city",
                        "country_code",
                        "contact",
                        "phone",
                        "email",
                    ),
                    ("name_2", "county"),
                ),
            ),
            columns=("code", "name", "city", "base_calendar_code", "outbound_handling_time"),
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="inventory_posting_group",
            title=N_("Inventory Posting Groups"),
            record=N_("Inventory Posting Group"),
            icon="boxes",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="inventory_posting_setup",
            title=N_("Inventory Posting Setup"),
            record=N_("Inventory Posting Setup"),
            name_field="inventory_account",
            icon="boxes",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="unit_of_measure",
            title=N_("Units of Measure"),
            record=N_("Unit of Measure"),
            icon="ruler",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="item_unit_of_measure",
            title=N_("Item Units of Measure"),
            record=N_("Item Unit of Measure"),
            name_field="unit_code",
            icon="ruler",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="item_variant",
            title=N_("Item Variants"),
            record=N_("Item Variant"),
            icon="package",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="item_category",
            title=N_("Item Categories"),
            record=N_("Item Category"),
            icon="package",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="resource",
            title=N_("Resources"),
            record=N_("Resource"),
            new=N_("New Resource"),
            name_field="name",
            icon="user",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="shipment_method",
            title=N_("Shipment Methods"),
            record=N_("Shipment Method"),
            icon="truck",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="shipping_agent",
            title=N_("Shipping Agents"),
            record=N_("Shipping Agent"),
            name_field="name",
            icon="truck",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="shipping_agent_service",
            title=N_("Shipping Agent Services"),
            record=N_("Shipping Agent Service"),
            icon="truck",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="base_calendar",
            title=N_("Base Calendars"),
            record=N_("Base Calendar"),
            name_field="name",
            icon="calendar",
        ),
    ),
    (
        STOCK,
        RecordPages(
            table="base_calendar_change",
            title=N_("Base Calendar Entries"),
            record=N_("Base Calendar Entry"),
            icon="calendar",
        ),
    ),
    (
        REGIONS,
        RecordPages(
            table="country_region",
            title=N_("Countries"),
            record=N_("Country"),
            name_field="name",
            icon="globe",
        ),
    ),
    (
        REGIONS,
        RecordPages(
            table="post_code",
            title=N_("Post Codes"),
            record=N_("Post Code"),
            name_field="city",
            icon="globe",
        ),
    ),
    (
        REGIONS,
        RecordPages(
            table="language",
            title=N_("Languages"),
            record=N_("Language"),
            name_field="name",
            icon="globe",
        ),
    ),
    (
        REGIONS,
        RecordPages(
            table="vat_registration_format",
            title=N_("VAT Registration Formats"),
            record=N_("VAT Registration Format"),
            name_field="format",
            icon="globe",
        ),
    ),
    (
        PEOPLE,
        RecordPages(
            table="salesperson",
            title=N_("Salespeople"),
            record=N_("Salesperson"),
            name_field="name",
            icon="users",
        ),
    ),
    (
        PEOPLE,
        RecordPages(
            table="user_setup",
            title=N_("Users"),
            record=N_("User"),
            name_field="name",
            icon="user",
        ),
    ),
)
"""Every set-up table with many records: the hub's group and the pages."""

SINGLE_CARDS: tuple[tuple[str, RecordPages], ...] = (
    (
        COMPANY,
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
                    is_open=False,
                ),
                Group(N_("Documents"), ("interest_clause", "footer_text"), is_open=False),
            ),
        ),
    ),
    (
        COMPANY,
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
    ),
    (
        COMPANY,
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
                    ),
                ),
                Group(
                    N_("Number Series"),
                    (
                        "customer_nos",
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
    ),
    (
        COMPANY,
        RecordPages(
            table="inventory_setup",
            title=N_("Inventory Setup"),
            record=N_("Inventory Setup"),
            name_field="item_nos",
            icon="boxes",
            can_add=False,
            can_delete=False,
        ),
    ),
)
"""The set-up that exists once: the hub's group and its card."""
