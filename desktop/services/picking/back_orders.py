"""What customers wait for, why, and when it can be had (PF144)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.models.assembly import AssemblyHeader, AtoLink
from desktop.models.codes import Location
from desktop.models.customers import Customer
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesHeader
from desktop.models.supply_words import AssemblyType, PurchaseType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import Blocked, LineType, Status
from desktop.services.context import UserContext
from desktop.services.items.stock import Scope
from desktop.services.picking.allocation import Allocation, PartKey
from desktop.services.picking.order_filter import OrderFilter
from desktop.services.picking.pick_facts import OrderFacts, PickSource, SourceLine
from desktop.services.picking.pick_source import read_pick_source
from desktop.services.sales.quantities import FINEST


class BackOrderReason(StrEnum):
    """Why an outstanding line does not leave; the first that holds is told."""

    CREDIT_HOLD = "credit_hold"
    SPECIAL_ORDER = "special_order"
    ON_PURCHASE_ORDER = "on_purchase_order"
    NO_STOCK = "no_stock"
    WAITING_FOR_PICK = "waiting_for_pick"


class Receipt(NamedTuple):
    """Goods that are expected: when, how many base units, and on which document."""

    day: date
    base: Quantity
    document_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOrderRow:
    """An outstanding line that cannot leave in full; quantities in its unit.

    `held_by` are the documents that others' goods of this stock are kept for or given to,
    `available_on` the day on which expected receipts cover what is missing, None when they do not;
    `document_no` is the receipt that does.
    """

    order_no: str
    line_no: int
    customer_no: str
    customer_name: str
    item_no: str
    variant_code: str
    description: str
    location_code: str
    unit_code: str
    shipment_date: date | None
    outstanding: Quantity
    available: Quantity
    missing: Quantity
    reason: BackOrderReason
    held_by: str
    available_on: date | None
    document_no: str

    @property
    def key(self) -> DocumentKey:
        """The order, to be opened."""
        return DocumentKey(DocumentType.ORDER, self.order_no)


def back_orders(
    session: Session, wanted: OrderFilter, context: UserContext
) -> tuple[BackOrderRow, ...]:
    """The lines of open orders that cannot leave in full, in the order in which goods are given.

    A number of statements that does not depend on the number of lines. Raises FilterNotUnderstood.
    """
    source = read_pick_source(session, wanted, context)
    lines = [line for line in source.lines if line.is_goods and line.is_meant]
    items = {line.item_no for line in lines}
    book = _Book(
        source,
        source.allocation(),
        _held_customers(session),
        frozenset(session.scalars(select(Location.code).where(Location.require_pick.is_(True)))),
        _receipts(session, items, context.work_date),
        _special_receipts(session, items),
    )
    ranked = sorted(lines, key=book.rank)
    return tuple(row for line in ranked for row in book.rows(line))


def _held_customers(session: Session) -> set[str]:
    """Orders of customers to whom nothing may be shipped, or that wait for an approval."""
    return set(
        session.scalars(
            select(SalesHeader.no)
            .outerjoin(Customer, Customer.no == SalesHeader.bill_to_customer_no)
            .where(
                SalesHeader.document_type == DocumentType.ORDER,
                SalesHeader.completed.is_(False),
                (SalesHeader.status == Status.PENDING_APPROVAL)
                | Customer.blocked.in_([Blocked.SHIP, Blocked.ALL])
                | Customer.privacy_blocked.is_(True),
            )
        )
    )


def _receipts(session: Session, items: Iterable[str], today: date) -> dict[Scope, list[Receipt]]:
    """What is expected for stock, by scope and day; what is overdue counts today (PF3)."""
    wanted = sorted(items)
    line, header = PurchaseLine, AssemblyHeader
    bought = session.execute(
        select(
            line.no,
            line.variant_code,
            line.location_code,
            line.expected_receipt_date,
            line.outstanding_quantity_base,
            line.document_no,
        ).where(
            line.document_type == PurchaseType.ORDER,
            line.type == LineType.ITEM,
            line.no.in_(wanted),
            line.drop_shipment.is_(False),
            line.special_order.is_(False),
            line.outstanding_quantity_base > 0,
        )
    )
    made = session.execute(
        select(
            header.item_no,
            header.variant_code,
            header.location_code,
            header.due_date,
            header.remaining_quantity_base,
            header.no,
        )
        .outerjoin(
            AtoLink,
            and_(AtoLink.assembly_type == header.document_type, AtoLink.assembly_no == header.no),
        )
        .where(
            header.document_type == AssemblyType.ORDER,
            header.item_no.in_(wanted),
            header.remaining_quantity_base > 0,
            AtoLink.assembly_no.is_(None),
        )
    )
    found: defaultdict[Scope, list[Receipt]] = defaultdict(list)
    for item_no, variant, location, day, base, no in (*bought, *made):
        found[Scope(item_no, variant, location)].append(Receipt(max(day or today, today), base, no))
    return {scope: sorted(receipts) for scope, receipts in found.items()}


def _special_receipts(session: Session, items: Iterable[str]) -> dict[tuple[str, int], Receipt]:
    """What is bought for one order line only (PF103)."""
    line = PurchaseLine
    rows = session.execute(
        select(
            line.special_order_sales_no,
            line.special_order_sales_line_no,
            line.expected_receipt_date,
            line.outstanding_quantity_base,
            line.document_no,
        ).where(
            line.document_type == PurchaseType.ORDER,
            line.special_order.is_(True),
            line.special_order_sales_no.is_not(None),
            line.no.in_(sorted(items)),
            line.outstanding_quantity_base > 0,
        )
    )
    return {
        (order_no or "", line_no or 0): Receipt(day or date.max, base, no)
        for order_no, line_no, day, base, no in rows
    }


class _Book:
    """All that decides when a line can leave; receipts are used up line by line."""

    def __init__(  # noqa: PLR0917  (what was read, each by its own statement)
        self,
        source: PickSource,
        allocation: Allocation,
        held: set[str],
        demanding: frozenset[str],
        receipts: Mapping[Scope, Sequence[Receipt]],
        special: Mapping[tuple[str, int], Receipt],
    ) -> None:
        self._source = source
        self._allocation = allocation
        self._held = held
        self._demanding = demanding
        self._receipts = {scope: list(known) for scope, known in receipts.items()}
        self._special = special
        self._holders = _holders(source, allocation)

    def rank(self, line: SourceLine) -> tuple[date, date, str, int]:
        """The place of a line in the queue for goods."""
        order = self._source.orders[line.order_no]
        today = self._source.today
        return (
            line.shipment_date or today,
            order.order_date or today,
            line.order_no,
            line.line_no,
        )

    def rows(self, line: SourceLine) -> Iterator[BackOrderRow]:
        """The row of a line that waits for something; none when nothing is in its way."""
        given = self._given(line)
        on_picks = self._on_picks(line)
        available = min(given + on_picks, line.outstanding)
        missing = line.outstanding - available
        expected = self._expected(line, missing)
        reason = self._reason(line, missing, on_picks, expected)
        if reason is None:
            return
        yield self._row(line, (available, missing), reason, expected)

    def _given(self, line: SourceLine) -> Quantity:
        keys = (PartKey(line.order_no, line.line_no, is_kit) for is_kit in (False, True))
        return sum((self._allocation.would_get(key).quantity for key in keys), ZERO)

    def _on_picks(self, line: SourceLine) -> Quantity:
        keys = (PartKey(line.order_no, line.line_no, is_kit) for is_kit in (False, True))
        return sum((self._source.on_picks.quantity(key) for key in keys), ZERO)

    def _expected(self, line: SourceLine, missing: Quantity) -> Receipt | None:
        """The receipt that completes what is missing; what is promised so is used up."""
        if missing <= 0:
            return None
        special = self._special.get((line.order_no, line.line_no))
        if special is not None:
            return special
        left = round_to(missing, FINEST, times=line.qty_per_unit)
        known = self._receipts.get(line.scope, [])
        while known and known[0].base <= left:
            used = known.pop(0)
            left -= used.base
            if not left:
                return used
        if not known:
            return None
        known[0] = known[0]._replace(base=known[0].base - left)
        return known[0]

    def _reason(
        self,
        line: SourceLine,
        missing: Quantity,
        on_picks: Quantity,
        expected: Receipt | None,
    ) -> BackOrderReason | None:
        if line.order_no in self._held:
            return BackOrderReason.CREDIT_HOLD
        if missing > 0:
            if line.special_order:
                return BackOrderReason.SPECIAL_ORDER
            if expected is not None:
                return BackOrderReason.ON_PURCHASE_ORDER
            return BackOrderReason.NO_STOCK
        if on_picks or line.location_code in self._demanding:
            return BackOrderReason.WAITING_FOR_PICK
        return None

    def _row(
        self,
        line: SourceLine,
        figures: tuple[Quantity, Quantity],
        reason: BackOrderReason,
        expected: Receipt | None,
    ) -> BackOrderRow:
        order: OrderFacts = self._source.orders[line.order_no]
        day = expected.day if expected is not None else None
        return BackOrderRow(
            order_no=line.order_no,
            line_no=line.line_no,
            customer_no=order.customer_no,
            customer_name=order.customer_name,
            item_no=line.item_no,
            variant_code=line.variant_code or "",
            description=line.description,
            location_code=line.location_code or "",
            unit_code=line.unit_code,
            shipment_date=line.shipment_date,
            outstanding=line.outstanding,
            available=figures[0],
            missing=figures[1],
            reason=reason,
            held_by=self._held_by(line) if figures[1] else "",
            available_on=None if day == date.max else day,
            document_no=expected.document_no if expected is not None else "",
        )

    def _held_by(self, line: SourceLine) -> str:
        others: set[str] = self._holders.get(line.scope, set())
        return ", ".join(sorted(no for no in others if no != line.order_no))


def _holders(source: PickSource, allocation: Allocation) -> dict[Scope, set[str]]:
    """The documents that goods of a scope are kept for, on picks for, or given to."""
    found: defaultdict[Scope, set[str]] = defaultdict(set)
    for claims in (source.kept, source.on_picks.bases):
        for (document_no, _line_no, scope), base in claims.items():
            if base > 0:
                found[scope].add(document_no)
    for part in source.parts:
        if allocation.of(part.key).quantity > 0:
            for need in part.needs:
                found[need.scope].add(part.key.order_no)
    return found
