"""The views of a list that a user can choose: those the list declares and those that are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.services.list_query import ListQuery
from desktop.services.users.list_views import SavedView, delete_view, save_view, saved_views
from desktop.translation import _
from desktop.views.shell.page import Page

if TYPE_CHECKING:
    from desktop.views.tables.list_spec import ListSpec, View

_MINE = "mine:"
_SHARED = "shared:"


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """A view as it is offered: its id among the views of the list, and its name for the user."""

    id: str
    label: str
    query: ListQuery
    saved: SavedView | None = None


class ListViews(QObject):
    """Knows the views of one list. Signal `changed`: views were read, saved or deleted."""

    changed = Signal()

    def __init__(self, page: Page, spec: ListSpec) -> None:
        super().__init__(page)
        self._page = page
        self._spec = spec
        self.choices: tuple[ViewChoice, ...] = tuple(_declared(spec.views))

    def read(self) -> None:
        """Read the saved views in the background."""
        user = self._page.desk.context.user
        work = partial(_read, list_name=self._spec.name, user=user)
        self._page.read(work, done=self._take)

    def choice(self, choice_id: str) -> ViewChoice | None:
        """A view by its id."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def save(
        self,
        name: str,
        query: ListQuery,
        layout: Mapping[str, Any],
        *,
        shared: bool = False,
        replacing: bool = False,
    ) -> None:
        """Save what the list shows under a name; refusals go to the page's notices."""
        view = SavedView(self._spec.name, name, shared, query, layout)
        context = self._page.desk.context
        work = partial(_save, view=view, context=context, replacing=replacing)
        self._page.write(work, done=self._take)

    def delete(self, choice: ViewChoice) -> None:
        """Delete a saved view."""
        if choice.saved is not None:
            work = partial(_delete, view=choice.saved, context=self._page.desk.context)
            self._page.write(work, done=self._take)

    def _take(self, saved: Sequence[SavedView]) -> None:
        self.choices = (*_declared(self._spec.views), *map(_offered, saved))
        self.changed.emit()


def id_of(*, shared: bool, name: str) -> str:
    """The id of a saved view among the views of its list."""
    return f"{_SHARED if shared else _MINE}{name}"


def _declared(views: Sequence[View]) -> list[ViewChoice]:
    """The first view is all rows, so the queries never see its name."""
    return [
        ViewChoice(view.name, _(view.label), ListQuery(view=view.name if at else None))
        for at, view in enumerate(views)
    ]


def _offered(view: SavedView) -> ViewChoice:
    choice_id = id_of(shared=view.shared, name=view.name)
    return ViewChoice(choice_id, view.name, view.query, view)


def _read(session: Any, *, list_name: str, user: str) -> tuple[SavedView, ...]:  # noqa: ANN401
    return saved_views(session, list_name, user)


def _save(session: Any, *, view: SavedView, context: Any, replacing: bool) -> tuple[SavedView, ...]:  # noqa: ANN401
    return save_view(session, view, context, replace=replacing)


def _delete(session: Any, *, view: SavedView, context: Any) -> tuple[SavedView, ...]:  # noqa: ANN401
    return delete_view(session, view, context)
