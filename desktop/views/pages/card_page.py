"""The page of one record: declared by a CardSpec, each field saves itself."""

from functools import partial

from PySide6.QtGui import QResizeEvent

from desktop.errors import Conflict, RecordRef, Refusal
from desktop.services.records import RecordView, neighbour
from desktop.translation import _
from desktop.views.pages.card_body import CardColumn, is_wide
from desktop.views.pages.card_commands import CardCommands
from desktop.views.pages.card_conflicts import CardConflicts
from desktop.views.pages.card_spec import CardSpec, Key, card_infos
from desktop.views.pages.customise_fields import offer_customising
from desktop.views.pages.facts_loader import FactsLoader
from desktop.views.pages.field_groups import FieldGroups
from desktop.views.pages.field_tools import field_tools
from desktop.views.pages.lookups import Lookups, looked_up
from desktop.views.pages.papers import Papers
from desktop.views.pages.reconnecting import Reconnecting
from desktop.views.pages.record_editor import RecordEditor
from desktop.views.pages.steps import Turning, offer_undo
from desktop.views.pages.to_do import ToDo
from desktop.views.shell.desk import Desk
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.list_spec import NewRecord


class CardPage(Page):
    """A record in fields. Each field left with another value is one command of its own.

    `key` is the record's key (a tuple, or the value itself where the key has one part), or a
    NewRecord or None for a record that is made when its first field is entered. Actions of the
    area receive the page, ask it for `record` and `record_key`, and give the answer of their
    command to `show_record`.
    """

    def __init__(self, desk: Desk, spec: CardSpec, key: object = None) -> None:
        super().__init__(desk, key)
        self.spec = spec
        self.watched_tables = spec.tables | {spec.table}
        self.editor = RecordEditor(self, spec, key)
        self.facts: FactsLoader | None = None
        self.papers: Papers | None = None
        self._build()
        offer_undo(self, self.editor.steps, _turning(self), self.groups.fields.values())
        ToDo(self, self.editor)
        self._offered = CardCommands(self)
        self._reconnecting = Reconnecting(self, self.editor.queue, partial(_mark_unsaved, self))
        self._connect()
        if key is None or isinstance(key, NewRecord):
            self._show_new()
        else:
            self.open_record(as_key(key))

    def _build(self) -> None:
        infos = card_infos(self.spec)
        self._infos = {name: looked_up(info, self.spec.lookups) for name, info in infos.items()}
        lookups = Lookups(self, self.editor.values, self.spec.lookups)
        self.groups = FieldGroups(
            self.spec.name,
            self.spec.groups,
            self._infos,
            tools=field_tools(self, self.spec.table, lookups, lambda: self.groups.fields),
            state=self.desk.state,
            parent=self,
            table=self.spec.table,
        )
        self.clashes = CardConflicts(self)
        conflicts = self.clashes.conflicts
        self.set_body(conflicts.above(CardColumn(self.groups.cards, conflicts.frame)))
        if self.spec.has_papers:
            self.papers = Papers(self)
        below = self.papers.pane if self.papers else None
        if self.spec.facts is not None:
            self.facts = FactsLoader(self, self.spec.facts, below)
        elif below is not None:
            self.set_fact_pane(below)

    def _connect(self) -> None:
        offer_customising(self, self.groups)
        self.groups.committed.connect(self.editor.commit)
        self.editor.beginning.begun.connect(self._show_begun)
        self.editor.answered.connect(self._show)
        self.editor.changed.connect(self._on_changed)
        self.editor.refused.connect(self._on_field_refused)
        self.editor.put_back.connect(self.groups.put_back)
        self.editor.removed.connect(self.closed)

    # -- what the area's actions ask and do

    @property
    def record(self) -> RecordView | None:
        """The record as it was answered last, None while it is not made."""
        return self.editor.record

    @property
    def record_key(self) -> Key | None:
        """The key of the record, None while it is not made."""
        return self.editor.key

    def show_record(self, view: RecordView) -> None:
        """Show what a command has answered."""
        self.editor.take(view)
        self._on_changed(view)

    def open_record(self, key: Key) -> None:
        """Show another record on this page."""
        self.notices.clear()
        self.clashes.conflicts.clear()
        self.editor.open(key)

    def go_by(self, step: int) -> None:
        """Show the record before (-1) or after (1) this one, by key."""
        if self.record_key is not None:
            work = partial(neighbour, table=self.spec.table, key=self.record_key, step=step)
            self.read(work, done=lambda found: self.open_record(found) if found else None)

    def restart(self) -> None:
        """Give up what was typed and not taken, and show the record as it stands now."""
        self.clashes.conflicts.clear()
        self.groups.restore()
        self.reload()

    # -- the frame's questions

    def reload(self) -> None:
        self.editor.reload()

    def take_focus(self) -> None:
        self.groups.take_focus()

    def go_to_field(self, record: RecordRef | None, field: str) -> bool:
        is_other = record is not None and (
            record.table != self.spec.table or tuple(record.key) != self.record_key
        )
        return not is_other and self.groups.go_to(field)

    def can_close(self) -> bool:
        self.groups.commit()
        if self.clashes.conflicts.hinder_closing(self.notices):
            return False
        if not self.editor.has_unsaved or self.editor.queue.is_busy:
            return self._reconnecting.may_close()
        text = _("This record is not saved yet: something that it needs is missing.")
        self.notices.warn(text, Remedy(_("Discard It"), self.editor.discard))
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.groups.set_wide(is_wide(self))

    # -- inside

    def _show_new(self) -> None:
        title = _("New {record}").format(record=_(self.spec.title))
        self.set_title(title)
        self._show_crumbs(title)
        self._show_begun()
        self.editor.beginning.ask()
        if self.spec.begin is not None:
            self.spec.begin(self)

    def _show_begun(self) -> None:
        """Show what a record begins with that is not made yet."""
        if self.record_key is not None:
            return
        editable = [name for name, info in self._infos.items() if info.editable]
        values, under_way = self.editor.values(), self.editor.under_way
        self.groups.show_values(values, editable, under_way=under_way, is_new=True)

    def _show(self, view: RecordView) -> None:
        key = tuple(view.key)
        self.take_key(key[0] if len(key) == 1 else key)
        written = " ".join(str(part) for part in key)
        name = view.values.get(self.spec.name_field)
        if name in key:  # it stands in the title already
            name = None
        if self.spec.is_single:
            written, name = _(self.spec.title), None
        self.set_title(_("{no} · {name}").format(no=written, name=name) if name else written)
        self._show_crumbs(written)
        self.head.set_pills(self.spec.pills(view) if self.spec.pills else ())
        self.groups.show_values(
            view.values,
            view.editable,
            lambda _name: _("This field cannot be changed now."),
            under_way=self.editor.under_way,
        )
        self._offered.allow()
        if self.facts is not None:
            self.facts.show_for(key)
        if self.papers is not None:
            self.papers.show_for(RecordRef(self.spec.table, key))

    def _show_crumbs(self, last: str) -> None:
        if self.spec.list_page:
            listed = Crumb(_(self.spec.list_title), self.spec.list_page)
            self.head.set_breadcrumb([listed, Crumb(last)])

    def _on_changed(self, view: RecordView) -> None:
        self.notices.clear()
        for notice in view.notices:
            self.notices.show_notice(notice)
        clock = self.desk.context.now().astimezone().time().isoformat("seconds")
        self.head.set_state(_("Saved {time}").format(time=clock))

    def _on_field_refused(self, name: str, refusal: Refusal) -> None:
        self.groups.show_refusal(refusal, name)
        self.notices.clear()
        remedy = Remedy(_("Reload"), self.restart) if isinstance(refusal, Conflict) else None
        self.notices.show(refusal, remedy)


def _mark_unsaved(page: CardPage, unsaved: bool) -> None:
    page.groups.set_unsaved(page.editor.under_way if unsaved else ())


def _turning(page: CardPage) -> Turning:
    return Turning(
        send=page.editor.send,
        work=page.editor.restoring,
        again=lambda answer: answer[1],
        show=lambda answer: page.editor.take_changed(answer[0]),
        reload=page.reload,
        settle=page.groups.commit,
    )


def as_key(key: object) -> Key:
    """A record's key from the key of a page."""
    return key if isinstance(key, tuple) else (key,)
