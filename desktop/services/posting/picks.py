"""Picks and the posting of an order: what must be picked first, and what of a pick has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, exists, select, update
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.codes import Location
from desktop.models.picks import PickHeader, PickLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import PickStatus
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import ZERO, Quantity, round_to
from desktop.services.database import report_changes
from desktop.services.ledgers.rows import Row
from desktop.services.sales.load import Document
from desktop.services.sales.on_picks import OnPick, picked_of
from desktop.services.sales.quantities import FINEST

_LINES = Base.metadata.tables[PickLine.__tablename__]
_SALES_LINES = Base.metadata.tables[SalesLine.__tablename__]
_LOCATIONS = Base.metadata.tables[Location.__tablename__]

HAS_PICKS = exists().where(_LINES.c.order_no == bindparam("the_no"))
DEMANDS_PICKS = exists().where(
    _SALES_LINES.c.document_type == bindparam("the_type"),
    _SALES_LINES.c.document_no == bindparam("the_no"),
    _SALES_LINES.c.location_code == _LOCATIONS.c.code,
    _LOCATIONS.c.require_pick.is_(True),
)
"""Asked with the terms of the document, so that orders without picks cost no statement more."""

_MOVE = (
    update(_LINES)
    .where(_LINES.c.pick_no == bindparam("the_pick"), _LINES.c.line_no == bindparam("the_line"))
    .values(
        quantity_shipped=bindparam("quantity_shipped"),
        outstanding_quantity=bindparam("outstanding_quantity"),
        row_version=_LINES.c.row_version + 1,
    )
)


@dataclass(frozen=True)
class PickGround:
    """What picks hold of an order's lines, and the locations that ship only what was picked."""

    on_picks: Mapping[int, OnPick] = field(default_factory=dict)
    demanding: frozenset[str] = frozenset()


NO_PICKS = PickGround()


def read_pick_ground(session: Session, document: Document, terms: Any) -> PickGround:  # noqa: ANN401  (a row)
    """Read what picks mean for the posting of an order; nothing is read where none matter."""
    if document.type is not DocumentType.ORDER or not terms.demands_picks:
        return NO_PICKS
    codes = select(_LOCATIONS.c.code).where(_LOCATIONS.c.require_pick.is_(True))
    demanding = frozenset(session.connection().execute(codes).scalars())
    return PickGround(picked_of(session, document.header.no), demanding)


def ship_picked(session: Session, document: Document, shipped: Mapping[int, Quantity]) -> None:
    """Note on the picks of an order what of them leaves; `shipped` by line, in the line's unit.

    What was picked first leaves first, kits before goods from stock (PF123). An open pick learns
    that less is outstanding now.
    """
    if document.type is not DocumentType.ORDER or not shipped:
        return
    connection = session.connection()
    rows = _read(connection, document.header.no)
    moved = list(shipped_rows(rows, shipped))
    if moved:
        connection.execute(_MOVE, moved)
        report_changes(session, PickLine.__tablename__)


def _read(connection: Connection, order_no: str) -> Sequence[Any]:
    header = Base.metadata.tables[PickHeader.__tablename__]
    statement = (
        select(_LINES, header.c.status)
        .join(header, header.c.no == _LINES.c.pick_no)
        .where(
            _LINES.c.order_no == order_no,
            header.c.status.in_([PickStatus.OPEN, PickStatus.REGISTERED]),
        )
        .order_by(_LINES.c.pick_no, _LINES.c.line_no)
    )
    return connection.execute(statement).all()


def shipped_rows(rows: Sequence[Any], shipped: Mapping[int, Quantity]) -> Iterator[Row]:
    """The parameters of the UPDATE of pick lines of which something leaves."""
    children: defaultdict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows:
        if row.parent_line_no is not None:
            children[row.pick_no, row.parent_line_no].append(row)
    left = dict(shipped)
    heads = [row for row in rows if row.parent_line_no is None and row.order_line_no in shipped]
    for row in sorted(heads, key=lambda head: (head.pick_no, head.line_no) not in children):
        if row.status is PickStatus.OPEN:
            outstanding = max(row.outstanding_quantity - shipped[row.order_line_no], ZERO)
            yield _moved(row, row.quantity_shipped, outstanding)
            continue
        taken = min(left[row.order_line_no], row.quantity_picked - row.quantity_shipped)
        if taken <= 0:
            continue
        left[row.order_line_no] -= taken
        gone = row.quantity_shipped + taken
        yield _moved(row, gone, row.outstanding_quantity)
        for child in children[row.pick_no, row.line_no]:
            share = (
                child.quantity_picked
                if gone == row.quantity_picked
                else round_to(child.quantity_picked, FINEST, times=gone, over=row.quantity_picked)
            )
            yield _moved(child, share, child.outstanding_quantity)


def _moved(row: Any, quantity_shipped: Quantity, outstanding: Quantity) -> Row:  # noqa: ANN401  (a row)
    return {
        "the_pick": row.pick_no,
        "the_line": row.line_no,
        "quantity_shipped": quantity_shipped,
        "outstanding_quantity": outstanding,
    }
