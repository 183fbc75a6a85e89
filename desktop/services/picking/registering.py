"""Saying what was picked, and what follows from it for the orders (PF135, PF136)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef, Refusal, SeveralRefusals
from desktop.models.items import Item
from desktop.models.picks import PickHeader, PickLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import PickStatus, ShortReason
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import Quantity, RoundingMode, round_to
from desktop.models.words import ItemType, LineType, ShippingAdvice, Status
from desktop.services.context import UserContext
from desktop.services.picking.refusals import (
    KitIncomplete,
    PickedBelowZero,
    PickedTooMuch,
    PickFieldLocked,
    PickLineChanged,
    PickLineGone,
    PickLineMissing,
    PickMissing,
    PickNotOpen,
    PickOrderReopened,
    ShortWithoutReason,
)
from desktop.services.picking.to_ship import put_to_ship
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.on_picks import NOT_ON_PICK, picked_of
from desktop.services.sales.snapshot import finish
from desktop.services.setup.field_infos import field_info

WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Registered:
    """A pick that was registered, the orders it touched, and what is remarked about them."""

    no: str
    orders: tuple[str, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The key of the pick."""
        return (self.no,)

    @property
    def table(self) -> str:
        """The table of picks."""
        return PickHeader.__tablename__


@dataclass(slots=True)
class Pick:
    """A pick that a command works on; lines in the order of the walk."""

    session: Session
    header: PickHeader
    lines: list[PickLine] = field(default_factory=list)

    @property
    def no(self) -> str:
        """Its number."""
        return self.header.no

    def line(self, line_no: int) -> PickLine:
        """The line of this number; raises PickLineMissing."""
        for line in self.lines:
            if line.line_no == line_no:
                return line
        raise PickLineMissing(record=pick_ref(self.no), pick_no=self.no, line_no=line_no)

    def components(self, line: PickLine) -> list[PickLine]:
        """What goes into the kit of a line; nothing for goods that lie there as they are."""
        return [each for each in self.lines if each.parent_line_no == line.line_no]

    @property
    def orders(self) -> list[str]:
        """The orders that it is for, by number."""
        return sorted({line.order_no for line in self.lines})


def pick_ref(no: str) -> RecordRef:
    """How refusals name a pick."""
    return RecordRef("pick_header", (no,))


def line_ref(line: PickLine) -> RecordRef:
    """How refusals name a line of a pick."""
    return RecordRef("pick_line", (line.pick_no, line.line_no))


def load_pick(session: Session, no: str, *, for_update: bool = False) -> Pick:
    """Read a pick; `for_update` locks it. Raises PickMissing."""
    statement = select(PickHeader).where(PickHeader.no == no)
    if for_update:
        statement = statement.with_for_update()
    header = session.scalar(statement.execution_options(populate_existing=True))
    if header is None:
        raise PickMissing(record=pick_ref(no), pick_no=no)
    lines = session.scalars(
        select(PickLine)
        .where(PickLine.pick_no == no)
        .order_by(PickLine.line_no)
        .execution_options(populate_existing=True)
    )
    return Pick(session, header, list(lines))


def open_pick(session: Session, no: str) -> Pick:
    """Read and lock a pick that is worked on. Raises PickMissing or PickNotOpen."""
    pick = load_pick(session, no, for_update=True)
    if pick.header.status is not PickStatus.OPEN:
        raise PickNotOpen(record=pick_ref(no), pick_no=no, status=pick.header.status)
    return pick


# ---------------------------------------------------------------------------------------- picking


def enter_picked(
    session: Session, no: str, line_no: int, quantity: Quantity, context: UserContext
) -> None:
    """Say how much of a line was picked, in its unit; the reason goes when nothing is short.

    Raises PickMissing, PickNotOpen, PickLineMissing, PickedTooMuch or PickedBelowZero.
    """
    pick = open_pick(session, no)
    put_picked(pick.line(line_no), quantity)
    _stamp(pick, context)


def put_picked(line: PickLine, quantity: Quantity) -> None:
    """Keep what was picked of a line; raises PickedTooMuch or PickedBelowZero."""
    if quantity < 0:
        raise PickedBelowZero(
            record=line_ref(line),
            field="quantity_picked",
            item_no=line.item_no,
            line_no=line.line_no,
            quantity=quantity,
        )
    if quantity > line.quantity_to_pick:
        raise PickedTooMuch(
            record=line_ref(line),
            field="quantity_picked",
            largest=line.quantity_to_pick,
            unit=line.unit_of_measure_code or "",
            item_no=line.item_no,
            line_no=line.line_no,
            pick_no=line.pick_no,
            quantity=quantity,
        )
    line.quantity_picked = quantity
    if quantity == line.quantity_to_pick:
        line.short_reason = ShortReason.NONE


