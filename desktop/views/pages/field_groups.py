"""The fields of a record in cards that fold: used by cards and by the heads of documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import Refusal, SeveralRefusals
from desktop.services.records import FieldInfo
from desktop.translation import _, user_localizer
from desktop.views.fields.entries import printed
from desktop.views.fields.field import Field, FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.card_body import reveal
from desktop.views.pages.groups import GroupCard
from desktop.views.pages.refusal_places import place_of
from desktop.views.shell.state import UserState

_SECTION = "groups"
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


class FieldGroups(QObject):
    """Makes the cards of a page and knows all its fields.

    Signal `committed(name, value)`: the user has left a field with another value; it is shown as
    pending until `show_values` or `show_refusal` answers.
    """

    committed = Signal(str, object)

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
        self._name = name
        self._state = state
        self._infos = infos
        self._groups = tuple(groups)
        self._forms: list[FieldForm] = []
        self._is_filled = False
        self._wants_focus = False
        self._wanted = ""
        self.fields: dict[str, Field] = {}
        self.cards = [self._card(group, tools) for group in groups]

    def show_values(
        self,
        values: Mapping[str, object],
        editable: Iterable[str],
        why: Callable[[str], str] | None = None,
        *,
        under_way: Iterable[str] = (),
    ) -> None:
        """Show a record's values; `why` says of a locked field what locks it.

        Fields `under_way` were sent and not answered yet: they go on showing what was typed.
        """
        open_fields, sent = frozenset(editable), frozenset(under_way)
        for name, field in self.fields.items():
            field.set_editable(name in open_fields, why(name) if why else "")
            if name not in sent:
                field.show_value(values.get(name))
        for group, card in zip(self._groups, self.cards, strict=True):
            card.set_summary([self._summary(name, values) for name in group.summary_fields()])
        self._is_filled = True
        if self._wanted:
            self.go_to(self._wanted)
        elif self._wants_focus:
            self.go_to_first()
        self._wants_focus, self._wanted = False, ""

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
                field.refuse(part, user_localizer().refusal(part))
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
        for field in self.fields.values():
            field.restore()

    def go_to(self, name: str) -> bool:
        """Unfold the group of a field and put the cursor into it."""
        field = self.fields.get(name)
        if field is None:
            return False
        for group, card in zip(self._groups, self.cards, strict=True):
            if name in group.fields + group.more_fields:
                card.set_open(True)
                card.show_more(card.shows_more or name in group.more_fields)
        # A page that was opened for this field is filled, and takes the focus, only later.
        self._wanted = "" if self._is_filled else name
        field.editor.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(field)
        return True

    def go_to_first(self) -> None:
        """Put the cursor into the first field that may be changed."""
        open_fields = (field for field in self.fields.values() if field.is_editable)
        first = next(open_fields, None)
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
        self.fields[name].restore()

    def set_wide(self, wide: bool) -> None:
        """Show the fields in two columns, or in one where the page is narrow."""
        for form in self._forms:
            form.set_wide(wide)

    def _field_of(self, refusal: Refusal, sent: str) -> Field | None:
        """The field that a refusal speaks of, or the one that was sent."""
        place = place_of(refusal, self._table, sent)
        return self.fields.get(place) or self.fields.get(sent)

    def _card(self, group: Group, tools: FieldTools) -> GroupCard:
        card = GroupCard(_(group.title))
        card.contents.addWidget(self._form(group.fields, tools))
        if group.more_fields:
            shown = self._state.get(_SECTION, self._key(group, "more"), default=False)
            card.set_more(self._form(group.more_fields, tools), shown=shown)
        card.set_open(self._state.get(_SECTION, self._key(group, "open"), group.is_open))
        card.toggled.connect(partial(self._keep, self._key(group, "open")))
        card.more_toggled.connect(partial(self._keep, self._key(group, "more")))
        card.error_wanted.connect(partial(self._go_to_error, group))
        return card

    def _form(self, names: Sequence[str], tools: FieldTools) -> FieldForm:
        form = FieldForm([self._infos[name] for name in names], tools)
        form.committed.connect(self._on_committed)
        self._forms.append(form)
        self.fields |= form.fields
        for field in form.fields.values():
            field.error_changed.connect(self._count_errors)
        return form

    def _on_committed(self, name: str, value: object) -> None:
        self.fields[name].set_pending()
        self.committed.emit(name, value)

    def _summary(self, name: str, values: Mapping[str, object]) -> tuple[str, str]:
        info = self._infos[name]
        return _(info.label), printed(info, values.get(name))

    def _count_errors(self) -> None:
        for group, card in zip(self._groups, self.cards, strict=True):
            card.set_error_count(len(self._wrong(group)))

    def _wrong(self, group: Group) -> list[str]:
        return [name for name in group.fields + group.more_fields if self.fields[name].error]

    def _go_to_error(self, group: Group) -> None:
        wrong = self._wrong(group)
        if wrong:
            self.go_to(wrong[0])

    def _key(self, group: Group, what: str) -> str:
        return f"{self._name}/{group.title}/{what}"

    def _keep(self, key: str, value: bool) -> None:
        self._state.set(_SECTION, key, value)
