"""What is late and what is due: two short lists, each with the way to its whole list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.services.context import UserContext
from desktop.services.sales.home_figures import DUE, LATE, WaitingRow
from desktop.services.stopping import StopSwitch
from desktop.services.tile_figures import Asked, tile_figures
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.home.blocks import Card
from desktop.views.home.short_list import Line, ShortList
from desktop.views.home.tile_specs import asked_of, opening_of
from desktop.views.shell.page import Page
from desktop.views.shell.theme import Text, set_text, theme
from desktop.views.tables.link import Link
from desktop.views.tables.list_opening import ListOpening

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A short list: how its rows are read, which page they open, and the list of them all."""

    title: str
    empty: str
    read: Callable[[Any, UserContext], Sequence[WaitingRow]]
    note: Callable[[int], str]
    document: str
    page: str
    opening: ListOpening
    tables: frozenset[str]


def _days_late(days: int) -> str:
    text = ngettext("{days} day late", "{days} days late", days)
    return text.format(days=user_localizer().integer(days))


def _days_due(days: int) -> str:
    if not days:
        return _("Due today")
    text = ngettext("{days} day overdue", "{days} days overdue", days)
    return text.format(days=user_localizer().integer(days))


# What is read lies in tables that take long to map; home is the first page.
def _late_orders(session: Any, context: UserContext) -> Sequence[WaitingRow]:  # noqa: ANN401  # the services' unit of work
    from desktop.services.sales.home import late_orders  # noqa: PLC0415

    return late_orders(session, context)


def _due_invoices(session: Any, context: UserContext) -> Sequence[WaitingRow]:  # noqa: ANN401  # the services' unit of work
    from desktop.services.sales.home import due_invoices  # noqa: PLC0415

    return due_invoices(session, context)


LATE_ORDERS = Waiting(
    title=N_("Late Orders"),
    empty=N_("No order is late."),
    read=_late_orders,
    note=_days_late,
    document="sales_order",
    page="sales_orders",
    opening=opening_of(LATE),
    tables=frozenset({"sales_header", "sales_line"}),
)
DUE_INVOICES = Waiting(
    title=N_("Invoices Due"),
    empty=N_("No invoice is due."),
    read=_due_invoices,
    note=_days_due,
    document="posted_invoice",
    page="posted_invoices",
    opening=opening_of(DUE),
    tables=frozenset({"sales_invoice_header", "cust_ledger_entry"}),
)


class WaitingBlock(Card):
    """At most eight rows of a list; Enter or a click opens a document."""

    def __init__(self, page: Page, waiting: Waiting) -> None:
        super().__init__(page, _(waiting.title))
        self._waiting = waiting
        self.tables = waiting.tables
        self._rows: Sequence[WaitingRow] = ()
        self.list = ShortList(_(waiting.title))
        self.list.chosen.connect(self._open)
        self.empty = QLabel(_(waiting.empty))
        self.empty.setWordWrap(True)
        set_text(self.empty, Text.BODY, "muted")
        self.empty.hide()
        self.all = Link("")
        self.all.clicked.connect(self._open_all)
        self.all.hide()
        self.column.addWidget(self.list)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)
        self.column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.setMinimumWidth(theme().px(300))

    def stops(self) -> Sequence[QWidget]:
        return (self.list, self.all)

    def refresh(self) -> None:
        desk = self.page.desk
        asked = asked_of(desk, self._waiting.page, self._waiting.opening)
        work = partial(_read, read=self._waiting.read, context=desk.context, asked=asked)
        self.survey(work, self._show)

    def _show(self, found: tuple[Sequence[WaitingRow], int]) -> None:
        self._rows, count = found
        self.list.show_lines([self._line(row) for row in self._rows])
        self.list.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self.all.setVisible(count > 0)
        text = ngettext("Show it in the list…", "Show all {count}…", count)
        self.all.setText(text.format(count=user_localizer().integer(count)))
        self.all.setAccessibleName(self.all.text())
        self.all.updateGeometry()

    def _line(self, row: WaitingRow) -> Line:
        return Line(
            row.no,
            row.name,
            self._waiting.note(row.days),
            user_localizer().money(row.amount, row.currency_code or ""),
            "danger" if row.days else "warn",
        )

    def _open(self, position: int) -> None:
        self.page.desk.navigation.open(self._waiting.document, self._rows[position].key)

    def _open_all(self) -> None:
        self.page.desk.navigation.open(self._waiting.page, self._waiting.opening)


def _read(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    read: Callable[[Any, UserContext], Sequence[WaitingRow]],
    context: UserContext,
    asked: Asked,
    stop: StopSwitch,
) -> tuple[Sequence[WaitingRow], int]:
    """The first rows and the number of all of them."""
    with stop.armed(session):
        rows = read(session, context)
    figure = tile_figures(session, {_ALL: asked}, stop)[_ALL]
    return rows, figure.count if figure else len(rows)
