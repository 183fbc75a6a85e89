"""Entering the demo company's items and resources: one of every kind there is."""

from __future__ import annotations

from decimal import Decimal

from desktop.models.words import (
    CostingMethod,
    DefaultYesNo,
    ItemType,
    PriceProfitCalculation,
    ReferenceOwner,
)
from desktop.services.demo.clerk import GERMAN, SWEDISH, Clerk
from desktop.services.demo.item_list import BULK, GOODS, NOT_STOCKED, RESOURCES, SERVICES
from desktop.services.demo.item_texts import TEXTS
from desktop.services.standard_setup.accounts import RESALE

# The first digits of the company's own article numbers; a check digit follows.
GTIN_PREFIX = "735000001"
GTIN_DIGITS = 12

DISCOUNT_GROUPS = {"DESKS": "DESKS", "CHAIRS": "CHAIRS", "EXTRAS": "SMALL", "OFFICE": "SMALL"}
TARIFF_NOS = {
    "DESKS": "94033011",
    "STORAGE": "94033091",
    "CHAIRS": "94013900",
    "BOARDS": "96100000",
    "LIGHT": "94052190",
    "ACOUSTIC": "94036090",
}
LEAD_TIMES = {"DESKS": "3W", "CHAIRS": "2W", "ACOUSTIC": "5W"}

# item, unit, base units in it, rounding precision of the unit itself
UNITS = (
    ("F-0100", "BOX", "5", "1"),
    ("F-0100", "PALLET", "200", "1"),
    ("F-0110", "BOX", "10", "1"),
    ("F-0130", "BOX", "24", "1"),
    ("M-0100", "BOX", "200", "0.5"),
    ("M-0110", "BOX", "100", "1"),
    ("M-0120", "CAN", "2.5", "1"),
    ("M-0130", "CAN", "2.5", "1"),
    ("M-0140", "ROLL", "25", "0.5"),
    ("M-0170", "ROLL", "50", "1"),
    ("K-0090", "SET", "5", "1"),
    ("S-2310", "PALLET", "12", "1"),
    ("S-2311", "PALLET", "12", "1"),
    ("A-0100", "BOX", "4", "1"),
)

# item, rounding precision of the base unit
BASE_PRECISIONS = (
    ("F-0100", "1"),
    ("F-0110", "1"),
    ("M-0100", "1"),
    ("M-0110", "1"),
    ("M-0120", "0.01"),
    ("M-0130", "0.01"),
    ("M-0140", "0.1"),
    ("M-0150", "0.1"),
    ("M-0160", "0.001"),
)

SALES_UNITS = (("M-0100", "BOX"), ("M-0110", "BOX"), ("M-0120", "CAN"), ("F-0100", "BOX"))

# item, variant, English, Swedish
VARIANTS = (
    ("S-2400", "BLACK", "Task chair, black", "Arbetsstol, svart"),
    ("S-2400", "GREY", "Task chair, grey", "Arbetsstol, grå"),
    ("S-2400", "GREEN", "Task chair, green", "Arbetsstol, grön"),
    ("R-0100", "SAND", "Rug, sand 200 × 300 cm", "Matta, sand 200 × 300 cm"),
    ("R-0100", "MOSS", "Rug, moss green 200 × 300 cm", "Matta, mossgrön 200 × 300 cm"),
    ("K-0080", "GREY", "Desk mat, grey", "Skrivbordsunderlägg, grått"),
    ("K-0080", "ROSE", "Desk mat, rose", "Skrivbordsunderlägg, rosa"),
)

CRITICAL = ("A-0200", "D-1610", "D-1810")

# item, fields changed after the card was made
PARTICULARS: tuple[tuple[str, dict[str, object]], ...] = (
    ("A-0200", {"prevent_negative_inventory": DefaultYesNo.YES, "units_per_parcel": Decimal(1)}),
    ("R-0100", {"price_profit_calculation": PriceProfitCalculation.PRICE_FROM_PROFIT}),
    ("R-0100", {"profit_pct": Decimal("47.5")}),
    ("F-0130", {"price_includes_vat": True, "vat_bus_posting_group_price": "DOMESTIC"}),
    ("S-2400", {"variant_mandatory": DefaultYesNo.YES}),
    ("W-0120", {"allow_invoice_disc": False}),
    ("M-0100", {"stockout_warning": DefaultYesNo.NO}),
)

BLOCKED = (("S-2199", "No longer made; offer S-2203 instead"),)
SALES_BLOCKED = ("L-0090",)

# item, owner's customer name, the owner's number, text
CUSTOMER_REFERENCES = (
    ("D-1600", "Birkholm Interiors AB", "BI-77160", "Desk Oslo (BI-77160)"),
    ("S-2203", "Birkholm Interiors AB", "BI-22030", "Chair Oslo, blue"),
    ("D-1600", "Hanse Glas GmbH", "HG 4410", "Schreibtisch HG 4410"),
)


