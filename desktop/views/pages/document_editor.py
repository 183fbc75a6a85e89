"""Sends what the user does on a document to its services and hands on the snapshots."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import Conflict, InvariantBroken, Refusal
from desktop.views.pages.acts import Act, name_of_act
from desktop.views.pages.command_queue import Command, CommandQueue, Work
from desktop.views.pages.document_spec import DocumentServices, Snapshot, difference_of
from desktop.views.pages.document_work import act, act_on_new, create, load
from desktop.views.pages.steps import Step, Steps
from desktop.views.shell.page import Page

_BY_OLD_NUMBER = frozenset({Act.DELETE_LINE, Act.MOVE_LINE})
"""Acts after which the line has another number, or is gone."""


class DocumentEditor(QObject):
    """One document that is being edited.

    `steps` lists the acts in their order; undo and redo go by it. `is_new` while nothing was
    entered and so nothing is kept; `beforehand` is what it will be made with.
    Signals: `answered(snapshot)` with the document after it was read or changed;
    `changed(snapshot)` as well after an act; `header_refused(field, refusal)`,
    `header_clashed(field, value, conflict)` and `put_back(field)` for a header field that was sent.
    """

    answered = Signal(object)
    changed = Signal(object)
    header_refused = Signal(str, object)
    header_clashed = Signal(str, object, object)
    put_back = Signal(str)

    def __init__(self, page: Page, services: DocumentServices) -> None:
        super().__init__(page)
        self._page = page
        self._services = services
        self.queue = CommandQueue(page)
        self.queue.idle.connect(self._on_idle)
        self._is_stale = False
        self.is_new = False
        self.beforehand: dict[str, object] = {}
        self.key: Any = None
        self.view: Snapshot | None = None
        self.under_way: list[str] = []
        self.steps = Steps(self)

    # -- the document

    def open(self, key: Any) -> None:  # noqa: ANN401  # a document's key
        """Edit another document."""
        self.key, self.view = key, None
        self.steps.clear()
        self.reload()

    def create(self) -> None:
        """Make a new document at once and edit it."""
        if self._services.create is not None:
            work = partial(create, do=self._services.create, context=self._page.desk.context)
            self._page.write(work, done=self.take_changed)

    def begin(self) -> None:
        """Edit a new document that is made with its first act."""
        if self._services.blank is None:
            self.create()
        else:
            work = partial(create, do=self._services.blank, context=self._page.desk.context)
            self._page.read(work, done=self._on_blank)

    def reload(self) -> None:
        """Read the document anew; while acts are under way their answers are newer."""
        if self.queue.is_busy:
            self._is_stale = True
        elif self.key is not None and not self.is_new:
            work = partial(load, do=self._services.load, key=self.key)
            self._page.read(work, done=self._on_read)

    def take(self, view: Snapshot) -> None:
        """Go on with what was read or answered."""
        self.is_new = False
        self.key, self.view = view.key, view
        self.answered.emit(view)

    def take_changed(self, view: Snapshot) -> None:
        """Go on with the answer of an act, also of an area's own command."""
        # The answer is newer than whatever was committed while the act was under way.
        self._is_stale = False
        self.take(view)
        self.changed.emit(view)

    # -- acts

    def change_header(self, name: str, value: object) -> None:
        """Send a header field's value."""
        self.under_way.append(name)
        self.queue.add(
            Command(
                work=partial(self._header_work, name, value),
                done=partial(self._on_header_done, name),
                refused=partial(self._on_header_refused, name, value),
                given_up=partial(self._on_header_put_back, name),
            )
        )

    def when_idle(self, do: Callable[[], object]) -> None:
        """Do something as soon as all commands are answered, at once when none is under way."""
        if not self.queue.is_busy:
            do()
        else:
            self.queue.idle.connect(do, Qt.ConnectionType.SingleShotConnection)

    def send(self, command: Command) -> None:
        """Send an act on the lines, or a command of the area, after those before it."""
        self.queue.add(command)

    def work(
        self, do: Callable[..., Any], arguments: Sequence[object] = (), **options: object
    ) -> Work:
        """Word a call of a service on this document: do(session, key, *arguments, context)."""
        if self.is_new and self._services.create is not None:
            return partial(
                act_on_new,
                create=partial(self._services.create, **self.beforehand),
                do=do,
                arguments=list(arguments),
                context=self._page.desk.context,
                options=options,
            )
        return partial(
            act,
            do=do,
            arguments=[self.key, *arguments],
            context=self._page.desk.context,
            options=options,
        )

    def note(self, act: Act, field: str, line_no: int | None, after: Snapshot) -> None:
        """Remember an act that was done; call it before `take_changed`."""
        change = difference_of(after)
        if not change.is_empty:
            before = self.view.lines if self.view else ()
            numbers = [line.line_no for line in (before if act in _BY_OLD_NUMBER else after.lines)]
            place = numbers.index(line_no) + 1 if line_no in numbers else 0
            self.steps.add(Step(name_of_act(act, field, place), change))

    def restoring(self, change: object) -> Work:
        """Word the call that takes a step back."""
        return self.work(self._services.restore or _cannot_restore, (change,))

    def _header_work(self, name: str, value: object) -> Work | None:
        if self.view is None:
            return None
        version = self.view.row_version
        return self.work(self._services.change_header, (name, value), row_version=version)

    def _on_header_done(self, name: str, view: Snapshot) -> None:
        self.under_way.remove(name)
        self.note(Act.CHANGE_HEADER, name, None, view)
        self.take_changed(view)

    def _on_header_refused(self, name: str, value: object, refusal: Refusal) -> None:
        self.under_way.remove(name)
        self.header_refused.emit(name, refusal)
        if isinstance(refusal, Conflict):
            self.header_clashed.emit(name, value, refusal)

    def _on_header_put_back(self, name: str) -> None:
        self.under_way.remove(name)
        self.put_back.emit(name)

    def _on_blank(self, view: Snapshot) -> None:
        self.is_new = True
        self.key, self.view = view.key, view
        self.answered.emit(view)

    def _on_read(self, view: Snapshot) -> None:
        if self.queue.is_busy:
            self._is_stale = True
        else:
            self.take(view)

    def _on_idle(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.reload()


def _cannot_restore(*_arguments: object, **_options: object) -> None:
    raise InvariantBroken("a document without a service that restores has no steps")
