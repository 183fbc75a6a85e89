"""Making picks from released orders (PF135)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.models.picks import PickHeader, PickLine
from desktop.models.sales import SalesHeader
from desktop.models.setup import InventorySetup
from desktop.models.supply_words import PickStatus, ShortReason
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.numbering.number_series import draw_numbers, series_named
from desktop.services.picking.contents import (
    LeftOut,
    Picking,
    PickingTerms,
    PickRow,
    picking,
    walk_of,
)
from desktop.services.picking.order_filter import OrderFilter, order_filter, orders_of
from desktop.services.picking.pick_facts import PickSource
from desktop.services.picking.pick_source import read_pick_source
from desktop.services.picking.refusals import NothingToPick, PickOrderNotReleased
from desktop.services.picking.sorting import PickLayout, PickSorting
from desktop.services.sales.load import load_document
from desktop.translation import N_, localizer_for

LINE_STEP = 10000
LISTED = 20

MISSING = N_("{order_no}: {item_no} {quantity} missing")
NOT_RELEASED = N_("{order_no}: not released")
ON_PICKS = N_("{order_no}: nothing is left to pick, or all of it is on picks already")
NO_ORDERS = N_("no open order fits the filter")


@dataclass(frozen=True, slots=True)
class PicksMade:
    """The picks that were made, one for each location, and the orders that are not on them.

    `key` and `table` name the first one.
    """

    numbers: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def no(self) -> str:
        """The number of the first pick."""
        return self.numbers[0]

    @property
    def key(self) -> tuple[str, ...]:
        """The key of the first pick."""
        return (self.no,)

    @property
    def table(self) -> str:
        """The table of picks."""
        return PickHeader.__tablename__


def create_pick_for(session: Session, key: DocumentKey, context: UserContext) -> PicksMade:
    """Make a pick of one released order.

    Raises DocumentMissing, PickOrderNotReleased or what `create_picks` raises.
    """
    document = load_document(session, key, context, for_update=True)
    header = document.header
    if key.type is not DocumentType.ORDER or header.status is not Status.RELEASED:
        raise PickOrderNotReleased(record=document.ref, order_no=key.no)
    return create_picks(session, order_filter(numbers=(key.no,)), context)


def create_picks(
    session: Session,
    wanted: OrderFilter,
    context: UserContext,
    terms: PickingTerms | None = None,
    *,
    layout: PickLayout = PickLayout.PER_ORDER,
    picker: str = "",
) -> PicksMade:
    """Make picks of the released orders of a filter, one for each location, as far as stock goes.

    What is on open picks already is not picked twice. The items are locked, sorted by number, so
    that two people never give the same goods. Raises NothingToPick with the reason for each
    order, FilterNotUnderstood, or what drawing a number raises.
    """
    wanted = OrderFilter(
        filters=wanted.filters,
        numbers=wanted.numbers,
        only_released=True,
        only_available=wanted.only_available,
    )
    source = read_pick_source(session, wanted, context)
    _lock(session, source)
    source = read_pick_source(session, wanted, context)
    asked = terms or PickingTerms()
    limited = PickingTerms(sorting=asked.sorting, grouping=asked.grouping, limit_to_stock=True)
    found = picking(source, limited, wanted)
    by_location = _by_location(found)
    if not by_location:
        raise NothingToPick(reasons=_reasons(session, source, found, wanted, context))
    numbers = _draw(session, len(by_location), context)
    for no, (location, rows) in zip(numbers, by_location.items(), strict=True):
        header = PickHeader(
            no=no,
            status=PickStatus.OPEN,
            location_code=location or None,
            layout=layout.value,
            picker=picker or context.user,
            created_by=context.user,
            created_at=context.now(),
        )
        session.add(header)
        session.flush()  # the lines name the header
        walk = _walk(rows, limited.sorting, layout)
        session.add_all(_lines(no, walk, source))
    session.flush()  # so that a later command of the same transaction finds the picks
    return PicksMade(tuple(numbers), (*found.left_out, *found.nothing_for))


def _lock(session: Session, source: PickSource) -> None:
    """Lock orders and items in the house's order: documents first, each kind by number."""
    is_order = SalesHeader.document_type == DocumentType.ORDER
    orders = select(SalesHeader.no).where(is_order, SalesHeader.no.in_(sorted(source.orders)))
    session.execute(orders.order_by(SalesHeader.no).with_for_update()).all()
    nos = sorted({need.scope.item_no for part in source.parts for need in part.needs})
    items = select(Item.no).where(Item.no.in_(nos)).order_by(Item.no)
    session.execute(items.with_for_update()).all()


