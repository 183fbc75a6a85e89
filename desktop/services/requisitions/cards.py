"""The cards behind lines of the worksheet, read at once for any number of lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from desktop.models.items import (
    Item,
    ItemReference,
    ItemTranslation,
    ItemUnitOfMeasure,
    ItemVariant,
)
from desktop.models.promising import RequisitionLine
from desktop.models.values.numbers import ZERO, UnitPrice
from desktop.models.vendors import Vendor
from desktop.models.words import ReferenceOwner, ReplenishmentSystem
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.items.stock import Scope
from desktop.services.items.vendor_offers import VendorOffers, is_bought, read_offers
from desktop.services.sales.quantities import FINEST

OfItem = TypeVar("OfItem", ItemUnitOfMeasure, ItemVariant)


def scope_of(line: RequisitionLine) -> Scope:
    """Where the goods of a line will lie."""
    return Scope(line.item_no or "", line.variant_code or None, line.location_code or None)


@dataclass(frozen=True)
class Cards:
    """Items with their units, variants and times, and vendors with what they offer.

    Lines that know no vendor yet are supplied by `times_of(line).vendor_no`.
    """

    session: Session
    items: Mapping[str, Item]
    units: Mapping[tuple[str, str], ItemUnitOfMeasure]
    variants: Mapping[tuple[str, str], ItemVariant]
    times: Mapping[Supplied, SupplyTimes]
    vendors: Mapping[str, Vendor]
    offers: VendorOffers
    references: Sequence[ItemReference]
    translations: Mapping[tuple[str, str, str], ItemTranslation]

    def times_of(self, line: RequisitionLine) -> SupplyTimes:
        """By which times and calendars the goods of a line come."""
        found = self.times.get(_supplied(line, self.items))
        # A line that has just taken its usual vendor was read without one.
        return found if found is not None else self.times[Supplied(scope_of(line))]

    def base_precision(self, line: RequisitionLine) -> UnitPrice:
        """How fine the base unit of a line's item is counted."""
        item = self.items[line.item_no or ""]
        base = self.units.get((item.no, item.base_unit or ""))
        return (base.qty_rounding_precision if base else ZERO) or FINEST

    def unit_precision(self, line: RequisitionLine) -> UnitPrice:
        """How fine the unit of a line is counted."""
        unit = self.units.get((line.item_no or "", line.unit_of_measure_code or ""))
        return (unit.qty_rounding_precision if unit else ZERO) or FINEST

    def vendors_text(self, line: RequisitionLine) -> str:
        """What the vendor calls the goods, or what they are called in the vendor's language."""
        known = {"", line.variant_code or ""}
        named = [
            each
            for each in self.references
            if each.item_no == line.item_no
            and each.owner_no == line.vendor_no
            and each.variant_code in known
            and each.unit_code in {"", line.unit_of_measure_code or ""}
            and each.description
        ]
        if named:
            best = min(named, key=lambda each: (each.variant_code == "", each.unit_code == ""))
            return best.description
        vendor = self.vendors.get(line.vendor_no or "")
        language = vendor.language_code if vendor else None
        for code in dict.fromkeys((line.variant_code or "", "")):
            found = self.translations.get((line.item_no or "", code, language or ""))
            if found is not None and found.description:
                return found.description
        return ""

    def own_text(self, line: RequisitionLine) -> str:
        """What we call the goods: the variant, else the item."""
        variant = self.variants.get((line.item_no or "", line.variant_code or ""))
        own = variant.description if variant else ""
        return own or self.items[line.item_no or ""].description


def read_cards(session: Session, lines: Collection[RequisitionLine], day: date) -> Cards:
    """The cards behind lines that name an item: a fixed number of statements, at most 14."""
    item_nos = sorted({line.item_no for line in lines if line.item_no})
    with session.no_autoflush:
        items = items_of(session, item_nos)
        times = supply_times(session, list({_supplied(line, items) for line in lines}))
        vendor_nos = {line.vendor_no for line in lines} | {
            each.vendor_no for each in times.values()
        }
        named = sorted(no for no in vendor_nos if no)
        vendors = {
            vendor.no: vendor
            for vendor in session.scalars(select(Vendor).where(Vendor.no.in_(named)))
        }
        return Cards(
            session=session,
            items=items,
            units={
                (unit.item_no, unit.unit_code): unit
                for unit in _of_items(session, ItemUnitOfMeasure, item_nos)
            },
            variants={
                (variant.item_no, variant.code): variant
                for variant in _of_items(session, ItemVariant, item_nos)
            },
            times=times,
            vendors=vendors,
            offers=read_offers(session, item_nos, vendors.values(), day),
            references=_references(session, item_nos, named, day),
            translations=_translations(session, item_nos, vendors.values()),
        )


def items_of(session: Session, item_nos: Collection[str]) -> dict[str, Item]:
    """Item cards by number, without their pictures; one statement."""
    found = select(Item).where(Item.no.in_(sorted(item_nos))).options(defer(Item.picture))
    return {item.no: item for item in session.scalars(found)}


def _supplied(line: RequisitionLine, items: Mapping[str, Item]) -> Supplied:
    """An assembled item that is bought comes from its card's vendor, unless the line has one."""
    if not is_bought(line):
        return Supplied(scope_of(line))
    item = items.get(line.item_no or "")
    is_kit = item is not None and item.replenishment_system is ReplenishmentSystem.ASSEMBLY
    usual = item.vendor_no if item is not None and is_kit else None
    return Supplied(scope_of(line), line.vendor_no or usual)


def _of_items(session: Session, model: type[OfItem], item_nos: Collection[str]) -> Iterable[OfItem]:
    return session.scalars(select(model).where(model.item_no.in_(item_nos)))


def _references(
    session: Session, item_nos: Collection[str], vendor_nos: Collection[str], day: date
) -> Sequence[ItemReference]:
    """What vendors call items on a day."""
    named = ItemReference
    return session.scalars(
        select(named)
        .where(
            named.item_no.in_(item_nos),
            named.owner_type == ReferenceOwner.VENDOR,
            named.owner_no.in_(vendor_nos),
            or_(named.starting_date.is_(None), named.starting_date <= day),
            or_(named.ending_date.is_(None), named.ending_date >= day),
        )
        .order_by(named.reference_no)
    ).all()


def _translations(
    session: Session, item_nos: Collection[str], vendors: Iterable[Vendor]
) -> dict[tuple[str, str, str], ItemTranslation]:
    languages = sorted({vendor.language_code for vendor in vendors if vendor.language_code})
    if not languages:
        return {}
    text = ItemTranslation
    return {
        (each.item_no, each.variant_code, each.language_code): each
        for each in session.scalars(
            select(text).where(text.item_no.in_(item_nos), text.language_code.in_(languages))
        )
    }
