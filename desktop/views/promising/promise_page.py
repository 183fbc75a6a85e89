"""The promising window of an order (PF39–PF43): nothing is calculated until a method is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.promising.accepting import LEFT_OUT, accept
from desktop.services.promising.choices import Choice
from desktop.services.promising.lines import Method
from desktop.services.promising.refusals import (
    PromiseLineChanged,
    PromiseNeverPossible,
    PromiseNoLongerPossible,
    PromiseOrderNotOpen,
)
from desktop.services.promising.shown import PromisedLine
from desktop.services.promising.window import (
    DELIVERY,
    PromisingWindow,
    calculate,
    enter_delivery,
    open_window,
    recalculated,
)
from desktop.services.records import FieldInfo, FieldKind
from desktop.services.sales.release import reopen
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.promising import PAGE, PromiseOf
from desktop.views.promising.date_chain_pane import DateChainPane
from desktop.views.promising.promise_columns import WINDOW_COLUMNS
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import Question
from desktop.views.shell.keys import Key
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session

ACCEPT = ActionSpec(
    id="accept_dates",
    text=N_("Accept Dates"),
    icon="check",
    key=Key.ACCEPT,
    primary=True,
    group="accept",
)
AVAILABLE = ActionSpec(
    id="available_to_promise",
    text=N_("Available-to-Promise"),
    icon="package-check",
    framed=True,
    group="calculate",
    tooltip=N_("The first date from what is there and on its way"),
)
CAPABLE = ActionSpec(
    id="capable_to_promise",
    text=N_("Capable-to-Promise"),
    icon="layers",
    group="calculate",
    tooltip=N_("The first date if what is short is bought or assembled"),
)
SOON_AVAILABLE = ActionSpec(
    id="available_at_once",
    text=N_("Available-to-Promise, as Soon as Possible"),
    icon="package-check",
    group="soon",
    place=Place.MORE,
)
SOON_CAPABLE = ActionSpec(
    id="capable_at_once",
    text=N_("Capable-to-Promise, as Soon as Possible"),
    icon="layers",
    group="soon",
    place=Place.MORE,
)
TYPE_DELIVERY = ActionSpec(
    id="type_delivery",
    text=N_("Enter Delivery Date…"),
    icon="calendar",
    key=Key.EDIT_CELL,
    group="type",
)
OPEN_ORDER = ActionSpec(
    id="open_order", text=N_("Open Order"), icon="shopping-cart", group="order", place=Place.MORE
)
OUTDATED = (PromiseLineChanged, PromiseNeverPossible, PromiseNoLongerPossible)


class DeliveryDialog(Question):
    """Asks when a line is to be with the customer."""

    def __init__(
        self, page: PromisePage, line: PromisedLine, done: Callable[[date | None], object]
    ) -> None:
        super().__init__(
            page,
            _("Delivery of {no}").format(no=line.item_no),
            _("The date is checked against what can be had. Leave it empty to search for one."),
        )
        self._done = done
        self._value: date | None = line.planned_delivery_date
        info = FieldInfo(name=DELIVERY, label=N_("Planned Delivery Date"), kind=FieldKind.DATE)
        tools = FieldTools(lambda: page.desk.context.work_date, lambda *_nothing: None)
        self.form = FieldForm([info], tools)
        self.form.set_wide(False)
        self.form.committed.connect(self._on_committed)
        self.form.fields[DELIVERY].show_value(self._value)
        self.add(self.form)
        button = self.add_button(_("Check Date"), default=True)
        button.clicked.disconnect()
        button.clicked.connect(self._on_done)
        self.add_cancel()
        self.form.fields[DELIVERY].setFocus()

    def _on_committed(self, _name: str, value: object) -> None:
        self._value = value if isinstance(value, date) else None
        self.form.fields[DELIVERY].show_value(self._value)

    def _on_done(self) -> None:
        self.form.fields[DELIVERY].commit()
        if not self.form.fields[DELIVERY].error:
            self._finish(partial(self._done, self._value))


class PromisePage(ListPage):
    """The lines of an order with the dates that can be promised; several selected are meant alone.

    What was calculated is kept here, and nowhere else, until it is accepted.
    """

    def __init__(self, desk: Desk, key: object) -> None:
        self.asked = key if isinstance(key, PromiseOf) else PromiseOf(_document(key))
        self.calculated: PromisingWindow | None = None
        self._pane = DateChainPane()
        super().__init__(desk, _spec(self), self.asked)
        no = self.asked.document.no
        self.set_title(_("Promise Dates · {no}").format(no=no))
        self.head.set_breadcrumb([Crumb(no, "sales_order", self.asked.document)])
        self.set_fact_pane(self._pane)
        if self.asked.line_no is not None:
            self._last_key = self.asked.line_no

    def lines(self, session: Session) -> Sequence[PromisedLine]:
        """The rows: as calculated last, else as the order has them."""
        shown = self.calculated
        if shown is None:
            shown = open_window(session, self.asked.document, self.desk.context)
        return shown.lines

    def start(self, session: Session) -> PromisingWindow:
        """The window as it stands."""
        if self.calculated is not None:
            return self.calculated
        return open_window(session, self.asked.document, self.desk.context)

    def take(self, window: PromisingWindow | None) -> None:
        """Show what was calculated."""
        self.calculated = window
        self.reload()

    def choose(self, choice: Choice) -> None:
        """Calculate the selected lines if there are several, else all."""
        self.notices.clear()
        if self.table.selected_count() > 1:
            self.selection.keys(partial(self._calculate, choice))
        else:
            self._calculate(choice, None)

    def _calculate(self, choice: Choice, line_nos: Collection[int] | None) -> None:
        context = self.desk.context
        self.read(
            lambda session: calculate(session, self.start(session), choice, context, line_nos),
            done=self.take,
            busy=_("Calculating dates…"),
        )

    def take_delivery(self, line_no: int, delivery: date | None) -> None:
        """Check a typed delivery date."""
        self.notices.clear()
        context = self.desk.context
        self.read(
            lambda session: enter_delivery(
                session, self.start(session), line_no, delivery, context
            ),
            done=self.take,
        )

    def accept(self) -> None:
        """Write the dates into the order."""
        self.notices.clear()
        context = self.desk.context
        self.write(
            lambda session: accept(session, self.start(session), context),
            done=self._on_accepted,
            refused=self._on_refused,
            busy=_("Accepting dates…"),
        )

    def _on_accepted(self, view: DocumentView) -> None:
        """The order shows its new dates; with lines left out the window stays and names them."""
        left_out = [notice for notice in view.notices if notice.code == LEFT_OUT]
        if not left_out:
            self.desk.navigation.open("sales_order", view.key)
            self.closed.emit()
            return
        self.take(None)
        opens = Remedy(_("Open Order"), self.open_order)
        self.notices.done(_("The dates are accepted."), opens)
        for notice in left_out:
            self.notices.show_notice(notice)

    def _on_refused(self, refusal: Refusal) -> None:
        if isinstance(refusal, PromiseOrderNotOpen):
            self.notices.show(refusal, Remedy(_("Reopen"), self._reopen))
            return
        self.notices.show_only(refusal)
        each = refusal.refusals if isinstance(refusal, SeveralRefusals) else (refusal,)
        if any(isinstance(one, OUTDATED) for one in each):
            context = self.desk.context
            self.read(
                lambda session: recalculated(session, self.start(session), {}, context),
                done=self.take,
            )

    def _reopen(self) -> None:
        context, key = self.desk.context, self.asked.document
        self.write(lambda session: reopen(session, key, context), done=lambda _view: self.accept())

    def open_order(self) -> None:
        """Show the order."""
        self.desk.navigation.open("sales_order", self.asked.document)

    def _on_row_activated(self, position: int) -> None:
        del position
        ask_delivery(self)

    def _on_current_changed(self, position: int) -> None:
        super()._on_current_changed(position)
        self._pane.show_line(self.model.row(position))

    def _on_shown(self) -> None:
        super()._on_shown()
        self._pane.show_line(self.current_row())


def ask_delivery(page: PromisePage) -> None:
    """Ask for the delivery date of the cursor's line."""
    line = page.current_row()
    if isinstance(line, PromisedLine):
        DeliveryDialog(page, line, partial(page.take_delivery, line.line_no)).open()


