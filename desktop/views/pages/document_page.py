"""The page of a document: header fields, a grid of lines, totals; each change saves itself."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Conflict, Notice, RecordRef, Refusal
from desktop.models.values.keys import DocumentKey
from desktop.models.words import LineType
from desktop.services.records import field_infos
from desktop.translation import _, user_localizer
from desktop.views.pages.card_body import CardColumn, is_wide
from desktop.views.pages.command_queue import Command
from desktop.views.pages.customise_fields import offer_customising
from desktop.views.pages.document_check import DocumentChecks
from desktop.views.pages.document_commands import DocumentCommands
from desktop.views.pages.document_conflicts import DocumentConflicts
from desktop.views.pages.document_editor import DocumentEditor
from desktop.views.pages.document_lines import DocumentLines
from desktop.views.pages.document_spec import DocumentSpec, Snapshot, difference_of
from desktop.views.pages.facts import FactBlock
from desktop.views.pages.facts_loader import FactsLoader
from desktop.views.pages.field_groups import FieldGroups
from desktop.views.pages.field_tools import field_tools
from desktop.views.pages.foreseeing import Foreseeing
from desktop.views.pages.lookup_offers import line_remedy
from desktop.views.pages.lookups import Lookups, looked_up
from desktop.views.pages.papers import Papers
from desktop.views.pages.reconnecting import Reconnecting
from desktop.views.pages.refusal_places import is_of_another
from desktop.views.pages.steps import Turning, offer_undo
from desktop.views.shell.desk import Desk
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.shell.theme import theme
from desktop.views.tables.line_columns import GridRow
from desktop.views.tables.lines_model import show_unsaved
from desktop.views.tables.list_spec import NewRecord, Session


class DocumentPage(Page):
    """A document that is edited in the database: each field and each cell is one act.

    `key` is the document's key, or a NewRecord or None to make a new one. Actions of the area
    receive the page, ask it for `view`, and `run` a command that answers with a snapshot.
    """

    def __init__(self, desk: Desk, spec: DocumentSpec, key: object = None) -> None:
        super().__init__(desk, key)
        self.spec = spec
        self.watched_tables = spec.tables | {spec.table, spec.line_table}
        self.editor = DocumentEditor(self, spec.services)
        self.facts: FactsLoader | None = None
        self._lookups = Lookups(self, self._header_values, spec.lookups)
        self.groups = self._build_groups()
        self.lines = DocumentLines(self, self._lookups)
        self.registries.append(self.lines.commands.registry)
        self.clashes = DocumentConflicts(self)
        self.set_body(self.clashes.conflicts.above(_build_body(self)))
        self.papers = Papers(self, is_final=spec.keeps_papers) if spec.has_papers else None
        self.checks = DocumentChecks(self, spec.check) if spec.check else None
        below = _below_the_facts(self)
        if spec.facts is not None:
            self.facts = FactsLoader(self, self._read_facts, below)
        elif below is not None:
            self.set_fact_pane(below)
        self._offered = DocumentCommands(self)
        self._reconnecting = Reconnecting(self, self.editor.queue, partial(_mark_unsaved, self))
        if spec.services.restore is not None:
            offer_undo(self, self.editor.steps, _turning(self), self.groups.fields.values())
        self._foreseeing = Foreseeing(self)
        self._connect()
        self._open(key)

    def _build_groups(self) -> FieldGroups:
        known = (*field_infos(self.spec.table), *self.spec.infos)
        infos = {info.name: looked_up(info, self.spec.lookups) for info in known}
        return FieldGroups(
            self.spec.name,
            self.spec.groups + self.spec.groups_after,
            infos,
            tools=field_tools(self, self.spec.table, self._lookups, lambda: self.groups.fields),
            state=self.desk.state,
            parent=self,
            table=self.spec.table,
        )

    def _connect(self) -> None:
        if not self.spec.is_sheet:
            offer_customising(self, self.groups)
        self.groups.committed.connect(self.editor.change_header)
        self.editor.answered.connect(self._show)
        self.editor.changed.connect(self._on_changed)
        self.editor.header_refused.connect(self._on_header_refused)
        self.editor.put_back.connect(self.groups.put_back)
        self.lines.editor.refused.connect(self._on_line_refused)
        self.lines.acts.refused.connect(self._on_line_refused)
        self.lines.grid.current_row_changed.connect(self._show_facts)

    def _open(self, key: object) -> None:
        self.set_title(_("New {record}").format(record=_(self.spec.title)))
        if isinstance(key, NewRecord) and key.values:
            self.editor.create()
        elif key is None or isinstance(key, NewRecord):
            self.editor.begin()
        else:
            self.editor.open(key)

    # -- what the area's actions ask and do

    @property
    def view(self) -> Any:  # noqa: ANN401  # the snapshot's type is the area's
        """The document as it was answered last, None before the first answer."""
        return self.editor.view

    def run(
        self,
        do: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], object] | None = None,
        **options: object,
    ) -> None:
        """Call a service after the acts before it: do(session, key, *arguments, context).

        Without `done` the answer is the new snapshot and is shown. What is refused is marked at
        its fields.
        """
        self.groups.clear_marks()
        self.editor.send(
            Command(
                work=partial(self.editor.work, do, arguments, **options),
                done=done or self.editor.take_changed,
                refused=partial(_mark_and_tell, self),
                given_up=self.reload,
            )
        )

    # -- the frame's questions

    def reload(self) -> None:
        self.editor.reload()

    def can_close(self) -> bool:
        take_typed(self)
        if self.clashes.conflicts.hinder_closing(self.notices):
            return False
        return self._reconnecting.may_close()

    def take_focus(self) -> None:
        if self.spec.is_sheet:
            self.lines.grid.setFocus()
        else:
            self.groups.take_focus()

    def go_to_field(self, record: RecordRef | None, field: str) -> bool:
        if record is not None and record.table == self.spec.line_table:
            return self.lines.go_to(record, field)
        is_other = record is not None and is_of_another(self.spec.table, record, field)
        return not is_other and self.groups.go_to(field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.groups.set_wide(is_wide(self))

    # -- inside

    def _show(self, view: Snapshot) -> None:
        if not self.editor.is_new:
            self.take_key(view.key)
            self.set_title(self.spec.heading(view))
        if self.spec.list_page:
            listed = Crumb(_(self.spec.list_title), self.spec.list_page)
            self.head.set_breadcrumb([listed, Crumb(self.title.partition(" · ")[0])])
        self.head.set_pills(self.spec.pills(view) if self.spec.pills else ())
        self.groups.show_values(
            view.header,
            view.editable,
            partial(_reason, view),
            under_way=self.editor.under_way,
        )
        self.lines.show(view)
        if self.spec.is_sheet and not self.lines.grid.currentIndex().isValid():
            self.lines.grid.go_to_row(0)
        self._offered.allow()
        self._show_facts()
        if self.checks is not None:
            self.checks.check_soon()
        if self.papers is not None and not self.editor.is_new:
            self.papers.show_for(RecordRef(self.spec.table, key_parts(view.key)))

    def _show_facts(self) -> None:
        row = self.lines.grid.current_line()
        if self.facts is not None and self.view is not None and not self.editor.is_new:
            self.facts.show_for((self.view.key, row.line_no if row else None))

    def _read_facts(self, session: Session, key: Any, context: Any) -> Sequence[FactBlock]:  # noqa: ANN401
        document, line_no = key
        return self.spec.facts(session, document, line_no, context) if self.spec.facts else ()

    def _header_values(self) -> dict[str, object]:
        return dict(self.editor.view.header) if self.editor.view else {}

    def _on_changed(self, view: Snapshot) -> None:
        self.notices.clear()
        for notice in view.notices:
            if notice.record is None or notice.record.table != self.spec.line_table:
                self.notices.show_notice(notice, _remedy_of(self, notice))
        clock = self.desk.context.now().astimezone().time().isoformat("seconds")
        self.head.set_state(_(self.spec.saved).format(time=clock))

    def _on_header_refused(self, name: str, refusal: Refusal) -> None:
        self.groups.show_refusal(refusal, name)
        self.tell_refusal(refusal)

    def _on_line_refused(self, row: GridRow, refusal: Refusal) -> None:
        self.lines.show_sentence()
        hand = self.lines.hand(row)
        is_item = row.value("type") in {None, LineType.ITEM}
        self.tell_refusal(refusal, line_remedy(self, refusal, hand) if is_item else None)

    def tell_refusal(self, refusal: Refusal, remedy: Remedy | None = None) -> None:
        """Say above the page what was refused."""
        self.notices.clear()
        if isinstance(refusal, Conflict):
            remedy = Remedy(_("Reload"), self._reload_all)
        self.notices.show(refusal, remedy)

    def _reload_all(self) -> None:
        """Give up what was refused and show the document as it stands now."""
        self.clashes.conflicts.clear()
        self.groups.restore()
        self.lines.restore()
        self.reload()


def _build_body(page: DocumentPage) -> QWidget:
    """The cards in a column that scrolls; a sheet scrolls itself and takes all the room."""
    spec, frame = page.spec, page.clashes.conflicts.frame
    if not spec.is_sheet:
        cards, before = page.groups.cards, len(spec.groups)
        return CardColumn([*cards[:before], page.lines.card, *cards[before:]], frame)
    body = QWidget(frame)
    room = QVBoxLayout(body)
    room.setContentsMargins(*(theme().px(side) for side in (12, 12, 12, 12)))
    room.addWidget(page.lines.card)
    return body


def _below_the_facts(page: DocumentPage) -> QWidget | None:
    """The check of the document and its papers."""
    papers = page.papers.pane if page.papers else None
    if page.checks is None or papers is None:
        return papers
    return page.checks.above(papers)


def _remedy_of(page: DocumentPage, notice: Notice) -> Remedy | None:
    """The button that a message above the page has."""
    found = page.spec.page_remedies.get(notice.code)
    return Remedy(_(found.text), partial(found.do, page)) if found is not None else None


def take_typed(page: DocumentPage) -> None:
    """Take what is being typed, as when its field or cell is left."""
    page.groups.commit()
    page.lines.commit()


def _mark_unsaved(page: DocumentPage, unsaved: bool) -> None:
    show_unsaved(page.lines.model, unsaved)
    page.groups.set_unsaved(page.editor.under_way if unsaved else ())


def _turning(page: DocumentPage) -> Turning:
    return Turning(
        send=page.editor.send,
        work=page.editor.restoring,
        again=difference_of,
        show=page.editor.take_changed,
        reload=page.reload,
        settle=partial(take_typed, page),
    )


def _mark_and_tell(page: DocumentPage, refusal: Refusal) -> None:
    """Mark the fields that a refused command speaks of, and say what it says."""
    page.groups.show_refusal(refusal)
    page.tell_refusal(refusal)


def key_parts(key: Any) -> tuple[str | int, ...]:  # noqa: ANN401  # a DocumentKey, its parts or a number
    """The parts of a document's key as records are named."""
    if isinstance(key, tuple):
        return key
    return (key.type.value, key.no) if isinstance(key, DocumentKey) else (key,)


def _reason(view: Snapshot, name: str) -> str:
    """Why a header field is locked."""
    lock = view.locks.get(name)
    return user_localizer().notice(lock) if lock else ""
