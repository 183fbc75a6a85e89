"""The fields of a sales document's header, in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.services.records import LookupRow, lookup_rows
from desktop.translation import N_
from desktop.views.pages.field_groups import Group
from desktop.views.sales.line_fields import find_service
from desktop.views.tables.list_spec import Session

GENERAL = Group(
    N_("General"),
    (
        "sell_to_customer_no",
        "order_date",
        "sell_to_contact",
        "posting_date",
        "external_document_no",
        "requested_delivery_date",
        "salesperson_code",
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

GENERAL_OF_INVOICE = Group(
    N_("General"),
    (
        "sell_to_customer_no",
        "posting_date",
        "sell_to_contact",
        "document_date",
        "external_document_no",
        "due_date",
        "salesperson_code",
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
        "prices_including_vat",
        "payment_terms_code",
        "due_date",
        "payment_method_code",
        "invoice_discount_calculation",
        "vat_bus_posting_group",
        "invoice_discount_value",
    ),
    (
        "currency_factor",
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
        "location_code",
        "ship_to_name",
        "shipment_date",
        "ship_to_address",
        "shipment_method_code",
        "ship_to_post_code",
        "shipping_agent_code",
        "ship_to_city",
        "shipping_agent_service_code",
        "ship_to_country_code",
        "shipping_advice",
        "bill_to_customer_no",
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


def find_ship_to(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The ship-to addresses of the document's customer."""
    customer = values.get("sell_to_customer_no")
    return lookup_rows(session, "ship_to_address", text, where={"customer_no": customer})


HEADER_LOOKUPS = {
    "ship_to_code": find_ship_to,
    "shipping_agent_service_code": find_service,
}
"""Fields whose look-up depends on others of the header."""
