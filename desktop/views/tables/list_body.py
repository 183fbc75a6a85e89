"""What stands below the head of a list page: chips, the table or its substitute, the footer."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.translation import _
from desktop.views.shell.notices import NoticeBar, NoticeRow, Remedy, Severity
from desktop.views.shell.theme import set_look, theme
from desktop.views.tables.list_parts import ChipsRow, EmptyState, ListFooter, Skeleton
from desktop.views.tables.list_spec import ListSpec
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.record_table import RecordTable


class ListBody(QWidget):
    """The card with the table.

    Signals: `acted` for the button of the empty or failed state, `link_followed` for its link.
    """

    acted = Signal()
    link_followed = Signal()

    def __init__(self, spec: ListSpec, model: RecordModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._model = model
        set_look(self, "app")
        self.chips = ChipsRow()
        self.table = RecordTable(model)
        self.table.setAccessibleName(_(spec.title))
        self.empty = EmptyState()
        self.empty.acted.connect(self.acted)
        self.empty.link_followed.connect(self.link_followed)
        self.away = NoticeBar()
        self._is_away = False
        self.footer = ListFooter()
        self._skeleton = Skeleton()
        self._stack = QStackedWidget()
        for widget in (self._skeleton, self.table, self.empty):
            self._stack.addWidget(widget)
        self._build_layout()

    def _build_layout(self) -> None:
        card = QFrame()
        set_look(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.away)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self.footer)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme().px(side) for side in (12, 8, 12, 10)))
        box.setSpacing(theme().px(8))
        box.addWidget(self.chips)
        box.addWidget(card, 1)

    def show_rows(self, *, filtered: bool) -> None:
        """Show the table, or why it has no rows."""
        if self._model.rowCount():
            self._stack.setCurrentWidget(self.table)
        elif filtered:
            self.empty.show_reason(
                "filter", _("No row fits these filters."), _("Clear Filters"), primary=False
            )
            self._stack.setCurrentWidget(self.empty)
        else:
            spec = self._spec
            button = _(spec.new.text) if spec.new else ""
            link = _(spec.empty_link.text) if spec.empty_link else ""
            self.empty.show_reason(spec.icon, _(spec.empty), button, primary=True, link=link)
            self._stack.setCurrentWidget(self.empty)

    def take_focus(self) -> None:
        """Put the cursor on the rows, or on what can be done where there are none."""
        (self.empty.button if self._stack.currentWidget() is self.empty else self.table).setFocus()

    def show_failure(self, text: str) -> None:
        """Say why the list could not be read, with a button to try again."""
        self.empty.show_reason("circle-alert", text, _("Try Again"), primary=True)
        self._stack.setCurrentWidget(self.empty)

    def show_away(self, text: str, try_again: Callable[[], object]) -> None:
        """Say above the rows, which stay, that there is no way to newer ones just now."""
        self._is_away = True
        self.away.add(NoticeRow(Severity.WARNING, text, "", Remedy(_("Try Again"), try_again)))

    def end_away(self) -> bool:
        """The rows could be read again. Returns whether that is news."""
        was_away, self._is_away = self._is_away, False
        for row in self.away.rows():
            self.away.remove(row)
        return was_away
