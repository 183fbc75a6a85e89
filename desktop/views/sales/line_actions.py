"""What can be done with the line of the cursor: texts, substitutes, availability."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.models.supply_words import DemandType
from desktop.models.values.keys import DocumentType
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.rolling_up import RollUp, roll_up_cost, roll_up_price
from desktop.services.assembly.sales_lines import assembly_order, made_for_line
from desktop.services.assembly.views import AssemblyView
from desktop.services.purchases.from_shortage import purchase_shortage
from desktop.services.sales.exploding import explode_line
from desktop.services.sales.line_assembly import ASSEMBLED
from desktop.services.sales.line_availability import (
    StockoutDetail,
    asked_for,
    change_to_earliest,
    stockout_detail,
)
from desktop.services.sales.line_substitutes import Substitute, substitute, substitutes
from desktop.services.sales.text_command import extended_texts
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.acts import Act
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.pages.document_spec import LineRemedy
from desktop.views.pages.reserve_action import open_reserving, reserve_action
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose
from desktop.views.shell.keys import Key
from desktop.views.tables.line_columns import LineSnapshot
from desktop.views.tables.list_spec import PageAction

TEXTS = ActionSpec(
    id="extended_texts", text=N_("Texts"), icon="list", place=Place.HIDDEN, in_grid=True
)
SUBSTITUTES = ActionSpec(
    id="substitutes", text=N_("Substitutes…"), icon="refresh-cw", place=Place.HIDDEN, in_grid=True
)

ASSEMBLE = ActionSpec(
    id="assemble_to_order",
    text=N_("Assemble to Order"),
    icon="layers",
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Shows the components that are put together for this line"),
)

KIT_LINES = ActionSpec(
    id="kit_lines",
    text=N_("Assemble-to-Order Lines"),
    icon="list",
    key=Key.KIT_LINES,
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Opens what is assembled for this line"),
)
EXPLODE = ActionSpec(
    id="explode_bom",
    text=N_("Explode"),
    icon="network",
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Replaces the line by the components of its bill of materials"),
)
ROLL_UP_PRICE = ActionSpec(
    id="roll_up_price",
    text=N_("Roll Up Price"),
    icon="calculator",
    place=Place.HIDDEN,
    in_grid=True,
)
ROLL_UP_COST = ActionSpec(
    id="roll_up_cost", text=N_("Roll Up Cost"), icon="calculator", place=Place.HIDDEN, in_grid=True
)
AVAILABILITY = ActionSpec(
    id="availability",
    text=N_("Availability"),
    icon="calendar",
    key=Key.AVAILABILITY,
    place=Place.HIDDEN,
    in_grid=True,
)
GRAVE_WARNINGS = frozenset({"stockout"})
"""Warnings in red: the line itself falls short (PF9)."""


def open_availability(page: DocumentPage) -> None:
    """Show the availability of the item of the cursor's line (PF6)."""
    line_no = _line_no(page)
    line = next((each for each in page.view.lines if each.line_no == line_no), None)
    if line is not None:
        _show_availability(page, line, "availability_by_event")


def offer_locations(page: DocumentPage, line: LineSnapshot) -> None:
    """Show what other locations have, from the warning of a line that falls short (PF10)."""
    _show_availability(page, line, "availability_by_location")


def move_to_earliest(page: DocumentPage, line: LineSnapshot) -> None:
    """Ship the line on the first date on which it can be met (PF10)."""
    page.run(
        change_to_earliest,
        line.line_no,
        done=partial(_noted, page, Act.CHANGE_LINE, line.line_no, field="shipment_date"),
    )


def buy_shortage(page: DocumentPage, line: LineSnapshot) -> None:
    """Order what is short from the usual vendor, and show that order (PF10)."""
    page.run(
        purchase_shortage,
        line.line_no,
        done=lambda view: page.desk.navigation.open("purchase_order", view.key.no),
    )


def reserve_for(page: DocumentPage, line: LineSnapshot) -> None:
    """Show what can be kept for a line that falls short (PF10)."""
    open_reserving(page, DemandType.SALES, line.line_no)


def _show_availability(page: DocumentPage, line: LineSnapshot, target: str) -> None:
    asked = asked_for(page.view.key, line, page.desk.context.work_date)
    if asked is None:
        page.notices.info(_("Only items have availability."))
    else:
        page.desk.navigation.open(target, asked)


