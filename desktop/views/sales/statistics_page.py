"""Statistics of a document: what it earns, what is carried, what the customer owes (SD59)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.models.values.keys import DocumentKey
from desktop.services.customers.credit import available_credit, used_pct
from desktop.services.sales.statistics import (
    DocumentStatistics,
    StatisticsTab,
    document_statistics,
)
from desktop.translation import N_, _
from desktop.views.pages.card_body import is_wide
from desktop.views.pages.figure_cards import Figure, card, grid_card, scrolled
from desktop.views.sales.statistics_discount import DiscountFields
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.theme import set_look, theme
from desktop.views.tables.columns import Kind

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

STATISTICS = ActionSpec(
    id="statistics", text=N_("Statistics"), icon="chart-column", key=Key.STATISTICS
)
PAGES = {"quote": "sales_quote", "order": "sales_order", "invoice": "sales_invoice"}


def open_statistics(page: DocumentPage) -> None:
    """Show the statistics of the page's document."""
    if page.view is not None:
        page.desk.navigation.open("document_statistics", page.view.key)


class StatisticsPage(Page):
    """The agreed discount, and tabs General, Invoicing and Shipping of one document.

    It is read anew when lines change.
    """

    watched_tables = frozenset({"sales_header", "sales_line", "value_entry"})

    def __init__(self, desk: Desk, key: DocumentKey) -> None:
        super().__init__(desk, key)
        self._document = key
        self.set_title(_("Statistics · {document}").format(document=key.no))
        page = PAGES.get(key.type, "")
        self.head.set_breadcrumb([Crumb(key.no, page, key.no), Crumb(_("Statistics"))])
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(_("Statistics"))
        self.discount = DiscountFields(self, key)
        self.set_body(self._with_discount())
        self.reload()

    def can_close(self) -> bool:
        self.discount.groups.commit()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.discount.groups.set_wide(is_wide(self))

    def _with_discount(self) -> QWidget:
        body = QWidget()
        set_look(body, "app")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = QVBoxLayout()
        upper.setContentsMargins(*(theme().px(side) for side in (12, 12, 12, 4)))
        for discount in self.discount.groups.cards:
            upper.addWidget(discount)
        column.addLayout(upper)
        column.addWidget(self._tabs, 1)
        return body

    def reload(self) -> None:
        work = partial(document_statistics, key=self._document, context=self.desk.context)
        self.read(work, done=self._show)

    def _show(self, statistics: DocumentStatistics) -> None:
        self.discount.show(statistics.discount)
        current = max(self._tabs.currentIndex(), 0)
        self._tabs.clear()
        credit = _credit_figures(statistics)
        self._add_tab(tab_widget(statistics.general, credit), _("General"))
        if statistics.invoicing is not None:
            self._add_tab(tab_widget(statistics.invoicing, ()), _("Invoicing"))
        if statistics.shipping is not None:
            self._add_tab(tab_widget(statistics.shipping, ()), _("Shipping"))
        self._tabs.setCurrentIndex(min(current, self._tabs.count() - 1))

    def _add_tab(self, content: QWidget, title: str) -> None:
        content.setAccessibleName(title)
        self._tabs.addTab(content, title)


def tab_widget(tab: StatisticsTab, credit: Sequence[Figure]) -> QWidget:
    """One tab: amounts, profit, what is carried, VAT by rate, and the customer's credit."""
    content = QWidget()
    set_look(content, "app")
    column = QVBoxLayout(content)
    margin = theme().px(12)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(margin)
    upper = QHBoxLayout()
    upper.setSpacing(margin)
    upper.addWidget(card(_("Amounts"), _amounts(tab)))
    upper.addWidget(card(_("Profit"), _profit(tab)))
    upper.addWidget(card(_("To carry"), _carried(tab)))
    column.addLayout(upper)
    column.addWidget(vat_card(tab))
    if credit:
        column.addWidget(card(_("Customer"), credit))
    column.addStretch(1)
    return scrolled(content, _("Statistics"))


def vat_card(tab: StatisticsTab) -> QFrame:
    """The VAT specification: one row a group (SD53)."""
    heads = (
        _("Identifier"),
        _("VAT %"),
        _("Line Amount"),
        _("Invoice Discount"),
        _("Base"),
        _("VAT"),
        _("Incl. VAT"),
    )
    rows = [
        (
            Figure(heads[0], group.vat_identifier, Kind.TEXT),
            Figure(heads[1], group.vat_pct, Kind.PERCENT),
            Figure(heads[2], group.line_amount),
            Figure(heads[3], group.discount),
            Figure(heads[4], group.base),
            Figure(heads[5], group.vat_amount),
            Figure(heads[6], group.amount_including_vat),
        )
        for group in tab.totals.vat_groups
    ]
    return grid_card(_("VAT specification"), heads, rows)


def _amounts(tab: StatisticsTab) -> list[Figure]:
    totals = tab.totals
    return [
        Figure(_("Gross"), totals.gross),
        Figure(_("Line discount"), totals.line_discount),
        Figure(_("Subtotal"), totals.subtotal),
        Figure(_("Invoice discount"), totals.invoice_discount_amount),
        Figure(_("Total excl. VAT"), totals.total_excl_vat),
        Figure(_("VAT"), totals.vat),
        Figure(_("Total incl. VAT"), totals.total_incl_vat),
        Figure(_("Rounding"), totals.rounding),
        Figure(_("Amount payable"), totals.payable, strong=True),
    ]


def _profit(tab: StatisticsTab) -> list[Figure]:
    original, adjusted = tab.figures.original, tab.figures.adjusted
    return [
        Figure(_("Sales (LCY)"), original.sales_lcy),
        Figure(_("Original cost (LCY)"), original.cost_lcy),
        Figure(_("Original profit (LCY)"), original.profit_lcy),
        Figure(_("Original profit %"), original.profit_pct, Kind.PERCENT),
        Figure(_("Adjusted cost (LCY)"), adjusted.cost_lcy),
        Figure(_("Adjusted profit (LCY)"), adjusted.profit_lcy, strong=True),
        Figure(_("Adjusted profit %"), adjusted.profit_pct, Kind.PERCENT, strong=True),
    ]


def _carried(tab: StatisticsTab) -> list[Figure]:
    figures = tab.figures
    return [
        Figure(_("Quantity"), figures.quantity, Kind.QUANTITY),
        Figure(_("Parcels"), figures.parcels, Kind.QUANTITY),
        Figure(_("Net weight"), figures.net_weight, Kind.QUANTITY),
        Figure(_("Gross weight"), figures.gross_weight, Kind.QUANTITY),
        Figure(_("Volume"), figures.volume, Kind.QUANTITY),
    ]


def _credit_figures(statistics: DocumentStatistics) -> list[Figure]:
    credit = statistics.credit
    if credit is None:
        return []
    return [
        Figure(_("Balance (LCY)"), credit.balance_lcy),
        Figure(_("Credit limit (LCY)"), credit.credit_limit_lcy),
        Figure(_("Available credit (LCY)"), available_credit(credit)),
        Figure(_("Used %"), used_pct(credit), Kind.PERCENT),
    ]


def _page(desk: Desk, key: object) -> Page:
    if not isinstance(key, DocumentKey):
        raise TypeError(key)
    return StatisticsPage(desk, key)


def statistics_page() -> PageSpec:
    """The page for the navigation; it is opened from a document."""
    return PageSpec(
        name="document_statistics",
        title=N_("Statistics"),
        icon="chart-column",
        factory=_page,
        in_menu=False,
    )
