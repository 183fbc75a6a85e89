"""Running a job for many documents, each in a transaction of its own (SD103, CB251–CB254).

What came of a document is stored in the transaction that did it: a run that is killed at any
instant has told exactly what it has done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from desktop.errors import KontorError, NeedsConfirmation, Refusal, SeveralRefusals
from desktop.models.job_words import BatchOutcome, Job, RunStatus
from desktop.models.values.keys import DocumentKey
from desktop.services.context import Cancelled, NoProgress, Progress, UserContext
from desktop.services.database import Database, DatabaseAway
from desktop.services.jobs.failures import DEFECT, failure_of
from desktop.services.jobs.runs import BegunRun, Message, begin_run, end_run, write_message
from desktop.translation import N_, _, localizer_for

logger = logging.getLogger(__name__)

CHUNK = 100
"""How many keys are read at a time: the memory of a run does not grow with its documents."""

ASSUMED = N_("Answered No, for nobody was asked: {question}")


@dataclass(frozen=True, slots=True)
class Created:
    """What a job made of one document: the table and number of the last document it wrote."""

    table: str = ""
    no: str | None = None


def _nothing(_key: DocumentKey) -> str:
    """The number says enough about a document."""
    return ""


def _document(key: DocumentKey, _source_key: str) -> DocumentKey:
    """Type and number make the whole key."""
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlan:
    """A job with its parameters resolved.

    `count(session)` says how many documents there are; `keys(session, after, limit)` reads the
    next ones by number, `after` None at first; `work(session, key, context)` treats one of them,
    in a transaction of its own, and may be called again. A refusal in `skips` leaves a document
    out instead of counting as a failure. `about(key)` is what a message begins with. What a key
    says besides type and number, `source_key(key)` writes and `key_of(key, text)` reads again.
    `parameters` is what JSON can hold.
    """

    job: Job
    parameters: Mapping[str, object]
    count: Callable[[Session], int]
    keys: Callable[[Session, DocumentKey | None, int], Sequence[DocumentKey]]
    work: Callable[[Session, DocumentKey, UserContext], Created]
    skips: tuple[type[Refusal], ...] = ()
    about: Callable[[DocumentKey], str] = _nothing
    source_key: Callable[[DocumentKey], str] = _nothing
    key_of: Callable[[DocumentKey, str], DocumentKey] = _document

    @property
    def has_source_keys(self) -> bool:
        """Whether a key says more than type and number."""
        return self.source_key is not _nothing


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How a run ended, and how many documents were done, skipped and failed."""

    run_no: int
    status: RunStatus
    n_ok: int
    n_skipped: int
    n_error: int


def run_batch(
    database: Database, plan: BatchPlan, context: UserContext, progress: Progress | None = None
) -> BatchResult:
    """Treat all documents of a plan; those that fail are noted and the run goes on.

    Cancelling ends it after the current document, as stopped. Questions that `context` does not
    answer are answered in the safe way, and the message says so. Raises JobAlreadyRunning, and
    what ended the run before its time: DatabaseAway or a defect; what is done stays done.
    """
    run = database.run_write(partial(begin_run, plan=plan, context=context))
    return carry_out(database, plan, run, context, progress)


def carry_out(
    database: Database,
    plan: BatchPlan,
    run: BegunRun,
    context: UserContext,
    progress: Progress | None = None,
) -> BatchResult:
    """Treat the documents of a run that has begun, as `run_batch` says."""
    driver = _Driver(database, plan, context, run)
    with _failed_when_broken(database, run.no, context):
        status = driver.run(progress or NoProgress())
        end = partial(end_run, run_no=run.no, status=status, now=context.now())
        database.run_write(end)
    counts = driver.counts
    logger.info("batch run %s of %s %s: %s", run.no, plan.job, status, counts)
    return BatchResult(run.no, status, *(counts[outcome] for outcome in BatchOutcome))


@contextmanager
def _failed_when_broken(database: Database, run_no: int, context: UserContext) -> Iterator[None]:
    """Mark the run as failed when it does not come to its end.

    Where the database itself is away that cannot be written either: the run's heartbeat stops,
    and who looks at it after ten minutes finds it failed.
    """
    finished = False
    try:
        yield
        finished = True
    finally:
        if not finished:
            _mark_failed(database, run_no, context)


