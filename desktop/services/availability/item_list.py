"""The item list: what is sold and how much of it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from desktop.models.items import Item, ItemReference
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.values.numbers import Percent, Quantity, UnitPrice
from desktop.models.words import ItemType
from desktop.services.availability.event_sources import SOURCES, EventSource
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.list_statement import sum_or_zero
from desktop.services.text_index import text_condition


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list; prices per base unit in local currency, stock of all locations.

    `available` is what is on hand with all that is expected, less all that is required: the
    projected available balance once everything has happened (PF1).
    """

    no: str
    description: str
    type: ItemType
    base_unit: str | None
    item_category_code: str | None
    on_hand: Quantity
    available: Quantity
    unit_price: UnitPrice
    unit_cost: UnitPrice
    profit_pct: Percent
    vendor_no: str | None
    has_picture: bool
    shelf_no: str
    gtin: str
    blocked: bool
    sales_blocked: bool


_PLAIN = tuple(
    name for name in ItemRow.__slots__ if name not in {"on_hand", "available", "has_picture"}
)


def items(context: UserContext) -> TableSource[ItemRow]:
    """The list of items, by number unless sorted otherwise.

    Views: `in_stock`, `out_of_stock` and `blocked`. A search also finds barcodes and other
    references.
    """
    return TableSource(
        table=Item,
        columns=_columns(),
        key_names=("no",),
        make=lambda values: ItemRow(**values),
        conditions=_conditions,
        today=context.work_date,
    )


def _columns() -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(Item, name) for name in _PLAIN}
    return {
        **plain,
        "on_hand": _on_hand().label("on_hand"),
        "available": _available().label("available"),
        "has_picture": Item.picture.is_not(None).label("has_picture"),
    }


def _available() -> Any:  # noqa: ANN401  (an expression of scalar queries)
    balance = _on_hand()
    for source in SOURCES:
        moved = _moved(source)
        balance = balance - moved if source.is_demand else balance + moved
    return balance


def _moved(source: EventSource) -> Any:  # noqa: ANN401  (a scalar query)
    """What one kind of document still moves, in base units."""
    return (
        source.joined(select(sum_or_zero(source.quantity)))
        .where(source.item == Item.no, source.is_open)
        .correlate(Item)
        .scalar_subquery()
    )


def _on_hand() -> Any:  # noqa: ANN401  (a scalar query)
    """What open entries hold: all stock there is."""
    return (
        select(sum_or_zero(ItemLedgerEntry.remaining_quantity))
        .where(ItemLedgerEntry.item_no == Item.no, ItemLedgerEntry.open.is_(True))
        .correlate(Item)
        .scalar_subquery()
    )


def _conditions(session: Session, query: ListQuery) -> list[ColumnElement[bool]]:
    words = text_condition(session, "item", query.search)
    found: list[ColumnElement[bool]] = []
    if words:
        has_reference = exists().where(
            ItemReference.item_no == Item.no, ItemReference.reference_no == query.search.strip()
        )
        has_barcode = and_(Item.gtin == query.search.strip(), Item.gtin != "")
        found.append(or_(and_(*words), has_reference, has_barcode))
    if query.view in _VIEWS:
        found.append(_VIEWS[query.view]())
    return found


_VIEWS: dict[str | None, Callable[[], ColumnElement[bool]]] = {
    "in_stock": lambda: _on_hand() > 0,
    "out_of_stock": lambda: (Item.type == ItemType.INVENTORY) & (_on_hand() <= 0),
    "blocked": lambda: Item.blocked.is_(True),
}
