"""The PDF of an invoice, against drawing the same text with reportlab's canvas.

The bare program knows every text and place beforehand; ours formats the figures, measures,
breaks lines and pages, and draws. Fonts are registered before both. CPU time, the best of
several runs.
"""

import io
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from desktop.models.values.numbers import round_to
from desktop.models.words import LineType, VatCalculationType
from desktop.services.reports.address import PostalAddress
from desktop.services.reports.document_content import CompanyFacts, PaperFacts, Party, PersonFacts
from desktop.services.reports.document_language import DocumentLanguage
from desktop.services.reports.drawing import PAGE_HEIGHT, PAGE_WIDTH, Drawing, Page
from desktop.services.reports.fonts import regular
from desktop.services.reports.invoice_content import (
    InvoiceContent,
    InvoiceLine,
    InvoiceMoney,
    InvoiceTerms,
    VatGroup,
)
from desktop.services.reports.sales_invoice import invoice_drawing, render_invoice
from desktop.services.reports.usages import DocumentUsage

LIMIT = 2.0
RUNS = 9
LINES = (10, 640)  # one page and twenty
CENT = Decimal("0.01")
ZERO = Decimal(0)
RATE = Decimal(25)
DAY = date(2026, 3, 2)


def main() -> int:
    """Print a row for each length; 1 when a ratio passes the limit."""
    print(f"{'pages':>5} {'lines':>5} {'texts':>6} {'ours ms':>8} {'canvas ms':>9} {'ratio':>6}")
    is_within = True
    for count in LINES:
        content = an_invoice(count)
        localizer = content.paper.language.localizer()
        drawing = invoice_drawing(content, localizer)
        ours, bare = best(partial(render_invoice, content, localizer), partial(drawn_bare, drawing))
        ratio = ours / bare
        is_within = is_within and ratio <= LIMIT
        texts = sum(len(page.texts) for page in drawing.pages)
        print(
            f"{len(drawing.pages):>5} {count:>5} {texts:>6} "
            f"{ours * 1000:>8.1f} {bare * 1000:>9.1f} {ratio:>6.2f}"
        )
    print(f"limit {LIMIT}: {'PASS' if is_within else 'FAIL'}")
    return 0 if is_within else 1


def best(*works: Callable[[], object]) -> list[float]:
    """The least CPU seconds of each piece of work; they take turns, so that both see the same."""
    least = [float("inf")] * len(works)
    for _run in range(RUNS):
        for position, work in enumerate(works):
            began = time.process_time()
            work()
            least[position] = min(least[position], time.process_time() - began)
    return least


def drawn_bare(drawing: Drawing) -> bytes:
    """The same texts and lines, each drawn by the canvas's own call."""
    buffer = io.BytesIO()
    name = regular().name
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=name,  # type: ignore[arg-type]  # the stubs say float
    )
    for page in drawing.pages:
        draw_page(canvas, page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_page(canvas: Canvas, page: Page) -> None:
    """What stands on one page."""
    for panel in page.panels:
        canvas.setFillColorRGB(*panel.colour)
        canvas.rect(panel.x, panel.y, panel.width, panel.height, stroke=0, fill=1)
    for rule in page.rules:
        canvas.setStrokeColorRGB(*rule.colour)
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x, rule.y, rule.x + rule.length, rule.y)
    for text in page.texts:
        canvas.setFont(text.face.name, text.size)
        canvas.setFillColorRGB(*text.colour)
        canvas.drawString(text.x, text.y, text.text)


# ------------------------------------------------------------------------------------ the invoice


