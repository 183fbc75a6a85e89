"""What a promise proposes becomes lines of the requisition worksheet (PF41)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from desktop.models.items import Item
from desktop.models.promising import RequisitionComponent, RequisitionLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import RequisitionOrigin
from desktop.models.values.numbers import Quantity
from desktop.models.vendors import Vendor
from desktop.models.words import Reserve
from desktop.services.items.vendor_offers import read_offers
from desktop.services.promising.lines import ComponentNeed, Proposal, Source
from desktop.services.promising.shown import PromisedLine

LINE_STEP = 10000


@dataclass(frozen=True, slots=True)
class Bound:
    """What is got for one need, to be kept for it.

    `need` is None for the sales line itself, else a component: of requisition line `of_line_no`
    with the number `component_no`, or of the line's own assembly order.
    """

    line_no: int
    quantity: Quantity
    need: ComponentNeed | None = None
    of_line_no: int = 0
    component_no: int = 0


class Worksheet:
    """Writes proposals at the end of a worksheet; nothing else may write to it meanwhile."""

    def __init__(
        self, session: Session, name: str, lines: Iterable[PromisedLine], day: date
    ) -> None:
        self._session = session
        self._name = name
        worksheet = RequisitionLine.worksheet_name == name
        last = session.scalar(select(func.max(RequisitionLine.line_no)).where(worksheet))
        self._last = last or 0
        proposed = [each for line in lines for top in line.proposals for each in _every(top)]
        self._items = _items(session, proposed)
        self._vendors = _vendors(session, proposed)
        self._offers = read_offers(session, self._items, self._vendors.values(), day)
        self._components: list[RequisitionComponent] = []

    def is_reservable(self, bound: Bound) -> bool:
        """Whether what is got may be kept for its need: components follow their item (PF45)."""
        need = bound.need
        return need is None or self._items[need.scope.item_no].reserve is not Reserve.NEVER

    def write(self, header: SalesHeader, line: SalesLine, promised: PromisedLine) -> list[Bound]:
        """Write what a promise proposes for a line; tells what is meant for which need."""
        of_kit = {id(need.supplied_by): need for need in promised.needs}
        bound: list[Bound] = []
        for proposal in promised.proposals:
            made = self._add(proposal, line)
            _mark(made, header, line, proposal.source)
            self._take_offer(made)
            bound.append(Bound(made.line_no, made.quantity_base, of_kit.get(id(proposal))))
            bound.extend(self._parts(proposal, made, line))
        self._session.flush()  # the database demands the lines before their components
        self._session.add_all(self._components)
        self._components.clear()
        self._session.flush()
        return bound

    def _add(
        self, proposal: Proposal, line: SalesLine, parent: int | None = None
    ) -> RequisitionLine:
        self._last += LINE_STEP
        scope = proposal.scope
        item = self._items[scope.item_no]
        made = RequisitionLine(
            worksheet_name=self._name,
            line_no=self._last,
            item_no=scope.item_no,
            variant_code=scope.variant_code,
            location_code=scope.location_code,
            description=item.description,
            unit_of_measure_code=item.base_unit,
            qty_per_unit=Decimal(1),
            quantity=proposal.quantity,
            quantity_base=proposal.quantity,
            replenishment_system=proposal.replenishment,
            vendor_no=proposal.vendor_no,
            order_date=proposal.order_date,
            ending_date=proposal.ending_date,
            due_date=proposal.due_date,
            accept_action_message=True,
            origin=RequisitionOrigin.ORDER_PROMISING,
            order_promising_id=line.document_no,
            order_promising_line_no=line.line_no,
            parent_line_no=parent,
        )
        self._take_offer(made)
        self._session.add(made)
        return made

    def _take_offer(self, made: RequisitionLine) -> None:
        self._offers.take(
            made, self._items[made.item_no or ""], self._vendors.get(made.vendor_no or "")
        )

    def _parts(self, proposal: Proposal, made: RequisitionLine, line: SalesLine) -> Iterator[Bound]:
        """The parts of a proposed assembly, and what must be got for them in turn."""
        for place, need in enumerate(proposal.components, start=1):
            supply = need.supplied_by
            part = None if supply is None else self._add(supply, line, made.line_no)
            number = place * LINE_STEP
            self._components.append(
                RequisitionComponent(
                    worksheet_name=self._name,
                    requisition_line_no=made.line_no,
                    line_no=number,
                    item_no=need.scope.item_no,
                    variant_code=need.scope.variant_code,
                    location_code=need.scope.location_code,
                    quantity_per=need.quantity_per,
                    quantity=need.quantity,
                    due_date=need.due_date,
                    critical=need.critical,
                    supplied_by_line_no=None if part is None else part.line_no,
                )
            )
            if supply is not None and part is not None:
                yield Bound(part.line_no, part.quantity_base, need, made.line_no, number)
                yield from self._parts(supply, part, line)


def _mark(made: RequisitionLine, header: SalesHeader, line: SalesLine, source: Source) -> None:
    """Say for whom something is bought that never comes into the free stock (PF36, PF55)."""
    if source is Source.STOCK:
        return
    made.drop_shipment = source is Source.DROP_SHIPMENT
    made.special_order = source is Source.SPECIAL_ORDER
    made.purchasing_code = line.purchasing_code
    made.sales_order_no, made.sales_order_line_no = line.document_no, line.line_no
    made.sell_to_customer_no = header.sell_to_customer_no
    made.ship_to_code = header.ship_to_code
    made.description = line.description
    made.unit_of_measure_code = line.unit_of_measure_code
    made.qty_per_unit = line.qty_per_unit
    made.quantity = line.outstanding_quantity
    made.quantity_base = line.outstanding_quantity_base


def _items(session: Session, proposed: Sequence[Proposal]) -> dict[str, Item]:
    """The cards of what goes onto the worksheet, without their pictures; one statement."""
    item_nos = {each.scope.item_no for each in proposed}
    item_nos |= {need.scope.item_no for each in proposed for need in each.components}
    cards = select(Item).where(Item.no.in_(sorted(item_nos))).options(defer(Item.picture))
    return {item.no: item for item in session.scalars(cards)}


def _vendors(session: Session, proposed: Iterable[Proposal]) -> dict[str, Vendor]:
    """The vendors of what is proposed; one statement."""
    nos = sorted({each.vendor_no for each in proposed if each.vendor_no})
    return {
        vendor.no: vendor for vendor in session.scalars(select(Vendor).where(Vendor.no.in_(nos)))
    }


def _every(proposal: Proposal) -> Iterator[Proposal]:
    """A proposal with those for its components."""
    yield proposal
    for need in proposal.components:
        if need.supplied_by is not None:
            yield from _every(need.supplied_by)
