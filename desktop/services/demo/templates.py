"""What new customers and items of the demo company begin with."""

from __future__ import annotations

from desktop.models.words import CostingMethod, ItemType
from desktop.services.demo.clerk import ENGLISH, Clerk
from desktop.services.demo.customers import DOMESTIC, EXPORT
from desktop.services.demo.places import MAIN
from desktop.services.standard_setup.accounts import RESALE
from desktop.services.standard_setup.terms import BANK

AT_HOME, ABROAD = "DOMESTIC", "ABROAD"

CUSTOMER_TEMPLATES: tuple[dict[str, object], ...] = (
    {
        "code": AT_HOME,
        "description": "Companies in Sweden",
        **DOMESTIC,
        "vat_bus_posting_group": "DOMESTIC",
        "country_code": "SE",
        "payment_method_code": BANK,
        "payment_terms_code": "30D",
        "location_code": MAIN,
        "shipment_method_code": "DAP",
        "shipping_agent_code": "DHL",
        "shipping_agent_service_code": "STD",
    },
    {
        "code": ABROAD,
        "description": "Companies outside the EU",
        **EXPORT,
        "vat_bus_posting_group": "EXPORT",
        "language_code": ENGLISH,
        "currency_code": "EUR",
        "payment_method_code": BANK,
        "payment_terms_code": "30D",
        "location_code": MAIN,
        "shipment_method_code": "DAP",
        "shipping_agent_code": "SCHENKER",
        "shipping_agent_service_code": "SYSTEM",
    },
)

ITEM_TEMPLATES: tuple[dict[str, object], ...] = (
    {
        "code": "FURNITURE",
        "description": "Furniture, kept in stock",
        "type": ItemType.INVENTORY,
        "base_unit": "PCS",
        "gen_prod_posting_group": "RETAIL",
        "vat_prod_posting_group": "VAT25",
        "inventory_posting_group": RESALE,
        "costing_method": CostingMethod.FIFO,
        "lead_time_calculation": "2W",
    },
    {
        "code": "SERVICE",
        "description": "Work by the hour",
        "type": ItemType.SERVICE,
        "base_unit": "HOUR",
        "item_category_code": "SERVICE",
        "gen_prod_posting_group": "SERVICES",
        "vat_prod_posting_group": "SERV25",
    },
)


def add_templates(clerk: Clerk) -> None:
    """Make two templates of customers and two of items: whoever makes a card is asked."""
    for template in CUSTOMER_TEMPLATES:
        clerk.add("customer_template", **template)
    for template in ITEM_TEMPLATES:
        clerk.add("item_template", **template)
