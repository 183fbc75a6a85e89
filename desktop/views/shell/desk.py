"""What every page has at hand: the person, the work queue, the other pages, the arrangement."""

from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import RecordRef
from desktop.services.context import UserContext
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks


class Opener(Protocol):
    """How a page opens another one, without knowing it."""

    def open(self, page: str, key: object = None, *, new_window: bool = False) -> None:
        """Show a page by its name, here or in a window of its own."""

    def open_record(self, record: RecordRef, field: str = "") -> bool:
        """Show the page of a record; False when it has none."""
        ...

    def specs(self) -> Any:  # noqa: ANN401  # PageSpecs, which know the desk
        """How all pages were registered, in the order of the menu."""
        ...

    @property
    def current(self) -> Any:  # noqa: ANN401  # a Page, which knows the desk
        """The page that is shown."""
        ...

    @property
    def current_place(self) -> tuple[str, object]:
        """The name and key of the page that is shown."""
        ...

    def back(self) -> None:
        """Show the page before this one."""

    @property
    def pages(self) -> Any:  # noqa: ANN401  # a PageRegister, which knows the desk
        """The register of all pages."""
        ...


class Desk(QObject):
    """The workplace of one person in one company; every page receives it.

    `navigation` is set when the window is built, before the first page is, and so is `place`, the
    widget in which pages are made, as every other parent makes Qt style them anew. `company` tells
    what is remembered of this company from what is of another: its address without a password.
    Signals: `context_changed` when the work date or the user's dates have changed;
    `restore_wanted(path)` when a backup shall take the place of the company.
    """

    navigation: Opener
    place: QWidget | None = None
    context_changed = Signal()
    restore_wanted = Signal(str)

    def __init__(
        self, tasks: Tasks, context: UserContext, state: UserState, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.state = state
        self.company = ""
        self._context = context

    @property
    def context(self) -> UserContext:
        """The user as the services know them: name, work date, language, dates."""
        return self._context

    def set_context(self, context: UserContext) -> None:
        """Go on with another work date or other rights."""
        if context != self._context:
            self._context = context
            self.context_changed.emit()
