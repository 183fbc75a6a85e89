"""The price and the cost of a sales line from what is put together for it (PF125)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.errors import NeedsConfirmation
from desktop.models.assembly import AssemblyLine
from desktop.models.pricing_words import PriceProduct
from desktop.models.sales import SalesLine
from desktop.models.supply_words import BomLineType
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO, UnitPrice, round_to
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.assembly.refusals import NothingToRollUp, RollUpCost, RollUpPrice
from desktop.services.assembly.sales_lines import linked_headers
from desktop.services.context import UserContext
from desktop.services.pricing.cards import ProductCard, product_cards
from desktop.services.pricing.finding import find_price
from desktop.services.pricing.values import PricedLine
from desktop.services.sales.editable import check_lines
from desktop.services.sales.line_fields import enter_field
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.prices import price_book
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView

UNIT_COST_PRECISION = Decimal("0.00001")

_PRODUCTS = {BomLineType.ITEM: PriceProduct.ITEM, BomLineType.RESOURCE: PriceProduct.RESOURCE}


def roll_up_price(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Let a line cost the customer what its components would cost him; time is one of them.

    Prices are those of the customer on the document's day, without line discounts, in its
    currency and VAT mode. Raises NothingToRollUp, RollUpPrice, or what forbids the price.
    """
    document, line, made = _open(session, key, line_no, context)
    price = rolled_up_price(document, line, made)
    if _agreed(document, line, (RollUpPrice, line.unit_price, price)):
        enter_field(document, line, "unit_price", price)
    return finish(document)


def roll_up_cost(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> DocumentView:
    """Let a line cost what is estimated for its components; raises as `roll_up_price` does."""
    document, line, made = _open(session, key, line_no, context)
    check_lines(document, only_text=False)
    total = sum((each.cost_amount for each in made.lines), ZERO)
    cost = round_to(total, UNIT_COST_PRECISION, over=made.header.quantity)
    if _agreed(document, line, (RollUpCost, line.unit_cost_lcy, cost)):
        document.entered.append((line_no, "unit_cost_lcy"))
        line.unit_cost_lcy = cost
    return finish(document)


RollUp = Callable[[Session, DocumentKey, int, UserContext], DocumentView]


def roll_up_lines(
    session: Session, key: DocumentKey, context: UserContext, roll_up: RollUp
) -> DocumentView | None:
    """Roll up all lines of a document for which something is put together; None without any."""
    view = None
    for line_no in linked_headers(session, key):
        view = roll_up(session, key, line_no, context)
    return view


def rolled_up_price(document: Document, line: SalesLine, made: AssemblyDocument) -> UnitPrice:
    """What the components of one unit of a line cost the customer.

    The price stands on the line of the kit, so it includes the kit's VAT where prices do.
    """
    priced = [each for each in made.lines if each.type in _PRODUCTS and each.no]
    products = [(_PRODUCTS[each.type], each.no or "") for each in priced]
    cards = product_cards(document.session, products)
    book = price_book(document)
    book.load(document.session, products)
    total = ZERO
    for each, product in zip(priced, products, strict=True):
        wanted = _wanted(line, each, cards.get(product, ProductCard()))
        found = find_price(book.candidates(wanted), wanted, book.terms)
        total += found.unit_price * each.quantity
    return round_to(total, document.unit_amount_precision, over=made.header.quantity)


def _wanted(line: SalesLine, component: AssemblyLine, card: ProductCard) -> PricedLine:
    """A component as prices see it."""
    return PricedLine(
        product_type=_PRODUCTS[component.type],
        product_no=component.no or "",
        quantity=component.quantity,
        qty_per_unit=component.qty_per_unit,
        variant_code=component.variant_code,
        unit_code=component.unit_of_measure_code,
        item_disc_group=card.item_disc_group,
        vat_pct=line.vat_pct,
        vat_calculation_type=line.vat_calculation_type,
        card=card.price,
        allow_invoice_disc=card.allow_invoice_disc,
    )


def _open(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> tuple[Document, SalesLine, AssemblyDocument]:
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    header = linked_headers(session, key).get(line_no)
    if header is None or not header.quantity:
        raise NothingToRollUp(
            record=line_ref(line),
            field="qty_to_assemble_to_order",
            line_no=line_no,
            item=line.no or "",
        )
    made = load_assembly(session, AssemblyKey(header.document_type, header.no), context)
    return document, line, made


def _agreed(
    document: Document,
    line: SalesLine,
    asked: tuple[type[NeedsConfirmation], UnitPrice, UnitPrice],
) -> bool:
    """Whether the user wants the new figure; raises the question when nobody has asked yet."""
    question, before, after = asked
    answer = document.context.answer(question.question)
    if answer is None:
        raise question(
            record=line_ref(line),
            line_no=line.line_no,
            item=line.no or "",
            before=before,
            after=after,
        )
    return answer