def an_invoice(count: int) -> InvoiceContent:
    """An invoice with so many different lines; the same at every call."""
    chance = random.Random(count)  # noqa: S311  # figures for a measurement
    lines = tuple(a_line(number, chance) for number in range(1, count + 1))
    amount = sum((line.line_amount for line in lines), ZERO)
    vat = round_to(amount, CENT, times=RATE, over=Decimal(100))
    return InvoiceContent(
        paper=the_paper(),
        terms=InvoiceTerms(
            posting_date=DAY,
            due_date=date(2026, 4, 1),
            discount_date=None,
            payment_discount_pct=ZERO,
            payment_terms="30 dagar netto",
            payment_method="",
            shipment_method="Fritt levererat (DAP)",
            payment_reference="1032173",
            is_intra_community=False,
        ),
        money=InvoiceMoney(
            currency_code="SEK",
            decimals=2,
            lcy_code="SEK",
            lcy_decimals=2,
            is_foreign=False,
            exchange_rate_amount=Decimal(1),
            relational_amount=Decimal(1),
            prices_including_vat=False,
            subtotal=amount,
            invoice_discount=ZERO,
            amount=amount,
            vat_amount=vat,
            amount_including_vat=amount + vat,
            rounding_amount=ZERO,
            amount_payable=amount + vat,
        ),
        lines=lines,
        vat_groups=(
            VatGroup(
                vat_identifier="VAT25",
                vat_bus_posting_group="DOMESTIC",
                vat_prod_posting_group="VAT25",
                vat_pct=RATE,
                calculation_type=VatCalculationType.NORMAL,
                base=amount,
                vat_amount=vat,
                vat_lcy=vat,
                clause_code="",
                clause="",
            ),
        ),
    )


def a_line(number: int, chance: random.Random) -> InvoiceLine:
    """A line like no other; every tenth has a text that needs two lines."""
    quantity = Decimal(chance.randint(1, 999))
    price = Decimal(chance.randint(100, 999_999)) / 100
    percent = Decimal(chance.choice([0, 5, 10]))
    gross = quantity * price
    discount = round_to(gross, CENT, times=percent, over=Decimal(100))
    more = ", med ställbara armstöd, svankstöd och hjul för hårda golv" if number % 10 == 0 else ""
    return InvoiceLine(
        line_no=number * 10000,
        type=LineType.ITEM,
        no=f"A{chance.randint(1000, 99_999)}",
        variant_code="",
        item_reference_no="",
        description=f"Kontorsstol nr {number} i ek{more}",
        description_2="",
        quantity=quantity,
        unit="st",
        unit_price=price,
        unit_price_excl_vat=None,
        line_discount_pct=percent,
        line_discount_amount=discount,
        line_amount=gross - discount,
        vat_pct=RATE,
        vat_identifier="VAT25",
        shipment_no="102031",
        supply_date=DAY,
    )


def the_paper() -> PaperFacts:
    """Sender, receiver and references."""
    address = PostalAddress(
        name="Möbelhuset i Malmö AB",
        address="Östra Förstadsgatan 1",
        post_code="211 31",
        city="Malmö",
        country_code="SE",
    )
    return PaperFacts(
        usage=DocumentUsage.INVOICE,
        no="103217",
        document_date=DAY,
        language=DocumentLanguage(("SV",), "sv_SE", ""),
        company=the_company(),
        sell_to=Party("C10", address),
        bill_to=Party("C10", address),
        ship_to=address,
        is_business_customer=True,
        vat_registration_no="SE556012579001",
        your_reference="Björn Borg",
        external_document_no="PO-4711",
        order_no="101005",
        order_date=DAY,
        salesperson=PersonFacts("Anna Åkesson", "08-123 45 67", "anna@fjell.example"),
        work_description="",
        no_printed=0,
    )


def the_company() -> CompanyFacts:
    """The sender with everything a foot can hold."""
    return CompanyFacts(
        address=PostalAddress(
            name="Fjell Furniture AB",
            address="Storgatan 12",
            post_code="331 41",
            city="Värnamo",
            country_code="SE",
        ),
        country_name="Sverige",
        phone="0370-123 40",
        email="info@fjell.example",
        home_page="www.fjell.example",
        registration_no="556036-0793",
        registered_office="Värnamo",
        vat_registration_no="SE556036079301",
        f_tax_approved=True,
        cash_accounting=False,
        bank_name="Handelsbanken",
        bank_branch_no="",
        bank_account_no="",
        iban="SE4550000000058398257466",
        swift="HANDSESS",
        bankgiro="5050-1055",
        plusgiro="28 65 43-4",
        logo=None,
        interest_clause="Efter förfallodagen debiteras dröjsmålsränta enligt räntelagen.",
        footer_text="",
    )


if __name__ == "__main__":
    sys.exit(main())
