"""The order of a walk through the warehouse (PF132): bins as people count, A-2 before A-10."""

from __future__ import annotations

import re
from enum import StrEnum

_DIGITS = re.compile(r"(\d+)")

NaturalKey = tuple[tuple[int, int, str], ...]


class PickSorting(StrEnum):
    """In which order lines are fetched; line order keeps the orders apart."""

    BIN = "bin"
    ITEM = "item"
    LINE = "line"


class PickGrouping(StrEnum):
    """What a pick instruction is parted by."""

    NONE = "none"
    SHIPMENT_DATE = "shipment_date"
    CUSTOMER = "customer"
    AGENT = "agent"


class PickLayout(StrEnum):
    """How a pick instruction is laid out (PF131)."""

    PER_ORDER = "per_order"
    COLLECT = "collect"


def natural_key(text: str) -> NaturalKey:
    """A key by which texts sort with the numbers in them as numbers, upper and lower case alike.

    What is blank comes last: goods without a bin are looked for when all others are found.
    """
    if not text.strip():
        return ((2, 0, ""),)
    parts = _DIGITS.split(text.strip().casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def walk_key(sorting: PickSorting, bin_text: str, item_no: str, variant_code: str) -> NaturalKey:
    """The key of a line in the walk; line order leaves lines as they came."""
    item = (*natural_key(item_no), *natural_key(variant_code))
    if sorting is PickSorting.BIN:
        return (*natural_key(bin_text), (-1, 0, ""), *item)
    return item if sorting is PickSorting.ITEM else ()
