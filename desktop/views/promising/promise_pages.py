"""The pages about delivery dates: the window of an order, and the promise board."""

from __future__ import annotations

from functools import partial

from desktop.services.jobs.re_promise import RePromiseParameters, promise_orders
from desktop.services.promising.danger import BrokenPromise, broken_promises
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.pages.post_batch import run_long
from desktop.views.pages.promising import PAGE, PROMISE, PromiseOf
from desktop.views.promising.promise_columns import BOARD_COLUMNS
from desktop.views.promising.promise_page import PromisePage
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, View

GROUP = N_("Sales")
BOARD = "promise_board"
TABLES = frozenset(
    {
        "assembly_header",
        "assembly_line",
        "item_ledger_entry",
        "purchase_line",
        "requisition_line",
        "reservation",
        "sales_line",
    }
)
RE_PROMISE = ActionSpec(
    id="re_promise_all",
    text=N_("Re-promise All…"),
    icon="refresh-cw",
    primary=True,
    group="promise",
)


class PromiseBoard(ListPage):
    """Promises that cannot be kept any more; a row opens its order."""

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, BrokenPromise):
            self.desk.navigation.open("sales_order", row.key)


def board_list(desk: Desk) -> ListSpec:
    """The declaration of the promise board."""
    return ListSpec(
        name=BOARD,
        title=N_("Promise Board"),
        icon="calendar-check",
        columns=BOARD_COLUMNS,
        source=computed(
            lambda session: broken_promises(session, desk.context),
            BOARD_COLUMNS,
            _key,
            views={
                "no_date": lambda row: row.possible_shipment_date is None,
                "late": lambda row: row.possible_shipment_date is not None,
            },
            today=lambda: desk.context.work_date,
        ),
        key=_key,
        tables=TABLES,
        views=(
            View("", N_("All promises in danger")),
            View("no_date", N_("Without any date")),
            View("late", N_("Later than promised")),
        ),
        actions=(
            PageAction(RE_PROMISE, ask_and_promise_all),
            PageAction(PROMISE, open_promising, Needs.ROW),
        ),
        empty=N_("All promises can be kept."),
    )


def _key(row: BrokenPromise) -> tuple[str, int]:
    return (row.order_no, row.line_no)


def open_promising(page: ListPage) -> None:
    """Open the promising window at the line of the cursor."""
    row = page.current_row()
    if isinstance(row, BrokenPromise):
        page.desk.navigation.open(PAGE, PromiseOf(row.key, row.line_no))


def ask_and_promise_all(page: ListPage) -> None:
    """Ask, and give every line on the board the first date that can be kept."""
    page.notices.clear()
    context = page.desk.context
    page.read(
        lambda session: tuple(
            dict.fromkeys(row.order_no for row in broken_promises(session, context))
        ),
        done=partial(_ask, page),
    )


def _ask(page: ListPage, numbers: tuple[str, ...]) -> None:
    if not numbers:
        page.notices.info(_("All promises can be kept."))
        return
    count = user_localizer().integer(len(numbers))
    title = ngettext("Re-promise {count} Order", "Re-promise {count} Orders", len(numbers))
    confirm(
        page,
        title.format(count=count),
        _(
            "Lines whose promise cannot be kept get the first date that can. Other lines, and "
            "released orders, stay as they are."
        ),
        verb=_("Re-promise"),
        done=partial(_run, page, numbers),
    )


def _run(page: ListPage, numbers: tuple[str, ...]) -> None:
    parameters = RePromiseParameters(numbers=numbers, only_broken=True)
    work = partial(promise_orders, page.desk.tasks.database, parameters, page.desk.context)
    run_long(page, work, title=_("Promising orders anew"))


def _board(desk: Desk, key: object) -> Page:
    return PromiseBoard(desk, board_list(desk), key)


def promise_pages() -> tuple[PageSpec, ...]:
    """The promise board for the menu, and the window that orders open."""
    return (
        PageSpec(
            name=BOARD,
            title=N_("Promise Board"),
            icon="calendar-check",
            group=GROUP,
            factory=_board,
            listed=board_list,
        ),
        PageSpec(
            name=PAGE,
            title=N_("Promise Dates"),
            icon="calendar-check",
            factory=PromisePage,
            in_menu=False,
        ),
    )
