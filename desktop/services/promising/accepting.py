"""Accepting promised dates: all in one transaction, or nothing (PF41, PF42)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, Refusal, SeveralRefusals
from desktop.models.items import Item
from desktop.models.promising import OrderPromisingSetup
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.words import Reserve, Status
from desktop.services.calendars.date_chain import LineDates
from desktop.services.context import UserContext
from desktop.services.promising.keeping import Keeping
from desktop.services.promising.lines import Method
from desktop.services.promising.refusals import (
    NothingToAccept,
    PromiseLineChanged,
    PromiseNeverPossible,
    PromiseNoLongerPossible,
    PromiseOrderNotOpen,
)
from desktop.services.promising.requisitions import Worksheet
from desktop.services.promising.shown import PromisedLine
from desktop.services.promising.window import PromisingWindow, recalculated
from desktop.services.sales.editable import check_not_read_only
from desktop.services.sales.line_dates import put_dates
from desktop.services.sales.line_promises import remove_proposals
from desktop.services.sales.load import Document, document_ref, line_ref, load_document
from desktop.services.sales.snapshot import document_view, finish
from desktop.services.sales.views import DocumentView
from desktop.translation import N_

LEFT_OUT = "promising.left_out"
LEFT_OUT_TEXT = N_("Line {line_no} has no date and is left as it was.")


def accept(
    session: Session,
    window: PromisingWindow,
    context: UserContext,
    line_nos: Collection[int] | None = None,
) -> DocumentView:
    """Give lines of an order (all that were calculated, or some) the dates of the window (PF41).

    Everything is calculated again under the lock. What must be got stands on the requisition
    worksheet then, and supply is kept as the line and the set-up say (PF42). Lines without a date
    are left out, with a remark.

    Raises PromiseOrderNotOpen, NothingToAccept, PromiseLineChanged, PromiseNoLongerPossible or
    PromiseNeverPossible (SeveralRefusals for many lines); nothing is changed then.
    """
    document = load_document(session, window.key, context, for_update=True)
    _check_open(document)
    setup = _lock(session, document)
    seen = [line for line in window.lines if _is_meant(line, line_nos)]
    now = recalculated(session, window, {}, context)
    promises = [now.line(line.line_no) for line in seen if _still_there(now, line)]
    _check_still_possible(window.key, seen, promises)
    ready = [line for line in promises if line.earliest_shipment_date is not None]
    if not ready:
        raise NothingToAccept(record=document.ref, no=document.header.no)
    document.notices.extend(_left_out(document, promises))
    return _Accepting(document, setup, ready).view()


@dataclass
class _Accepting:
    """The dates of an order while they are written."""

    document: Document
    setup: OrderPromisingSetup
    promises: Sequence[PromisedLine]

    def view(self) -> DocumentView:
        """Write dates, worksheet and reservations; the document as it then stands."""
        document, session = self.document, self.document.session
        remove_proposals(session, document.header.no, [line.line_no for line in self.promises])
        worksheet = Worksheet(
            session, self.setup.worksheet_name, self.promises, document.context.work_date
        )
        keeping = Keeping(session, self.setup.worksheet_name, document.context)
        for promised in self.promises:
            line = document.line(promised.line_no)
            bound = worksheet.write(document.header, line, promised)
            if self._is_kept(line):
                keeping.note(line, promised, filter(worksheet.is_reservable, bound))
        # After the worksheet, which is flushed: what follows a line sees only what is unwritten.
        for promised in self.promises:
            self._put_dates(document.line(promised.line_no), promised)
        written = finish(document)
        missing = keeping.keep()
        session.flush()  # so that what is kept now is shown
        view = document_view(session, document.key, document.context)
        told = (*written.notices, *missing)
        return replace(view, notices=told, difference=written.difference)

    def _put_dates(self, line: SalesLine, promised: PromisedLine) -> None:
        delivery = promised.planned_delivery_date
        is_promised = self.setup.set_promised_date
        line.promise_is_unsupported = False
        put_dates(
            self.document,
            line,
            LineDates(
                shipment_date=promised.earliest_shipment_date,
                requested_delivery_date=line.requested_delivery_date,
                promised_delivery_date=delivery if is_promised else line.promised_delivery_date,
                planned_shipment_date=promised.planned_shipment_date,
                planned_delivery_date=delivery,
            ),
        )

    def _is_kept(self, line: SalesLine) -> bool:
        """Whether supply is kept for a line on accept (PF42)."""
        if line.drop_shipment or line.special_order:
            return False
        is_optional = line.reserve is Reserve.OPTIONAL and self.setup.reserve_on_accept
        return line.reserve is Reserve.ALWAYS or is_optional


def _check_open(document: Document) -> None:
    check_not_read_only(document.header)
    if document.header.status is not Status.OPEN:
        raise PromiseOrderNotOpen(record=document.ref, field="status", no=document.header.no)


def _lock(session: Session, document: Document) -> OrderPromisingSetup:
    """Let nobody else promise, reserve or post the goods until this command ends (trap 16)."""
    setup = session.scalars(
        select(OrderPromisingSetup).with_for_update().execution_options(populate_existing=True)
    ).one()
    item_nos = sorted({line.no for line in document.lines if line.no})
    items = select(Item.no).where(Item.no.in_(item_nos)).order_by(Item.no)
    session.execute(items.with_for_update()).all()
    return setup


def _is_meant(line: PromisedLine, line_nos: Collection[int] | None) -> bool:
    return line.method is not Method.NONE and (line_nos is None or line.line_no in line_nos)


def _still_there(now: PromisingWindow, seen: PromisedLine) -> bool:
    return any(line.line_no == seen.line_no for line in now.lines)


def _check_still_possible(
    key: DocumentKey, seen: Iterable[PromisedLine], promises: Iterable[PromisedLine]
) -> None:
    """Refuse when a line changed, or would get its goods later than was shown."""
    now = {line.line_no: line for line in promises}
    refusals = [
        refusal
        for line in seen
        if (refusal := _refusal(key, line, now.get(line.line_no))) is not None
    ]
    if len(refusals) > 1:
        raise SeveralRefusals(refusals, record=document_ref(key))
    if refusals:
        raise refusals[0]


def _refusal(key: DocumentKey, seen: PromisedLine, now: PromisedLine | None) -> Refusal | None:
    ref = document_ref(key)
    if now is None or (now.scope, now.unit, now.quantity) != (seen.scope, seen.unit, seen.quantity):
        return PromiseLineChanged(record=ref, no=key.no, line_no=seen.line_no)
    promised, earliest = seen.earliest_shipment_date, now.earliest_shipment_date
    if promised is None:
        return None
    if earliest is None:
        return PromiseNeverPossible(record=ref, line_no=seen.line_no, promised_date=promised)
    if earliest > promised:
        return PromiseNoLongerPossible(
            record=ref, line_no=seen.line_no, promised_date=promised, earliest=earliest
        )
    return None


def _left_out(document: Document, promises: Iterable[PromisedLine]) -> list[Notice]:
    return [
        Notice(
            LEFT_OUT,
            LEFT_OUT_TEXT,
            {"line_no": line.line_no},
            is_warning=False,
            record=line_ref(document.line(line.line_no)),
            field="shipment_date",
        )
        for line in promises
        if line.earliest_shipment_date is None
    ]
