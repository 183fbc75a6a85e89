"""A failure as it is stored: code, text in the user's language, and where to mend it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from desktop.errors import KontorError, RecordRef, Refusal, SeveralRefusals, Unavailable
from desktop.services.context import UserContext
from desktop.translation import N_, localizer_for

UNAVAILABLE = "unavailable"
DEFECT = "defect"
_DEFECT = N_("The program has a defect here and changed nothing: {error}")


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong; `record` and `field_name` say where to jump, None and empty if nowhere."""

    code: str
    text: str
    record: RecordRef | None = None
    field_name: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """Record and field as messages and queue entries store them."""
        return {
            "record_table": self.record.table if self.record else "",
            "record_key": json.dumps(self.record.key) if self.record else "",
            "field_name": self.field_name,
        }


def failure_of(error: KontorError, context: UserContext) -> Failure:
    """The failure in the words that the user would have been told.

    Of several refusals at once all are told, and the first says where to jump.
    """
    localizer = localizer_for(context.language)
    if isinstance(error, Refusal):
        first = error.refusals[0] if isinstance(error, SeveralRefusals) else error
        text = localizer.refusal(error)
        return Failure(str(error.code), text, first.record or error.record, first.field or "")
    if isinstance(error, Unavailable):
        return Failure(UNAVAILABLE, localizer.gettext(str(error)))
    return Failure(DEFECT, localizer.gettext(_DEFECT).format(error=error))


def record_of(table: str, key: str) -> RecordRef | None:
    """The record that a stored failure names."""
    return RecordRef(table, tuple(json.loads(key))) if table else None
