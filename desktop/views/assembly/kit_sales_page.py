"""Assemble-to-order sales: what kits brought, what they cost, and what went into them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from desktop.services.assembly.kit_sales import KitSale, kit_sales
from desktop.services.reports.kit_sales_paper import kit_sales_pdf
from desktop.services.reports.pick_papers import PickPaper
from desktop.translation import N_
from desktop.views.pages.picking_papers import show_pick_paper
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Lane
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, PageAction, Session, View

KIT_SALES = "kit_sales"
PCT = Decimal("0.01")
TABLES = frozenset(
    {"posted_ato_link", "posted_assembly_header", "value_entry", "sales_shipment_header"}
)
PRINT_LIST = ActionSpec(
    id="print_kit_sales", text=N_("Print List…"), icon="printer", key=Key.PRINT, group="papers"
)
COLUMNS = (
    Column("posted_no", N_("Posted Assembly"), lambda row: row.posted_no, Kind.LINK, width=120),
    Column("no", N_("No."), lambda row: row.no, Kind.CODE, width=100),
    Column("description", N_("Description"), lambda row: row.description, width=180),
    Column("kit_no", N_("Kit"), lambda row: "" if row.is_kit else row.kit_no, Kind.CODE, width=90),
    Column("posting_date", N_("Posting Date"), lambda row: row.posting_date, Kind.DATE),
    Column("quantity", N_("Quantity"), lambda row: row.quantity, Kind.QUANTITY),
    Column("unit_code", N_("Unit"), lambda row: row.unit_code, Kind.CODE, width=64),
    Column("sales", N_("Sales (LCY)"), lambda row: row.sales, Kind.AMOUNT),
    Column("cost", N_("Cost (LCY)"), lambda row: row.cost, Kind.AMOUNT),
    Column("margin", N_("Margin (LCY)"), lambda row: row.margin, Kind.AMOUNT),
    Column("margin_pct", N_("Margin %"), lambda row: row.margin_pct, Kind.PERCENT),
    Column("order_no", N_("Order No."), lambda row: row.order_no, Kind.CODE, width=100),
    Column("shipment_no", N_("Shipment No."), lambda row: row.shipment_no, Kind.CODE, width=110),
    Column("customer_name", N_("Customer"), lambda row: row.customer_name, width=180),
    Column(
        "customer_no", N_("Customer No."), lambda row: row.customer_no, Kind.CODE, visible=False
    ),
)


class KitSalesPage(ListPage):
    """The kits that were sold; a row opens the posted assembly."""

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, KitSale):
            self.desk.navigation.open("posted_assembly", row.posted_no)


def kit_sales_list(desk: Desk) -> ListSpec:
    """The declaration of the list of assemble-to-order sales."""
    return ListSpec(
        name=KIT_SALES,
        title=N_("Assemble-to-Order Sales"),
        icon="chart-column",
        columns=COLUMNS,
        source=computed(
            _read,
            COLUMNS,
            lambda row: row.key,
            views={"kits": lambda row: row.is_kit},
            today=lambda: desk.context.work_date,
        ),
        key=lambda row: row.key,
        tables=TABLES,
        views=(View("", N_("Kits with components")), View("kits", N_("Kits only"))),
        actions=(PageAction(PRINT_LIST, _print),),
        empty=N_("No kits were assembled to order and sold yet."),
    )


def _read(session: Session) -> Sequence[KitSale]:
    return kit_sales(session, PCT)


def _print(page: ListPage) -> None:
    """The rows that the list shows, on paper."""
    context, source, query = page.desk.context, page.spec.source(), page.filter.query

    def make(session: Session) -> PickPaper:
        rows = [row for row in source.stream(session, query) if isinstance(row, KitSale)]
        return PickPaper("assemble-to-order-sales.pdf", kit_sales_pdf(session, rows, context))

    page.read(make, done=partial(show_pick_paper, page), lane=Lane.SURVEY)


def _page(desk: Desk, key: object) -> Page:
    return KitSalesPage(desk, kit_sales_list(desk), key)


def kit_sales_page(group: str) -> PageSpec:
    """The page for the navigation."""
    return PageSpec(
        name=KIT_SALES,
        title=N_("Assemble-to-Order Sales"),
        icon="chart-column",
        group=group,
        factory=_page,
        listed=kit_sales_list,
    )