def add_items(clerk: Clerk) -> None:
    """Make all items with units, variants, texts and barcodes, and the resources."""
    for count, (no, text, category, price, cost, weight) in enumerate(GOODS):
        _add_goods(clerk, (no, text, category), (price, cost, weight), "PCS")
        clerk.change("item", (no,), gtin=gtin(count), **_supply(category))
    for no, text, category, price, cost, weight, unit in BULK:
        _add_goods(clerk, (no, text, category), (price, cost, weight), unit)
        clerk.change("item", (no,), costing_method=CostingMethod.AVERAGE)
    for kind, rows in ((ItemType.SERVICE, SERVICES), (ItemType.NON_INVENTORY, NOT_STOCKED)):
        for no, text, price, cost, unit, vat_group in rows:
            _add_unstocked(clerk, (no, text, kind), (price, cost, unit), vat_group)
    _add_units(clerk)
    _add_texts(clerk)
    for no, values in PARTICULARS:
        clerk.change("item", (no,), **values)
    for no in CRITICAL:
        clerk.change("item", (no,), critical=True)
    _add_resources(clerk)


def add_references(clerk: Clerk, customer_nos: dict[str, str]) -> None:
    """Make the numbers that customers and scanners know items by."""
    for item, customer, reference, text in CUSTOMER_REFERENCES:
        clerk.add(
            "item_reference",
            item_no=item,
            owner_type=ReferenceOwner.CUSTOMER,
            owner_no=customer_nos[customer],
            reference_no=reference,
            description=text,
        )
    clerk.add(
        "item_reference",
        item_no="F-0100",
        unit_code="BOX",
        owner_type=ReferenceOwner.BARCODE,
        reference_no=gtin(len(GOODS)),
    )


def block_items(clerk: Clerk) -> None:
    """Block what is no longer sold, once its last sales are posted."""
    for no, reason in BLOCKED:
        clerk.change("item", (no,), blocked=True, block_reason=reason)
    for no in SALES_BLOCKED:
        clerk.change("item", (no,), sales_blocked=True)


def _add_goods(
    clerk: Clerk, name: tuple[str, str, str], figures: tuple[str, str, str], unit: str
) -> None:
    no, text, category = name
    price, cost, weight = (Decimal(figure) for figure in figures)
    clerk.add(
        "item",
        no=no,
        description=text,
        base_unit=unit,
        item_category_code=category,
        item_disc_group=DISCOUNT_GROUPS.get(category),
        gen_prod_posting_group="RETAIL",
        inventory_posting_group=RESALE,
        unit_cost=cost,
        unit_price=price,
        net_weight=weight,
        gross_weight=weight,
        shelf_no=f"{no[0]}{no[-4:-2]}",
    )


def _supply(category: str) -> dict[str, object]:
    """Where goods of a category come from and what customs call them."""
    return {
        "tariff_no": TARIFF_NOS.get(category, ""),
        "country_of_origin": "SE" if category in {"DESKS", "STORAGE", "ACOUSTIC"} else "PL",
        "lead_time_calculation": LEAD_TIMES.get(category, "1W"),
    }


def _add_unstocked(
    clerk: Clerk,
    name: tuple[str, str, ItemType],
    figures: tuple[str, str, str],
    vat_group: str | None,
) -> None:
    no, text, kind = name
    price, cost, unit = figures
    is_service = kind is ItemType.SERVICE
    clerk.add(
        "item",
        no=no,
        description=text,
        type=kind,
        base_unit=unit,
        item_category_code="SERVICE" if is_service else "EXTRAS",
        gen_prod_posting_group="SERVICES" if is_service else "RETAIL",
        vat_prod_posting_group=vat_group,
        unit_cost=Decimal(cost),
        unit_price=Decimal(price),
    )


def _add_units(clerk: Clerk) -> None:
    for item, unit, quantity, precision in UNITS:
        clerk.add(
            "item_unit_of_measure",
            item_no=item,
            unit_code=unit,
            qty_per_unit=Decimal(quantity),
            qty_rounding_precision=Decimal(precision),
        )
    base_units = {row[0]: row[-1] for row in BULK}
    for item, precision in BASE_PRECISIONS:
        key = (item, base_units.get(item, "PCS"))
        clerk.change("item_unit_of_measure", key, qty_rounding_precision=Decimal(precision))
    for item, unit in SALES_UNITS:
        clerk.change("item", (item,), sales_unit=unit)


def _add_texts(clerk: Clerk) -> None:
    for item, swedish, german in TEXTS:
        for language, text in ((SWEDISH, swedish), (GERMAN, german)):
            clerk.add("item_translation", item_no=item, language_code=language, description=text)
    for item, variant, english, swedish in VARIANTS:
        clerk.add("item_variant", item_no=item, code=variant, description=english)
        clerk.add(
            "item_translation",
            item_no=item,
            variant_code=variant,
            language_code=SWEDISH,
            description=swedish,
        )


def _add_resources(clerk: Clerk) -> None:
    for no, name, unit, price, cost in RESOURCES:
        clerk.add(
            "resource",
            no=no,
            name=name,
            base_unit=unit,
            unit_price=Decimal(price),
            unit_cost=Decimal(cost),
            gen_prod_posting_group="SERVICES",
        )
        clerk.add("resource_unit_of_measure", resource_no=no, unit_code=unit)
    clerk.add(
        "resource_unit_of_measure", resource_no="INST", unit_code="DAY", qty_per_unit=Decimal(8)
    )


def gtin(count: int) -> str:
    """A barcode number of the company's own, its check digit by the rule of GS1."""
    digits = f"{GTIN_PREFIX}{count:03d}"[:GTIN_DIGITS]
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
