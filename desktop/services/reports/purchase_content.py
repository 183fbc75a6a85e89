"""What a purchase order says on paper, in the vendor's language (PF56)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.supply_words import DeliverTo, PurchaseType
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.purchases.amounts import totals_of
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.load import Purchase, load_purchase
from desktop.services.reports.address import Countries, PostalAddress, countries
from desktop.services.reports.document_content import (
    CompanyFacts,
    PaperFacts,
    Party,
    PersonFacts,
    company_facts,
)
from desktop.services.reports.document_language import DocumentLanguage, document_language
from desktop.services.reports.invoice_content import decimals_of
from desktop.services.reports.refusals import PaperOfAnotherType
from desktop.services.reports.setup_texts import SetupTexts, TextKind, setup_texts
from desktop.services.reports.usages import DocumentUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasePaperLine:
    """A line as the vendor reads it: its own number of the item first."""

    type: LineType
    no: str
    vendor_item_no: str
    description: str
    description_2: str
    variant_code: str
    expected_receipt_date: date | None
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    line_discount_pct: Decimal
    line_amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseContent:
    """A purchase order in plain values; sums are without VAT unless their name says otherwise.

    `expected_receipt_date` is given when all lines have the same one; `vat` is by rate.
    """

    paper: PaperFacts
    vendor_order_no: str
    our_account_no: str
    requested_receipt_date: date | None
    expected_receipt_date: date | None
    payment_terms: str
    shipment_method: str
    goes_to_customer: bool
    is_released: bool
    currency_code: str
    decimals: int
    amount: Decimal
    vat: tuple[tuple[Decimal, Decimal], ...]
    amount_including_vat: Decimal
    lines: tuple[PurchasePaperLine, ...]


def purchase_content(session: Session, key: PurchaseKey, context: UserContext) -> PurchaseContent:
    """What the order says, in at most 8 statements.

    Raises PurchaseMissing, or PaperOfAnotherType for an invoice, which the vendor writes.
    """
    if key.type is not PurchaseType.ORDER:
        raise PaperOfAnotherType(record=key.ref, document_type=key.type, no=key.no)
    document = load_purchase(session, key, context)
    header, company = document.header, document.setups.company
    vendor_language = document.vendor.language_code if document.vendor is not None else None
    language = document_language(
        session, (header.language_code, vendor_language, company.language_code), ""
    )
    known = countries(
        session,
        (header.buy_from_country_code, header.ship_to_country_code),
        language.codes,
        company.country_code,
    )
    texts = _texts(session, document, language)
    totals = totals_of(document)
    days = {line.expected_receipt_date for line in document.priced_lines}
    by_rate: dict[Decimal, Decimal] = {}
    for group in totals.vat_groups:
        by_rate[group.vat_pct] = by_rate.get(group.vat_pct, Decimal(0)) + group.vat_amount
    currency, ledger = document.currency, document.setups.ledger
    return PurchaseContent(
        paper=_paper(document, known, language),
        vendor_order_no=header.vendor_order_no,
        our_account_no=header.our_account_no,
        requested_receipt_date=header.requested_receipt_date,
        expected_receipt_date=next(iter(days)) if len(days) == 1 else None,
        payment_terms=texts.text(TextKind.PAYMENT_TERMS, header.payment_terms_code),
        shipment_method=texts.text(TextKind.SHIPMENT_METHOD, header.shipment_method_code),
        goes_to_customer=header.deliver_to is DeliverTo.CUSTOMER,
        is_released=header.status is not Status.OPEN,
        currency_code=(currency.iso_code or currency.code) if currency else ledger.lcy_code,
        decimals=currency.decimals_shown if currency else decimals_of(ledger.amount_precision),
        amount=totals.total_excl_vat,
        vat=tuple(by_rate.items()),
        amount_including_vat=totals.total_incl_vat,
        lines=tuple(_line(line, texts) for line in document.lines),
    )


def _texts(session: Session, document: Purchase, language: DocumentLanguage) -> SetupTexts:
    header = document.header
    codes = {
        TextKind.PAYMENT_TERMS: [header.payment_terms_code],
        TextKind.SHIPMENT_METHOD: [header.shipment_method_code],
        TextKind.UNIT: [line.unit_of_measure_code for line in document.lines],
    }
    return setup_texts(session, codes, language.codes)


def _paper(document: Purchase, known: Countries, language: DocumentLanguage) -> PaperFacts:
    """The common part of the paper: here we buy, and the vendor reads it."""
    header, company = document.header, document.setups.company
    vendor = Party(
        header.buy_from_vendor_no or "",
        known.address(header, "buy_from_", header.buy_from_contact),
        header.buy_from_vendor_no or "",
    )
    return PaperFacts(
        usage=DocumentUsage.PURCHASE_ORDER,
        no=header.no,
        document_date=header.document_date,
        language=language,
        company=_as_buyer(company_facts(company, known)),
        sell_to=vendor,
        bill_to=vendor,
        ship_to=_ship_to(header, known),
        is_business_customer=True,
        vat_registration_no=header.vat_registration_no,
        your_reference="",
        external_document_no=header.vendor_order_no,
        order_no=header.no,
        order_date=header.order_date,
        salesperson=PersonFacts(header.assigned_user, "", ""),
        work_description="",
        no_printed=header.no_printed,
    )


def _as_buyer(company: CompanyFacts) -> CompanyFacts:
    """Ourselves without what we say to those who owe us: we pay here, and buy on their terms."""
    return replace(
        company,
        bank_name="",
        bank_branch_no="",
        bank_account_no="",
        iban="",
        swift="",
        bankgiro="",
        plusgiro="",
        interest_clause="",
        footer_text="",
    )


def _ship_to(header: PurchaseHeader, known: Countries) -> PostalAddress:
    return known.address(header, "ship_to_", header.ship_to_contact)


def _line(line: PurchaseLine, texts: SetupTexts) -> PurchasePaperLine:
    """A line of the order; one that buys nothing yet is a text."""
    is_bought = line.is_priced and line.no is not None
    return PurchasePaperLine(
        type=line.type if is_bought else LineType.COMMENT,
        no=line.no or "",
        vendor_item_no=line.vendor_item_no,
        description=line.description,
        description_2=line.description_2,
        variant_code=line.variant_code or "",
        expected_receipt_date=line.expected_receipt_date,
        quantity=line.quantity,
        unit=texts.text(TextKind.UNIT, line.unit_of_measure_code),
        unit_cost=line.direct_unit_cost,
        line_discount_pct=line.line_discount_pct,
        line_amount=line.line_amount,
    )
