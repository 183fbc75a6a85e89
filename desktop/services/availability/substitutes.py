"""What may be sold in the place of an item, and how much of it is there (CU60, PF8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.items import Item, ItemSubstitution
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.events import Scope
from desktop.services.availability.figures import Figures, figures_by_scope


@dataclass(frozen=True, slots=True)
class Replacement:
    """An item that may stand for another; `available` in base units, None without stock."""

    no: str
    variant_code: str
    description: str
    available: Quantity | None

    @property
    def label(self) -> str:
        """Number, variant and text in one."""
        return f"{self.no} {self.variant_code}".strip() + f" · {self.description}"


def substitutes_of_item(session: Session, no: str, today: date) -> tuple[Replacement, ...]:
    """What may be sold in the place of an item, with what is left of it today at all locations."""
    statement = (
        select(ItemSubstitution, Item)
        .join(Item, Item.no == ItemSubstitution.substitute_no)
        .where(ItemSubstitution.item_no == no)
        .order_by(ItemSubstitution.substitute_no, ItemSubstitution.substitute_variant_code)
    )
    found = list(session.execute(statement))
    stock = figures_by_scope(session, {item.no for _pair, item in found}, today, today)
    return tuple(
        Replacement(
            item.no,
            pair.substitute_variant_code,
            item.description,
            _left(stock, item.no, pair.substitute_variant_code) if item.is_stocked else None,
        )
        for pair, item in found
    )


def _left(stock: dict[Scope, Figures], no: str, variant_code: str) -> Quantity:
    """What is left of an item in a variant, or in all of them, wherever it is."""
    meant = (
        figures.projected_available_balance
        for scope, figures in stock.items()
        if scope.item_no == no and variant_code in {"", scope.variant_code or ""}
    )
    return sum(meant, ZERO)
