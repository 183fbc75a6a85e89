"""Recalculate Prices and Calculate Invoice Discount: a document as today's terms make it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.pricing.candidates import Product
from desktop.services.pricing.cards import product_cards
from desktop.services.sales.editable import check_line, check_status
from desktop.services.sales.line_prices import price_anew
from desktop.services.sales.line_sources import unknown_no
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.prices import PRODUCT_OF, read_prices
from desktop.services.sales.service_charge import apply_terms
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView
from desktop.translation import N_

NO_TERMS = "sales.no_invoice_discount_terms"
NO_TERMS_TEXT = N_(
    "{document_type} {no} has no invoice discount terms, so a typed invoice discount stays. Enter "
    "a code with terms in Invoice Disc. Code."
)


def recalculate_prices(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Take prices and discounts of all lines as they are found today, typed ones too (CU90).

    Lines with something invoiced keep theirs (SD26). The number of statements does not depend on
    the number of lines. Raises StatusNotOpen and its kin, or ItemUnknown for a card that is gone.
    """
    document = load_document(session, key, context, for_update=True)
    check_status(document, None, "unit_price")
    lines = [line for line in document.sold_lines if not line.quantity_invoiced]
    price_lines_anew(document, lines)
    return finish(document)


def price_lines_anew(document: Document, lines: Sequence[SalesLine]) -> None:
    """Look up price and discounts of lines again; raises what `recalculate_prices` does."""
    read_prices(document, ((line.type, line.no or "") for line in lines))
    cards = product_cards(document.session, map(_product, lines))
    for line in lines:
        check_line(document, line, "unit_price")
        line.price_is_agreed = False
        card = cards.get(_product(line))
        if card is None:
            raise unknown_no(line, line.no)
        price_anew(document, line, card)


def _product(line: SalesLine) -> Product:
    return PRODUCT_OF[line.type], line.no or ""


def calc_invoice_discount(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Give an open document the invoice discount and service charge of its terms (CU104).

    What was typed before goes; without terms it stays, and a notice says so. Raises StatusNotOpen
    and its kin, or what `apply_terms` raises.
    """
    document = load_document(session, key, context, for_update=True)
    check_status(document, None, "invoice_discount_value")
    if not apply_terms(document):
        document.notices.append(
            Notice(
                NO_TERMS,
                NO_TERMS_TEXT,
                {"document_type": document.type, "no": document.header.no},
                is_warning=False,
                record=document.ref,
                field="invoice_disc_code",
            )
        )
    return finish(document)


def renew_terms(session: Session, key: DocumentKey, context: UserContext) -> None:
    """Give a document that is about to be posted the discount and charge of its terms (SD103).

    A released one too. Raises what `apply_terms` raises.
    """
    document = load_document(session, key, context, for_update=True)
    apply_terms(document)
    finish(document)
