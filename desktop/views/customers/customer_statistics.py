"""Statistics of a customer: credit, age of debts, sales by period, how is paid (CU49–CU51)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.context import UserContext
from desktop.services.customers.ageing import Ageing, customer_ageing
from desktop.services.customers.credit import (
    CreditFigures,
    available_credit,
    credit_figures,
    exposure,
    used_pct,
)
from desktop.services.customers.statistics import (
    CustomerStatistics,
    PaymentBehaviour,
    Period,
    PeriodFigures,
    Periods,
    customer_statistics,
    period_days,
)
from desktop.services.records import read_record
from desktop.translation import N_, _
from desktop.views.pages.customer_targets import (
    BUYER,
    STATISTICS_PAGE,
    documents_of,
    open_entries,
    overdue_invoices,
    payment_entries,
    sales_entries,
)
from desktop.views.pages.figure_cards import Figure, card, grid_card, scrolled
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.theme import set_look, theme
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.list_spec import Session

STATISTICS = ActionSpec(
    id="customer_statistics", text=N_("Statistics"), icon="chart-column", key=Key.STATISTICS
)
PERIODS = {
    Period.THIS_MONTH: N_("This month"),
    Period.THIS_YEAR: N_("This year"),
    Period.LAST_YEAR: N_("Last year"),
    Period.TO_DATE: N_("To date"),
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """Everything on the page."""

    name: str
    credit: CreditFigures
    ageing: Ageing
    statistics: CustomerStatistics


def _read(session: Session, *, no: str, context: UserContext) -> _Shown:
    today = context.work_date
    name = str(read_record(session, "customer", (no,)).values["name"])
    return _Shown(
        name,
        credit_figures(session, no, today) or CreditFigures(no),
        customer_ageing(session, no, today),
        customer_statistics(session, no, today),
    )


class CustomerStatisticsPage(Page):
    """What a customer owes, buys and earns us; each figure leads to what it is made of."""

    watched_tables = frozenset({"customer", "cust_ledger_entry", "sales_header", "sales_line"})

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__(desk, key)
        self._no = key
        self.set_title(_("Statistics · {document}").format(document=key))
        self.head.set_breadcrumb([Crumb(key, "customer", key), Crumb(_("Statistics"))])
        self._cards = QWidget()
        set_look(self._cards, "app")
        self._box = QVBoxLayout(self._cards)
        self._box.setContentsMargins(*(theme().px(12) for _side in range(4)))
        self._box.setSpacing(theme().px(12))
        self.set_body(scrolled(self._cards, _("Statistics")))
        self.reload()

    def reload(self) -> None:
        self.read(partial(_read, no=self._no, context=self.desk.context), done=self._show)

    def _show(self, shown: _Shown) -> None:
        self.set_title(_("Statistics · {document}").format(document=f"{self._no} {shown.name}"))
        while (old := self._box.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        today = self.desk.context.work_date
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        for title, figures in (
            (_("Credit (LCY)"), _credit(shown.credit)),
            (_("Due since (LCY)"), _ages(shown.ageing, self._no)),
            (_("Payment behaviour"), _behaviour(shown.statistics.behaviour, self._no)),
        ):
            row.addWidget(card(title, figures, self._open))
        self._box.addWidget(upper)
        for title, periods, who in (
            (_("Sales as bill-to customer (LCY)"), shown.statistics.bill_to, "customer_no"),
            (_("Sales as sell-to customer (LCY)"), shown.statistics.sell_to, BUYER),
        ):
            rows = [
                [Figure("", label, Kind.TEXT), *figures]
                for label, figures in _sales(
                    periods,
                    {
                        period: sales_entries(self._no, period_days(period, today), who)
                        for period in Period
                    },
                )
            ]
            heads = ("", *(_(PERIODS[period]) for period in Period))
            self._box.addWidget(grid_card(title, heads, rows, opens=self._open))
        self._box.addStretch(1)
        if self.window().focusWidget() is self:
            QTimer.singleShot(0, self, self.take_focus)  # the new cards are not on the screen yet

    def _open(self, target: Target) -> None:
        self.desk.navigation.open(target.page, target.key)


def _credit(figures: CreditFigures) -> list[Figure]:
    no = figures.customer_no
    is_late = figures.balance_due_lcy > 0
    returns = figures.outstanding_returns_lcy + figures.returns_not_credited_lcy
    return [
        Figure(_("Balance"), figures.balance_lcy, target=open_entries(no)),
        Figure(
            _("Overdue"),
            figures.balance_due_lcy,
            target=overdue_invoices(no),
            tone=Tone.DANGER if is_late else None,
        ),
        Figure(
            _("Outstanding orders"),
            figures.outstanding_orders_lcy,
            target=documents_of("sales_orders", no),
        ),
        Figure(
            _("Shipped not invoiced"),
            figures.shipped_not_invoiced_lcy,
            target=documents_of("sales_orders", no, view="shipped_not_invoiced"),
        ),
        Figure(
            _("Draft invoices"),
            figures.outstanding_invoices_lcy,
            target=documents_of("sales_invoices", no),
        ),
        Figure(_("Returns"), -returns if returns else returns),
        Figure(_("Prepayments"), -figures.prepayments_lcy),
        Figure(_("Exposure"), exposure(figures), strong=True),
        Figure(_("Credit limit"), figures.credit_limit_lcy),
        Figure(_("Available credit"), available_credit(figures)),
        Figure(_("Used %"), used_pct(figures), Kind.PERCENT),
    ]


def _ages(ageing: Ageing, no: str) -> list[Figure]:
    labels = {
        "not_due": _("Not due"),
        "days_1_30": _("1–30 days"),
        "days_31_60": _("31–60 days"),
        "days_61_90": _("61–90 days"),
        "over_90": _("Over 90 days"),
    }
    return [
        Figure(label, getattr(ageing, name), target=open_entries(no))
        for name, label in labels.items()
    ]


def _behaviour(paying: PaymentBehaviour, no: str) -> list[Figure]:
    return [
        Figure(_("Invoices paid in 12 months"), paying.invoices, Kind.INTEGER),
        Figure(_("Days to pay, on average"), paying.average_days_to_pay, Kind.QUANTITY),
        Figure(_("Days late, on average"), paying.average_days_late, Kind.QUANTITY),
        Figure(
            _("Last payment on"), paying.last_payment_date, Kind.DATE, target=payment_entries(no)
        ),
        Figure(_("Last payment (LCY)"), paying.last_payment_lcy),
        Figure(
            _("Oldest open due date"),
            paying.oldest_open_due_date,
            Kind.DATE,
            target=open_entries(no),
        ),
    ]


def _sales(periods: Periods, targets: dict[Period, Target]) -> list[tuple[str, Sequence[Figure]]]:
    def row(label: str, name: str, kind: Kind = Kind.AMOUNT) -> tuple[str, list[Figure]]:
        return label, [_figure(label, periods[each], name, kind) for each in Period]

    sold = [
        Figure(f"{_('Sales')}, {_(PERIODS[each])}", periods[each].sales_lcy, target=targets[each])
        for each in Period
    ]
    return [
        (_("Sales"), sold),
        row(_("Cost"), "cost_lcy"),
        row(_("Profit"), "profit_lcy"),
        row(_("Profit %"), "profit_pct", Kind.PERCENT),
        row(_("Invoice discounts"), "inv_discount_lcy"),
        row(_("Payment discounts"), "pmt_discount_lcy"),
        row(_("Invoices"), "invoices", Kind.INTEGER),
    ]


def _figure(label: str, figures: PeriodFigures, name: str, kind: Kind) -> Figure:
    return Figure(label, getattr(figures, name), kind)


def _page(desk: Desk, key: object) -> Page:
    return CustomerStatisticsPage(desk, str(key))


def customer_statistics_page() -> PageSpec:
    """The page for the navigation; it is opened from a customer."""
    return PageSpec(
        name=STATISTICS_PAGE,
        title=N_("Statistics"),
        icon="chart-column",
        factory=_page,
        in_menu=False,
    )
