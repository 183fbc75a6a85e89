"""Stand-ins for what lies outside the shell: the database and whoever tells the user."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from desktop.errors import NeedsConfirmation, Refusal, Unavailable
from desktop.services.database import Changes
from desktop.views.shell.tasks import Answer

T = TypeVar("T")


class FakeDatabase:
    def __init__(self) -> None:
        self.listeners: list[Callable[[Changes], None]] = []

    @contextmanager
    def read(self) -> Iterator[str]:
        yield "session"

    def rehearse(self) -> AbstractContextManager[str]:
        return self.read()

    def run_write(self, work: Callable[[Any], T]) -> T:
        result = work("session")
        for listener in list(self.listeners):
            listener(Changes(frozenset({"customer"})))
        return result

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


class FakeReporter:
    def __init__(self) -> None:
        self.told: list[object] = []
        self.retry: Callable[[], None] | None = None
        self.answer: Answer | None = None

    def refused(self, owner: QObject | None, refusal: Refusal) -> None:
        self.told.append(refusal)

    def unavailable(
        self, owner: QObject | None, error: Unavailable, retry: Callable[[], None]
    ) -> None:
        self.told.append(error)
        self.retry = retry

    def ask(self, owner: QObject | None, question: NeedsConfirmation, answer: Answer) -> None:
        self.told.append(question)
        self.answer = answer

    def crashed(self, owner: QObject | None, error: Exception) -> None:
        self.told.append(error)
