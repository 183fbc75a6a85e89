"""Putting a view of a list on home: from the list itself, or by a dialog on home."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QWidget

from desktop.services.users.list_views import SavedView
from desktop.translation import N_, _
from desktop.views.home.arrangement import Pin, arrangement
from desktop.views.home.lists import list_names, listed
from desktop.views.home.tile_specs import offered_views, pin_of
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import Question
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_views import ViewChoice

PIN = ActionSpec(
    id="pin_to_home", text=N_("Pin to Home"), icon="home", place=Place.MORE, group="page"
)


class Pinning(QObject):
    """Offers every list to pin the view that it shows."""

    def __init__(self, desk: Desk, navigation: Navigation) -> None:
        super().__init__(desk)
        self._desk = desk
        navigation.page_made.connect(self._on_page_made)

    def _on_page_made(self, page: Page) -> None:
        is_whole = page.key is None or isinstance(page.key, ListOpening | str)
        if isinstance(page, ListPage) and is_whole and page.spec.name in list_names(self._desk):
            page.commands.add(PIN, lambda: pin_view(page))


def pin_view(page: ListPage) -> None:
    """Pin the view that a list shows; what was filtered otherwise has to be saved first."""
    choice = _shown_view(page)
    if choice is None:
        page.notices.info(
            _("Save what the list shows as a view; then it can be pinned to Home."),
            Remedy(_("Save View…"), page.side.ask_name),
        )
        return
    pin = pin_of(page.spec, choice)
    arrangement(page.desk).pin(pin)
    page.notices.done(_("{view} stands on Home now.").format(view=pin.label))


def _shown_view(page: ListPage) -> ViewChoice | None:
    """The view whose rows are shown, the chosen one before others."""
    shown = page.filter.query
    chosen = page.side.views.choice(page.filter.view_id)
    return next(
        (
            choice
            for choice in (chosen, *page.side.views.choices)
            if choice is not None
            and choice.query.view == shown.view
            and choice.query.search == shown.search
            and dict(choice.query.filters) == dict(shown.filters)
        ),
        None,
    )


def ask_tile(page: Page, saved: Sequence[SavedView], done: Callable[[Pin], object]) -> QDialog:
    """Ask which view of which list shall become a tile."""
    dialog = Question(
        page, _("Add Tile"), _("The tile counts the rows of a view and opens the list with it.")
    )
    declared = [listed(page.desk, name) for name in list_names(page.desk)]
    lists, views = _box(dialog, _("List")), _box(dialog, _("View"))
    offered: list[ViewChoice] = []

    def fill() -> None:
        offered[:] = offered_views(declared[lists.currentIndex()], saved)
        views.clear()
        views.addItems([choice.label for choice in offered])

    lists.addItems([_(one.title) for one in declared])
    lists.currentIndexChanged.connect(fill)
    fill()
    dialog.add_button(
        _("Add Tile"),
        lambda: done(pin_of(declared[lists.currentIndex()], offered[views.currentIndex()])),
        default=True,
    )
    dialog.add_cancel()
    lists.setFocus()
    dialog.open()
    return dialog


def _box(dialog: Question, label: str) -> QComboBox:
    caption: QWidget = QLabel(label)
    box = QComboBox()
    box.setAccessibleName(label)
    dialog.add(caption)
    dialog.add(box)
    return box
