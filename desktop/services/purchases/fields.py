"""The fields of a purchase document that a user types; all others follow from them."""

from __future__ import annotations

ADDRESS_FIELDS = frozenset(
    {
        "buy_from_name",
        "buy_from_name_2",
        "buy_from_address",
        "buy_from_address_2",
        "buy_from_post_code",
        "buy_from_city",
        "buy_from_county",
        "buy_from_country_code",
        "buy_from_contact",
        "buy_from_phone",
        "buy_from_email",
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
    {"buy_from_vendor_no", "currency_code", "gen_bus_posting_group", "vat_bus_posting_group"}
)
"""A change creates the lines anew, so nothing of them may have come in yet."""

UPDATING_FIELDS = frozenset({"requested_receipt_date", "promised_receipt_date", "location_code"})
"""A change is offered to the lines."""

RATE_FIELDS = frozenset({"currency_factor", "exchange_rate_amount", "relational_amount"})

FREE_HEADER_FIELDS = frozenset(
    {
        "posting_date",
        "document_date",
        "due_date",
        "order_date",
        "payment_terms_code",
        "vendor_order_no",
        "vendor_invoice_no",
        "our_account_no",
        "requested_receipt_date",
        "promised_receipt_date",
        "posting_description",
        "assigned_user",
        "language_code",
    }
)
"""Typed at any status except while an approval is pending."""

HEADER_FIELDS = (
    ADDRESS_FIELDS
    | REBUILDING_FIELDS
    | UPDATING_FIELDS
    | RATE_FIELDS
    | FREE_HEADER_FIELDS
    | {
        "deliver_to",
        "sell_to_customer_no",
        "ship_to_code",
        "vendor_posting_group",
        "vat_registration_no",
        "shipment_method_code",
    }
)

DERIVED_HEADER_FIELDS = frozenset(
    {"amount", "amount_including_vat", "completely_received", "received_not_invoiced", "late"}
)
"""Shown with the header, but no column of it."""

TEXT_FIELDS = frozenset({"description", "description_2"})
PART_FIELDS = frozenset({"qty_to_receive", "qty_to_invoice"})
UNCHOSEN_FIELDS = TEXT_FIELDS | {"type", "no"}
DATE_FIELDS = frozenset(
    {
        "order_date",
        "planned_receipt_date",
        "requested_receipt_date",
        "promised_receipt_date",
        "expected_receipt_date",
    }
)
ITEM_FIELDS = frozenset({"variant_code", "vendor_item_no"})
COST_FIELDS = frozenset(
    {"direct_unit_cost", "line_discount_pct", "line_discount_amount", "line_amount"}
)
STARTED_LOCKS = frozenset(
    {
        "type",
        "no",
        "variant_code",
        "unit_of_measure_code",
        "location_code",
        "vat_prod_posting_group",
    }
)
"""Locked once anything of the line has come in."""

FREE_LINE_FIELDS = TEXT_FIELDS | PART_FIELDS | COST_FIELDS | DATE_FIELDS
"""Typed at any status but while an approval is pending.

The vendor confirms dates, and invoices costs, after the order was sent.
"""

INVOICED_LOCKS = COST_FIELDS | {"gen_prod_posting_group"}
"""Locked once anything of the line is invoiced."""

LINKED_LOCKS = frozenset(
    {"type", "no", "variant_code", "unit_of_measure_code", "location_code", "quantity"}
)
"""Locked while the vendor ships the line to the customer of a sales line (PF66)."""

SPECIAL_LOCKS = frozenset({"type", "no", "location_code"})
"""Locked while the line is bought for a sales line and comes in here (PF101)."""

TIED_HEADER_LOCKS = frozenset(
    {"deliver_to", "sell_to_customer_no"} | {name for name in ADDRESS_FIELDS if "ship_to" in name}
) | {"ship_to_code"}
"""Where an order with drop shipments delivers: its lines go to one address (PF67)."""

LINE_FIELDS = (
    UNCHOSEN_FIELDS
    | PART_FIELDS
    | DATE_FIELDS
    | ITEM_FIELDS
    | COST_FIELDS
    | STARTED_LOCKS
    | INVOICED_LOCKS
    | {"quantity", "lead_time_calculation", "inbound_handling_time", "safety_lead_time"}
)
