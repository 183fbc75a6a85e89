"""Finds out what somebody else has changed of a record when an entry was refused for that."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.services.records import RecordView
from desktop.views.pages.card_spec import load_record
from desktop.views.pages.conflicts import Conflicts
from desktop.views.pages.field_conflicts import FieldConflicts

if TYPE_CHECKING:
    from desktop.views.pages.card_page import CardPage


class CardConflicts(QObject):
    """Reads the record anew and asks field by field; what was typed stays where it was typed."""

    def __init__(self, page: "CardPage") -> None:
        super().__init__(page)
        self._page = page
        self.conflicts = Conflicts(page)
        self._fields = FieldConflicts(self.conflicts, page.groups, page.editor.values)
        page.editor.clashed.connect(self._on_clashed)

    def _on_clashed(self, name: str, value: object) -> None:
        page = self._page
        work = partial(load_record, spec=page.spec, key=page.editor.key or ())
        page.read(work, done=partial(self._on_read, name, value))

    def _on_read(self, name: str, value: object, view: RecordView) -> None:
        if tuple(view.key) == self._page.editor.key:  # the page may show another record by now
            self._page.editor.take(view)
            self._fields.ask(name, value)
