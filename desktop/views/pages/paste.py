"""Pasting a block of lines: rehearsed and shown first, then entered as one step."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.errors import Refusal, RefusalCode
from desktop.services.sales.blocks import BlockRehearsal, BlockRow
from desktop.translation import _, ngettext, user_localizer
from desktop.views.pages.acts import Act
from desktop.views.pages.command_queue import Command
from desktop.views.pages.document_editor import DocumentEditor
from desktop.views.pages.document_spec import DocumentServices, Snapshot
from desktop.views.pages.paste_preview import PastePreview
from desktop.views.pages.steps import UNDO
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import BUSY_AFTER, Task
from desktop.views.tables.line_columns import LineColumn
from desktop.views.tables.paste_model import PasteModel
from desktop.views.tables.pasted_block import PastedBlock, PastedRow

SHOWN_RESULTS = ("no", "description", "quantity", "unit_price", "line_amount")
"""The columns that show what a row becomes when the block itself has them not."""


class Paste(QObject):
    """One paste, from the preview to the lines."""

    def __init__(
        self,
        page: Page,
        document: DocumentEditor,
        services: DocumentServices,
        block: PastedBlock,
        columns: Sequence[LineColumn],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._document = document
        self._services = services
        self._task: Task | None = None
        self._progress: WorkProgress | None = None
        self._sent: list[PastedRow] = []
        results = [one for name in SHOWN_RESULTS for one in columns if one.name == name]
        lines = document.view.lines if document.view else ()
        places = {line.line_no: at for at, line in enumerate(lines, start=1)}
        self.model = PasteModel(block, results, places, page.desk.context.work_date, self)
        self.preview = PastePreview(self.model, page.window())
        self.model.edited.connect(self.rehearse)
        self.preview.paste_wanted.connect(self._enter)
        self.preview.rejected.connect(self._give_up)
        self.preview.finished.connect(self.deleteLater)
        self.preview.open()
        self.rehearse()

    def rehearse(self) -> None:
        """Ask the services what the rows would become; the newest question wins."""
        self._stop()
        block = self.model.block
        self._sent = [row for row in block.rows if not row.is_blank]
        self.preview.show_state(is_judged=False)
        progress = self._begin(_("The rows are checked"))
        self._task = self._page.desk.tasks.rehearse(
            self._call(self._services.rehearse_block, self._sent, progress),
            done=self._on_rehearsed,
            refused=self._on_rehearsal_refused,
            cancelled=self._on_cancelled,
            owner=self.preview,
        )

    # -- the rehearsal

    def _call(
        self, do: Callable[..., Any] | None, rows: Sequence[PastedRow], progress: WorkProgress
    ) -> Callable[[Any], Any]:
        assert do is not None  # noqa: S101  # without the service there is no preview
        wanted = [_block_row(self.model.block, row) for row in rows]
        return self._document.work(do, (tuple(wanted),), progress=progress)

    def _on_rehearsed(self, found: BlockRehearsal) -> None:
        self._end()
        derived = self._derived(found)
        if derived:
            self.model.leave_out(derived)
            self.rehearse()
            return
        for cell in found.refused:
            self._mark(self._sent[cell.row], cell.field, cell.refusal)
        lines = zip(self._sent, found.lines, strict=True)
        self.model.show({row.number: line for row, line in lines if line is not None})
        whole = user_localizer().refusal(found.whole) if found.whole else ""
        self.preview.show_state(is_judged=True, whole=whole)

    def _derived(self, found: BlockRehearsal) -> list[str]:
        """Columns that are never entered, such as those copied from another document."""
        names = {
            cell.field
            for cell in found.refused
            if cell.refusal.code == RefusalCode.SALES_FIELD_DERIVED
        }
        return [column.name for column in self.model.block.columns if column.name in names]

    def _mark(self, row: PastedRow, field: str, refusal: Refusal) -> None:
        """Write what is refused to the cell that it was entered by, keeping what it can read."""
        names = [one.name for one in self.model.block.columns if one.enters == field]
        name = field if field in row.cells else next((n for n in names if n in row.cells), "")
        cell = row.cells.get(name) or next(iter(row.cells.values()))
        if not cell.error:
            cell.refusal = user_localizer().refusal(refusal)

    def _on_rehearsal_refused(self, refusal: Refusal) -> None:
        self._end()
        self.preview.show_state(is_judged=True, whole=user_localizer().refusal(refusal))

    def _on_cancelled(self) -> None:
        self._end()
        self.preview.set_busy(busy=False)
        self.preview.show_state(is_judged=False)

    # -- the entry

    def _enter(self) -> None:
        self._stop()
        rows = self.model.block.good_rows()
        progress = self._begin(_("The rows are entered"))
        self.preview.set_busy(busy=True)
        self._document.send(
            Command(
                work=partial(self._call, self._services.enter_block, rows, progress),
                done=partial(self._on_entered, len(rows)),
                refused=self._on_entry_refused,
                given_up=self._on_cancelled,
            )
        )

    def _on_entered(self, count: int, answer: Snapshot) -> None:
        self._end()
        self._document.note(Act.PASTE, "", None, answer)
        self._document.take_changed(answer)
        self.preview.set_busy(busy=False)
        self.preview.accept()
        text = ngettext("{count} row was pasted.", "{count} rows were pasted.", count)
        remedy = None
        if UNDO.id in self._page.commands:
            remedy = Remedy(_("Undo"), self._page.commands[UNDO.id].trigger)
        self._page.notices.done(text.format(count=count), remedy)

    def _on_entry_refused(self, _refusal: Refusal) -> None:
        """Something has changed since the rehearsal: another one names the cells."""
        self._end()
        self.preview.set_busy(busy=False)
        self.rehearse()

    # -- how far it is

    def _begin(self, title: str) -> WorkProgress:
        self._progress = progress = WorkProgress(title)
        QTimer.singleShot(BUSY_AFTER, self, partial(self._show_progress, progress))
        return progress

    def _show_progress(self, progress: WorkProgress) -> None:
        if progress is self._progress:
            self.preview.show_progress(progress)

    def _end(self) -> None:
        self._progress = self._task = None
        self.preview.show_progress(None)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.drop()
        if self._progress is not None:
            self._progress.cancel()
        self._end()

    def _give_up(self) -> None:
        self._stop()


def _block_row(block: PastedBlock, row: PastedRow) -> BlockRow:
    entries = [(one.name, one.value) for one in block.entries(row) if not one.error]
    line = row.target.line if row.target else None
    return BlockRow(
        line.line_no if line else None, tuple(entries), line.row_version if line else None
    )
