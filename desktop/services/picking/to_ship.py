"""Setting what is to be shipped: what was picked, or what is available (PF135, PF143)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal
from desktop.models.codes import Location
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.models.words import ShippingAdvice
from desktop.services.context import UserContext
from desktop.services.picking.allocation import Allocation, PartKey
from desktop.services.picking.order_filter import OrderFilter, order_filter
from desktop.services.picking.pick_facts import PickSource, SourceLine
from desktop.services.picking.pick_source import read_pick_source
from desktop.services.sales.editable import check_not_read_only
from desktop.services.sales.line_fields import enter_field
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.on_picks import NOT_ON_PICK, OnPick, picked_of
from desktop.services.sales.snapshot import finish
from desktop.translation import N_

KEPT_BACK = "warehouse.kept_back"
KEPT_BACK_TEXT = N_(
    "Order {order_no} must be shipped complete, and not all of it is there. Nothing of it is set "
    "to be shipped."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToShip:
    """A line of an order and what of it is to be shipped now, in its unit."""

    order_no: str
    line_no: int
    item_no: str
    description: str
    unit_code: str
    outstanding: Quantity
    qty_to_ship: Quantity
    missing: Quantity


@dataclass(frozen=True, slots=True)
class ShipAvailable:
    """What is to be shipped of the chosen orders; orders that may not be changed are not there.

    `refused` says why, by order.
    """

    rows: tuple[ToShip, ...] = ()
    refused: Mapping[str, Refusal] | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders of which something is to be shipped."""
        return tuple(dict.fromkeys(row.order_no for row in self.rows if row.qty_to_ship))


def put_to_ship(
    document: Document, goods: Sequence[SalesLine], wanted: Mapping[int, Quantity]
) -> Iterator[Notice]:
    """Let Qty. to Ship of these lines be what is wanted, by line_no.

    An order that must be shipped complete gets all of it or, with a remark, nothing (SD70).
    """
    header = document.header
    is_complete = header.shipping_advice is ShippingAdvice.COMPLETE
    if is_complete and any(wanted[line.line_no] != line.outstanding_quantity for line in goods):
        if any(wanted.values()):
            yield Notice(KEPT_BACK, KEPT_BACK_TEXT, {"order_no": header.no}, record=document.ref)
        wanted = dict.fromkeys(wanted, ZERO)
    for line in goods:
        if line.qty_to_ship != wanted[line.line_no]:
            enter_field(document, line, "qty_to_ship", wanted[line.line_no])


def ship_what_is_available(
    session: Session,
    context: UserContext,
    *,
    filter: str = "",  # noqa: A002  (the parameter's name in the specification)
) -> ShipAvailable:
    """Set Qty. to Ship of the orders of a typed filter to what is there (PF143).

    Raises FilterNotUnderstood.
    """
    return ship_available(session, order_filter(filter), context)


def ship_available(session: Session, wanted: OrderFilter, context: UserContext) -> ShipAvailable:
    """Set Qty. to Ship of the orders of a filter to what each gets of the stock, 0 where nothing.

    Goods on registered picks are the order's already; where the location demands picks, only
    those count. Lines that the filter does not want stay as they are. An order that is completed,
    scheduled or waits for approval stays as it is. Raises FilterNotUnderstood.
    """
    numbers = tuple(read_pick_source(session, wanted, context).orders)
    documents = [
        load_document(session, DocumentKey(DocumentType.ORDER, no), context, for_update=True)
        for no in numbers
    ]
    source = read_pick_source(session, wanted, context)
    allocation = source.allocation()
    demanding = _demanding(session)
    rows: list[ToShip] = []
    refused: dict[str, Refusal] = {}
    notices: list[Notice] = []
    for document in documents:
        try:
            check_not_read_only(document.header)
        except Refusal as refusal:
            refused[document.header.no] = refusal
            continue
        shipping = _Shipping(source, allocation, demanding, document)
        notices.extend(shipping.put())
        notices.extend(finish(document).notices)
        rows.extend(shipping.rows())
    return ShipAvailable(tuple(rows), refused, tuple(notices))


def _demanding(session: Session) -> frozenset[str]:
    """The locations that ship only what was picked."""
    return frozenset(session.scalars(select(Location.code).where(Location.require_pick.is_(True))))


class _Shipping:
    """What is to be shipped of one order."""

    def __init__(
        self,
        source: PickSource,
        allocation: Allocation,
        demanding: frozenset[str],
        document: Document,
    ) -> None:
        self._allocation = allocation
        self._demanding = demanding
        self._document = document
        self._held: Mapping[int, OnPick] = picked_of(document.session, document.header.no)
        self._goods = {
            line.line_no: line
            for line in source.lines_of(document.header.no)
            if line.is_goods and line.is_meant
        }

    def put(self) -> list[Notice]:
        """Set the quantities of the lines."""
        lines = [line for line in self._document.lines if line.line_no in self._goods]
        wanted = {line.line_no: self._available(self._goods[line.line_no]) for line in lines}
        return list(put_to_ship(self._document, lines, wanted))

    def _available(self, line: SourceLine) -> Quantity:
        picked = self._held.get(line.line_no, NOT_ON_PICK).picked
        if line.location_code in self._demanding and line.is_stocked:
            return min(picked, line.outstanding)
        given = (
            self._allocation.of(PartKey(line.order_no, line.line_no)).quantity
            + self._allocation.of(PartKey(line.order_no, line.line_no, is_kit=True)).quantity
        )
        return min(picked + given, line.outstanding)

    def rows(self) -> Iterator[ToShip]:
        """The lines as they stand now."""
        for line in self._document.lines:
            if line.line_no in self._goods:
                yield ToShip(
                    order_no=line.document_no,
                    line_no=line.line_no,
                    item_no=line.no or "",
                    description=line.description,
                    unit_code=line.unit_of_measure_code or "",
                    outstanding=line.outstanding_quantity,
                    qty_to_ship=line.qty_to_ship,
                    missing=line.outstanding_quantity - line.qty_to_ship,
                )
