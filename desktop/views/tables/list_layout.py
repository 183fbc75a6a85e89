"""Keeps the columns of a list as the user arranged them, and as a saved view wants them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

_SECTION = "columns"


class ListLayout(QObject):
    """The user's own arrangement is kept for the list; a saved view has one of its own."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page)
        self._page = page
        self._view = page.filter.view_id
        page.table.header.restore_layout(self._own())
        page.table.header.columns_changed.connect(self._on_columns_changed)
        page.table.header.arrangement.shown_changed.connect(page.side.survey.begin)
        page.filter.changed.connect(self._on_question_changed)

    def _own(self) -> dict[str, object]:
        kept: dict[str, object] = self._page.desk.state.get(_SECTION, self._page.spec.name, {})
        return kept

    def _on_question_changed(self) -> None:
        if self._page.filter.view_id == self._view:
            return
        before = self._page.side.views.choice(self._view)
        self._view = self._page.filter.view_id
        choice = self._page.side.views.choice(self._view)
        if choice is not None and choice.saved is not None:
            self._page.table.header.restore_layout(choice.saved.layout)
        elif before is not None and before.saved is not None:
            self._page.table.header.restore_layout(self._own())

    def _on_columns_changed(self) -> None:
        """Changes in a saved view last until another view is chosen, or it is saved again."""
        choice = self._page.side.views.choice(self._page.filter.view_id)
        if choice is None or choice.saved is None:
            layout = self._page.table.header.layout_state()
            self._page.desk.state.set(_SECTION, self._page.spec.name, layout)
