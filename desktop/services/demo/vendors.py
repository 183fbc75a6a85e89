"""Whom the demo company buys from, what of whom at which cost, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from desktop.models.supply_words import ReorderingPolicy
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import round_to
from desktop.models.words import CalendarRecurrence
from desktop.services.demo.clerk import ENGLISH, SWEDISH, Clerk
from desktop.services.demo.currencies import FIRST_RATES, HUNDRED
from desktop.services.demo.item_list import BULK, GOODS
from desktop.services.demo.items import CRITICAL, LEAD_TIMES
from desktop.services.demo.places import MAIN
from desktop.services.demo.stock import CHEAP, DEAR
from desktop.services.demo.wares import OLD_MODELS
from desktop.services.standard_setup.working_days import CALENDAR, WEEKEND

WOOD, SEATS, LAMPS = "Gränsås Trä AB", "Meblarnia Jodła Sp. z o.o.", "Fynsk Lys ApS"
BOARDS, QUIET, SUNDRIES = "Nordglas Tavlor AB", "Ljudro Akustik AB", "Hallands Kontorsgross AB"

POLISH_CALENDAR = "PL"
POLISH_HOLIDAYS = (
    (1, 1, "New Year's Day"),
    (1, 6, "Epiphany"),
    (5, 1, "Labour Day"),
    (5, 3, "Constitution Day"),
    (8, 15, "Armed Forces Day"),
    (11, 1, "All Saints' Day"),
    (11, 11, "Independence Day"),
    (12, 25, "Christmas Day"),
    (12, 26, "Second Day of Christmas"),
)
A_LEAP_YEAR = 2000
"""Annual days of a calendar are entered with any year."""

SWEDEN = {
    "country_code": "SE",
    "language_code": SWEDISH,
    "gen_bus_posting_group": "DOMESTIC",
    "vendor_posting_group": "DOMESTIC",
    "payment_terms_code": "30D",
    "base_calendar_code": CALENDAR,
}
UNION = {
    "language_code": ENGLISH,
    "gen_bus_posting_group": "EU",
    "vendor_posting_group": "FOREIGN",
    "payment_terms_code": "30D",
    "shipment_method_code": "DAP",
}

# name, address, post code, city, contact, phone, number of the VAT register, lead time, the rest
VENDORS: tuple[tuple[tuple[str, ...], Mapping[str, object]], ...] = (
    (
        (WOOD, "Sågvägen 6", "543 50", "Tibro", "Ragna Ek", "08-465 004 31"),
        {**SWEDEN, "registration_no": "559920-1000", "lead_time_calculation": "2W"},
    ),
    (
        (SEATS, "ul. Stolarska 14", "60-788", "Poznań", "Zofia Lis", ""),
        {
            **UNION,
            "country_code": "PL",
            "currency_code": "EUR",
            "vat_registration_no": "PL7770000100",
            "base_calendar_code": POLISH_CALENDAR,
            "lead_time_calculation": "2W",
        },
    ),
    (
        (LAMPS, "Havnegade 3", "5000", "Odense C", "Mads Holm", ""),
        {
            **UNION,
            "country_code": "DK",
            "currency_code": "DKK",
            "vat_registration_no": "DK31990106",
            "lead_time_calculation": "1W",
        },
    ),
    (
        (BOARDS, "Glasbruksgatan 2", "361 30", "Emmaboda", "Tove Lind", "08-465 004 34"),
        {**SWEDEN, "registration_no": "559920-1018", "lead_time_calculation": "5D"},
    ),
    (
        (QUIET, "Ekovägen 11", "574 38", "Vetlanda", "Isak Norr", "08-465 004 35"),
        {**SWEDEN, "registration_no": "559920-1026", "lead_time_calculation": "4W"},
    ),
    (
        (SUNDRIES, "Fabriksgatan 40", "302 50", "Halmstad", "Order", "08-465 004 36"),
        {**SWEDEN, "registration_no": "559920-1034", "lead_time_calculation": "3D"},
    ),
)

SOLD_BY = {
    "DESKS": WOOD,
    "STORAGE": WOOD,
    "CHAIRS": SEATS,
    "BOARDS": BOARDS,
    "LIGHT": LAMPS,
    "ACOUSTIC": QUIET,
}
"""Who sells a category; all others come from the wholesaler of sundries."""

# dearest cost; bought when so few are left, and then so many at once
LEVELS = ((CHEAP, 300, 600), (DEAR, 10, 20))
LEVEL_OF_DEAR = (3, 5)

AISLES = "DPSWLAKGRFM"
"""Which aisle the goods of which first letter stand in, the first one first."""

# vendor, his number, text, cost, price, weight; item template
CATALOG = (
    (WOOD, "GT-8210", "Reception desk, curved, oak", "18400", "31900", "145"),
    (QUIET, "LA-MEET4", "Meeting pod, four persons", "89500", "139000", "640"),
    (LAMPS, "FL-9010", "Pendant lamp, brass 60 cm", "2650", "4980", "5"),
)
TEMPLATE = "FURNITURE"


def add_vendors(clerk: Clerk) -> dict[str, str]:
    """Make all vendors and what they sell; gives their numbers by name."""
    _add_polish_calendar(clerk)
    numbers = {facts[0]: _add_vendor(clerk, facts, terms) for facts, terms in VENDORS}
    for no, category, cost in _goods():
        _buy(clerk, no, numbers[vendor_of(category)], _offer(no, category, cost))
        clerk.change("item", (no,), **_reordering(no, cost))
    for vendor, offer_no, text, agreed, price, weight in CATALOG:
        clerk.add(
            "catalog_item",
            vendor_no=numbers[vendor],
            vendor_item_no=offer_no,
            description=text,
            unit_of_measure_code="PCS",
            negotiated_cost=Decimal(agreed),
            unit_price=Decimal(price),
            net_weight=Decimal(weight),
            item_template_code=TEMPLATE,
        )
    return numbers


def vendor_of(category: str) -> str:
    """The name of the vendor who sells a category."""
    return SOLD_BY.get(category, SUNDRIES)


def _add_polish_calendar(clerk: Clerk) -> None:
    clerk.add("base_calendar", code=POLISH_CALENDAR, name="Poland, Monday to Friday")
    weekends: list[dict[str, object]] = [
        {"recurrence": CalendarRecurrence.WEEKLY, "weekday": weekday, "description": "Weekend"}
        for weekday in WEEKEND
    ]
    holidays: list[dict[str, object]] = [
        {
            "recurrence": CalendarRecurrence.ANNUAL,
            "date": date(A_LEAP_YEAR, month, day),
            "description": name,
        }
        for month, day, name in POLISH_HOLIDAYS
    ]
    for count, values in enumerate([*weekends, *holidays], start=1):
        clerk.add(
            "base_calendar_change",
            base_calendar_code=POLISH_CALENDAR,
            line_no=count * LINE_NO_STEP,
            **values,
        )


def _add_vendor(clerk: Clerk, facts: tuple[str, ...], terms: Mapping[str, object]) -> str:
    name, address, post_code, city, contact, phone = facts
    registration = str(terms.get("registration_no", "")).replace("-", "")
    return clerk.add_no(
        "vendor",
        **{
            "name": name,
            "address": address,
            "post_code": post_code,
            "city": city,
            "contact": contact,
            "phone": phone,
            "vat_registration_no": f"SE{registration}01" if registration else None,
            "location_code": MAIN,
            **terms,
        },
    )


def _goods() -> Iterator[tuple[str, str, Decimal]]:
    """What is bought: number, category and cost in local currency."""
    for no, _text, category, _price, cost, *_rest in (*GOODS, *BULK):
        if no not in OLD_MODELS:
            yield no, category, Decimal(cost)


def _offer(no: str, category: str, cost: Decimal) -> dict[str, object]:
    """What the vendor calls an item and asks for it, in his currency."""
    vendor = vendor_of(category)
    letters = "".join(word[0] for word in vendor.split()[:2])
    return {
        "vendor_item_no": f"{letters}-{no.replace('-', '')}",
        "direct_unit_cost": _in_currency(vendor, cost),
        "lead_time_calculation": LEAD_TIMES.get(category),
    }


def _in_currency(vendor: str, cost: Decimal) -> Decimal:
    """A cost in the vendor's currency, at the first rate there was."""
    currency = next(terms.get("currency_code") for facts, terms in VENDORS if facts[0] == vendor)
    for code, units, hundredths in FIRST_RATES:
        if code == currency:
            return round_to(cost, Decimal("0.01"), times=units * HUNDRED, over=Decimal(hundredths))
    return cost


def _buy(clerk: Clerk, no: str, vendor_no: str, offer: Mapping[str, object]) -> None:
    """Say on an item's card who sells it, and where it lies."""
    clerk.add("item_vendor", item_no=no, vendor_no=vendor_no, **offer)
    clerk.change("item", (no,), vendor_no=vendor_no, vendor_item_no=offer["vendor_item_no"])
    aisle = AISLES.index(no[0]) + 1
    clerk.add(
        "item_location",
        item_no=no,
        location_code=MAIN,
        default_bin=f"{aisle:02d}-{no[-4:-2]}-{no[-2:]}",
    )


def _reordering(no: str, cost: Decimal) -> dict[str, object]:
    """When an item is bought: critical ones as orders want them, others when few are left."""
    if no in CRITICAL:
        return {"reordering_policy": ReorderingPolicy.LOT_FOR_LOT}
    least, lot = next(
        ((least, lot) for dearest, least, lot in LEVELS if cost <= dearest), LEVEL_OF_DEAR
    )
    return {
        "reordering_policy": ReorderingPolicy.FIXED_QTY,
        "reorder_point": Decimal(least),
        "reorder_quantity": Decimal(lot),
    }
