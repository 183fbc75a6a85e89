"""Number series of cards and documents; posted documents start anew each year, without gaps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.values.keys import LINE_NO_STEP
from desktop.services.demo.clerk import Clerk

# code, description, first number, the set-up field it serves
CARD_SERIES = (
    ("CUST", "Customers", "C10000", "customer_nos"),
    ("CONT", "Contacts", "CT10000", "contact_nos"),
    ("CAMP", "Campaigns", "CA-1001", "campaign_nos"),
    ("QUOTE", "Sales quotes", "SQ-1001", "quote_nos"),
    ("ORDER", "Sales orders", "SO-10001", "order_nos"),
    ("BLANKET", "Blanket sales orders", "BO-1001", "blanket_order_nos"),
    ("INVOICE", "Sales invoices", "SI-2001", "invoice_nos"),
    ("CREDIT", "Sales credit memos", "SC-3001", "credit_memo_nos"),
    ("RETURN", "Sales return orders", "SR-4001", "return_order_nos"),
    ("PRICES", "Price lists", "PL-101", "price_list_nos"),
)

ITEM_SERIES = (
    ("ITEM", "Items", "F-10001", "item_nos"),
    ("ITEMJNL", "Item journal", "IJ-00001", "item_journal_nos"),
)

# code, description, letters of the number, the set-up field it serves
POSTED_SERIES = (
    ("P-INV", "Posted sales invoices", "PSI", "posted_invoice_nos"),
    ("P-CREDIT", "Posted sales credit memos", "PSC", "posted_credit_memo_nos"),
    ("P-SHIP", "Posted shipments", "PSS", "posted_shipment_nos"),
    ("P-RECEIPT", "Posted return receipts", "PRR", "posted_return_receipt_nos"),
)

CENTURY = 100


def add_number_series(clerk: Clerk, years: Iterable[int]) -> None:
    """Make all series and name them in the set-up; posted ones have a line for each year."""
    for table, series in (("sales_setup", CARD_SERIES), ("inventory_setup", ITEM_SERIES)):
        for code, description, first_no, field in series:
            clerk.add("number_series", code=code, description=description)
            clerk.add(
                "number_series_line",
                series_code=code,
                line_no=LINE_NO_STEP,
                starting_no=first_no,
                allow_gaps=True,
            )
            clerk.change(table, (1,), **{field: code})
    lasting = tuple(years)
    for code, description, letters, field in POSTED_SERIES:
        clerk.add("number_series", code=code, description=description, manual_nos=False)
        for count, year in enumerate(lasting, start=1):
            prefix = f"{letters}-{year % CENTURY:02d}"
            clerk.add(
                "number_series_line",
                series_code=code,
                line_no=count * LINE_NO_STEP,
                starting_date=date(year, 1, 1),
                starting_no=f"{prefix}0001",
                warning_no=f"{prefix}9900",
                ending_no=f"{prefix}9999",
                allow_gaps=False,
            )
        clerk.change("sales_setup", (1,), **{field: code})
