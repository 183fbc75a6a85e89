"""What every sales paper says besides its lines: sender, addresses, references, language.

Papers are made in two phases. The first reads the posted tables into plain values like these;
the second sets them on pages and knows no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, null, select, true
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.codes import Salesperson, ShippingAgent
from desktop.models.company import CompanyInformation
from desktop.models.currencies import Currency
from desktop.models.customers import Customer
from desktop.models.duplicate_words import PartyKind
from desktop.models.duplicates import FormerNo
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import SalesHeader
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.words import ContactType
from desktop.services.reports.address import Countries, PostalAddress, countries
from desktop.services.reports.document_language import DocumentLanguage, document_language
from desktop.services.reports.refusals import DocumentNotFound
from desktop.services.reports.usages import DocumentUsage

PostedHeader = SalesInvoiceHeader | SalesShipmentHeader
HeaderT = TypeVar("HeaderT", SalesInvoiceHeader, SalesShipmentHeader, SalesHeader)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFacts:
    """The sender, as the head and foot of a paper state it."""

    address: PostalAddress
    country_name: str
    phone: str
    email: str
    home_page: str
    registration_no: str
    registered_office: str
    vat_registration_no: str
    f_tax_approved: bool
    cash_accounting: bool
    bank_name: str
    bank_branch_no: str
    bank_account_no: str
    iban: str
    swift: str
    bankgiro: str
    plusgiro: str
    logo: bytes | None
    interest_clause: str
    footer_text: str


@dataclass(frozen=True, slots=True)
class Party:
    """A customer in one of its parts; `printed_no` is the number that it had at posting."""

    customer_no: str
    address: PostalAddress
    printed_no: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Our reference, and how to reach that person."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """The common part of a paper; `document_date` is the date that stands on it."""

    usage: DocumentUsage
    no: str
    document_date: date | None
    language: DocumentLanguage
    company: CompanyFacts
    sell_to: Party
    bill_to: Party
    ship_to: PostalAddress
    is_business_customer: bool
    vat_registration_no: str
    your_reference: str
    external_document_no: str
    order_no: str
    order_date: date | None
    salesperson: PersonFacts
    work_description: str
    no_printed: int


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """The rows behind a paper's common part, while they are being read."""

    header: Any
    customer: Customer | None
    salesperson: Salesperson | None
    agent: ShippingAgent | None
    currency: Currency | None
    company: CompanyInformation
    ledger: GeneralLedgerSetup
    language: DocumentLanguage
    countries: Countries
    taken_over_by: str | None = None
    """Who has taken over the document's `original_customer_no` in a merge."""


def document_source(
    session: Session, header_table: type[HeaderT], no: str, *where: ColumnElement[bool]
) -> DocumentSource:
    """Read what all papers share in four statements; `where` narrows what the number means.

    Raises DocumentNotFound.
    """
    row = session.execute(
        select(
            header_table,
            Customer,
            Salesperson,
            ShippingAgent,
            Currency,
            _taken_over_by(header_table),
        )
        .outerjoin(Customer, Customer.no == header_table.bill_to_customer_no)
        .outerjoin(Salesperson, Salesperson.code == header_table.salesperson_code)
        .outerjoin(ShippingAgent, ShippingAgent.code == header_table.shipping_agent_code)
        .outerjoin(Currency, Currency.code == header_table.currency_code)
        .where(header_table.no == no, *where)
    ).one_or_none()
    if row is None:
        table = header_table.__tablename__
        raise DocumentNotFound(record=RecordRef(table, (no,)), table=table, no=no)
    header, _, salesperson, agent, currency, taken_over_by = row
    customer: Customer | None = row[1]
    company, ledger = session.execute(
        select(CompanyInformation, GeneralLedgerSetup).join(GeneralLedgerSetup, true())
    ).one()
    language = document_language(
        session,
        (
            header.language_code,
            customer.language_code if customer else None,
            company.language_code,
        ),
        customer.format_region if customer else "",
    )
    named = countries(session, _country_codes(header), language.codes, company.country_code)
    return DocumentSource(
        header,
        customer,
        salesperson,
        agent,
        currency,
        company,
        ledger,
        language,
        named,
        taken_over_by,
    )


