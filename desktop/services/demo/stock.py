"""The stock of the demo company: goods come in at the beginning of each month, before they leave.

Receipts are worked out from the plan, so that no history ever ships what is not there; some of
what open orders want is left short on purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from desktop.services.demo.currencies import first_of_month
from desktop.services.demo.customers import Buyer
from desktop.services.demo.item_list import BULK, GOODS
from desktop.services.demo.items import VARIANTS
from desktop.services.demo.places import EAST, MAIN
from desktop.services.demo.plan import (
    SEED,
    SHIPS_ALL,
    SHIPS_HALF,
    PlannedDocument,
    Step,
    half_of,
)
from desktop.services.demo.wares import OLD_MODELS, WantedLine

COSTS = {no: Decimal(cost) for no, _text, _category, _price, cost, *_rest in (*GOODS, *BULK)}

SHORT = frozenset({("P-0410", MAIN), ("D-1810", MAIN), ("D-1810", EAST), ("A-0200", EAST)})
"""Items and places of which less is left than open orders want."""

LITTLE = 6
DEAR = Decimal(5000)
CHEAP = Decimal(100)
THOUSAND = Decimal(1000)
PRICE_RISE = 3
"""By how many thousandths purchases become dearer each month."""


@dataclass(frozen=True, slots=True, order=True)
class Shelf:
    """Where an item lies, variant by variant; a blank variant is none."""

    item_no: str
    location: str
    variant_code: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Goods that come in on a day, in base units at a cost each."""

    day: date
    shelf: Shelf
    quantity: Decimal
    unit_cost: Decimal


def receipts(plan: Sequence[PlannedDocument], days: Sequence[date]) -> list[Receipt]:
    """What must come in so that the plan can be delivered, on the first working day of months.

    In the order of days, then of shelves. The first month brings besides what then stays.
    """
    firsts = _first_working_days(days)
    wanted: dict[date, dict[Shelf, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for day, shelf, quantity in deliveries(plan):
        wanted[firsts[first_of_month(day)]][shelf] += quantity
    for shelf, quantity in _lasting().items():
        wanted[days[0]][shelf] += quantity
    return [
        Receipt(day, shelf, quantity, _cost(shelf.item_no, count))
        for count, day in enumerate(sorted(wanted))
        for shelf, quantity in sorted(wanted[day].items())
    ]


def _first_working_days(days: Iterable[date]) -> dict[date, date]:
    firsts: dict[date, date] = {}
    for day in days:
        firsts.setdefault(first_of_month(day), day)
    return firsts


def deliveries(plan: Iterable[PlannedDocument]) -> Iterable[tuple[date, Shelf, Decimal]]:
    """What leaves which shelf on which day, in base units."""
    for document in plan:
        for line in document.lines:
            shelf = _shelf(document.buyer, line)
            for day, quantity in _parts(document.steps, line):
                yield day, shelf, quantity


def _shelf(buyer: Buyer, line: WantedLine) -> Shelf:
    return Shelf(line.no, line.location_code or buyer.location, line.variant_code or "")


def _parts(steps: Iterable[tuple[date, Step]], line: WantedLine) -> Iterable[tuple[date, Decimal]]:
    """What of a line leaves stock on which day, in base units."""
    left = line.quantity
    if not line.base_quantity:
        return
    for day, step in steps:
        part = Decimal(0)
        if step in SHIPS_HALF:
            part = Decimal(half_of(line))
        elif step in SHIPS_ALL:
            part = left
        left -= part
        if part:
            yield day, part * line.base_quantity / line.quantity


def _lasting() -> dict[Shelf, Decimal]:
    """What stays on the shelves beyond the history, less of dear goods and more of cheap ones."""
    dice = Random(SEED + 2)  # noqa: S311  (makes a story, guards nothing)
    return {shelf: Decimal(_reserve(dice, shelf)) for shelf in _shelves()}


def _shelves() -> list[Shelf]:
    variants = defaultdict(list)
    for item, code, *_texts in VARIANTS:
        variants[item].append(code)
    return [
        Shelf(item, location, variant)
        for item in COSTS
        for location in (MAIN, EAST)
        for variant in variants.get(item, [""])
    ]


def _reserve(dice: Random, shelf: Shelf) -> int:
    if (shelf.item_no, shelf.location) in SHORT:
        return LITTLE
    if shelf.item_no in OLD_MODELS:
        return 1
    cost = COSTS[shelf.item_no]
    least, most = (14, 40)
    if cost > DEAR:
        least, most = (3, 8)
    elif cost < CHEAP:
        least, most = (400, 1200)
    size = dice.randint(least, most)
    return size if shelf.location == MAIN else size * 2 // 3


def _cost(item_no: str, month: int) -> Decimal:
    return COSTS[item_no] * (THOUSAND + PRICE_RISE * month) / THOUSAND
