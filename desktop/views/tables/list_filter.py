"""What a list is asked for just now: view, search, filters and order, and the chips for them."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.models.labels import field_label
from desktop.services.list_query import ListQuery
from desktop.translation import _
from desktop.views.shell.state import UserState
from desktop.views.tables.header import Order
from desktop.views.tables.list_parts import Chip
from desktop.views.tables.list_spec import ListOpening, ListSpec

_SECTION = "order"


class ListFilter(QObject):
    """The question of a list page; the order is kept per user. Signal `changed`: ask again."""

    changed = Signal()

    def __init__(self, spec: ListSpec, state: UserState, opening: object, parent: QObject) -> None:
        super().__init__(parent)
        self._spec = spec
        self._state = state
        known = opening if isinstance(opening, ListOpening) else ListOpening()
        self.query = ListQuery(
            search=known.search,
            order=self._kept_order(),
            filters=known.filters,
            view=self._asked_view(known.view),
        )

    @property
    def view_name(self) -> str:
        """The view in force; the first one stands for all rows."""
        return self.query.view or (self._spec.views[0].name if self._spec.views else "")

    @property
    def order(self) -> Order:
        """What the rows are sorted by."""
        return self.query.order or self._view_order() or self._spec.order

    @property
    def is_filtered(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.query.search or self.query.filters or self.query.view)

    def search(self, text: str) -> None:
        """Show only rows that contain a text."""
        self._ask(replace(self.query, search=text))

    def choose_view(self, name: str) -> None:
        """Show another view, in its own order until the user chose one."""
        self._ask(replace(self.query, view=self._asked_view(name)))

    def set_filters(self, filters: Mapping[str, str]) -> None:
        """Filter columns by expressions; empty takes the filters away."""
        self._ask(replace(self.query, filters=dict(filters)))

    def remove_filter(self, column: str) -> None:
        """Take one column's filter away."""
        kept = {name: text for name, text in self.query.filters.items() if name != column}
        self.set_filters(kept)

    def clear(self) -> None:
        """Show all rows again."""
        self._ask(replace(self.query, search="", filters={}, view=None))

    def set_order(self, order: Order) -> None:
        """Sort by columns, and keep that for the user."""
        kept: list[object] = [list(key) for key in order]
        self._state.set(_SECTION, self._spec.name, kept)
        self._ask(replace(self.query, order=order))

    def chips(self) -> list[Chip]:
        """What is in force besides the view, in words."""
        chips = []
        if self.query.search:
            text = _("Contains “{text}”").format(text=self.query.search)
            chips.append(Chip(text, lambda: self.search("")))
        for name, expression in self.query.filters.items():
            chips.append(self._filter_chip(name, expression))
        return chips

    def effective(self) -> ListQuery:
        """The query with the order that is really wanted."""
        return replace(self.query, order=self.order)

    def _filter_chip(self, name: str, expression: str) -> Chip:
        label = next((c.caption for c in self._spec.columns if c.name == name), "")
        text = _("{label}: {expression}").format(
            label=label or _(field_label(name)), expression=expression
        )
        return Chip(text, lambda: self.remove_filter(name))

    def _ask(self, query: ListQuery) -> None:
        if query != self.query:
            self.query = query
            self.changed.emit()

    def _asked_view(self, name: str) -> str | None:
        """The first view is all rows, so the queries never see its name."""
        known = [view.name for view in self._spec.views[1:]]
        return name if name in known else None

    def _view_order(self) -> Order:
        views = {view.name: view.order for view in self._spec.views}
        return views.get(self.view_name, ())

    def _kept_order(self) -> Order:
        kept: list[object] = self._state.get(_SECTION, self._spec.name, [])
        names = {column.name for column in self._spec.columns if column.sortable}
        pairs = [pair for pair in kept if isinstance(pair, list) and len(pair) == 2]  # noqa: PLR2004  # column, descending
        return tuple((str(name), bool(down)) for name, down in pairs if name in names)
