"""Three customers rent: their invoices of four months are made, and posted in one go."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.models.job_words import BatchOutcome
from desktop.translation import _, user_localizer
from desktop.views.jobs.recurring_page import RecurringInvoicesPage
from desktop.views.jobs.run_pages import RunPage
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.hands import ALT, Idle, Shot, Walk

CODE = "RENT-DESK"
CUSTOMERS = ("Birkholm Interiors", "Loom Textiles", "Arc Systems")
MONTHS = 4
COUNT = len(CUSTOMERS) * MONTHS


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Make twelve recurring invoices and post them."""
    walker = _RecurringInvoices(window, idle, shot)
    walker.code()
    walker.lines()
    walker.customers()
    walker.preview()
    walker.make()
    walker.post()
    walker.again()


class _RecurringInvoices(Walk):
    def code(self) -> None:
        """A code for what is rented."""
        self.hands.search(_("Recurring Sales Codes"))
        self.hands.key(Qt.Key.Key_N, ALT)
        self._fill(("code", CODE), ("description", _("Desk, rented by the month")))

    def lines(self) -> None:
        """What is sold with the code."""
        self.hands.search(_("Lines"))
        self.hands.key(Qt.Key.Key_N, ALT)
        self._fill(("no", "oak 160"), ("quantity", "1"))
        self.hands.key(Qt.Key.Key_Left, ALT)
        lines = self.page(ListPage)
        assert lines.model.rowCount() == 1
        self.take("lines-of-code")
        self.hands.key(Qt.Key.Key_Left, ALT)

    def customers(self) -> None:
        """Who rents, how often, and since when."""
        self.hands.search(_("Customers"))
        today = self.window.desk.context.work_date
        first = user_localizer().date(_months_before(today, MONTHS - 1))
        for name in CUSTOMERS:
            self.hands.key(Qt.Key.Key_N, ALT)
            self._fill(("customer_no", name), ("recurrence", "1M"), ("next_date", first))
            self.hands.key(Qt.Key.Key_Left, ALT)
        assert self.page(ListPage).model.rowCount() == len(CUSTOMERS)
        self.take("customers-of-code")

    def preview(self) -> None:
        """What would be made: an invoice for each customer and month."""
        self.hands.search(_("Recurring Invoices"))
        page = self.page(RecurringInvoicesPage)
        self.tab_to(page.form.fields["catch_up"])
        self.hands.key(Qt.Key.Key_Space)
        self.tab_to(page.form.fields["code_filter"])
        self.hands.type(CODE, Qt.Key.Key_Tab)
        self.hands.key(Qt.Key.Key_F5)
        assert page.table.records.rowCount() == COUNT
        self.take("preview")

    def make(self) -> None:
        """The invoices are made; the page of the run lists them."""
        self.hands.key(Qt.Key.Key_N, ALT)
        self._check_run()
        self.take("invoices-made")

    def post(self) -> None:
        """All of them are posted at once."""
        self.hands.key(Qt.Key.Key_F9)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        self.take("post-dialog", dialog)
        self.hands.key(Qt.Key.Key_Return)
        self._check_run()
        self.take("invoices-posted")

    def again(self) -> None:
        """A second run finds nothing to make."""
        self.hands.search(_("Recurring Invoices"))
        page = self.page(RecurringInvoicesPage)
        assert page.form.fields["code_filter"].value == CODE
        assert page.table.records.rowCount() == 0
        self.take("nothing-due")

    def _check_run(self) -> None:
        run = self.page(RunPage)
        rows = [run.model.row(at) for at in range(run.model.rowCount())]
        assert [row.outcome for row in rows] == [BatchOutcome.OK] * COUNT

    def _fill(self, *entries: tuple[str, str]) -> None:
        for field, text in entries:
            self.go_to_field(field)
            self.hands.type(text, Qt.Key.Key_Tab)
        card = self.page(CardPage)
        assert card.record is not None
        assert not card.notices.texts()


def _months_before(day: date, count: int) -> date:
    """The first of the month so many months before a day."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
