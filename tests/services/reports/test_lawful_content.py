"""Missing lawful content is told by article, record and field, and stops what it must stop."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, SeveralRefusals
from desktop.models.company import CompanyInformation
from desktop.models.customers import Customer
from desktop.models.posted import SalesInvoiceHeader, SalesInvoiceLine
from desktop.models.words import VatCalculationType
from desktop.services.reports.invoice_content import InvoiceContent, invoice_content
from desktop.services.reports.lawful_content import (
    Finding,
    check_can_be_issued,
    content_notices,
    is_mandatory,
    missing_content,
)
from desktop.services.reports.refusals import InvoiceContentMissing, NationalContentMissing
from tests.services.reports.papers import a_customer, a_line, an_invoice


def found(content: InvoiceContent) -> list[tuple[object, str, str | None]]:
    """Article, table and field of each finding."""
    return [_place(finding) for finding in missing_content(content)]


def _place(finding: Finding) -> tuple[object, str, str | None]:
    assert finding.record is not None
    return finding.parameters.get("article"), finding.record.table, finding.field


def test_a_complete_invoice_lacks_nothing(session: Session) -> None:
    content = invoice_content(session, an_invoice(session))
    assert missing_content(content) == ()
    check_can_be_issued(content)


@pytest.mark.parametrize(
    ("field", "article"),
    [
        ("vat_registration_no", "226(3)"),
        ("name", "226(5)"),
        ("address", "226(5)"),
        ("city", "226(5)"),
    ],
)
def test_what_the_company_lacks_is_named(session: Session, field: str, article: str) -> None:
    setattr(session.get_one(CompanyInformation, 1), field, "")
    content = invoice_content(session, an_invoice(session))
    assert found(content) == [(article, "company_information", field)]
    assert is_mandatory(missing_content(content)[0])


@pytest.mark.parametrize("field", ["name", "address", "city"])
def test_what_the_customers_address_lacks_is_named(session: Session, field: str) -> None:
    changes: dict[str, Any] = {f"bill_to_{field}": ""}
    no = an_invoice(session, **changes)
    content = invoice_content(session, no)
    assert found(content) == [("226(5)", "customer", field)]


def test_the_date_of_issue_is_wanted(session: Session) -> None:
    content = invoice_content(session, an_invoice(session, document_date=None))
    assert found(content) == [("226(1)", "sales_invoice_header", "document_date")]


def test_the_number_is_wanted(session: Session) -> None:
    content = invoice_content(session, an_invoice(session))
    without = replace(content, paper=replace(content.paper, no=" "))
    assert found(without)[0] == ("226(2)", "sales_invoice_header", "no")


def test_a_line_needs_a_text_and_a_rate(session: Session) -> None:
    no = an_invoice(session, [a_line(1, description=" "), a_line(2, vat_identifier=None)])
    content = invoice_content(session, no)
    assert found(content) == [
        ("226(6)", "sales_invoice_line", "description"),
        ("226(8)", "sales_invoice_line", "vat_identifier"),
    ]
    assert missing_content(content)[0].record == RecordRef("sales_invoice_line", (no, 10000))


def test_a_date_of_supply_is_wanted_but_stops_nothing(session: Session) -> None:
    content = invoice_content(session, an_invoice(session, [a_line(shipment_date=None)]))
    assert found(content) == [("226(7)", "sales_invoice_line", "shipment_date")]
    check_can_be_issued(content)


# --------------------------------------------------------------- who must have a VAT number (AX18)


def a_german(session: Session) -> Customer:
    return a_customer(session, "D10", country_code="DE", vat_registration_no="")


def reverse_charge_line() -> SalesInvoiceLine:
    return a_line(
        vat_pct=Decimal(0),
        vat_identifier="EUVAT25",
        vat_calculation_type=VatCalculationType.REVERSE_CHARGE,
        vat_clause_code="ART138",
    )


def test_a_buyer_abroad_needs_a_vat_number(session: Session) -> None:
    no = an_invoice(session, [reverse_charge_line()], a_german(session))
    with pytest.raises(InvoiceContentMissing) as refusal:
        check_can_be_issued(invoice_content(session, no))
    assert refusal.value.record == RecordRef("customer", ("D10",))
    assert refusal.value.field == "vat_registration_no"
    assert "Article 226(4): Vat Registration No of customer D10" in str(refusal.value)


def test_a_number_entered_on_the_card_afterwards_counts(session: Session) -> None:
    customer = a_german(session)
    no = an_invoice(session, [reverse_charge_line()], customer)
    customer.vat_registration_no = "DE123456789"
    check_can_be_issued(invoice_content(session, no))


def test_zero_rated_goods_to_another_member_state_need_it_too(session: Session) -> None:
    line = a_line(vat_pct=Decimal(0), vat_identifier="EUZERO", vat_clause_code="ART138")
    content = invoice_content(session, an_invoice(session, [line], a_german(session)))
    assert found(content) == [("226(4)", "customer", "vat_registration_no")]


def test_exports_need_none(session: Session) -> None:
    customer = a_customer(session, country_code="NO", vat_registration_no="")
    line = a_line(vat_pct=Decimal(0), vat_identifier="EXPORT", vat_clause_code="ART138")
    assert found(invoice_content(session, an_invoice(session, [line], customer))) == []


def test_a_taxed_buyer_abroad_needs_none(session: Session) -> None:
    assert found(invoice_content(session, an_invoice(session, customer=a_german(session)))) == []


# ------------------------------------------------------------------------- reasons and currencies


def test_a_zero_rate_needs_its_reason(session: Session) -> None:
    line = a_line(
        vat_pct=Decimal(0),
        vat_identifier="ZERO",
        vat_bus_posting_group="DOMESTIC",
        vat_prod_posting_group="ZERO",
    )
    content = invoice_content(session, an_invoice(session, [line]))
    assert found(content) == [("226(11)", "vat_posting_setup", "vat_clause_code")]
    check_can_be_issued(content)


def test_vat_in_foreign_currency_is_wanted_in_lcy(session: Session) -> None:
    content = invoice_content(session, an_invoice(session, currency_code="EUR"))
    groups = tuple(replace(group, vat_lcy=None) for group in content.vat_groups)
    assert found(replace(content, vat_groups=groups)) == [
        ("230", "sales_invoice_header", "vat_amount")
    ]


# --------------------------------------------------------------------------------------- Sweden


def test_a_swedish_company_names_its_seat_and_number(session: Session) -> None:
    company = session.get_one(CompanyInformation, 1)
    company.registration_no = company.registered_office = ""
    company.bankgiro = company.plusgiro = company.iban = ""
    findings = missing_content(invoice_content(session, an_invoice(session, due_date=None)))
    assert all(isinstance(finding, NationalContentMissing) for finding in findings)
    assert [finding.field for finding in findings] == [
        "registration_no",
        "registered_office",
        "bankgiro",
        "due_date",
    ]
    assert not any(is_mandatory(finding) for finding in findings)


def test_another_country_has_other_laws(session: Session) -> None:
    company = session.get_one(CompanyInformation, 1)
    company.country_code, company.registered_office = "DE", ""
    assert found(invoice_content(session, an_invoice(session))) == []


# -------------------------------------------------------------------------------- how it is told


def test_all_that_stops_an_invoice_is_told_at_once(session: Session) -> None:
    company = session.get_one(CompanyInformation, 1)
    company.vat_registration_no = company.registered_office = ""
    content = invoice_content(session, an_invoice(session, bill_to_city=""))
    with pytest.raises(SeveralRefusals) as refusal:
        check_can_be_issued(content)
    assert [each.field for each in refusal.value.refusals] == ["vat_registration_no", "city"]


def test_after_posting_the_findings_are_warnings(session: Session) -> None:
    session.get_one(CompanyInformation, 1).vat_registration_no = ""
    no = an_invoice(session)
    [notice] = content_notices(invoice_content(session, no))
    assert notice.is_warning
    assert "226(3)" in str(notice)
    assert session.get_one(SalesInvoiceHeader, no).no == no
