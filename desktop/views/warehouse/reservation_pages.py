"""Reservations: the list of all, and the page that reserves for one line (PF47, PF50)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from desktop.errors import Notice
from desktop.models.labels import enum_label
from desktop.models.supply_words import Binding, DemandType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.reservations.commands import (
    Reserved,
    cancel_for_line,
    cancel_reservations,
    reserve_line,
)
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.queries import (
    LineNeed,
    ReservationRow,
    SupplyRow,
    demand_ref,
    line_need,
    reservation_rows,
    supply_ref,
)
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.entry_list import Entries
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, Session, View

GROUP = N_("Warehouse")
LIST_PAGE = "reservations"
LINE_PAGE = "reserve_line"
TABLES = frozenset(
    {
        "reservation",
        "item_ledger_entry",
        "sales_line",
        "purchase_line",
        "assembly_header",
        "assembly_line",
    }
)
CANCEL = ActionSpec(id="cancel_reservation", text=N_("Cancel Reservation"), icon="unlink")
RESERVE = ActionSpec(
    id="reserve_current",
    text=N_("Reserve from Current Line"),
    icon="link",
    key=Key.RESERVE,
    primary=True,
)
AUTO_RESERVE = ActionSpec(id="auto_reserve", text=N_("Auto Reserve"), icon="list-plus")
SHOW_SUPPLY = ActionSpec(id="show_supply", text=N_("Show Supply"), icon="external-link")
BINDING_TONES = {
    Binding.NORMAL: Tone.NEUTRAL,
    Binding.ORDER_PROMISE: Tone.INFO,
    Binding.ORDER_TO_ORDER: Tone.OK,
}


def supply_name(supply: Supply) -> str:
    """What stands for a supply: the number of its document, or of the item ledger entry."""
    return str(supply.entry_no) if supply.is_stock else supply.document_no


# ------------------------------------------------------------------------------ all reservations

COLUMNS = (
    Column("item_no", N_("Item No."), lambda row: row.scope.item_no, Kind.CODE, width=88),
    Column(
        "variant_code",
        N_("Variant"),
        lambda row: row.scope.variant_code,
        Kind.CODE,
        visible=False,
    ),
    Column(
        "location_code", N_("Location"), lambda row: row.scope.location_code, Kind.CODE, width=88
    ),
    Column("quantity", N_("Quantity"), lambda row: row.quantity, Kind.QUANTITY, width=64),
    Column("demand_no", N_("Reserved For"), lambda row: row.demand.document_no, Kind.LINK),
    Column(
        "demand_type",
        N_("Demand"),
        lambda row: _(enum_label(row.demand.type)),
        width=150,
        visible=False,
    ),
    Column("demand_line", N_("Line"), lambda row: row.demand.line_no, Kind.INTEGER, width=64),
    Column("demand_date", N_("Needed On"), lambda row: row.demand_date, Kind.DATE, width=104),
    Column("supply_type", N_("Supply"), lambda row: _(enum_label(row.supply.type)), width=148),
    Column("supply_no", N_("Comes From"), lambda row: supply_name(row.supply), Kind.CODE, width=96),
    Column("supply_date", N_("Expected On"), lambda row: row.supply_date, Kind.DATE, width=104),
    Column(
        "binding",
        N_("Binding"),
        lambda row: _(enum_label(row.binding)),
        Kind.STATUS,
        width=130,
        pill=lambda row: BINDING_TONES[row.binding],
    ),
    Column("user", N_("Reserved By"), lambda row: row.user, visible=False),
    Column("created_at", N_("Reserved At"), lambda row: row.created_at, Kind.DATETIME),
)


def reservation_list(desk: Desk) -> ListSpec:
    """The declaration of the list of all reservations."""
    return ListSpec(
        name=LIST_PAGE,
        title=N_("Reservations"),
        icon="link",
        columns=COLUMNS,
        source=computed(
            reservation_rows,
            COLUMNS,
            lambda row: row.id,
            views={each.value: partial(_is_bound, binding=each) for each in Binding},
            today=lambda: desk.context.work_date,
        ),
        key=lambda row: row.id,
        tables=frozenset({"reservation"}),
        views=(
            View("", N_("All reservations")),
            View(Binding.NORMAL, N_("By hand")),
            View(Binding.ORDER_PROMISE, N_("For promises")),
            View(Binding.ORDER_TO_ORDER, N_("For kits")),
        ),
        actions=(
            PageAction(CANCEL, _cancel_selected, Needs.SELECTION),
            PageAction(SHOW_SUPPLY, _show_supply_of_row, Needs.ROW),
        ),
        empty=N_("Nothing is reserved. Put the cursor on an order line and press Ctrl+R."),
    )


def _is_bound(row: ReservationRow, *, binding: Binding) -> bool:
    return row.binding is binding


def _cancel_selected(page: ListPage) -> None:
    page.selection.keys(partial(_cancel, page))


def _cancel(page: ListPage, ids: Sequence[int]) -> None:
    page.notices.clear()
    page.write(
        partial(cancel_reservations, ids=list(ids), context=page.desk.context),
        done=partial(_cancelled, page),
    )


def _cancelled(page: ListPage, told: Sequence[Notice]) -> None:
    page.notices.done(_("The goods are free again."))
    for notice in told:
        page.notices.show_notice(notice)


def _show_supply_of_row(page: ListPage) -> None:
    row = page.current_row()
    if row is not None:
        _show_supply(page, row.supply)


def _show_supply(page: ListPage, supply: Supply) -> None:
    if supply.is_stock:
        where = (("entry_no", supply.entry_no),)
        page.desk.navigation.open("item_ledger_entry_list", Entries(where, str(supply)))
    elif not page.desk.navigation.open_record(supply_ref(supply)):
        page.notices.info(_("{document} has no page.").format(document=supply.document_no))


class ReservationsPage(ListPage):
    """All reservations; Enter opens the document that wants the goods."""

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None and not self.desk.navigation.open_record(demand_ref(row.demand)):
            self.notices.info(_("{document} has no page.").format(document=row.demand.document_no))


# ---------------------------------------------------------------------------------- for one line

_PLACES: dict[DemandType, Callable[[str], tuple[str, object]]] = {
    DemandType.SALES: lambda no: ("sales_order", DocumentKey(DocumentType.ORDER, no)),
    DemandType.ASSEMBLY_COMPONENT: lambda no: ("assembly_order", no),
}
"""The page of the document that wants the goods, with its key."""

SUPPLY_COLUMNS = (
    Column("supply_type", N_("Supply"), lambda row: _(enum_label(row.supply.type)), width=160),
    Column("supply_no", N_("Comes From"), lambda row: supply_name(row.supply), Kind.CODE),
    Column("party", N_("Name"), lambda row: row.party, width=200),
    Column("day", N_("Expected On"), lambda row: row.day, Kind.DATE),
    Column("total", N_("Quantity"), lambda row: row.total, Kind.QUANTITY),
    Column("reserved", N_("Reserved"), lambda row: row.reserved or None, Kind.QUANTITY),
    Column("available", N_("Available"), lambda row: row.available or None, Kind.QUANTITY),
    Column("own", N_("For This Line"), lambda row: row.own or None, Kind.QUANTITY, width=110),
)


class ReservePage(ListPage):
    """The supplies of a line; Enter reserves from the one of the cursor."""

    def __init__(self, desk: Desk, key: object) -> None:
        if not isinstance(key, Demand):
            raise TypeError(f"{key!r} does not say for which line goods are reserved")
        self.demand = key
        super().__init__(desk, supply_list(desk, key), key)
        self.set_title(_("Reserve for {document}").format(document=key.document_no))
        if key.type in _PLACES:
            page, leads_to = _PLACES[key.type](key.document_no)
            self.head.set_breadcrumb([Crumb(key.document_no, page, leads_to), Crumb(_("Reserve"))])
        self._read_need()

    def reload(self) -> None:
        super().reload()
        self._read_need()

    def _read_need(self) -> None:
        self.read(
            partial(line_need, demand=self.demand, context=self.desk.context),
            done=self._show_need,
        )

    def _show_need(self, need: LineNeed | None) -> None:
        self.set_title(_title(self.demand, need))

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None:
            reserve_from(self, row)


def supply_list(desk: Desk, demand: Demand) -> ListSpec:
    """The declaration of the list of supplies of a line."""
    return ListSpec(
        name=LINE_PAGE,
        title=N_("Reserve"),
        icon="link",
        columns=SUPPLY_COLUMNS,
        source=computed(
            partial(_supplies, demand=demand, desk=desk), SUPPLY_COLUMNS, lambda row: row.supply
        ),
        key=lambda row: row.supply,
        tables=TABLES,
        actions=(
            PageAction(RESERVE, _reserve_current, Needs.ROW),
            PageAction(AUTO_RESERVE, _auto_reserve),
            PageAction(CANCEL, _cancel_current, Needs.ROW),
            PageAction(SHOW_SUPPLY, _show_supply_of_row, Needs.ROW),
        ),
        empty=N_("Nothing of the item is there or comes in time."),
    )


def _supplies(session: Session, *, demand: Demand, desk: Desk) -> Sequence[SupplyRow]:
    need = line_need(session, demand, desk.context)
    return need.supplies if need is not None else ()


def _title(demand: Demand, need: LineNeed | None) -> str:
    if need is None:
        return _("Reserve for {document}").format(document=demand.document_no)
    show = user_localizer().quantity
    return _("{item} for {document}: {reserved} of {quantity} {unit} reserved").format(
        item=need.scope.item_no,
        document=demand.document_no,
        reserved=show(need.reserved),
        quantity=show(need.outstanding),
        unit=need.unit,
    )


def reserve_from(page: ReservePage, row: SupplyRow) -> None:
    """Reserve what a supply has, as far as the line wants it."""
    page.notices.clear()
    page.write(
        partial(reserve_line, demand=page.demand, context=page.desk.context, source=row.supply),
        done=partial(_reserved, page),
    )


def _reserve_current(page: ReservePage) -> None:
    row = page.current_row()
    if row is not None:
        reserve_from(page, row)


def _auto_reserve(page: ReservePage) -> None:
    page.notices.clear()
    page.write(
        partial(reserve_line, demand=page.demand, context=page.desk.context),
        done=partial(_reserved, page),
    )


def _reserved(page: ReservePage, done: Reserved) -> None:
    if done.kept:
        page.notices.done(_("The goods are reserved."))
    for notice in done.notices:
        page.notices.show_notice(notice)


def _cancel_current(page: ReservePage) -> None:
    """Cancel what is kept for the line of the supply of the cursor."""
    row = page.current_row()
    if row is None:
        return
    page.notices.clear()
    page.write(
        partial(cancel_for_line, demand=page.demand, context=page.desk.context, source=row.supply),
        done=partial(_cancelled, page),
    )


# ----------------------------------------------------------------------------------------- pages


def _reservations(desk: Desk, key: object) -> Page:
    return ReservationsPage(desk, reservation_list(desk), key)


def reservation_pages() -> tuple[PageSpec, ...]:
    """The list for the menu, and the page of a line."""
    return (
        PageSpec(
            name=LIST_PAGE,
            title=N_("Reservations"),
            icon="link",
            group=GROUP,
            factory=_reservations,
            listed=reservation_list,
        ),
        PageSpec(
            name=LINE_PAGE,
            title=N_("Reserve"),
            icon="link",
            factory=ReservePage,
            in_menu=False,
        ),
    )
