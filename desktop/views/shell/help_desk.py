"""The way to the manual: F1 on a page, and the headings that the search box finds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.translation import N_
from desktop.views.shell.search import HELP_PREFIX, Provider, Result, best, fit

if TYPE_CHECKING:
    from desktop.views.shell.help_window import HelpWindow
    from desktop.views.shell.manual import Manual

_WEIGHT, _WEIGHT_AMONG_ALL = 1.5, 0.5
"""Without the prefix a heading stands behind what it is about."""
_GOOD_FIT = 0.75
"""Then only headings are shown whose words begin as typed."""


class HelpDesk(QObject):
    """Opens the manual in a window of its own, which is made when it is first wanted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: HelpWindow | None = None

    @cached_property
    def manual(self) -> Manual:
        """The contents of the manual."""
        # Only for those who ask for help.
        from desktop.views.shell.manual import load_manual  # noqa: PLC0415

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
                search=self._found,
                most=20,
                order=10,
            ),
            Provider(group=N_("Help"), search=self._found_among_all, most=3, order=10),
        )

    def _found(self, text: str) -> list[Result]:
        return best(self._headings(text, _WEIGHT))

    def _found_among_all(self, text: str) -> list[Result]:
        if not text:
            return []
        return best(one for one in self._headings(text, _WEIGHT_AMONG_ALL) if one.score > _GOOD_FIT)

    def _headings(self, text: str, weight: float) -> Iterator[Result]:
        for chapter in self.manual.chapters:
            yield self._result((chapter.title, "", chapter.place), text, weight)
        for chapter, section in self.manual.sections():
            yield self._result((section.title, chapter.title, section.place), text, weight)

    def _result(self, heading: tuple[str, str, str], text: str, weight: float) -> Result:
        title, detail, place = heading
        return Result(
            title=title,
            detail=detail,
            icon="book-open",
            score=(fit(title, text) if text else 1.0) * weight,
            open=partial(self.show_place, place),
        )
