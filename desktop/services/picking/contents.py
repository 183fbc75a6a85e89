"""What picking lists and pick instructions say, in plain values (PF130, PF131, PF133).

A picking list shows what is outstanding; with a limit to stock it shows what each order gets and
what is missing. Quantities are in the unit of their line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.picking.allocation import Allocation, PartKey
from desktop.services.picking.order_filter import OrderFilter
from desktop.services.picking.pick_facts import (
    Component,
    Kit,
    OrderFacts,
    PickSource,
    SourceLine,
)
from desktop.services.picking.pick_source import read_pick_source
from desktop.services.picking.sorting import NaturalKey, PickGrouping, PickSorting, walk_key
from desktop.services.sales.quantities import FINEST

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickRow:
    """Goods of one order line, a component of a kit, or a text that belongs to the line above.

    `wanted` is what is outstanding, `quantity` what is to be fetched now, `missing` what there is
    not enough for. `is_kit` lines are put together from the `components` that follow them.
    """

    order_no: str
    line_no: int
    item_no: str = ""
    variant_code: str = ""
    description: str = ""
    unit_code: str = ""
    qty_per_unit: Quantity = ONE
    location_code: str = ""
    bin: str = ""
    wanted: Quantity = ZERO
    quantity: Quantity = ZERO
    missing: Quantity = ZERO
    on_hand: Quantity | None = None
    is_text: bool = False
    is_kit: bool = False
    is_component: bool = False
    components: tuple[PickRow, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderSection:
    """An order with what is to be fetched for it, in the order of the walk."""

    order: OrderFacts
    rows: tuple[PickRow, ...]

    @property
    def is_released(self) -> bool:
        """Whether the order is released; else the list says NOT RELEASED."""
        return self.order.status is Status.RELEASED


@dataclass(frozen=True, slots=True)
class Shortage:
    """Goods that an order lacks: the item and how much of it, in the line's unit."""

    item_no: str
    quantity: Quantity
    unit_code: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An order that is shipped whole or not at all, and what it lacks for that (PF133)."""

    order_no: str
    shortages: tuple[Shortage, ...]


@dataclass(frozen=True, slots=True)
class Picking:
    """What is fetched for the orders of a filter; `left_out` orders get nothing.

    `nothing_for` are orders of which nothing is there, with what they lack.
    """

    sections: tuple[OrderSection, ...]
    left_out: tuple[LeftOut, ...] = ()
    nothing_for: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PickingTerms:
    """How a picking list is made: in which order, parted by what, and whether stock limits it."""

    sorting: PickSorting = PickSorting.BIN
    grouping: PickGrouping = PickGrouping.NONE
    limit_to_stock: bool = False


def picking_of(
    session: Session, wanted: OrderFilter, terms: PickingTerms, context: UserContext
) -> Picking:
    """What is to be fetched for the orders of a filter. Raises FilterNotUnderstood."""
    return picking(read_pick_source(session, wanted, context), terms, wanted)


def picking(source: PickSource, terms: PickingTerms, wanted: OrderFilter) -> Picking:
    """The sections of the orders; no database."""
    allocation = source.allocation() if terms.limit_to_stock or wanted.only_available else None
    lacks = shortages(source, allocation) if allocation is not None else {}
    limit = allocation if terms.limit_to_stock else None
    sections, left_out, nothing_for = [], [], []
    for order in source.orders.values():
        short = lacks.get(order.no, ())
        if wanted.only_available and short:
            continue
        if limit is not None and order.no in limit.left_out:
            left_out.append(LeftOut(order.no, short))
            continue
        section = OrderSection(order, tuple(_rows_of(source, order.no, limit, terms)))
        if any(row.quantity or row.wanted > row.missing for row in section.rows):
            sections.append(section)
        elif short:
            nothing_for.append(LeftOut(order.no, short))
    ordered = sorted(sections, key=lambda each: group_key(each.order, terms.grouping))
    return Picking(tuple(ordered), tuple(left_out), tuple(nothing_for))


def shortages(source: PickSource, allocation: Allocation) -> dict[str, tuple[Shortage, ...]]:
    """What orders lack, by order; of one that is left out what it lacked when it was judged."""
    found: dict[str, dict[tuple[str, str], Quantity]] = {}
    for part in source.parts:
        missing = part.quantity - allocation.would_get(part.key).quantity
        if missing > 0:
            line = source.by_key[part.key.order_no, part.key.line_no]
            lacks = found.setdefault(line.order_no, {})
            name = (line.item_no, line.unit_code)
            lacks[name] = lacks.get(name, ZERO) + missing
    return {
        order_no: tuple(Shortage(item, quantity, unit) for (item, unit), quantity in lacks.items())
        for order_no, lacks in found.items()
    }


def group_key(order: OrderFacts, grouping: PickGrouping) -> tuple[object, ...]:
    """By what sections are parted, then by order number (PF132)."""
    key: dict[PickGrouping, object] = {
        PickGrouping.NONE: "",
        PickGrouping.SHIPMENT_DATE: order.shipment_date or date.max,
        PickGrouping.CUSTOMER: order.customer_no,
        PickGrouping.AGENT: (order.agent_code, order.service_code),
    }
    return key[grouping], order.no


# ------------------------------------------------------------------------------------------ rows


def _rows_of(
    source: PickSource, order_no: str, limit: Allocation | None, terms: PickingTerms
) -> Iterator[PickRow]:
    """The rows of an order in the order of the walk, texts before all goods first."""
    rows: list[PickRow] = []
    first: list[PickRow] = []
    for line in source.lines_of(order_no):
        if line.type is LineType.COMMENT:
            _put_text(line, rows, first)
        elif line.is_goods and line.is_meant:
            rows.extend(_goods_rows(source, line, limit))
    yield from first
    yield from sorted(rows, key=lambda row: walk_of(row, terms.sorting))


def _put_text(line: SourceLine, rows: list[PickRow], first: list[PickRow]) -> None:
    """Put a text under the goods it belongs to; one in front of all goods stands alone.

    A text that is attached to something that is not fetched is left out with it.
    """
    text = " ".join(filter(None, (line.description, line.description_2)))
    if not text:
        return
    if not rows and not line.attached_to:
        first.append(
            PickRow(order_no=line.order_no, line_no=line.line_no, is_text=True, description=text)
        )
    elif rows and line.attached_to in {0, rows[-1].line_no}:
        rows[-1] = replace(rows[-1], texts=(*rows[-1].texts, text))


def walk_of(row: PickRow, sorting: PickSorting) -> NaturalKey:
    """A kit is fetched where its first component lies."""
    if not row.components:
        return walk_key(sorting, row.bin, row.item_no, row.variant_code)
    return min(
        walk_key(sorting, each.bin, each.item_no, each.variant_code) for each in row.components
    )


def _goods_rows(
    source: PickSource, line: SourceLine, limit: Allocation | None
) -> Iterator[PickRow]:
    """A line that is partly made for the order prints both parts (PF130)."""
    kit = line.kit
    to_make = min(line.qty_to_ship, kit.quantity) if kit else ZERO
    if line.from_stock > 0:
        key = PartKey(line.order_no, line.line_no)
        wanted, now = line.from_stock, line.qty_to_ship - to_make
        if limit is not None:
            wanted, now = line.from_stock - source.on_picks.quantity(key), limit.of(key).quantity
        if wanted > 0:
            yield _plain_row(source, line, wanted, now, limit)
    if kit is not None:
        key = PartKey(line.order_no, line.line_no, is_kit=True)
        wanted, now = kit.quantity, to_make
        if limit is not None:
            wanted, now = kit.quantity - source.on_picks.quantity(key), limit.of(key).quantity
        if wanted > 0:
            row = _plain_row(source, line, wanted, now, limit)
            yield replace(
                row,
                on_hand=None,
                is_kit=True,
                components=tuple(_components(source, line, kit, row, limit)),
            )


def _plain_row(
    source: PickSource, line: SourceLine, wanted: Quantity, now: Quantity, limit: Allocation | None
) -> PickRow:
    on_hand = source.on_hand.get(line.scope, ZERO)
    return PickRow(
        order_no=line.order_no,
        line_no=line.line_no,
        item_no=line.item_no,
        variant_code=line.variant_code or "",
        description=line.description,
        unit_code=line.unit_code,
        qty_per_unit=line.qty_per_unit,
        location_code=line.location_code or "",
        bin=line.bin,
        wanted=wanted,
        quantity=now,
        missing=wanted - now if limit is not None else ZERO,
        on_hand=round_to(on_hand, FINEST, over=line.qty_per_unit) if line.is_stocked else None,
    )


def _components(
    source: PickSource, line: SourceLine, kit: Kit, row: PickRow, limit: Allocation | None
) -> Iterator[PickRow]:
    """What goes into the kits that are made now, and into all that are outstanding."""
    for each in kit.components:
        wanted = _share(each, row.wanted, kit)
        now = _share(each, row.quantity, kit)
        on_hand = source.on_hand.get(each.scope, ZERO)
        yield PickRow(
            order_no=line.order_no,
            line_no=line.line_no,
            item_no=each.item_no,
            variant_code=each.variant_code or "",
            description=each.description,
            unit_code=each.unit_code,
            qty_per_unit=each.qty_per_unit,
            location_code=each.location_code or "",
            bin=each.bin,
            wanted=wanted,
            quantity=now,
            missing=wanted - now if limit is not None else ZERO,
            on_hand=round_to(on_hand, FINEST, over=each.qty_per_unit) if each.is_stocked else None,
            is_component=True,
        )


def _share(component: Component, kits: Quantity, kit: Kit) -> Quantity:
    return round_to(component.quantity, FINEST, times=kits, over=kit.quantity)


# ---------------------------------------------------------------------------------- collect list


@dataclass(frozen=True, slots=True)
class CollectShare:
    """What of the goods is for one order, and what that order lacks; a kit names what it is for."""

    order_no: str
    quantity: Quantity
    missing: Quantity
    kit_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectRow:
    """Goods of one place for all orders together: how much, and beneath it who gets what."""

    bin: str
    item_no: str
    variant_code: str
    unit_code: str
    location_code: str
    description: str
    quantity: Quantity
    missing: Quantity
    on_hand: Quantity | None
    shares: tuple[CollectShare, ...]


def collect_rows(
    sections: Iterable[OrderSection], sorting: PickSorting = PickSorting.BIN
) -> tuple[CollectRow, ...]:
    """One row for each bin, item, variant and unit, with the share of each order (PF131).

    Of a kit the components are collected. In line order the rows come as the orders name them.
    """
    found: dict[tuple[str, ...], list[tuple[PickRow, str]]] = {}
    for section in sections:
        for row in section.rows:
            for goods, kit_no in _fetched(row):
                place = (
                    goods.location_code,
                    goods.bin,
                    goods.item_no,
                    goods.variant_code,
                    goods.unit_code,
                )
                found.setdefault(place, []).append((goods, kit_no))
    rows = [_collected(goods) for goods in found.values()]
    return tuple(
        sorted(rows, key=lambda row: walk_key(sorting, row.bin, row.item_no, row.variant_code))
    )


def _fetched(row: PickRow) -> Iterator[tuple[PickRow, str]]:
    if row.is_kit:
        yield from ((each, row.item_no) for each in row.components)
    elif not row.is_text:
        yield row, ""


def _collected(goods: list[tuple[PickRow, str]]) -> CollectRow:
    first = goods[0][0]
    shares: dict[tuple[str, str], CollectShare] = {}
    for row, kit_no in goods:
        key = (row.order_no, kit_no)
        known = shares.get(key, CollectShare(row.order_no, ZERO, ZERO, kit_no))
        shares[key] = replace(
            known, quantity=known.quantity + row.quantity, missing=known.missing + row.missing
        )
    return CollectRow(
        bin=first.bin,
        item_no=first.item_no,
        variant_code=first.variant_code,
        unit_code=first.unit_code,
        location_code=first.location_code,
        description=first.description,
        quantity=sum((row.quantity for row, _kit in goods), ZERO),
        missing=sum((row.missing for row, _kit in goods), ZERO),
        on_hand=first.on_hand,
        shares=tuple(shares.values()),
    )
