"""What a list is asked for just now: view, search, filters and order, and the chips for them."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.services.list_query import ListQuery
from desktop.views.shell.state import UserState
from desktop.views.tables.columns import Order
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_spec import ListSpec
from desktop.views.tables.list_views import ViewChoice

_SECTION = "order"


class ListFilter(QObject):
    """The question of a list page; the order is kept per user. Signal `changed`: ask again.

    `view_id` tells which view was chosen last; its query may have been changed since.
    """

    changed = Signal()

    def __init__(self, spec: ListSpec, state: UserState, opening: object, parent: QObject) -> None:
        super().__init__(parent)
        self._spec = spec
        self._state = state
        known = opening if isinstance(opening, ListOpening) else ListOpening()
        declared = [view.name for view in spec.views]
        self.view_id = known.view if known.view in declared else next(iter(declared), "")
        self.query = ListQuery(
            search=known.search,
            order=self._kept_order(),
            filters=dict(known.filters),
            view=self.view_id if self.view_id in declared[1:] else None,
        )

    @property
    def order(self) -> Order:
        """What the rows are sorted by."""
        return self.query.order or self._view_order() or self._spec.order

    @property
    def is_filtered(self) -> bool:
        """Whether rows may be left out."""
        return not self.query.is_whole

    def search(self, text: str) -> None:
        """Show only rows that contain a text."""
        self._ask(replace(self.query, search=text))

    def choose(self, choice: ViewChoice) -> None:
        """Show another view: a saved one as it was saved, another beside search and filters."""
        self.view_id = choice.id
        if choice.saved is not None:
            self._ask(choice.query)
        else:
            self._ask(replace(self.query, view=choice.query.view))

    def set_filters(self, filters: Mapping[str, str]) -> None:
        """Filter columns by expressions; empty takes the filters away."""
        self._ask(replace(self.query, filters=dict(filters)))

    def set_filter(self, column: str, expression: str) -> None:
        """Filter one column; an empty expression takes its filter away."""
        kept = {name: text for name, text in self.query.filters.items() if name != column}
        self.set_filters({**kept, column: expression} if expression else kept)

    def remove_filter(self, column: str) -> None:
        """Take one column's filter away."""
        self.set_filter(column, "")

    def clear(self) -> None:
        """Show all rows again."""
        self.view_id = self._spec.views[0].name if self._spec.views else ""
        self._ask(replace(self.query, search="", filters={}, view=None))

    def set_order(self, order: Order) -> None:
        """Sort by columns, and keep that for the user."""
        kept: list[object] = [list(key) for key in order]
        self._state.set(_SECTION, self._spec.name, kept)
        self._ask(replace(self.query, order=order))

    def effective(self) -> ListQuery:
        """The query with the order that is really wanted."""
        return replace(self.query, order=self.order)

    def _ask(self, query: ListQuery) -> None:
        if query != self.query:
            self.query = query
            self.changed.emit()

    def _view_order(self) -> Order:
        views = {view.name: view.order for view in self._spec.views}
        return views.get(self.query.view or "", ())

    def _kept_order(self) -> Order:
        kept: list[object] = self._state.get(_SECTION, self._spec.name, [])
        names = {column.name for column in self._spec.columns if column.sortable}
        pairs = [pair for pair in kept if isinstance(pair, list) and len(pair) == 2]  # noqa: PLR2004  # column, descending
        return tuple((str(name), bool(down)) for name, down in pairs if name in names)
