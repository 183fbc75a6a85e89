"""Out to Excel and back in from it, offered on the list of every table."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.models.labels import table_label
from desktop.services.interchange.columns import can_be_imported
from desktop.services.interchange.table_export import EVERYTHING, export_table
from desktop.services.list_query import ListQuery
from desktop.services.reports.spreadsheet import SheetFile
from desktop.translation import N_, Localizer, _, user_localizer
from desktop.views.pages.import_key import ImportKey
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.page import Page
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import CompanyDatabase
from desktop.views.tables.list_export import ask_place, tell_written
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import PageAction

EXPORT = ActionSpec(
    id="export_table",
    text=N_("Export Table…"),
    icon="download",
    place=Place.MORE,
    group="exchange",
    tooltip=N_("All fields of the records, in a file that can be read in again"),
)
IMPORT = ActionSpec(
    id="import_table",
    text=N_("Import from Excel or CSV…"),
    icon="upload",
    place=Place.MORE,
    group="exchange",
    tooltip=N_("Shows first what each row of the file would do"),
)


def exchange_actions(
    table: str, *, importing: bool = True, whole: bool = False
) -> tuple[PageAction, ...]:
    """The commands of a table's list; what cannot be imported is only exported.

    The export holds what the list shows, or the `whole` table where the list's own queries know
    views and columns that the table has not.
    """
    exporting = PageAction(EXPORT, partial(ask_export if whole else _export_list, table=table))
    if not importing or not can_be_imported(table):
        return (exporting,)
    return (exporting, PageAction(IMPORT, partial(ask_import, table=table)))


def ask_export(page: Page, table: str, query: ListQuery = EVERYTHING) -> QFileDialog:
    """Let the user choose where the file goes, then write what the query finds."""
    return ask_place(page, _(table_label(table)), partial(export_to, page, table, query))


def export_to(page: Page, table: str, query: ListQuery, path: str) -> None:
    """Write the file in the background; the page tells when it is there."""
    tasks = page.desk.tasks
    work = partial(
        _export,
        database=tasks.database,
        table=table,
        query=query,
        path=Path(path),
        localizer=user_localizer(),
    )
    tasks.long(
        work,
        title=_("Export of {table}").format(table=_(table_label(table))),
        done=partial(tell_written, page),
        refused=page.notices.show_only,
        owner=page,
    )


def ask_import(page: Page, table: str) -> QFileDialog:
    """Let the user choose a file, then show what its rows would do."""
    dialog = QFileDialog(page, _("Import from Excel or CSV"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_("Spreadsheets ({endings})").format(endings="*.xlsx *.csv *.tsv *.txt"))
    dialog.fileSelected.connect(partial(open_import, page, table))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def open_import(page: Page, table: str, path: str) -> None:
    """Show the preview of a file."""
    page.desk.navigation.open("import_rows", ImportKey(table, path))


def _export_list(page: ListPage, *, table: str) -> None:
    ask_export(page, table, page.filter.effective())


def _export(
    progress: WorkProgress,
    *,
    database: CompanyDatabase,
    table: str,
    query: ListQuery,
    path: Path,
    localizer: Localizer,
) -> SheetFile:
    with database.read() as session:
        return export_table(session, table, path, localizer, progress, query=query)
