"""The fields of one group on a card that folds, as the user has arranged them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.services.records import FieldInfo
from desktop.translation import _
from desktop.views.fields.entries import printed
from desktop.views.fields.field import Field, FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.card_body import reveal
from desktop.views.pages.groups import GroupCard
from desktop.views.shell.showing import set_shown
from desktop.views.shell.state import UserState

_SECTION = "groups"
_PLACES = "fields"
_SUMMARY_FIELDS = 4


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a page: names of fields, the less-used ones behind "Show more".

    `summary` names the fields whose values are shown while the group is folded, the first four
    when empty. `is_open` is how the group stands before the user has folded or unfolded it.
    """

    title: str
    fields: tuple[str, ...]
    more_fields: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    is_open: bool = True

    def summary_fields(self) -> tuple[str, ...]:
        """The fields whose values stand in the folded head."""
        return self.summary or self.fields[:_SUMMARY_FIELDS]

    def all_fields(self) -> tuple[str, ...]:
        """The fields in their order, the less-used ones last."""
        return self.fields + self.more_fields


class FieldPlace(StrEnum):
    """Where a user wants to see a field; the value is what is kept."""

    ALWAYS = "always"
    MORE = "more"
    """With the less-used fields, behind "Show more"."""
    HIDDEN = "hidden"
    """Nowhere, unless there is an error in it or a message leads to it."""


_KNOWN = frozenset(str(place) for place in FieldPlace)

Places = Mapping[str, FieldPlace]
"""Where fields stand, by name."""


class FieldCard(QObject):
    """Makes the fields of a group and their card, and keeps per user how both stand.

    Signals: `committed(name, value)`: the user has left a field with another value; `arranged`
    when other fields than before can be seen.
    """

    committed = Signal(str, object)
    arranged = Signal()

    def __init__(
        self,
        page: str,
        group: Group,
        infos: Mapping[str, FieldInfo],
        *,
        tools: FieldTools,
        state: UserState,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.group = group
        self._page = page
        self._infos = infos
        self._state = state
        self._needed: set[str] = set()
        self._values: Mapping[str, object] = {}
        own = [infos[name] for name in group.all_fields()]
        self.form = FieldForm(own, tools, arranged=False)
        self.more_form = FieldForm((), tools)
        self.fields: dict[str, Field] = self.form.fields
        self.card = self._build()
        self._connect()
        self._arrange()

    def _build(self) -> GroupCard:
        card = GroupCard(_(self.group.title))
        card.contents.addWidget(self.form)
        shown = self._state.get(_SECTION, self._key("more"), default=False)
        card.set_more(self.more_form, shown=shown)
        card.set_open(self._state.get(_SECTION, self._key("open"), self.group.is_open))
        return card

    def _connect(self) -> None:
        self.form.committed.connect(self.committed)
        self.card.toggled.connect(partial(self._keep, "open"))
        self.card.more_toggled.connect(partial(self._keep, "more"))
        self.card.offer_customising()
        self.card.error_wanted.connect(self._go_to_error)
        for field in self.fields.values():
            field.error_changed.connect(self._on_error_changed)

    # -- for the page

    def show_summary(self, values: Mapping[str, object]) -> None:
        """Show the key values of a record while the group is folded."""
        self._values = values
        places = self.places()
        seen = [
            name for name in self.group.summary_fields() if places[name] is not FieldPlace.HIDDEN
        ]
        self.card.set_summary([self._summary(name) for name in seen])

    def go_to(self, name: str) -> None:
        """Unfold the group, show a field of it, and put the cursor there."""
        if self.places()[name] is FieldPlace.HIDDEN:
            self._show_needed(name)
        self.card.set_open(True)
        is_more = self.fields[name] in self._at(FieldPlace.MORE)
        self.card.show_more(self.card.shows_more or is_more)
        self.fields[name].editor.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(self.fields[name])

    def is_hidden(self, name: str) -> bool:
        """Whether the user has hidden a field that nothing brings back."""
        return self.places()[name] is FieldPlace.HIDDEN and name not in self._needed

    def places(self) -> dict[str, FieldPlace]:
        """Where each field stands: as the user wants it, or as the group was declared."""
        kept: dict[str, str] = self._state.get(_PLACES, self._key(""), default={})
        places = self.declared_places()
        known = {name: text for name, text in kept.items() if name in places and text in _KNOWN}
        return places | {name: FieldPlace(text) for name, text in known.items()}

    def declared_places(self) -> dict[str, FieldPlace]:
        """Where each field stands before the user has moved any."""
        places = dict.fromkeys(self.group.fields, FieldPlace.ALWAYS)
        return places | dict.fromkeys(self.group.more_fields, FieldPlace.MORE)

    def set_places(self, places: Places) -> None:
        """Keep for this user where the fields stand; what is as declared is not kept."""
        declared = self.declared_places()
        changed = {name: str(place) for name, place in places.items() if place != declared[name]}
        self._state.set(_PLACES, self._key(""), changed)
        self._needed.clear()
        self._arrange()

    def set_wide(self, wide: bool) -> None:
        """Show the fields in two columns, or in one."""
        self.form.set_wide(wide)
        self.more_form.set_wide(wide)

    # -- inside

    def _arrange(self) -> None:
        always, more = self._at(FieldPlace.ALWAYS), self._at(FieldPlace.MORE)
        self.form.arrange(always)
        self.more_form.arrange(more)
        for field in self._at(FieldPlace.HIDDEN):
            field.hide()
        self.card.offer_more(bool(more))
        set_shown(self.card, bool(always or more))
        _in_tab_order([*always, *more])
        self.show_summary(self._values)
        self.arranged.emit()

    def _at(self, place: FieldPlace) -> list[Field]:
        shown = {
            name: FieldPlace.ALWAYS
            if place is FieldPlace.HIDDEN and self._is_needed(name)
            else place
            for name, place in self.places().items()
        }
        return [self.fields[name] for name in shown if shown[name] is place]

    def _is_needed(self, name: str) -> bool:
        return name in self._needed or bool(self.fields[name].error)

    def _show_needed(self, name: str) -> None:
        if name not in self._needed:
            self._needed.add(name)
            self._arrange()

    def _on_error_changed(self) -> None:
        wrong = self._wrong()
        self.card.set_error_count(len(wrong))
        places = self.places()
        for name in wrong:
            if places[name] is FieldPlace.HIDDEN:
                self._show_needed(name)

    def _wrong(self) -> list[str]:
        return [name for name in self.group.all_fields() if self.fields[name].error]

    def _go_to_error(self) -> None:
        wrong = self._wrong()
        if wrong:
            self.go_to(wrong[0])

    def _summary(self, name: str) -> tuple[str, str]:
        info = self._infos[name]
        return _(info.label), printed(info, self._values.get(name))

    def _key(self, what: str) -> str:
        return "/".join(part for part in (self._page, self.group.title, what) if part)

    def _keep(self, what: str, value: bool) -> None:
        self._state.set(_SECTION, self._key(what), value)


def _in_tab_order(fields: Sequence[Field]) -> None:
    # Of the fields, not their editors: a field left behind in the chain would lead back to its own.
    for before, after in pairwise(fields):
        QWidget.setTabOrder(before, after)