def offer_remedies(page: DocumentPage, line: LineSnapshot) -> None:
    """Show what is behind the warning of a line, and ask what is to be done (PF10)."""
    page.read(
        partial(
            stockout_detail,
            key=page.view.key,
            line_no=line.line_no,
            context=page.desk.context,
        ),
        done=partial(_ask_remedy, page, line),
    )


def _ask_remedy(page: DocumentPage, line: LineSnapshot, found: StockoutDetail | None) -> None:
    if found is None:
        page.reload()
        return
    earliest = (
        user_localizer().date(found.earliest)
        if found.earliest
        else _("No date is known on which the line could be met.")
    )
    ways = [
        Option(move_to_earliest, _("Change date to earliest"), earliest),
        Option(offer_substitute, _("Sell a substitute")),
        Option(offer_locations, _("Look at other locations")),
        Option(
            buy_shortage,
            _("Create a purchase order"),
            _("{quantity} {unit} from the usual vendor").format(
                quantity=user_localizer().quantity(found.shortage), unit=found.unit
            ),
        ),
    ]
    if _is_order(page.view):
        ways.insert(1, Option(reserve_for, _("Reserve")))
    choose(
        page,
        _("Line {line_no}: {no}").format(line_no=line.line_no, no=line.values["no"]),
        ways,
        verb=_("Continue"),
        done=lambda remedy: remedy(page, line),
        text=_told(found),
    )


def _told(found: StockoutDetail) -> str:
    """The figures behind a warning, one to a row."""
    show = user_localizer().quantity
    return "\n".join(
        (
            _("Available Inventory: {quantity}").format(quantity=show(found.available_inventory)),
            _("Gross Requirement: {quantity}, of which reserved {reserved}").format(
                quantity=show(found.gross_requirement), reserved=show(found.reserved_requirement)
            ),
            _("Receipts: {quantity}, of which reserved {reserved}").format(
                quantity=show(found.scheduled_receipt), reserved=show(found.reserved_receipt)
            ),
            _("This line: {quantity} {unit}").format(
                quantity=show(found.current_quantity), unit=found.unit
            ),
            _("Shortage: {quantity} {unit}").format(quantity=show(found.shortage), unit=found.unit),
        )
    )


def put_texts(page: DocumentPage) -> None:
    """Put the extended texts of the cursor's line below it."""
    line_no = _line_no(page)
    if line_no is not None:
        page.run(extended_texts, line_no, done=partial(_noted, page, Act.EXTENDED_TEXTS, line_no))


def ask_substitute(page: DocumentPage) -> None:
    """List what may be sold in the place of what the cursor's line sells."""
    line_no = _line_no(page)
    if line_no is not None:
        _read_substitutes(page, line_no)


def offer_substitute(page: DocumentPage, line: LineSnapshot) -> None:
    """The same from the warning of a line that falls short."""
    _read_substitutes(page, line.line_no)


def _line_no(page: DocumentPage) -> int | None:
    """The number of the cursor's line; without a line the user is told to choose one."""
    take_typed(page)
    row = page.lines.grid.current_line()
    if row is not None and row.line_no is not None:
        return int(row.line_no)
    page.notices.info(_("Put the cursor on a line first."))
    return None


def _read_substitutes(page: DocumentPage, line_no: int) -> None:
    page.read(
        partial(substitutes, key=page.view.key, line_no=line_no, context=page.desk.context),
        done=partial(_choose, page, line_no),
    )


def _choose(page: DocumentPage, line_no: int, found: Sequence[Substitute]) -> None:
    line = next((each for each in page.view.lines if each.line_no == line_no), None)
    if line is None:
        return
    no = str(line.values["no"])
    offered = [each for each in found if each.refusal is None]
    if not offered:
        page.notices.info(
            _("Item {no} has no substitutes. Enter them on the item card.").format(no=no)
            if not found
            else _("No substitute of item {no} can be sold now.").format(no=no)
        )
        return
    choose(
        page,
        _("Sell instead of {no}").format(no=no),
        [Option(each, _title(each), _detail(each)) for each in offered],
        verb=_("Replace"),
        done=partial(_substitute, page, line_no),
        text=_("Quantity, dates and location stay; price, VAT and texts are the substitute's."),
    )


def _title(offer: Substitute) -> str:
    name = f"{offer.no} {offer.variant_code}".strip()
    return f"{name} · {offer.description}"


