"""Fetches the facts about the current record after it was shown, never before."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.views.fields.typing_pause import TypingPause
from desktop.views.pages.fact_pane import FactPane, stacked
from desktop.views.pages.facts import FactBlock
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task
from desktop.views.tables.columns import Target

_PAUSE_MS = 80

FactsQuery = Callable[[Any, Any, Any], Sequence[FactBlock]]
"""Reads the facts about a record: (session, key, the user's context)."""


class FactsLoader(QObject):
    """Fills a page's fact pane; `below` stands under the facts.

    Held arrow keys do not ask for the facts of every row passed.
    """

    def __init__(self, page: Page, query: FactsQuery, below: QWidget | None = None) -> None:
        super().__init__(page)
        self._page = page
        self._query = query
        self._key: object = None
        self._task: Task | None = None
        self._pause = TypingPause(self, _PAUSE_MS)
        self._pause.over.connect(self._ask)
        self.pane = FactPane()
        self.pane.opened.connect(self._on_opened)
        page.set_fact_pane(self.pane if below is None else stacked(self.pane, below))

    def show_for(self, key: object) -> None:
        """Show the facts about a record soon; None shows none."""
        self._key = key
        self._drop()
        if key is None:
            self._pause.stop()
            self.pane.show_blocks(())
        else:
            self._pause.restart()

    def _ask(self) -> None:
        work = partial(_facts, query=self._query, key=self._key, context=self._page.desk.context)
        self._task = self._page.read(work, done=self._show)

    def _show(self, blocks: Sequence[FactBlock]) -> None:
        self.pane.show_blocks(blocks)

    def _drop(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _on_opened(self, target: Target) -> None:
        self._page.desk.navigation.open(target.page, target.key)


def _facts(session: Any, *, query: FactsQuery, key: Any, context: Any) -> Sequence[FactBlock]:  # noqa: ANN401
    return query(session, key, context)
