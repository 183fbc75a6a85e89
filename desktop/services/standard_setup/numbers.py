"""Number series of cards and documents; posted documents start anew each year, without gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desktop.models.values.keys import LINE_NO_STEP
from desktop.services.standard_setup.words import SetRecord, Words

# code, English, Swedish, first number, the set-up field it serves
CARD_SERIES = (
    ("CUST", "Customers", "Kunder", "C10000", "customer_nos"),
    ("CONT", "Contacts", "Kontakter", "CT10000", "contact_nos"),
    ("CAMP", "Campaigns", "Kampanjer", "CA-1001", "campaign_nos"),
    ("QUOTE", "Sales quotes", "Försäljningsofferter", "SQ-1001", "quote_nos"),
    ("ORDER", "Sales orders", "Försäljningsorder", "SO-10001", "order_nos"),
    ("BLANKET", "Blanket sales orders", "Avropsorder", "BO-1001", "blanket_order_nos"),
    ("INVOICE", "Sales invoices", "Försäljningsfakturor", "SI-2001", "invoice_nos"),
    ("CREDIT", "Sales credit memos", "Försäljningskreditnotor", "SC-3001", "credit_memo_nos"),
    ("RETURN", "Sales return orders", "Försäljningsreturorder", "SR-4001", "return_order_nos"),
    ("PRICES", "Price lists", "Prislistor", "PL-101", "price_list_nos"),
)

ITEM_SERIES = (
    ("ITEM", "Items", "Artiklar", "10001", "item_nos"),
    ("ITEMJNL", "Item journal", "Artikeljournal", "IJ-00001", "item_journal_nos"),
    ("AQUOTE", "Assembly quotes", "Monteringsofferter", "AQ-1001", "assembly_quote_nos"),
    (
        "ABLANKET",
        "Blanket assembly orders",
        "Avropsmonteringsorder",
        "AB-1001",
        "blanket_assembly_order_nos",
    ),
    ("AORDER", "Assembly orders", "Monteringsorder", "AO-1001", "assembly_order_nos"),
    ("PICK", "Picks", "Plock", "PK-1001", "pick_nos"),
)

PURCHASE_SERIES = (
    ("VEND", "Vendors", "Leverantörer", "V10000", "vendor_nos"),
    ("PORDER", "Purchase orders", "Inköpsorder", "PO-10001", "order_nos"),
    ("PINVOICE", "Purchase invoices", "Inköpsfakturor", "PI-2001", "invoice_nos"),
    ("CATALOG", "Catalog items", "Katalogartiklar", "CI-1001", "catalog_item_nos"),
)

# code, English, Swedish, letters of the number, the set-up field it serves
POSTED_SERIES = (
    (
        "P-INV",
        "Posted sales invoices",
        "Bokförda försäljningsfakturor",
        "PSI",
        "posted_invoice_nos",
    ),
    (
        "P-CREDIT",
        "Posted sales credit memos",
        "Bokförda försäljningskreditnotor",
        "PSC",
        "posted_credit_memo_nos",
    ),
    ("P-SHIP", "Posted shipments", "Bokförda utleveranser", "PSS", "posted_shipment_nos"),
    (
        "P-RECEIPT",
        "Posted return receipts",
        "Bokförda returinleveranser",
        "PRR",
        "posted_return_receipt_nos",
    ),
)

POSTED_PURCHASE_SERIES = (
    ("P-PREC", "Posted purchase receipts", "Bokförda inleveranser", "PPR", "posted_receipt_nos"),
    (
        "P-PINV",
        "Posted purchase invoices",
        "Bokförda inköpsfakturor",
        "PPI",
        "posted_invoice_nos",
    ),
)

POSTED_STOCK_SERIES = (
    ("P-ASM", "Posted assemblies", "Bokförda monteringar", "PAO", "posted_assembly_nos"),
)

CENTURY = 100


def series_records(words: Words, years: Iterable[int]) -> Iterator[SetRecord]:
    """All series with their lines; those of posted documents have one for each year."""
    for code, english, swedish, first_no, _field in (*CARD_SERIES, *ITEM_SERIES, *PURCHASE_SERIES):
        yield _series(code, words.of(english, swedish))
        yield _line(code, 1, starting_no=first_no, allow_gaps=True)
    lasting = tuple(years)
    posted = (*POSTED_SERIES, *POSTED_PURCHASE_SERIES, *POSTED_STOCK_SERIES)
    for code, english, swedish, letters, _field in posted:
        yield _series(code, words.of(english, swedish), manual_nos=False)
        for count, year in enumerate(lasting, start=1):
            yield _line(code, count, **yearly_line(letters, year))


def yearly_line(letters: str, year: int) -> dict[str, object]:
    """What a line of a year's posted documents holds: 9999 numbers that begin with the year."""
    prefix = f"{letters}-{year % CENTURY:02d}"
    return {
        "starting_date": date(year, 1, 1),
        "starting_no": f"{prefix}0001",
        "warning_no": f"{prefix}9900",
        "ending_no": f"{prefix}9999",
        "allow_gaps": False,
    }


def _series(code: str, description: str, **values: object) -> SetRecord:
    return SetRecord("number_series", {"code": code, "description": description, **values})


def _line(code: str, count: int, **values: object) -> SetRecord:
    key = {"series_code": code, "line_no": count * LINE_NO_STEP}
    return SetRecord("number_series_line", {**key, **values})
