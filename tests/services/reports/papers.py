"""Posted documents for the tests of papers: what matters is said, all else is a decent default."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.codes import (
    CountryRegion,
    CountryRegionTranslation,
    Language,
    PaymentTerms,
    PaymentTermsTranslation,
    Salesperson,
    ShipmentMethod,
    ShippingAgent,
    UnitOfMeasure,
    UnitOfMeasureTranslation,
)
from desktop.models.company import CompanyInformation
from desktop.models.currencies import Currency
from desktop.models.customers import Customer
from desktop.models.ledger_words import EntryDocumentType, GenPostingType
from desktop.models.ledgers import VatEntry
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import round_to
from desktop.models.vat import VatClause, VatClauseTranslation
from desktop.models.words import AddressFormat, LineType, VatCalculationType

CENT = Decimal("0.01")
POSTED_AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MARCH_2 = date(2026, 3, 2)
SHIPPED = date(2026, 2, 27)
ARTICLE_138 = "Steuerfreie innergemeinschaftliche Lieferung, Artikel 138 Richtlinie 2006/112/EG"


def a_company(session: Session, **changes: object) -> None:
    """A Swedish company with its set-up; without a logo."""
    _add(session, _setup())
    facts: dict[str, Any] = {
        "name": "Fjell Furniture AB",
        "address": "Storgatan 12",
        "post_code": "331 41",
        "city": "Värnamo",
        "country_code": "SE",
        "phone": "0370-123 40",
        "email": "info@fjell.example",
        "home_page": "www.fjell.example",
        "registration_no": "556036-0793",
        "registered_office": "Värnamo",
        "vat_registration_no": "SE556036079301",
        "f_tax_approved": True,
        "bank_name": "Handelsbanken",
        "iban": "SE4550000000058398257466",
        "swift": "HANDSESS",
        "bankgiro": "5050-1055",
        "plusgiro": "28 65 43-4",
        "language_code": "SV",
        "interest_clause": "Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen.",
    }
    _add(session, [CompanyInformation(id=1, **(facts | changes))])


def _setup() -> list[Base]:
    """Languages, countries, terms and texts, in the order in which they name each other."""
    return [
        Language(code="SV", name="Svenska", locale="sv_SE"),
        Language(code="EN", name="English", locale="en_GB"),
        Language(code="DE", name="Deutsch", locale="de_DE"),
        Language(code="FR", name="Français", locale="fr_FR"),
        Language(code="PL", name="Polski", locale="pl_PL"),
        _country("SE", "Sverige", "SE"),
        _country("DE", "Tyskland", "DE"),
        _country("NO", "Norge", ""),
        _country("GB", "Storbritannien", "", AddressFormat.CITY_POST_CODE),
        _country("US", "USA", "", AddressFormat.CITY_COUNTY_POST_CODE),
        CountryRegionTranslation(code="DE", language_code="DE", description="Deutschland"),
        CountryRegionTranslation(code="SE", language_code="DE", description="Schweden"),
        Currency(code="EUR", description="Euro", iso_code="EUR"),
        PaymentTerms(code="30D", description="30 dagar netto", due_formula="30D"),
        PaymentTermsTranslation(code="30D", language_code="DE", description="30 Tage netto"),
        ShipmentMethod(code="DAP", description="Fritt levererat (DAP)"),
        ShippingAgent(code="DHL", name="DHL Freight"),
        Salesperson(
            code="ANNA", name="Anna Åkesson", email="anna@fjell.example", phone="08-123 45 67"
        ),
        UnitOfMeasure(code="PCS", description="st"),
        UnitOfMeasureTranslation(code="PCS", language_code="DE", description="Stück"),
        VatClause(code="ART138", description="Unionsintern leverans, artikel 138"),
        VatClauseTranslation(code="ART138", language_code="DE", description=ARTICLE_138),
        GeneralLedgerSetup(id=1, lcy_code="SEK"),
    ]


def a_customer(session: Session, no: str = "C10", **changes: object) -> Customer:
    """A Swedish business customer."""
    facts: dict[str, Any] = {
        "name": "Möbelhuset i Malmö AB",
        "address": "Östra Förstadsgatan 1",
        "post_code": "211 31",
        "city": "Malmö",
        "country_code": "SE",
        "vat_registration_no": "SE556012579001",
    }
    customer = Customer(no=no, **(facts | changes))
    _add(session, [customer])
    return customer


def a_line(number: int = 1, **changes: object) -> SalesInvoiceLine:
    """A line of 10 × 80.00 at 25 %; amounts follow from quantity, price, discounts and rate."""
    facts: dict[str, Any] = {
        "line_no": number * 10000,
        "type": LineType.ITEM,
        "no": f"10{number:02}",
        "description": "Skrivbord Fjell, ek",
        "unit_of_measure_code": "PCS",
        "quantity": Decimal(10),
        "unit_price": Decimal(80),
        "line_discount_pct": Decimal(0),
        "inv_discount_amount": Decimal(0),
        "vat_pct": Decimal(25),
        "vat_identifier": "VAT25",
        "vat_calculation_type": VatCalculationType.NORMAL,
        "shipment_date": SHIPPED,
    } | changes
    gross = round_to(facts["quantity"] * facts["unit_price"], CENT)
    discount = round_to(gross, CENT, times=facts["line_discount_pct"], over=Decimal(100))
    net = gross - discount - facts["inv_discount_amount"]
    vat = round_to(net, CENT, times=facts["vat_pct"], over=Decimal(100))
    amounts = {
        "gross_amount": gross,
        "line_discount_amount": discount,
        "line_amount": gross - discount,
        "amount": net,
        "vat_amount": vat,
        "amount_including_vat": net + vat,
    }
    return SalesInvoiceLine(**(amounts | facts))


def a_comment(number: int, text: str) -> SalesInvoiceLine:
    """A line with nothing but a text."""
    return SalesInvoiceLine(line_no=number * 10000, type=LineType.COMMENT, description=text)


def an_invoice(
    session: Session,
    lines: Iterable[SalesInvoiceLine] = (),
    customer: Customer | None = None,
    **changes: object,
) -> str:
    """A posted invoice with its VAT entries; returns its number."""
    posted = list(lines) or [a_line()]
    payer = customer or a_customer(session)
    no = str(changes.pop("no", "103217"))
    header = SalesInvoiceHeader(
        no=no, **(_parties(payer) | _terms() | _sums(posted, changes) | _stamp() | changes)
    )
    for line in posted:
        line.document_no = no
    _add(session, [header, *posted, *_vat_entries(header, posted)])
    return no


def a_shipment(
    session: Session,
    lines: Iterable[SalesShipmentLine] = (),
    customer: Customer | None = None,
    **changes: object,
) -> str:
    """A posted shipment; returns its number."""
    receiver = customer or a_customer(session)
    no = str(changes.pop("no", "102031"))
    header = SalesShipmentHeader(
        no=no, **(_parties(receiver) | _terms() | _stamp() | {"posting_date": SHIPPED} | changes)
    )
    posted = list(lines) or [a_shipped_line()]
    for line in posted:
        line.document_no = no
    _add(session, [header, *posted])
    return no


def a_shipped_line(number: int = 1, **changes: object) -> SalesShipmentLine:
    """A delivered line of 3 pieces."""
    facts: dict[str, Any] = {
        "line_no": number * 10000,
        "type": LineType.ITEM,
        "no": f"10{number:02}",
        "description": "Skrivbord Fjell, ek",
        "unit_of_measure_code": "PCS",
        "quantity": Decimal(3),
        "quantity_base": Decimal(3),
    }
    return SalesShipmentLine(**(facts | changes))


def an_order_line(session: Session, quantity: int, no: str = "101005", number: int = 1) -> None:
    """The order line that deliveries come from."""
    if not session.get(SalesHeader, (DocumentType.ORDER, no)):
        _add(session, [SalesHeader(document_type=DocumentType.ORDER, no=no)])
    line = SalesLine(
        document_type=DocumentType.ORDER,
        document_no=no,
        line_no=number * 10000,
        quantity=Decimal(quantity),
    )
    _add(session, [line])


def _add(session: Session, rows: Iterable[Base]) -> None:
    """Store rows; one kind after the other, because later kinds name earlier ones."""
    for _kind, members in groupby(rows, type):
        session.add_all(members)
        session.flush()


def _country(
    code: str, name: str, eu_code: str, how: AddressFormat = AddressFormat.POST_CODE_CITY
) -> CountryRegion:
    return CountryRegion(code=code, name=name, iso_code_2=code, eu_code=eu_code, address_format=how)


def _parties(customer: Customer) -> dict[str, Any]:
    parts = ("name", "name_2", "address", "address_2", "post_code", "city", "county")
    parties: dict[str, Any] = {
        f"{prefix}_{part}": getattr(customer, part) or ""
        for prefix in ("sell_to", "bill_to", "ship_to")
        for part in parts
    }
    for prefix in ("sell_to", "bill_to", "ship_to"):
        parties[f"{prefix}_country_code"] = customer.country_code
    return parties | {
        "sell_to_customer_no": customer.no,
        "bill_to_customer_no": customer.no,
        "vat_registration_no": customer.vat_registration_no,
        "language_code": customer.language_code,
    }


def _terms() -> dict[str, Any]:
    return {
        "document_date": MARCH_2,
        "posting_date": MARCH_2,
        "due_date": date(2026, 4, 1),
        "payment_terms_code": "30D",
        "shipment_method_code": "DAP",
        "shipping_agent_code": "DHL",
        "salesperson_code": "ANNA",
        "your_reference": "Björn Borg",
        "order_no": "101005",
    }


def _stamp() -> dict[str, Any]:
    return {"user": "ADMIN", "created_at": POSTED_AT, "posting_id": "1"}


def _sums(lines: list[SalesInvoiceLine], changes: dict[str, object]) -> dict[str, Any]:
    def total(name: str) -> Decimal:
        return sum((getattr(line, name) or Decimal(0) for line in lines), Decimal(0))

    including = total("amount_including_vat")
    rounding = changes.get("rounding_amount", Decimal(0))
    assert isinstance(rounding, Decimal)
    return {
        "payment_reference": "1032173",
        "invoice_discount_amount": total("inv_discount_amount"),
        "amount": total("amount"),
        "vat_amount": total("vat_amount"),
        "amount_including_vat": including,
        "amount_payable": including + rounding,
    }


def _vat_entries(header: SalesInvoiceHeader, lines: list[SalesInvoiceLine]) -> list[VatEntry]:
    """One entry for each identifier, in LCY at the document's rate, a sale negative."""
    rate, over = header.relational_amount or Decimal(1), header.exchange_rate_amount or Decimal(1)
    entries: list[VatEntry] = []
    for identifier in dict.fromkeys(line.vat_identifier for line in lines if line.amount):
        members = [line for line in lines if line.vat_identifier == identifier and line.amount]
        base = sum((line.amount for line in members), Decimal(0))
        vat = sum((line.vat_amount for line in members), Decimal(0))
        entries.append(
            VatEntry(
                entry_no=1000 * int(header.no[-4:]) + len(entries),
                type=GenPostingType.SALE,
                register_no=1,
                transaction_no=1,
                posting_date=MARCH_2,
                document_type=EntryDocumentType.INVOICE,
                document_no=header.no,
                user="ADMIN",
                created_at=POSTED_AT,
                base=-round_to(base, CENT, times=rate, over=over),
                amount=-round_to(vat, CENT, times=rate, over=over),
                vat_identifier=identifier,
                vat_calculation_type=members[0].vat_calculation_type,
            )
        )
    return entries
