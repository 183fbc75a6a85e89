"""Lists what a change of the header will alter, old and new, before it is accepted (02 §1).

A question about the lines is hard to answer without knowing what yes will do to them. So the
command is rehearsed with yes, and the question shows what would be another value afterwards.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop.errors import ConfirmationCode, NeedsConfirmation
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.entries import printed
from desktop.views.pages.document_spec import Snapshot
from desktop.views.shell.dialogs import ask_question
from desktop.views.shell.tasks import Answer, answered
from desktop.views.shell.theme import theme
from desktop.views.tables.columns import Column, value_text
from desktop.views.tables.delegates import CellDelegate
from desktop.views.tables.header import TableHeader
from desktop.views.tables.record_model import RecordModel

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

FORESEEN = frozenset(
    {
        ConfirmationCode.REBUILD_LINES,
        ConfirmationCode.UPDATE_LINES,
        ConfirmationCode.CONVERT_PRICES,
        ConfirmationCode.UPDATE_EXCHANGE_RATE,
    }
)
"""Questions whose yes changes values that the user may have typed."""
_WIDTH = 760
_ROW_HEIGHT = 28
_MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Alteration:
    """A value that would be another one: where it stands, what it is, its two texts."""

    no: int
    place: str
    label: str
    before: str
    after: str


class Foreseeing(QObject):
    """Puts the questions of a document's commands together with what yes would alter."""

    def __init__(self, page: "DocumentPage") -> None:
        super().__init__(page)
        self._page = page
        page.editor.queue.ask = self.ask

    def ask(self, work: Callable[[Any], Any], question: NeedsConfirmation, answer: Answer) -> None:
        """Ask; `work` is the command as it would be called again."""
        plainly = partial(self._ask_plainly, question, answer)
        if question.question not in FORESEEN or self._page.view is None:
            plainly()
            return
        self._page.desk.tasks.rehearse(
            answered(work, question.question, yes=True),
            done=partial(self._show, question, answer),
            owner=self._page,
            # The command itself says what is refused, and what else is asked, when it is its turn.
            refused=plainly,
            ask=plainly,
            unavailable=plainly,
        )

    def _ask_plainly(self, question: NeedsConfirmation, answer: Answer, *_reasons: object) -> None:
        ask_question(self._page, question, answer)

    def _show(self, question: NeedsConfirmation, answer: Answer, after: Snapshot) -> None:
        rows = list(alterations(self._page, after))
        if not rows:
            self._ask_plainly(question, answer)
            return
        ask_question(self._page, question, answer, below=alteration_table(rows))


def alterations(page: "DocumentPage", after: Snapshot) -> Iterator[Alteration]:
    """What differs between the document as it is shown and as it would be."""
    found = (*_of_header(page, after), *_of_lines(page, after), *_of_totals(page, after))
    for no, (place, label, before, now) in enumerate(found):
        yield Alteration(no, place, label, before, now)


_Found = tuple[str, str, str, str]


def _of_header(page: "DocumentPage", after: Snapshot) -> Iterator[_Found]:
    for name, field in page.groups.fields.items():
        old, new = page.view.header.get(name), after.header.get(name)
        if old != new:
            yield _("Document"), _(field.info.label), *_texts(field.info, old, new)


def _of_lines(page: "DocumentPage", after: Snapshot) -> Iterator[_Found]:
    now = {line.line_no: line for line in after.lines}
    for position, line in enumerate(page.view.lines, start=1):
        new_line = now.get(line.line_no)
        if new_line is None:
            continue
        place = _("Line {position}: {no}").format(
            position=user_localizer().integer(position), no=line.values.get("no") or ""
        )
        for column in page.lines.model.columns:
            old, new = line.values.get(column.name), new_line.values.get(column.name)
            if old != new:
                yield place, _(column.info.label), *_texts(column.info, old, new)


def _of_totals(page: "DocumentPage", after: Snapshot) -> Iterator[_Found]:
    totals = page.spec.totals
    if totals is None:
        return
    before = {total.label: value_text(total.value, total.kind) for total in totals(page.view)}
    for total in totals(after):
        old, new = before.get(total.label, ""), value_text(total.value, total.kind)
        # A figure of another name, such as a subtotal with VAT instead of without, has no before.
        if old and old != new:
            yield _("Totals"), total.label, old, new


def _texts(info: Any, old: object, new: object) -> tuple[str, str]:  # noqa: ANN401  (a FieldInfo)
    return printed(info, old), printed(info, new)


def alteration_table(rows: Sequence[Alteration]) -> QTableView:
    """A table of alterations to be read, not edited."""
    columns = (
        Column("place", N_("Where"), lambda row: row.place, width=190),
        Column("label", N_("Field"), lambda row: row.label, width=180),
        Column("before", N_("Now"), lambda row: row.before, width=160),
        Column("after", N_("Then"), lambda row: row.after, width=160),
    )
    table = QTableView()
    model = RecordModel(columns, lambda row: row.no, table)
    table.setModel(model)
    model.show(rows)
    table.setItemDelegate(CellDelegate(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    look = theme()
    table.verticalHeader().setDefaultSectionSize(look.px(_ROW_HEIGHT))
    header = TableHeader(columns, table)
    header.setSectionsClickable(False)
    header.setStretchLastSection(True)
    table.setHorizontalHeader(header)
    header.restore_layout({})
    count = ngettext("{count} value will change", "{count} values will change", len(rows))
    table.setAccessibleName(count.format(count=user_localizer().integer(len(rows))))
    table.setMinimumWidth(look.px(_WIDTH))
    table.setFixedHeight(look.px(_ROW_HEIGHT * min(len(rows), _MOST_ROWS) + 40))
    return table