def _detail(offer: Substitute) -> str:
    localizer = user_localizer()
    parts = []
    if offer.available is not None:
        parts.append(
            _("{quantity} {unit} available").format(
                quantity=localizer.quantity(offer.available), unit=offer.base_unit
            )
        )
    parts.append(
        _("{price} per {unit}").format(
            price=localizer.unit_price(offer.unit_price), unit=offer.unit_code or ""
        )
    )
    if offer.condition:
        parts.append(offer.condition)
    return " · ".join(parts)


def _substitute(page: DocumentPage, line_no: int, offer: Substitute) -> None:
    page.run(
        substitute,
        line_no,
        substitute_no=offer.no,
        substitute_variant_code=offer.variant_code,
        done=partial(_noted, page, Act.SUBSTITUTE, line_no),
    )


def _noted(
    page: DocumentPage, act: Act, line_no: int, answer: DocumentView, *, field: str = ""
) -> None:
    page.editor.note(act, field, line_no, answer)
    page.editor.take_changed(answer)


def _can_assemble(view: DocumentView) -> bool:
    return view.key.type in ASSEMBLED


def _is_order(view: DocumentView) -> bool:
    return view.key.type is DocumentType.ORDER


def assemble_line(page: DocumentPage) -> None:
    """Open what is put together for the cursor's line; it is made for all of it at first."""
    line_no = _line_no(page)
    if line_no is not None:
        page.run(assembly_order, line_no, done=partial(_open_assembly, page))


def _open_assembly(page: DocumentPage, answer: AssemblyView) -> None:
    page.reload()
    page.desk.navigation.open("assembly_order", answer.key)


def show_kit_lines(page: DocumentPage) -> None:
    """Open what is put together for the cursor's line, if anything is."""
    line_no = _line_no(page)
    if line_no is not None:
        page.read(
            partial(made_for_line, key=page.view.key, line_no=line_no),
            done=partial(_show_kit, page),
        )


def _show_kit(page: DocumentPage, found: AssemblyKey | None) -> None:
    if found is not None:
        page.desk.navigation.open("assembly_order", found)
        return
    page.notices.info(
        _("Nothing is assembled to order on this line. Enter a quantity under To Assemble first.")
    )


def explode_kit(page: DocumentPage) -> None:
    """Put the components of the cursor's line on lines of their own (CU61)."""
    line_no = _line_no(page)
    if line_no is not None:
        page.run(explode_line, line_no, done=partial(_noted, page, Act.EXPLODE, line_no))


def take_price_of_kit(page: DocumentPage) -> None:
    """Let the cursor's line cost the customer what its components would (PF125)."""
    _roll_up(page, roll_up_price, "unit_price")


def take_cost_of_kit(page: DocumentPage) -> None:
    """Let the cursor's line cost what its components do (PF125)."""
    _roll_up(page, roll_up_cost, "unit_cost_lcy")


def _roll_up(page: DocumentPage, command: RollUp, field: str) -> None:
    line_no = _line_no(page)
    if line_no is not None:
        done = partial(_noted, page, Act.ROLL_UP, line_no, field=field)
        page.run(command, line_no, done=done)


LINE_ACTIONS = (
    PageAction(TEXTS, put_texts),
    PageAction(SUBSTITUTES, ask_substitute),
    PageAction(AVAILABILITY, open_availability),
    reserve_action(DemandType.SALES, _is_order),
    PageAction(ASSEMBLE, assemble_line, fits=_can_assemble),
    PageAction(KIT_LINES, show_kit_lines, fits=_can_assemble),
    PageAction(EXPLODE, explode_kit),
    PageAction(ROLL_UP_PRICE, take_price_of_kit, fits=_can_assemble),
    PageAction(ROLL_UP_COST, take_cost_of_kit, fits=_can_assemble),
)
"""The commands in the head of the lines of a sales document."""


def show_components(page: DocumentPage, line: LineSnapshot) -> None:
    """Show the components of the kits of a line on their due dates (PF122)."""
    page.read(
        partial(made_for_line, key=page.view.key, line_no=line.line_no),
        done=partial(_show_components, page),
    )


def _show_components(page: DocumentPage, found: AssemblyKey | None) -> None:
    if found is None:
        page.reload()
        return
    page.desk.navigation.open("assembly_components", found)


LINE_REMEDIES = {
    "components_short": LineRemedy(N_("Look at the components"), show_components),
    "stockout": LineRemedy(N_("What to do…"), offer_remedies),
    "stockout_later": LineRemedy(N_("What to do…"), offer_remedies),
}
"""What is offered beside a line's warning."""
