"""The closed sets of words that batch runs and the posting queue use; the value is stored."""

from enum import StrEnum


class Job(StrEnum):
    """What can be run for many documents (CB250)."""

    POST_BATCH = "post_batch"
    CREATE_RECURRING_INVOICES = "create_recurring_invoices"
    RE_PROMISE = "re_promise"


class DocumentSelection(StrEnum):
    """Which documents a scheduled batch posts."""

    FILTERED = "filtered"
    """All that the filter finds."""
    SHIPPED_NOT_INVOICED = "shipped_not_invoiced"
    """Orders with shipped lines to invoice, of customers who are invoiced by this schedule."""


class RunStatus(StrEnum):
    """Where a batch run stands; only a lost database or a defect makes one fail (CB251)."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


class BatchOutcome(StrEnum):
    """What came of one document of a batch run."""

    OK = "ok"
    SKIPPED = "skipped"
    ERROR = "error"


class QueueState(StrEnum):
    """Where an entry of the posting queue stands; a posted one is gone (SD104)."""

    SCHEDULED = "scheduled"
    POSTING = "posting"
    ERROR = "error"
