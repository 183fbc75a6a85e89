"""Finding what to sell from what was typed: number, barcode, then words (SD21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models.finance import GlAccount
from desktop.models.item_texts import StandardText
from desktop.models.items import Item, ItemReference, Resource
from desktop.models.sales import SalesLine
from desktop.models.values.folding import fold
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, UnitPrice
from desktop.models.words import GlAccountType, LineType, ReferenceOwner
from desktop.services.sales.item_references import items_with_barcode
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.refusals_lines import SeveralFound
from desktop.services.setup.field_values import is_storable
from desktop.services.text_index import (
    folded,
    folded_condition,
    is_indexed,
    text_condition,
    words_of,
)

MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that fits what was typed; the price is the card's, in local currency."""

    type: LineType
    no: str
    description: str
    variant_code: str | None = None
    unit_code: str | None = None
    unit_price: UnitPrice = ZERO
    reference_no: str = ""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where candidates of one line type stand: their number, words, unit, price."""

    type: LineType
    no: InstrumentedAttribute[Any]
    words: InstrumentedAttribute[Any]
    unit: InstrumentedAttribute[Any] | None
    price: InstrumentedAttribute[Any] | None
    offered: ColumnElement[bool]


def find_line_candidates(
    session: Session,
    text: str,
    line_type: LineType,
    document_type: DocumentType = DocumentType.ORDER,
) -> tuple[Candidate, ...]:
    """What fits a typed text, the best first, at most 20.

    An exact number or barcode stands alone; then numbers that begin with the text, then
    descriptions that begin with it, then those that have all its words. What is blocked is offered
    only under its exact number.
    """
    typed = text.strip()
    if not typed or not is_storable(typed):
        return ()
    shelf = _shelf(line_type, document_type)
    exact = _on(session, shelf, func.lower(shelf.no) == typed.lower(), offered=False)
    if exact:
        return exact
    if line_type is LineType.ITEM:
        coded = _with_code(session, typed, shelf)
        if coded:
            return coded
    found = _on(session, shelf, shelf.no.istartswith(typed, autoescape=True))
    found += _by_words(session, shelf, typed)
    return tuple({each.no: each for each in found}.values())[:MOST_CANDIDATES]


def only_candidate(document: Document, line: SalesLine, text: str) -> Candidate | None:
    """The one card that a barcode or a description means, None when there is none (SD21).

    Raises SeveralFound, naming them, when the user must choose.
    """
    found: tuple[Candidate, ...] = ()
    if line.type is LineType.ITEM:
        found = tuple(
            Candidate(
                LineType.ITEM,
                each.item_no,
                each.description,
                each.variant_code or None,
                each.unit_code or None,
                reference_no=each.reference_no,
            )
            for each in items_with_barcode(document, text)
        )
        found = tuple({(each.no, each.variant_code): each for each in found}.values())
    if not found:
        found = _by_words(document.session, _shelf(line.type, document.type), text)
    if len(found) > 1:
        raise SeveralFound(
            record=line_ref(line),
            field="no",
            value=text,
            line_no=line.line_no,
            candidates=", ".join(each.no for each in found),
        )
    return found[0] if found else None


def _shelf(line_type: LineType, document_type: DocumentType) -> _Shelf:
    if line_type is LineType.ITEM:
        offered: ColumnElement[bool] = Item.blocked.is_(False)
        if not document_type.is_return:
            offered = and_(offered, Item.sales_blocked.is_(False))
        return _Shelf(
            line_type, Item.no, Item.description, Item.sales_unit, Item.unit_price, offered
        )
    if line_type is LineType.RESOURCE:
        return _Shelf(
            line_type,
            Resource.no,
            Resource.name,
            Resource.base_unit,
            Resource.unit_price,
            Resource.blocked.is_(False),
        )
    if line_type is LineType.COMMENT:
        is_offered = StandardText.inactive.is_(False)
        text = StandardText
        return _Shelf(line_type, text.code, text.description, None, None, is_offered)
    usable = and_(
        GlAccount.blocked.is_(False),
        GlAccount.direct_posting.is_(True),
        GlAccount.account_type == GlAccountType.POSTING,
    )
    return _Shelf(line_type, GlAccount.no, GlAccount.name, None, None, usable)


def _by_words(session: Session, shelf: _Shelf, text: str) -> tuple[Candidate, ...]:
    """Descriptions that begin with the text; if there are none, those with all its words."""
    if not words_of(text):
        return ()
    words = folded_condition(text, shelf.words)
    table = shelf.words.class_.__tablename__
    if is_indexed(table, (shelf.words.key,)):
        words = [*text_condition(session, table, text), *words]
    begins = folded(shelf.words).startswith(fold(text), autoescape=True)
    return _on(session, shelf, and_(begins, *words)) or _on(session, shelf, and_(*words))


def _on(
    session: Session, shelf: _Shelf, condition: ColumnElement[bool], *, offered: bool = True
) -> tuple[Candidate, ...]:
    columns = [shelf.no, shelf.words]
    columns += [each for each in (shelf.unit, shelf.price) if each is not None]
    statement = select(*columns).where(condition).order_by(shelf.no).limit(MOST_CANDIDATES)
    if offered:
        statement = statement.where(shelf.offered)
    return tuple(
        Candidate(
            shelf.type,
            row[0],
            row[1],
            unit_code=row[2] if shelf.unit is not None else None,
            unit_price=row[3] if shelf.price is not None else ZERO,
        )
        for row in session.execute(statement)
    )


def _with_code(session: Session, text: str, shelf: _Shelf) -> tuple[Candidate, ...]:
    """Items whose GTIN, barcode or other reference is exactly the text; not customers' own."""
    references = (
        select(
            Item.no,
            Item.description,
            ItemReference.variant_code,
            ItemReference.unit_code,
            Item.unit_price,
        )
        .join(ItemReference, ItemReference.item_no == Item.no)
        .where(
            ItemReference.reference_no == text,
            or_(
                ItemReference.owner_type == ReferenceOwner.BARCODE,
                ItemReference.owner_type == ReferenceOwner.OTHER,
            ),
            shelf.offered,
        )
        .order_by(Item.no)
        .limit(MOST_CANDIDATES)
    )
    found = tuple(
        Candidate(LineType.ITEM, no, words, variant or None, unit or None, price, text)
        for no, words, variant, unit, price in session.execute(references)
    )
    return found or _on(session, shelf, and_(Item.gtin == text, Item.gtin != ""))
