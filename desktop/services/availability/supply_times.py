"""Reading by which times and calendars items come to locations (PF11, PF12, PF16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.models.codes import Location
from desktop.models.company import CompanyInformation
from desktop.models.items import Item
from desktop.models.promising import ItemLocation
from desktop.models.setup import InventorySetup
from desktop.models.values.date_formula import DateFormula
from desktop.models.vendors import ItemVendor, Vendor
from desktop.models.words import ReplenishmentSystem
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.calendars.reading import read_calendars
from desktop.services.calendars.working_days import EVERY_DAY, Calendar
from desktop.services.items.stock import Scope


class Supplied(NamedTuple):
    """An item in a variant at a location, from a vendor; without one, from its usual vendor."""

    scope: Scope
    vendor_no: str | None = None


AnyRow: TypeAlias = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class _Rows:
    """What was read, by key."""

    items: dict[str, AnyRow]
    places: dict[tuple[str, str, str], AnyRow]
    offers: dict[tuple[str, str, str], str]
    vendors: dict[str, AnyRow]
    locations: dict[str, AnyRow]
    company: AnyRow

    def usual_vendor(self, scope: Scope) -> str | None:
        """The vendor of the item at the location, else of the item."""
        place = self.places.get(_place_key(scope))
        item = self.items.get(scope.item_no)
        of_place = place.vendor_no if place else None
        return of_place or (item.vendor_no if item else None)

    def lead_time(self, scope: Scope, vendor_no: str | None, *, is_bought: bool) -> str:
        """The first that is not blank: of the offer, the place, the item, the vendor (PF11)."""
        place, item = self.places.get(_place_key(scope)), self.items.get(scope.item_no)
        found = [place.lead_time if place else "", item.lead_time if item else ""]
        if is_bought and vendor_no is not None:
            variant = scope.variant_code or ""
            offers = [(scope.item_no, vendor_no, code) for code in dict.fromkeys((variant, ""))]
            vendor = self.vendors.get(vendor_no)
            found = [
                *(self.offers.get(key, "") for key in offers),
                *found,
                vendor.lead_time if vendor else "",
            ]
        return next((text for text in found if text), "")

    def safety_lead_time(self, scope: Scope) -> str:
        """That of the place, else of the item, else of the set-up."""
        place, item = self.places.get(_place_key(scope)), self.items.get(scope.item_no)
        of_place = place.safety if place else ""
        return str(of_place or (item.safety if item else "") or self.company.safety)

    def inbound_handling_time(self, location_code: str | None) -> str:
        """That of the location's card; that of the set-up where no location is named (PF16)."""
        if location_code is None:
            return str(self.company.inbound)
        location = self.locations.get(location_code)
        return str(location.inbound) if location else ""

    def calendar_codes(self) -> set[str | None]:
        """All calendars that are named."""
        cards = (*self.locations.values(), *self.vendors.values())
        return {card.calendar for card in cards} | {self.company.calendar}


def supply_times(session: Session, wanted: Collection[Supplied]) -> dict[Supplied, SupplyTimes]:
    """The times and calendars of each, in at most seven statements, however many there are.

    An item that is assembled has no vendor unless one is asked for. Raises NotAPlainDuration.
    """
    if not wanted:
        return {}
    rows = _read(session, wanted)
    calendars = read_calendars(session, rows.calendar_codes())
    return {each: _times(each, rows, calendars) for each in wanted}


def _times(wanted: Supplied, rows: _Rows, calendars: dict[str | None, Calendar]) -> SupplyTimes:
    scope = wanted.scope
    item = rows.items.get(scope.item_no)
    system = item.system if item else ReplenishmentSystem.PURCHASE
    is_bought = system is ReplenishmentSystem.PURCHASE or wanted.vendor_no is not None
    vendor_no = wanted.vendor_no or (rows.usual_vendor(scope) if is_bought else None)
    vendor = rows.vendors.get(vendor_no or "")
    location = rows.locations.get(scope.location_code or "")
    code = (location.calendar if location else None) or rows.company.calendar
    return SupplyTimes(
        replenishment=system,
        vendor_no=vendor_no,
        lead_time=DateFormula.parse(rows.lead_time(scope, vendor_no, is_bought=is_bought)),
        inbound_handling_time=DateFormula.parse(rows.inbound_handling_time(scope.location_code)),
        safety_lead_time=DateFormula.parse(rows.safety_lead_time(scope)),
        location=calendars.get(code, EVERY_DAY),
        vendor=calendars.get(vendor.calendar) if vendor and vendor.calendar else None,
    )


def _place_key(scope: Scope) -> tuple[str, str, str]:
    return scope.item_no, scope.variant_code or "", scope.location_code or ""


def _read(session: Session, wanted: Collection[Supplied]) -> _Rows:
    item_nos = sorted({each.scope.item_no for each in wanted})
    codes = sorted({each.scope.location_code for each in wanted if each.scope.location_code})
    read = _Rows(
        items=_by_key(session.execute(_ITEMS.where(Item.no.in_(item_nos)))),
        places={
            (row.item_no, row.variant_code, row.location_code): row
            for row in session.execute(_PLACES.where(ItemLocation.item_no.in_(item_nos)))
        },
        offers={
            (row.item_no, row.vendor_no, row.variant_code): row.lead_time_calculation
            for row in session.execute(_OFFERS.where(ItemVendor.item_no.in_(item_nos)))
        },
        vendors={},
        locations=_by_key(session.execute(_LOCATIONS.where(Location.code.in_(codes)))),
        company=session.execute(_COMPANY).one(),
    )
    vendor_nos = {each.vendor_no or read.usual_vendor(each.scope) for each in wanted} - {None}
    vendors = session.execute(_VENDORS.where(Vendor.no.in_(vendor_nos))) if vendor_nos else ()
    return replace(read, vendors=_by_key(vendors))


def _by_key(rows: Iterable[AnyRow]) -> dict[str, AnyRow]:
    return {row[0]: row for row in rows}


_ITEMS = select(
    Item.no,
    Item.replenishment_system.label("system"),
    Item.vendor_no,
    Item.lead_time_calculation.label("lead_time"),
    Item.safety_lead_time.label("safety"),
)
_PLACES = select(
    ItemLocation.item_no,
    ItemLocation.variant_code,
    ItemLocation.location_code,
    ItemLocation.vendor_no,
    ItemLocation.lead_time_calculation.label("lead_time"),
    ItemLocation.safety_lead_time.label("safety"),
)
_OFFERS = select(
    ItemVendor.item_no,
    ItemVendor.vendor_no,
    ItemVendor.variant_code,
    ItemVendor.lead_time_calculation,
)
_VENDORS = select(
    Vendor.no,
    Vendor.lead_time_calculation.label("lead_time"),
    Vendor.base_calendar_code.label("calendar"),
)
_LOCATIONS = select(
    Location.code,
    Location.inbound_handling_time.label("inbound"),
    Location.base_calendar_code.label("calendar"),
)
_COMPANY = select(
    InventorySetup.inbound_handling_time.label("inbound"),
    InventorySetup.default_safety_lead_time.label("safety"),
    CompanyInformation.base_calendar_code.label("calendar"),
).join(CompanyInformation, CompanyInformation.id == InventorySetup.id)
