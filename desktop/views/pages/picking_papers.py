"""Picking from lists of orders: papers to print, picks to create, what is available to ship.

A paper is shown first; printing it counts the copy, looking at it does not (PF138).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.picking.contents import PickingTerms
from desktop.services.picking.creation import PicksMade, create_picks, left_out_text
from desktop.services.picking.order_filter import OrderFilter, order_filter
from desktop.services.picking.sorting import PickGrouping, PickLayout, PickSorting
from desktop.services.picking.to_ship import ShipAvailable, ship_available
from desktop.services.reports.archive import ArchivedPdf
from desktop.services.reports.pick_papers import (
    PickPaper,
    count_prints,
    pick_instruction_pdf,
    picking_list_pdf,
)
from desktop.services.reports.pick_sheets import PaperSize
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.choice_field import ChoiceBox
from desktop.views.fields.field import FIELD_HEIGHT
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.shell.notices import Remedy
from desktop.views.shell.tasks import Lane
from desktop.views.shell.theme import Text, set_text, theme
from desktop.views.tables.list_spec import Needs, PageAction, Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage
    from desktop.views.shell.page import Page
    from desktop.views.tables.list_page import ListPage

PICKING_LIST = ActionSpec(
    id="picking_list",
    text=N_("Picking List…"),
    icon="printer",
    group="picking",
    place=Place.MORE,
    tooltip=N_("One list for each selected order"),
)
PICK_INSTRUCTION = ActionSpec(
    id="pick_instruction",
    text=N_("Pick Instruction…"),
    icon="clipboard-list",
    group="picking",
    place=Place.MORE,
    tooltip=N_("One walk for all selected orders"),
)
CREATE_PICK = ActionSpec(
    id="create_pick",
    text=N_("Create Pick"),
    icon="scan-line",
    group="picking",
    place=Place.MORE,
    tooltip=N_("For the selected orders that are released"),
)
SHIP_AVAILABLE = ActionSpec(
    id="ship_available",
    text=N_("Ship What Is Available"),
    icon="truck",
    group="picking",
    place=Place.MORE,
    tooltip=N_("Sets Qty. to Ship of the selected orders to what there is of the goods"),
)

_SECTION = "picking"

SORTINGS: dict[StrEnum, str] = {
    PickSorting.BIN: N_("By bin"),
    PickSorting.ITEM: N_("By item"),
    PickSorting.LINE: N_("By line of the order"),
}
GROUPINGS: dict[StrEnum, str] = {
    PickGrouping.NONE: N_("All together"),
    PickGrouping.SHIPMENT_DATE: N_("A walk for each shipment date"),
    PickGrouping.CUSTOMER: N_("A walk for each customer"),
    PickGrouping.AGENT: N_("A walk for each shipping agent"),
}
LAYOUTS: dict[StrEnum, str] = {
    PickLayout.COLLECT: N_("Collect list"),
    PickLayout.PER_ORDER: N_("Order by order"),
}
SIZES: dict[StrEnum, str] = {PaperSize.A4: N_("A4"), PaperSize.A5: N_("A5")}


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """How a list is to be made."""

    terms: PickingTerms
    layout: PickLayout
    size: PaperSize
    only_available: bool = False


class PickingDialog(Question):
    """Asks how a list is to be made; what was chosen last is chosen again."""

    def __init__(
        self,
        page: Page,
        title: str,
        done: Callable[[PaperChoice], object],
        *,
        is_instruction: bool,
    ) -> None:
        super().__init__(page, title)
        self._state = page.desk.state
        self._kind = "instruction" if is_instruction else "list"
        self._done = done
        self._boxes: dict[str, ChoiceBox] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setColumnStretch(1, 1)
        if is_instruction:
            self._add_box("layout", _("Layout"), LAYOUTS)
            self._add_box("grouping", _("Grouping"), GROUPINGS)
        self._add_box("sorting", _("Sorting"), SORTINGS)
        self._add_box("size", _("Paper"), SIZES)
        self.limit = QCheckBox(_("Limit to stock, and tell what is missing"))
        self.limit.setChecked(self._known("limit", "yes" if is_instruction else "no") == "yes")
        self.available = QCheckBox(_("Only orders of which everything is there"))
        self.available.setChecked(self._known("available", "no") == "yes")
        holder = QWidget()
        holder.setLayout(self._grid)
        self.add(holder)
        self.add(self.limit)
        self.add(self.available)
        self.add_button(_("Show"), self._on_show, default=True)
        self.add_cancel()
        next(iter(self._boxes.values())).setFocus()

    def _add_box(self, name: str, label: str, words: dict[StrEnum, str]) -> None:
        box = ChoiceBox()
        box.setAccessibleName(label)
        box.setFixedHeight(theme().px(FIELD_HEIGHT))
        for value, word in words.items():
            box.addItem(_(word), value.value)
        at = box.findData(self._known(name, ""))
        box.setCurrentIndex(max(at, 0))
        caption = QLabel(label)
        set_text(caption, Text.BODY, "muted")
        caption.setBuddy(box)
        row = len(self._boxes)
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(box, row, 1)
        self._boxes[name] = box

    def _known(self, name: str, default: str) -> str:
        known: str = self._state.get(_SECTION, f"{self._kind}.{name}", default)
        return known

    def _value(self, name: str, default: str) -> str:
        box = self._boxes.get(name)
        return str(box.currentData()) if box is not None else default

    def _on_show(self) -> None:
        chosen = {name: self._value(name, "") for name in self._boxes}
        chosen["limit"] = "yes" if self.limit.isChecked() else "no"
        chosen["available"] = "yes" if self.available.isChecked() else "no"
        for name, value in chosen.items():
            self._state.set(_SECTION, f"{self._kind}.{name}", value)
        terms = PickingTerms(
            sorting=PickSorting(self._value("sorting", PickSorting.BIN)),
            grouping=PickGrouping(self._value("grouping", PickGrouping.NONE)),
            limit_to_stock=self.limit.isChecked(),
        )
        layout = PickLayout(self._value("layout", PickLayout.PER_ORDER))
        size = PaperSize(self._value("size", PaperSize.A4))
        self._done(PaperChoice(terms, layout, size, self.available.isChecked()))


# ------------------------------------------------------------------------------------ the papers


def ask_picking_list(page: Page, numbers: Sequence[str]) -> None:
    """Ask how the picking lists of orders are to be made, and show them."""
    done = partial(_make, page, tuple(numbers), _picking_list)
    PickingDialog(page, _("Picking List"), done, is_instruction=False).open()


def ask_pick_instruction(page: Page, numbers: Sequence[str]) -> None:
    """Ask how the pick instruction for orders is to be made, and show it."""
    done = partial(_make, page, tuple(numbers), _instruction)
    PickingDialog(page, _("Pick Instruction"), done, is_instruction=True).open()


Maker = Callable[[Session, OrderFilter, PaperChoice, UserContext], PickPaper]


def _picking_list(
    session: Session, wanted: OrderFilter, choice: PaperChoice, context: UserContext
) -> PickPaper:
    return picking_list_pdf(session, wanted, choice.terms, context, choice.size)


def _instruction(
    session: Session, wanted: OrderFilter, choice: PaperChoice, context: UserContext
) -> PickPaper:
    return pick_instruction_pdf(
        session, wanted, choice.terms, context, layout=choice.layout, size=choice.size
    )


def _make(page: Page, numbers: tuple[str, ...], maker: Maker, choice: PaperChoice) -> None:
    page.notices.clear()
    context = page.desk.context
    wanted = order_filter(numbers=numbers, only_available=choice.only_available)
    page.read(
        lambda session: maker(session, wanted, choice, context),
        done=partial(show_pick_paper, page),
        lane=Lane.SURVEY,
        busy=_("Making the lists…"),
    )


def show_pick_paper(page: Page, paper: PickPaper) -> None:
    """Show a paper of the warehouse; printing it is counted."""
    shown = ArchivedPdf(paper.name, paper.pdf, hashlib.sha256(paper.pdf).hexdigest())
    dialog = PdfDialog(
        shown, page, PrinterChoice(page.desk.state, "warehouse", paper.location_code)
    )
    dialog.view.printed.connect(partial(_count, page, paper))
    dialog.open()


def _count(page: Page, paper: PickPaper) -> None:
    context = page.desk.context
    page.write(lambda session: count_prints(session, paper, context), done=lambda _counted: None)


# ------------------------------------------------------------------------------------ the orders


def _with_numbers(do: Callable[[ListPage, tuple[str, ...]], object]) -> Callable[[ListPage], None]:
    """A command for the orders that are selected in a list."""

    def given(page: ListPage) -> None:
        def go_on(keys: Sequence[Any]) -> None:
            do(page, tuple(dict.fromkeys(_number(key) for key in keys)))

        page.selection.keys(go_on)

    return given


def _number(key: object) -> str:
    return key.no if isinstance(key, DocumentKey) else str(key)


def create_pick(page: Page, numbers: tuple[str, ...]) -> None:
    """Make picks of these orders; the first one is opened by the message."""
    page.notices.clear()
    context = page.desk.context
    wanted = order_filter(numbers=numbers)
    page.write(
        lambda session: create_picks(session, wanted, context),
        done=partial(_tell_made, page),
        busy=_("Giving the goods to the orders…"),
    )


def _tell_made(page: Page, made: PicksMade) -> None:
    for no in made.numbers:
        opens = Remedy(_("Open Pick"), partial(page.desk.navigation.open, "pick", no))
        page.notices.done(_("Pick {no} is created.").format(no=no), opens)
    if made.left_out:
        lacking = [left_out_text(each, page.desk.context.language) for each in made.left_out]
        page.notices.warn(_("Left out: {reasons}").format(reasons=" · ".join(lacking)))


def ship_what_there_is(page: Page, numbers: tuple[str, ...]) -> None:
    """Set Qty. to Ship of these orders to what each gets, and tell the result (PF143)."""
    page.notices.clear()
    context = page.desk.context
    wanted = order_filter(numbers=numbers)
    page.write(
        lambda session: ship_available(session, wanted, context),
        done=partial(_tell_shipping, page),
        busy=_("Giving the goods to the orders…"),
    )


def _tell_shipping(page: Page, found: ShipAvailable) -> None:
    localizer = user_localizer()
    count = len(found.orders)
    text = ngettext(
        "{count} order has something to ship now. Nothing is posted yet.",
        "{count} orders have something to ship now. Nothing is posted yet.",
        count,
    )
    page.notices.done(text.format(count=localizer.integer(count)))
    short = [
        _("{order_no} {item_no}: {quantity} to ship, {missing} missing").format(
            order_no=row.order_no,
            item_no=row.item_no,
            quantity=localizer.quantity(row.qty_to_ship),
            missing=localizer.quantity(row.missing),
        )
        for row in found.rows
        if row.missing
    ]
    if short:
        page.notices.warn(" · ".join(short))
    for refusal in (found.refused or {}).values():
        page.notices.show(refusal)


PICKING_ACTIONS = (
    PageAction(PICKING_LIST, _with_numbers(ask_picking_list), Needs.SELECTION),
    PageAction(PICK_INSTRUCTION, _with_numbers(ask_pick_instruction), Needs.SELECTION),
    PageAction(CREATE_PICK, _with_numbers(create_pick), Needs.SELECTION),
    PageAction(SHIP_AVAILABLE, _with_numbers(ship_what_there_is), Needs.SELECTION),
)
"""What lists of orders offer for their selection."""


def _of_document(do: Callable[[Page, tuple[str, ...]], object]) -> Callable[[DocumentPage], None]:
    """The same command for the order of a page."""

    def given(page: DocumentPage) -> None:
        if page.view is not None:
            do(page, (page.view.key.no,))

    return given


PICKING_OF_DOCUMENT = (
    PageAction(PICKING_LIST, _of_document(ask_picking_list)),
    PageAction(CREATE_PICK, _of_document(create_pick)),
    PageAction(SHIP_AVAILABLE, _of_document(ship_what_there_is)),
)
"""What an order offers on its page."""
