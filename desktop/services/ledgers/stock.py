"""The stock that a posting finds: open entries by scope, with what is left of their value.

Only open entries are read, never the history of an item: whatever an item entry is worth now
follows from its own value entries and applications.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.ledger_words import ItemEntryType, SourceType, ValueEntryType
from desktop.models.ledgers import ItemApplicationEntry, ItemLedgerEntry, ValueEntry
from desktop.models.values.numbers import ZERO, Amount, Quantity, UnitPrice
from desktop.models.words import CostingMethod
from desktop.services.items.stock import Scope
from desktop.services.ledgers.application import ScopeStock
from desktop.services.ledgers.costing import Earmark, Layer, Shortage
from desktop.services.ledgers.earmarks import keep_for_orders

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_TABLES = Base.metadata.tables
_ENTRIES = _TABLES[ItemLedgerEntry.__tablename__]
_VALUES = _TABLES[ValueEntry.__tablename__]
_APPLICATIONS = _TABLES[ItemApplicationEntry.__tablename__]
_COST = (
    select(func.sum(_VALUES.c.cost_amount_expected + _VALUES.c.cost_amount_actual))
    .where(_VALUES.c.item_ledger_entry_no == _ENTRIES.c.entry_no)
    .correlate(_ENTRIES)
    .scalar_subquery()
)
_DRAWN = (
    select(func.sum(_APPLICATIONS.c.cost_amount))
    .where(_APPLICATIONS.c.inbound_entry_no == _ENTRIES.c.entry_no)
    .correlate(_ENTRIES)
    .scalar_subquery()
)
_OPEN_ENTRIES = (
    select(
        _ENTRIES.c.entry_no,
        _ENTRIES.c.register_no,
        _ENTRIES.c.item_no,
        _ENTRIES.c.variant_code,
        _ENTRIES.c.location_code,
        _ENTRIES.c.entry_type,
        _ENTRIES.c.quantity,
        _ENTRIES.c.remaining_quantity,
        _ENTRIES.c.invoiced_quantity,
        _ENTRIES.c.earmarked_sales_no,
        _ENTRIES.c.earmarked_sales_line_no,
        _ENTRIES.c.applies_from_entry_no,
        _COST.label("cost"),
        _DRAWN.label("drawn"),
    )
    .where(
        _ENTRIES.c.item_no.in_(bindparam("items", expanding=True)),
        _ENTRIES.c.open.is_(True),
    )
    .order_by(_ENTRIES.c.posting_date, _ENTRIES.c.entry_no)
)
_DIRECT_VALUES = (
    select(
        _VALUES.c.item_ledger_entry_no,
        _VALUES.c.cost_amount_expected,
        _VALUES.c.cost_amount_actual,
        _VALUES.c.gen_bus_posting_group,
        _VALUES.c.gen_prod_posting_group,
        _VALUES.c.inventory_posting_group,
        _VALUES.c.document_line_no,
        _VALUES.c.order_no,
        _VALUES.c.order_line_no,
        _VALUES.c.source_type,
        _VALUES.c.source_no,
    )
    .where(
        _VALUES.c.item_ledger_entry_no.in_(bindparam("entries", expanding=True)),
        _VALUES.c.entry_type == ValueEntryType.DIRECT_COST,
    )
    .order_by(_VALUES.c.entry_no)
)
_TAKEN = select(
    _APPLICATIONS.c.outbound_entry_no,
    _APPLICATIONS.c.inbound_entry_no,
    _APPLICATIONS.c.register_no,
    _APPLICATIONS.c.quantity,
    _APPLICATIONS.c.cost_amount,
).where(_APPLICATIONS.c.outbound_entry_no.in_(bindparam("entries", expanding=True)))
_GONE_BACK = (
    select(_APPLICATIONS.c.inbound_entry_no, _APPLICATIONS.c.quantity, _APPLICATIONS.c.cost_amount)
    .join(_ENTRIES, _ENTRIES.c.entry_no == _APPLICATIONS.c.inbound_entry_no)
    .where(
        _APPLICATIONS.c.inbound_entry_no.in_(bindparam("entries", expanding=True)),
        _APPLICATIONS.c.outbound_entry_no == _ENTRIES.c.applies_from_entry_no,
    )
)


@dataclass(frozen=True, slots=True)
class StockItem:
    """What the ledgers need to know of an item; `unit_cost` per base unit, LCY.

    `prevents_negative` is decided already from the card and the set-up (SD98).
    """

    no: str
    is_stocked: bool = True
    method: CostingMethod = CostingMethod.FIFO
    unit_cost: UnitPrice = ZERO
    inventory_posting_group: str | None = None
    prevents_negative: bool = False


@dataclass(frozen=True, slots=True)
class EntryOrigin:
    """Where an item entry comes from, for value entries that follow it (SD94).

    A later adjustment uses the accounts that these groups lead to.
    """

    entry_type: ItemEntryType
    gen_bus_posting_group: str | None = None
    gen_prod_posting_group: str | None = None
    inventory_posting_group: str | None = None
    document_line_no: int | None = None
    order_no: str | None = None
    order_line_no: int | None = None
    source_type: SourceType | None = None
    source_no: str | None = None

    @property
    def taker(self) -> Earmark | None:
        """The sales line that goods leave for, None when they leave for something else."""
        if self.entry_type is not ItemEntryType.SALE or self.order_no is None:
            return None
        return Earmark(self.order_no, self.order_line_no or 0)


@dataclass(slots=True)
class EntryState:
    """The three columns of an item entry that move on; with the sign of the entry (SD87)."""

    remaining: Quantity
    invoiced: Quantity
    is_changed: bool = False


@dataclass(slots=True)
class OutboundEntry:
    """An outbound entry that may still get value entries; quantities without sign."""

    scope: Scope
    quantity: Quantity
    invoiced: Quantity
    origin: EntryOrigin


class StockBook:
    """The stock of some items in all scopes, as it stands while a posting is planned.

    `outbound` knows the entries whose goods are still missing, `states` what may be updated of
    entries that are in the ledger already; both by entry number. `owners` are those for whom
    anything is kept, of stock or of what is to come; `wanted` is what sales lines still want of
    goods that were bought for them (PF103).
    """

    def __init__(self, items: Mapping[str, StockItem]) -> None:
        self.items = items
        self.scopes: dict[Scope, ScopeStock] = {}
        self.outbound: dict[int, OutboundEntry] = {}
        self.states: dict[int, EntryState] = {}
        self.owners: Collection[Hashable] = frozenset()
        self.wanted: dict[Earmark, Quantity] = {}
        self._scopes_of: defaultdict[str, list[ScopeStock]] = defaultdict(list)

    def scope(self, scope: Scope) -> ScopeStock:
        """The stock of a scope, empty when nothing is open there."""
        found = self.scopes.get(scope)
        if found is None:
            found = self.scopes[scope] = ScopeStock(self.items[scope.item_no].method)
            self._scopes_of[scope.item_no].append(found)
        return found

    def on_hand(self, item_no: str, precision: Amount) -> tuple[Quantity, Amount]:
        """Quantity and value of an item over all its scopes (SD96)."""
        scopes = self._scopes_of[item_no]
        quantity = sum((scope.quantity for scope in scopes), ZERO)
        return quantity, sum((scope.value(precision) for scope in scopes), ZERO)


def load_stock(session: Session, items: Mapping[str, StockItem]) -> StockBook:
    """Read the open entries of the stocked items, oldest first; the items are locked already."""
    book = StockBook({})
    extend_stock(session, book, items)
    return book


def extend_stock(session: Session, book: StockBook, items: Mapping[str, StockItem]) -> None:
    """Add items to a book that does not know them yet, with their open entries."""
    book.items = {**book.items, **items}
    stocked = [item.no for item in items.values() if item.is_stocked]
    if not stocked:
        return
    missing: list[AnyRow] = []
    returned: dict[int, Layer] = {}
    for row in session.connection().execute(_OPEN_ENTRIES, {"items": stocked}):
        book.states[row.entry_no] = EntryState(row.remaining_quantity, row.invoiced_quantity)
        if row.remaining_quantity < 0:
            missing.append(row)
            continue
        layer = Layer(
            row.entry_no,
            row.quantity,
            row.remaining_quantity,
            row.cost or ZERO,
            row.drawn or ZERO,
            _earmark_of(row),
        )
        book.scope(_scope_of(row)).layers.append(layer)
        if row.applies_from_entry_no is not None:
            returned[row.entry_no] = layer
    if returned:
        _leave_out_gone_back(session, returned)
    keep_for_orders(session, book.scopes.values(), book.wanted)
    if missing:
        _add_shortages(session, book, missing)


def _leave_out_gone_back(session: Session, layers: Mapping[int, Layer]) -> None:
    """Of goods that came back, what went to the entry that they left with is no part of a layer."""
    wanted = {"entries": sorted(layers)}
    for row in session.connection().execute(_GONE_BACK, wanted):
        layer = layers[row.inbound_entry_no]
        layer.quantity -= row.quantity
        layer.cost -= row.cost_amount
        layer.drawn -= row.cost_amount


def _earmark_of(row: AnyRow) -> Earmark | None:
    if row.earmarked_sales_no is None:
        return None
    return Earmark(row.earmarked_sales_no, row.earmarked_sales_line_no or 0)


def _scope_of(row: AnyRow) -> Scope:
    return Scope(row.item_no, row.variant_code, row.location_code)


def _add_shortages(session: Session, book: StockBook, rows: Sequence[AnyRow]) -> None:
    """Add outbound entries that stock has not covered yet."""
    entries = {"entries": [row.entry_no for row in rows]}
    values = _by_entry(
        session.connection().execute(_DIRECT_VALUES, entries), "item_ledger_entry_no"
    )
    taken = _by_entry(session.connection().execute(_TAKEN, entries), "outbound_entry_no")
    for row in rows:
        # What was covered when the entry was posted came from earlier entries, in its register.
        at_posting = [
            application
            for application in taken[row.entry_no]
            if application.register_no == row.register_no
            and application.inbound_entry_no < row.entry_no
        ]
        first_cost = -sum(
            (v.cost_amount_expected + v.cost_amount_actual for v in values[row.entry_no]), ZERO
        )
        short = Shortage(
            row.entry_no,
            -row.quantity - sum((a.quantity for a in at_posting), ZERO),
            -row.remaining_quantity,
            first_cost - sum((a.cost_amount for a in at_posting), ZERO),
        )
        scope = _scope_of(row)
        book.scope(scope).shortages.append(short)
        book.outbound[row.entry_no] = OutboundEntry(
            scope,
            -row.quantity,
            -row.invoiced_quantity,
            origin_of(row.entry_type, values[row.entry_no][0]),
        )


def origin_of(entry_type: ItemEntryType, value: AnyRow) -> EntryOrigin:
    """The origin of an item entry as its first value entry tells it."""
    return EntryOrigin(
        entry_type,
        value.gen_bus_posting_group,
        value.gen_prod_posting_group,
        value.inventory_posting_group,
        value.document_line_no,
        value.order_no,
        value.order_line_no,
        value.source_type,
        value.source_no,
    )


def _by_entry(rows: Iterable[AnyRow], key: str) -> defaultdict[int, list[AnyRow]]:
    found: defaultdict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found
