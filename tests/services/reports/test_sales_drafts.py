"""Quote, order confirmation and proforma invoice on paper: what is said, and how pages turn."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from desktop.models.archive_words import ArchiveCause
from desktop.models.contact_words import SentDocument
from desktop.models.contacts import Contact, Interaction
from desktop.models.customers import Customer
from desktop.models.every_table import Base
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.setup import InventorySetup, SalesSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import ContactType, LineType, Status
from desktop.services.context import UserContext
from desktop.services.reports.draft_content import draft_content
from desktop.services.reports.draft_papers import count_draft_print, draft_pdf
from desktop.services.reports.refusals import PaperOfAnotherType
from desktop.services.reports.usages import DocumentUsage
from desktop.services.sales.archive import versions
from desktop.services.sales.refusals import DocumentMissing
from tests.services.reports.papers import a_company, a_customer
from tests.services.reports.reading import pages_of, text_of
from tests.services.reports.statements import counted

ANNA = UserContext("ANNA", date(2026, 3, 2))
QUOTE, CONFIRMATION, PROFORMA = (
    DocumentUsage.QUOTE,
    DocumentUsage.ORDER_CONFIRMATION,
    DocumentUsage.PROFORMA,
)
WEEKS = tuple(date(2026, 3, day) for day in (9, 16))


@pytest.fixture
def session(session: Session) -> Session:
    """The same company, with the set-up that drafts are calculated by."""
    session.add_all([SalesSetup(id=1), InventorySetup(id=1)])
    session.flush()
    return session


def a_draft(
    session: Session,
    document_type: DocumentType = DocumentType.ORDER,
    lines: int = 1,
    customer: Customer | None = None,
    **changes: Any,  # noqa: ANN401  (columns of any kind)
) -> DocumentKey:
    """A draft whose lines are 10 desks at 80.00, 25 % VAT."""
    buyer = customer or a_customer(session, language_code="EN")
    facts = {
        f"{side}_{part}": getattr(buyer, part) or ""
        for side in ("sell_to", "bill_to", "ship_to")
        for part in ("name", "address", "post_code", "city")
    }
    header = SalesHeader(
        document_type=document_type,
        no="101005",
        sell_to_customer_no=buyer.no,
        bill_to_customer_no=buyer.no,
        language_code=buyer.language_code,
        document_date=ANNA.work_date,
        order_date=ANNA.work_date,
        payment_terms_code="30D",
        shipment_method_code="DAP",
        salesperson_code="ANNA",
        **(facts | changes),
    )
    session.add(header)
    session.flush()
    session.add_all(a_line(header.key, number) for number in range(1, lines + 1))
    session.flush()
    return header.key


def a_line(key: DocumentKey, number: int, **changes: Any) -> SalesLine:  # noqa: ANN401  (columns of any kind)
    facts: dict[str, Any] = {
        "type": LineType.ITEM,
        "no": f"10{number:03}",
        "description": "Skrivbord Fjell, ek",
        "unit_of_measure_code": "PCS",
        "quantity": Decimal(10),
        "unit_price": Decimal(80),
        "line_amount": Decimal(800),
        "vat_pct": Decimal(25),
        "vat_identifier": "VAT25",
        "planned_delivery_date": WEEKS[0],
    }
    return SalesLine(
        document_type=key.type, document_no=key.no, line_no=number * 10000, **(facts | changes)
    )


def printed(session: Session, usage: DocumentUsage, key: DocumentKey) -> bytes:
    return draft_pdf(session, usage, key, ANNA).content


def test_a_quote_says_until_when_it_holds(session: Session) -> None:
    key = a_draft(session, DocumentType.QUOTE, quote_valid_until=date(2026, 4, 1))
    text = text_of(printed(session, QUOTE, key))
    assert "Quote No. 101005 Quote Date 2 Mar 2026" in text
    assert text.count("1 Apr 2026") == 2
    assert "10001 Skrivbord Fjell, ek 10 st 80.00 25 800.00" in text
    assert "Total Excl. VAT 800.00" in text
    assert "Total SEK 1,000.00" in text
    assert "Amount Payable" not in text
    assert "Not released" not in text


def test_a_confirmation_says_when_the_goods_come(session: Session) -> None:
    key = a_draft(session, status=Status.RELEASED, quote_no="SQ-7")
    text = text_of(printed(session, CONFIRMATION, key))
    assert "Order Confirmation" in text
    assert "Our Quote No." in text
    assert "SQ-7" in text
    assert text.count("9 Mar 2026") == 2
    assert "Amount Payable SEK 1,000.00" in text
    assert "Not released" not in text


def test_an_open_order_is_marked_as_not_released(session: Session) -> None:
    assert "Not released" in text_of(printed(session, CONFIRMATION, a_draft(session)))


def test_different_delivery_dates_stand_on_their_lines(session: Session) -> None:
    key = a_draft(session)
    session.add(a_line(key, 2, planned_delivery_date=WEEKS[1]))
    session.flush()
    text = text_of(printed(session, CONFIRMATION, key))
    assert "10001 Skrivbord Fjell, ek 9 Mar 2026 10 st" in text
    assert "10002 Skrivbord Fjell, ek 16 Mar 2026 10 st" in text


@pytest.mark.parametrize("document_type", [DocumentType.ORDER, DocumentType.INVOICE])
def test_a_proforma_says_that_it_is_no_invoice(
    session: Session, document_type: DocumentType
) -> None:
    text = text_of(printed(session, PROFORMA, a_draft(session, document_type)))
    assert "Proforma Invoice" in text
    assert "This is not an invoice." in text
    assert "Invoice No." not in text
    assert "IBAN SE45" in text


def test_vat_and_discounts_are_those_of_the_screen(session: Session) -> None:
    key = a_draft(session, lines=2)
    line = session.get_one(SalesLine, (key.type, key.no, 20000))
    line.vat_pct, line.vat_identifier = Decimal(12), "VAT12"
    line.line_discount_pct, line.line_discount_amount = Decimal(10), Decimal(80)
    line.line_amount = Decimal(720)
    session.flush()
    text = text_of(printed(session, CONFIRMATION, key))
    assert "10 12 720.00" in text
    assert "25 800.00 200.00 12 720.00 86.40 Total 1,520.00 286.40" in text
    assert "Amount Payable SEK 1,806.40" in text


def test_the_paper_speaks_the_customers_language(session: Session) -> None:
    buyer = a_customer(session, language_code="DE", country_code="DE")
    key = a_draft(session, customer=buyer)
    text = text_of(printed(session, CONFIRMATION, key))
    assert "30 Tage netto" in text
    assert "1.000,00" in text


def test_addresses_of_others_stand_beside_the_buyers(session: Session) -> None:
    key = a_draft(session, ship_to_name="Lager Syd", bill_to_name="Koncern AB")
    text = text_of(printed(session, CONFIRMATION, key))
    assert "Invoice Address Koncern AB" in text
    assert "Delivery Address Lager Syd" in text


@pytest.mark.parametrize(
    ("usage", "document_type"),
    [
        (QUOTE, DocumentType.QUOTE),
        (CONFIRMATION, DocumentType.ORDER),
        (PROFORMA, DocumentType.ORDER),
    ],
)
@pytest.mark.parametrize("lines", [1, 19, 60])
def test_pages_turn_with_the_sums(
    session: Session, usage: DocumentUsage, document_type: DocumentType, lines: int
) -> None:
    pages = pages_of(printed(session, usage, a_draft(session, document_type, lines)))
    assert len(pages) == {1: 1, 60: 3}.get(lines, len(pages))
    for earlier, later in pairwise(pages):
        carried = earlier.partition("Carried forward ")[2].split()[0]
        assert f"Brought forward {carried}" in later
    assert "Skrivbord" in pages[-1]
    assert "Total" in pages[-1]


def test_a_paper_is_made_of_its_own_documents_only(session: Session) -> None:
    key = a_draft(session, DocumentType.QUOTE)
    with pytest.raises(PaperOfAnotherType):
        draft_pdf(session, CONFIRMATION, key, ANNA)
    with pytest.raises(DocumentMissing):
        draft_pdf(session, QUOTE, DocumentKey(DocumentType.QUOTE, "NONE"), ANNA)


@pytest.mark.parametrize("lines", [1, 40])
def test_content_is_read_in_few_statements(session: Session, lines: int) -> None:
    key = a_draft(session, lines=lines)
    session.expire_all()
    with counted(session) as statements:
        draft_content(session, CONFIRMATION, key, ANNA)
    assert len(statements) <= 8


def test_equal_drafts_give_equal_bytes(session: Session) -> None:
    key = a_draft(session)
    assert printed(session, CONFIRMATION, key) == printed(session, CONFIRMATION, key)


# ------------------------------------------------------------------------------------ on both kinds


@pytest.fixture
def either(fresh_database_url: str) -> Iterator[Session]:
    engine = create_engine(fresh_database_url)
    Base.metadata.create_all(engine)
    with Session(engine, expire_on_commit=False) as opened:
        a_company(opened)
        opened.add_all([SalesSetup(id=1, archive_on_send=True), InventorySetup(id=1)])
        opened.flush()
        yield opened
    engine.dispose()


def test_sending_counts_and_keeps_a_version_where_the_setup_wants_it(either: Session) -> None:
    key = a_draft(either)
    assert count_draft_print(either, CONFIRMATION, key, ANNA) == 1
    assert count_draft_print(either, CONFIRMATION, key, ANNA) == 2
    either.expire_all()
    assert either.get_one(SalesHeader, (key.type, key.no)).no_printed == 2
    kept = versions(either, key)
    assert [(each.version_no, each.cause) for each in kept] == [
        (2, ArchiveCause.SENDING),
        (1, ArchiveCause.SENDING),
    ]
    assert count_draft_print(either, PROFORMA, key, ANNA) is None
    assert len(versions(either, key)) == 2


def test_a_sent_draft_is_logged_on_its_contact_with_the_version(either: Session) -> None:
    key = a_draft(either)
    either.add(Contact(no="K1", name="Nordic", type=ContactType.COMPANY))
    either.get_one(SalesHeader, (key.type, key.no)).sell_to_contact_no = "K1"
    either.flush()
    count_draft_print(either, CONFIRMATION, key, ANNA)
    count_draft_print(either, PROFORMA, key, ANNA)
    logged = either.scalars(select(Interaction).order_by(Interaction.entry_no)).all()
    assert [
        (each.contact_no, each.document_type, each.document_no, each.document_version)
        for each in logged
    ] == [("K1", SentDocument(key.type), key.no, 1), ("K1", SentDocument(key.type), key.no, 0)]


def test_without_that_only_the_prints_are_counted(session: Session) -> None:
    key = a_draft(session, DocumentType.QUOTE)
    assert count_draft_print(session, QUOTE, key, ANNA) is None
    session.expire_all()
    assert session.get_one(SalesHeader, (key.type, key.no)).no_printed == 1
    assert versions(session, key) == ()
