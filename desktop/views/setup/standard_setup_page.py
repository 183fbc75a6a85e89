"""Standard Set-Up: what a ready set-up for Sweden would add, and the command that adds it."""

from __future__ import annotations

from desktop.models.labels import field_label, table_label
from desktop.services.standard_setup.filling_in import StandardPart, fill_in, standard_parts
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, PageAction

_FILL_IN = ActionSpec(
    id="fill_in",
    text=N_("Fill In"),
    icon="list-plus",
    key=Key.NEW,
    primary=True,
    tooltip=N_("Enters what is missing; what is there stays as it is"),
)
_AND_MORE = "…"


def _examples(row: StandardPart) -> str:
    words = [_(field_label(name)) for name in row.examples] if row.of_fields else []
    shown = ", ".join(words or row.examples)
    return f"{shown}, {_AND_MORE}" if row.missing > len(row.examples) else shown


COLUMNS = (
    Column("table", N_("Where"), lambda row: _(table_label(row.table)), width=300, sortable=False),
    Column(
        "missing",
        N_("Will be added"),
        lambda row: row.missing or None,
        Kind.INTEGER,
        width=130,
        sortable=False,
    ),
    Column(
        "present",
        N_("There already"),
        lambda row: row.present or None,
        Kind.INTEGER,
        width=130,
        sortable=False,
    ),
    Column("examples", N_("Such as"), _examples, width=480, sortable=False),
)


def _spec(desk: Desk) -> ListSpec:
    return ListSpec(
        name="standard_setup",
        title=N_("Standard Set-Up for Sweden"),
        icon="list-plus",
        columns=COLUMNS,
        source=computed(
            lambda session: standard_parts(session, desk.context), COLUMNS, lambda row: row.table
        ),
        key=lambda row: row.table,
        tables=frozenset({"gl_account", "number_series", "general_posting_setup"}),
        actions=(PageAction(_FILL_IN, _fill_in),),
    )


def _fill_in(page: ListPage) -> None:
    context = page.desk.context
    page.write(
        lambda session: fill_in(session, context),
        done=lambda count: _filled(page, count),
        busy=_("Filling in the standard set-up…"),
    )


def _filled(page: ListPage, count: int) -> None:
    page.notices.clear()
    text = ngettext(
        "{count} record was filled in. Change what is different with you; the checklist says what "
        "comes next.",
        "{count} records were filled in. Change what is different with you; the checklist says "
        "what comes next.",
        count,
    )
    page.notices.done(text.format(count=user_localizer().integer(count)))
    page.reload()


class StandardSetupPage(ListPage):
    """What would be added, table by table; Enter shows what a table holds."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, _spec(desk), key)

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if isinstance(row, StandardPart):
            kind, key = ("card", (1,)) if row.of_fields else ("list", None)
            self.desk.navigation.open(f"{row.table}_{kind}", key)


def _page(desk: Desk, key: object) -> Page:
    return StandardSetupPage(desk, key)


def standard_setup_page() -> PageSpec:
    """The page for the navigation; it stands in the Setup hub."""
    return PageSpec(
        name="standard_setup",
        title=N_("Standard Set-Up for Sweden"),
        icon="list-plus",
        factory=_page,
        in_menu=False,
    )
