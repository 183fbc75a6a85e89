"""Sends the changes of a card to the services, one command a field, and hands on the answers."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.errors import Conflict, Refusal
from desktop.models.labels import field_label
from desktop.services.records import RecordView
from desktop.services.setup.refusals import RecordInUse
from desktop.translation import _
from desktop.views.pages.beginning import Beginning
from desktop.views.pages.card_spec import (
    CardSpec,
    FieldChanges,
    Key,
    change_field,
    changed_fields,
    load_record,
    make_record,
    remove_record,
    restore_fields,
)
from desktop.views.pages.command_queue import Command, CommandQueue, Work
from desktop.views.pages.steps import Step, Steps
from desktop.views.pages.where_used import open_where_used
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page


class RecordEditor(QObject):
    """One record that is being edited, or made with the first field that is entered.

    `beginning` is what a new record has so far.
    Signals: `answered(view)` with the record after it was read or changed; `was_read(view)` as
    well after it was read, `changed(view)` after a command; `refused(name, refusal)` for the field
    that was sent, and then `clashed(name, value)` when somebody else has changed the record
    meanwhile; `put_back(name)` when the user took a change back; `removed` when it is gone.
    """

    answered = Signal(object)
    was_read = Signal(object)
    changed = Signal(object)
    refused = Signal(str, object)
    clashed = Signal(str, object)
    put_back = Signal(str)
    removed = Signal()

    def __init__(self, page: Page, spec: CardSpec, key: object) -> None:
        super().__init__(page)
        self._page = page
        self._spec = spec
        self.queue = CommandQueue(page)
        self.queue.idle.connect(self._on_idle)
        self.beginning = Beginning(page, spec, key)
        self._is_stale = False
        self.steps = Steps(self)
        self.under_way: list[str] = []
        self.key: Key | None = None
        self.record: RecordView | None = None

    @property
    def has_unsaved(self) -> bool:
        """Whether values were entered for a record that could not be made yet."""
        return self.key is None and bool(self.beginning.typed)

    def values(self) -> dict[str, object]:
        """The values of the record, or those that a new one has so far."""
        return dict(self.record.values) if self.record else self.beginning.values()

    def open(self, key: Key) -> None:
        """Edit another record."""
        self.key, self.record = key, None
        self.steps.clear()
        self.reload()

    def reload(self) -> None:
        """Read the record anew; while commands are under way their answers are newer."""
        if self.queue.is_busy:
            self._is_stale = True
        elif self.key is not None:
            work = partial(load_record, spec=self._spec, key=self.key)
            self._page.read(work, done=self._on_read)

    def take(self, view: RecordView) -> None:
        """Go on with what was read or answered."""
        self.beginning.typed.clear()
        self.key, self.record = tuple(view.key), view
        self.answered.emit(view)

    def commit(self, name: str, value: object) -> None:
        """Send a field's value; a new record is made with the first one that suffices."""
        self.under_way.append(name)
        self.queue.add(
            Command(
                work=partial(self._work, name, value),
                done=partial(self._on_done, name),
                refused=partial(self._on_refused, name, value),
                given_up=partial(self._on_given_up, name),
            )
        )

    def send(self, command: Command) -> None:
        """Send another command after those before it."""
        self.queue.add(command)

    def restoring(self, changes: FieldChanges) -> Work:
        """Word the call that takes a step back."""
        return partial(
            restore_fields,
            spec=self._spec,
            key=self.key or (),
            changes=changes,
            context=self._page.desk.context,
        )

    def take_changed(self, view: RecordView) -> None:
        """Go on with the answer of a command."""
        # The answer is newer than whatever was committed while the command was under way.
        self._is_stale = False
        self.take(view)
        self.changed.emit(view)

    def delete(self) -> None:
        """Delete the record; the user was asked already."""
        self.queue.add(
            Command(
                work=self._removal,
                done=self._on_removed,
                refused=partial(_show_kept, self._page),
                given_up=self.reload,
            )
        )

    def discard(self) -> None:
        """Forget what was entered for a record that is not made; there is nothing to show then."""
        self.beginning.typed.clear()
        self.removed.emit()

    def _work(self, name: str, value: object) -> Work:
        context = self._page.desk.context
        if self.key is None:
            self.beginning.typed[name] = value
            values = self.beginning.given()
            return partial(make_record, spec=self._spec, values=values, context=context)
        return partial(
            change_field,
            spec=self._spec,
            key=self.key,
            field=name,
            value=value,
            context=context,
            row_version=self.record.row_version if self.record else None,
        )

    def _removal(self) -> Work | None:
        if self.key is None:
            return None
        context = self._page.desk.context
        return partial(remove_record, spec=self._spec, key=self.key, context=context)

    def _on_done(self, name: str, view: RecordView) -> None:
        self.under_way.remove(name)
        # The field that was entered leads what followed from it.
        found = dict(changed_fields(self.record, view))
        if name in found:
            self.steps.add(Step(_(field_label(name)), {name: found.pop(name), **found}))
        self.take_changed(view)

    def _on_refused(self, name: str, value: object, refusal: Refusal) -> None:
        self.under_way.remove(name)
        self.refused.emit(name, refusal)
        if isinstance(refusal, Conflict):
            self.clashed.emit(name, value)

    def _on_given_up(self, name: str) -> None:
        self.under_way.remove(name)
        self.beginning.typed.pop(name, None)
        self.put_back.emit(name)

    def _on_removed(self, _answer: object) -> None:
        self.key, self._is_stale = None, False
        self.removed.emit()

    def _on_read(self, view: RecordView) -> None:
        if self.queue.is_busy:
            self._is_stale = True
        else:
            self.take(view)
            self.was_read.emit(view)

    def _on_idle(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.reload()


def _show_kept(page: Page, refusal: Refusal) -> None:
    """The record stays; when others use it, the way to them stands beside the reason."""
    record = refusal.record if isinstance(refusal, RecordInUse) else None
    remedy = Remedy(_("Show Where It Is Used"), partial(open_where_used, page, record))
    page.notices.show(refusal, remedy if record else None)
