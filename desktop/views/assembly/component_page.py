"""The components of one assembly document on their due dates: what is short, and until when."""

from __future__ import annotations

from desktop.services.assembly.component_check import (
    ComponentCheck,
    ComponentRow,
    component_check,
)
from desktop.services.assembly.load import AssemblyKey
from desktop.services.availability.shown import Asked
from desktop.translation import N_, _, user_localizer
from desktop.views.assembly.keys import as_assembly_key
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, View

CHECK = "assembly_components"
TABLES = frozenset(
    {"item_ledger_entry", "sales_line", "purchase_line", "assembly_line", "reservation"}
)


def _state(row: ComponentRow) -> str:
    return _("Short") if row.short else _("There")


COLUMNS = (
    Column("no", N_("Item No."), lambda row: row.no, Kind.LINK, width=110),
    Column("description", N_("Description"), lambda row: row.description, width=190),
    Column(
        "state",
        N_("Stock"),
        _state,
        Kind.STATUS,
        width=90,
        pill=lambda row: Tone.DANGER if row.short else Tone.OK,
    ),
    Column("due_date", N_("Due Date"), lambda row: row.due_date, Kind.DATE),
    Column("needed", N_("Needed"), lambda row: row.needed, Kind.QUANTITY),
    Column("there", N_("Available"), lambda row: row.there, Kind.QUANTITY),
    Column("short", N_("Short By"), lambda row: row.short or None, Kind.QUANTITY),
    Column("unit", N_("Unit"), lambda row: row.unit, Kind.CODE, width=64),
    Column("enough_for", N_("Enough for Kits"), lambda row: row.enough_for, Kind.QUANTITY),
    Column("earliest", N_("Earliest Date"), lambda row: row.earliest, Kind.DATE),
    Column("substitutes", N_("Substitutes"), lambda row: row.substitutes, Kind.INTEGER, width=100),
    Column("location_code", N_("Location"), lambda row: row.location_code, Kind.CODE),
)


class ComponentPage(ListPage):
    """The components; the title says how many kits they make, a row opens its availability."""

    def __init__(self, desk: Desk, key: object) -> None:
        found = as_assembly_key(key)
        if not isinstance(found, AssemblyKey):
            raise TypeError(f"{key!r} does not say whose components are meant")
        self.document = found
        super().__init__(desk, component_list(desk, found), found)
        no = found.no
        self.head.set_breadcrumb([Crumb(no, "assembly_order", found), Crumb(_("Components"))])
        self._read_able()

    def reload(self) -> None:
        """Read the rows and the number of kits again."""
        super().reload()
        self._read_able()

    def _read_able(self) -> None:
        context = self.desk.context
        self.read(
            lambda session: component_check(session, self.document, context), done=self._show_able
        )

    def _show_able(self, found: ComponentCheck) -> None:
        quantity = user_localizer().quantity(found.able_to_assemble)
        self.set_title(
            _("Components of {no} · enough for {quantity} {item}").format(
                no=found.key.no, quantity=quantity, item=found.item_no
            )
        )

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, ComponentRow):
            work_date = self.desk.context.work_date
            asked = Asked(
                row.no,
                max(row.due_date or work_date, work_date),
                location_code=row.location_code,
                unit=row.unit,
            )
            self.desk.navigation.open("availability_by_event", asked)


def component_list(desk: Desk, key: AssemblyKey) -> ListSpec:
    """The declaration of the list of components of a document."""
    return ListSpec(
        name=CHECK,
        title=N_("Component Check"),
        icon="layers",
        columns=COLUMNS,
        source=computed(
            lambda session: component_check(session, key, desk.context).rows,
            COLUMNS,
            lambda row: row.line_no,
            views={"short": lambda row: bool(row.short)},
            today=lambda: desk.context.work_date,
        ),
        key=lambda row: row.line_no,
        tables=TABLES,
        views=(View("", N_("All components")), View("short", N_("Short"))),
        empty=N_("No goods go into these kits."),
    )


def component_page() -> PageSpec:
    """The page for the navigation; it is opened from an assembly order or a sales line."""
    return PageSpec(
        name=CHECK,
        title=N_("Component Check"),
        icon="layers",
        factory=ComponentPage,
        in_menu=False,
    )
