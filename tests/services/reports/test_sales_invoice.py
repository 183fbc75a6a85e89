"""The invoice on paper: what is said, in which words and figures, and how pages turn."""

import hashlib
import io
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken
from desktop.models.company import CompanyInformation
from desktop.models.posted import SalesInvoiceHeader, SalesInvoiceLine
from desktop.models.words import ContactType, VatCalculationType
from desktop.services.reports.flow import RIGHT
from desktop.services.reports.invoice_content import invoice_content
from desktop.services.reports.refusals import DocumentNotFound, LogoUnreadable
from desktop.services.reports.sales_invoice import invoice_drawing, render_invoice
from tests.services.reports.papers import (
    ARTICLE_138,
    a_comment,
    a_customer,
    a_line,
    a_shipment,
    a_shipped_line,
    an_invoice,
)
from tests.services.reports.reading import fonts_of, pages_of, text_of
from tests.services.reports.statements import counted


def printed(session: Session, no: str) -> bytes:
    content = invoice_content(session, no)
    return render_invoice(content, content.paper.language.localizer())


def invoice_text(session: Session, no: str) -> str:
    return text_of(printed(session, no))


# ---------------------------------------------------------------- what the law wants (art. 226)


def test_points_1_to_6_are_printed(session: Session) -> None:
    text = invoice_text(session, an_invoice(session))
    assert "2 mars 2026" in text
    assert "103217" in text
    assert "SE556036079301" in text
    assert "SE556012579001" in text
    for part in ("Fjell Furniture AB", "Storgatan 12", "331 41 Värnamo"):
        assert part in text
    for part in ("Möbelhuset i Malmö AB", "Östra Förstadsgatan 1", "211 31 Malmö"):
        assert part in text
    assert "1001 Skrivbord Fjell, ek 10 st 80,00 25 800,00" in text


def test_one_supply_date_is_printed_once(session: Session) -> None:
    assert invoice_text(session, an_invoice(session)).count("27 feb. 2026") == 1


def test_several_supply_dates_stand_above_their_lines(session: Session) -> None:
    lines = [a_line(1), a_line(2, shipment_date=date(2026, 3, 1))]
    text = invoice_text(session, an_invoice(session, lines))
    assert "Delivered 27 feb. 2026 1001" in text
    assert "Delivered 1 mars 2026 1002" in text


def test_the_supply_date_is_that_of_the_shipment(session: Session) -> None:
    customer = a_customer(session)
    a_shipment(session, [a_shipped_line()], customer, posting_date=date(2026, 2, 10))
    line = a_line(shipment_no="102031", shipment_line_no=10000)
    text = invoice_text(session, an_invoice(session, [line], customer))
    assert "10 feb. 2026" in text


def test_the_last_shipment_of_the_order_line_gives_the_supply_date(session: Session) -> None:
    customer = a_customer(session)
    for no, day in (("1", 5), ("2", 9), ("3", 28)):
        shipped = a_shipped_line(order_no="101005", order_line_no=10000)
        a_shipment(session, [shipped], customer, no=no, posting_date=date(2026, 2, day))
    line = a_line(order_no="101005", order_line_no=10000)
    no = an_invoice(session, [line], customer, posting_date=date(2026, 2, 20))
    assert invoice_content(session, no).supply_dates == (date(2026, 2, 9),)


def test_the_vat_specification_is_that_of_the_books(session: Session) -> None:
    lines = [
        a_line(1),
        a_line(
            2,
            quantity=Decimal(5),
            unit_price=Decimal(100),
            line_discount_pct=Decimal(10),
            vat_pct=Decimal(12),
            vat_identifier="VAT12",
        ),
    ]
    text = invoice_text(session, an_invoice(session, lines))
    assert "25 800,00 200,00 12 450,00 54,00 Total 1 250,00 254,00" in text
    assert "Total Excl. VAT 1 250,00 VAT 25 % 200,00 VAT 12 % 54,00" in text
    assert "Total Incl. VAT 1 504,00 Amount Payable SEK 1 504,00" in text


