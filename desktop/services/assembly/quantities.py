"""How much of a component so many kits need, and what a part of the kits takes (PF112, PF113).

Values in, values out; no session. Quantities are in the line's unit and in its base unit.
"""

from __future__ import annotations

from desktop.models.supply_words import ResourceUsage
from desktop.models.values.numbers import Quantity, round_to
from desktop.services.sales.quantities import NOTHING, LineUnit, Part


def rounded(quantity: Quantity, unit: LineUnit, *, times: Quantity) -> Part:
    """A quantity that is worked out, as fine as its unit and its base unit are counted."""
    fine = round_to(quantity, unit.rounding_precision, times=times)
    base = round_to(fine, unit.base_rounding_precision, times=unit.qty_per_unit)
    return Part(fine, base)


def needed(quantity_per: Quantity, kits: Quantity, usage: ResourceUsage, unit: LineUnit) -> Part:
    """What so many kits (in their base unit) need; fixed time is the same for any number."""
    times = Quantity(1) if usage is ResourceUsage.FIXED else kits
    return rounded(quantity_per, unit, times=times)


def part_for(
    kits: Part, left: Part, line_left: Part, line: tuple[Quantity, ResourceUsage, LineUnit]
) -> Part:
    """What a part of the kits that are left takes of what is left of a line.

    The last kits take the rest, the first ones all of the fixed time. A part never leaves a
    quantity without a base quantity, nor the reverse (SD32).
    """
    quantity_per, usage, unit = line
    if not kits.quantity:
        return NOTHING
    if usage is ResourceUsage.FIXED or kits.quantity == left.quantity:
        return line_left
    part = needed(quantity_per, kits.base, usage, unit)
    if part.quantity >= line_left.quantity or part.base >= line_left.base:
        return line_left
    return part if part.base and part.quantity else NOTHING
