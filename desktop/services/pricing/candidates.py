"""Reading the lines of price lists that may price a document: one statement for all its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, null, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop.models.contacts import Campaign
from desktop.models.finance import GlAccount
from desktop.models.items import Item, Resource
from desktop.models.pricing import PriceListLine
from desktop.models.pricing_words import PriceProduct, PriceSource, PriceStatus
from desktop.models.vat import VatPostingSetup
from desktop.services.contacts.campaigns import campaigns_of, is_running
from desktop.services.pricing.values import ListPrice, PricedLine, PriceTerms

Product = tuple[PriceProduct, str]
"""An item, a resource or an account, by its number."""

Source = tuple[PriceSource, str | None]

Scope = tuple[PriceSource, bool]
"""A kind of source, and whether one of it is named."""

_CARDS: Mapping[PriceProduct, tuple[Any, Any]] = {
    PriceProduct.ITEM: (Item.no, Item.vat_prod_posting_group),
    PriceProduct.RESOURCE: (Resource.no, Resource.vat_prod_posting_group),
    PriceProduct.GL_ACCOUNT: (GlAccount.no, GlAccount.vat_prod_posting_group),
}
"""Of each kind of product its number and the VAT group of its card (CU87)."""

_VAT_FIELDS = ("vat_pct", "vat_calculation_type")
_FIELDS: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(PriceListLine, name) for name in ListPrice._fields if name not in _VAT_FIELDS
)


@dataclass
class PriceBook:
    """The lines of price lists that hold for one set of terms, read once for each product.

    With `every_state` also lines that do not hold now: drafts, other dates and currencies (CU90).
    """

    terms: PriceTerms
    every_state: bool = False
    _lines: dict[tuple[PriceProduct, str | None], list[ListPrice]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _known: set[Product] = field(default_factory=set)

    def load(self, session: Session, products: Iterable[Product]) -> None:
        """Read the candidates of products that are not known yet, in one statement for all."""
        wanted = set(products) - self._known
        if not wanted:
            return
        seen = {
            (each.price_list_code, each.line_no) for lines in self._lines.values() for each in lines
        }
        for price in _read(session, wanted, self.terms, every_state=self.every_state):
            if (price.price_list_code, price.line_no) not in seen:
                self._lines[price.product_type, price.product_no].append(price)
        self._known |= wanted

    def candidates(self, line: PricedLine) -> list[ListPrice]:
        """What may price a line; its product must have been loaded."""
        found = list(self._lines.get((line.product_type, line.product_no), ()))
        if line.product_type is PriceProduct.ITEM:
            found += self._lines.get((PriceProduct.ITEM_DISC_GROUP, line.item_disc_group), ())
            found += self._lines.get((PriceProduct.ALL_ITEMS, None), ())
        return found


def _read(
    session: Session, products: Collection[Product], terms: PriceTerms, *, every_state: bool
) -> Iterator[ListPrice]:
    by_type: dict[PriceProduct, list[str]] = defaultdict(list)
    for kind, no in sorted(products):
        by_type[kind].append(no)
    sources = sorted(terms.sources, key=lambda each: (each[0], each[1] or ""))
    scopes = tuple((kind, no is not None) for kind, no in sources)
    statement = _statement(tuple(by_type), scopes, every_state)
    parameters: dict[str, object] = {f"source_{at}": no for at, (_, no) in enumerate(sources)}
    parameters |= {f"{kind}_nos": nos for kind, nos in by_type.items()}
    parameters |= {"day": terms.day, "the_currency": terms.currency_code}
    parameters["payer"] = terms.customer_no
    return map(ListPrice._make, session.execute(statement, parameters).all())


@lru_cache(maxsize=200)
def _statement(
    kinds: Sequence[PriceProduct],
    sources: Sequence[Scope],
    every_state: bool,  # noqa: FBT001  (a part of the cache's key)
) -> Any:  # noqa: ANN401  (a select or a union of several)
    """Built once for each mixture of products and sources: building costs more than sending."""
    holds = _holds(sources, every_state=every_state)
    parts = [_of_product(kind, holds) for kind in kinds]
    if PriceProduct.ITEM in kinds:
        parts += [_of_groups(holds), _of_all_items(holds)]
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _holds(sources: Sequence[Scope], *, every_state: bool) -> ColumnElement[bool]:
    """For whom, and unless every state is wanted also when, in which currency and status."""
    scope = or_(*(_is_for(*source, at) for at, source in enumerate(sources)))
    if every_state:
        return scope
    line = PriceListLine
    day: ColumnElement[date] = bindparam("day")
    return and_(
        scope,
        line.status == PriceStatus.ACTIVE,
        or_(line.currency_code.is_(None), line.currency_code == bindparam("the_currency")),
        or_(line.starting_date.is_(None), line.starting_date <= day),
        or_(line.ending_date.is_(None), line.ending_date >= day),
    )


def _is_for(source: PriceSource, is_named: bool, at: int) -> ColumnElement[bool]:  # noqa: FBT001
    is_source = PriceListLine.source_type == source
    no = PriceListLine.source_no
    if source is PriceSource.ALL_CUSTOMERS:
        return and_(is_source, no.is_(None))
    if source is PriceSource.CAMPAIGN:
        day: ColumnElement[date] = bindparam("day")
        named = select(Campaign.no).where(
            Campaign.no == bindparam(f"source_{at}"), is_running(Campaign, day)
        )
        return and_(is_source, no.in_(named if is_named else campaigns_of(bindparam("payer"), day)))
    return and_(is_source, no == bindparam(f"source_{at}"))


def _of_product(kind: PriceProduct, holds: ColumnElement[bool]) -> Select[Any]:
    no, vat_prod = _CARDS[kind]
    setup = VatPostingSetup
    return (
        select(*_FIELDS, setup.vat_pct, setup.vat_calculation_type)
        .select_from(PriceListLine)
        .join(no.class_, no == PriceListLine.product_no)
        .outerjoin(
            setup,
            and_(
                setup.vat_bus_posting_group == PriceListLine.vat_bus_posting_group_price,
                setup.vat_prod_posting_group == vat_prod,
            ),
        )
        .where(
            PriceListLine.product_type == kind,
            PriceListLine.product_no.in_(bindparam(f"{kind}_nos", expanding=True)),
            holds,
        )
    )


def _of_groups(holds: ColumnElement[bool]) -> Select[Any]:
    groups = select(Item.item_disc_group).where(
        Item.no.in_(bindparam(f"{PriceProduct.ITEM}_nos", expanding=True)),
        Item.item_disc_group.is_not(None),
    )
    return _discounts().where(
        PriceListLine.product_type == PriceProduct.ITEM_DISC_GROUP,
        PriceListLine.product_no.in_(groups),
        holds,
    )


def _of_all_items(holds: ColumnElement[bool]) -> Select[Any]:
    return _discounts().where(
        PriceListLine.product_type == PriceProduct.ALL_ITEMS,
        PriceListLine.product_no.is_(None),
        holds,
    )


def _discounts() -> Select[Any]:
    """Lines that give discounts only, so that no VAT is within a price."""
    return select(*_FIELDS, null(), null()).select_from(PriceListLine)