def test_a_line_discount_is_printed(session: Session) -> None:
    text = invoice_text(session, an_invoice(session, [a_line(line_discount_pct=Decimal("12.5"))]))
    assert "Discount %" in text
    assert "80,00 12,5 25 700,00" in text


def test_an_invoice_discount_is_printed(session: Session) -> None:
    line = a_line(inv_discount_amount=Decimal(40))
    text = invoice_text(session, an_invoice(session, [line]))
    assert "Subtotal 800,00 Invoice Discount -40,00 Total Excl. VAT 760,00" in text


def test_rounding_is_printed_as_rounding(session: Session) -> None:
    no = an_invoice(session, rounding_amount=Decimal("0.40"))
    assert "Rounding 0,40 Amount Payable SEK 1 000,40" in invoice_text(session, no)


def test_cash_accounting_is_named(session: Session) -> None:
    session.get_one(CompanyInformation, 1).cash_accounting = True
    assert "Cash accounting" in invoice_text(session, an_invoice(session))


def test_german_buyer_of_goods_reads_the_exemption_in_german(session: Session) -> None:
    no = german_invoice(session)
    text = invoice_text(session, no)
    assert ARTICLE_138 in text
    assert "SE556036079301" in text
    assert "DE123456789" in text
    assert "27.02.2026" in text
    assert "0 800,00 0,00" in text
    assert "Deutschland" in text
    assert "Schweden" in text


def test_reverse_charge_without_a_clause_is_named_all_the_same(session: Session) -> None:
    assert "Reverse charge" in invoice_text(session, german_invoice(session, vat_clause_code=None))


def test_vat_in_foreign_currency_is_printed_in_lcy_too(session: Session) -> None:
    line = a_line(quantity=Decimal(10), unit_price=Decimal(100))
    text = invoice_text(session, euro_invoice(session, [line]))
    assert "VAT EUR VAT SEK" in text
    assert "1 000,00 250,00 2 800,00" in text
    assert "1 EUR = 11,20 SEK" in text


def german_invoice(session: Session, **line: object) -> str:
    facts: dict[str, Any] = {
        "vat_pct": Decimal(0),
        "vat_identifier": "EUVAT25",
        "vat_calculation_type": VatCalculationType.REVERSE_CHARGE,
        "vat_clause_code": "ART138",
    }
    buyer = a_customer(
        session,
        "D10",
        name="Großmöbel Übersee GmbH & Co. KG",
        city="Stuttgart",
        country_code="DE",
        vat_registration_no="DE123456789",
        language_code="DE",
    )
    return an_invoice(session, [a_line(**(facts | line))], buyer)


def euro_invoice(session: Session, lines: list[SalesInvoiceLine]) -> str:
    return an_invoice(
        session,
        lines,
        currency_code="EUR",
        exchange_rate_amount=Decimal(1),
        relational_amount=Decimal("11.20"),
    )


# ---------------------------------------------------------------------------- prices incl. VAT


def gross_line() -> SalesInvoiceLine:
    return a_line(
        quantity=Decimal(1),
        unit_price=Decimal(125),
        gross_amount=Decimal(125),
        line_amount=Decimal(125),
        amount=Decimal(100),
        vat_amount=Decimal(25),
        amount_including_vat=Decimal(125),
    )


def test_prices_including_vat_show_lines_gross_and_the_specification_net(session: Session) -> None:
    no = an_invoice(session, [gross_line()], prices_including_vat=True)
    text = invoice_text(session, no)
    assert "1 st 100,00 125,00 25 125,00" in text
    assert "25 100,00 25,00" in text
    assert "Total Incl. VAT 125,00 Of Which VAT 25 % 25,00" in text


def test_a_private_person_gets_no_column_of_net_prices(session: Session) -> None:
    person = a_customer(session, contact_type=ContactType.PERSON)
    no = an_invoice(session, [gross_line()], person, prices_including_vat=True)
    assert "Unit Price Excl. VAT" not in invoice_text(session, no)


# ----------------------------------------------------------------------------- terms and Sweden


