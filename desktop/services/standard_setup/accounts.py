"""The chart of accounts (Swedish BAS numbers), posting groups and the matrices between them."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.words import GlAccountType, IncomeBalance
from desktop.services.standard_setup.words import SetRecord, Words

BALANCE, INCOME = IncomeBalance.BALANCE_SHEET, IncomeBalance.INCOME_STATEMENT
POSTING, HEADING = GlAccountType.POSTING, GlAccountType.HEADING

# no., English, Swedish, kind, where it stands
ACCOUNTS = (
    ("1", "Assets", "Tillgångar", HEADING, BALANCE),
    ("1460", "Inventory, goods for resale", "Lager av handelsvaror", POSTING, BALANCE),
    ("1510", "Receivables, domestic", "Kundfordringar, Sverige", POSTING, BALANCE),
    ("1512", "Receivables, abroad", "Kundfordringar, utlandet", POSTING, BALANCE),
    (
        "1580",
        "Card and mobile payments under way",
        "Kort- och mobilbetalningar på väg",
        POSTING,
        BALANCE,
    ),
    ("1910", "Cash", "Kassa", POSTING, BALANCE),
    ("1930", "Bank account", "Företagskonto", POSTING, BALANCE),
    ("2", "Equity and liabilities", "Eget kapital och skulder", HEADING, BALANCE),
    ("2081", "Share capital", "Aktiekapital", POSTING, BALANCE),
    ("2421", "Prepayments from customers", "Förskott från kunder", POSTING, BALANCE),
    ("2440", "Payables", "Leverantörsskulder", POSTING, BALANCE),
    ("2611", "Output VAT 25 %", "Utgående moms 25 %", POSTING, BALANCE),
    ("2621", "Output VAT 12 %", "Utgående moms 12 %", POSTING, BALANCE),
    ("2631", "Output VAT 6 %", "Utgående moms 6 %", POSTING, BALANCE),
    ("2641", "Input VAT", "Ingående moms", POSTING, BALANCE),
    ("2650", "VAT settlement", "Redovisningskonto för moms", POSTING, BALANCE),
    ("3", "Sales", "Försäljning", HEADING, INCOME),
    ("3001", "Sales of goods, domestic", "Försäljning av varor, Sverige", POSTING, INCOME),
    ("3051", "Sales of services, domestic", "Försäljning av tjänster, Sverige", POSTING, INCOME),
    (
        "3105",
        "Sales of goods outside the EU",
        "Försäljning av varor utanför EU",
        POSTING,
        INCOME,
    ),
    (
        "3108",
        "Sales of goods within the EU",
        "Försäljning av varor till annat EU-land",
        POSTING,
        INCOME,
    ),
    (
        "3305",
        "Sales of services outside the EU",
        "Försäljning av tjänster utanför EU",
        POSTING,
        INCOME,
    ),
    (
        "3308",
        "Sales of services within the EU",
        "Försäljning av tjänster till annat EU-land",
        POSTING,
        INCOME,
    ),
    ("3731", "Line discounts granted", "Lämnade radrabatter", POSTING, INCOME),
    ("3732", "Invoice discounts granted", "Lämnade fakturarabatter", POSTING, INCOME),
    ("3733", "Payment discounts granted", "Lämnade kassarabatter", POSTING, INCOME),
    ("3740", "Rounding", "Öres- och kronutjämning", POSTING, INCOME),
    ("3960", "Currency gains", "Valutakursvinster", POSTING, INCOME),
    ("4", "Goods", "Varor", HEADING, INCOME),
    ("4010", "Purchases of goods", "Inköp av handelsvaror", POSTING, INCOME),
    ("4960", "Inventory adjustment", "Lagerjustering", POSTING, INCOME),
    ("4990", "Cost of goods sold", "Kostnad för sålda varor", POSTING, INCOME),
    ("6", "Other external costs", "Övriga externa kostnader", HEADING, INCOME),
    ("6230", "Payment tolerance", "Betalningstolerans", POSTING, INCOME),
    ("7", "Personnel and other costs", "Personal och övriga kostnader", HEADING, INCOME),
    ("7960", "Currency losses", "Valutakursförluster", POSTING, INCOME),
)

OPENING_ACCOUNT = "1999"
"""Takes up opening balances until the rest of the old books has been entered against it."""

# no., English, Swedish: accounts that may stand on a sales line
FEES = (
    ("3520", "Freight charged to customers", "Fakturerade frakter"),
    ("3590", "Fees charged to customers", "Fakturerade avgifter"),
)
SERVICE_CHARGE_ACCOUNT = "3590"

# code, English, Swedish
VAT_GROUPS = (
    ("DOMESTIC", "Customers in Sweden", "Kunder i Sverige"),
    ("EU", "Companies in other EU countries", "Företag i andra EU-länder"),
    ("EXPORT", "Customers outside the EU", "Kunder utanför EU"),
)

VAT_PRODUCTS = (
    ("VAT25", "Goods, standard rate", "Varor, normal skattesats"),
    ("SERV25", "Services, standard rate", "Tjänster, normal skattesats"),
    ("VAT12", "Meals, reduced rate", "Livsmedel och måltider, lägre skattesats"),
    ("VAT6", "Books, reduced rate", "Böcker, lägsta skattesatsen"),
    ("ZERO", "Insurance, exempt", "Försäkringar, undantagna"),
)

# code, English, Swedish, VAT group that it brings
PRODUCT_GROUPS = (
    ("RETAIL", "Goods for resale", "Handelsvaror", "VAT25"),
    ("SERVICES", "Services and fees", "Tjänster och avgifter", "SERV25"),
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

# code, English, Swedish, receivables account
CUSTOMER_GROUPS = (
    ("DOMESTIC", "Customers in Sweden", "Kunder i Sverige", "1510"),
    ("FOREIGN", "Customers abroad", "Kunder i utlandet", "1512"),
)

# code, English, Swedish, payables account
VENDOR_GROUPS = (
    ("DOMESTIC", "Vendors in Sweden", "Leverantörer i Sverige", "2440"),
    ("FOREIGN", "Vendors abroad", "Leverantörer i utlandet", "2440"),
)

RESALE = "RESALE"
OPENING = "OPENING"
INVENTORY_ACCOUNT = "1460"
INVENTORY_ADJMT_ACCOUNT = "4960"

MATRIX_ACCOUNTS = {
    "sales_line_disc_account": "3731",
    "sales_inv_disc_account": "3732",
    "sales_prepayments_account": "2421",
    "purchase_account": "4010",
    "cogs_account": "4990",
    "inventory_adjmt_account": INVENTORY_ADJMT_ACCOUNT,
}
"""The accounts that all pairs of groups share."""

RECEIVABLES_ACCOUNTS = {
    "invoice_rounding_account": "3740",
    "service_charge_account": SERVICE_CHARGE_ACCOUNT,
    "payment_disc_debit_account": "3733",
    "payment_disc_credit_account": "3733",
    "payment_tolerance_debit_account": "6230",
    "payment_tolerance_credit_account": "6230",
}
"""The accounts that all groups of customers share."""


def account_records(words: Words) -> Iterator[SetRecord]:
    """The chart of accounts without the fees, which need a posting group."""
    opening = (
        OPENING_ACCOUNT,
        "Opening balances, to be cleared",
        "Ingående saldon, att utreda",
        POSTING,
        BALANCE,
    )
    for no, english, swedish, kind, side in (*ACCOUNTS, opening):
        yield _account(no, words.of(english, swedish), account_type=kind, income_balance=side)


def group_records(words: Words) -> Iterator[SetRecord]:
    """Business and product groups, and the accounts that may stand on a sales line."""
    for table, rows in (
        ("vat_bus_posting_group", VAT_GROUPS),
        ("vat_prod_posting_group", VAT_PRODUCTS),
    ):
        for code, english, swedish in rows:
            yield _group(table, code, words.of(english, swedish))
    for code, english, swedish in VAT_GROUPS:
        yield _group(
            "gen_bus_posting_group",
            code,
            words.of(english, swedish),
            default_vat_bus_posting_group=code,
            auto_insert_default=True,
        )
    yield _group("gen_bus_posting_group", OPENING, words.of("Opening stock", "Ingående lager"))
    for code, english, swedish, vat_group in PRODUCT_GROUPS:
        yield _group(
            "gen_prod_posting_group",
            code,
            words.of(english, swedish),
            default_vat_prod_posting_group=vat_group,
            auto_insert_default=True,
        )
    goods = words.of("Goods for resale", "Handelsvaror")
    yield _group("inventory_posting_group", RESALE, goods)
    for no, english, swedish in FEES:
        yield _account(
            no,
            words.of(english, swedish),
            direct_posting=True,
            gen_prod_posting_group="SERVICES",
        )


def matrix_records(words: Words) -> Iterator[SetRecord]:
    """The accounts of each pair of groups, of each group of customers."""
    for business, product, sales_account in SALES_ACCOUNTS:
        yield _pair(
            business,
            product,
            sales_account=sales_account,
            sales_credit_memo_account=sales_account,
            **MATRIX_ACCOUNTS,
        )
    # Opening stock is counted in against the account of opening balances, not as a gain.
    yield _pair(OPENING, "RETAIL", inventory_adjmt_account=OPENING_ACCOUNT)
    for code, english, swedish, receivables in CUSTOMER_GROUPS:
        yield _group(
            "customer_posting_group",
            code,
            words.of(english, swedish),
            receivables_account=receivables,
            **RECEIVABLES_ACCOUNTS,
        )


def vendor_records(words: Words) -> Iterator[SetRecord]:
    """The payables account of each group of vendors."""
    for code, english, swedish, payables in VENDOR_GROUPS:
        text = words.of(english, swedish)
        yield _group("vendor_posting_group", code, text, payables_account=payables)


def _account(no: str, name: str, **values: object) -> SetRecord:
    return SetRecord("gl_account", {"no": no, "name": name, **values})


def _group(table: str, code: str, description: str, **values: object) -> SetRecord:
    return SetRecord(table, {"code": code, "description": description, **values})


def _pair(business: str, product: str, **accounts: str) -> SetRecord:
    groups = {"gen_bus_posting_group": business, "gen_prod_posting_group": product}
    return SetRecord("general_posting_setup", {**groups, **accounts})
