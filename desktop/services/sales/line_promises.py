"""What a promise proposed goes when the promise does: deleted, lowered or cleared (PF43)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import and_, delete, inspect, or_, select
from sqlalchemy.orm import InstanceState, Session

from desktop.errors import Notice
from desktop.models.promising import RequisitionComponent, RequisitionLine, Reservation
from desktop.models.sales import SalesLine
from desktop.models.supply_words import DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType
from desktop.services.database import report_changes
from desktop.services.sales.load import Document, line_ref
from desktop.translation import N_

PROPOSALS_GONE = "promising.proposals_gone"
PROPOSALS_GONE_TEXT = N_(
    "What the promise of order {no} had proposed to buy or assemble is taken off the requisition "
    "worksheet: {count} lines."
)

UNSUPPORTED = "promising.unsupported"
UNSUPPORTED_TEXT = N_(
    "Line {line_no}, {no}: what was to supply the promise for {date} is taken off the requisition "
    "worksheet. Promise the line again."
)


def unsupported_notices(document: Document) -> tuple[Notice, ...]:
    """Lines whose promise has lost its supply (PF43)."""
    return tuple(
        Notice(
            UNSUPPORTED,
            UNSUPPORTED_TEXT,
            {
                "line_no": line.line_no,
                "no": line.no or "",
                "date": line.promised_delivery_date or line.planned_delivery_date,
            },
            record=line_ref(line),
            field="promised_delivery_date",
        )
        for line in document.lines
        if line.promise_is_unsupported and line.outstanding_quantity
    )


def let_go_of_promises(document: Document) -> None:
    """Remove what was proposed for lines that a command deleted, lowered or no longer promises.

    Called before the lines are written. One statement, and only when there is such a line. A line
    that is promised anew, or no more, is not marked any longer.
    """
    if document.type is not DocumentType.ORDER:
        return
    for line in document.lines:
        if line.promise_is_unsupported and _is_promised_anew(line):
            line.promise_is_unsupported = False
    if not document.has_proposals:
        return
    line_nos = [*_deleted(document), *(each.line_no for each in document.lines if _is_lost(each))]
    count = remove_proposals(document.session, document.header.no, line_nos)
    if count:
        document.notices.append(
            Notice(
                PROPOSALS_GONE,
                PROPOSALS_GONE_TEXT,
                {"no": document.header.no, "count": count},
                is_warning=False,
                record=document.ref,
            )
        )


def remove_proposals(
    session: Session, order_no: str, line_nos: Collection[int] | None = None
) -> int:
    """Remove the requisition lines that promises of an order's lines (None: all) proposed.

    Their components and reservations go along. Returns how many lines went.
    """
    if line_nos is not None and not line_nos:
        return 0
    line = RequisitionLine
    wanted = [line.order_promising_id == order_no]
    if line_nos is not None:
        wanted.append(line.order_promising_line_no.in_(sorted(line_nos)))
    keys = session.execute(select(line.worksheet_name, line.line_no).where(*wanted)).all()
    if keys:
        session.execute(delete(Reservation).where(or_(*_reservations([*map(tuple, keys)]))))
        for table in (RequisitionComponent, RequisitionLine):
            session.execute(delete(table).where(or_(*_rows(table, [*map(tuple, keys)]))))
            report_changes(session, table.__tablename__)
        report_changes(session, Reservation.__tablename__)
    return len(keys)


def _deleted(document: Document) -> Iterator[int]:
    for line_no, values in document.removed.items():
        if values["type"] is LineType.ITEM:
            yield line_no


def _is_lost(line: SalesLine) -> bool:
    """Whether a command cleared the promise of a line or let it want less."""
    state: InstanceState[SalesLine] = inspect(line)
    if line.type is not LineType.ITEM or not state.persistent:
        return False
    before = state.committed_state
    was_promised = before.get("promised_delivery_date") is not None
    is_cleared = was_promised and line.promised_delivery_date is None
    return is_cleared or before.get("quantity", line.quantity) > line.quantity


def _is_promised_anew(line: SalesLine) -> bool:
    """Whether a command gave a line another promised date, or none."""
    state: InstanceState[SalesLine] = inspect(line)
    before = state.committed_state.get("promised_delivery_date", line.promised_delivery_date)
    return bool(before != line.promised_delivery_date)


def _rows(table: Any, keys: list[tuple[Any, ...]]) -> Iterator[Any]:  # noqa: ANN401  (a table)
    line_no = table.line_no if table is RequisitionLine else table.requisition_line_no
    for worksheet, number in keys:
        yield and_(table.worksheet_name == worksheet, line_no == number)


def _reservations(keys: list[tuple[Any, ...]]) -> Iterator[Any]:
    for worksheet, number in keys:
        yield and_(
            Reservation.supply_type == SupplyType.REQUISITION,
            Reservation.supply_document_no == worksheet,
            Reservation.supply_line_no == number,
        )
        yield and_(
            Reservation.demand_type == DemandType.REQUISITION_COMPONENT,
            Reservation.demand_document_no == worksheet,
            Reservation.demand_line_no == number,
        )