def _document(key: object) -> DocumentKey:
    return key if isinstance(key, DocumentKey) else DocumentKey(DocumentType.ORDER, str(key))


def _by(method: Method, *, at_once: bool = False) -> Callable[[PromisePage], object]:
    choice = Choice(method, as_soon_as_possible=at_once)
    return lambda page: page.choose(choice)


def _line_no(line: PromisedLine) -> int:
    return line.line_no


def _spec(page: PromisePage) -> ListSpec:
    return ListSpec(
        name=PAGE,
        title=N_("Promise Dates"),
        icon="calendar-check",
        columns=WINDOW_COLUMNS,
        source=computed(
            page.lines,
            WINDOW_COLUMNS,
            _line_no,
            today=lambda: page.desk.context.work_date,
        ),
        key=_line_no,
        tables=frozenset({"sales_line"}),
        actions=(
            PageAction(ACCEPT, lambda shown: shown.accept()),
            PageAction(AVAILABLE, _by(Method.ATP)),
            PageAction(CAPABLE, _by(Method.CTP)),
            PageAction(TYPE_DELIVERY, ask_delivery, Needs.ROW),
            PageAction(SOON_AVAILABLE, _by(Method.ATP, at_once=True)),
            PageAction(SOON_CAPABLE, _by(Method.CTP, at_once=True)),
            PageAction(OPEN_ORDER, lambda shown: shown.open_order()),
        ),
        empty=N_("No line of this order waits for stocked items."),
    )
