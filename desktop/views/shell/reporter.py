"""Tells the user what a task could not do, on the page that wanted it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.errors import NeedsConfirmation, Refusal, Unavailable
from desktop.translation import _
from desktop.views.shell.crash_report import show_crash
from desktop.views.shell.dialogs import ask_question
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.notices import Notices, Remedy
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Answer


class WindowReporter:
    """Finds the page of a task's owner; what has none is told on the page that is shown."""

    def __init__(self, window: QWidget, navigation: Navigation) -> None:
        self._window = window
        self._navigation = navigation

    def refused(self, owner: QObject | None, refusal: Refusal) -> None:
        """A rule does not allow it: say so in the page."""
        notices = self._notices(owner)
        if notices is not None:
            notices.show(refusal)

    def unavailable(
        self, owner: QObject | None, error: Unavailable, retry: Callable[[], None]
    ) -> None:
        """Something does not answer: say so in the page, with a button that tries again."""
        notices = self._notices(owner)
        text = _(str(error)) if str(error) else _("The database does not answer.")
        if notices is not None:
            notices.error(text, Remedy(_("Try Again"), retry))

    def ask(self, owner: QObject | None, question: NeedsConfirmation, answer: Answer) -> None:
        """A command has a question."""
        page = _page_of(owner)
        ask_question(page or self._window, question, answer)

    def crashed(self, owner: QObject | None, error: Exception) -> None:
        """A defect: say what it means, and offer the technical part to copy."""
        del owner
        show_crash(self._window, error)

    def _notices(self, owner: QObject | None) -> Notices | None:
        page = _page_of(owner) or self._navigation.current
        return page.notices if page is not None else None


def _page_of(owner: QObject | None) -> Page | None:
    while owner is not None and not isinstance(owner, Page):
        owner = owner.parent()
    return owner
