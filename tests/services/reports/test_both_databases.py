"""What papers read and keep is the same on SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.posted import SalesInvoiceHeader
from desktop.services.context import UserContext
from desktop.services.reports.archive import count_print, issued_pdf, preview_pdf
from desktop.services.reports.invoice_content import invoice_content
from desktop.services.reports.shipment_content import shipment_content
from tests.services.reports.papers import (
    a_company,
    a_customer,
    a_line,
    a_shipment,
    a_shipped_line,
    an_invoice,
    an_order_line,
)

ANNA = UserContext("ANNA", date(2026, 3, 2))


@pytest.fixture
def either(fresh_database_url: str) -> Iterator[Session]:
    """A session on a company in each kind of database."""
    engine = create_engine(fresh_database_url)
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as opened:
        a_company(opened)
        yield opened
    engine.dispose()


def test_an_invoice_in_foreign_currency_is_read(either: Session) -> None:
    line = a_line(quantity=Decimal(10), unit_price=Decimal(100), vat_clause_code="ART138")
    no = an_invoice(
        either,
        [line],
        currency_code="EUR",
        exchange_rate_amount=Decimal(1),
        relational_amount=Decimal("11.20"),
    )
    either.expire_all()
    content = invoice_content(either, no)
    [group] = content.vat_groups
    figures = [group.base, group.vat_amount, group.vat_lcy]
    assert figures == [Decimal(1000), Decimal(250), Decimal(2800)]
    assert group.clause == "Unionsintern leverans, artikel 138"
    assert content.terms.payment_terms == "30 dagar netto"


def test_a_shipment_of_an_order_is_read(either: Session) -> None:
    an_order_line(either, 10)
    shipped = a_shipped_line(order_no="101005", order_line_no=10000)
    [line] = shipment_content(either, a_shipment(either, [shipped])).lines
    figures = [line.ordered, line.shipped, line.outstanding]
    assert figures == [Decimal(10), Decimal(3), Decimal(7)]


def test_an_issued_invoice_is_kept_and_counted(either: Session) -> None:
    no = an_invoice(either, customer=a_customer(either))
    first = issued_pdf(either, "invoice", no, ANNA)
    count_print(either, "invoice", no, ANNA)
    either.expire_all()
    assert preview_pdf(either, "invoice", no).content == first.content
    assert either.get_one(SalesInvoiceHeader, no).no_printed == 1
