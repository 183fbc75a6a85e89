"""Asks the providers for what was typed: at once what the window knows, the database after."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.views.shell.search import Provider, Result
from desktop.views.shell.search_results import ResultModel
from desktop.views.shell.tasks import Task, Tasks

_PAUSE = 60  # milliseconds without a key before the database is asked


class Searching(QObject):
    """One search after the other; the answers to an older text are dropped.

    `model` holds what was found. Signals: `changed` when it holds something else.
    """

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._providers: list[Provider] = []
        self._asked: list[Task] = []
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.model = ResultModel(self._providers)

    def add_provider(self, provider: Provider) -> None:
        """Search there too."""
        self._providers.append(provider)
        self._providers.sort(key=lambda one: one.order)

    def search(self, typed: str) -> None:
        """Look for a text; a prefix limits it to some providers."""
        self.stop()
        self._text = typed.strip()
        self.model.clear()
        text, providers = self._wanted()
        for provider in providers:
            if provider.search is not None:
                self.model.put(provider, provider.search(text))
        if text and any(provider.query for provider in providers):
            self._pause.start()
        self.changed.emit()

    def stop(self) -> None:
        """Forget what was asked."""
        self._pause.stop()
        for task in self._asked:
            task.drop()
        self._asked.clear()

    @property
    def is_waiting(self) -> bool:
        """Whether the database has not answered yet."""
        return self._pause.isActive() or any(self._tasks.pending(self))

    def _ask(self) -> None:
        text, providers = self._wanted()
        self._asked = [
            self._tasks.read(
                partial(_query, provider=provider, text=text),
                done=partial(self._on_found, provider),
            )
            for provider in providers
            if provider.query is not None
        ]

    def _on_found(self, provider: Provider, results: Sequence[Result]) -> None:
        self.model.put(provider, results)
        self.changed.emit()

    def _wanted(self) -> tuple[str, list[Provider]]:
        """The text without its prefix, and the providers that it is meant for."""
        prefixes = {provider.prefix for provider in self._providers} - {""}
        prefix = self._text[:1]
        if prefix in prefixes:
            chosen = [one for one in self._providers if one.prefix == prefix]
            return self._text[1:].strip(), chosen
        return self._text, [one for one in self._providers if not one.only_prefixed]


def _query(session: Any, *, provider: Provider, text: str) -> Sequence[Result]:  # noqa: ANN401
    """Runs on the database thread; the window does not look into the session."""
    return provider.query(session, text) if provider.query is not None else ()
