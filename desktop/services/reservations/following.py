"""Reservations follow the lines at both ends: what is changed, cut, asked about or refused (PF49).

A command says what lines were before it and are now. `follow_demands` is for lines that want
goods, `follow_supplies` for lines that bring them. Both read all reservations of the document in
one statement, so that a caller should ask only when something may be reserved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import case, select, update
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.promising import Reservation
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.items.stock import Scope
from desktop.services.reservations.cutting import cut_rows, late_for, too_late_of
from desktop.services.reservations.keys import Demand, supply_of
from desktop.services.reservations.refusals import (
    DropReservations,
    ReservedDate,
    ReservedDemand,
    ReservedField,
    ReservedSupply,
    ReservedSupplyQuantity,
)
from desktop.services.reservations.reserving import Wish, auto_reserve, put_back
from desktop.services.reservations.rows import Dropped, drop
from desktop.translation import N_

DROPPED = N_(
    "{quantity} of item {item} are no longer reserved for {demand} line {line_no}: they were to "
    "come from {supply}."
)
NOT_AGAIN = N_(
    "{quantity} of item {item} could not be reserved again for {demand} line {line_no}: {supply} "
    "no longer has so much free in time."
)
STOCK_NOT_AGAIN = N_(
    "{quantity} of item {item} could not be reserved again for {demand} line {line_no}: the stock "
    "is no longer free."
)
STOCK_DROPPED = N_("{quantity} of item {item} are no longer reserved for {demand} line {line_no}.")
INCOMPLETE = N_(
    "Only {reserved} of {quantity} could be reserved for {demand} line {line_no}. The rest is "
    "reserved as soon as goods come in."
)


@dataclass(frozen=True, slots=True)
class End:
    """A line at one end as it stands: what it wants or brings, in base units, and when."""

    scope: Scope
    unit: str | None
    quantity: Quantity
    day: date | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a command did to a line; `after` is None when it is gone, or wants no goods any more.

    `is_typed` is whether the user entered something into this very line, so that a date that no
    longer fits is asked about; what a program does is reported only. `ended_by` is the field by
    which a line that is still there wants or brings nothing any more.
    """

    line_no: int
    ref: RecordRef
    before: End | None
    after: End | None
    is_typed: bool = False
    is_gone: bool = False
    ended_by: str = "no"


@dataclass(frozen=True)
class Follow:
    """Whose lines follow: the kind of end and the document's number."""

    session: Session
    context: UserContext
    kind: DemandType | SupplyType
    document_no: str
    gone: list[Dropped] = field(default_factory=list)
    """What was given up because the lines that wanted it are gone."""

    def rows(self) -> dict[int, list[Reservation]]:
        """What is kept at the document's lines but what kits bring; one statement."""
        row = Reservation
        is_demand = isinstance(self.kind, DemandType)
        end = "demand" if is_demand else "supply"
        found: dict[int, list[Reservation]] = {}
        for each in self.session.scalars(
            select(row)
            .where(
                getattr(row, f"{end}_type") == self.kind,
                getattr(row, f"{end}_document_no") == self.document_no,
            )
            .order_by(row.id)
        ):
            line_no = each.demand_line_no if is_demand else each.supply_line_no
            found.setdefault(line_no or 0, []).append(each)
        return found


def follow_demands(follow: Follow, changes: Iterable[LineChange]) -> list[Notice]:
    """Let what is kept follow lines that want goods; returns what was given up.

    Raises ReservedField, or asks by DropReservations; a user who does not
    agree gets ReservedDemand or ReservedDate.
    """
    kept = follow.rows()
    dropped: list[Dropped] = []
    for change in changes:
        rows = kept.get(change.line_no, [])
        free = [row for row in rows if row.binding is not Binding.ORDER_TO_ORDER]
        if not free:
            continue
        if change.is_gone:
            confirm_drop(follow.context, change.ref, free, change.line_no)
            follow.gone.extend(drop(follow.session, free))
            continue
        after = _check_same(change, free)
        late = late_for(free, after.day)
        if late:
            _confirm_late(follow.context, change, late)
            dropped += drop(follow.session, late)
        left = [row for row in rows if row not in late]
        for row in left:
            row.demand_date = after.day
        follow.session.flush()  # sums of what is kept are read by SQL
        dropped += cut_rows(follow.session, left, after.quantity)
        if late and change.is_typed:
            _reserve_again(follow, change.line_no)
    return notices_of(dropped)