def test_how_to_pay_is_printed(session: Session) -> None:
    text = invoice_text(session, an_invoice(session))
    for part in (
        "1 000,00 kr",
        "1 apr. 2026",
        "1032173",
        "5050-1055",
        "28 65 43-4",
        "SE45 5000 0000 0583 9825 7466",
        "HANDSESS",
        "30 dagar netto",
        "Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen.",
    ):
        assert part in text


def test_a_swedish_company_states_seat_number_and_f_tax(session: Session) -> None:
    text = invoice_text(session, an_invoice(session))
    assert "Registration No.: 556036-0793" in text
    assert "Registered Office: Värnamo" in text
    assert "Approved for F-tax" in text


def test_a_payment_discount_is_offered(session: Session) -> None:
    no = an_invoice(session, payment_discount_pct=Decimal(2), pmt_discount_date=date(2026, 3, 10))
    assert "2 % payment discount if paid by 10 mars 2026." in invoice_text(session, no)


def test_buyer_and_delivery_address_stand_beside_another_payer(session: Session) -> None:
    no = an_invoice(session, sell_to_name="Filialen i Lund", ship_to_name="Lager Syd")
    text = invoice_text(session, no)
    assert "Buyer Filialen i Lund" in text
    assert "Delivery Address Lager Syd" in text


def test_references_are_printed(session: Session) -> None:
    text = invoice_text(session, an_invoice(session, external_document_no="PO-4711"))
    for part in ("Björn Borg", "PO-4711", "101005", "Anna Åkesson", "08-123 45 67"):
        assert part in text


# -------------------------------------------------------------------------------- the language


@pytest.mark.parametrize(
    ("language", "region", "amount", "day"),
    [
        ("SV", "", "1 000,00 kr", "2 mars 2026"),
        ("EN", "", "SEK1,000.00", "2 Mar 2026"),
        ("DE", "", "1.000,00 SEK", "02.03.2026"),
        ("DE", "de_CH", "SEK 1’000.00", "02.03.2026"),
        ("FR", "", "1 000,00 SEK", "2 mars 2026"),
        ("PL", "", "1 000,00 SEK", "2 mar 2026"),
    ],
)
def test_numbers_and_dates_are_the_customers(
    session: Session, language: str, region: str, amount: str, day: str
) -> None:
    customer = a_customer(session, language_code=language, format_region=region)
    text = invoice_text(session, an_invoice(session, customer=customer)).replace("\u202f", " ")
    assert amount in text
    assert day in text


def test_the_document_decides_its_language_before_the_customer(session: Session) -> None:
    customer = a_customer(session, language_code="DE")
    no = an_invoice(session, customer=customer, language_code="EN")
    assert invoice_content(session, no).paper.language.locale == "en_GB"


def test_without_a_language_the_company_decides(session: Session) -> None:
    assert invoice_content(session, an_invoice(session)).paper.language.locale == "sv_SE"


# --------------------------------------------------------------------------------- pages and type


def test_sums_are_carried_over_pages(session: Session) -> None:
    no = an_invoice(session, [a_line(number) for number in range(1, 61)])
    pages = pages_of(printed(session, no))
    assert len(pages) == 3
    for earlier, later in pairwise(pages):
        carried = earlier.split("Carried forward ")[1].split(",00")[0]
        assert f"Brought forward {carried},00" in later
    assert "Page 2 of 3" in pages[1]
    assert "1 of 3" in pages[0]
    assert all("Amount SEK" in page for page in pages)


@pytest.mark.parametrize("count", range(12, 24))
def test_the_sums_are_never_alone_on_a_page(session: Session, count: int) -> None:
    no = an_invoice(session, [a_line(number) for number in range(1, count + 1)])
    last = pages_of(printed(session, no))[-1]
    assert f"{1000 + count} Skrivbord" in last
    assert "Amount Payable" in last
    assert "To Pay" in last


@pytest.mark.parametrize("count", range(14, 22))
def test_a_delivery_heading_is_never_the_last_line_of_a_page(session: Session, count: int) -> None:
    lines = [a_line(number) for number in range(1, count)]
    later = [a_line(number, shipment_date=date(2026, 3, 1)) for number in range(count, 60)]
    for page in pages_of(printed(session, an_invoice(session, [*lines, *later]))):
        assert "Delivered 1 mars 2026 Carried forward" not in page


