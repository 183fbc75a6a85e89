"""Moving stock: item entries, their applications and their value (02 §10).

`ItemEntryPlanner` takes movements one after the other, in the order in which they are posted,
and plans all rows they cause, corrections of the cost of earlier entries among them.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from desktop.errors import RecordRef, Refusal
from desktop.models.ledger_words import ValueEntryType
from desktop.models.values.numbers import ZERO, Amount, Quantity, UnitPrice, round_to
from desktop.services.items.stock import Scope
from desktop.services.ledgers.application import Application, Coverage, Drawing, ScopeStock
from desktop.services.ledgers.costing import Earmark, Layer, share_invoiced, unit_cost
from desktop.services.ledgers.earmarks import kept_of_receipt, kept_refusal
from desktop.services.ledgers.refusals import AppliesToElsewhere, KeptForOthers, NotEnoughStock
from desktop.services.ledgers.rows import Booking, LedgerRows, Row, add_row
from desktop.services.ledgers.shipped_entries import InvoicedSales, ShippedEntry
from desktop.services.ledgers.stock import EntryOrigin, EntryState, OutboundEntry, StockBook
from desktop.translation import _

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class LineWords:
    """How a refusal names the line that a movement comes from."""

    line_no: int
    record: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A quantity that comes in (+) or goes out (−), in the base unit.

    `invoiced` is the part of it that is invoiced in the same posting, with the same sign. An
    inbound quantity costs `cost` if given, else quantity × the item's unit cost; what goes
    out costs what stock says. Of the cost that is given `actual_cost` is invoiced, in proportion
    to `invoiced` when None. `entry` is the document of the item entry, `value` that of its
    value entry: they differ when an order is shipped and invoiced at once. What `takes_back` the
    entry that it applies to leaves at exactly that entry's cost; what comes back of the one that it
    applies from settles first what was missing there. What `is_kept` comes in for one
    line, which takes all of it next: it settles no shortage (PF126). `owner` is who gets the goods:
    what is kept for him goes first, what is kept for others does not (PF46). `earmark` is the sales
    line that goods were bought for (PF103).
    """

    scope: Scope
    quantity: Quantity
    origin: EntryOrigin
    entry: Booking
    value: Booking
    words: LineWords
    invoiced: Quantity = ZERO
    cost: Amount | None = None
    actual_cost: Amount | None = None
    sales_expected: Amount = ZERO
    sales_actual: Amount = ZERO
    discount: Amount = ZERO
    description: str = ""
    reason_code: str | None = None
    unit_of_measure_code: str | None = None
    qty_per_unit: Quantity = ONE
    applies_to_entry_no: int | None = None
    applies_from_entry_no: int | None = None
    takes_back: bool = False
    owner: Hashable = None
    is_kept: bool = False
    assemble_to_order: bool = False
    drop_shipment: bool = False
    earmark: Earmark | None = None


class OutboundChange(NamedTuple):
    """What went out has become dearer (+) or cheaper: so has what was made of it (SD95)."""

    entry_no: int
    outbound: OutboundEntry
    amount: Amount
    booking: Booking


@dataclass(frozen=True, slots=True)
class CostTerms:
    """To what costs are rounded: amounts and unit costs in LCY."""

    amount_precision: Amount
    unit_precision: UnitPrice


