"""What an invoice must say, and what of it is missing (06 §11, Directive 2006/112/EC).

Findings name article, record and field. Without points 1–6 and 8–10 of article 226 an invoice
must not leave the house; the other findings are told and stop nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.errors import Notice, RecordRef, Refusal, SeveralRefusals
from desktop.models.words import LineType, VatCalculationType
from desktop.services.reports.address import PostalAddress
from desktop.services.reports.invoice_content import InvoiceContent, VatGroup
from desktop.services.reports.refusals import InvoiceContentMissing, NationalContentMissing

ZERO = Decimal(0)
COMPANY = "company_information"
CUSTOMER = "customer"
INVOICE = "sales_invoice_header"
LINE = "sales_invoice_line"

MANDATORY = frozenset({"226(1)", "226(2)", "226(3)", "226(4)", "226(5)", "226(6)"}) | frozenset(
    {"226(8)", "226(9)", "226(10)"}
)
SWEDEN = "SE"

Finding = InvoiceContentMissing | NationalContentMissing


def missing_content(content: InvoiceContent) -> tuple[Finding, ...]:
    """Everything the law wants and the invoice does not say, in the order of the articles."""
    return tuple(finding for rule in _RULES for finding in rule(content))


def is_mandatory(finding: Finding) -> bool:
    """Whether an invoice may not be sent without it (AO57)."""
    return finding.parameters.get("article") in MANDATORY


def check_can_be_issued(content: InvoiceContent) -> None:
    """Refuse to issue an invoice that lacks what it must say.

    Raises the refusal of what is missing, or SeveralRefusals with one for each.
    """
    missing: list[Refusal] = [found for found in missing_content(content) if is_mandatory(found)]
    if len(missing) == 1:
        raise missing[0]
    if missing:
        raise SeveralRefusals(missing, record=RecordRef(INVOICE, (content.paper.no,)))


def content_notices(content: InvoiceContent) -> tuple[Notice, ...]:
    """The findings as remarks, for who has just posted the invoice."""
    return tuple(
        Notice(
            code=found.code,
            text=found.text,
            parameters=found.parameters,
            record=found.record,
            field=found.field,
        )
        for found in missing_content(content)
    )


# ----------------------------------------------------------------------------------- article 226


def _missing(
    article: str, table: str, key: tuple[str | int, ...], field: str
) -> InvoiceContentMissing:
    no = " ".join(str(part) for part in key) if table != COMPANY else ""
    return InvoiceContentMissing(
        record=RecordRef(table, key),
        field=field,
        article=article,
        table=table,
        no=no,
        missing_field=field,
    )


def _issue(content: InvoiceContent) -> Iterator[Finding]:
    """1 date of issue, 2 sequential number."""
    paper = content.paper
    if paper.document_date is None:
        yield _missing("226(1)", INVOICE, (paper.no,), "document_date")
    if not paper.no.strip():
        yield _missing("226(2)", INVOICE, (paper.no,), "no")


def _vat_numbers(content: InvoiceContent) -> Iterator[Finding]:
    """3 the seller's VAT number, 4 the customer's where he owes the VAT or is in another state."""
    paper = content.paper
    if not paper.company.vat_registration_no:
        yield _missing("226(3)", COMPANY, (1,), "vat_registration_no")
    needs_number = any(_needs_customer_number(content, group) for group in content.vat_groups)
    if needs_number and not paper.vat_registration_no:
        yield _missing("226(4)", CUSTOMER, (paper.bill_to.customer_no,), "vat_registration_no")


def _needs_customer_number(content: InvoiceContent, group: VatGroup) -> bool:
    is_reverse = group.calculation_type is VatCalculationType.REVERSE_CHARGE
    return is_reverse or (content.terms.is_intra_community and group.vat_pct == ZERO)


def _addresses(content: InvoiceContent) -> Iterator[Finding]:
    """5 full name and address of both."""
    paper = content.paper
    yield from _address(paper.company.address, COMPANY, (1,))
    yield from _address(paper.bill_to.address, CUSTOMER, (paper.bill_to.customer_no,))
    if paper.sell_to.customer_no != paper.bill_to.customer_no:
        yield from _address(paper.sell_to.address, CUSTOMER, (paper.sell_to.customer_no,))


def _address(address: PostalAddress, table: str, key: tuple[str | int, ...]) -> Iterator[Finding]:
    facts = {
        "name": address.name,
        "address": address.address or address.address_2,
        "city": address.city,
    }
    for field, value in facts.items():
        if not value.strip():
            yield _missing("226(5)", table, key, field)


def _goods(content: InvoiceContent) -> Iterator[Finding]:
    """6 quantity and nature of each thing, 7 its date of supply, 8 the rate it falls under."""
    for line in content.lines:
        if line.type is LineType.COMMENT:
            continue
        key = (content.paper.no, line.line_no)
        if not line.description.strip():
            yield _missing("226(6)", LINE, key, "description")
        if line.supply_date is None:
            yield _missing("226(7)", LINE, key, "shipment_date")
        if not line.vat_identifier:
            yield _missing("226(8)", LINE, key, "vat_identifier")


def _exemptions(content: InvoiceContent) -> Iterator[Finding]:
    """11 why no VAT is charged; reverse charge (11a) is always named by the paper itself."""
    for group in content.vat_groups:
        is_normal = group.calculation_type is VatCalculationType.NORMAL
        if is_normal and group.vat_pct == ZERO and not group.clause:
            key = (group.vat_bus_posting_group, group.vat_prod_posting_group)
            yield _missing("226(11)", "vat_posting_setup", key, "vat_clause_code")


def _national_currency(content: InvoiceContent) -> Iterator[Finding]:
    """Article 230: the VAT in the seller's own currency."""
    if not content.money.is_foreign:
        return
    for group in content.vat_groups:
        if group.vat_amount and group.vat_lcy is None:
            yield _missing("230", INVOICE, (content.paper.no,), "vat_amount")
            return


# ----------------------------------------------------------------------------------------- Sweden


def _swedish(content: InvoiceContent) -> Iterator[Finding]:
    """Registration number and seat of the company, when to pay and where."""
    company = content.paper.company
    if company.address.country_code != SWEDEN:
        return
    for field in ("registration_no", "registered_office"):
        if not getattr(company, field):
            yield _national(COMPANY, (1,), field)
    if not (company.bankgiro or company.plusgiro or company.iban):
        yield _national(COMPANY, (1,), "bankgiro")
    if content.terms.due_date is None:
        yield _national(INVOICE, (content.paper.no,), "due_date")


def _national(table: str, key: tuple[str | int, ...], field: str) -> NationalContentMissing:
    return NationalContentMissing(
        record=RecordRef(table, key),
        field=field,
        table=table,
        no=key[0] if table != COMPANY else "",
        missing_field=field,
    )


_RULES: tuple[Callable[[InvoiceContent], Iterator[Finding]], ...] = (
    _issue,
    _vat_numbers,
    _addresses,
    _goods,
    _exemptions,
    _national_currency,
    _swedish,
)
