"""Salespeople, users and the plain labels that cards carry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.services.demo.clerk import ENGLISH, SWEDISH, Clerk

ADMIN = "ADMIN"

SALESPEOPLE = (
    ("JO", "Jonas Öberg", "jonas@fjell.example", "08-465 004 11", "Key accounts", 3),
    ("KA", "Karin Ahlström", "karin@fjell.example", "08-465 004 12", "Sales", 2),
    ("LS", "Lars Sundin", "lars@fjell.example", "08-465 004 13", "Projects", 4),
    ("EX", "Elin Xanthe", "elin@fjell.example", "08-465 004 14", "Export", 4),
)

# user, name, job title, salesperson, language
USERS = (
    (ADMIN, "Maria Fjell", "Managing director", None, ENGLISH),
    ("JONAS", "Jonas Öberg", "Key account manager", "JO", SWEDISH),
    ("KARIN", "Karin Ahlström", "Sales and invoicing", "KA", SWEDISH),
)

REASONS = (
    ("DAMAGED", "Damaged in transport"),
    ("WRONG", "Wrong item delivered"),
    ("SURPLUS", "Too much ordered"),
    ("PRICE", "Price corrected"),
    ("DEFECT", "Defect, under warranty"),
    ("LOST", "Lost to a competitor"),
)

CENTERS = (("NORTH", "North of Sweden"), ("SOUTH", "South of Sweden"), ("ABROAD", "Abroad"))

PRICE_GROUPS = (
    ("DEALER", "Furniture dealers", False),
    ("PROJECT", "Projects by agreement", False),
    ("RETAIL", "Walk-in customers, prices with VAT", True),
)

DISCOUNT_GROUPS = (
    ("DEALER", "Furniture dealers"),
    ("LARGE", "Large accounts"),
)

ITEM_DISCOUNT_GROUPS = (
    ("DESKS", "Desks and tables"),
    ("CHAIRS", "Chairs"),
    ("SMALL", "Small things"),
)

CATEGORIES = (
    ("DESKS", "Desks and tables"),
    ("STORAGE", "Storage"),
    ("CHAIRS", "Chairs and sofas"),
    ("BOARDS", "Boards and screens"),
    ("LIGHT", "Lamps"),
    ("ACOUSTIC", "Acoustics"),
    ("EXTRAS", "Accessories"),
    ("MATERIAL", "Material and textiles"),
    ("OFFICE", "Office supplies"),
    ("SERVICE", "Services"),
)


def add_people(clerk: Clerk, first_posting_date: date) -> None:
    """Make salespeople and users; one user may post only from a date on."""
    for code, name, email, phone, job_title, commission in SALESPEOPLE:
        clerk.add(
            "salesperson",
            code=code,
            name=name,
            email=email,
            phone=phone,
            job_title=job_title,
            commission_pct=Decimal(commission),
        )
    for user, name, job_title, salesperson, language in USERS:
        clerk.add(
            "user_setup",
            user=user,
            name=name,
            email=f"{user.lower()}@fjell.example",
            job_title=job_title,
            salesperson_code=salesperson,
            language_code=language,
        )
    clerk.change("user_setup", ("KARIN",), allow_posting_from=first_posting_date)


def add_labels(clerk: Clerk) -> None:
    """Make reason codes, responsibility centres, price and discount groups, categories."""
    clerk.add_rows("reason_code", "code description", REASONS)
    clerk.add_rows("responsibility_center", "code name", CENTERS)
    clerk.add_rows("customer_price_group", "code description price_includes_vat", PRICE_GROUPS)
    clerk.change("customer_price_group", ("RETAIL",), vat_bus_posting_group_price="DOMESTIC")
    clerk.add_rows("customer_disc_group", "code description", DISCOUNT_GROUPS)
    clerk.add_rows("item_disc_group", "code description", ITEM_DISCOUNT_GROUPS)
    clerk.add_rows("item_category", "code description", CATEGORIES)
