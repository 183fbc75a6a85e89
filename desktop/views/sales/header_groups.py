"""The fields of a sales document's header, in groups."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.field_groups import Group

GENERAL = Group(
    N_("General"),
    (
        "sell_to_customer_no",
        "sell_to_contact",
        "external_document_no",
        "salesperson_code",
        "order_date",
        "posting_date",
        "requested_delivery_date",
        "document_date",
    ),
    (
        "sell_to_name",
        "sell_to_address",
        "sell_to_post_code",
        "sell_to_city",
        "sell_to_country_code",
        "sell_to_phone",
        "sell_to_email",
        "your_reference",
        "promised_delivery_date",
        "work_description",
    ),
    summary=("sell_to_customer_no", "external_document_no", "posting_date"),
)

GENERAL_OF_QUOTE = Group(
    N_("General"),
    (
        "sell_to_customer_no",
        "sell_to_contact_no",
        "customer_template_code",
        "external_document_no",
        "salesperson_code",
        "document_date",
        "quote_valid_until",
        "requested_delivery_date",
        "quote_accepted",
    ),
    (
        "sell_to_name",
        "sell_to_contact",
        "sell_to_address",
        "sell_to_post_code",
        "sell_to_city",
        "sell_to_country_code",
        "sell_to_phone",
        "sell_to_email",
        "your_reference",
        "order_date",
        "quote_accepted_date",
        "work_description",
    ),
    summary=("sell_to_customer_no", "external_document_no", "quote_valid_until"),
)

GENERAL_OF_INVOICE = Group(
    N_("General"),
    (
        "sell_to_customer_no",
        "sell_to_contact",
        "external_document_no",
        "salesperson_code",
        "posting_date",
        "document_date",
        "due_date",
        "your_reference",
    ),
    (
        "sell_to_name",
        "sell_to_address",
        "sell_to_post_code",
        "sell_to_city",
        "sell_to_country_code",
        "sell_to_phone",
        "sell_to_email",
        "work_description",
    ),
    summary=("sell_to_customer_no", "external_document_no", "posting_date"),
)

INVOICE_DETAILS = Group(
    N_("Invoice Details"),
    (
        "currency_code",
        "payment_terms_code",
        "payment_method_code",
        "vat_bus_posting_group",
        "prices_including_vat",
        "due_date",
        "invoice_discount_calculation",
        "invoice_discount_value",
    ),
    (
        "currency_factor",
        "invoice_disc_code",
        "no_service_charge",
        "payment_discount_pct",
        "pmt_discount_date",
        "gen_bus_posting_group",
        "customer_posting_group",
        "vat_registration_no",
        "language_code",
        "posting_description",
    ),
    summary=("currency_code", "payment_terms_code", "due_date", "vat_bus_posting_group"),
    is_open=False,
)

INVOICE_DETAILS_OF_INVOICE = Group(
    N_("Invoice Details"),
    tuple(name for name in INVOICE_DETAILS.fields if name != "due_date"),
    INVOICE_DETAILS.more_fields,
    summary=("currency_code", "payment_terms_code", "vat_bus_posting_group"),
    is_open=False,
)

SHIPPING_AND_BILLING = Group(
    N_("Shipping and Billing"),
    (
        "ship_to_code",
        "ship_to_name",
        "ship_to_address",
        "ship_to_post_code",
        "ship_to_city",
        "ship_to_country_code",
        "bill_to_customer_no",
        "location_code",
        "shipment_date",
        "shipment_method_code",
        "shipping_agent_code",
        "shipping_agent_service_code",
        "shipping_advice",
        "package_tracking_no",
    ),
    (
        "shipping_time",
        "outbound_handling_time",
        "ship_to_address_2",
        "ship_to_contact",
        "bill_to_name",
        "bill_to_address",
        "bill_to_post_code",
        "bill_to_city",
        "combine_shipments",
        "reserve",
    ),
    summary=("ship_to_address", "ship_to_city", "shipping_agent_code", "shipping_advice"),
    is_open=False,
)

SHIPPING_OF_QUOTE = Group(
    SHIPPING_AND_BILLING.title,
    tuple(name for name in SHIPPING_AND_BILLING.fields if name != "package_tracking_no"),
    SHIPPING_AND_BILLING.more_fields,
    summary=SHIPPING_AND_BILLING.summary,
    is_open=False,
)
