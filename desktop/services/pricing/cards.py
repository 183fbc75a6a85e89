"""The prices of cards, read for many products at once: one statement for each kind of product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.models.finance import GlAccount
from desktop.models.items import Item, Resource
from desktop.models.pricing_words import PriceProduct
from desktop.models.vat import VatPostingSetup
from desktop.services.pricing.candidates import Product
from desktop.services.pricing.values import NO_PRICE, CardPrice
from desktop.services.vat.calculation import charged_pct


class PriceCard(Protocol):
    """What the price look-up takes from a card (CU85)."""

    @property
    def price(self) -> CardPrice:
        """The price that holds where no list has one."""

    @property
    def allow_invoice_disc(self) -> bool:
        """Whether the card allows invoice discounts."""

    @property
    def item_disc_group(self) -> str | None:
        """The group by which an item gets discounts."""

    @property
    def base_unit(self) -> str:
        """The unit that a line of a price list means which names none; blank on accounts."""


@dataclass(frozen=True, slots=True)
class ProductCard:
    """The price side of an item, a resource or an account."""

    price: CardPrice = NO_PRICE
    allow_invoice_disc: bool = True
    item_disc_group: str | None = None
    base_unit: str = ""


def product_cards(session: Session, products: Iterable[Product]) -> dict[Product, ProductCard]:
    """The cards of products by kind and number; what is not there is left out."""
    by_type: dict[PriceProduct, list[str]] = defaultdict(list)
    for kind, no in products:
        by_type[kind].append(no)
    found: dict[Product, ProductCard] = {}
    if by_type[PriceProduct.ITEM]:
        found |= _items(session, by_type[PriceProduct.ITEM])
    if by_type[PriceProduct.RESOURCE]:
        found |= _resources(session, by_type[PriceProduct.RESOURCE])
    if by_type[PriceProduct.GL_ACCOUNT]:
        found |= _accounts(session, by_type[PriceProduct.GL_ACCOUNT])
    return found


def _items(session: Session, numbers: list[str]) -> dict[Product, ProductCard]:
    rows: Iterable[Any] = session.execute(
        select(
            Item.no,
            Item.unit_price,
            Item.price_includes_vat,
            Item.allow_invoice_disc,
            Item.item_disc_group,
            Item.base_unit,
            VatPostingSetup.vat_pct,
            VatPostingSetup.vat_calculation_type,
        )
        .outerjoin(
            VatPostingSetup,
            and_(
                VatPostingSetup.vat_bus_posting_group == Item.vat_bus_posting_group_price,
                VatPostingSetup.vat_prod_posting_group == Item.vat_prod_posting_group,
            ),
        )
        .where(Item.no.in_(numbers))
    )
    found: dict[Product, ProductCard] = {}
    for no, unit_price, includes_vat, allow_invoice_disc, group, unit, pct, calculation in rows:
        rate = charged_pct(pct, calculation) if pct is not None else None
        price = CardPrice(unit_price, includes_vat, rate)
        found[PriceProduct.ITEM, no] = ProductCard(price, allow_invoice_disc, group, unit or "")
    return found


def _resources(session: Session, numbers: list[str]) -> dict[Product, ProductCard]:
    rows = session.execute(
        select(
            Resource.no, Resource.unit_price, Resource.price_includes_vat, Resource.base_unit
        ).where(Resource.no.in_(numbers))
    )
    return {
        (PriceProduct.RESOURCE, no): ProductCard(
            CardPrice(unit_price, includes_vat), base_unit=unit or ""
        )
        for no, unit_price, includes_vat, unit in rows
    }


def _accounts(session: Session, numbers: list[str]) -> dict[Product, ProductCard]:
    rows = session.execute(
        select(GlAccount.no, GlAccount.allow_invoice_disc).where(GlAccount.no.in_(numbers))
    )
    return {
        (PriceProduct.GL_ACCOUNT, no): ProductCard(allow_invoice_disc=allow_invoice_disc)
        for no, allow_invoice_disc in rows
    }
