"""What the pane of a list tells of the whole result: rows by view, and totals."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.services.list_source import ListSource
from desktop.services.stopping import StopSwitch
from desktop.views.shell.tasks import Task
from desktop.views.tables.columns import value_text
from desktop.views.tables.filter_pane import FilterPane
from desktop.views.tables.list_views import ListViews

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage


class ListSurvey(QObject):
    """Counts the views and adds up the totals, when somebody looks at them."""

    def __init__(self, page: "ListPage", pane: FilterPane, views: ListViews) -> None:
        super().__init__(page)
        self._page = page
        self._pane = pane
        self._views = views
        self._under_way: list[Task] = []

    def begin(self) -> None:
        """Read the figures anew; those that were asked for before are not waited for."""
        for task in self._under_way:
            task.drop()
        self._under_way.clear()
        loader = self._page.loader
        if self._pane.isHidden() or not loader.is_loaded:
            return
        queries = {choice.id: choice.query for choice in self._views.choices}
        if len(queries) > 1:
            counts = partial(_counts, source=loader.source, queries=queries)
            self._under_way.append(loader.survey(counts, self._pane.views.show_counts))
        shown = self._page.table.header.shown_columns()
        names = [column.name for column in shown if column.total]
        if names:
            totals = partial(totals_of, source=loader.source, query=loader.query, names=names)
            self._under_way.append(loader.survey(totals, self._show_totals))
        else:
            self._show_totals({})

    def _show_totals(self, totals: Mapping[str, Decimal | int]) -> None:
        columns = [column for column in self._page.spec.columns if column.name in totals]
        self._pane.show_totals(
            [(column.caption, value_text(totals[column.name], column.kind)) for column in columns]
        )


def _counts(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    source: ListSource,
    queries: Mapping[str, Any],
    stop: StopSwitch,
) -> Mapping[str, int]:
    counts = {}
    for choice_id, query in queries.items():
        with stop.armed(session):
            counts[choice_id] = source.count(session, query)
    return counts


def totals_of(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    source: ListSource,
    query: Any,  # noqa: ANN401  # a ListQuery
    names: Sequence[str],
    stop: StopSwitch,
) -> Mapping[str, Decimal | int]:
    """The sums of columns over a whole result, as work for a survey."""
    return source.totals(session, query, names, stop)
