"""What is refused about recurring sales lines (CU118–CU123)."""

from __future__ import annotations

from desktop.errors import (
    ConfirmationCode,
    FieldRefusal,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
)
from desktop.translation import N_


class RecurringOtherCurrency(FieldRefusal):
    """Lines of one currency are wanted on a document of another (CU118)."""

    code = RefusalCode.RECURRING_OTHER_CURRENCY
    text = N_("Code {code} is in {currency}, the document in {document_currency}.")


class RecurringLineWithoutNo(FieldRefusal):
    """A recurring line has a type and does not say what is sold (CU120)."""

    code = RefusalCode.RECURRING_LINE_WITHOUT_NO
    text = N_("Line {line_no} of {code} has no number.")


class RecurringBlocked(FieldRefusal):
    """The customer shall not get these lines any more (CU118)."""

    code = RefusalCode.RECURRING_BLOCKED
    text = N_("Code {code} is blocked for customer {no}.")


class RecurrenceStandsStill(FieldRefusal):
    """A recurrence leads to no later day, so it would never end (CU122)."""

    code = RefusalCode.RECURRING_STANDS_STILL
    text = N_(
        "Recurrence {recurrence} does not lead beyond {next_date}. Enter one that counts forward, "
        "such as 1M."
    )


class RecurringAlreadyMade(Refusal):
    """The invoice of this code and day exists already (CU122)."""

    code = RefusalCode.RECURRING_ALREADY_MADE
    text = N_(
        "Invoice {document_no} has code {code} and order date {order_date} already. Tick Create "
        "Again to make another one."
    )


class RecurringNotDue(Refusal):
    """The assignment is not due on this day any more: somebody made the invoice meanwhile."""

    code = RefusalCode.RECURRING_NOT_DUE
    text = N_("Code {code} of customer {no} is not due on {order_date}.")


class RecurringDatesMissing(FieldRefusal):
    """The job is started without its dates (CU121)."""

    code = RefusalCode.RECURRING_DATES_MISSING
    text = N_("Enter order date and posting date.")


class RemoveAssignments(NeedsConfirmation):
    """A code that customers have is to be deleted (CU123)."""

    question = ConfirmationCode.REMOVE_ASSIGNMENTS
    text = N_("Code {code} is assigned to {count} customers. Remove it from them too?")
