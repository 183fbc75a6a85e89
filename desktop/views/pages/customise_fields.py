"""Choosing which fields of a page are seen: always, behind "Show more", or not at all."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from desktop.translation import N_, _
from desktop.views.pages.field_card import FieldCard, FieldPlace
from desktop.views.pages.field_groups import FieldGroups
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page
from desktop.views.shell.theme import Text, set_look, set_text, theme

_HEIGHT = 380
_LEAST = 120
_OTHERS = 280
"""The height of what stands above and below the list, and of the window's frame."""

CUSTOMISE = ActionSpec(
    id="customise_fields",
    text=N_("Customise Fields…"),
    icon="settings",
    key=Key.CUSTOMISE,
    group="view",
    place=Place.MORE,
)

PLACE_LABELS = {
    FieldPlace.ALWAYS: N_("Show always"),
    FieldPlace.MORE: N_("Behind Show more"),
    FieldPlace.HIDDEN: N_("Hide"),
}


def offer_customising(page: Page, groups: FieldGroups) -> None:
    """Offer on a page, and on each of its groups, to choose the fields."""
    page.commands.add(CUSTOMISE, partial(customise_fields, page, groups, groups.parts))
    groups.customising_wanted.connect(lambda part: customise_fields(page, groups, (part,)))
    groups.arranged.connect(page.assign_mnemonics)


def customise_fields(
    parent: QWidget, groups: FieldGroups, parts: Sequence[FieldCard]
) -> "CustomiseFields":
    """Open the choice for some groups of a page."""
    dialog = CustomiseFields(parent, groups, parts)
    dialog.open()
    return dialog


class CustomiseFields(Question):
    """A list of the fields, each with its place; Save keeps them for this user."""

    def __init__(self, parent: QWidget, groups: FieldGroups, parts: Sequence[FieldCard]) -> None:
        super().__init__(
            parent,
            _("Customise Fields"),
            _("Only you see this arrangement. A hidden field comes back when it has an error."),
        )
        self._groups = groups
        self._parts = parts
        self.boxes: dict[str, _PlaceBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._captions: dict[str, QLabel] = {}
        self.search = self._build_search()
        self.add(self.search)
        self.add(self._build_list())
        self.add_restore()
        self.add_button(_("Save"), self._save, default=True)
        self.add_cancel()
        self.search.setFocus()

    def add_restore(self) -> None:
        """A button that puts all fields back, and leaves the choice open."""
        button = QPushButton(_("Restore"))
        button.setToolTip(_("Put all fields back where they were at first."))
        button.setAutoDefault(False)
        button.clicked.connect(self._restore)
        self._buttons.insertWidget(0, button)

    def _build_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(_("Find a field"))
        search.setAccessibleName(_("Find a field"))
        search.setFixedHeight(theme().px(30))
        search.textChanged.connect(self._filter)
        return search

    def _build_list(self) -> QScrollArea:
        inside = QWidget()
        set_look(inside, "surface")
        grid = QGridLayout(inside)
        grid.setContentsMargins(*(theme().px(side) for side in (8, 8, 8, 8)))
        grid.setVerticalSpacing(theme().px(4))
        grid.setColumnStretch(0, 1)
        for part in self._parts:
            self._add_group(grid, part)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        wanted = inside.sizeHint().height() + theme().px(4)
        room = self.screen().availableGeometry().height() - theme().px(_OTHERS)
        area.setMinimumHeight(min(wanted, theme().px(_HEIGHT), max(room, theme().px(_LEAST))))
        return area

    def _add_group(self, grid: QGridLayout, part: FieldCard) -> None:
        caption = QLabel(_(part.group.title))
        set_text(caption, Text.STRONG)
        self._captions[part.group.title] = caption
        grid.addWidget(caption, grid.rowCount(), 0, 1, 2)
        for name, place in part.places().items():
            label = QLabel(_(part.fields[name].info.label))
            label.setWordWrap(True)
            box = _PlaceBox()
            for one, text in PLACE_LABELS.items():
                box.addItem(_(text), one)
            box.show_place(place)
            box.setAccessibleName(label.text())
            row = grid.rowCount()
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[name], self._labels[name] = box, label

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for part in self._parts:
            seen = False
            for name in part.fields:
                fits = wanted in self._labels[name].text().casefold()
                self._labels[name].setVisible(fits)
                self.boxes[name].setVisible(fits)
                seen = seen or fits
            self._captions[part.group.title].setVisible(seen)

    def _restore(self) -> None:
        for part in self._parts:
            for name, place in part.declared_places().items():
                self.boxes[name].show_place(place)

    def _save(self) -> None:
        self._groups.set_places({name: box.place() for name, box in self.boxes.items()})


class _PlaceBox(QComboBox):
    """Where one field is seen. The wheel scrolls the list and never changes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme().px(28))

    def place(self) -> FieldPlace:
        """The place that is chosen."""
        return FieldPlace(self.currentData())

    def show_place(self, place: FieldPlace) -> None:
        """Choose a place."""
        self.setCurrentIndex(self.findData(place))

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()
