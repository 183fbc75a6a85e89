"""Sends the changes of a card to the services, one command a field, and hands on the answers."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refusal
from desktop.services.setup.records import RecordView
from desktop.views.pages.card_spec import (
    CardSpec,
    Held,
    Key,
    NewRecord,
    change_field,
    load_record,
    make_record,
    remove_record,
)
from desktop.views.shell.page import Page


class RecordEditor(QObject):
    """One record that is being edited, or made with the first field that is entered.

    Signals: `answered(view)` with the record after it was read or changed; `changed(view)` as
    well after a command; `refused(name, refusal)` for the field that was sent; `put_back(name)`
    when the user took a change back; `removed` after the deletion.
    """

    answered = Signal(object)
    changed = Signal(object)
    refused = Signal(str, object)
    put_back = Signal(str)
    removed = Signal()

    def __init__(self, page: Page, spec: CardSpec, key: object) -> None:
        super().__init__(page)
        self._page = page
        self._spec = spec
        self._held: Held | None = None
        self._draft: dict[str, object] = dict(key.values) if isinstance(key, NewRecord) else {}
        self._later: dict[str, object] = {}
        self._is_being_made = False
        self._sending: list[str] = []
        self._is_stale = False
        self.record: RecordView | None = None

    @property
    def key(self) -> Key | None:
        """The key of the record, None while it is not made."""
        return self._held.key if self._held else None

    @property
    def has_unsaved(self) -> bool:
        """Whether values were entered for a record that could not be made yet."""
        return self._held is None and bool(self._draft)

    @property
    def under_way(self) -> tuple[str, ...]:
        """The fields that were sent and not answered yet."""
        return (*self._sending, *self._later)

    def values(self) -> dict[str, object]:
        """The values of the record, or those entered for a new one."""
        return dict(self.record.values) if self.record else {**self._draft, **self._later}

    def open(self, key: Key) -> None:
        """Edit another record."""
        self._held = Held(key)
        self.reload()

    def reload(self) -> None:
        """Read the record anew."""
        if self._held is not None:
            work = partial(load_record, spec=self._spec, held=self._held)
            self._page.read(work, done=self._on_read)

    def take(self, view: RecordView) -> None:
        """Go on with what was read or answered."""
        self._draft.clear()
        if self._held is None:
            self._held = Held(tuple(view.key), view.row_version)
        self.record = view
        self.answered.emit(view)

    def commit(self, name: str, value: object) -> None:
        """Send a field's value; a new record is made with it, or when its key has come."""
        if self._held is not None:
            self._change(self._held, name, value)
        elif self._is_being_made:
            self._later[name] = value
        else:
            self._draft[name] = value
            self._make(name)

    def delete(self) -> None:
        """Delete the record; the user was asked already."""
        if self._held is not None:
            context = self._page.desk.context
            work = partial(remove_record, spec=self._spec, key=self._held.key, context=context)
            self._page.write(work, done=lambda _answer: self.removed.emit())

    def discard(self) -> None:
        """Forget what was entered for a record that is not made."""
        self._draft.clear()

    def _on_read(self, view: RecordView) -> None:
        """Show what was read, unless a command is under way whose answer is newer."""
        if self._sending:
            self._is_stale = True
        else:
            self.take(view)

    def _change(self, held: Held, name: str, value: object) -> None:
        work = partial(
            change_field,
            spec=self._spec,
            held=held,
            field=name,
            value=value,
            context=self._page.desk.context,
        )
        self._sending.append(name)
        self._page.write(
            work,
            done=partial(self._on_sent, name),
            refused=partial(self._on_not_sent, name),
            cancelled=partial(self._on_not_sent, name),
        )

    def _make(self, name: str) -> None:
        self._is_being_made = True
        context = self._page.desk.context
        work = partial(make_record, spec=self._spec, values=dict(self._draft), context=context)
        self._page.write(
            work,
            done=self._on_made,
            refused=partial(self._on_not_made, name),
            cancelled=partial(self._on_not_made, name),
        )

    def _on_made(self, view: RecordView) -> None:
        """The record is there: what was entered meanwhile is sent now."""
        self._is_being_made = False
        self._on_changed(view)
        later, self._later = self._later, {}
        for name, value in later.items():
            self.commit(name, value)

    def _on_not_made(self, name: str, refusal: Refusal | None = None) -> None:
        """Something is missing: try again as soon as another field was entered."""
        self._is_being_made = False
        if self._later:
            self._draft |= self._later
            last = list(self._later)[-1]
            self._later.clear()
            self._make(last)
        else:
            if refusal is None:
                del self._draft[name]
            self._tell(name, refusal)

    def _on_sent(self, name: str, view: RecordView) -> None:
        self._sending.remove(name)
        self._is_stale = False
        self._on_changed(view)

    def _on_not_sent(self, name: str, refusal: Refusal | None = None) -> None:
        self._sending.remove(name)
        self._tell(name, refusal)
        if self._is_stale and not self._sending:
            self._is_stale = False
            self.reload()

    def _on_changed(self, view: RecordView) -> None:
        self.take(view)
        self.changed.emit(view)

    def _tell(self, name: str, refusal: Refusal | None) -> None:
        """A change was refused, or given up by the user when it asked."""
        if refusal is None:
            self.put_back.emit(name)
        else:
            self.refused.emit(name, refusal)
