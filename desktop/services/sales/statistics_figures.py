"""The figures of the page Statistics besides the totals (SD59, SD60)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.values.numbers import (
    ZERO,
    Amount,
    Percent,
    Quantity,
    RoundingMode,
    UnitPrice,
    round_to,
)
from desktop.services.vat.calculation import HUNDRED

SHOWN_PRECISION = Decimal("0.1")
"""Profit and used credit are shown in tenths of a percent."""


@dataclass(frozen=True, slots=True)
class StatisticsLine:
    """A line as the statistics see it; `quantity` is what the tab speaks of.

    That is the whole line on General, what would be invoiced on Invoicing, what would be shipped
    on Shipping. Weights and volume are per unit of the line. `cost_in_ledger` is the cost (LCY)
    that the item ledger has for what is shipped, `outstanding_quantity` what is not.
    """

    quantity: Quantity
    unit_cost_lcy: UnitPrice = ZERO
    units_per_parcel: Quantity = ZERO
    net_weight: Quantity = ZERO
    gross_weight: Quantity = ZERO
    unit_volume: Quantity = ZERO
    outstanding_quantity: Quantity = ZERO
    cost_in_ledger: Amount = ZERO


@dataclass(frozen=True, slots=True)
class Profit:
    """Sales less cost, in LCY; `profit_pct` of the sales, 0 when there are none."""

    sales_lcy: Amount
    cost_lcy: Amount
    profit_lcy: Amount
    profit_pct: Percent


@dataclass(frozen=True, slots=True)
class StatisticsFigures:
    """Profit with the cost at the time of the sale and with today's, and what is to be carried."""

    original: Profit
    adjusted: Profit
    quantity: Quantity
    parcels: Quantity
    net_weight: Quantity
    gross_weight: Quantity
    volume: Quantity


def statistics_figures(
    lines: Iterable[StatisticsLine], sales_lcy: Amount, lcy_precision: Amount
) -> StatisticsFigures:
    """Add up the lines of a document; `sales_lcy` is its total excluding VAT in LCY."""
    known = tuple(lines)
    return StatisticsFigures(
        original=profit(sales_lcy, original_cost(known, lcy_precision)),
        adjusted=profit(sales_lcy, adjusted_cost(known, lcy_precision)),
        quantity=sum((line.quantity for line in known), ZERO),
        parcels=sum((_parcels(line) for line in known), ZERO),
        net_weight=sum((line.quantity * line.net_weight for line in known), ZERO),
        gross_weight=sum((line.quantity * line.gross_weight for line in known), ZERO),
        volume=sum((line.quantity * line.unit_volume for line in known), ZERO),
    )


def original_cost(lines: Iterable[StatisticsLine], lcy_precision: Amount) -> Amount:
    """What the lines cost at the unit cost they were sold with, each rounded (SD60)."""
    return sum(
        (round_to(line.quantity, lcy_precision, times=line.unit_cost_lcy) for line in lines), ZERO
    )


def adjusted_cost(lines: Iterable[StatisticsLine], lcy_precision: Amount) -> Amount:
    """What was shipped at its cost in the item ledger, the rest at its unit cost (SD60)."""
    return sum(
        (
            line.cost_in_ledger
            + round_to(line.outstanding_quantity, lcy_precision, times=line.unit_cost_lcy)
            for line in lines
        ),
        ZERO,
    )


def profit(sales_lcy: Amount, cost_lcy: Amount) -> Profit:
    """Profit and its share of the sales (SD59)."""
    earned = sales_lcy - cost_lcy
    return Profit(sales_lcy, cost_lcy, earned, shown_pct(earned, sales_lcy))


def shown_pct(part: Amount, whole: Amount) -> Percent:
    """`part` in percent of `whole`, to a tenth; 0 when there is no whole."""
    return round_to(part, SHOWN_PRECISION, times=HUNDRED, over=whole) if whole else ZERO


def _parcels(line: StatisticsLine) -> Quantity:
    """Full and begun parcels of a line; an item without a parcel size needs none."""
    if not line.units_per_parcel:
        return ZERO
    return round_to(line.quantity, 1, RoundingMode.UP, over=line.units_per_parcel)
