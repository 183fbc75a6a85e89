"""The fields of a record in cards that fold: used by cards and by the heads of documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import Refusal, SeveralRefusals
from desktop.services.records import FieldInfo
from desktop.translation import user_localizer
from desktop.views.fields.field import Field, FieldTools, refuse, show_unsaved
from desktop.views.pages.field_card import FieldCard, Group, Places
from desktop.views.pages.refusal_places import place_of
from desktop.views.shell.state import UserState

__all__ = ["FieldGroups", "Group"]


class FieldGroups(QObject):
    """Makes the cards of a page and knows all its fields.

    Signals: `committed(name, value)`: the user has left a field with another value; it is shown as
    pending until `show_values` or `show_refusal` answers. `arranged`: other fields than before can
    be seen. `customising_wanted(group)`: the user wants to choose the fields of a group.
    `overtaken(name, value)` in the place of `committed` when the record got another value there
    while the user was typing.
    """

    committed = Signal(str, object)
    overtaken = Signal(str, object)
    arranged = Signal()
    customising_wanted = Signal(object)

    def __init__(
        self,
        name: str,
        groups: Sequence[Group],
        infos: Mapping[str, FieldInfo],
        *,
        tools: FieldTools,
        state: UserState,
        parent: QObject,
        table: str = "",
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._is_filled = False
        self._overtaken: set[str] = set()
        self._wants_focus = False
        self._wanted = ""
        self.fields: dict[str, Field] = {}
        self.parts = [
            FieldCard(name, group, infos, tools=tools, state=state, parent=self) for group in groups
        ]
        self.cards = [part.card for part in self.parts]
        for part in self.parts:
            self.fields |= part.fields
            part.committed.connect(self._on_committed)
            part.arranged.connect(self.arranged)
            part.card.customising_wanted.connect(partial(self.customising_wanted.emit, part))

    def show_values(
        self,
        values: Mapping[str, object],
        editable: Iterable[str],
        why: Callable[[str], str] | None = None,
        *,
        under_way: Iterable[str] = (),
        is_new: bool = False,
    ) -> None:
        """Show a record's values; `why` says of a locked field what locks it.

        Fields `under_way` were sent and not answered yet: they go on showing what was typed.
        Nobody but the user changes a record that `is_new`.
        """
        open_fields, sent = frozenset(editable), frozenset(under_way)
        for name, field in self.fields.items():
            field.set_editable(name in open_fields, why(name) if why else "")
            if name not in sent:
                before, now = field.value, values.get(name)
                field.show_value(now)
                if not field.has_draft():
                    self._overtaken.discard(name)
                elif self._is_filled and now != before and not is_new:
                    self._overtaken.add(name)
        for part in self.parts:
            part.show_summary(values)
        self._is_filled = True
        if self._wanted:
            self.go_to(self._wanted)
        elif self._wants_focus:
            self.go_to_first()
        self._wants_focus, self._wanted = False, ""

    def set_unsaved(self, names: Iterable[str]) -> None:
        """Mark fields whose typed values wait for a database that is away; none takes it off."""
        waiting = frozenset(names)
        for name, field in self.fields.items():
            show_unsaved(field.editor, name in waiting)

    def show_refusal(self, refusal: Refusal, name: str = "") -> bool:
        """Mark the fields that a refusal speaks of, or the one that was sent; False if none.

        Without a `name` nothing was typed: the record's own values are marked, until they are
        others or `clear_marks` is called.
        """
        parts = refusal.refusals if isinstance(refusal, SeveralRefusals) else (refusal,)
        marked: list[Field] = []
        for part in parts:
            field = self._field_of(part, name)
            if field is not None and field not in marked:
                refuse(field, part, user_localizer().refusal(part))
                field.is_marked = not field.has_draft()
                marked.append(field)
        return bool(marked)

    def clear_marks(self) -> None:
        """Take the marks away that say something of the record's own values."""
        for field in self.fields.values():
            if field.is_marked:
                field.clear_error()

    def commit(self) -> None:
        """Take what is being typed."""
        for field in self.fields.values():
            field.commit()

    def restore(self) -> None:
        """Give up what was typed and not taken."""
        self._overtaken.clear()
        for field in self.fields.values():
            field.restore()

    def go_to(self, name: str) -> bool:
        """Unfold the group of a field and put the cursor into it."""
        part = next((part for part in self.parts if name in part.fields), None)
        if part is None:
            return False
        # A page that was opened for this field is filled, and takes the focus, only later.
        self._wanted = "" if self._is_filled else name
        part.go_to(name)
        return True

    def go_to_first(self) -> None:
        """Put the cursor into the first field that may be changed."""
        seen = (
            field
            for part in self.parts
            for name, field in part.fields.items()
            if field.is_editable and not part.is_hidden(name)
        )
        first = next(seen, None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Put the cursor into the first field, as soon as a record is shown."""
        if self._is_filled:
            self.go_to_first()
        else:
            self._wants_focus = True

    def put_back(self, name: str) -> None:
        """Show the record's value of a field whose change was given up."""
        self._overtaken.discard(name)
        self.fields[name].restore()

    def insist(self, name: str, value: object) -> None:
        """Enter a value in spite of what the record got meanwhile."""
        self._overtaken.discard(name)
        self.fields[name].take(value)

    def set_wide(self, wide: bool) -> None:
        """Show the fields in two columns, or in one where the page is narrow."""
        for part in self.parts:
            part.set_wide(wide)

    def set_places(self, places: Places) -> None:
        """Keep for this user where the fields of the page stand."""
        for part in self.parts:
            own = {name: place for name, place in places.items() if name in part.fields}
            if own:
                part.set_places(part.places() | own)

    def _field_of(self, refusal: Refusal, sent: str) -> Field | None:
        """The field that a refusal speaks of, or the one that was sent."""
        place = place_of(refusal, self._table, sent)
        return self.fields.get(place) or self.fields.get(sent)

    def _on_committed(self, name: str, value: object) -> None:
        self.fields[name].set_pending()
        if name in self._overtaken:
            self._overtaken.discard(name)
            self.overtaken.emit(name, value)
        else:
            self.committed.emit(name, value)
