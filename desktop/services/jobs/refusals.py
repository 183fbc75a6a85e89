"""What forbids a batch run or an act on the posting queue."""

from __future__ import annotations

from desktop.batch_codes import BatchCode
from desktop.errors import FieldRefusal, Refusal
from desktop.translation import N_


class JobAlreadyRunning(Refusal):
    """The same job runs already on this company (CB254)."""

    code = BatchCode.JOBS_ALREADY_RUNNING
    text = N_(
        "{job} is already run by {user} since {started_at}. Wait until that run has ended, "
        "or stop it first."
    )


class BatchPostingDateMissing(FieldRefusal):
    """Dates are to be replaced, and nobody said by which (SD103)."""

    code = BatchCode.JOBS_POSTING_DATE_MISSING
    text = N_("Enter the posting date.")


class BatchNothingChosen(FieldRefusal):
    """Orders are to be posted, but neither shipped nor invoiced."""

    code = BatchCode.JOBS_NOTHING_CHOSEN
    text = N_("Choose Ship, Invoice or both.")


class NothingToRetry(Refusal):
    """A run without failures is to be repeated for its failures."""

    code = BatchCode.JOBS_NOTHING_TO_RETRY
    text = N_("No document of batch run {run_no} failed. Start a new run instead.")


class ShipmentsCombined(Refusal):
    """An order wants its shipments on one invoice with those of others (CB146)."""

    code = BatchCode.JOBS_SHIPMENTS_COMBINED
    text = N_(
        "Order {no} combines its shipments ({combine}), so that no schedule invoices it by itself. "
        "Invoice it by hand, or set Combine Shipments of the order to No."
    )


class ScheduleNeverDue(FieldRefusal):
    """No day is left on which a schedule could run."""

    code = BatchCode.JOBS_NEVER_DUE
    text = N_(
        "Schedule {code} has no day to run on. Tick a weekday that is worked in its calendar."
    )


class ScheduleStandsStill(FieldRefusal):
    """The recurrence of a schedule leads to no later day."""

    code = BatchCode.JOBS_STANDS_STILL
    text = N_(
        "Recurrence {recurrence} does not lead from one day to a later one. Enter one such as 1W, "
        "or D31 for the last day of each month."
    )


class BeingPosted(Refusal):
    """A document leaves the queue only before or after it is posted (SD104)."""

    code = BatchCode.JOBS_BEING_POSTED
    text = N_("{document_type} {no} is being posted at this moment. Wait until that is done.")


class NotInQueue(Refusal):
    """A document is not in the posting queue, or not any more."""

    code = BatchCode.JOBS_NOT_IN_QUEUE
    text = N_(
        "{document_type} {no} is not in the posting queue. Open the document to see whether it "
        "is posted."
    )
