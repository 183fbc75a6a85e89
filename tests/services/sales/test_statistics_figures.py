"""Profit, parcels and weights of a document (SD59, SD60)."""

from decimal import Decimal

import pytest

from desktop.services.sales.statistics_figures import (
    StatisticsLine,
    profit,
    shown_pct,
    statistics_figures,
)

CENT = Decimal("0.01")


def test_profit_of_an_item_and_a_fee() -> None:
    """EX23."""
    lines = [
        StatisticsLine(Decimal(12), Decimal("12.16667"), outstanding_quantity=Decimal(12)),
        StatisticsLine(Decimal(1)),
    ]
    figures = statistics_figures(lines, Decimal("789.46"), CENT)
    assert figures.original.cost_lcy == Decimal("146.00")
    assert figures.original.profit_lcy == Decimal("643.46")
    assert figures.original.profit_pct == Decimal("81.5")
    assert figures.adjusted == figures.original


def test_adjusted_cost_takes_the_ledger_for_what_is_shipped() -> None:
    line = StatisticsLine(
        Decimal(12),
        Decimal("12.16667"),
        outstanding_quantity=Decimal(7),
        cost_in_ledger=Decimal("60.00"),
    )
    figures = statistics_figures([line], Decimal(500), CENT)
    assert figures.adjusted.cost_lcy == Decimal("145.17")


@pytest.mark.parametrize(
    ("quantity", "per_parcel", "parcels"),
    [("10", "4", 3), ("12", "4", 3), ("0.5", "4", 1), ("-10", "4", -3), ("10", "0", 0)],
)
def test_a_begun_parcel_counts(quantity: str, per_parcel: str, parcels: int) -> None:
    line = StatisticsLine(Decimal(quantity), units_per_parcel=Decimal(per_parcel))
    assert statistics_figures([line], Decimal(0), CENT).parcels == parcels


def test_parcels_are_rounded_line_by_line() -> None:
    line = StatisticsLine(Decimal(1), units_per_parcel=Decimal(2))
    assert statistics_figures([line, line], Decimal(0), CENT).parcels == 2


def test_weights_and_volume_are_those_of_the_quantity() -> None:
    line = StatisticsLine(
        Decimal(3),
        net_weight=Decimal("1.5"),
        gross_weight=Decimal(2),
        unit_volume=Decimal("0.02"),
    )
    figures = statistics_figures([line, line], Decimal(0), CENT)
    assert (figures.quantity, figures.net_weight) == (Decimal(6), Decimal("9.0"))
    assert (figures.gross_weight, figures.volume) == (Decimal(12), Decimal("0.12"))


def test_profit_without_sales_has_no_percentage() -> None:
    assert profit(Decimal(0), Decimal(5)).profit_pct == 0
    assert profit(Decimal(0), Decimal(5)).profit_lcy == Decimal(-5)


def test_used_credit_in_tenths_of_a_percent() -> None:
    assert shown_pct(Decimal(9050), Decimal(10000)) == Decimal("90.5")
