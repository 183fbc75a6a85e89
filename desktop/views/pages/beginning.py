"""What a card shows of a record that is still to be made."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.views.pages.card_spec import CardSpec, begin_record
from desktop.views.shell.page import Page
from desktop.views.tables.list_spec import NewRecord


class Beginning(QObject):
    """The values of a new record before its first field is entered; nothing of it is kept yet.

    `typed` is what the user has entered for it so far, and what the page was opened with.
    `beforehand` are further values, which are no fields of the card. `begun` tells that it is
    known what the record begins with.
    """

    begun = Signal()

    def __init__(self, page: Page, spec: CardSpec, key: object) -> None:
        super().__init__(page)
        self._page = page
        self._spec = spec
        self._begins: Mapping[str, object] = {}
        self.typed: dict[str, object] = dict(key.values) if isinstance(key, NewRecord) else {}
        self.beforehand: dict[str, object] = {}

    def values(self) -> dict[str, object]:
        """What the record would be if it were made now, as far as it is known."""
        return {**self._begins, **self.typed}

    def given(self) -> dict[str, object]:
        """All that the record is to be made from."""
        return self.typed | self.beforehand

    def ask(self) -> None:
        """Ask what the record begins with."""
        work = partial(
            begin_record, spec=self._spec, values=self.given(), context=self._page.desk.context
        )
        self._page.read(work, done=self._on_begun)

    def _on_begun(self, values: Mapping[str, object]) -> None:
        self._begins = values
        self.begun.emit()
