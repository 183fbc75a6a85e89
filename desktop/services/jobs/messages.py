"""Keeps a message for the person for whom the worker has posted, or could not (AO27).

The window of the program that posts tells its own user at once; everybody else finds the message
behind the bell, also where a worker on the server has posted.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentType
from desktop.models.words import NotificationKind
from desktop.services.context import UserContext, utc_now
from desktop.services.jobs.scheduled_runs import ScheduledRun
from desktop.services.jobs.worker import QueueResult
from desktop.services.papers.following import tell
from desktop.services.posting.choice import PostingResult
from desktop.services.sales.load import document_ref

Result = QueueResult | ScheduledRun
"""What the worker has done for somebody."""

Notify = Callable[[Session, Result], None]
"""Keeps a message for the user, in the transaction that posted or noted the failure."""


def keep_message(
    session: Session, result: QueueResult | ScheduledRun, *, besides: str = ""
) -> None:
    """Write the message in the transaction of the result; none for the user who is told anyway."""
    if result.user == besides:
        return
    if isinstance(result, ScheduledRun):
        _keep_failure(session, result)
    else:
        _keep_result(session, result)


def _keep_failure(session: Session, run: ScheduledRun) -> None:
    """A schedule that failed opens its run; one that went well disturbs nobody."""
    if not run.failure:
        return
    context = UserContext(run.user, utc_now().date(), run.language)
    tell(
        session,
        [run.user],
        run.schedule,
        NotificationKind.RUN_FAILED,
        context,
        reason=run.failure,
        opens=run.record,
    )


def _keep_result(session: Session, result: QueueResult) -> None:
    context = UserContext(result.user, utc_now().date(), result.language)
    document = document_ref(result.key)
    if result.posted is not None:
        tell(
            session,
            [result.user],
            document,
            NotificationKind.POSTED,
            context,
            documents=[no for no in _numbers(result.posted) if no],
            opens=_made(result, result.posted),
        )
    elif result.failure is not None:
        tell(
            session,
            [result.user],
            document,
            NotificationKind.NOT_POSTED,
            context,
            reason=result.failure.text,
        )


def _numbers(posted: PostingResult) -> tuple[str | None, ...]:
    return posted.shipment_no, posted.invoice_no


def _made(result: QueueResult, posted: PostingResult) -> RecordRef | None:
    """An invoice opens what it became, since its draft is gone; an order opens itself."""
    if result.key.type is DocumentType.INVOICE and posted.invoice_no:
        return RecordRef("sales_invoice_header", (posted.invoice_no,))
    return None
