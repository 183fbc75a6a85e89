"""One filter of a list's filter pane: a label, the expression, and what is wrong with it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from desktop.models.values.filter_parsing import FilterWrong
from desktop.translation import _
from desktop.views.fields.line_field import FieldEdit
from desktop.views.shell.theme import Text, set_property, set_text, theme
from desktop.views.tables.filter_target import FilterTarget
from desktop.views.tables.icon_button import IconButton


class FilterField(QWidget):
    """Takes an expression when the field is left or Enter is pressed.

    A wrong expression stays in the field, framed, with an example; the list stays as it is.
    Signals: `entered(name, expression)`, empty for no filter; `given_up(name)` when the user does
    not want the field any more.
    """

    entered = Signal(str, str)
    given_up = Signal(str)

    def __init__(self, target: FilterTarget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.target = target
        self._expression = ""
        self.label = QLabel(target.caption)
        set_text(self.label, Text.SMALL, "muted")
        # Tab follows the order in which parts get their parent: the line comes before its button.
        self.edit = FieldEdit()
        self.edit.setParent(self)
        self.remove = IconButton("x", _("Remove filter: {filter}").format(filter=target.caption))
        self.remove.setFixedSize(theme().px(24), theme().px(24))
        self.edit.setAccessibleName(target.caption)
        self.label.setBuddy(self.edit)
        if target.suggestions():
            self.edit.add_popup_action("chevron-down", _("Suggestions"))
        self.error = QLabel()
        self.error.setWordWrap(True)
        self.error.hide()
        set_text(self.error, Text.SMALL, "danger")
        self._build_layout()
        self._connect()

    def _build_layout(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.label, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        column.addLayout(head)
        column.addWidget(self.edit)
        column.addWidget(self.error)

    def _connect(self) -> None:
        self.edit.editingFinished.connect(self.commit)
        self.edit.entered.connect(self.commit)
        self.edit.restored.connect(self._restore)
        self.edit.popup_wanted.connect(self._suggest)
        self.edit.installEventFilter(self)
        self.remove.clicked.connect(lambda: self.given_up.emit(self.target.name))

    def show_expression(self, expression: str) -> None:
        """Show the filter in force; empty for none."""
        self._expression = expression
        if not self.edit.isModified() or not self.edit.hasFocus():
            self._restore()

    def commit(self) -> None:
        """Read what was typed: a new filter, none any more, or an error that is shown."""
        if not self.edit.isModified():
            return
        typed = self.edit.text().strip()
        try:
            expression = self.target.read(typed) if typed else ""
        except FilterWrong as wrong:
            self._show_error(wrong)
            return
        self._take(expression)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While typing, what was wrong is not yet wrong again."""
        if event.type() is QEvent.Type.KeyPress and not self.error.isHidden():
            self._clear_error()
        return super().eventFilter(watched, event)

    def _take(self, expression: str) -> None:
        self._clear_error()
        changed = expression != self._expression
        self._expression = expression
        self._restore()
        if changed:
            self.entered.emit(self.target.name, expression)

    def _restore(self) -> None:
        self._clear_error()
        self.edit.setText(self.target.print(self._expression) if self._expression else "")
        self.edit.setCursorPosition(0)
        self.edit.setModified(False)

    def _show_error(self, wrong: FilterWrong) -> None:
        self.error.setText(self.target.wrong(wrong))
        self.error.show()
        self.edit.setAccessibleDescription(self.error.text())
        set_property(self.edit, "state", "error")

    def _clear_error(self) -> None:
        self.error.hide()
        self.error.setText("")
        self.edit.setAccessibleDescription("")
        set_property(self.edit, "state", "")

    def _suggest(self) -> None:
        """Offer what many filter by; the choice replaces the expression."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label, expression in self.target.suggestions():
            menu.addAction(label).setData(expression)
        menu.triggered.connect(self._on_suggested)
        menu.popup(self.edit.mapToGlobal(self.edit.rect().bottomLeft()))

    def _on_suggested(self, action: QAction) -> None:
        self._take(str(action.data()))
