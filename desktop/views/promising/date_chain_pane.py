"""Beside the promising window: how a line gets to its customer, and what can be had when."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.models.words import ReplenishmentSystem
from desktop.services.promising.lines import Proposal
from desktop.services.promising.shown import PromisedLine
from desktop.translation import _, user_localizer
from desktop.views.pages.balance_chart import BalanceChart, Point
from desktop.views.shell.theme import Text, set_text, theme


class DateChainPane(QWidget):
    """The dates of a line one after the other, what must be got, and a chart of what can be had."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        set_text(self.heading, Text.CARD_TITLE)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setAccessibleName(_("Dates of the Line"))
        self.chart = BalanceChart(_("What Can Be Had"))
        chart_title = QLabel(_("What Can Be Had"))
        set_text(chart_title, Text.CARD_TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme().px(12) for _side in range(4)))
        column.setSpacing(theme().px(8))
        for widget in (self.heading, self.told, chart_title, self.chart):
            column.addWidget(widget)
        column.addStretch(1)

    def show_line(self, line: PromisedLine | None) -> None:
        """Show another line; None when there is none."""
        self.heading.setText("" if line is None else f"{line.item_no} · {line.description}")
        self.told.setText("" if line is None else "\n".join(sentences(line)))
        self.chart.show_points([] if line is None else list(_points(line)))


def sentences(line: PromisedLine) -> Iterator[str]:
    """What is to be said of a line, one sentence each."""
    date = user_localizer().date
    if line.earliest_shipment_date is not None:
        yield _("Shipment: {date}").format(date=date(line.earliest_shipment_date))
    if line.planned_shipment_date is not None:
        yield _("Leaves the house: {date}").format(date=date(line.planned_shipment_date))
    if line.planned_delivery_date is not None:
        yield _("With the customer: {date}").format(date=date(line.planned_delivery_date))
    if line.limiting_document:
        yield _("Waits for order {no}.").format(no=line.limiting_document)
    if line.overdue_document:
        yield _("Relies on overdue order {no}.").format(no=line.overdue_document)
    yield from _blocked(line)
    for proposal in line.proposals:
        yield from _proposed(proposal)


def _blocked(line: PromisedLine) -> Iterator[str]:
    if line.blocked is None:
        return
    date = user_localizer().date
    yield _(
        "{path} holds it up: it can be ordered on {earliest} at the earliest, and would have to be "
        "on {needed}."
    ).format(
        path=" → ".join(line.blocked.path),
        earliest=date(line.blocked.earliest_order_date),
        needed=date(line.blocked.needed_order_date),
    )


def _proposed(proposal: Proposal) -> Iterator[str]:
    """What must be got, and for that in turn."""
    localizer = user_localizer()
    is_bought = proposal.replenishment is ReplenishmentSystem.PURCHASE
    text = (
        _("Buy {quantity} of {no}: order on {order_date}, due on {due_date}.")
        if is_bought
        else _("Assemble {quantity} of {no}: begin on {order_date}, due on {due_date}.")
    )
    yield text.format(
        quantity=localizer.quantity(proposal.quantity),
        no=proposal.scope.item_no,
        order_date=localizer.date(proposal.order_date),
        due_date=localizer.date(proposal.due_date),
    )
    for need in proposal.components:
        if need.supplied_by is not None:
            yield from _proposed(need.supplied_by)


def _points(line: PromisedLine) -> Iterator[Point]:
    localizer = user_localizer()
    for step in line.profile:
        label = localizer.date(step.day)
        quantity = localizer.quantity(step.quantity)
        text = _("From {date} on: {quantity} {unit}").format(
            date=label, quantity=quantity, unit=line.unit
        )
        yield Point(label, step.quantity, text)
