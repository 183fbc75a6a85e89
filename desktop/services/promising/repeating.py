"""Promising an order anew, as a job does for many (PF41): one order, nobody asked."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.promising.accepting import accept
from desktop.services.promising.choices import Choice
from desktop.services.promising.lines import Method
from desktop.services.promising.refusals import PromiseNotFound
from desktop.services.promising.shown import PromisedLine
from desktop.services.promising.window import PromisingWindow, open_window, recalculated
from desktop.services.sales.load import document_ref, load_lines
from desktop.services.sales.views import DocumentView


def promise_again(
    session: Session,
    key: DocumentKey,
    context: UserContext,
    method: Method | None = None,
    line_nos: Collection[int] | None = None,
) -> DocumentView | None:
    """Calculate the lines of an order and accept what has another date now; None when none has.

    Without a method a line for which something is proposed is asked what it can be capable of,
    any other what is available. `line_nos` are lines whose promise is broken: only they are
    accepted, even on the same date. Raises PromiseNotFound when lines need a date and none has
    one, and what `accept` raises.
    """
    opened = open_window(session, key, context)
    window = recalculated(session, opened, _choices(session, opened, method), context)
    stored = {line.line_no: line for line in load_lines(session, key)}
    wanted = [
        line
        for line in window.lines
        if (_is_new(line, stored[line.line_no]) if line_nos is None else line.line_no in line_nos)
    ]
    if not wanted:
        return None
    found = [line.line_no for line in wanted if line.earliest_shipment_date is not None]
    if not found:
        numbers = ", ".join(str(line.line_no) for line in wanted)
        raise PromiseNotFound(record=document_ref(key), no=key.no, line_nos=numbers)
    return accept(session, window, context, found)


def _choices(session: Session, window: PromisingWindow, method: Method | None) -> dict[int, Choice]:
    proposed = RequisitionLine.order_promising_line_no
    statement = select(proposed).where(RequisitionLine.order_promising_id == window.key.no)
    capable = set(session.scalars(statement))
    return {
        line.line_no: Choice(method or (Method.CTP if line.line_no in capable else Method.ATP))
        for line in window.lines
    }


def _is_new(now: PromisedLine, line: SalesLine) -> bool:
    """Whether a line gets another date, or a first one."""
    is_promised = line.promised_delivery_date is not None
    return not is_promised or now.earliest_shipment_date != line.shipment_date
