"""Making a record on its own page for a field of another page, and coming back with its key."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject

from desktop.models.labels import field_label
from desktop.translation import _
from desktop.views.fields.field import Field
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page

if TYPE_CHECKING:
    from desktop.views.pages.card_page import CardPage


@dataclass(frozen=True, slots=True)
class Asked:
    """Who needs a new record: a page, the name it is opened by, and a field on it."""

    page: Page
    place: str
    field: Field


class Errand(QObject):
    """Waits until the page of the new record is left for the page that needs it.

    Then the key goes into the field, if it stands there as it was left. The new record's page
    offers to go back, which makes the record first if that has not happened yet.
    """

    def __init__(self, asked: Asked, card: "CardPage", typed: tuple[str, str]) -> None:
        """Begin on `card`; `typed` is the field that was filled in there, and its text."""
        super().__init__(asked.page)
        self._place = asked.place
        self._origin = origin = asked.page
        self._field = field = asked.field
        self._card = card
        self._typed = typed
        self._before = field.value
        self._made: object = None
        self._goes_back = False
        origin.installEventFilter(self)
        card.editor.answered.connect(self._on_made)
        card.editor.changed.connect(self._offer)
        card.editor.refused.connect(self._on_refused)
        self._offer()

    def go_back(self) -> None:
        """Make the record if it is not made, and go back to the field with its key."""
        self._card.groups.commit()
        self._goes_back = True
        if self._made is None:
            self._card.editor.commit(*self._typed)
        else:
            self._show_origin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page that needs the record is shown again."""
        if watched is self._origin and event.type() == QEvent.Type.Show:
            self._deliver()
        return super().eventFilter(watched, event)

    def _offer(self, _view: object = None) -> None:
        text = _("{field} of {title} gets this record when you go back.").format(
            field=_(field_label(self._field.name)), title=self._origin.title
        )
        self._card.notices.info(text, Remedy(_("Use It"), self.go_back))

    def _on_made(self, _view: object) -> None:
        self._made = self._card.key
        if self._goes_back:
            self._show_origin()

    def _on_refused(self, _name: str, _refusal: object) -> None:
        self._goes_back = False
        self._offer()

    def _show_origin(self) -> None:
        self._goes_back = False
        self._origin.desk.navigation.open(self._place, self._origin.key)

    def _deliver(self) -> None:
        self._origin.removeEventFilter(self)
        there = shiboken6.isValid(self._field)
        if there and self._made is not None and self._field.value == self._before:
            self._field.take(self._made)
            self._field.editor.setFocus()
        self.deleteLater()