def test_five_hundred_lines_are_printed(session: Session) -> None:
    no = an_invoice(session, [a_line(number) for number in range(1, 501)])
    text = invoice_text(session, no)
    assert "10500 Skrivbord" in text
    assert "Amount Payable SEK 500 000,00" in text


def test_nothing_runs_over_the_margins(session: Session) -> None:
    long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 3
    customer = a_customer(session, name=long[:100], name_2=long[:50], city=long[:50])
    line = a_line(
        no="ARTIKELNUMMER-MED-20",
        description=long[:100],
        description_2=long[:50],
        quantity=Decimal("1234567.12345"),
        unit_price=Decimal("9999999.12345"),
    )
    no = an_invoice(session, [line], customer, work_description=long, ship_to_name=long[:100])
    content = invoice_content(session, no)
    drawing = invoice_drawing(content, content.paper.language.localizer())
    for page in drawing.pages:
        for text in page.texts:
            assert text.x + text.face.width(text.text, text.size) <= RIGHT + 0.5, text.text


def test_comments_stand_between_the_lines(session: Session) -> None:
    no = an_invoice(session, [a_line(1), a_comment(2, "Tack för din beställning!")])
    assert "800,00 Tack för din beställning!" in invoice_text(session, no)


def test_an_account_line_shows_no_account_number(session: Session) -> None:
    no = an_invoice(session, [a_line(type="gl_account", no="3590", description="Frakt")])
    text = invoice_text(session, no)
    assert "Frakt" in text
    assert "3590" not in text


def test_all_fonts_are_embedded_and_none_is_helvetica(session: Session) -> None:
    fonts = fonts_of(printed(session, an_invoice(session)))
    assert fonts
    assert all(fonts.values())
    assert not [name for name in fonts if "Helvetica" in name]


def test_the_file_knows_title_author_and_language(session: Session) -> None:
    reader = PdfReader(io.BytesIO(printed(session, an_invoice(session))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Invoice 103217"
    assert reader.metadata.author == "Fjell Furniture AB"
    assert reader.trailer["/Root"]["/Lang"] == "sv-SE"  # type: ignore[index]


def test_equal_data_gives_equal_bytes(session: Session) -> None:
    no = an_invoice(session, [a_line(number) for number in range(1, 40)])
    first, second = (hashlib.sha256(printed(session, no)).hexdigest() for _ in range(2))
    assert first == second


def test_a_logo_is_printed_and_a_broken_one_refused(session: Session) -> None:
    no = an_invoice(session)
    company = session.get_one(CompanyInformation, 1)
    company.logo = b"this is no picture"
    with pytest.raises(LogoUnreadable) as refusal:
        printed(session, no)
    assert refusal.value.parameters["layout"] == "standard"
    assert "103217" in str(refusal.value)
    company.logo = a_picture()
    assert b"/Image" in printed(session, no)


def a_picture() -> bytes:
    """The smallest PNG: one red pixel."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
        "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )


# ------------------------------------------------------------------------------- reading it out


def test_an_unknown_invoice_is_refused(session: Session) -> None:
    with pytest.raises(DocumentNotFound) as refusal:
        invoice_content(session, "999")
    assert refusal.value.parameters["no"] == "999"


def test_figures_that_contradict_each_other_are_a_defect(session: Session) -> None:
    no = an_invoice(session)
    session.get_one(SalesInvoiceHeader, no).vat_amount = Decimal(1)
    with pytest.raises(InvariantBroken, match="vat_amount"):
        invoice_content(session, no)


@pytest.mark.parametrize("count", [1, 50])
def test_content_is_read_in_few_statements(session: Session, count: int) -> None:
    line: dict[str, Any] = {"order_no": "101005", "vat_clause_code": "ART138"}
    no = an_invoice(session, [a_line(number, **line) for number in range(1, count + 1)])
    session.expire_all()
    with counted(session) as statements:
        invoice_content(session, no)
    assert len(statements) == 8
