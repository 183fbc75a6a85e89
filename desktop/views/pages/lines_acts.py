"""Sends the acts on whole lines: deleting and moving them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.views.pages.acts import Act
from desktop.views.pages.command_queue import Command, Work
from desktop.views.pages.document_editor import DocumentEditor
from desktop.views.pages.document_spec import DocumentServices, Snapshot
from desktop.views.tables.line_columns import GridRow
from desktop.views.tables.lines_model import LinesModel


class LinesActs(QObject):
    """Words the acts on whole lines. Signals: `refused(row, refusal)` when one was refused."""

    refused = Signal(object, object)

    def __init__(
        self, document: DocumentEditor, model: LinesModel, services: DocumentServices
    ) -> None:
        super().__init__(document)
        self._document = document
        self._model = model
        self._services = services

    def delete(self, rows: Sequence[GridRow]) -> None:
        """Delete lines; a row that was never a line just goes away."""
        lines = [row for row in rows if row.line is not None]
        for row in rows:
            if row.line is None:
                self._model.drop(row)
        if len(lines) > 1 and self._services.delete_lines is not None:
            self._send_deletion(lines)
        else:
            for row in lines:
                self._act_on_line(row, Act.DELETE_LINE)

    def move(self, row: GridRow, step: int) -> None:
        """Move a line up (-1) or down (1)."""
        if row.line is not None and self._services.move_line is not None:
            self._act_on_line(row, Act.MOVE_LINE, step)

    def _send_deletion(self, rows: Sequence[GridRow]) -> None:
        """Delete several lines as one step."""
        self._document.send(
            Command(
                work=partial(self._deletion, rows),
                done=partial(self._on_line_done, rows[0], Act.DELETE_LINES),
                refused=partial(self.refused.emit, rows[0]),
                given_up=self._document.reload,
            )
        )

    def _deletion(self, rows: Sequence[GridRow]) -> Work | None:
        present = [row.line_no for row in rows if row in self._model.rows and row.line_no]
        do = self._services.delete_lines
        return self._document.work(do, (tuple(present),)) if present and do else None

    def _act_on_line(self, row: GridRow, act: Act, *arguments: object) -> None:
        self._document.send(
            Command(
                work=partial(self._line_work, row, act, arguments),
                done=partial(self._on_line_done, row, act),
                refused=partial(self.refused.emit, row),
                given_up=self._document.reload,
            )
        )

    def _line_work(self, row: GridRow, act: Act, arguments: Sequence[object]) -> Work | None:
        if row.line is None or row not in self._model.rows:
            return None
        services = self._services
        do = services.delete_line if act is Act.DELETE_LINE else services.move_line
        return self._document.work(do, (row.line.line_no, *arguments)) if do else None

    def _on_line_done(self, row: GridRow, act: Act, answer: Snapshot) -> None:
        self._document.note(act, "", row.line_no, answer)
        self._document.take_changed(answer)