def enter_reason(
    session: Session, no: str, line_no: int, reason: ShortReason, context: UserContext
) -> None:
    """Say why less was picked. Raises PickMissing, PickNotOpen or PickLineMissing."""
    pick = open_pick(session, no)
    pick.line(line_no).short_reason = reason
    _stamp(pick, context)


def change_pick_line(  # noqa: PLR0917  (which pick, line, field and value, and who)
    session: Session, no: str, line_no: int, field_name: str, value: object, context: UserContext
) -> None:
    """Enter one field of a line by its name; raises PickFieldLocked for what is not typed."""
    if field_name == "quantity_picked":
        enter_picked(session, no, line_no, Decimal(str(value or 0)), context)
    elif field_name == "short_reason":
        enter_reason(session, no, line_no, ShortReason(str(value or "none")), context)
    else:
        raise PickFieldLocked(
            record=RecordRef("pick_line", (no, line_no)),
            field=field_name,
            entered_field=field_info("pick_line", field_name).name,
        )


def change_pick(
    session: Session, no: str, field_name: str, value: object, context: UserContext
) -> None:
    """Say who walks; all else of a pick follows its orders. Raises PickFieldLocked."""
    pick = open_pick(session, no)
    if field_name != "picker":
        raise PickFieldLocked(
            record=pick_ref(no),
            field=field_name,
            entered_field=field_info("pick_header", field_name).name,
        )
    pick.header.picker = str(value or "")
    _stamp(pick, context)


def pick_all(session: Session, no: str, context: UserContext) -> None:
    """Say that all is picked as wanted where nothing was said yet."""
    pick = open_pick(session, no)
    for line in pick.lines:
        if not line.quantity_picked and line.short_reason is ShortReason.NONE:
            line.quantity_picked = line.quantity_to_pick
    _stamp(pick, context)


def cancel_pick(session: Session, no: str, context: UserContext) -> None:
    """Give up an open pick: its goods are free again (PF136). Raises PickMissing, PickNotOpen."""
    pick = open_pick(session, no)
    pick.header.status = PickStatus.CANCELLED
    _stamp(pick, context)


def delete_pick(session: Session, no: str, _context: UserContext) -> None:
    """Delete a pick that is open or cancelled. Raises PickMissing or PickNotOpen."""
    pick = load_pick(session, no, for_update=True)
    if pick.header.status is PickStatus.REGISTERED:
        raise PickNotOpen(record=pick_ref(no), pick_no=no, status=pick.header.status)
    for line in pick.lines:
        session.delete(line)
    session.flush()  # the lines go before their header
    session.delete(pick.header)
    session.flush()  # so that a later command of the same transaction finds nothing


def _stamp(pick: Pick, context: UserContext) -> None:
    pick.header.changed_by = context.user
    pick.header.changed_at = context.now()
    pick.session.flush()  # so that a later command of the same transaction reads it


# ------------------------------------------------------------------------------------ registering


def register_pick(session: Session, no: str, context: UserContext) -> Registered:
    """Register what was picked; the orders' quantities to ship follow (PF135).

    Of every line of goods of these orders, Qty. to Ship becomes what is picked and not shipped:
    nothing of what lies elsewhere or comes from the vendor. An order that must be shipped complete
    and is not picked in full gets nothing to ship, with a remark. Raises PickMissing and
    PickNotOpen, or together everything that is in the way: ShortWithoutReason, KitIncomplete,
    PickOrderReopened, PickLineChanged, PickLineGone, and what changing the order raises.
    """
    orders = load_pick(session, no).orders
    documents = [
        load_document(session, DocumentKey(DocumentType.ORDER, order_no), context, for_update=True)
        for order_no in _existing(session, orders)
    ]
    pick = open_pick(session, no)
    refusals = [
        *_short_failures(pick),
        *_kit_failures(pick),
        *_order_failures(pick, {document.header.no: document for document in documents}),
    ]
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals, record=pick_ref(no))
    pick.header.status = PickStatus.REGISTERED
    pick.header.registered_at = context.now()
    _stamp(pick, context)
    notices: list[Notice] = []
    for document in documents:
        notices.extend(_put_to_ship(pick, document))
        notices.extend(finish(document).notices)
    return Registered(no, tuple(orders), tuple(notices))


def _existing(session: Session, orders: Sequence[str]) -> list[str]:
    """The orders that still have lines; one that is gone is refused line by line."""
    found = select(SalesLine.document_no).where(
        SalesLine.document_type == DocumentType.ORDER, SalesLine.document_no.in_(orders)
    )
    there = set(session.scalars(found.distinct()))
    return [order_no for order_no in orders if order_no in there]


