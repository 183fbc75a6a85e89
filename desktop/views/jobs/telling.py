"""Telling the user what came of a document that was posted in the background, or of a schedule."""

from __future__ import annotations

from functools import partial

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.services.jobs.messages import Result
from desktop.services.jobs.scheduled_runs import ScheduledRun
from desktop.services.jobs.worker import QueueResult
from desktop.translation import _, ngettext, user_localizer
from desktop.views.shell.desk import Opener
from desktop.views.shell.notifications import Notification


def notification_of(result: Result, opener: Opener) -> Notification:
    """A message for the bell; a click opens what was posted, or the document that was not.

    What a schedule has run opens its batch run.
    """
    if isinstance(result, ScheduledRun):
        return _of_schedule(result, opener)
    return _of_document(result, opener)


def _of_schedule(run: ScheduledRun, opener: Opener) -> Notification:
    opens = partial(opener.open_record, run.record)
    if run.failure:
        text = _("Schedule {code}: {reason}").format(code=run.code, reason=run.failure)
        return Notification(text, "circle-alert", "danger", opens)
    done = run.result.n_ok if run.result else 0
    text = ngettext(
        "Schedule {code} has run: {count} document done",
        "Schedule {code} has run: {count} documents done",
        done,
    )
    shown = text.format(code=run.code, count=user_localizer().integer(done))
    return Notification(shown, "circle-check", "ok", opens)


def _of_document(result: QueueResult, opener: Opener) -> Notification:
    names = {"type": _(enum_label(result.key.type)), "no": result.key.no}
    if result.posted is None:
        reason = result.failure.text if result.failure else ""
        text = _("{type} {no} was not posted: {reason}").format(**names, reason=reason)
        ref = RecordRef("sales_header", (result.key.type.value, result.key.no))
        return Notification(text, "circle-alert", "danger", partial(opener.open_record, ref))
    if result.posted.invoice_no:
        made = result.posted.invoice_no
        text = _("{type} {no} is posted: invoice {made}").format(**names, made=made)
        ref = RecordRef("sales_invoice_header", (made,))
    else:
        made = result.posted.shipment_no or ""
        text = _("{type} {no} is posted: shipment {made}").format(**names, made=made)
        ref = RecordRef("sales_shipment_header", (made,))
    return Notification(text, "circle-check", "ok", partial(opener.open_record, ref))
