"""The selected rows of a list: how many, what they add up to, and all of them for a command.

A selection may reach over rows that were never looked at. What is done with it reads them first.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.services.list_keys import Key
from desktop.services.list_query import FIRST_ROWS
from desktop.services.list_source import ListSource
from desktop.services.stopping import StopSwitch
from desktop.translation import _, user_localizer
from desktop.views.fields.typing_pause import TypingPause
from desktop.views.shell.tasks import Task
from desktop.views.tables.columns import Column, value_text
from desktop.views.tables.list_survey import totals_of

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

MOST_ROWS = 20_000
"""The largest selection that is summed, copied or acted on row by row."""

Sums = Mapping[str, Decimal | int]


class ListSelection(QObject):
    """Keeps the footer of a list true and hands the selected rows to commands."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page)
        self._page = page
        self._task: Task | None = None
        self._pause = TypingPause(self)
        self._pause.over.connect(self._add_up)
        page.table.selection_changed.connect(self.show)
        page.table.header.arrangement.shown_changed.connect(self.show)

    def show(self) -> None:
        """Show how many rows are selected, and their sums as soon as they are known."""
        self._drop()
        count = self._page.table.selected_count()
        self._page.body.footer.show_selection(count, ())
        if count > 1 and self._summed:
            rows = self._fetched()
            if rows is not None:
                self._show_sums(_sums(self._summed, rows))
            elif count <= MOST_ROWS or self._is_whole():
                self._pause.restart()

    def rows(self, done: Callable[[list[Any]], object]) -> None:
        """Hand over all selected rows, from top to bottom; those not here are read first."""
        rows = self._fetched()
        if rows is not None:
            done(rows)
            return
        if self._page.table.selected_count() > MOST_ROWS:
            text = _("So many rows are too many at once. Select at most {largest} rows.")
            self._page.notices.warn(text.format(largest=user_localizer().integer(MOST_ROWS)))
            return
        loader = self._page.loader
        work = partial(_rows, source=loader.source, keys=self._keys())
        loader.survey(work, done)

    def keys(self, done: Callable[[list[Any]], object]) -> None:
        """Hand over the keys that the selected rows' pages are opened with."""
        key = self._page.spec.key
        self.rows(lambda rows: done([key(row) for row in rows]))

    # -- inside

    @property
    def _summed(self) -> list[Column]:
        """The columns that are added up: those shown, in their order on the screen."""
        return [column for column in self._page.table.header.shown_columns() if column.total]

    def _fetched(self) -> list[Any] | None:
        """The selected rows, None when one of them is not here."""
        if self._page.table.selected_count() > MOST_ROWS:
            return None
        rows = [self._page.model.row(at) for at in self._page.table.selected_positions()]
        return None if None in rows else rows

    def _keys(self) -> list[Key]:
        keys = self._page.model.keys
        return [keys.window(at, at + 1)[0] for at in self._page.table.selected_positions()]

    def _is_whole(self) -> bool:
        return self._page.table.selected_count() == self._page.loader.found

    def _add_up(self) -> None:
        loader, names = self._page.loader, [column.name for column in self._summed]
        if self._is_whole():
            work = partial(totals_of, source=loader.source, query=loader.query, names=names)
            self._task = loader.survey(work, self._show_sums)
        else:
            sums = partial(_summed_rows, source=loader.source, keys=self._keys())
            self._task = loader.survey(partial(sums, columns=self._summed), self._show_sums)

    def _show_sums(self, sums: Sums) -> None:
        self._page.body.footer.show_selection(
            self._page.table.selected_count(),
            [
                (column.caption, value_text(sums[column.name], column.kind))
                for column in self._summed
                if column.name in sums
            ],
        )

    def _drop(self) -> None:
        self._pause.stop()
        if self._task is not None:
            self._task.drop()
            self._task = None


def _sums(columns: Sequence[Column], rows: Sequence[object]) -> Sums:
    """What the rows' columns add up to; blanks count as nothing."""
    return {
        column.name: sum(
            (value for row in rows if isinstance(value := column.value(row), Decimal | int)),
            Decimal(0),
        )
        for column in columns
    }


def _rows(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    source: ListSource,
    keys: Sequence[Key],
    stop: StopSwitch,
) -> list[Any]:
    """The rows with these keys in their order; what is gone meanwhile is left out."""
    found: dict[Key, Any] = {}
    for start in range(0, len(keys), FIRST_ROWS):
        stop.check()
        found.update(source.by_keys(session, keys[start : start + FIRST_ROWS]))
    return [found[key] for key in keys if key in found]


def _summed_rows(
    session: Any,  # noqa: ANN401  # the services' unit of work
    *,
    source: ListSource,
    keys: Sequence[Key],
    columns: Sequence[Column],
    stop: StopSwitch,
) -> Sums:
    return _sums(columns, _rows(session, source=source, keys=keys, stop=stop))