def _short_failures(pick: Pick) -> Iterator[Refusal]:
    for line in pick.lines:
        is_short = line.quantity_picked < line.quantity_to_pick
        if is_short and line.short_reason is ShortReason.NONE and not _follows_kit(pick, line):
            yield ShortWithoutReason(
                record=line_ref(line),
                field="short_reason",
                line_no=line.line_no,
                pick_no=pick.no,
                item_no=line.item_no,
                picked=line.quantity_picked,
                wanted=line.quantity_to_pick,
                unit=line.unit_of_measure_code or "",
            )


def _follows_kit(pick: Pick, line: PickLine) -> bool:
    """Whether the reason stands on the kit of a line or on another of its components."""
    head = line if line.parent_line_no is None else pick.line(line.parent_line_no)
    family = [head, *pick.components(head)]
    return any(each.short_reason is not ShortReason.NONE for each in family)


def _kit_failures(pick: Pick) -> Iterator[Refusal]:
    """No more kits than min floor(component picked / quantity per kit) (PF135)."""
    for line in pick.lines:
        most = [(_kits_of(line, each), each.item_no) for each in pick.components(line)]
        if not most or not line.quantity_picked:
            continue
        largest, component_no = min(most)
        if line.quantity_picked > largest:
            yield KitIncomplete(
                record=line_ref(line),
                field="quantity_picked",
                line_no=line.line_no,
                pick_no=pick.no,
                largest=largest,
                item_no=line.item_no,
                picked=line.quantity_picked,
                component_no=component_no,
            )


def proposed_quantity(pick: Pick, line: PickLine) -> Quantity:
    """What can be taken as picked of a line: all of it, of a kit what its components make."""
    makes = [_kits_of(line, each) for each in pick.components(line)]
    return min([line.quantity_to_pick, *makes])


def _kits_of(kit: PickLine, component: PickLine) -> Quantity:
    """How many kits a component makes: whole ones, or all that are wanted."""
    if component.quantity_picked >= component.quantity_to_pick:
        return kit.quantity_to_pick
    return round_to(
        component.quantity_picked,
        WHOLE,
        RoundingMode.DOWN,
        times=kit.quantity_to_pick,
        over=component.quantity_to_pick,
    )


def _order_failures(pick: Pick, documents: dict[str, Document]) -> Iterator[Refusal]:
    changed: set[str] = set()
    for line in pick.lines:
        if line.parent_line_no is not None:
            continue
        for refusal in _changes(line, documents.get(line.order_no)):
            changed.add(line.order_no)
            yield refusal
    for order_no, document in documents.items():
        if order_no not in changed and document.header.status is not Status.RELEASED:
            yield PickOrderReopened(record=document.ref, order_no=order_no, pick_no=pick.no)


def _changes(line: PickLine, document: Document | None) -> Iterator[Refusal]:
    """What of an order line is not as it was when the pick was made, with both values."""
    lines = {each.line_no: each for each in document.lines} if document else {}
    now = lines.get(line.order_line_no)
    named: dict[str, Any] = {
        "order_no": line.order_no,
        "line_no": line.order_line_no,
        "pick_no": line.pick_no,
    }
    if now is None:
        yield PickLineGone(record=line_ref(line), item_no=line.item_no, **named)
        return
    for changed_field, was, is_now in (
        ("no", line.item_no, now.no),
        ("variant_code", line.variant_code, now.variant_code),
        ("location_code", line.location_code, now.location_code),
        ("unit_of_measure_code", line.unit_of_measure_code, now.unit_of_measure_code),
        ("outstanding_quantity", line.outstanding_quantity, now.outstanding_quantity),
    ):
        if was != is_now:
            yield PickLineChanged(
                record=line_ref(line),
                field=changed_field,
                changed_field=changed_field,
                was=was,
                now=is_now,
                **named,
            )


def _put_to_ship(pick: Pick, document: Document) -> Iterator[Notice]:
    """Let Qty. to Ship of an order's goods be what is picked and not shipped.

    Nobody picks what the vendor delivers: that it has gone is said when it has. An order that must
    be shipped complete goes with it or not at all.
    """
    held = picked_of(pick.session, document.header.no)
    is_complete = document.header.shipping_advice is ShippingAdvice.COMPLETE
    goods = [line for line in _goods(pick, document) if not (is_complete and line.drop_shipment)]
    wanted = {line.line_no: held.get(line.line_no, NOT_ON_PICK).picked for line in goods}
    yield from put_to_ship(document, goods, wanted)


def _goods(pick: Pick, document: Document) -> list[SalesLine]:
    """The lines of an order of which goods are still to leave, from here or elsewhere."""
    lines = [
        line
        for line in document.lines
        if line.type is LineType.ITEM and line.outstanding_quantity > 0
    ]
    services = select(Item.no).where(
        Item.no.in_({line.no for line in lines}), Item.type == ItemType.SERVICE
    )
    not_fetched = set(pick.session.scalars(services)) if lines else set()
    return [line for line in lines if line.no not in not_fetched]
