"""The way to the manual: F1 on a page, and the headings that the search box finds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.translation import N_
from desktop.views.shell.manual import Manual, load_manual
from desktop.views.shell.search import HELP_PREFIX, Provider, Result, best, fit

if TYPE_CHECKING:
    from desktop.views.shell.help_window import HelpWindow

_LESS_THAN_PAGES = 0.5
"""Without the prefix a heading stands behind what it is about."""


class HelpDesk(QObject):
    """Opens the manual in a window of its own, which is made when it is first wanted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: HelpWindow | None = None

    @cached_property
    def manual(self) -> Manual:
        """The contents of the manual."""
        return load_manual()

    @property
    def window(self) -> HelpWindow | None:
        """The window with the manual, once it was wanted."""
        return self._window

    def show_page(self, page: str) -> None:
        """Show what helps with a page, by the page's name."""
        self.show_place(self.manual.place_of(page))

    def show_place(self, place: str) -> None:
        """Show a place of the manual; the beginning when it is empty."""
        # Postpones Qt's rich text: most starts of the program need no help.
        from desktop.views.shell.help_window import HelpWindow  # noqa: PLC0415

        if self._window is None:
            self._window = HelpWindow(self.manual)
        self._window.show_place(place)

    def close(self) -> None:
        """Close the manual: the window it belongs to goes away."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    def providers(self) -> tuple[Provider, Provider]:
        """The headings of the manual for the search box: all with `?`, the best without."""
        return (
            Provider(
                group=N_("Help"),
                prefix=HELP_PREFIX,
                only_prefixed=True,
                search=partial(self._found, at_least=0.0),
                most=20,
                order=10,
            ),
            Provider(group=N_("Help"), search=partial(self._found, at_least=1.5), most=3, order=10),
        )

    def _found(self, text: str, *, at_least: float) -> list[Result]:
        if not text and at_least:
            return []
        return best(one for one in self._headings(text) if one.score > at_least * _LESS_THAN_PAGES)

    def _headings(self, text: str) -> Iterator[Result]:
        for chapter in self.manual.chapters:
            yield self._result(chapter.title, "", chapter.place, text)
        for chapter, section in self.manual.sections():
            yield self._result(section.title, chapter.title, section.place, text)

    def _result(self, title: str, detail: str, place: str, text: str) -> Result:
        return Result(
            title=title,
            detail=detail,
            icon="book-open",
            score=(fit(title, text) if text else 1.0) * _LESS_THAN_PAGES,
            open=partial(self.show_place, place),
        )
