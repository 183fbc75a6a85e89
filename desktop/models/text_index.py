"""Which tables have a text index for quick filters and look-ups, and over which of their columns.

The index is not part of the models: the database keeps it by itself, by triggers on SQLite and
in a generated column on PostgreSQL (ADR 0009), and nobody reads or writes it as a field.
"""

from __future__ import annotations

from collections.abc import Mapping

SEARCH_COLUMN = "search_text"
"""The generated column of each indexed table on PostgreSQL: its columns folded, one a line."""

TEXT_INDEXES: Mapping[str, tuple[str, ...]] = {
    "customer": (
        "no",
        "name",
        "name_2",
        "search_name",
        "address",
        "address_2",
        "post_code",
        "city",
        "contact",
        "phone",
        "mobile",
        "email",
        "vat_registration_no",
        "registration_no",
    ),
    "item": (
        "no",
        "description",
        "description_2",
        "search_description",
        "gtin",
        "shelf_no",
        "vendor_item_no",
    ),
    "sales_header": (
        "no",
        "sell_to_customer_no",
        "sell_to_name",
        "bill_to_name",
        "ship_to_name",
        "ship_to_city",
        "external_document_no",
        "your_reference",
        "quote_no",
    ),
    "sales_invoice_header": (
        "no",
        "sell_to_customer_no",
        "sell_to_name",
        "bill_to_name",
        "order_no",
        "external_document_no",
        "your_reference",
    ),
    "sales_shipment_header": (
        "no",
        "sell_to_customer_no",
        "sell_to_name",
        "ship_to_name",
        "ship_to_city",
        "order_no",
        "external_document_no",
        "your_reference",
        "package_tracking_no",
    ),
    "cust_ledger_entry": (
        "customer_no",
        "sell_to_customer_no",
        "description",
        "external_document_no",
        "your_reference",
        "currency_code",
        "customer_posting_group",
        "on_hold",
        "reference",
        "payment_reference",
        "salesperson_code",
        "payment_method_code",
        "document_no",
        "user",
    ),
}


def text_table(table: str) -> str:
    """SQLite's table of the folded texts of an indexed table, one row for each of its rows."""
    return f"{table}_text"


def trigram_table(table: str) -> str:
    """SQLite's full-text table over these texts; PostgreSQL's index is named after it too."""
    return f"{table}_text_index"


_TABLES = frozenset(
    name
    for table in TEXT_INDEXES
    for name in (
        text_table(table),
        trigram_table(table),
        *(f"{trigram_table(table)}_{part}" for part in ("config", "data", "idx")),
    )
)
_INDEXES = frozenset(trigram_table(table) for table in TEXT_INDEXES)


def is_modelled(name: str | None, kind: str, _parents: object = None) -> bool:
    """Whether something of the database should stand in the models; Alembic's `include_name`.

    All but the text index: its tables, its generated column and the index on that column.
    """
    if kind == "table":
        return name not in _TABLES
    if kind == "column":
        return name != SEARCH_COLUMN
    return kind != "index" or name not in _INDEXES
