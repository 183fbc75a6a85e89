"""Item entries that were shipped earlier and are invoiced now: expected becomes actual (SD93)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import ItemLedgerEntry, ValueEntry
from desktop.models.values.numbers import ZERO, Amount, Quantity, round_to
from desktop.services.items.stock import Scope
from desktop.services.ledgers.costing import share_invoiced

_ITEM_ENTRIES = Base.metadata.tables[ItemLedgerEntry.__tablename__]
_VALUES = Base.metadata.tables[ValueEntry.__tablename__]
_IN_OWN_REGISTER = _VALUES.c.register_no == _ITEM_ENTRIES.c.register_no
_SHIPPED = (
    select(
        _ITEM_ENTRIES.c.entry_no,
        _ITEM_ENTRIES.c.item_no,
        _ITEM_ENTRIES.c.variant_code,
        _ITEM_ENTRIES.c.location_code,
        _ITEM_ENTRIES.c.entry_type,
        _ITEM_ENTRIES.c.quantity,
        _ITEM_ENTRIES.c.remaining_quantity,
        _ITEM_ENTRIES.c.invoiced_quantity,
        func.sum(_VALUES.c.cost_amount_expected).label("expected"),
        func.sum(_VALUES.c.cost_amount_actual).label("actual"),
        func.sum(_VALUES.c.sales_amount_expected).label("sales_expected"),
        func.sum(case((_IN_OWN_REGISTER, _VALUES.c.sales_amount_expected), else_=ZERO)).label(
            "first_sales_expected"
        ),
        func.sum(case((_IN_OWN_REGISTER, _VALUES.c.invoiced_quantity), else_=ZERO)).label(
            "first_invoiced"
        ),
    )
    .join(_VALUES, _VALUES.c.item_ledger_entry_no == _ITEM_ENTRIES.c.entry_no)
    .where(_ITEM_ENTRIES.c.entry_no.in_(bindparam("entries", expanding=True)))
    .group_by(_ITEM_ENTRIES.c.entry_no)
)


class InvoicedSales(NamedTuple):
    """What the invoice brings for an entry, in LCY: net amount, and discounts given away."""

    amount: Amount = ZERO
    discount: Amount = ZERO


@dataclass(slots=True)
class ShippedEntry:
    """An item entry in the ledger with the sums of its value entries; figures keep their signs.

    `first_…` are the figures of the posting that shipped it: what was expected of its sale
    then, and how much of it was invoiced at once.
    """

    entry_no: int
    scope: Scope
    entry_type: ItemEntryType
    quantity: Quantity
    remaining: Quantity
    invoiced: Quantity
    expected: Amount
    actual: Amount
    sales_expected: Amount
    first_sales_expected: Amount
    first_invoiced: Quantity

    @property
    def cost(self) -> Amount:
        """The whole cost, expected and actual."""
        return self.expected + self.actual

    def invoice(self, quantity: Quantity, precision: Amount) -> tuple[Amount, Amount]:
        """Move the figures on by an invoiced quantity.

        Returns the cost that becomes actual, and what of the sale is no longer expected; the
        last part takes the rest of both.
        """
        self.invoiced += quantity
        cost = share_invoiced(self.cost, self.invoiced, self.quantity, precision) - self.actual
        sales = self.sales_expected - self._sales_still_expected(precision)
        self.actual += cost
        self.expected -= cost
        self.sales_expected -= sales
        return cost, sales

    def _sales_still_expected(self, precision: Amount) -> Amount:
        if self.invoiced == self.quantity:
            return ZERO
        gone = round_to(
            self.first_sales_expected,
            precision,
            times=self.invoiced - self.first_invoiced,
            over=self.quantity - self.first_invoiced,
        )
        return self.first_sales_expected - gone


def load_shipped_entries(session: Session, entry_nos: Collection[int]) -> dict[int, ShippedEntry]:
    """Read item entries with the sums of their value entries, by entry number."""
    if not entry_nos:
        return {}
    return {
        row.entry_no: ShippedEntry(
            row.entry_no,
            Scope(row.item_no, row.variant_code, row.location_code),
            row.entry_type,
            row.quantity,
            row.remaining_quantity,
            row.invoiced_quantity,
            row.expected,
            row.actual,
            row.sales_expected,
            row.first_sales_expected,
            row.first_invoiced,
        )
        for row in session.connection().execute(_SHIPPED, {"entries": sorted(entry_nos)})
    }