def follow_supplies(follow: Follow, changes: Iterable[LineChange]) -> list[Notice]:
    """Let what is kept follow lines that bring goods; returns what was given up.

    Raises ReservedField, ReservedSupply or ReservedSupplyQuantity, or asks by
    DropReservations; a user who does not agree gets ReservedDate.
    """
    kept = follow.rows()
    dropped: list[Dropped] = []
    for change in changes:
        rows = kept.get(change.line_no, [])
        free = [row for row in rows if row.binding is not Binding.ORDER_TO_ORDER]
        if not free:
            continue
        if change.is_gone:
            raise ReservedSupply(record=change.ref, **_figures(change.line_no, free))
        after = _check_same(change, free)
        reserved = sum((row.quantity for row in rows), ZERO)
        if reserved > after.quantity:
            raise ReservedSupplyQuantity(
                record=change.ref, field="quantity", **_figures(change.line_no, free)
            )
        late = too_late_of(free, after.day)
        if late:
            _confirm_late(follow.context, change, late)
            dropped += drop(follow.session, late)
        for row in rows:
            if row not in late:
                row.supply_date = after.day or follow.context.work_date
        follow.session.flush()  # sums of what is kept are read by SQL
    return notices_of(dropped)


def reserve_always(session: Session, demand: Demand, context: UserContext) -> Notice | None:
    """Keep what can be kept for a line that is always reserved; tells when that is not all.

    A line of which everything is kept, and one that wants nothing, is left alone (PF45).
    """
    found = auto_reserve(session, demand, Wish(context, is_program=True))
    if not found.missing:
        return None
    return Notice(
        "reservation_incomplete",
        INCOMPLETE,
        {
            "reserved": found.outstanding - found.missing,
            "quantity": found.outstanding,
            "demand": demand.document_no,
            "line_no": demand.line_no,
        },
        is_warning=False,
    )


def reserve_again(session: Session, gone: Iterable[Dropped], context: UserContext) -> list[Notice]:
    """Keep again what was given up with lines that are back; tells what is no longer free."""
    notices = []
    for each in gone:
        missing = each.quantity - put_back(session, each, context)
        if missing > ZERO:
            text = STOCK_NOT_AGAIN if each.supply.is_stock else NOT_AGAIN
            notices.append(_notice_of("not_reserved_again", text, each, missing))
    return notices


def check_not_reserved(follow: Follow, ref: RecordRef, field: str) -> None:
    """Refuse to change a document's field while any line of it has goods kept for it (§5)."""
    for line_no, rows in sorted(follow.rows().items()):
        free = [row for row in rows if row.binding is not Binding.ORDER_TO_ORDER]
        if free:
            raise ReservedField(
                record=ref, field=field, entered_field=field, **_figures(line_no, free)
            )


def confirm_drop(
    context: UserContext, ref: RecordRef, rows: Sequence[Reservation], line_no: int
) -> None:
    """Ask whether what is kept may go with a line; raises DropReservations or ReservedDemand."""
    answer = context.answer(DropReservations.question)
    if answer:
        return
    kind = DropReservations if answer is None else ReservedDemand
    raise kind(record=ref, **_figures(line_no, rows))


def release_lines(follow: Follow, ref: RecordRef) -> None:
    """A document that wants goods goes: ask once, then give up what is kept for all its lines.

    Raises DropReservations or ReservedDemand; what kits bring goes without a question.
    """
    for line_no, rows in sorted(follow.rows().items()):
        free = [row for row in rows if row.binding is not Binding.ORDER_TO_ORDER]
        if free:
            confirm_drop(follow.context, ref, free, line_no)
        drop(follow.session, rows)


