"""Keeps the filter pane of a list true: views with their counts, filter fields, totals."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.theme import theme
from desktop.views.tables.columns import Kind
from desktop.views.tables.filter_pane import FilterPane
from desktop.views.tables.filter_target import targets
from desktop.views.tables.list_survey import ListSurvey
from desktop.views.tables.list_views import ListViews, ViewChoice, id_of
from desktop.views.tables.save_view_dialog import ask_view_name

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

PANE = ActionSpec(
    id="filter_pane",
    text=N_("Show or Hide Filters"),
    icon="filter",
    place=Place.HIDDEN,
    checkable=True,
)
GO_TO_PANE = ActionSpec(
    id="go_to_filter_pane",
    text=N_("Filter Pane"),
    icon="filter",
    key=Key.FILTER_PANE,
    place=Place.HIDDEN,
)
OPEN_FROM = 1400
"""The width of the window from which the pane is open until the user closes it."""
_FIRST_FIELDS = (Kind.DATE, Kind.TEXT, Kind.AMOUNT, Kind.STATUS)
"""The kinds of the fields that are shown before the user chose others: the first of each."""
_OPEN = "filter_pane"
_FIELDS = "filter_fields"


class ListSide(QObject):
    """The pane at the left of a list page, and what it does there."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page)
        self._page = page
        self.targets = targets(
            page.spec.columns, page.loader.source.fields, lambda: page.desk.context.work_date
        )
        self.views = ListViews(page, page.spec)
        self.pane = FilterPane(self.targets)
        self.survey = ListSurvey(page, self.pane, self.views)
        self.action = page.commands.add(PANE, self.toggle)
        page.commands.add(GO_TO_PANE, self.go_to_pane)
        self._connect()
        self._show_question()
        page.installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has become wider or narrower."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def toggle(self) -> None:
        """Open the pane with the cursor in it, or close it; remembered for the list."""
        shown = self.pane.isHidden()
        self._page.desk.state.set(_OPEN, self._page.spec.name, shown)
        self.fit()
        if shown:
            self.pane.take_focus()
        else:
            self._page.take_focus()

    def go_to_pane(self) -> None:
        """Put the cursor into the pane, opened for that; from inside it close the pane."""
        focus: QWidget | None = self._page.focusWidget()  # the stub forgets the None
        if self.pane.isHidden() or (focus is not None and self.pane.isAncestorOf(focus)):
            self.toggle()
        else:
            self.pane.take_focus()

    def fit(self) -> None:
        """Open or close the pane as the user wanted, or as the window has room."""
        wide = self._page.window().width() >= theme().px(OPEN_FROM)
        shown = self._page.desk.state.get(_OPEN, self._page.spec.name, wide)
        was_hidden = self.pane.isHidden()
        self.pane.setVisible(shown)
        self.action.setChecked(shown)
        if shown and was_hidden:
            self.survey.begin()

    def edit_filter(self, name: str) -> None:
        """Open the pane with the cursor in the field of a filter."""
        if name not in self.targets:
            return
        self._page.desk.state.set(_OPEN, self._page.spec.name, value=True)
        self.add_field(name)
        self.fit()
        self.pane.take_focus(name)

    def add_field(self, name: str) -> None:
        """Show a field for another filter, with the cursor in it."""
        names = self._field_names()
        if name not in names:
            self._keep_fields([*names, name])
        self.pane.take_focus(name)

    def remove_field(self, name: str) -> None:
        """Take a filter and its field away."""
        self._keep_fields([kept for kept in self._field_names() if kept != name])
        self._page.filter.remove_filter(name)

    def choose(self, choice_id: str) -> None:
        """Show another view of the list."""
        choice = self.views.choice(choice_id)
        if choice is not None:
            self._page.filter.choose(choice)

    def ask_name(self) -> None:
        """Ask for a name and save what the list shows as a view."""
        current = self.views.choice(self._page.filter.view_id)
        saved = current.saved if current else None
        ask_view_name(
            self._page,
            {(one.saved.name, one.saved.shared) for one in self.views.choices if one.saved},
            self._save,
            name=saved.name if saved else "",
            shared=saved.shared if saved else False,
        )

    # -- inside

    def _connect(self) -> None:
        page = self._page
        self.pane.entered.connect(page.filter.set_filter)
        self.pane.field_added.connect(self.add_field)
        self.pane.field_removed.connect(self.remove_field)
        self.pane.save_wanted.connect(self.ask_name)
        self.pane.clear_wanted.connect(page.filter.clear)
        self.pane.left.connect(page.take_focus)
        self.pane.views.chosen.connect(self.choose)
        self.pane.views.menu_wanted.connect(self._show_menu)
        self.views.changed.connect(self._show_views)
        page.filter.changed.connect(self._show_question)
        page.loader.counted.connect(self.survey.begin)
        self._show_views()
        self.views.read()

    def _show_views(self) -> None:
        current = self._page.filter.view_id
        self.pane.views.show_views(self.views.choices, current)
        self.pane.show_views(visible=len(self.views.choices) > 1)
        self._page.views.show_choices(self.views.choices, current)
        self.survey.begin()

    def _show_question(self) -> None:
        """Show the filters and the view in force; a filter without a field gets one."""
        question = self._page.filter
        wanted = [name for name in question.query.filters if name in self.targets]
        shown = self._field_names()
        self.pane.show_fields(
            [*shown, *(name for name in wanted if name not in shown)], question.query.filters
        )
        self.pane.views.show_current(question.view_id)
        self._page.views.show_choices(self.views.choices, question.view_id)

    def _field_names(self) -> list[str]:
        name = self._page.spec.name
        kept: list[str] = self._page.desk.state.get(_FIELDS, name, self._first_fields())
        return [str(field) for field in kept if field in self.targets]

    def _first_fields(self) -> list[str]:
        shown = [column for column in self._page.spec.columns if column.name in self.targets]
        visible = [column for column in shown if column.visible]
        found = [
            next((column.name for column in visible if column.kind is kind), "")
            for kind in _FIRST_FIELDS
        ]
        return [name for name in found if name]

    def _keep_fields(self, names: list[str]) -> None:
        self._page.desk.state.set(_FIELDS, self._page.spec.name, names)
        self._show_question()

    def _save(self, name: str, shared: bool, replacing: bool) -> None:
        question = self._page.filter
        layout = self._page.table.header.layout_state()
        self.views.save(name, question.effective(), layout, shared=shared, replacing=replacing)
        question.view_id = id_of(shared=shared, name=name)

    def _show_menu(self, choice: ViewChoice, point: QPoint) -> None:
        menu = QMenu(self.pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Delete View…")).triggered.connect(lambda: self._ask_delete(choice))
        menu.popup(point)

    def _ask_delete(self, choice: ViewChoice) -> None:
        confirm(
            self._page,
            _("Delete view {name}").format(name=choice.label),
            _("Everybody loses this view.") if choice.saved and choice.saved.shared else "",
            verb=_("Delete"),
            done=lambda: self.views.delete(choice),
            danger=True,
        )
