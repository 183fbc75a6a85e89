"""What a code that was scanned does on the page of a pick (PF137)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.models.supply_words import PickStatus, ShortReason
from desktop.services.picking.scanning import ScanCommand, command_of, pick_of_code, scan
from desktop.views.warehouse.pick_acts import register

if TYPE_CHECKING:
    from desktop.views.warehouse.pick_page import PickPage

_REASONS = {
    ScanCommand.MISSING: ShortReason.MISSING,
    ScanCommand.DAMAGED: ShortReason.DAMAGED,
    ScanCommand.LATER: ShortReason.LATER,
}


def read_code(page: PickPage, text: str) -> None:
    """Do what a code says; none, Enter alone, accepts the proposed quantity."""
    command = command_of(text) if text else ScanCommand.ACCEPT
    if page.view is None:
        return
    if page.view.status is not PickStatus.OPEN:
        _open_pick(page, text)
    elif command is not None:
        _obey(page, command)
    else:
        no, context = page.no, page.desk.context
        page.write(
            lambda session: scan(session, no, text, context),
            done=lambda found: page.go_to(found.line_no),
            refused=page.tell_unknown,
        )


def _obey(page: PickPage, command: ScanCommand) -> None:
    if command is ScanCommand.REGISTER:
        register(page)
    elif page.line is None:
        return
    elif command is ScanCommand.ACCEPT:
        page.pick(page.line, page.line.proposed)
    else:
        page.give_reason(_REASONS[command])


def _open_pick(page: PickPage, code: str) -> None:
    """With this pick done, the code of another one opens that."""
    no = page.no
    if code:
        page.read(
            lambda session: pick_of_code(session, no, code),
            done=partial(page.desk.navigation.open, "pick"),
            refused=page.tell_unknown,
        )
