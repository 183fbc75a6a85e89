"""Why a line has its price, and picking another one from the lists (CU90, CU93)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal
from desktop.models.pricing_words import PriceReason
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO, Percent, UnitPrice
from desktop.services.context import UserContext
from desktop.services.pricing.candidates import PriceBook
from desktop.services.pricing.cards import PriceCard, ProductCard, product_cards
from desktop.services.pricing.explaining import JudgedPrice, PriceExplanation, explain_price
from desktop.services.pricing.finding import allows_line_discount
from desktop.services.pricing.values import ListPrice
from desktop.services.sales.editable import check_line
from desktop.services.sales.line_prices import follows_prices
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.prices import PRODUCT_OF, price_terms, priced_line
from desktop.services.sales.refusals_lines import NumberFirst
from desktop.services.sales.refusals_prices import (
    LineDiscountNotAllowed,
    PickBeaten,
    PickElsewhere,
    PickForOtherCurrency,
    PickForOtherUnit,
    PickForOtherVariant,
    PickNeedsQuantity,
    PickNoLongerValid,
    PickNotActive,
    PickNotYetValid,
    PickOnAgreedLine,
)
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView


@dataclass(frozen=True, slots=True)
class PriceInfo:
    """Why a line has its price: the line as it stands, and every candidate as judged (CU93).

    `explanation` holds also drafts and lines for other dates, currencies, units and variants.
    `allows_line_disc` is whether the price that the line has now allows a discount.
    """

    key: DocumentKey
    line_no: int
    no: str
    description: str
    quantity: UnitPrice
    unit_code: str | None
    currency_code: str | None
    unit_price: UnitPrice
    line_discount_pct: Percent
    price_is_manual: bool
    discount_is_manual: bool
    is_agreed: bool
    allows_line_disc: bool
    explanation: PriceExplanation


def why_this_price(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> PriceInfo:
    """Tell how the price of a line comes about; raises LineMissing or NumberFirst."""
    document = load_document(session, key, context)
    line = document.line(line_no)
    explanation = _explained(document, line)
    return PriceInfo(
        key=key,
        line_no=line_no,
        no=line.no or "",
        description=line.description,
        quantity=line.quantity,
        unit_code=line.unit_of_measure_code,
        currency_code=document.header.currency_code,
        unit_price=line.unit_price,
        line_discount_pct=line.line_discount_pct,
        price_is_manual=line.price_is_manual,
        discount_is_manual=line.discount_is_manual,
        is_agreed=not follows_prices(line),
        allows_line_disc=_allows_discount(document, line, explanation),
        explanation=explanation,
    )


def get_price(
    session: Session,
    key: DocumentKey,
    line_no: int,
    context: UserContext,
    *,
    price_list_code: str,
    price_list_line_no: int,
) -> DocumentView:
    """Give a line the price of one line of a price list; it follows the lists from there again.

    Raises why the picked line does not apply, or why the price of the line is locked.
    """
    document, line, explanation = _open(session, key, line_no, "unit_price", context)
    picked = _picked(document, line, explanation.prices, (price_list_code, price_list_line_no))
    price = picked.price
    line.unit_price = line.found_price = picked.converted or ZERO
    line.price_list_code, line.price_list_line_no = price.price_list_code, price.line_no
    line.price_is_manual = False
    line.allow_invoice_disc = price.allow_invoice_disc
    line.found_discount_pct = explanation.discount_pct if price.allow_line_disc else ZERO
    if not line.discount_is_manual:
        line.line_discount_pct = line.found_discount_pct
    line.discount_amount_is_typed = False
    return finish(document)


def get_discount(
    session: Session,
    key: DocumentKey,
    line_no: int,
    context: UserContext,
    *,
    price_list_code: str,
    price_list_line_no: int,
) -> DocumentView:
    """Give a line the discount of one line of a price list.

    Raises LineDiscountNotAllowed, or what `get_price` raises.
    """
    document, line, explanation = _open(session, key, line_no, "line_discount_pct", context)
    picked = _picked(document, line, explanation.discounts, (price_list_code, price_list_line_no))
    if not _allows_discount(document, line, explanation):
        raise LineDiscountNotAllowed(record=line_ref(line), field="line_discount_pct")
    line.line_discount_pct = line.found_discount_pct = picked.price.line_discount_pct
    line.discount_is_manual = False
    line.discount_amount_is_typed = False
    return finish(document)


def _open(
    session: Session, key: DocumentKey, line_no: int, field: str, context: UserContext
) -> tuple[Document, SalesLine, PriceExplanation]:
    document = load_document(session, key, context, for_update=True)
    line = document.line(line_no)
    check_line(document, line, field)
    explanation = _explained(document, line)
    if not follows_prices(line):
        raise PickOnAgreedLine(record=line_ref(line), field=field, line_no=line_no, no=line.no)
    document.entered.append((line_no, field))
    return document, line, explanation


def _explained(document: Document, line: SalesLine) -> PriceExplanation:
    """All that the lists say for a line, with what does not apply."""
    return explained_line(document, line, _card(document, line))


def explained_line(document: Document, line: SalesLine, card: PriceCard) -> PriceExplanation:
    """All that the lists say for a line that sells what is on a card (CU93)."""
    book = PriceBook(price_terms(document), every_state=True)
    wanted = priced_line(line, card)
    book.load(document.session, [(wanted.product_type, wanted.product_no)])
    return explain_price(book.candidates(wanted), wanted, book.terms)


def _card(document: Document, line: SalesLine) -> ProductCard:
    """What a line sells; raises NumberFirst for one that sells nothing."""
    kind = PRODUCT_OF.get(line.type)
    if kind is None or line.no is None:
        raise NumberFirst(
            record=line_ref(line), field="no", line_no=line.line_no, entered_field="unit_price"
        )
    product = (kind, line.no)
    return product_cards(document.session, [product]).get(product, ProductCard())


def _allows_discount(document: Document, line: SalesLine, explanation: PriceExplanation) -> bool:
    """Whether the price that a line has now allows a line discount (CU85)."""
    at = line.price_list_code, line.price_list_line_no
    source = next(
        (
            each.price
            for each in explanation.prices
            if (each.price.price_list_code, each.price.line_no) == at
        ),
        None,
    )
    return allows_line_discount(source, price_terms(document))


def _picked(
    document: Document, line: SalesLine, judged: Sequence[JudgedPrice], place: tuple[str, int]
) -> JudgedPrice:
    """The candidate of a list and line; raises why it does not apply."""
    code, line_no = place
    at = (code.strip().upper(), line_no)
    for each in judged:
        if (each.price.price_list_code, each.price.line_no) == at:
            if each.reason is not None:
                raise _refusal(document, line, each.price, each.reason)
            return each
    raise PickElsewhere(
        record=line_ref(line), field="unit_price", price_list_code=code, price_list_line_no=line_no
    )


_Told = Callable[[ListPrice], dict[str, object]]
_REFUSALS: dict[PriceReason, tuple[type[FieldRefusal], _Told]] = {
    PriceReason.NOT_YET: (PickNotYetValid, lambda price: {"date": price.starting_date}),
    PriceReason.ENDED: (PickNoLongerValid, lambda price: {"date": price.ending_date}),
    PriceReason.OTHER_UNIT: (PickForOtherUnit, lambda price: {"unit_code": price.unit_code}),
    PriceReason.OTHER_CURRENCY: (
        PickForOtherCurrency,
        lambda price: {"currency_code": price.currency_code},
    ),
    PriceReason.OTHER_VARIANT: (
        PickForOtherVariant,
        lambda price: {"variant_code": price.variant_code},
    ),
    PriceReason.NOT_ACTIVE: (
        PickNotActive,
        lambda price: {"price_list_code": price.price_list_code},
    ),
}


def _refusal(
    document: Document, line: SalesLine, price: ListPrice, reason: PriceReason
) -> FieldRefusal:
    ref, field = line_ref(line), "unit_price"
    if reason is PriceReason.QUANTITY_TOO_SMALL:
        return PickNeedsQuantity(
            record=ref,
            field="quantity",
            quantity=price.minimum_quantity,
            unit_code=price.unit_code or _card(document, line).base_unit,
        )
    if reason in _REFUSALS:
        kind, told = _REFUSALS[reason]
        parameters: Any = told(price)
        return kind(record=ref, field=field, **parameters)
    if reason in {PriceReason.ITEM_HAS_OWN, PriceReason.LESS_SPECIFIC}:
        return PickBeaten(
            record=ref, field=field, price_list_code=price.price_list_code, reason=reason
        )
    return PickElsewhere(
        record=ref,
        field=field,
        price_list_code=price.price_list_code,
        price_list_line_no=price.line_no,
    )
