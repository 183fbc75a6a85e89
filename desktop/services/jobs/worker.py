"""Working off the posting queue, here or in a process of its own (SD104).

An entry is claimed in one transaction and posted in another. That second one posts, takes the
entry away and tells the user, all or nothing; so a worker that is killed at any instant leaves
either a posted document or an entry that the next worker takes over after ten minutes.
"""

from __future__ import annotations

import logging
import os
import socket
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import and_, bindparam, delete, exists, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from desktop.errors import InvariantBroken, KontorError, NeedsConfirmation
from desktop.models.job_words import QueueState
from desktop.models.jobs import JobQueueEntry
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey
from desktop.models.words import JobQueueStatus
from desktop.services.context import UserContext, utc_now
from desktop.services.database import Database, DatabaseAway, DatabaseBusy, report_changes
from desktop.services.jobs.failures import DEFECT, Failure, failure_of
from desktop.services.jobs.queue import answers_of, entry_of, put_status
from desktop.services.jobs.runs import STALE_AFTER
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_sales import post
from desktop.services.users.signing_in import context_of

logger = logging.getLogger(__name__)

_LOCK_DOCUMENT = (
    select(SalesHeader.no)
    .where(
        SalesHeader.document_type == bindparam("the_type"), SalesHeader.no == bindparam("the_no")
    )
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class QueueResult:
    """What came of a document in the queue: posted, or the failure; told to `user`."""

    key: DocumentKey
    user: str
    language: str
    posted: PostingResult | None = None
    failure: Failure | None = None


Notify = Callable[[Session, QueueResult], None]
"""Keeps a message for the user, in the transaction that posted or noted the failure."""


def keep_no_message(session: Session, result: object) -> None:
    """For workers whose results are told in another way."""
    del session, result


@dataclass(frozen=True, slots=True)
class _Claim:
    """An entry that this worker has taken, and whose posting it is."""

    key: DocumentKey
    choice: PostingChoice
    posting_id: str
    context: UserContext


class QueueWorker:
    """Posts what is scheduled, one document after the other, oldest first.

    Several workers at one company, on any number of computers, never take the same entry. The
    posting user's rights and dates hold as they are at that moment, on the day of scheduling.
    """

    def __init__(self, database: Database, *, notify: Notify = keep_no_message) -> None:
        self.id = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
        self._database = database
        self._notify = notify
        self._claimed: _Claim | None = None

    def post_next(self) -> QueueResult | None:
        """Post the next document; None when nothing is due.

        A failure is kept on the document and its entry. Raises DatabaseAway, and DatabaseBusy
        when the document has been put back because others were in the way.
        """
        if not self._database.run_read(_has_due):
            return None
        self._claimed = self._database.run_write(self._claim)
        return None if self._claimed is None else self._carry_out(self._claimed)

    def give_up(self, error: Exception) -> QueueResult | None:
        """Note as a defect what the program could not foresee while it posted the last document."""
        if self._claimed is None:
            return None
        return self._note(self._claimed, InvariantBroken(repr(error)))

    def _claim(self, session: Session) -> _Claim | None:
        now = utc_now()
        entry = session.scalars(
            select(JobQueueEntry)
            .join(
                SalesHeader,
                and_(
                    SalesHeader.document_type == JobQueueEntry.document_type,
                    SalesHeader.no == JobQueueEntry.document_no,
                ),
            )
            .where(_is_due())
            .order_by(JobQueueEntry.entry_no)
            .limit(1)
            .with_for_update(of=[SalesHeader, JobQueueEntry], skip_locked=True)
        ).one_or_none()
        if entry is None:
            return None
        context = context_of(session, entry.user, entry.work_date, entry.language_code)
        context = replace(context, answers=answers_of(entry))
        entry.state, entry.worker_id = QueueState.POSTING, self.id
        entry.started_at = entry.heartbeat_at = now
        put_status(session, entry.document_key, JobQueueStatus.POSTING, context)
        choice = PostingChoice(
            ship=entry.ship, invoice=entry.invoice, posting_date=entry.posting_date
        )
        return _Claim(entry.document_key, choice, entry.posting_id, context)

    def _carry_out(self, claim: _Claim) -> QueueResult | None:
        try:
            return self._database.run_write(partial(self._post, claim=claim))
        except NeedsConfirmation as question:
            if claim.context.answer(question.question) is None:
                answered = claim.context.with_answer(question.question, question.safe_answer)
                return self._carry_out(replace(claim, context=answered))
            return self._note(claim, question)
        except DatabaseAway:
            raise
        except DatabaseBusy:
            self._database.run_write(partial(self._put_back, claim=claim))
            raise
        except KontorError as error:
            return self._note(claim, error)

    def _post(self, session: Session, claim: _Claim) -> QueueResult | None:
        """Post and leave the queue; None when another worker has taken the entry over."""
        context = claim.context
        if not self._holds(session, claim):
            return None
        _leave_queue(session, claim.key)
        put_status(session, claim.key, JobQueueStatus.BLANK, context)
        posted = post(session, claim.key, claim.choice, context, posting_id=claim.posting_id)
        result = QueueResult(claim.key, context.user, context.language, posted=posted)
        self._notify(session, result)
        return result

    def _note(self, claim: _Claim, error: KontorError) -> QueueResult | None:
        failure = failure_of(error, claim.context)
        if failure.code == DEFECT:
            logger.error("posting %s in the background", claim.key, exc_info=error)
        return self._database.run_write(partial(self._fail, claim=claim, failure=failure))

    def _fail(self, session: Session, claim: _Claim, failure: Failure) -> QueueResult | None:
        entry = self._holds(session, claim)
        if entry is None:
            return None
        entry.state, entry.worker_id = QueueState.ERROR, ""
        entry.error_code, entry.error_text = failure.code, failure.text
        for name, value in failure.columns.items():
            setattr(entry, name, value)
        put_status(session, claim.key, JobQueueStatus.ERROR, claim.context, failure.text)
        context = claim.context
        result = QueueResult(claim.key, context.user, context.language, failure=failure)
        self._notify(session, result)
        return result

    def _put_back(self, session: Session, claim: _Claim) -> None:
        entry = self._holds(session, claim)
        if entry is not None:
            entry.state, entry.worker_id = QueueState.SCHEDULED, ""
            put_status(session, claim.key, JobQueueStatus.SCHEDULED, claim.context)

    def _holds(self, session: Session, claim: _Claim) -> JobQueueEntry | None:
        """The locked entry, if it is still this worker's; states are read again under the lock."""
        session.execute(_LOCK_DOCUMENT, {"the_type": claim.key.type, "the_no": claim.key.no})
        entry = entry_of(session, claim.key)
        if entry is None or (entry.state, entry.worker_id) != (QueueState.POSTING, self.id):
            logger.warning("%s is not this worker's any more", claim.key)
            return None
        return entry


def _leave_queue(session: Session, key: DocumentKey) -> None:
    session.execute(
        delete(JobQueueEntry)
        .where(JobQueueEntry.document_type == key.type, JobQueueEntry.document_no == key.no)
        .execution_options(synchronize_session="fetch")
    )
    report_changes(session, JobQueueEntry.__tablename__)


def _has_due(session: Session) -> bool:
    return bool(session.scalar(select(exists().where(_is_due()))))


def _is_due() -> ColumnElement[bool]:
    """Scheduled entries, and those whose worker has given no sign of life for ten minutes."""
    return or_(
        JobQueueEntry.state == QueueState.SCHEDULED,
        and_(
            JobQueueEntry.state == QueueState.POSTING,
            JobQueueEntry.heartbeat_at < utc_now() - STALE_AFTER,
        ),
    )
