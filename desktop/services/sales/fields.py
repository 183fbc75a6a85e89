"""The fields of a sales document that a user types; all others follow from them."""

from __future__ import annotations

SELL_TO_FIELDS = frozenset(
    {
        "sell_to_name",
        "sell_to_name_2",
        "sell_to_address",
        "sell_to_address_2",
        "sell_to_post_code",
        "sell_to_city",
        "sell_to_county",
        "sell_to_country_code",
        "sell_to_contact_no",
        "sell_to_contact",
        "sell_to_phone",
        "sell_to_email",
    }
)

BILL_TO_FIELDS = frozenset(
    {
        "bill_to_name",
        "bill_to_name_2",
        "bill_to_address",
        "bill_to_address_2",
        "bill_to_post_code",
        "bill_to_city",
        "bill_to_county",
        "bill_to_country_code",
        "bill_to_contact_no",
        "bill_to_contact",
    }
)

SHIP_TO_FIELDS = frozenset(
    {
        "ship_to_name",
        "ship_to_name_2",
        "ship_to_address",
        "ship_to_address_2",
        "ship_to_post_code",
        "ship_to_city",
        "ship_to_county",
        "ship_to_country_code",
        "ship_to_contact",
        "ship_to_phone",
    }
)

REBUILDING_FIELDS = frozenset(
    {
        "sell_to_customer_no",
        "bill_to_customer_no",
        "currency_code",
        "gen_bus_posting_group",
        "vat_bus_posting_group",
    }
)
"""A change creates the lines anew, so nothing of them may be delivered yet (SD9, SD14)."""

UPDATING_FIELDS = frozenset(
    {
        "shipment_date",
        "requested_delivery_date",
        "promised_delivery_date",
        "shipping_agent_code",
        "shipping_agent_service_code",
        "shipping_time",
        "outbound_handling_time",
        "location_code",
    }
)
"""A change is offered to the lines (SD15)."""

RATE_FIELDS = frozenset({"currency_factor", "exchange_rate_amount", "relational_amount"})

DISCOUNT_FIELDS = frozenset({"invoice_discount_calculation", "invoice_discount_value"})

FREE_HEADER_FIELDS = frozenset(
    {
        "posting_date",
        "document_date",
        "due_date",
        "pmt_discount_date",
        "order_date",
        "payment_terms_code",
        "payment_method_code",
        "external_document_no",
        "your_reference",
        "salesperson_code",
        "work_description",
        "posting_description",
        "package_tracking_no",
        "assigned_user",
        "language_code",
        "quote_valid_until",
        "quote_accepted",
        "quote_accepted_date",
    }
)
"""Typed at any status except while an approval is pending (SD62)."""

HEADER_FIELDS = (
    SELL_TO_FIELDS
    | BILL_TO_FIELDS
    | SHIP_TO_FIELDS
    | REBUILDING_FIELDS
    | UPDATING_FIELDS
    | RATE_FIELDS
    | DISCOUNT_FIELDS
    | FREE_HEADER_FIELDS
    | {
        "ship_to_mode",
        "ship_to_code",
        "payment_discount_pct",
        "prices_including_vat",
        "customer_price_group",
        "customer_disc_group",
        "invoice_disc_code",
        "allow_line_disc",
        "customer_posting_group",
        "vat_registration_no",
        "combine_shipments",
        "prepayment_pct",
        "reserve",
        "shipment_method_code",
        "shipping_advice",
        "campaign_no",
        "customer_template_code",
        "no_service_charge",
    }
)

DERIVED_HEADER_FIELDS = frozenset(
    {
        "amount",
        "amount_including_vat",
        "invoice_discount_amount",
        "rounding_amount",
        "completely_shipped",
        "shipped_not_invoiced",
        "late",
        "expired",
    }
)
"""Shown with the header, but no column of it: they follow from the lines."""

TEXT_FIELDS = frozenset({"description", "description_2"})

PART_FIELDS = frozenset({"qty_to_ship", "qty_to_invoice"})

FREE_LINE_FIELDS = TEXT_FIELDS | PART_FIELDS | {"quantity_to_assemble"}
"""Typed at any status except while an approval is pending (SD62)."""

UNCHOSEN_FIELDS = TEXT_FIELDS | {"type", "no", "item_reference_no"}
"""What a line has before it is said what it sells."""

DATE_FIELDS = frozenset(
    {
        "shipment_date",
        "requested_delivery_date",
        "promised_delivery_date",
        "planned_shipment_date",
        "planned_delivery_date",
    }
)

PRICE_FIELDS = frozenset(
    {
        "unit_price",
        "line_discount_pct",
        "line_discount_amount",
        "line_amount",
        "allow_invoice_disc",
    }
)

ITEM_FIELDS = frozenset(
    {
        "variant_code",
        "item_reference_no",
        "drop_shipment",
        "special_order",
        "purchasing_code",
        "reserve",
        "qty_to_assemble_to_order",
        "quantity_to_assemble",
        "applies_to_item_entry",
        "applies_from_item_entry",
    }
)
"""What only lines of type item have."""

INVOICED_LOCKS = PRICE_FIELDS | {
    "unit_of_measure_code",
    "gen_prod_posting_group",
    "vat_prod_posting_group",
}
"""Locked once anything of the line is invoiced (SD26)."""

STARTED_LOCKS = frozenset(
    {
        "type",
        "no",
        "variant_code",
        "unit_of_measure_code",
        "item_reference_no",
        "drop_shipment",
        "special_order",
        "purchasing_code",
        "applies_from_item_entry",
    }
)
"""Locked once anything of the line is delivered (SD22)."""

TIED_LOCKS = frozenset(
    {
        "type",
        "no",
        "item_reference_no",
        "variant_code",
        "unit_of_measure_code",
        "location_code",
        "quantity",
        "purchasing_code",
        "drop_shipment",
        "special_order",
    }
)
"""Locked while a purchase line is tied to the line (PF66, PF101)."""

TIED_HEADER_LOCKS = frozenset(
    {"sell_to_customer_no", "ship_to_mode", "ship_to_code", "currency_code"}
)
"""Fields of the header that a tied purchase order depends on (PF66)."""

LINE_FIELDS = (
    UNCHOSEN_FIELDS
    | PART_FIELDS
    | DATE_FIELDS
    | PRICE_FIELDS
    | ITEM_FIELDS
    | STARTED_LOCKS
    | INVOICED_LOCKS
    | {
        "quantity",
        "location_code",
        "shipping_agent_code",
        "shipping_agent_service_code",
        "shipping_time",
        "outbound_handling_time",
        "net_weight",
        "gross_weight",
        "unit_volume",
        "units_per_parcel",
    }
)
