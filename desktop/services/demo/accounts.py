"""The chart of accounts (Swedish BAS numbers), posting groups and the matrices between them."""

from __future__ import annotations

from desktop.models.words import GlAccountType, IncomeBalance
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.places import EAST, MAIN

BALANCE, INCOME = IncomeBalance.BALANCE_SHEET, IncomeBalance.INCOME_STATEMENT
POSTING, HEADING = GlAccountType.POSTING, GlAccountType.HEADING

ACCOUNTS = (
    ("1", "Assets", HEADING, BALANCE),
    ("1460", "Inventory, goods for resale", POSTING, BALANCE),
    ("1510", "Receivables, domestic", POSTING, BALANCE),
    ("1512", "Receivables, abroad", POSTING, BALANCE),
    ("1580", "Card and mobile payments under way", POSTING, BALANCE),
    ("1910", "Cash", POSTING, BALANCE),
    ("1930", "Bank account", POSTING, BALANCE),
    ("2", "Equity and liabilities", HEADING, BALANCE),
    ("2081", "Share capital", POSTING, BALANCE),
    ("2421", "Prepayments from customers", POSTING, BALANCE),
    ("2440", "Payables", POSTING, BALANCE),
    ("2611", "Output VAT 25 %", POSTING, BALANCE),
    ("2621", "Output VAT 12 %", POSTING, BALANCE),
    ("2631", "Output VAT 6 %", POSTING, BALANCE),
    ("2641", "Input VAT", POSTING, BALANCE),
    ("2650", "VAT settlement", POSTING, BALANCE),
    ("3", "Sales", HEADING, INCOME),
    ("3001", "Sales of goods, domestic", POSTING, INCOME),
    ("3051", "Sales of services, domestic", POSTING, INCOME),
    ("3105", "Sales of goods outside the EU", POSTING, INCOME),
    ("3108", "Sales of goods within the EU", POSTING, INCOME),
    ("3305", "Sales of services outside the EU", POSTING, INCOME),
    ("3308", "Sales of services within the EU", POSTING, INCOME),
    ("3731", "Line discounts granted", POSTING, INCOME),
    ("3732", "Invoice discounts granted", POSTING, INCOME),
    ("3733", "Payment discounts granted", POSTING, INCOME),
    ("3740", "Rounding", POSTING, INCOME),
    ("3960", "Currency gains", POSTING, INCOME),
    ("4", "Goods", HEADING, INCOME),
    ("4010", "Purchases of goods", POSTING, INCOME),
    ("4960", "Inventory adjustment", POSTING, INCOME),
    ("4990", "Cost of goods sold", POSTING, INCOME),
    ("6", "Other external costs", HEADING, INCOME),
    ("6230", "Payment tolerance", POSTING, INCOME),
    ("7", "Personnel and other costs", HEADING, INCOME),
    ("7960", "Currency losses", POSTING, INCOME),
)

# Accounts that may stand on a sales line: no., name, text on the line.
FEES = (
    ("3590", "Fees charged to customers", "Invoicing fee"),
    ("3911", "Rent of furniture", "Rent of furniture, per month"),
    ("6610", "Freight charged to customers", "Freight, agreed flat rate"),
)

VAT_GROUPS = (
    ("DOMESTIC", "Customers in Sweden"),
    ("EU", "Companies in other EU countries"),
    ("EXPORT", "Customers outside the EU"),
)

VAT_PRODUCTS = (
    ("VAT25", "Goods, standard rate"),
    ("SERV25", "Services, standard rate"),
    ("VAT12", "Meals, reduced rate"),
    ("VAT6", "Books, reduced rate"),
    ("ZERO", "Insurance, exempt"),
)

PRODUCT_GROUPS = (
    ("RETAIL", "Goods for resale", "VAT25"),
    ("SERVICES", "Services and fees", "SERV25"),
)

# business group, product group, sales account
SALES_ACCOUNTS = (
    ("DOMESTIC", "RETAIL", "3001"),
    ("DOMESTIC", "SERVICES", "3051"),
    ("EU", "RETAIL", "3108"),
    ("EU", "SERVICES", "3308"),
    ("EXPORT", "RETAIL", "3105"),
    ("EXPORT", "SERVICES", "3305"),
)

CUSTOMER_GROUPS = (
    ("DOMESTIC", "Customers in Sweden", "1510"),
    ("FOREIGN", "Customers abroad", "1512"),
)

RESALE = "RESALE"


def add_accounts(clerk: Clerk) -> None:
    """Make the chart of accounts; fees come once their posting groups exist."""
    clerk.add_rows("gl_account", "no name account_type income_balance", ACCOUNTS)


def add_posting_groups(clerk: Clerk) -> None:
    """Make business and product groups, the accounts of each pair, and the fee accounts."""
    clerk.add_rows("vat_bus_posting_group", "code description", VAT_GROUPS)
    clerk.add_rows("vat_prod_posting_group", "code description", VAT_PRODUCTS)
    for code, description in VAT_GROUPS:
        clerk.add(
            "gen_bus_posting_group",
            code=code,
            description=description,
            default_vat_bus_posting_group=code,
            auto_insert_default=True,
        )
    for code, description, vat_group in PRODUCT_GROUPS:
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
            sales_line_disc_account="3731",
            sales_inv_disc_account="3732",
            sales_prepayments_account="2421",
            purchase_account="4010",
            cogs_account="4990",
            inventory_adjmt_account="4960",
        )
    for code, description, receivables in CUSTOMER_GROUPS:
        clerk.add(
            "customer_posting_group",
            code=code,
            description=description,
            receivables_account=receivables,
            invoice_rounding_account="3740",
            service_charge_account="3590",
            payment_disc_debit_account="3733",
            payment_disc_credit_account="3733",
            payment_tolerance_debit_account="6230",
            payment_tolerance_credit_account="6230",
        )
    clerk.add("inventory_posting_group", code=RESALE, description="Goods for resale")


def add_inventory_accounts(clerk: Clerk) -> None:
    """Say which account holds the stock of each place; a blank location is a place too."""
    for location in ("", MAIN, EAST):
        clerk.add(
            "inventory_posting_setup",
            location_code=location,
            inventory_posting_group=RESALE,
            inventory_account="1460",
        )
