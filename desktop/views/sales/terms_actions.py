"""Calculating the invoice discount and getting recurring lines, on the page of a document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from desktop.services.sales.recalculation import calc_invoice_discount
from desktop.services.sales.standard_lines import (
    ALL_CODES,
    OFFERED,
    StandardCode,
    offered_codes,
    standard_lines,
)
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.pages.document_spec import PageRemedy
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.tables.list_spec import PageAction

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

CALC_INVOICE_DISCOUNT = ActionSpec(
    id="calc_invoice_discount",
    text=N_("Calculate Invoice Discount"),
    icon="percent",
    group="lines",
    place=Place.MORE,
)
GET_RECURRING_LINES = ActionSpec(
    id="get_recurring_lines",
    text=N_("Get Recurring Lines…"),
    icon="rotate-ccw",
    group="lines",
    place=Place.MORE,
)


class RecurringDialog(Question):
    """Which sets of recurring lines go onto the document; any number may be ticked."""

    def __init__(self, page: DocumentPage, codes: Sequence[StandardCode]) -> None:
        super().__init__(
            page,
            _("Get Recurring Lines"),
            _("The lines are put behind those that are there, at today's prices."),
        )
        self._page = page
        self.ticks = {code.code: self._tick(code) for code in codes}
        insert = self.add_button(_("Insert Lines"), default=True)
        insert.clicked.disconnect()
        insert.clicked.connect(self._on_insert)
        self.add_cancel()
        first = next(iter(self.ticks.values()))
        first.setChecked(True)
        first.setFocus()

    def _tick(self, code: StandardCode) -> QCheckBox:
        tick = QCheckBox(f"{code.code} · {code.description}" if code.description else code.code)
        self.add(tick)
        return tick

    def _on_insert(self) -> None:
        codes = [code for code, tick in self.ticks.items() if tick.isChecked()]
        self.accept()
        if codes:
            self._page.run(standard_lines, code=ALL_CODES.join(codes))


def ask_for_recurring_lines(page: DocumentPage) -> None:
    """Let the user choose among the sets of the document's customer."""
    view: DocumentView | None = page.view
    if view is None or page.editor.is_new:
        page.notices.info(_("Choose the customer first."))
        return
    work = partial(offered_codes, key=page.view.key, context=page.desk.context)
    page.read(work, done=partial(_choose, page))


def _choose(page: DocumentPage, codes: Sequence[StandardCode]) -> None:
    if codes:
        RecurringDialog(page, codes).open()
    else:
        page.notices.info(_("The customer has no recurring lines for this document."))


TERMS_REMEDIES = {OFFERED: PageRemedy(N_("Choose"), ask_for_recurring_lines)}
"""The button in the banner about recurring lines (CU119)."""

TERMS_ACTIONS = (
    PageAction(CALC_INVOICE_DISCOUNT, lambda page: page.run(calc_invoice_discount)),
    PageAction(GET_RECURRING_LINES, ask_for_recurring_lines),
)
