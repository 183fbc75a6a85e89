"""Telling the user what came of a document that was posted in the background."""

from __future__ import annotations

from functools import partial

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.services.jobs.worker import QueueResult
from desktop.translation import _
from desktop.views.shell.desk import Opener
from desktop.views.shell.notifications import Notification


def notification_of(result: QueueResult, opener: Opener) -> Notification:
    """A message for the bell; a click opens what was posted, or the document that was not."""
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
