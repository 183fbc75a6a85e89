"""The demo company's accounts and posting groups: the standard set-up's, in English."""

from __future__ import annotations

from desktop.services.demo.clerk import Clerk
from desktop.services.demo.places import EAST, MAIN
from desktop.services.standard_setup.accounts import (
    ACCOUNTS,
    CUSTOMER_GROUPS,
    INVENTORY_ACCOUNT,
    MATRIX_ACCOUNTS,
    PRODUCT_GROUPS,
    RECEIVABLES_ACCOUNTS,
    RESALE,
    SALES_ACCOUNTS,
    VAT_GROUPS,
    VAT_PRODUCTS,
    VENDOR_GROUPS,
)

# Accounts that may stand on a sales line: no., name, text on the line.
FEES = (
    ("3590", "Fees charged to customers", "Invoicing fee"),
    ("3911", "Rent of furniture", "Rent of furniture, per month"),
    ("6610", "Freight charged to customers", "Freight, agreed flat rate"),
)


def add_accounts(clerk: Clerk) -> None:
    """Make the chart of accounts; fees come once their posting groups exist."""
    for no, name, _swedish, kind, side in ACCOUNTS:
        clerk.add("gl_account", no=no, name=name, account_type=kind, income_balance=side)


def add_posting_groups(clerk: Clerk) -> None:
    """Make business and product groups, the accounts of each pair, and the fee accounts."""
    for code, description, _swedish in VAT_GROUPS:
        clerk.add("vat_bus_posting_group", code=code, description=description)
    for code, description, _swedish in VAT_PRODUCTS:
        clerk.add("vat_prod_posting_group", code=code, description=description)
    for code, description, _swedish in VAT_GROUPS:
        clerk.add(
            "gen_bus_posting_group",
            code=code,
            description=description,
            default_vat_bus_posting_group=code,
            auto_insert_default=True,
        )
    for code, description, _swedish, vat_group in PRODUCT_GROUPS:
        clerk.add(
            "gen_prod_posting_group",
            code=code,
            description=description,
            default_vat_prod_posting_group=vat_group,
            auto_insert_default=True,
        )
    for no, name, sales_text in FEES:
        clerk.add(
            "gl_account",
            no=no,
            name=name,
            direct_posting=True,
            gen_prod_posting_group="SERVICES",
            sales_text=sales_text,
        )
    _add_matrices(clerk)


def _add_matrices(clerk: Clerk) -> None:
    for business, product, sales_account in SALES_ACCOUNTS:
        clerk.add(
            "general_posting_setup",
            gen_bus_posting_group=business,
            gen_prod_posting_group=product,
            sales_account=sales_account,
            sales_credit_memo_account=sales_account,
            **MATRIX_ACCOUNTS,
        )
    for code, description, _swedish, receivables in CUSTOMER_GROUPS:
        clerk.add(
            "customer_posting_group",
            code=code,
            description=description,
            receivables_account=receivables,
            **RECEIVABLES_ACCOUNTS,
        )
    for code, description, _swedish, payables in VENDOR_GROUPS:
        clerk.add(
            "vendor_posting_group", code=code, description=description, payables_account=payables
        )
    clerk.add("inventory_posting_group", code=RESALE, description="Goods for resale")


def add_inventory_accounts(clerk: Clerk) -> None:
    """Say which account holds the stock of each place; a blank location is a place too."""
    for location in ("", MAIN, EAST):
        clerk.add(
            "inventory_posting_setup",
            location_code=location,
            inventory_posting_group=RESALE,
            inventory_account=INVENTORY_ACCOUNT,
        )
