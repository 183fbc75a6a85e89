"""The standard company of the scenarios, as rows: accounts, groups, rates, terms, series."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.codes import (
    Language,
    Location,
    PaymentMethod,
    PaymentTerms,
    Salesperson,
    ShippingAgent,
    ShippingAgentService,
    UnitOfMeasure,
)
from desktop.models.currencies import Currency, CurrencyExchangeRate
from desktop.models.every_table import Base
from desktop.models.finance import (
    CustomerPostingGroup,
    GenBusPostingGroup,
    GeneralPostingSetup,
    GenProdPostingGroup,
    GlAccount,
    InventoryPostingGroup,
    InventoryPostingSetup,
)
from desktop.models.numbering import NumberSeries, NumberSeriesLine
from desktop.models.setup import GeneralLedgerSetup, SalesSetup
from desktop.models.vat import VatBusPostingGroup, VatPostingSetup, VatProdPostingGroup
from desktop.models.words import VatCalculationType
from desktop.services.company import create_company

BUSINESS_GROUPS = ("DOMESTIC", "EU", "EXPORT")
VAT_RATES = {"VAT25": 25, "VAT12": 12, "VAT6": 6, "ZERO": 0}
SERIES = {
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
ACCOUNTS = {
    "1510": "Receivables domestic",
    "1512": "Receivables abroad",
    "1460": "Inventory",
    "1910": "Cash",
    "3001": "Sales goods",
    "3051": "Sales services",
    "3731": "Line discount",
    "3732": "Invoice discount",
    "3740": "Rounding",
    "4990": "Cost of goods sold",
    "4960": "Inventory adjustment",
    "2611": "Output VAT",
    "2641": "Input VAT",
}


def fill_with_standard_company(url: str) -> None:
    """Make the standard company at an address."""
    database = create_company(url)
    with database.write() as session:
        for rows in (_groups(), _accounts(), _codes(), _matrices(), _rates_and_series()):
            session.add_all(rows)
            session.flush()
        _point_setups(session)
    database.close()


def _groups() -> list[Base]:
    return [
        *(GenBusPostingGroup(code=code) for code in BUSINESS_GROUPS),
        *(GenProdPostingGroup(code=code) for code in ("RETAIL", "SERVICES")),
        *(VatBusPostingGroup(code=code) for code in BUSINESS_GROUPS),
        *(VatProdPostingGroup(code=code) for code in VAT_RATES),
        InventoryPostingGroup(code="RESALE"),
        *(NumberSeries(code=code) for code in SERIES.values()),
        *(UnitOfMeasure(code=code) for code in ("PCS", "BOX", "HOUR", "KG", "BAG", "PACK")),
        *(Language(code=code) for code in ("SV", "EN")),
        *(Salesperson(code=code) for code in ("PS", "LS")),
    ]


def _accounts() -> list[Base]:
    accounts: list[Base] = [GlAccount(no=no, name=name) for no, name in ACCOUNTS.items()]
    fees = GlAccount(
        no="3590",
        name="Fees and freight",
        direct_posting=True,
        gen_prod_posting_group="SERVICES",
        vat_prod_posting_group="VAT25",
    )
    return [*accounts, fees]


def _codes() -> list[Base]:
    return [
        PaymentTerms(code="30D", due_formula="30D"),
        PaymentTerms(code="14D", due_formula="14D"),
        PaymentTerms(code="COD", due_formula="0D"),
        PaymentTerms(code="1M8D", due_formula="1M", discount_formula="8D", discount_pct=Decimal(2)),
        PaymentTerms(code="1M", due_formula="1M"),
        PaymentTerms(code="CM20", due_formula="CM+20D"),
        PaymentMethod(code="BANK"),
        PaymentMethod(code="CASH", balancing_account_no="1910"),
        CustomerPostingGroup(code="DOMESTIC", receivables_account="1510"),
        CustomerPostingGroup(code="FOREIGN", receivables_account="1512"),
        Location(code="MAIN"),
        Location(code="EAST"),
        Location(code="NORTH"),
        ShippingAgent(code="DHL"),
        Currency(code="EUR"),
        Currency(code="USD"),
    ]


def _matrices() -> list[Base]:
    return [
        *(
            GeneralPostingSetup(
                gen_bus_posting_group=business,
                gen_prod_posting_group=product,
                sales_account=account,
                sales_credit_memo_account=account,
                sales_line_disc_account="3731",
                sales_inv_disc_account="3732",
                cogs_account="4990",
                inventory_adjmt_account="4960",
            )
            for business in BUSINESS_GROUPS
            for product, account in (("RETAIL", "3001"), ("SERVICES", "3051"))
        ),
        *(
            _vat_setup(business, product, rate)
            for business in BUSINESS_GROUPS
            for product, rate in VAT_RATES.items()
        ),
        *(
            InventoryPostingSetup(
                location_code=location, inventory_posting_group="RESALE", inventory_account="1460"
            )
            for location in ("", "MAIN", "EAST", "NORTH")
        ),
    ]


def _vat_setup(business: str, product: str, rate: int) -> VatPostingSetup:
    is_domestic = business == "DOMESTIC"
    kind = VatCalculationType.REVERSE_CHARGE if business == "EU" else VatCalculationType.NORMAL
    return VatPostingSetup(
        vat_bus_posting_group=business,
        vat_prod_posting_group=product,
        vat_identifier=product if is_domestic else f"{business} {product}",
        vat_calculation_type=kind,
        vat_pct=Decimal(0 if business == "EXPORT" else rate),
        sales_vat_account="2611",
        purchase_vat_account="2641",
    )


def _rates_and_series() -> list[Base]:
    day = date(2026, 1, 1)
    rates = {"EUR": "11.50", "USD": "10.00"}
    return [
        *(
            CurrencyExchangeRate(
                currency_code=code,
                starting_date=day,
                exchange_rate_amount=Decimal(1),
                relational_amount=Decimal(rate),
            )
            for code, rate in rates.items()
        ),
        *(
            NumberSeriesLine(series_code=code, line_no=10000, starting_no=f"{code}00001")
            for code in SERIES.values()
        ),
        ShippingAgentService(agent_code="DHL", code="STD", shipping_time="2D"),
        ShippingAgentService(agent_code="DHL", code="EXP", shipping_time="1D"),
    ]


def _point_setups(session: Session) -> None:
    sales = session.get_one(SalesSetup, 1)
    values: dict[str, Any] = SERIES
    for field, code in values.items():
        setattr(sales, field, code)
    session.get_one(GeneralLedgerSetup, 1).lcy_code = "SEK"
