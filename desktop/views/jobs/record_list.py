"""A list whose rows lead to records of several kinds."""

from __future__ import annotations

from desktop.errors import RecordRef
from desktop.translation import NP_
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.tables.list_page import ListPage

OPEN = ActionSpec(
    id="open_record",
    text=NP_("verb", "Open"),
    meaning="verb",
    icon="external-link",
    place=Place.HIDDEN,
)


class RecordList(ListPage):
    """A list whose rows have a `target`: the record that Enter and a click on a link open."""

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        target: RecordRef | None = None if row is None else row.target
        if target is not None:
            self.desk.navigation.open_record(target)


def open_current(page: RecordList) -> None:
    """Open the record of the cursor's row."""
    page.open_current()
