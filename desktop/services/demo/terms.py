"""Codes that decide how a sale is paid and delivered, with their texts in three languages."""

from __future__ import annotations

from decimal import Decimal

from desktop.services.demo.clerk import Clerk

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

DISCOUNT_TERMS = "1M8D"

BANK, CASH, SWISH, CARD, DIRECT = "BANK", "CASH", "SWISH", "CARD", "DIRECT"

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

AGENTS = (
    ("DHL", "DHL Freight", "https://tracking.example/dhl?id=%1", "4711-208"),
    ("SCHENKER", "Schenker", "https://tracking.example/schenker/%1", "SE-90817"),
    ("OWN", "Our own van", "", ""),
)

AGENT_SERVICES = (
    ("DHL", "STD", "Standard, two days", "2D"),
    ("DHL", "EXP", "Express, next day", "1D"),
    ("SCHENKER", "PARCEL", "Parcel, two days", "2D"),
    ("SCHENKER", "PALLET", "Pallets, three days", "3D"),
    ("SCHENKER", "SYSTEM", "Europe, one week", "5D"),
    ("OWN", "ROUND", "Daily round in Jämtland", "0D"),
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


def add_terms(clerk: Clerk) -> None:
    """Make payment terms and methods; the methods need the accounts."""
    for code, due, english, swedish, german in PAYMENT_TERMS:
        clerk.add("payment_terms", code=code, description=english, due_formula=due)
        clerk.translate("payment_terms", code, english, swedish, german)
    clerk.change("payment_terms", (DISCOUNT_TERMS,), discount_formula="8D", discount_pct=Decimal(2))
    for code, account, terms, english, swedish, german in PAYMENT_METHODS:
        clerk.add(
            "payment_method",
            code=code,
            description=english,
            balancing_account_no=account,
            terms_code=terms,
        )
        clerk.translate("payment_method", code, english, swedish, german)


def add_delivery(clerk: Clerk) -> None:
    """Make shipment methods, shipping agents and their services."""
    clerk.add_texts("shipment_method", SHIPMENT_METHODS)
    clerk.add_rows("shipping_agent", "code name internet_address account_no", AGENTS)
    clerk.add_rows(
        "shipping_agent_service", "agent_code code description shipping_time", AGENT_SERVICES
    )


def add_units(clerk: Clerk) -> None:
    """Make the units of measure."""
    for code, international, english, swedish, german in UNITS:
        clerk.add(
            "unit_of_measure", code=code, description=english, international_code=international
        )
        clerk.translate("unit_of_measure", code, english, swedish, german)
