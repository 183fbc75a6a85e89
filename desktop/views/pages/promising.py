"""How the promising window is reached: from an order, its lines and the list of orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.promising.checking import Checked, check_promises
from desktop.services.promising.splitting import split_by_availability
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.pages.acts import Act
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.shell.notices import Remedy
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, PageAction

PAGE = "order_promising"
"""The page of the promising window."""

PROMISE = ActionSpec(
    id="promise_dates",
    text=N_("Promise Dates"),
    icon="calendar-check",
    key=Key.PROMISE,
    group="promise",
    tooltip=N_("Shows when each line can be shipped, and promises it"),
)
SPLIT = ActionSpec(
    id="split_by_availability",
    text=N_("Split by Availability"),
    icon="layers",
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Makes a line of its own of each part that can be had on another day"),
)
CHECK = ActionSpec(
    id="check_promises",
    text=N_("Check Promises"),
    icon="calendar-check",
    group="promise",
    place=Place.MORE,
    tooltip=N_("Tells which promises of the orders cannot be kept any more"),
)


@dataclass(frozen=True, slots=True)
class PromiseOf:
    """What the window is opened with: an order, and the line that the cursor is put on."""

    document: DocumentKey
    line_no: int | None = None


def is_order(view: DocumentView) -> bool:
    """Whether dates can be promised on a document."""
    return view.key.type is DocumentType.ORDER and not view.completed


def open_promising(page: DocumentPage) -> None:
    """Open the window of the order, with the cursor on the line that it is on here."""
    take_typed(page)
    row = page.lines.grid.current_line()
    line_no = None if row is None else row.line_no
    page.desk.navigation.open(PAGE, PromiseOf(page.view.key, line_no))


def split_line(page: DocumentPage) -> None:
    """Split the line of the cursor by what can be had when (PF29)."""
    take_typed(page)
    row = page.lines.grid.current_line()
    if row is None or row.line_no is None:
        page.notices.info(_("Put the cursor on a line first."))
        return
    line_no = int(row.line_no)
    page.run(split_by_availability, line_no, done=partial(_note, page, line_no))


def _note(page: DocumentPage, line_no: int, answer: DocumentView) -> None:
    page.editor.note(Act.SPLIT_LINE, "", line_no, answer)
    page.editor.take_changed(answer)


def check_selected(page: ListPage) -> None:
    """Tell which promises of the selected orders cannot be kept."""
    page.notices.clear()
    page.selection.keys(partial(_check, page))


def _check(page: ListPage, keys: Sequence[Any]) -> None:
    numbers = [key.no if isinstance(key, DocumentKey) else str(key) for key in keys]
    context = page.desk.context
    page.read(
        lambda session: check_promises(session, numbers, context),
        done=partial(_tell, page),
        busy=_("Checking promises…"),
    )


def _tell(page: ListPage, found: Checked) -> None:
    localizer = user_localizer()
    if not found.broken:
        text = ngettext(
            "All promises of {count} order can be kept.",
            "All promises of {count} orders can be kept.",
            found.orders,
        )
        page.notices.done(text.format(count=localizer.integer(found.orders)))
    for row in found.broken:
        text = (
            _("{no}, item {item_no}: promised for {promised}, possible on {possible}.")
            if row.possible_delivery_date
            else _("{no}, item {item_no}: promised for {promised}, and no date is known.")
        )
        promised, possible = row.promised_delivery_date, row.possible_delivery_date
        opens = partial(page.desk.navigation.open, PAGE, PromiseOf(row.key, row.line_no))
        page.notices.warn(
            text.format(
                no=row.order_no,
                item_no=row.item_no,
                promised=localizer.date(promised) if promised else "",
                possible=localizer.date(possible) if possible else "",
            ),
            Remedy(_("Promise Dates"), opens),
        )


PROMISE_OF_DOCUMENT = PageAction(PROMISE, open_promising, fits=is_order)
SPLIT_LINE = PageAction(SPLIT, split_line, fits=is_order)
CHECK_PROMISES = PageAction(CHECK, check_selected, Needs.SELECTION)