def _mark_failed(database: Database, run_no: int, context: UserContext) -> None:
    end = partial(end_run, run_no=run_no, status=RunStatus.FAILED, now=context.now())
    try:
        database.run_write(end)
    except KontorError as error:
        logger.warning("batch run %s failed, and that could not be stored: %s", run_no, error)


class _Driver:
    """One run under way."""

    def __init__(
        self, database: Database, plan: BatchPlan, context: UserContext, run: BegunRun
    ) -> None:
        self.counts = dict.fromkeys(BatchOutcome, 0)
        self._database = database
        self._plan = plan
        self._context = context
        self._run_no = run.no
        self._total = run.total

    def run(self, progress: Progress) -> RunStatus:
        """Treat the documents one by one; answers how the run ended."""
        try:
            for seq, key in enumerate(self._keys(), start=1):
                progress.check_cancelled()
                # Documents may have come since they were counted.
                total = max(self._total, seq)
                progress.step(seq - 1, total, self._sentence(key, seq, total))
                self._treat(seq, key)
        except Cancelled:
            return RunStatus.STOPPED
        progress.step(self._total, self._total)
        return RunStatus.FINISHED

    def _keys(self) -> Iterator[DocumentKey]:
        last: DocumentKey | None = None
        while True:
            chunk = self._database.run_read(partial(self._next_keys, last))
            yield from chunk
            if len(chunk) < CHUNK:
                return
            last = chunk[-1]

    def _next_keys(self, last: DocumentKey | None, session: Session) -> Sequence[DocumentKey]:
        return self._plan.keys(session, last, CHUNK)

    def _sentence(self, key: DocumentKey, seq: int, total: int) -> str:
        return _("{no}: {position} of {total} · {failed} failed").format(
            no=key.no,
            position=seq,
            total=total,
            failed=self.counts[BatchOutcome.ERROR],
        )

    def _treat(self, seq: int, key: DocumentKey) -> None:
        """Treat one document, asking nobody."""
        context, assumed = self._context, list[NeedsConfirmation]()
        while True:
            try:
                self._database.run_write(partial(self._work, seq, key, context, assumed))
            except NeedsConfirmation as question:
                if context.answer(question.question) is not None:
                    self._note_failure(seq, key, question)
                    return
                context = context.with_answer(question.question, question.safe_answer)
                assumed.append(question)
            except DatabaseAway:
                raise
            except KontorError as error:
                self._note_failure(seq, key, error)
                return
            else:
                self.counts[BatchOutcome.OK] += 1
                return

    def _work(
        self,
        seq: int,
        key: DocumentKey,
        context: UserContext,
        assumed: Sequence[NeedsConfirmation],
        session: Session,
    ) -> None:
        created = self._plan.work(session, key, context)
        message = Message(
            seq,
            key,
            BatchOutcome.OK,
            text=_told(self._plan.about(key), _assumptions(assumed, context)),
            created_table=created.table,
            created_document_no=created.no,
            source_key=self._plan.source_key(key),
        )
        write_message(session, self._run_no, message, context.now())

    def _note_failure(self, seq: int, key: DocumentKey, error: KontorError) -> None:
        """Write down what went wrong; nothing of the document has changed."""
        skips = _refusals_in(error, self._plan.skips)
        outcome = BatchOutcome.SKIPPED if skips else BatchOutcome.ERROR
        failure = failure_of(error, self._context)
        if failure.code == DEFECT:
            logger.error("batch run %s, %s", self._run_no, key, exc_info=error)
        text = _told(self._plan.about(key), failure.text)
        message = Message(
            seq,
            key,
            outcome,
            code=failure.code,
            text=text,
            failure=failure,
            source_key=self._plan.source_key(key),
        )
        note = partial(write_message, run_no=self._run_no, message=message, now=self._context.now())
        self._database.run_write(note)
        self.counts[outcome] += 1


def _told(*parts: str) -> str:
    """What a message says, its parts set apart."""
    return " · ".join(filter(None, parts))


def _refusals_in(error: KontorError, kinds: tuple[type[Refusal], ...]) -> bool:
    found = error.refusals if isinstance(error, SeveralRefusals) else (error,)
    return any(isinstance(each, kinds) for each in found)


def _assumptions(assumed: Sequence[NeedsConfirmation], context: UserContext) -> str:
    """What was answered without asking, in the user's language."""
    localizer = localizer_for(context.language)
    return " ".join(
        localizer.gettext(ASSUMED).format(question=localizer.refusal(question))
        for question in assumed
    )
