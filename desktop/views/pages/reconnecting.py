"""What a page shows while the database is away: what is typed is kept, marked and sent later."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt

from desktop.translation import _, ngettext
from desktop.views.pages.command_queue import CommandQueue
from desktop.views.shell.notices import NoticeRow, Remedy
from desktop.views.shell.page import Page


class Reconnecting(QObject):
    """Tells of a lost database on a page and lets the page go only when the user knows.

    `mark` shows the typed values as not saved, or as they were.
    """

    def __init__(self, page: Page, queue: CommandQueue, mark: Callable[[bool], object]) -> None:
        super().__init__(page)
        self._page = page
        self._queue = queue
        self._mark = mark
        self._told: str = ""
        queue.away.connect(self._on_away)
        queue.back.connect(self._on_back)

    def may_close(self) -> bool:
        """Whether the page may go at once; otherwise `Page.last_entry` tells when it may.

        While the database is away the user is asked whether the entries shall be lost.
        """
        if not self._queue.is_busy:
            return True
        if self._queue.is_away:
            text = ngettext(
                "{count} entry on this page is not saved: the database does not answer.",
                "{count} entries on this page are not saved: the database does not answer.",
                self._queue.count,
            )
            remedy = Remedy(_("Close Without Saving"), self._discard)
            self._page.notices.warn(text.format(count=self._queue.count), remedy)
        else:
            self._begin_saving()
        return False

    def _begin_saving(self) -> None:
        if not self._page.last_entry.is_saving:
            self._page.last_entry.begin()
            answered = partial(self._on_answered, self._queue.n_not_taken)
            self._queue.idle.connect(answered, Qt.ConnectionType.SingleShotConnection)

    def _on_answered(self, not_taken_before: int) -> None:
        self._page.last_entry.end(saved=self._queue.n_not_taken == not_taken_before)

    def _on_away(self, seconds: int) -> None:
        self._mark(True)
        self._page.last_entry.end(saved=False)
        self._forget_notice()
        self._told = _(
            "The database does not answer. What you typed is kept here and will be saved as soon "
            "as it does; the next try is in {seconds} s."
        ).format(seconds=seconds)
        self._page.notices.error(self._told, Remedy(_("Try Again"), self._queue.try_again))
        self._page.head.set_state(_("Not saved"))

    def _on_back(self) -> None:
        self._mark(False)
        self._forget_notice()
        self._page.notices.done(_("The database answers again. Everything typed is being saved."))

    def _forget_notice(self) -> None:
        """Take away what was told of the last try; other messages stay."""
        rows: list[NoticeRow] = self._page.notices.bar.rows()
        for row in rows:
            if self._told and row.text == self._told:
                self._page.notices.bar.remove(row)

    def _discard(self) -> None:
        self._queue.discard()
        self._page.closed.emit()
