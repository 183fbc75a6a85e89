"""The standard company in which every scenario plays: set-up only, no customers and no items.

It is entered through the services, as an administrator would. A copy of it is handed to each
scenario, so that making it costs its time once a session.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from desktop.services.company import create_company
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record

WORK_DATE = date(2026, 1, 15)
USER = "ADMIN"

Row = tuple[str, dict[str, object]]

BALANCE_ACCOUNTS = {
    "1460": "Inventory",
    "1510": "Receivables, domestic",
    "1512": "Receivables, abroad",
    "1910": "Cash",
    "1930": "Bank",
    "2421": "Prepayments from customers",
    "2440": "Payables",
    "2611": "Output VAT 25 %",
    "2621": "Output VAT 12 %",
    "2631": "Output VAT 6 %",
    "2641": "Input VAT",
}
INCOME_ACCOUNTS = {
    "3001": "Sales of goods",
    "3051": "Sales of services",
    "3731": "Line discount",
    "3732": "Invoice discount",
    "3733": "Payment discount granted",
    "3740": "Rounding",
    "3960": "Currency gains",
    "4010": "Purchases",
    "4960": "Inventory adjustment",
    "4990": "Cost of goods sold",
    "6230": "Payment tolerance",
    "7960": "Currency losses",
}
BUSINESS_GROUPS = ("DOMESTIC", "EU", "EXPORT")
SALES_ACCOUNTS = {"RETAIL": "3001", "SERVICES": "3051"}
VAT_RATES = {"VAT25": 25, "VAT12": 12, "VAT6": 6, "ZERO": 0}
VAT_ACCOUNTS = {"VAT25": "2611", "VAT12": "2621", "VAT6": "2631", "ZERO": "2611"}
LOCATIONS = ("MAIN", "EAST")
SERIES = {
    "customer_nos": "CU",
    "contact_nos": "CT",
    "campaign_nos": "CA",
    "quote_nos": "SQ",
    "order_nos": "SO",
    "invoice_nos": "SI",
    "credit_memo_nos": "SC",
    "return_order_nos": "SR",
    "blanket_order_nos": "BO",
    "posted_shipment_nos": "PS",
    "posted_invoice_nos": "PI",
    "posted_credit_memo_nos": "PC",
    "posted_return_receipt_nos": "RR",
}
STOCK_SERIES = {
    "assembly_quote_nos": "AQ",
    "blanket_assembly_order_nos": "AB",
    "assembly_order_nos": "AO",
    "posted_assembly_nos": "PA",
    "pick_nos": "PK",
}
PURCHASE_SERIES = {
    "order_nos": "PO",
    "invoice_nos": "VI",
    "posted_receipt_nos": "PR",
    "posted_invoice_nos": "PV",
    "catalog_item_nos": "CI",
}
SETUPS: dict[str, dict[str, object]] = {
    "company_information": {"name": "Standard AB"},
    "general_ledger_setup": {
        "lcy_code": "SEK",
        "amount_precision": Decimal("0.01"),
        "unit_amount_precision": Decimal("0.00001"),
        "vat_rounding_type": "nearest",
        "allow_posting_from": None,
        "allow_posting_to": None,
    },
    "inventory_setup": {
        **STOCK_SERIES,
        "prevent_negative_inventory": False,
        "outbound_handling_time": "",
        "inbound_handling_time": "",
    },
    "purchase_setup": {**PURCHASE_SERIES},
    "sales_setup": {
        **SERIES,
        "discount_posting": "all",
        "invoice_rounding": False,
        "stockout_warning": True,
        "default_quantity_to_ship": "remainder",
    },
}


def fill_with_standard_company(url: str) -> None:
    """Make the standard company at an address."""
    database = create_company(url)
    enter_standard_company(database)
    database.close()


def enter_standard_company(database: Database) -> None:
    """Enter the standard company into an empty one."""
    context = UserContext(user=USER, work_date=WORK_DATE)
    with database.write() as session:
        for table, values in _rows():
            add_record(session, table, values, context)
        for table, values in SETUPS.items():
            for field, value in values.items():
                change_record(session, table, (1,), (field, value), context)


def _rows() -> Iterator[Row]:
    """The records in an order in which each finds what it refers to."""
    yield from _groups()
    yield from _accounts()
    yield from _posting_setups()
    yield from _vat_setups()
    yield from _terms()
    yield from _places()
    yield from _currencies()
    yield from _series()
    yield "user_setup", {"user": USER, "name": "Administrator"}


def _groups() -> Iterator[Row]:
    for code in BUSINESS_GROUPS:
        yield "vat_bus_posting_group", {"code": code}
        yield "gen_bus_posting_group", {"code": code}
    for code in VAT_RATES:
        yield "vat_prod_posting_group", {"code": code}
    for code in SALES_ACCOUNTS:
        yield "gen_prod_posting_group", {"code": code}
    yield "inventory_posting_group", {"code": "RESALE"}


def _accounts() -> Iterator[Row]:
    for no, name in BALANCE_ACCOUNTS.items():
        yield "gl_account", {"no": no, "name": name, "income_balance": "balance_sheet"}
    for no, name in INCOME_ACCOUNTS.items():
        yield "gl_account", {"no": no, "name": name}
    fees: dict[str, object] = {"no": "3590", "name": "Fees and freight", "direct_posting": True}
    groups = {"gen_prod_posting_group": "SERVICES", "vat_prod_posting_group": "VAT25"}
    yield "gl_account", fees | groups


def _posting_setups() -> Iterator[Row]:
    for business in BUSINESS_GROUPS:
        for product, sales_account in SALES_ACCOUNTS.items():
            yield (
                "general_posting_setup",
                {
                    "gen_bus_posting_group": business,
                    "gen_prod_posting_group": product,
                    "sales_account": sales_account,
                    "sales_credit_memo_account": sales_account,
                    "sales_line_disc_account": "3731",
                    "sales_inv_disc_account": "3732",
                    "sales_prepayments_account": "2421",
                    "purchase_account": "4010",
                    "cogs_account": "4990",
                    "inventory_adjmt_account": "4960",
                },
            )
    yield "vendor_posting_group", {"code": "DOMESTIC", "payables_account": "2440"}
    for code, receivables in {"DOMESTIC": "1510", "FOREIGN": "1512"}.items():
        yield (
            "customer_posting_group",
            {
                "code": code,
                "receivables_account": receivables,
                "invoice_rounding_account": "3740",
                "service_charge_account": "3590",
                "payment_disc_debit_account": "3733",
                "payment_disc_credit_account": "3733",
                "payment_tolerance_debit_account": "6230",
                "payment_tolerance_credit_account": "6230",
            },
        )


def _vat_setups() -> Iterator[Row]:
    for business in BUSINESS_GROUPS:
        is_domestic = business == "DOMESTIC"
        for product, rate in VAT_RATES.items():
            yield (
                "vat_posting_setup",
                {
                    "vat_bus_posting_group": business,
                    "vat_prod_posting_group": product,
                    "vat_identifier": product if is_domestic else f"{business}{product}",
                    "vat_calculation_type": "reverse_charge" if business == "EU" else "normal",
                    "vat_pct": Decimal(rate if is_domestic else 0),
                    "sales_vat_account": VAT_ACCOUNTS[product],
                    "purchase_vat_account": "2641",
                },
            )


def _terms() -> Iterator[Row]:
    for code, due in {"30D": "30D", "14D": "14D", "COD": "0D"}.items():
        yield "payment_terms", {"code": code, "due_formula": due}
    discount = {"discount_formula": "8D", "discount_pct": Decimal(2)}
    yield "payment_terms", {"code": "1M8D", "due_formula": "1M"} | discount
    yield "payment_method", {"code": "BANK"}
    yield "payment_method", {"code": "CASH", "balancing_account_no": "1910"}


def _places() -> Iterator[Row]:
    for code in ("PCS", "HOUR"):
        yield "unit_of_measure", {"code": code}
    for code in LOCATIONS:
        yield "location", {"code": code}
    for code in ("", *LOCATIONS):
        yield "inventory_posting_setup", inventory_account_of(code)
    yield "shipping_agent", {"code": "DHL", "name": "DHL"}
    services: dict[str, object] = {"STD": "2D", "EXP": "1D"}
    for code, time in services.items():
        service = {"agent_code": "DHL", "code": code, "shipping_time": time}
        yield "shipping_agent_service", service


def inventory_account_of(location: str) -> dict[str, object]:
    """Goods for resale stand on 1460 at every location."""
    return {
        "location_code": location,
        "inventory_posting_group": "RESALE",
        "inventory_account": "1460",
    }


def _currencies() -> Iterator[Row]:
    for code, rate in {"EUR": "11.50", "USD": "10.00"}.items():
        yield (
            "currency",
            {
                "code": code,
                "realized_gains_account": "3960",
                "realized_losses_account": "7960",
            },
        )
        yield (
            "currency_exchange_rate",
            {
                "currency_code": code,
                "starting_date": date(2026, 1, 1),
                "exchange_rate_amount": Decimal(1),
                "relational_amount": Decimal(rate),
            },
        )


def _series() -> Iterator[Row]:
    for code in (*SERIES.values(), *STOCK_SERIES.values(), *PURCHASE_SERIES.values()):
        yield "number_series", {"code": code}
        yield "number_series_line", {"series_code": code, "starting_no": f"{code}00001"}