def _taken_over_by(header: type[PostedHeader | SalesHeader]) -> ColumnElement[Any]:
    """Who has the document's original number now, as part of the query on its header.

    A draft has none: it is always its present customer's.
    """
    if issubclass(header, SalesHeader):
        return null()
    return (
        select(FormerNo.no)
        .where(
            FormerNo.party == PartyKind.CUSTOMER, FormerNo.former_no == header.original_customer_no
        )
        .order_by(FormerNo.merged_at.desc(), FormerNo.no)
        .limit(1)
        .correlate(header)
        .scalar_subquery()
    )


def header_language(session: Session, header: PostedHeader) -> DocumentLanguage:
    """The language of a posted document, without the rest of its paper."""
    row = session.execute(
        select(CompanyInformation.language_code, Customer.language_code, Customer.format_region)
        .select_from(CompanyInformation)
        .outerjoin(Customer, Customer.no == header.bill_to_customer_no)
    ).one()
    company_code, customer_code, region = row
    return document_language(
        session, (header.language_code, customer_code, company_code), region or ""
    )


def _country_codes(header: PostedHeader | SalesHeader) -> Sequence[str | None]:
    return (header.sell_to_country_code, header.bill_to_country_code, header.ship_to_country_code)


def paper_facts(source: DocumentSource, usage: DocumentUsage) -> PaperFacts:
    """The common part of a paper from its rows."""
    header, person, customer = source.header, source.salesperson, source.customer
    return PaperFacts(
        usage=usage,
        no=header.no,
        document_date=header.document_date,
        language=source.language,
        company=company_facts(source.company, source.countries),
        sell_to=_party(source, "sell_to_"),
        bill_to=_party(source, "bill_to_"),
        ship_to=source.countries.address(header, "ship_to_", header.ship_to_contact),
        is_business_customer=not customer or customer.contact_type is ContactType.COMPANY,
        # A number that was entered on the card after the posting counts: the first issue of the
        # paper keeps it for good.
        vat_registration_no=header.vat_registration_no
        or (customer.vat_registration_no if customer else ""),
        your_reference=header.your_reference,
        external_document_no=header.external_document_no,
        # A draft is the order itself.
        order_no=getattr(header, "order_no", None) or "",
        order_date=header.order_date,
        salesperson=PersonFacts(person.name, person.phone, person.email)
        if person
        else PersonFacts("", "", ""),
        work_description=header.work_description,
        no_printed=header.no_printed,
    )


def _party(source: DocumentSource, prefix: str) -> Party:
    header = source.header
    address = source.countries.address(header, prefix, getattr(header, f"{prefix}contact"))
    number = getattr(header, f"{prefix}customer_no") or ""
    # Set by a merge: the paper goes on showing the number that it was issued with (CU145).
    printed = header.original_customer_no if number == source.taken_over_by else ""
    return Party(number, address, printed or number)


def company_facts(company: CompanyInformation, known: Countries) -> CompanyFacts:
    """The sender from the company's own card."""
    return CompanyFacts(
        address=known.address(company),
        country_name=known.name(company.country_code) if company.country_code else "",
        phone=company.phone,
        email=company.email,
        home_page=company.home_page,
        registration_no=company.registration_no,
        registered_office=company.registered_office,
        vat_registration_no=company.vat_registration_no,
        f_tax_approved=company.f_tax_approved,
        cash_accounting=company.cash_accounting,
        bank_name=company.bank_name,
        bank_branch_no=company.bank_branch_no,
        bank_account_no=company.bank_account_no,
        iban=company.iban,
        swift=company.swift,
        bankgiro=company.bankgiro,
        plusgiro=company.plusgiro,
        logo=company.logo,
        interest_clause=company.interest_clause,
        footer_text=company.footer_text,
    )