def _by_location(found: Picking) -> dict[str, list[PickRow]]:
    """What can be fetched at each location, the blank one first; in the order of the walk."""
    rows: dict[str, list[PickRow]] = {}
    for section in found.sections:
        for row in section.rows:
            if row.quantity > 0:
                rows.setdefault(row.location_code, []).append(row)
    return dict(sorted(rows.items()))


def _walk(rows: Sequence[PickRow], sorting: PickSorting, layout: PickLayout) -> list[PickRow]:
    """Order by order, or in one walk for all orders."""
    if layout is PickLayout.PER_ORDER:
        return list(rows)
    return sorted(rows, key=lambda row: walk_of(row, sorting))


def _draw(session: Session, count: int, context: UserContext) -> list[str]:
    setup = session.get_one(InventorySetup, 1)
    series = series_named(setup.pick_nos, setup="inventory_setup", field="pick_nos")
    return draw_numbers(session, series, context.work_date, count)


def _lines(no: str, rows: Sequence[PickRow], source: PickSource) -> Iterator[PickLine]:
    """The lines of a pick; the components of a kit follow it and name its line."""
    count = 0
    for row in rows:
        count += 1
        head = _line(no, count * LINE_STEP, row)
        head.outstanding_quantity = source.by_key[row.order_no, row.line_no].outstanding
        yield head
        for component in row.components:
            count += 1
            line = _line(no, count * LINE_STEP, component)
            line.parent_line_no = head.line_no
            line.outstanding_quantity = component.wanted
            yield line


def _line(no: str, line_no: int, row: PickRow) -> PickLine:
    return PickLine(
        pick_no=no,
        line_no=line_no,
        order_no=row.order_no,
        order_line_no=row.line_no,
        item_no=row.item_no,
        variant_code=row.variant_code or None,
        description=row.description,
        location_code=row.location_code or None,
        bin=row.bin,
        unit_of_measure_code=row.unit_code or None,
        qty_per_unit=row.qty_per_unit,
        quantity_to_pick=row.quantity,
        quantity_picked=ZERO,
        quantity_shipped=ZERO,
        short_reason=ShortReason.NONE,
    )


# --------------------------------------------------------------------------------------- reasons


def _reasons(
    session: Session,
    source: PickSource,
    found: Picking,
    wanted: OrderFilter,
    context: UserContext,
) -> str:
    """Why nothing can be picked, for each order, in the user's language."""
    every = OrderFilter(filters=wanted.filters, numbers=wanted.numbers)
    numbers = session.scalars(orders_of(every, context.work_date).order_by(SalesHeader.no)).all()
    lacks = {each.order_no: each for each in (*found.left_out, *found.nothing_for)}
    told = [
        _reason(no, lacks.get(no), is_released=no in source.orders, context=context)
        for no in numbers[:LISTED]
    ]
    if len(numbers) > LISTED:
        told.append("…")
    if not told:
        return localizer_for(context.language).gettext(NO_ORDERS)
    return " · ".join(told)


def _reason(
    order_no: str, left_out: LeftOut | None, *, is_released: bool, context: UserContext
) -> str:
    gettext = localizer_for(context.language).gettext
    if not is_released:
        return gettext(NOT_RELEASED).format(order_no=order_no)
    if left_out is not None:
        return left_out_text(left_out, context.language)
    return gettext(ON_PICKS).format(order_no=order_no)


def left_out_text(left_out: LeftOut, language: str) -> str:
    """What an order lacks, as "SO-32: A 2 missing" (PF133)."""
    localizer = localizer_for(language)
    return " · ".join(
        localizer.gettext(MISSING).format(
            order_no=left_out.order_no,
            item_no=lack.item_no,
            quantity=localizer.quantity(lack.quantity),
        )
        for lack in left_out.shortages
    )
