"""Home: what waits today, what is late, and how sales go; every tile opens its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.services.sales.home import HomeFigures, MonthSales, home_figures, last_day
from desktop.translation import N_, _, user_localizer
from desktop.views.home.chart import ColumnChart
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.list_spec import ListOpening, NewRecord

NEW_ORDER = ActionSpec(
    id="new_order", text=N_("New Sales Order"), icon="plus", key=Key.NEW, primary=True
)
NEW_INVOICE = ActionSpec(id="new_invoice", text=N_("New Sales Invoice"), icon="file-text")
NEW_CUSTOMER = ActionSpec(id="new_customer", text=N_("New Customer"), icon="users")

COLUMNS_WIDE = 4


@dataclass(frozen=True, slots=True)
class TileSpec:
    """A figure and the list behind it; `tone` colours the figure when it is not zero."""

    label: str
    page: str
    opening: ListOpening
    figure: Callable[[HomeFigures], str]
    tone: str = ""


def _count(name: str) -> Callable[[HomeFigures], str]:
    return lambda figures: user_localizer().integer(getattr(figures.counts, name))


TILES = (
    TileSpec(
        N_("Open Orders"),
        "sales_orders",
        ListOpening(filters={"status": "open"}),
        _count("open_orders"),
    ),
    TileSpec(
        N_("Released, Not Shipped"),
        "sales_orders",
        ListOpening(view="released_not_shipped"),
        _count("released_not_shipped"),
    ),
    TileSpec(
        N_("Shipped, Not Invoiced"),
        "sales_orders",
        ListOpening(view="shipped_not_invoiced"),
        _count("shipped_not_invoiced"),
        "warn",
    ),
    TileSpec(
        N_("Late Orders"),
        "sales_orders",
        ListOpening(view="late"),
        _count("late_orders"),
        "danger",
    ),
    TileSpec(N_("Draft Invoices"), "sales_invoices", ListOpening(), _count("open_invoices")),
    TileSpec(
        N_("Receivables"),
        "posted_invoices",
        ListOpening(view="open"),
        lambda figures: user_localizer().amount(figures.receivables.balance_lcy, 0),
    ),
    TileSpec(
        N_("Overdue"),
        "posted_invoices",
        ListOpening(view="overdue"),
        lambda figures: user_localizer().amount(figures.receivables.overdue_lcy, 0),
        "danger",
    ),
    TileSpec(
        N_("Overdue Invoices"),
        "posted_invoices",
        ListOpening(view="overdue"),
        lambda figures: user_localizer().integer(figures.receivables.overdue_entries),
        "danger",
    ),
)


class Tile(QFrame):
    """A figure that opens the list behind it by Enter, Space or a click."""

    opened = Signal()

    def __init__(self, spec: TileSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        set_look(self, "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._figure = QLabel("–")
        set_text(self._figure, Text.TITLE)
        label = QLabel(_(spec.label))
        label.setWordWrap(True)
        set_text(label, Text.BODY, "muted")
        column = QVBoxLayout(self)
        margin = theme().px(16)
        column.setContentsMargins(margin, theme().px(12), margin, theme().px(12))
        column.setSpacing(theme().px(4))
        column.addWidget(label)
        column.addWidget(self._figure)
        self.setAccessibleName(_(spec.label))

    def show_figures(self, figures: HomeFigures) -> None:
        """Show another state."""
        text = self._spec.figure(figures)
        tone = self._spec.tone if text.strip("0") else ""
        set_text(self._figure, Text.TITLE, tone)
        self._figure.setText(text)
        self.setAccessibleDescription(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class HomePage(Page):
    """Tiles with counts and a chart of the last twelve months."""

    watched_tables = frozenset({"sales_header", "sales_line", "cust_ledger_entry"})

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        self._months: tuple[MonthSales, ...] = ()
        self.set_title(_("Home"))
        self._add_commands()
        self._build()
        self.reload()

    def reload(self) -> None:
        self.read(partial(home_figures, context=self.desk.context), done=self._show)

    def _add_commands(self) -> None:
        open_page = self.desk.navigation.open
        self.commands.add(NEW_ORDER, lambda: open_page("sales_order", NewRecord()))
        self.commands.add(NEW_INVOICE, lambda: open_page("sales_invoice", NewRecord()))
        self.commands.add(NEW_CUSTOMER, lambda: open_page("customer", NewRecord()))

    def _build(self) -> None:
        content = QWidget()
        set_look(content, "app")
        column = QVBoxLayout(content)
        margin = theme().px(12)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme().px(12))
        column.addLayout(self._build_tiles())
        column.addWidget(self._build_chart(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.title)
        scroll.setWidget(content)
        self.set_body(scroll)

    def _build_tiles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme().px(12))
        self._tiles = []
        for position, spec in enumerate(TILES):
            tile = Tile(spec)
            tile.opened.connect(partial(self._open_list, spec))
            grid.addWidget(tile, position // COLUMNS_WIDE, position % COLUMNS_WIDE)
            self._tiles.append(tile)
        for column in range(COLUMNS_WIDE):
            grid.setColumnStretch(column, 1)
        return grid

    def _build_chart(self) -> QFrame:
        card = QFrame()
        set_look(card, "card")
        title = QLabel(_("Sales, last 12 months"))
        set_text(title, Text.CARD_TITLE)
        self._total = QLabel()
        set_text(self._total, Text.BODY, "muted")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._total)
        self.chart = ColumnChart()
        self.chart.setAccessibleName(_("Sales, last 12 months"))
        self.chart.chosen.connect(self._open_month)
        column = QVBoxLayout(card)
        margin = theme().px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addLayout(head)
        column.addWidget(self.chart, 1)
        return card

    def _show(self, figures: HomeFigures) -> None:
        self._months = figures.months
        for tile in self._tiles:
            tile.show_figures(figures)
        localizer = user_localizer()
        names = [localizer.month(month.first_day) for month in figures.months]
        texts = [
            _("{month}: {amount}").format(
                month=localizer.month(month.first_day, style="long"),
                amount=localizer.amount(month.sales_lcy),
            )
            for month in figures.months
        ]
        self.chart.show_columns(names, [month.sales_lcy for month in figures.months], texts)
        total = sum((month.sales_lcy for month in figures.months), Decimal(0))
        self._total.setText(
            _("{amount} in all, without VAT").format(amount=localizer.amount(total, 0))
        )

    def _open_list(self, spec: TileSpec) -> None:
        self.desk.navigation.open(spec.page, spec.opening)

    def _open_month(self, position: int) -> None:
        first = self._months[position].first_day
        span = f"{first.isoformat()}..{last_day(first).isoformat()}"
        opening = ListOpening(filters={"posting_date": span})
        self.desk.navigation.open("posted_invoices", opening)


def _page(desk: Desk, key: object) -> Page:
    return HomePage(desk, key)


def home_page() -> PageSpec:
    """The page for the navigation, above all groups."""
    return PageSpec(name="home", title=N_("Home"), icon="home", factory=_page)
