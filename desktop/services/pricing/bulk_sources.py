"""What lines of price lists are made from in bulk: cards and lines that a filter names (CU74)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop.models.items import Item, Resource
from desktop.models.pricing import PriceListLine
from desktop.models.pricing_words import PriceDefines, PriceProduct
from desktop.services.filter_text import filters_of
from desktop.services.list_filters import filter_condition
from desktop.services.pricing.line_checks import SCOPE
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.refusals import ValueNotAChoice

_CARDS: Mapping[PriceProduct, type[Item | Resource]] = {
    PriceProduct.ITEM: Item,
    PriceProduct.RESOURCE: Resource,
}
"""Products whose cards have a price."""

COPIED = (
    "product_type",
    "product_no",
    "variant_code",
    "unit_code",
    "minimum_quantity",
    "defines",
    "unit_price",
    "line_discount_pct",
    "allow_line_disc",
    "allow_invoice_disc",
)
"""What a copied line has of its own, its scope aside."""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """What a new line is made from: its fields, and the scope in which they stood."""

    values: Mapping[str, Any]
    scope: Mapping[str, Any]


def card_drafts(
    session: Session, kind: PriceProduct, text: str, today: date
) -> Iterator[LineDraft]:
    """Prices of the cards that a filter names and that may be sold, by number.

    Raises ValueNotAChoice for products without a price on the card, or FilterNotUnderstood.
    """
    return (_of_card(card, kind) for card in _cards(session, kind, text, today))


def line_drafts(
    session: Session, price_list_code: str, text: str, today: date
) -> Iterator[LineDraft]:
    """The lines of a list that a filter names, in their order; raises FilterNotUnderstood."""
    columns = table_of(PriceListLine.__tablename__).columns
    lines = session.scalars(
        select(PriceListLine)
        .where(
            PriceListLine.price_list_code == price_list_code,
            *_conditions(columns, text, "product_no", today),
        )
        .order_by(PriceListLine.line_no)
    ).all()
    return (_copy(line) for line in lines)


def _conditions(
    columns: Any,  # noqa: ANN401  (a table's collection of columns)
    text: str,
    number: str,
    today: date,
) -> list[ColumnElement[bool]]:
    filters = filters_of(text, tuple(columns.keys()), number)
    return [
        filter_condition(name, columns[name], expression, today)
        for name, expression in filters.items()
    ]


def _cards(
    session: Session, kind: PriceProduct, text: str, today: date
) -> Iterable[Item | Resource]:
    card: Any = _CARDS.get(kind)
    if card is None:
        raise ValueNotAChoice(
            field="product_type",
            entered_field="product_type",
            text=kind.value,
            choices=", ".join(each.value for each in _CARDS),
        )
    query = select(card).where(
        card.blocked.is_(False),
        *_conditions(table_of(card.__tablename__).columns, text, "no", today),
    )
    if card is Item:
        query = query.where(Item.sales_blocked.is_(False))
    found: Iterable[Item | Resource] = session.scalars(query.order_by(card.no))
    return found


def _of_card(card: Item | Resource, kind: PriceProduct) -> LineDraft:
    allows = card.allow_invoice_disc if isinstance(card, Item) else True
    vat_bus = card.vat_bus_posting_group_price if isinstance(card, Item) else None
    return LineDraft(
        {
            "product_type": kind,
            "product_no": card.no,
            "defines": PriceDefines.PRICE,
            "unit_price": card.unit_price,
            "allow_invoice_disc": allows,
        },
        {
            "currency_code": None,
            "price_includes_vat": card.price_includes_vat,
            "vat_bus_posting_group_price": vat_bus,
        },
    )


def _copy(line: PriceListLine) -> LineDraft:
    return LineDraft(
        {name: getattr(line, name) for name in COPIED},
        {name: getattr(line, name) for name in SCOPE},
    )
