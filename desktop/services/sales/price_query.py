"""What a customer would pay for something: the price as a document would find it (01 §7).

The question is put to a quote that is kept nowhere, so that customer, currency, VAT and price lists
have their say in the one place where documents ask them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.models.pricing_words import PriceProduct
from desktop.models.sales import SalesLine
from desktop.models.values.keys import LINE_NO_STEP, DocumentType
from desktop.models.values.numbers import Amount, Percent, Quantity, UnitPrice, round_to
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.pricing.explaining import PriceExplanation
from desktop.services.pricing.values import ONE
from desktop.services.sales.creation import sketched_document
from desktop.services.sales.header_fields import enter_header_field
from desktop.services.sales.line_amounts import line_input
from desktop.services.sales.line_choice import FROM_HEADER, put_vat
from desktop.services.sales.line_making import blank_line
from desktop.services.sales.line_sources import LineSource, find_source
from desktop.services.sales.load import Document
from desktop.services.sales.price_choice import explained_line
from desktop.services.sales.prices import PRODUCT_OF
from desktop.services.sales.totals import line_figures
from desktop.services.vat.calculation import HUNDRED

_TYPE_OF: dict[PriceProduct, LineType] = {product: kind for kind, product in PRODUCT_OF.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceQuestion:
    """Who asks for what.

    Without a unit the usual one is meant, without a currency the customer's, without a day the
    work date. A rate is that of the day.
    """

    customer_no: str
    product_no: str
    product_type: PriceProduct = PriceProduct.ITEM
    variant_code: str | None = None
    unit_code: str | None = None
    quantity: Quantity = ONE
    currency_code: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PriceAnswer:
    """What it would cost, and how that is found.

    `net_price` is the price after the line discount, `amount` what the quantity comes to, both in
    the currency of the document, of which a blank code is the local one. With
    `prices_including_vat` all of them contain VAT.
    """

    customer_name: str
    description: str
    quantity: Quantity
    unit_code: str
    currency_code: str
    prices_including_vat: bool
    unit_price: UnitPrice
    line_discount_pct: Percent
    net_price: UnitPrice
    amount: Amount
    explanation: PriceExplanation


def price_query(session: Session, question: PriceQuestion, context: UserContext) -> PriceAnswer:
    """Find the price for a question; reads only.

    Raises what choosing the customer, the currency or the product on a quote raises.
    """
    day = question.day or context.work_date
    with session.no_autoflush:
        document = sketched_document(session, DocumentType.QUOTE, replace(context, work_date=day))
        enter_header_field(document, "sell_to_customer_no", question.customer_no)
        if question.currency_code is not None:
            enter_header_field(document, "currency_code", question.currency_code)
        line, source = _line(document, question)
        explanation = explained_line(document, line, source)
    found = explanation.found
    line.unit_price, line.line_discount_pct = found.unit_price, found.line_discount_pct
    precision = document.unit_amount_precision
    return PriceAnswer(
        customer_name=document.header.sell_to_name,
        description=source.description,
        quantity=line.quantity,
        unit_code=line.unit_of_measure_code or "",
        currency_code=document.header.currency_code or document.setups.ledger.lcy_code,
        prices_including_vat=document.header.prices_including_vat,
        unit_price=found.unit_price,
        line_discount_pct=found.line_discount_pct,
        net_price=round_to(
            found.unit_price, precision, times=HUNDRED - found.line_discount_pct, over=HUNDRED
        ),
        amount=line_figures(line_input(line), document.amount_precision).line_amount,
        explanation=explanation,
    )


def _line(document: Document, question: PriceQuestion) -> tuple[SalesLine, LineSource]:
    """The line that would sell it, with what prices and amounts depend on."""
    line = blank_line(document, LINE_NO_STEP, _TYPE_OF[question.product_type])
    line.no, line.variant_code = question.product_no, question.variant_code
    line.unit_of_measure_code = question.unit_code
    for name in FROM_HEADER:
        setattr(line, name, getattr(document.header, name))
    vat_bus = document.header.vat_bus_posting_group
    # Who asks reads the card's own words, not those in the customer's language.
    source = find_source(document.session, line, language_code=None, vat_bus=vat_bus)
    put_vat(document, line, source.vat_prod_posting_group, source.vat_setup)
    line.unit_of_measure_code = source.unit_code
    line.qty_per_unit = source.unit.qty_per_unit
    line.quantity = question.quantity
    return line, source
