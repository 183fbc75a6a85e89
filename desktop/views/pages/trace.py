"""The way from an entry or a posted document to everything posted with it (SD88)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.translation import N_
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key

FIND_ENTRIES = ActionSpec(
    id="find_entries", text=N_("Find Entries"), icon="network", key=Key.ENTRIES
)


@dataclass(frozen=True, slots=True)
class Trace:
    """The key of the page: a document's number, and the posting date when it is known."""

    document_no: str
    posting_date: date | None = None


def open_find_entries(desk: Desk, document_no: object, posting_date: object = None) -> None:
    """Show what was posted with a document."""
    day = posting_date if isinstance(posting_date, date) else None
    desk.navigation.open("find_entries", Trace(str(document_no), day))
