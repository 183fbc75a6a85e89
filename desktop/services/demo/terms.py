"""Codes that decide how a sale is paid and delivered, with their texts in three languages."""

from __future__ import annotations

from decimal import Decimal

from desktop.services.demo.clerk import Clerk
from desktop.services.standard_setup.terms import (
    DISCOUNT_TERMS,
    PAYMENT_METHODS,
    PAYMENT_TERMS,
    SHIPMENT_METHODS,
    UNITS,
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
