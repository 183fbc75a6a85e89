"""Figures that no single row holds: account movements and a customer's situation."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from desktop.models.ledgers import GlEntry
from desktop.services.availability.figures import figures_of_item
from desktop.services.customers import statistics
from desktop.services.customers.ageing import customer_ageing
from desktop.services.customers.credit import (
    available_credit,
    credit_figures,
    exposure,
    used_pct,
)
from desktop.services.reports.shipment_content import shipment_content
from desktop.services.sales.statistics import StatisticsTab, document_statistics
from tests.scenarios.sales_documents import key_of
from tests.scenarios.world import World


def gl_movement(world: World, document_no: str) -> dict[str, Decimal]:
    """The sums of a document's G/L entries by account, without those that are zero."""
    sums: dict[str, Decimal] = {}
    query = select(GlEntry.gl_account_no, GlEntry.amount)
    with world.database.read() as session:
        for account, amount in session.execute(query.where(GlEntry.document_no == document_no)):
            sums[account] = sums.get(account, Decimal(0)) + amount
    return {account: amount for account, amount in sums.items() if amount}


def delivery_note(world: World, no: str) -> list[Mapping[str, object]]:
    """The lines of the delivery note of a posted shipment."""
    with world.database.read() as session:
        return [fields_of(line) for line in shipment_content(session, no).lines]


def customer_statistics(world: World, customer_no: str) -> Mapping[str, object]:
    """A customer's figures as of the work date; `total_lcy` is all that may come to be owed."""
    with world.database.read() as session:
        figures = credit_figures(session, customer_no, world.work_date)
        ageing = customer_ageing(session, customer_no, world.work_date)
        trade = statistics.customer_statistics(session, customer_no, world.work_date)
    assert figures is not None, f"there is no customer {customer_no}"
    return {
        **fields_of(figures),
        **fields_of(ageing),
        **fields_of(trade.behaviour),
        **_of_periods("", trade.bill_to),
        **_of_periods("sell_to_", trade.sell_to),
        "total_lcy": exposure(figures),
        "exposure_lcy": exposure(figures),
        "available_credit_lcy": available_credit(figures),
        "used_pct": used_pct(figures),
    }


def _of_periods(prefix: str, periods: statistics.Periods) -> dict[str, object]:
    """The figures of each period: `this_year_sales_lcy`, `sell_to_to_date_profit_pct`."""
    return {
        f"{prefix}{period.value}_{name}": getattr(figures, name)
        for period, figures in periods.items()
        for name in (*fields_of(figures), "cost_lcy", "profit_pct")
    }


def document_figures(world: World, name: str, tab: str) -> Mapping[str, object]:
    """What a document earns and weighs; the names of today's cost begin with `adjusted_`."""
    key = key_of(world.document(name))
    with world.database.read() as session:
        statistics = document_statistics(session, key, world.context(session))
    found: StatisticsTab | None = getattr(statistics, tab)
    assert found is not None, f"{name} has no statistics about {tab}"
    adjusted = fields_of(found.figures.adjusted)
    return {
        **fields_of(found.totals),
        **fields_of(found.figures),
        **fields_of(found.figures.original),
        **{f"adjusted_{field}": value for field, value in adjusted.items()},
    }


def availability(
    world: World, item_no: str, day: date, location_code: str | None
) -> Mapping[str, object]:
    """The figures of an item on a date, at one location or at all (PF1)."""
    with world.database.read() as session:
        figures = figures_of_item(session, item_no, day, world.work_date, location_code)
    derived = (
        "available_inventory",
        "projected_available_balance",
        "free_receipt",
        "free_requirement",
        "free_balance",
    )
    return {**fields_of(figures), **{name: getattr(figures, name) for name in derived}}


def fields_of(figures: object) -> dict[str, object]:
    """The fields of a dataclass by name."""
    return {name: getattr(figures, name) for name in vars(type(figures))["__dataclass_fields__"]}
