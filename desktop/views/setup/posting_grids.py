"""The matrices of posting groups as grids: a row for each pair, entered in place (CU25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.services.posting_grid.acts import (
    change_pair,
    load_grid,
    restore_grid,
    suggest_in_grid,
    without_header,
)
from desktop.services.posting_grid.blocks import enter_pairs, rehearse_pairs
from desktop.services.posting_grid.views import (
    PostingGrid,
    entered_fields,
    row_of_record,
    shown_tables,
)
from desktop.services.records import FieldKind, field_infos, key_fields
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.pages.acts import Act
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec
from desktop.views.setup.setup_helpers import SUGGEST
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Tone
from desktop.views.tables.line_columns import LineField, LineSnapshot
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import PageAction

EDIT_GRID = ActionSpec(
    id="edit_grid",
    text=N_("Edit in Grid"),
    icon="table",
    key=Key.EDIT,
    tooltip=N_("All pairs of groups as rows, entered in place as in a spreadsheet"),
)
SERVICES = DocumentServices(
    load=load_grid,
    change_header=without_header,
    add_line=without_header,
    change_line=change_pair,
    delete_line=without_header,
    restore=restore_grid,
    rehearse_block=rehearse_pairs,
    enter_block=enter_pairs,
    line_no=row_of_record,
)
_WIDTHS: Mapping[FieldKind, int] = {
    FieldKind.CODE: 128,
    FieldKind.CHOICE: 164,
    FieldKind.PERCENT: 72,
    FieldKind.BOOLEAN: 76,
    FieldKind.TEXT: 160,
}
_WIDTH = 104
_GROUP_WIDTH = 112
_LABELS: Mapping[str, str] = {
    "gen_bus_posting_group": N_("Business Group"),
    "gen_prod_posting_group": N_("Product Group"),
    "vat_bus_posting_group": N_("Business Group"),
    "vat_prod_posting_group": N_("Product Group"),
    "inventory_posting_group": N_("Inventory Group"),
    "sales_account": N_("Sales"),
    "sales_credit_memo_account": N_("Credit Memos"),
    "sales_line_disc_account": N_("Line Discounts"),
    "sales_inv_disc_account": N_("Inv. Discounts"),
    "sales_prepayments_account": N_("Prepayments"),
    "purchase_account": N_("Purchases"),
    "cogs_account": N_("COGS"),
    "inventory_adjmt_account": N_("Adjustments"),
    "vat_identifier": N_("Identifier"),
    "vat_calculation_type": N_("Calculation"),
    "sales_vat_account": N_("Sales VAT"),
    "purchase_vat_account": N_("Purchase VAT"),
    "inventory_account": N_("Account"),
}
"""Short names of columns, so that many accounts stand beside each other."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of pairs; what its grid and its list are called, its group in the hub (N_)."""

    table: str
    title: str
    list_title: str
    icon: str
    group: str = N_("Accounts and VAT")

    @property
    def page(self) -> str:
        """The name of the grid's page."""
        return f"{self.table}_grid"


MATRICES = (
    Matrix(
        "general_posting_setup",
        N_("General Posting Setup Grid"),
        N_("General Posting Setup"),
        "landmark",
    ),
    Matrix("vat_posting_setup", N_("VAT Posting Setup Grid"), N_("VAT Posting Setup"), "percent"),
    Matrix(
        "inventory_posting_setup",
        N_("Inventory Posting Setup Grid"),
        N_("Inventory Posting Setup"),
        "boxes",
        N_("Stock and Delivery"),
    ),
)


def edit_grid_action(table: str) -> PageAction:
    """The way from the list of a matrix to its grid."""
    return PageAction(EDIT_GRID, partial(_open_grid, table=table))


def posting_grid_pages() -> tuple[PageSpec, ...]:
    """The grid of each matrix, for the navigation."""
    return tuple(
        PageSpec(
            name=matrix.page,
            title=matrix.title,
            icon=matrix.icon,
            factory=partial(_grid_page, matrix),
            in_menu=False,
        )
        for matrix in MATRICES
    )


def grid_spec(matrix: Matrix) -> DocumentSpec:
    """The declaration of the page: a document that consists of its lines."""
    keys = key_fields(matrix.table)
    return DocumentSpec(
        name=matrix.page,
        title=matrix.title,
        table=matrix.table,
        line_table=matrix.table,
        services=SERVICES,
        groups=(),
        lines=_columns(matrix.table),
        heading=partial(_heading, matrix),
        list_page=f"{matrix.table}_list",
        list_title=matrix.list_title,
        line_actions=(PageAction(SUGGEST, _suggest),),
        lines_lock=_lines_lock,
        row_tone=_tone,
        tables=shown_tables(matrix.table),
        lines_title=N_("Pairs of Groups"),
        sheet_edge=keys[-1],
        saved=N_("Saved {time}"),
        has_papers=False,
    )


def _columns(table: str) -> tuple[LineField, ...]:
    keys, entered = key_fields(table), entered_fields(table)
    groups = [LineField(name, _LABELS.get(name, ""), _GROUP_WIDTH) for name in keys]
    fields = [
        LineField(info.name, _LABELS.get(info.name, ""), _WIDTHS.get(info.kind, _WIDTH))
        for info in field_infos(table)
        if info.name in entered
    ]
    return (*groups, *fields)


def _heading(matrix: Matrix, _grid: PostingGrid) -> str:
    return _(matrix.title)


def _lines_lock(_grid: PostingGrid) -> str:
    return _("All pairs of groups stand here. A new group brings its rows with it.")


def _tone(line: LineSnapshot) -> Tone | None:
    return None if line.row_version else Tone.MUTED


def _grid_page(matrix: Matrix, desk: Desk, key: object) -> Page:
    del key  # the matrix is the only one of its page
    return DocumentPage(desk, grid_spec(matrix), matrix.table)


def _open_grid(page: ListPage, *, table: str) -> None:
    page.desk.navigation.open(f"{table}_grid")


def _suggest(page: DocumentPage) -> None:
    take_typed(page)
    rows: Sequence[int] = [
        row.line.line_no for row in page.lines.grid.selected_lines() if row.line is not None
    ]
    page.run(suggest_in_grid, tuple(rows), done=partial(_show_suggested, page))


def _show_suggested(page: DocumentPage, grid: PostingGrid) -> None:
    page.editor.note(Act.SUGGEST, "", None, grid)
    page.editor.take_changed(grid)
    count = sum(len(changes) for changes in grid.difference.lines.values())
    if not count:
        page.notices.info(_("No account is blank that another pair names."))
        return
    text = ngettext("{count} account was filled in.", "{count} accounts were filled in.", count)
    page.notices.done(text.format(count=user_localizer().integer(count)))
