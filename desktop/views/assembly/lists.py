"""The lists of assembly orders and of posted assemblies, and all pages of kits."""

from __future__ import annotations

from functools import partial

from desktop.models.supply_words import AssemblyType
from desktop.services.records import RecordRow
from desktop.translation import N_
from desktop.views.assembly.component_page import component_page
from desktop.views.assembly.kit_sales_page import kit_sales_page
from desktop.views.assembly.order_page import ORDER, assembly_order_page
from desktop.views.assembly.posted_page import POSTED, posted_assembly_page
from desktop.views.pages.entry_list import EntryListPage, EntrySpec, entry_list
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction

GROUP = N_("Warehouse")

NEW = ActionSpec(
    id="new_assembly", text=N_("New Assembly Order"), icon="plus", key=Key.NEW, primary=True
)


def _new(page: ListPage) -> None:
    page.desk.navigation.open(ORDER, NewRecord())


def _find(page: ListPage) -> None:
    """What the posted assembly of the cursor wrote into the ledgers."""
    row = page.current_row()
    if isinstance(row, RecordRow):
        open_find_entries(page.desk, row.values["no"], row.values["posting_date"])


ORDERS = EntrySpec(
    name="assembly_orders",
    title=N_("Assembly Orders"),
    table="assembly_header",
    icon="layers",
    columns=(
        "no",
        "item_no",
        "description",
        "quantity",
        "unit_of_measure_code",
        "remaining_quantity",
        "due_date",
        "starting_date",
        "location_code",
        "status",
    ),
    where=(("document_type", AssemblyType.ORDER),),
    order=(("no", True),),
    open_page=ORDER,
    actions=(PageAction(NEW, _new),),
    empty=N_("Nothing is to be put together. Press Alt+N to enter an assembly order."),
)
POSTED_ASSEMBLIES = EntrySpec(
    name="posted_assemblies",
    title=N_("Posted Assemblies"),
    table="posted_assembly_header",
    icon="archive",
    columns=(
        "no",
        "item_no",
        "description",
        "quantity",
        "unit_of_measure_code",
        "posting_date",
        "order_no",
        "cost_amount",
        "reversed",
    ),
    order=(("no", True),),
    open_page=POSTED,
    actions=(PageAction(FIND_ENTRIES, _find, Needs.ROW),),
    empty=N_("Nothing was put together yet. Post an assembly order, or ship a kit."),
)


def _page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def assembly_pages() -> tuple[PageSpec, ...]:
    """All pages of kits, for the navigation."""
    lists = tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec),
            listed=partial(entry_list, spec=spec),
            group=GROUP,
        )
        for spec in (ORDERS, POSTED_ASSEMBLIES)
    )
    return (
        *lists,
        kit_sales_page(GROUP),
        assembly_order_page(),
        component_page(),
        posted_assembly_page(),
    )
