"""What each kind of customer buys: how often a thing is asked for, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from desktop.models.words import LineType
from desktop.services.demo.customers import Buyer
from desktop.services.demo.item_list import BULK, GOODS
from desktop.services.demo.items import BLOCKED, SALES_BLOCKED, SALES_UNITS, UNITS, VARIANTS

# category: how often it is asked for, smallest and largest quantity of a company
DEMAND = {
    "DESKS": (11, 1, 8),
    "CHAIRS": (13, 2, 14),
    "STORAGE": (8, 1, 8),
    "BOARDS": (4, 1, 3),
    "LIGHT": (6, 1, 8),
    "ACOUSTIC": (4, 1, 6),
    "EXTRAS": (7, 2, 12),
    "MATERIAL": (2, 1, 6),
    "OFFICE": (4, 2, 20),
}

RARE = ("A-0200", "D-3000", "S-2700")
FAVOURITES = ("D-1600", "P-0410", "S-2203", "S-2310", "D-1610", "S-2400")
OLD_MODELS = {*(no for no, _reason in BLOCKED), *SALES_BLOCKED}
SMALL_BUYERS = frozenset({"cash", "person"})
SMALLEST_DEALER = 2
MOST_FOR_SMALL = 3


@dataclass(frozen=True, slots=True)
class Ware:
    """A stocked item as buyers ask for it; quantities and price in its sales unit."""

    no: str
    weight: int
    least: int
    most: int
    base_per_unit: Decimal
    unit_price: Decimal
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A line of a planned document; `base_quantity` is 0 for what is not kept in stock.

    `value` is what goods cost without discount and VAT, in local currency. A comment has its text
    as `no`. Without a location the line takes the document's.
    """

    type: LineType
    no: str
    quantity: Decimal
    base_quantity: Decimal = Decimal(0)
    value: Decimal = Decimal(0)
    variant_code: str | None = None
    discount_pct: int = 0
    unit_price: Decimal | None = None
    location_code: str | None = None


def _ware(no: str, category: str, price: str) -> Ware:
    weight, least, most = DEMAND[category]
    if no in RARE:
        weight, least, most = 1, 1, 1
    if no in FAVOURITES:
        weight *= 3
    unit = dict(SALES_UNITS).get(no)
    contents = {(item, code): Decimal(quantity) for item, code, quantity, _precision in UNITS}
    base_per_unit = contents[no, unit] if unit else Decimal(1)
    return Ware(
        no=no,
        weight=weight,
        least=least,
        most=most,
        base_per_unit=base_per_unit,
        unit_price=Decimal(price) * base_per_unit,
        variants=tuple(code for item, code, *_texts in VARIANTS if item == no),
    )


ALL_WARES = tuple(_ware(row[0], row[2], row[3]) for row in (*GOODS, *BULK))
WARES = tuple(ware for ware in ALL_WARES if ware.no not in OLD_MODELS)
"""What is still made; old models were sold in the first months only."""


def wanted_lines(dice: Random, buyer: Buyer, *, old_models: bool) -> tuple[WantedLine, ...]:
    """What a buyer orders this time: one to five goods, now and then with work or freight."""
    wares = ALL_WARES if old_models else WARES
    count = 1 + dice.choices(range(5), weights=(20, 30, 25, 15, 10))[0]
    if buyer.kind in SMALL_BUYERS:
        count = min(count, 2)
    chosen: dict[str, Ware] = {}
    while len(chosen) < count:
        ware = dice.choices(wares, weights=[ware.weight for ware in wares])[0]
        chosen[ware.no] = ware
    lines = [_goods_line(dice, buyer, ware) for ware in chosen.values()]
    return (*lines, *_work(dice, buyer, lines))


def _goods_line(dice: Random, buyer: Buyer, ware: Ware) -> WantedLine:
    least, most = ware.least, ware.most
    if buyer.kind in SMALL_BUYERS:
        least, most = 1, min(most, MOST_FOR_SMALL)
    elif "dealer" in buyer.kind and most > 1:
        least, most = max(least, SMALLEST_DEALER), most * 2
    quantity = Decimal(dice.randint(least, most))
    discounts = (0, 5, 10) if buyer.kind in {"dealer", "union_dealer", "project"} else (0, 0, 0, 5)
    return WantedLine(
        type=LineType.ITEM,
        no=ware.no,
        quantity=quantity,
        base_quantity=quantity * ware.base_per_unit,
        value=quantity * ware.unit_price,
        variant_code=dice.choice(ware.variants) if ware.variants else None,
        discount_pct=dice.choice(discounts),
    )


def _work(dice: Random, buyer: Buyer, goods: list[WantedLine]) -> list[WantedLine]:
    """Assembly, installation, freight and small extras that go with goods."""
    if buyer.kind in SMALL_BUYERS:
        return []
    lines = []
    desks = sum(line.quantity for line in goods if line.no.startswith("D-"))
    if desks and dice.randrange(3) == 0:
        lines.append(WantedLine(LineType.ITEM, "SV-100", Decimal(desks)))
    if dice.randrange(5) == 0:
        lines.append(WantedLine(LineType.RESOURCE, "INST", Decimal(dice.randint(2, 8))))
    if dice.randrange(4) == 0:
        price = Decimal(dice.choice((450, 650, 950, 1450)))
        lines.append(WantedLine(LineType.GL_ACCOUNT, "6610", Decimal(1), unit_price=price))
    if dice.randrange(12) == 0:
        no = dice.choice(("SV-130", "SV-140", "SV-150", "N-0110", "N-0120", "N-0130"))
        lines.append(WantedLine(LineType.ITEM, no, Decimal(dice.randint(1, 6))))
    return lines
