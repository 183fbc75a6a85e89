"""Posting in the background and running batches by their schedule.

A thread beside the window does it, or `python -m desktop.worker`.

It knows nothing of windows and needs no screen, so it can run on the server.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from enum import IntEnum

from desktop.errors import KontorError, Refusal, Unavailable
from desktop.services.company import open_company, url_of
from desktop.services.context import Cancelled, NoProgress
from desktop.services.database import Changes, Database
from desktop.services.jobs.messages import Notify, Result, keep_message
from desktop.services.jobs.refusals import JobAlreadyRunning
from desktop.services.jobs.scheduled_runs import ScheduledRun, ScheduleRunner
from desktop.services.jobs.worker import QueueResult, QueueWorker, keep_no_message
from desktop.settings import load_settings

logger = logging.getLogger(__name__)

PAUSE_S = 5
"""How often an idle worker looks into the queue; what this program schedules wakes it at once."""

WORK = frozenset({"job_queue_entry", "batch_schedule"})
"""What wakes the worker when it changes."""

Tell = Callable[[Result], None]


class ExitCode(IntEnum):
    """How a run from the command line ends, for the scheduler that started it (CB255)."""

    FINE = 0
    SOME_FAILED = 1
    FAILED = 2


class _UntilStopped(NoProgress):
    """Lets a batch end after its current document when the worker is to stop."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def check_cancelled(self) -> None:
        if self._worker.is_stopped:
            raise Cancelled


class Worker:
    """Posts what waits and runs what is due until it is told to stop; `run` is for a thread.

    `tell` is called after each document or run, on the working thread; `notify` keeps a message
    in the transaction that posted, or noted a failure. `n_failed` counts the documents and runs
    that failed.
    """

    def __init__(
        self, database: Database, *, notify: Notify = keep_no_message, tell: Tell | None = None
    ) -> None:
        self.n_failed = 0
        self._queue = QueueWorker(database, notify=notify)
        self._schedules = ScheduleRunner(database, notify=notify)
        self._tell = tell
        self.is_stopped = False
        self._wake = threading.Event()
        self._unsubscribe = database.subscribe(self._on_changes)

    def run(self) -> None:
        """Work until `stop`; a database that is away or busy is asked again after a pause."""
        while not self.is_stopped:
            try:
                self.work_off()
            except Unavailable as error:
                logger.warning("the posting queue is not available: %s", error)
            self._wake.wait(PAUSE_S)
            self._wake.clear()

    def work_off(self) -> None:
        """Post and run until nothing is due, or `stop`. Raises DatabaseAway and DatabaseBusy."""
        while not self.is_stopped:
            result = self._post_next() or self._run_next()
            if result is None:
                return
            self.n_failed += _has_failed(result)
            _log(result)
            if self._tell is not None:
                self._tell(result)

    def _post_next(self) -> QueueResult | None:
        try:
            return self._queue.post_next()
        except KontorError:
            raise
        except Exception as error:
            # One document with a defect must not end the posting of all the others.
            logger.exception("posting in the background")
            return self._queue.give_up(error)

    def _run_next(self) -> ScheduledRun | None:
        try:
            return self._schedules.run_next(_UntilStopped(self))
        except JobAlreadyRunning:
            # Somebody was a moment faster; the schedule is due until that run has ended.
            return None
        except KontorError:
            raise
        except Exception as error:
            # One schedule with a defect must not end all others.
            logger.exception("running a schedule")
            return self._schedules.give_up(error)

    def stop(self) -> None:
        """End after the document that is being posted."""
        self.is_stopped = True
        self._unsubscribe()
        self._wake.set()

    def _on_changes(self, changes: Changes) -> None:
        if WORK & changes.tables:
            self._wake.set()


class WorkerThread:
    """A worker on a thread of its own, with its own transactions."""

    def __init__(
        self, database: Database, *, notify: Notify = keep_no_message, tell: Tell | None = None
    ) -> None:
        self._worker = Worker(database, notify=notify, tell=tell)
        self._thread = threading.Thread(target=self._worker.run, name="posting queue")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the document that is being posted, and wait for that."""
        self._worker.stop()
        self._thread.join()


def _has_failed(result: Result) -> bool:
    return bool(result.failure)


def _log(result: Result) -> None:
    if isinstance(result, ScheduledRun):
        level = logging.WARNING if result.failure else logging.INFO
        logger.log(level, "schedule %s, batch run %s", result.code, result.run_no)
    elif result.posted is not None:
        made = result.posted.invoice_no or result.posted.shipment_no
        logger.info("posted %s for %s: %s", result.key, result.user, made)
    elif result.failure is not None:
        logger.warning("could not post %s: %s", result.key, result.failure.code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Post in the background until stopped, or once what is scheduled; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="kontor worker",
        description="Kontor: posts the documents in the posting queue and runs what is scheduled",
    )
    parser.add_argument("--company", default="", help="file or database URL; else the last one")
    parser.add_argument("--once", action="store_true", help="end when nothing is scheduled")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    url = url_of(options.company) or load_settings().database_url
    if not url:
        parser.error("no company was opened on this computer yet; name one with --company")
    try:
        with closing(open_company(url, NoProgress())) as database:
            return _work(database, once=options.once)
    except (Refusal, Unavailable) as error:
        logger.error("%s", error)  # noqa: TRY400  (a sentence for the user, no defect)
        return ExitCode.FAILED


def _work(database: Database, *, once: bool) -> ExitCode:
    worker = Worker(database, notify=keep_message)
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda _number, _frame: worker.stop())
    try:
        if once:
            worker.work_off()
        else:
            worker.run()
    except KontorError as error:
        logger.error("%s", error)  # noqa: TRY400  (a sentence for the user, no defect)
        return ExitCode.FAILED
    finally:
        worker.stop()
    return ExitCode.SOME_FAILED if worker.n_failed else ExitCode.FINE


if __name__ == "__main__":
    sys.exit(main())
