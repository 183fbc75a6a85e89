"""Reserving from the line of a document: the page of its supplies opens (PF47)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.models.supply_words import DemandType
from desktop.services.reservations.keys import Demand
from desktop.translation import N_, _
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.tables.list_spec import PageAction

RESERVE = ActionSpec(
    id="reserve",
    text=N_("Reserve"),
    icon="link",
    key=Key.RESERVE,
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Shows what can be kept for this line, and what is kept already"),
)


def open_reserving(page: DocumentPage, kind: DemandType, line_no: int) -> None:
    """Show the supplies of a line, and what is kept of them for it."""
    page.desk.navigation.open("reserve_line", Demand(kind, page.view.key.no, line_no))


def reserve_action(kind: DemandType, fits: Callable[[Any], bool]) -> PageAction:
    """The action for the lines of a document of this kind."""

    def reserve(page: DocumentPage) -> None:
        take_typed(page)
        row = page.lines.grid.current_line()
        if row is None or row.line_no is None:
            page.notices.info(_("Put the cursor on a line first."))
            return
        open_reserving(page, kind, int(row.line_no))

    return PageAction(RESERVE, reserve, fits=fits)
