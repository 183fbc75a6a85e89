"""The posting queue: documents that wait to be posted in the background (SD104).

Whoever locks rows takes the document first and its entry second.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.job_words import QueueState
from desktop.models.jobs import JobQueueEntry
from desktop.models.sales import SalesHeader
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentKey
from desktop.models.words import JobQueueStatus
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.jobs.refusals import BeingPosted, NotInQueue
from desktop.services.jobs.runs import STALE_AFTER
from desktop.services.posting.checks_header import state_failures
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_sales import post
from desktop.services.sales.load import document_ref, load_document
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView

YES, NO = "yes", "no"
_NO_ERROR: Mapping[str, str] = {
    "error_code": "",
    "error_text": "",
    "record_table": "",
    "record_key": "",
    "field_name": "",
}


def posts_in_background(session: Session) -> bool:
    """Whether this company posts in the background."""
    return session.scalars(select(SalesSetup.post_in_background)).one()


def schedule(
    session: Session, key: DocumentKey, choice: PostingChoice, context: UserContext
) -> DocumentView:
    """Put a document into the posting queue; from now on it can only be read.

    A document whose posting failed is scheduled anew. Raises DocumentMissing, or what makes that
    it cannot be posted whatever else is right: NotPostable, DocumentCompleted, DocumentScheduled,
    PendingApproval or PrepaymentWaiting.
    """
    document = load_document(session, key, context, for_update=True)
    for refusal in state_failures(document):
        raise refusal
    entry = entry_of(session, key)
    if entry is None:
        entry = JobQueueEntry(
            document_type=key.type, document_no=key.no, posting_id=str(uuid.uuid4())
        )
        session.add(entry)
    entry.ship, entry.invoice = choice.ship, choice.invoice
    entry.posting_date = choice.posting_date
    entry.answers = {str(code): YES if yes else NO for code, yes in context.answers.items()}
    _make_due(entry, context)
    put_status(session, key, JobQueueStatus.SCHEDULED, context)
    # The answer shows the document as it is now.
    session.flush()
    return document_view(session, key, context)


def post_or_schedule(
    session: Session,
    key: DocumentKey,
    choice: PostingChoice,
    context: UserContext,
    *,
    posting_id: str,
) -> PostingResult | DocumentView:
    """Post a document now, or schedule it where the company posts in the background.

    Answers with what was posted, or with the scheduled document. Raises what `post` and
    `schedule` say.
    """
    if posts_in_background(session):
        return schedule(session, key, choice, context)
    return post(session, key, choice, context, posting_id=posting_id)


def retry(session: Session, key: DocumentKey, context: UserContext) -> None:
    """Schedule a document whose posting failed again, as the present user.

    A scheduled one stays as it is. Raises DocumentMissing, NotInQueue or BeingPosted.
    """
    load_document(session, key, context, for_update=True)
    entry = _waiting_entry(session, key, context)
    if entry.state is not QueueState.SCHEDULED:
        _make_due(entry, context)
        put_status(session, key, JobQueueStatus.SCHEDULED, context)


def remove_from_queue(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Take a document out of the queue, so that it can be changed again.

    Raises DocumentMissing, NotInQueue, or BeingPosted while a worker is at it.
    """
    load_document(session, key, context, for_update=True)
    session.delete(_waiting_entry(session, key, context))
    put_status(session, key, JobQueueStatus.BLANK, context)
    # The answer shows the document as it is now.
    session.flush()
    return document_view(session, key, context)


def entry_of(session: Session, key: DocumentKey) -> JobQueueEntry | None:
    """The queue entry of a document, locked; None when it is not in the queue."""
    statement = select(JobQueueEntry).where(
        JobQueueEntry.document_type == key.type, JobQueueEntry.document_no == key.no
    )
    return session.scalars(
        statement.with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def _waiting_entry(session: Session, key: DocumentKey, context: UserContext) -> JobQueueEntry:
    """The entry of a document that nobody is posting at this moment."""
    names = {"document_type": key.type, "no": key.no}
    entry = entry_of(session, key)
    if entry is None:
        raise NotInQueue(record=document_ref(key), **names)
    is_alive = entry.heartbeat_at and entry.heartbeat_at >= context.now() - STALE_AFTER
    if entry.state is QueueState.POSTING and is_alive:
        raise BeingPosted(record=document_ref(key), **names)
    return entry


def _make_due(entry: JobQueueEntry, context: UserContext) -> None:
    """Let an entry be posted next, in the name of this user."""
    entry.user, entry.work_date = context.user, context.work_date
    entry.language_code = context.language
    entry.state = QueueState.SCHEDULED
    entry.created_at = context.now()
    entry.started_at = entry.heartbeat_at = None
    entry.worker_id = ""
    for name, blank in _NO_ERROR.items():
        setattr(entry, name, blank)


def put_status(
    session: Session,
    key: DocumentKey,
    status: JobQueueStatus,
    context: UserContext,
    error: str = "",
) -> None:
    """Say on the document where it stands; open screens see that it has changed."""
    header: Any = SalesHeader
    session.execute(
        update(header)
        .where(header.document_type == key.type, header.no == key.no)
        .values(
            job_queue_status=status,
            job_queue_error=error,
            row_version=header.row_version + 1,
            changed_by=context.user,
            changed_at=context.now(),
        )
        .execution_options(synchronize_session=False)
    )
    report_changes(session, SalesHeader.__tablename__)


def answers_of(entry: JobQueueEntry) -> dict[ConfirmationCode, bool]:
    """What the user answered when scheduling."""
    return {ConfirmationCode(code): answer == YES for code, answer in entry.answers.items()}
