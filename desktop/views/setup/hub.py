"""The Setup page: every set-up table in one list with a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.translation import N_, NP_, _
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.setup.backups_page import backups_page
from desktop.views.setup.calendar_days_page import calendar_days_page
from desktop.views.setup.checklist_page import checklist_page
from desktop.views.setup.import_page import import_page
from desktop.views.setup.posting_grids import MATRICES, posting_grid_pages
from desktop.views.setup.setup_check_page import setup_check_page
from desktop.views.setup.standard_setup_page import standard_setup_page
from desktop.views.setup.tables import SETUP_GROUPS
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction

OPEN = ActionSpec(
    id="open_setup", text=NP_("verb", "Open"), meaning="verb", icon="external-link", primary=True
)


OTHER_PAGES = (
    (N_("Setup Checklist"), N_("Company"), "setup_checklist"),
    (N_("Standard Set-Up for Sweden"), N_("Company"), "standard_setup"),
    (N_("Setup Check"), N_("Company"), "setup_check"),
    (N_("Backups"), N_("Company"), "backups"),
    (N_("Verify Books"), N_("Company"), "verify_books"),
    (N_("Opening Customer Entries"), N_("Accounts and VAT"), "opening_balance_line_list"),
    (N_("Batch Schedules"), N_("Sales"), "batch_schedule_list"),
    *((matrix.title, matrix.group, matrix.page) for matrix in MATRICES),
)
"""Pages of the hub that are no tables: title, group, page."""


@dataclass(frozen=True, slots=True)
class SetupRow:
    """A set-up table as it stands in the hub, in the user's language."""

    title: str
    group: str
    page: str
    key: tuple[int, ...] | None


def setup_rows() -> tuple[SetupRow, ...]:
    """Every set-up table, the company's own first."""
    return tuple(row for group, tables in SETUP_GROUPS for row in _rows_of(group, tables))


def _rows_of(group: str, tables: Sequence[RecordPages]) -> Iterator[SetupRow]:
    yield from (_row(pages, _(group)) for pages in tables)
    for title, of_group, page in OTHER_PAGES:
        if of_group == group:
            yield SetupRow(_(title), _(group), page, None)


def _row(pages: RecordPages, group: str) -> SetupRow:
    if pages.is_single:
        return SetupRow(_(pages.title), group, pages.card_name, (1,))
    return SetupRow(_(pages.title), group, pages.list_name, None)


def _open(page: ListPage) -> None:
    page.open_current()


COLUMNS = (
    Column("title", N_("Setup Page"), lambda row: row.title, Kind.TEXT, width=320),
    Column("group", N_("Group"), lambda row: row.group, Kind.TEXT, width=220),
)
HUB = ListSpec(
    name="setup",
    title=N_("Setup"),
    icon="settings",
    columns=COLUMNS,
    source=computed(lambda _session: setup_rows(), COLUMNS, lambda row: row.page),
    key=lambda row: row.page,
    tables=frozenset(),
    actions=(PageAction(OPEN, _open, Needs.ROW),),
    empty=N_("There is no set-up page of this name."),
)


class SetupHub(ListPage):
    """The list of set-up tables; Enter opens the one under the cursor."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, HUB, key)

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if row is not None:
            self.desk.navigation.open(row.page, row.key)


def _hub(desk: Desk, key: object) -> Page:
    return SetupHub(desk, key)


def setup_pages() -> tuple[PageSpec, ...]:
    """The hub and the pages of all set-up tables."""
    hub = PageSpec(name="setup", title=N_("Setup"), icon="settings", factory=_hub, at_foot=True)
    return (
        hub,
        import_page(),
        calendar_days_page(),
        *posting_grid_pages(),
        *(page() for page in _OWN_PAGES),
        *(
            spec
            for _group, tables in SETUP_GROUPS
            for pages in tables
            for spec in page_specs(pages)
        ),
    )


_OWN_PAGES = (backups_page, checklist_page, setup_check_page, standard_setup_page)
