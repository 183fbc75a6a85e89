"""Codes that decide how a sale is paid, delivered and counted, in three languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.services.standard_setup.words import SetRecord, Words, translations

BANK, CASH, SWISH, CARD, DIRECT = "BANK", "CASH", "SWISH", "CARD", "DIRECT"
DISCOUNT_TERMS = "1M8D"

# code, due, English, Swedish, German
PAYMENT_TERMS = (
    ("30D", "30D", "30 days net", "30 dagar netto", "30 Tage netto"),
    ("14D", "14D", "14 days net", "14 dagar netto", "14 Tage netto"),
    ("10D", "10D", "10 days net", "10 dagar netto", "10 Tage netto"),
    ("60D", "60D", "60 days net", "60 dagar netto", "60 Tage netto"),
    ("COD", "0D", "Cash on delivery", "Kontant vid leverans", "Zahlung bei Lieferung"),
    (
        "CM+20D",
        "CM+20D",
        "The 20th of next month",
        "Den 20:e i nästa månad",
        "Am 20. des Folgemonats",
    ),
    (
        "1M8D",
        "1M",
        "One month, 2 % discount within 8 days",
        "En månad, 2 % kassarabatt inom 8 dagar",
        "Ein Monat, 2 % Skonto innerhalb von 8 Tagen",
    ),
)

# code, account that is paid into at once, terms it brings, English, Swedish, German
PAYMENT_METHODS = (
    (BANK, None, None, "Bank transfer", "Banköverföring", "Banküberweisung"),
    (CASH, "1910", "COD", "Cash", "Kontant", "Bar"),
    (CARD, "1580", "COD", "Card", "Kort", "Karte"),
    (SWISH, "1580", "COD", "Swish", "Swish", "Swish"),
    (DIRECT, "1930", None, "Direct debit", "Autogiro", "Lastschrift"),
)

SHIPMENT_METHODS = (
    ("EXW", "Ex works (EXW)", "Fritt fabrik (EXW)", "Ab Werk (EXW)"),
    ("FCA", "Free carrier (FCA)", "Fritt fraktföraren (FCA)", "Frei Frachtführer (FCA)"),
    ("CPT", "Carriage paid to (CPT)", "Frakt betald till (CPT)", "Frachtfrei (CPT)"),
    (
        "CIP",
        "Carriage and insurance paid to (CIP)",
        "Frakt och försäkring betald till (CIP)",
        "Frachtfrei versichert (CIP)",
    ),
    ("DAP", "Delivered at place (DAP)", "Levererat angiven plats (DAP)", "Geliefert (DAP)"),
    (
        "DDP",
        "Delivered duty paid (DDP)",
        "Levererat förtullat (DDP)",
        "Geliefert verzollt (DDP)",
    ),
    ("PICKUP", "Picked up by the customer", "Hämtas av kunden", "Abholung durch den Kunden"),
)

# code, UNECE recommendation 20, English, Swedish, German
UNITS = (
    ("PCS", "C62", "Piece", "Styck", "Stück"),
    ("SET", "SET", "Set", "Sats", "Satz"),
    ("PAIR", "PR", "Pair", "Par", "Paar"),
    ("BOX", "XBX", "Box", "Kartong", "Karton"),
    ("PALLET", "XPX", "Pallet", "Pall", "Palette"),
    ("CAN", "XCA", "Can", "Burk", "Dose"),
    ("ROLL", "XRO", "Roll", "Rulle", "Rolle"),
    ("M", "MTR", "Metre", "Meter", "Meter"),
    ("KG", "KGM", "Kilogram", "Kilogram", "Kilogramm"),
    ("L", "LTR", "Litre", "Liter", "Liter"),
    ("HOUR", "HUR", "Hour", "Timme", "Stunde"),
    ("DAY", "DAY", "Day", "Dag", "Tag"),
    ("KM", "KMT", "Kilometre", "Kilometer", "Kilometer"),
)


def payment_records(words: Words) -> Iterator[SetRecord]:
    """Payment terms and methods; the methods need the accounts."""
    for code, due, *texts in PAYMENT_TERMS:
        discount: dict[str, object] = (
            {"discount_formula": "8D", "discount_pct": Decimal(2)} if code == DISCOUNT_TERMS else {}
        )
        yield from _code("payment_terms", code, words, texts, due_formula=due, **discount)
    for code, account, terms, *texts in PAYMENT_METHODS:
        yield from _code(
            "payment_method",
            code,
            words,
            [str(text) for text in texts],
            balancing_account_no=account,
            terms_code=terms,
        )


def delivery_records(words: Words) -> Iterator[SetRecord]:
    """Shipment methods and units of measure."""
    for code, *texts in SHIPMENT_METHODS:
        yield from _code("shipment_method", code, words, texts)
    for code, international, *texts in UNITS:
        yield from _code("unit_of_measure", code, words, texts, international_code=international)


def _code(
    table: str, code: str, words: Words, texts: Sequence[str], **values: object
) -> Iterator[SetRecord]:
    """A code with a text and its translations."""
    yield SetRecord(table, {"code": code, "description": words.of(*texts), **values})
    yield from translations(table, code, texts)
