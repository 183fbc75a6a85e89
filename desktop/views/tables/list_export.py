"""The whole result of a list as a spreadsheet: its filters, its order, the columns shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop.services.list_query import ListQuery
from desktop.services.list_source import ListSource
from desktop.services.reports.spreadsheet import CellKind, SheetColumn, SheetFile, write_sheet
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.page import Page
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import CompanyDatabase
from desktop.views.tables.columns import Column, Kind, value_text

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

EXPORT = ActionSpec(
    id="export",
    text=N_("Export to Excel…"),
    icon="table",
    place=Place.MORE,
    group="rows",
    tooltip=N_("All rows that the list finds, with the columns that it shows"),
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {
    Kind.AMOUNT: CellKind.AMOUNT,
    Kind.UNIT_PRICE: CellKind.UNIT_PRICE,
    Kind.QUANTITY: CellKind.NUMBER,
    Kind.PERCENT: CellKind.NUMBER,
    Kind.INTEGER: CellKind.INTEGER,
    Kind.DATE: CellKind.DATE,
    Kind.DATETIME: CellKind.DATETIME,
}
_PIXELS_OF_A_LETTER = 7


def ask_place(page: Page, name: str, done: Callable[[str], object]) -> QFileDialog:
    """Let the user choose where a spreadsheet goes."""
    dialog = QFileDialog(page, _("Export to Excel"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(f"{name}.xlsx".replace("/", "-"))
    dialog.setMimeTypeFilters([EXCEL])
    dialog.fileSelected.connect(done)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_export(page: ListPage) -> QFileDialog:
    """Let the user choose where the file goes, then write the list into it."""
    return ask_place(page, page.title, partial(export_to, page))


def export_to(page: ListPage, path: str) -> None:
    """Write the list in the background, with Cancel; the page tells when it is there."""
    columns = [one for one in page.table.header.shown_columns() if one.kind is not Kind.ICON]
    loader, tasks = page.loader, page.desk.tasks
    work = partial(
        _export,
        database=tasks.database,
        source=loader.source,
        query=loader.query,
        columns=columns,
        path=Path(path),
        title=page.title,
        total=loader.found or 0,
    )
    tasks.long(
        work,
        title=_("Export of {list}").format(list=page.title),
        done=partial(tell_written, page),
        refused=page.notices.show_only,
        owner=page,
    )


def tell_written(page: Page, written: SheetFile) -> None:
    """Say how much was written and where, and what had to be cut."""
    page.notices.clear()
    text = ngettext(
        "{count} row was written to {path}.", "{count} rows were written to {path}.", written.rows
    )
    shown = user_localizer().integer(written.rows)
    page.notices.done(text.format(count=shown, path=written.path))
    if written.shortened:
        warning = ngettext(
            "{count} text was longer than a cell of a spreadsheet holds and was cut.",
            "{count} texts were longer than a cell of a spreadsheet holds and were cut.",
            written.shortened,
        )
        page.notices.warn(warning.format(count=user_localizer().integer(written.shortened)))


def _export(
    progress: WorkProgress,
    *,
    database: CompanyDatabase,
    source: ListSource,
    query: ListQuery,
    columns: Sequence[Column],
    path: Path,
    title: str,
    total: int,
) -> SheetFile:
    heads = [
        SheetColumn(
            column.caption,
            _KINDS.get(column.kind, CellKind.TEXT),
            width=max(column.start_width // _PIXELS_OF_A_LETTER, len(column.caption) + 2),
        )
        for column in columns
    ]
    with database.read() as session:
        rows = _cells(source.stream(session, query), columns)
        return write_sheet(path, title, heads, rows, progress, total=total)


def _cells(rows: Iterator[object], columns: Sequence[Column]) -> Iterator[Sequence[object]]:
    """Figures and dates as they are, everything else in the words of the screen."""
    readers = [_reader(column) for column in columns]
    return ([read(row) for read in readers] for row in rows)


def _reader(column: Column) -> Callable[[object], object]:
    if column.kind in _KINDS:
        return column.value
    value, kind = column.value, column.kind

    def text(row: object) -> object:
        shown = value(row)
        return shown if type(shown) is str else value_text(shown, kind)

    return text
