"""What is on picks already (PF133, PF136).

Of an open pick that is what is to be picked, of a registered one what was picked and has not left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from desktop.models.picks import PickHeader, PickLine
from desktop.models.supply_words import PickStatus
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.services.items.stock import Scope
from desktop.services.picking.allocation import PartKey
from desktop.services.sales.quantities import FINEST


@dataclass(frozen=True)
class OnPicks:
    """Quantities on picks: by part in the line's unit, by claim in base units.

    The kits themselves have no base quantity: their components are what lies in the bins.
    """

    quantities: Mapping[PartKey, Quantity] = field(default_factory=dict)
    bases: Mapping[tuple[str, int, Scope], Quantity] = field(default_factory=dict)

    def quantity(self, key: PartKey) -> Quantity:
        """How much of a part is on picks."""
        return self.quantities.get(key, ZERO)


def load_on_picks(session: Session, items: Any) -> OnPicks:  # noqa: ANN401  (a select of numbers)
    """What is on picks of these items, in one statement."""
    line = PickLine
    rows = session.execute(
        select(
            line.pick_no,
            line.line_no,
            line.parent_line_no,
            line.order_no,
            line.order_line_no,
            line.item_no,
            line.variant_code,
            line.location_code,
            line.qty_per_unit,
            line.quantity_to_pick,
            line.quantity_picked,
            line.quantity_shipped,
            PickHeader.status,
        )
        .join(PickHeader, PickHeader.no == line.pick_no)
        .where(
            line.item_no.in_(items),
            or_(
                PickHeader.status == PickStatus.OPEN,
                and_(
                    PickHeader.status == PickStatus.REGISTERED,
                    line.quantity_picked > line.quantity_shipped,
                ),
            ),
        )
    )
    return on_picks(list(rows))


def on_picks(rows: Iterable[Any]) -> OnPicks:
    """Add up lines of open picks and what of registered ones has not left."""
    known = list(rows)
    parents = {(row.pick_no, row.parent_line_no) for row in known if row.parent_line_no}
    quantities: dict[PartKey, Quantity] = {}
    bases: dict[tuple[str, int, Scope], Quantity] = {}
    for row in known:
        is_open = row.status is PickStatus.OPEN
        quantity = row.quantity_to_pick if is_open else row.quantity_picked - row.quantity_shipped
        is_kit = (row.pick_no, row.line_no) in parents
        if row.parent_line_no is None:
            key = PartKey(row.order_no, row.order_line_no, is_kit)
            quantities[key] = quantities.get(key, ZERO) + quantity
        if not is_kit:
            scope = Scope(row.item_no, row.variant_code, row.location_code)
            claim = (row.order_no, row.order_line_no, scope)
            base = round_to(quantity, FINEST, times=row.qty_per_unit)
            bases[claim] = bases.get(claim, ZERO) + base
    return OnPicks(quantities, bases)
