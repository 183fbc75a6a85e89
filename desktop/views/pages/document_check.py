"""The box beside a document that tells, while it is edited, what forbids posting it (02 §8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.errors import Notice, RecordRef, Refusal
from desktop.models.labels import field_label, table_label
from desktop.services.context import UserContext
from desktop.services.posting.document_check import DocumentCheck
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.typing_pause import TypingPause
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.link import Link
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage
    from desktop.views.shell.tasks import Task

CheckQuery = Callable[[Session, Any, UserContext], DocumentCheck | None]
"""Checks a document for posting: (session, key, the user's context)."""

TITLE = N_("Document Check")
_PAUSE_MS = 250


class CheckPane(QWidget):
    """What stands in the way of posting, each fault with a link to the field or set-up.

    Signals: `wanted(record, field)` when a fault's link is followed, `looked_at()` when the box
    comes onto the screen again.
    """

    wanted = Signal(object, str)
    looked_at = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "surface")
        self.texts: tuple[str, ...] = ()
        self._content = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(theme().px(side) for side in (14, 12, 14, 0)))
        self._box.setSpacing(theme().px(12))
        self._box.addWidget(self._content)
        line = QFrame()
        line.setFixedHeight(1)
        set_look(line, "hairline")
        self._box.addWidget(line)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def show_check(self, check: DocumentCheck | None, table: str) -> None:
        """Show what was found; nothing at all of a document that is not posted any more.

        `table` is that of the document: the link of a fault elsewhere names the other record.
        """
        self.blockSignals(True)  # it comes onto the screen because it was just asked for
        self.setVisible(check is not None)
        self.blockSignals(False)
        if check is None:
            return
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(6))
        title = QLabel(_(TITLE))
        set_text(title, Text.CARD_TITLE)
        box.addWidget(title)
        box.addWidget(_summary(len(check.refusals)))
        shown = user_localizer()
        faults: list[tuple[Refusal | Notice, str]] = [
            *((each, shown.refusal(each)) for each in check.refusals),
            *((each, shown.notice(each)) for each in check.notices),
        ]
        self.texts = tuple(text for _fault, text in faults)
        for fault, text in faults:
            self._add_fault(box, fault, text, table)
        self._box.replaceWidget(self._content, content)
        self._content.deleteLater()
        self._content = content

    def _add_fault(self, box: QVBoxLayout, fault: Refusal | Notice, text: str, table: str) -> None:
        sentence = QLabel(text)
        sentence.setWordWrap(True)
        set_text(sentence, Text.SMALL, "muted" if isinstance(fault, Notice) else "danger")
        box.addWidget(sentence)
        name = _place_name(fault, table)
        if name:
            link = Link(_("Go to {field}").format(field=name), size=Text.SMALL)
            link.setAccessibleName(f"{link.text()}: {text}")
            link.clicked.connect(partial(self.wanted.emit, fault.record, fault.field or ""))
            box.addWidget(link)


class DocumentChecks(QObject):
    """Keeps the box of a document's page up to date, a moment after each act."""

    def __init__(self, page: DocumentPage, query: CheckQuery) -> None:
        super().__init__(page)
        self._page = page
        self._query = query
        self._task: Task | None = None
        self._pause = TypingPause(self, _PAUSE_MS)
        self._pause.over.connect(self._ask)
        self.pane = CheckPane()
        self.pane.wanted.connect(page.notices.field_wanted)
        self.pane.looked_at.connect(self.check_soon)
        self.pane.hide()

    def above(self, lower: QWidget) -> QWidget:
        """The box with another pane under it."""
        both = QWidget()
        set_look(both, "surface")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane)
        column.addWidget(lower)
        return both

    def check_soon(self) -> None:
        """The document, or something that posting depends on, may be another one now."""
        if self._task is not None:
            self._task.drop()
            self._task = None
        self._pause.restart()

    def _ask(self) -> None:
        editor = self._page.editor
        if editor.is_new or editor.key is None:
            return
        work = partial(_check, query=self._query, key=editor.key, context=self._page.desk.context)
        self._task = self._page.read(work, done=self._show, refused=self._forget)

    def _show(self, check: DocumentCheck | None) -> None:
        self._task = None
        self.pane.show_check(check, self._page.spec.table)

    def _forget(self, _refusal: Refusal) -> None:
        """The document was posted or deleted meanwhile; its page tells of it."""
        self._task = None
        self.pane.hide()


def _check(
    session: Session, *, query: CheckQuery, key: object, context: UserContext
) -> DocumentCheck | None:
    return query(session, key, context)


def _summary(count: int) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(6))
    picture, text = QLabel(), QLabel(_("Nothing forbids posting."))
    dress(picture, "circle-check", "ok")
    if count:
        dress(picture, "circle-alert", "danger")
        text.setText(
            ngettext(
                "{count} reason forbids posting.", "{count} reasons forbid posting.", count
            ).format(count=count)
        )
    text.setWordWrap(True)
    set_text(text, Text.BODY)
    row.addWidget(picture)
    row.addWidget(text, 1)
    return line


def _place_name(fault: Refusal | Notice, table: str) -> str:
    """What a fault's link leads to: a field, else another record."""
    if fault.field:
        return _(field_label(fault.field))
    record: RecordRef | None = fault.record
    if record is None or record.table == table:
        return ""
    return _(table_label(record.table))