def check_supplies_free(follow: Follow, ref: RecordRef) -> None:
    """Refuse that a document goes of which something is kept; raises ReservedSupply (PF49)."""
    for line_no, rows in sorted(follow.rows().items()):
        free = [row for row in rows if row.binding is not Binding.ORDER_TO_ORDER]
        if free:
            raise ReservedSupply(record=ref, **_figures(line_no, free))


def renumber_lines(follow: Follow, numbers: dict[int, int]) -> None:
    """Lines of a document have other numbers: what is kept at them goes by these now."""
    end = "demand" if isinstance(follow.kind, DemandType) else "supply"
    table: Any = Reservation
    column = getattr(table, f"{end}_line_no")
    follow.session.connection().execute(
        update(Reservation.__table__)  # type: ignore[arg-type]
        .where(
            getattr(table, f"{end}_type") == follow.kind,
            getattr(table, f"{end}_document_no") == follow.document_no,
            column.in_(numbers),
        )
        .values({f"{end}_line_no": case(numbers, value=column, else_=column)})
    )
    report_changes(follow.session, Reservation.__tablename__)


def notices_of(dropped: Iterable[Dropped]) -> list[Notice]:
    """What the user is told about what is no longer kept."""
    return [
        _notice_of(
            "reservation_dropped",
            STOCK_DROPPED if each.supply.is_stock else DROPPED,
            each,
            each.quantity,
        )
        for each in dropped
    ]


def _notice_of(code: str, text: str, about: Dropped, quantity: Quantity) -> Notice:
    return Notice(
        code,
        text,
        {
            "quantity": quantity,
            "item": about.item_no,
            "demand": about.demand.document_no,
            "line_no": about.demand.line_no,
            "supply": about.supply.document_no,
        },
    )


def _check_same(change: LineChange, rows: Sequence[Reservation]) -> End:
    """The line as it is now; raises ReservedField when it is about other goods."""
    before, after = change.before, change.after
    if after is None:
        raise _reserved_field(change, rows, change.ended_by)
    if before is None:
        return after
    pairs = {
        "no": (before.scope.item_no, after.scope.item_no),
        "variant_code": (before.scope.variant_code, after.scope.variant_code),
        "location_code": (before.scope.location_code, after.scope.location_code),
        "unit_of_measure_code": (before.unit, after.unit),
    }
    for name, (was, now) in pairs.items():
        if was != now:
            raise _reserved_field(change, rows, name)
    return after


def _reserved_field(change: LineChange, rows: Sequence[Reservation], field: str) -> ReservedField:
    return ReservedField(
        record=change.ref, field=field, entered_field=field, **_figures(change.line_no, rows)
    )


def _confirm_late(context: UserContext, change: LineChange, late: Sequence[Reservation]) -> None:
    """Ask about what no longer comes in time, if the user typed the date (PF49)."""
    if not change.is_typed:
        return
    answer = context.answer(DropReservations.question)
    if answer:
        return
    kind = DropReservations if answer is None else ReservedDate
    raise kind(record=change.ref, **_figures(change.line_no, late))


def _reserve_again(follow: Follow, line_no: int) -> None:
    """What the user gave up for a date is looked for among the supplies that still fit (PX21)."""
    if isinstance(follow.kind, DemandType):
        demand = Demand(follow.kind, follow.document_no, line_no)
        auto_reserve(follow.session, demand, Wish(follow.context, is_program=True))


def _figures(line_no: int, rows: Sequence[Reservation]) -> dict[str, Any]:
    """How much of a line is reserved, and between which documents."""
    return {
        "line_no": line_no,
        "item": rows[0].item_no,
        "quantity": sum((row.quantity for row in rows), ZERO),
        "demand": ", ".join(dict.fromkeys(row.demand_document_no for row in rows)),
        "supply": ", ".join(dict.fromkeys(supply_of(row).shown for row in rows)),
    }
