"""The prices of a document: its terms, what was read of price lists, and what a line gets.

Price lists find their way into documents here and nowhere else (CU85).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.models.pricing_words import PriceProduct
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType
from desktop.services.pricing.candidates import PriceBook
from desktop.services.pricing.cards import PriceCard
from desktop.services.pricing.finding import find_price
from desktop.services.pricing.values import FoundPrice, PricedLine, PriceTerms
from desktop.services.sales.load import Document

PRODUCT_OF = {
    LineType.ITEM: PriceProduct.ITEM,
    LineType.RESOURCE: PriceProduct.RESOURCE,
    LineType.GL_ACCOUNT: PriceProduct.GL_ACCOUNT,
}
"""What lines of each type sell, in the words of price lists."""

_BY_POSTING_DATE = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_MEMO})


def price_terms(document: Document) -> PriceTerms:
    """What the header says about prices (CU79)."""
    header = document.header
    return PriceTerms(
        day=price_date(document),
        precision=document.unit_amount_precision,
        customer_no=header.bill_to_customer_no,
        price_group=header.customer_price_group,
        disc_group=header.customer_disc_group,
        campaign_no=header.campaign_no,
        currency_code=header.currency_code,
        prices_including_vat=header.prices_including_vat,
        rate=document.rate,
        allow_line_disc=header.allow_line_disc,
    )


def price_date(document: Document) -> date:
    """The day whose prices hold: of the order, on invoices of the posting (CU79)."""
    header = document.header
    by_posting = document.type in _BY_POSTING_DATE
    day = header.posting_date if by_posting else header.order_date
    return day or document.context.work_date


def priced_line(line: SalesLine, card: PriceCard) -> PricedLine:
    """A line as prices see it; `card` is what it sells."""
    return PricedLine(
        product_type=PRODUCT_OF[line.type],
        product_no=line.no or "",
        quantity=abs(line.quantity),
        qty_per_unit=line.qty_per_unit,
        variant_code=line.variant_code,
        unit_code=line.unit_of_measure_code,
        item_disc_group=card.item_disc_group,
        vat_pct=line.vat_pct,
        vat_calculation_type=line.vat_calculation_type,
        card=card.price,
        allow_invoice_disc=card.allow_invoice_disc,
    )


def price_book(document: Document) -> PriceBook:
    """What this command has read of price lists; begun anew when the terms have changed."""
    terms = price_terms(document)
    if document.price_book is None or document.price_book.terms != terms:
        document.price_book = PriceBook(terms)
    return document.price_book


def read_prices(document: Document, products: Iterable[tuple[LineType, str]]) -> None:
    """Read what may price these products, in one statement for all of them.

    Without this the products of a document are read one by one, as lines are filled.
    """
    sold = {(PRODUCT_OF[kind], no) for kind, no in products if kind in PRODUCT_OF and no}
    if document.header.bill_to_customer_no is not None:
        price_book(document).load(document.session, sold)


def found_price(document: Document, line: SalesLine, card: PriceCard) -> FoundPrice:
    """What lists and card say for a line as it stands (CU85)."""
    book, wanted = price_book(document), priced_line(line, card)
    book.load(document.session, [(wanted.product_type, wanted.product_no)])
    return find_price(book.candidates(wanted), wanted, book.terms)