class ItemEntryPlanner:
    """Plans item, application and value entries into `rows`; `refusals` gathers what forbids it.

    `outbound_changes` are later corrections of what went out; `kit_costs.follow_kits` lets kits and
    what came back bear them. `undoing` are entries that are undone together: what comes back of one
    settles no shortage of another before its turn.
    """

    def __init__(self, book: StockBook, terms: CostTerms, rows: LedgerRows) -> None:
        self.book = book
        self.terms = terms
        self.rows = rows
        self.refusals: list[Refusal] = []
        self.outbound_changes: list[OutboundChange] = []
        self.undoing: frozenset[int] = frozenset()
        self._touched: dict[str, None] = {}

    def move(self, movement: Movement) -> int:
        """Plan one movement; returns the provisional number of its item entry."""
        item = self.book.items[movement.scope.item_no]
        entry_no = add_row(self.rows.item, item_row(movement))
        if movement.owner in self.book.owners:
            self.rows.used.setdefault(movement.owner, {})
        if not item.is_stocked:
            cost = movement.cost
            if cost is None:
                precision = self.terms.amount_precision
                cost = round_to(movement.quantity, precision, times=item.unit_cost)
            self._close(entry_no)
            self.add_value(entry_no, movement, cost, is_posted=False)
        elif movement.quantity < 0:
            self.touch(item.no)
            self._move_out(entry_no, movement)
        else:
            self.touch(item.no)
            self._move_in(entry_no, movement)
        return entry_no

    def invoice(
        self,
        shipped: ShippedEntry,
        quantity: Quantity,
        origin: EntryOrigin,
        booking: Booking,
        sales: InvoicedSales,
    ) -> None:
        """Plan that `quantity` of an earlier entry, with its sign, is invoiced (SD93).

        Cost moves from expected to actual in proportion, and what was expected of the sale
        gives way to what it really brought.
        """
        actual, expected_sales = shipped.invoice(quantity, self.terms.amount_precision)
        row = value_row(booking, shipped.scope, origin)
        row["item_ledger_entry_no"] = shipped.entry_no
        row["item_ledger_entry_type"] = shipped.entry_type
        row["valued_quantity"] = row["invoiced_quantity"] = quantity
        row["cost_amount_actual"] = actual
        row["cost_amount_expected"] = -actual
        is_stocked = self.book.items[shipped.scope.item_no].is_stocked
        row["cost_posted_to_gl"] = actual if is_stocked else ZERO
        row["sales_amount_expected"] = -expected_sales
        row["sales_amount_actual"] = sales.amount
        row["discount_amount"] = sales.discount
        add_row(self.rows.value, row)
        state = self.book.states.setdefault(
            shipped.entry_no, EntryState(shipped.remaining, shipped.invoiced)
        )
        state.invoiced = shipped.invoiced
        state.is_changed = True
        waiting = self.book.outbound.get(shipped.entry_no)
        if waiting is not None:
            waiting.invoiced = -shipped.invoiced

    def touch(self, item_no: str) -> None:
        """Note that the value of an item changes, so that its unit cost is looked at (SD96)."""
        self._touched[item_no] = None

    def end_undoing(self, booking: Booking) -> None:
        """Settle with what came back what is missing still, once all of it is there (SD94)."""
        self.undoing = frozenset()
        for stock in self.book.scopes.values():
            if not (stock.layers and stock.shortages):
                continue
            layers, stock.layers = stock.layers, []
            for layer in layers:
                for coverage in stock.receive(layer, self.terms.amount_precision):
                    self._settle(coverage, booking)

    def finish(self) -> None:
        """Plan what follows from all movements: states of earlier entries and unit costs."""
        self.rows.states.extend(
            {
                "the_entry": entry_no,
                "remaining_quantity": state.remaining,
                "open": state.remaining != 0,
                "invoiced_quantity": state.invoiced,
            }
            for entry_no, state in self.book.states.items()
            if state.is_changed
        )
        for item_no in self._touched:
            quantity, value = self.book.on_hand(item_no, self.terms.amount_precision)
            if quantity > 0:
                cost = unit_cost(value, quantity, self.terms.unit_precision)
                if cost != self.book.items[item_no].unit_cost:
                    self.rows.unit_costs[item_no] = cost

    def adjust(
        self, outbound_entry_no: int, outbound: OutboundEntry, amount: Amount, booking: Booking
    ) -> None:
        """Plan a later correction of what goods that left have cost; + makes them dearer.

        The share of what is invoiced is actual and goes to the G/L, the rest is expected.
        """
        if not amount:
            return
        actual = share_invoiced(
            amount, outbound.invoiced, outbound.quantity, self.terms.amount_precision
        )
        row = value_row(booking, outbound.scope, outbound.origin)
        row["item_ledger_entry_no"] = outbound_entry_no
        row["entry_type"] = ValueEntryType.ADJUSTMENT
        row["valued_quantity"] = -outbound.quantity
        row["cost_amount_actual"] = row["cost_posted_to_gl"] = -actual
        row["cost_amount_expected"] = actual - amount
        add_row(self.rows.value, row)
        self.outbound_changes.append(OutboundChange(outbound_entry_no, outbound, amount, booking))

    def apply(self, applications: list[Application], booking: Booking) -> None:
        """Plan application entries, and lower what remains of the entries they bind."""
        for application in applications:
            add_row(self.rows.application, application_row(application, booking))
            self._move_remaining(application.inbound_entry_no, -application.quantity)
            self._move_remaining(application.outbound_entry_no, application.quantity)

    def _move_out(self, entry_no: int, movement: Movement) -> None:
        quantity = -movement.quantity
        item = self.book.items[movement.scope.item_no]
        stock = self.book.scope(movement.scope)
        self._check_available(movement, stock, quantity)
        taker = movement.origin.taker
        fixed = self._fixed_layer(movement, stock)
        if movement.takes_back and fixed is not None:
            drawing = stock.take_back(entry_no, fixed)
        else:
            precision, owner = self.terms.amount_precision, movement.owner
            drawing = stock.draw(
                entry_no,
                quantity,
                item.unit_cost,
                precision,
                fixed=fixed,
                owner=owner,
                taker=taker,
            )
            self._use_claims(stock, drawing, owner)
        self.apply(drawing.applications, movement.entry)
        if drawing.uncovered:
            self.book.outbound[entry_no] = OutboundEntry(
                movement.scope, quantity, -movement.invoiced, movement.origin
            )
        self.add_value(entry_no, movement, -drawing.cost, is_posted=True)

    def _move_in(self, entry_no: int, movement: Movement) -> None:
        item = self.book.items[movement.scope.item_no]
        cost = movement.cost
        if cost is None:
            cost = round_to(movement.quantity, self.terms.amount_precision, times=item.unit_cost)
        self.add_value(entry_no, movement, cost, is_posted=True)
        stock = self.book.scope(movement.scope)
        layer = Layer(entry_no, movement.quantity, movement.quantity, cost)
        if movement.is_kept:
            stock.layers.append(layer)
            return
        if movement.earmark is not None:
            layer.earmark = movement.earmark
            layer.kept = kept_of_receipt(
                stock, self.book.wanted, movement.earmark, movement.quantity
            )
        undone = movement.applies_from_entry_no if movement.takes_back else None
        coverages = stock.receive(
            layer, self.terms.amount_precision, undone_entry_no=undone, spared=self.undoing
        )
        for coverage in coverages:
            self._settle(coverage, movement.value)

    def _settle(self, coverage: Coverage, booking: Booking) -> None:
        outbound_entry_no = coverage.application.outbound_entry_no
        self.apply([coverage.application], booking)
        outbound = self.book.outbound[outbound_entry_no]
        self.adjust(outbound_entry_no, outbound, coverage.adjustment, booking)

    def _check_available(self, movement: Movement, stock: ScopeStock, needed: Quantity) -> None:
        item_no, _variant, location = movement.scope
        owner, taker = movement.owner, movement.origin.taker
        words = (movement.words.line_no, movement.words.record)
        refusal = kept_refusal(stock, movement.scope, needed, taker, words)
        if refusal is not None:
            self.refusals.append(refusal)
            return
        kept = sum(stock.claims.of_others(owner).values(), ZERO) if stock.claims.by_entry else ZERO
        there = stock.available_to(taker)
        available = there - kept
        if needed <= available:
            return
        if kept and (needed <= there or not self._prevents_negative(item_no)):
            self.refusals.append(_kept_for_others(movement, stock, max(available, ZERO), needed))
            return
        if not self._prevents_negative(item_no):
            return
        self.refusals.append(
            NotEnoughStock(
                record=movement.words.record,
                field="quantity",
                item=item_no,
                location=location or _("the blank location"),
                available=available,
                needed=needed,
                line_no=movement.words.line_no,
            )
        )

    def _prevents_negative(self, item_no: str) -> bool:
        return self.book.items[item_no].prevents_negative

    def _use_claims(self, stock: ScopeStock, drawing: Drawing, owner: Hashable) -> None:
        if not stock.claims.by_entry:
            return
        taken = {each.inbound_entry_no: each.quantity for each in drawing.applications}
        used = stock.claims.use(owner, taken)
        if used:
            of_owner = self.rows.used.setdefault(owner, {})
            for entry_no, quantity in used.items():
                of_owner[entry_no] = of_owner.get(entry_no, ZERO) + quantity

    def _fixed_layer(self, movement: Movement, stock: ScopeStock) -> Layer | None:
        wanted = movement.applies_to_entry_no
        if wanted is None:
            return None
        for layer in stock.layers:
            if layer.entry_no == wanted:
                return layer
        self.refusals.append(
            AppliesToElsewhere(
                record=movement.words.record,
                field="applies_to_item_entry",
                item=movement.scope.item_no,
                entry_no=wanted,
                line_no=movement.words.line_no,
            )
        )
        return None

    def _move_remaining(self, entry_no: int, by: Quantity) -> None:
        if entry_no < 0:
            row = self.rows.item[-entry_no - 1]
            row["remaining_quantity"] += by
            row["open"] = row["remaining_quantity"] != 0
        elif by:
            state = self.book.states[entry_no]
            state.remaining += by
            state.is_changed = True

    def _close(self, entry_no: int) -> None:
        row = self.rows.item[-entry_no - 1]
        row["remaining_quantity"] = ZERO
        row["open"] = False

    def add_value(
        self, entry_no: int, movement: Movement, cost: Amount, *, is_posted: bool
    ) -> None:
        """Add the entry's own value; `cost` has the sign of the quantity."""
        actual = movement.actual_cost
        if actual is None:
            actual = share_invoiced(
                cost, movement.invoiced, movement.quantity, self.terms.amount_precision
            )
        row = value_row(movement.value, movement.scope, movement.origin)
        row["item_ledger_entry_no"] = entry_no
        row["valued_quantity"] = movement.quantity
        row["invoiced_quantity"] = movement.invoiced
        row["cost_amount_actual"] = actual
        row["cost_amount_expected"] = cost - actual
        row["cost_posted_to_gl"] = actual if is_posted else ZERO
        row["sales_amount_expected"] = movement.sales_expected
        row["sales_amount_actual"] = movement.sales_actual
        row["discount_amount"] = movement.discount
        add_row(self.rows.value, row)


