"""The Setup Checklist: what is done, what is open, why it matters; Enter goes there."""

from __future__ import annotations

from desktop.models.labels import field_label, table_label
from desktop.services.setup.checklist import WATCHED, ChecklistStep, checklist
from desktop.services.setup.checklist_steps import Need
from desktop.translation import N_, NP_, _
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, Needs, PageAction, View

_OPEN = ActionSpec(
    id="open_step", text=NP_("verb", "Open"), meaning="verb", icon="external-link", primary=True
)


def _state(row: ChecklistStep) -> str:
    if row.done:
        return _("Done")
    return _("If needed") if row.optional else _("To do")


def _tone(row: ChecklistStep) -> Tone:
    if row.done:
        return Tone.OK
    return Tone.NEUTRAL if row.optional else Tone.WARN


def _missing(row: ChecklistStep) -> str:
    names = [_name(need) for need in row.missing]
    if row.one_is_enough and len(names) > 1:
        return _("One of: {names}").format(names=", ".join(names))
    return ", ".join(names)


def _name(need: Need) -> str:
    """A field of a set-up that exists once by its own name, of other tables with the table's."""
    field = _(field_label(need.field)) if need.field else ""
    if need.is_single:
        return field
    table = _(table_label(need.table))
    return _("{table}: {field}").format(table=table, field=field) if field else table


def _open(page: ListPage) -> None:
    page.open_current()


COLUMNS = (
    Column("state", N_("State"), _state, Kind.STATUS, width=96, pill=_tone, sortable=False),
    Column("step", N_("Step"), lambda row: _(row.title), width=340, sortable=False),
    Column("missing", N_("What is missing"), _missing, width=240, sortable=False),
    Column("why", N_("Why"), lambda row: _(row.reason), width=520, sortable=False),
)
CHECKLIST = ListSpec(
    name="setup_checklist",
    title=N_("Setup Checklist"),
    icon="clipboard-list",
    columns=COLUMNS,
    source=computed(
        checklist, COLUMNS, lambda row: row.step, views={"open": lambda row: not row.done}
    ),
    key=lambda row: row.step,
    tables=WATCHED,
    views=(View("", N_("All steps")), View("open", N_("To do"))),
    actions=(PageAction(_OPEN, _open, Needs.ROW),),
    empty=N_("Everything is set up."),
)


class ChecklistPage(ListPage):
    """The steps; Enter opens the page where one is done."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, CHECKLIST, key)

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, ChecklistStep):
            self.desk.navigation.open(row.page, row.key)


def _page(desk: Desk, key: object) -> Page:
    return ChecklistPage(desk, key)


def checklist_page() -> PageSpec:
    """The page for the navigation; it stands in the Setup hub."""
    return PageSpec(
        name="setup_checklist",
        title=N_("Setup Checklist"),
        icon="clipboard-list",
        factory=_page,
        in_menu=False,
    )
