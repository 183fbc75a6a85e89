"""Picks as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from desktop.models.picks import PickHeader, PickLine
from desktop.models.sales import SalesHeader
from desktop.models.supply_words import PickStatus, ShortReason
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import Quantity
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.picking.registering import load_pick, proposed_quantity

MY_PICKS = "mine"
EVERY_PICK = "every"


@dataclass(frozen=True, slots=True)
class PickListRow:
    """A pick in a list."""

    no: str
    status: PickStatus
    location_code: str | None
    picker: str
    created_by: str
    created_at: datetime | None
    registered_at: datetime | None
    copies: int
    lines: int
    orders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickLineView:
    """A line of a pick as somebody with a scanner sees it; `is_kit` when components follow.

    `proposed` is what Enter takes as picked: all of it, of a kit what its components make.
    """

    line_no: int
    order_no: str
    order_line_no: int
    parent_line_no: int | None
    item_no: str
    variant_code: str
    description: str
    bin: str
    unit_code: str
    quantity_to_pick: Quantity
    quantity_picked: Quantity
    proposed: Quantity
    short_reason: ShortReason
    is_kit: bool

    @property
    def left(self) -> Quantity:
        """What is still to be picked."""
        return self.quantity_to_pick - self.quantity_picked

    @property
    def is_done(self) -> bool:
        """Whether nothing more is asked of this line."""
        return not self.left or self.short_reason is not ShortReason.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PickView:
    """A pick with its lines."""

    no: str
    status: PickStatus
    location_code: str
    picker: str
    copies: int
    lines: tuple[PickLineView, ...]

    @property
    def done(self) -> int:
        """How many lines nothing more is asked of."""
        return sum(line.is_done for line in self.lines)

    @property
    def walk(self) -> tuple[PickLineView, ...]:
        """The lines in the order in which they are worked off: a kit after its components."""
        kits = {line.line_no: line for line in self.lines if line.is_kit}
        found: list[PickLineView] = []
        for line in self.lines:
            if not line.is_kit:
                found.append(line)
            is_last = line.parent_line_no in kits and line.line_no == max(
                each.line_no for each in self.lines if each.parent_line_no == line.parent_line_no
            )
            if is_last and line.parent_line_no is not None:
                found.append(kits[line.parent_line_no])
        return tuple(found)


_PLAIN = (
    "no",
    "status",
    "location_code",
    "picker",
    "created_by",
    "created_at",
    "registered_at",
    "copies",
)


def picks(context: UserContext) -> TableSource[PickListRow]:
    """The open picks, by number; views `mine` (of this picker) and `every` (all of them)."""
    count = select(func.count()).where(PickLine.pick_no == PickHeader.no)
    orders = select(func.count(PickLine.order_no.distinct())).where(
        PickLine.pick_no == PickHeader.no
    )
    return TableSource(
        table=PickHeader,
        columns={
            **{name: getattr(PickHeader, name) for name in _PLAIN},
            "lines": count.correlate(PickHeader).scalar_subquery().label("lines"),
            "orders": orders.correlate(PickHeader).scalar_subquery().label("orders"),
        },
        key_names=("no",),
        make=_row,
        conditions=partial(_conditions, user=context.user),
        today=context.work_date,
    )


def _row(values: Mapping[str, Any]) -> PickListRow:
    return PickListRow(**{name: values[name] for name in (*_PLAIN, "lines", "orders")})


def _conditions(_session: Session, query: ListQuery, *, user: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.view != EVERY_PICK:
        found.append(PickHeader.status == PickStatus.OPEN)
    if query.view == MY_PICKS:
        found.append(PickHeader.picker == user)
    words = query.search.strip()
    if words:
        in_lines = select(PickLine.pick_no).where(
            PickLine.order_no.ilike(f"%{words}%") | PickLine.item_no.ilike(f"%{words}%")
        )
        found.append(PickHeader.no.ilike(f"%{words}%") | PickHeader.no.in_(in_lines))
    return found


def pick_view(session: Session, no: str) -> PickView:
    """A pick as it stands; raises PickMissing."""
    pick = load_pick(session, no)
    return PickView(
        no=no,
        status=pick.header.status,
        location_code=pick.header.location_code or "",
        picker=pick.header.picker,
        copies=pick.header.copies,
        lines=tuple(
            PickLineView(
                line_no=line.line_no,
                order_no=line.order_no,
                order_line_no=line.order_line_no,
                parent_line_no=line.parent_line_no,
                item_no=line.item_no,
                variant_code=line.variant_code or "",
                description=line.description,
                bin=line.bin,
                unit_code=line.unit_of_measure_code or "",
                quantity_to_pick=line.quantity_to_pick,
                quantity_picked=line.quantity_picked,
                proposed=proposed_quantity(pick, line),
                short_reason=line.short_reason,
                is_kit=bool(pick.components(line)),
            )
            for line in pick.lines
        ),
    )


# --------------------------------------------------------------------------------------- printing


def count_pick_print(session: Session, no: str, context: UserContext) -> None:
    """Note that a pick was printed once more; nothing else of it changes (PF138)."""
    table = PickHeader.__table__
    session.execute(
        update(PickHeader)
        .where(PickHeader.no == no)
        .values(copies=table.c.copies + 1, printed_at=context.now())
    )
    report_changes(session, PickHeader.__tablename__)


def count_list_prints(session: Session, order_nos: Sequence[str]) -> None:
    """Note that the picking lists of these orders were printed once more (PF138)."""
    session.execute(
        update(SalesHeader)
        .where(SalesHeader.document_type == DocumentType.ORDER, SalesHeader.no.in_(order_nos))
        .values(picking_lists_printed=SalesHeader.picking_lists_printed + 1)
        .execution_options(synchronize_session=False)
    )
    report_changes(session, SalesHeader.__tablename__)