def _kept_for_others(
    movement: Movement, stock: ScopeStock, free: Quantity, needed: Quantity
) -> KeptForOthers:
    item_no, _variant, location = movement.scope
    return KeptForOthers(
        record=movement.words.record,
        field="quantity",
        item=item_no,
        location=location or _("the blank location"),
        free=free,
        needed=needed,
        line_no=movement.words.line_no,
        demand=", ".join(stock.claims.names_of_others(movement.owner)),
    )


def item_row(movement: Movement) -> Row:
    """A new item entry, open with its whole quantity."""
    scope, origin = movement.scope, movement.origin
    return {
        **movement.entry.columns(),
        "item_no": scope.item_no,
        "variant_code": scope.variant_code,
        "location_code": scope.location_code,
        "entry_type": origin.entry_type,
        "quantity": movement.quantity,
        "remaining_quantity": movement.quantity,
        "open": True,
        "invoiced_quantity": movement.invoiced,
        "unit_of_measure_code": movement.unit_of_measure_code,
        "qty_per_unit": movement.qty_per_unit,
        "document_line_no": origin.document_line_no,
        "order_no": origin.order_no,
        "order_line_no": origin.order_line_no,
        "source_type": origin.source_type,
        "source_no": origin.source_no,
        "applies_to_entry_no": movement.applies_to_entry_no,
        "applies_from_entry_no": movement.applies_from_entry_no,
        "drop_shipment": movement.drop_shipment,
        "assemble_to_order": movement.assemble_to_order,
        "earmarked_sales_no": movement.earmark.order_no if movement.earmark else None,
        "earmarked_sales_line_no": movement.earmark.line_no if movement.earmark else None,
        "reason_code": movement.reason_code,
        "description": movement.description,
    }


