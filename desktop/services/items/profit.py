"""The price and the profit of an item, whichever follows the other (CU54)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, true, update
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.changelog import ChangeLogEntry
from desktop.models.every_table import Base
from desktop.models.items import Item
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.numbers import ZERO, Percent, UnitPrice, round_to
from desktop.models.vat import VatPostingSetup
from desktop.models.words import PriceProfitCalculation, VatCalculationType
from desktop.services.database import report_changes
from desktop.services.setup.change_log import entry_by

HUNDRED = Decimal(100)
PCT_PRECISION = Decimal("0.00001")

_ITEMS = Base.metadata.tables[Item.__tablename__]
_LOG = Base.metadata.tables[ChangeLogEntry.__tablename__]

# Built once: every posting that moves a cost asks.
_CARDS = (
    select(
        _ITEMS.c.no,
        _ITEMS.c.price_profit_calculation,
        _ITEMS.c.unit_price,
        _ITEMS.c.profit_pct,
        _ITEMS.c.price_includes_vat,
        VatPostingSetup.vat_pct,
        VatPostingSetup.vat_calculation_type,
        GeneralLedgerSetup.unit_amount_precision,
    )
    .select_from(_ITEMS)
    .join(GeneralLedgerSetup, true())
    .outerjoin(
        VatPostingSetup,
        and_(
            VatPostingSetup.vat_bus_posting_group == _ITEMS.c.vat_bus_posting_group_price,
            VatPostingSetup.vat_prod_posting_group == _ITEMS.c.vat_prod_posting_group,
        ),
    )
    .where(_ITEMS.c.no.in_(bindparam("nos", expanding=True)))
    .order_by(_ITEMS.c.no)
)
_PUT = (
    update(_ITEMS)
    .where(_ITEMS.c.no == bindparam("the_item"))
    .values(
        unit_cost=bindparam("cost"), unit_price=bindparam("price"), profit_pct=bindparam("profit")
    )
)
"""The row version stands: nobody's edit of the card is overwritten by a new cost."""


@dataclass(frozen=True, slots=True)
class CardFigures:
    """Price, cost and profit of a card; `vat_pct` is the VAT within the price, 0 when it has none.

    Price and cost per base unit in local currency.
    """

    unit_price: UnitPrice
    unit_cost: UnitPrice
    profit_pct: Percent
    vat_pct: Percent = ZERO


def in_step(
    figures: CardFigures, calculation: PriceProfitCalculation, precision: UnitPrice
) -> tuple[UnitPrice, Percent]:
    """Price and profit as they belong together; a profit of 100 % or more moves no price."""
    price, cost, profit = figures.unit_price, figures.unit_cost, figures.profit_pct
    with_vat = HUNDRED + figures.vat_pct
    if calculation is PriceProfitCalculation.PROFIT_FROM_PRICE:
        if not (price and cost):
            return price, ZERO
        # 100 × (1 − cost ÷ (price ÷ (1 + rate))), as one exact fraction.
        return price, round_to(HUNDRED * price - cost * with_vat, PCT_PRECISION, over=price)
    if calculation is PriceProfitCalculation.PRICE_FROM_PROFIT and profit < HUNDRED:
        return round_to(cost * with_vat, precision, over=HUNDRED - profit), profit
    return price, profit


def vat_within(
    *, price_includes_vat: bool, vat_pct: Percent | None, kind: VatCalculationType | None
) -> Percent:
    """The VAT that a card price contains, in percent."""
    if not price_includes_vat or vat_pct is None or kind is VatCalculationType.REVERSE_CHARGE:
        return ZERO
    return vat_pct


def put_costs(
    session: Session, costs: Mapping[str, UnitPrice], *, user: str, changed_at: datetime
) -> None:
    """Give items the cost that a posting found; profit or price follow, a new price is logged.

    Costs by item number, per base unit in local currency.
    """
    if not costs:
        return
    connection = session.connection()
    rows, log = [], []
    for card in connection.execute(_CARDS, {"nos": sorted(costs)}):
        price, profit = _recalculated(card, costs[card.no])
        rows.append({"the_item": card.no, "cost": costs[card.no], "price": price, "profit": profit})
        if price != card.unit_price:
            ref = RecordRef(Item.__tablename__, (card.no,))
            values = (card.unit_price, price)
            log.append(entry_by(ref, "unit_price", values, user=user, changed_at=changed_at))
    connection.execute(_PUT, rows)
    report_changes(session, Item.__tablename__)
    if log:
        connection.execute(insert(_LOG), log)
        report_changes(session, ChangeLogEntry.__tablename__)


def _recalculated(card: Any, cost: UnitPrice) -> tuple[UnitPrice, Percent]:  # noqa: ANN401  (a row of _CARDS)
    rate = vat_within(
        price_includes_vat=card.price_includes_vat,
        vat_pct=card.vat_pct,
        kind=card.vat_calculation_type,
    )
    figures = CardFigures(card.unit_price, cost, card.profit_pct, rate)
    return in_step(figures, card.price_profit_calculation, card.unit_amount_precision)