def value_row(booking: Booking, scope: Scope, origin: EntryOrigin) -> Row:
    """A direct-cost value entry without any amounts yet."""
    return {
        **booking.columns(),
        "item_ledger_entry_no": None,
        "entry_type": ValueEntryType.DIRECT_COST,
        "item_ledger_entry_type": origin.entry_type,
        "item_no": scope.item_no,
        "variant_code": scope.variant_code,
        "location_code": scope.location_code,
        "valued_quantity": ZERO,
        "invoiced_quantity": ZERO,
        "cost_amount_expected": ZERO,
        "cost_amount_actual": ZERO,
        "sales_amount_expected": ZERO,
        "sales_amount_actual": ZERO,
        "discount_amount": ZERO,
        "cost_posted_to_gl": ZERO,
        "gen_bus_posting_group": origin.gen_bus_posting_group,
        "gen_prod_posting_group": origin.gen_prod_posting_group,
        "inventory_posting_group": origin.inventory_posting_group,
        "document_line_no": origin.document_line_no,
        "order_no": origin.order_no,
        "order_line_no": origin.order_line_no,
        "source_type": origin.source_type,
        "source_no": origin.source_no,
        "external_document_no": booking.external_document_no,
    }


def application_row(application: Application, booking: Booking) -> Row:
    """An application entry."""
    return {
        "register_no": None,
        "transaction_no": booking.transaction,
        "posting_date": booking.posting_date,
        "outbound_entry_no": application.outbound_entry_no,
        "inbound_entry_no": application.inbound_entry_no,
        "quantity": application.quantity,
        "cost_amount": application.cost,
        "user": booking.user,
        "created_at": booking.created_at,
    }
