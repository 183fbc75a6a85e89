"""Fields with their labels in one or two columns, built from what the service says of them."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from desktop.services.records import FieldInfo, FieldKind
from desktop.views.fields.choice_field import BooleanField, ChoiceField, MemoField, YesNoField
from desktop.views.fields.date_field import DateField
from desktop.views.fields.field import LABEL_WIDTH, Field, FieldTools
from desktop.views.fields.formula_field import FormulaField
from desktop.views.fields.line_field import LineField
from desktop.views.fields.lookup_field import LookupField
from desktop.views.shell.showing import set_shown
from desktop.views.shell.theme import theme

_KINDS: dict[FieldKind, type[Field]] = {
    FieldKind.DATE: DateField,
    FieldKind.FORMULA: FormulaField,
    FieldKind.CHOICE: ChoiceField,
    FieldKind.BOOLEAN: BooleanField,
    FieldKind.MEMO: MemoField,
}

NO_BUDDY = cast("QWidget", None)
"""Qt's word for no buddy, which its stubs do not know."""


def make_field(info: FieldInfo, tools: FieldTools, parent: QWidget | None = None) -> Field:
    """The field for a kind of value; whatever names a table to look up is a look-up."""
    if info.lookup:
        return LookupField(info, tools, parent)
    if info.optional and info.kind is FieldKind.BOOLEAN:
        return YesNoField(info, tools, parent)
    return _KINDS.get(info.kind, LineField)(info, tools, parent)


class FieldForm(QWidget):
    """Fields in the order given: down the first column, then down the second.

    `arrange` lays out others, also such that another form has made; a form that is not `arranged`
    shows none before. Signal `committed(name, value)`: the user has left one of the form's own
    fields with another value.
    """

    committed = Signal(str, object)

    def __init__(
        self,
        infos: Sequence[FieldInfo],
        tools: FieldTools,
        parent: QWidget | None = None,
        *,
        arranged: bool = True,
    ) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {info.name: make_field(info, tools, self) for info in infos}
        for field in self.fields.values():
            field.committed.connect(self.committed)
        self._shown: tuple[Field, ...] = ()
        self._parts: list[QWidget] = []
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        if arranged:
            self.arrange(tuple(self.fields.values()))
        theme().changed.connect(self._set_distances)

    def arrange(self, fields: Sequence[Field]) -> None:
        """Show these fields and no others; those left out are hidden, and stay where they are."""
        old = self._parts
        left_out = [field for field in self._shown if field not in fields]
        self._shown = tuple(fields)
        half = (len(fields) + 1) // 2
        self._parts = [_column(part) for part in (fields[:half], fields[half:])]
        for part in self._parts:
            self._columns.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            if self.isVisible():
                part.show()  # a layout that is seen already would do so only later
        for field in left_out:
            if field.parentWidget() in old:  # another form may have taken it
                _put_aside(field, self)
        for part in old:
            self._columns.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._set_distances()

    def set_wide(self, wide: bool) -> None:
        """Show two columns, or one where the page is narrow."""
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() is not direction:
            self._columns.setDirection(direction)
            self._set_distances()

    def _set_distances(self) -> None:
        wide = self._columns.direction() is QBoxLayout.Direction.LeftToRight
        self._columns.setSpacing(theme().px(28 if wide else 6))


def _put_aside(field: Field, keeper: QWidget) -> None:
    """Hide a field with its label, which gives its Alt letter back."""
    label = field.label()
    label.setBuddy(NO_BUDDY)
    for widget in (label, field):
        widget.setParent(keeper)
        widget.hide()


def _column(fields: Sequence[Field]) -> QWidget:
    column = QWidget()
    column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    grid = QGridLayout(column)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme().px(12))
    grid.setVerticalSpacing(theme().px(6))
    grid.setColumnStretch(1, 1)
    for row, field in enumerate(fields):
        label = field.label()
        label.setBuddy(field.editor)
        label.setFixedWidth(theme().px(LABEL_WIDTH))
        label.setMinimumHeight(theme().px(30))
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignTop)
        for widget in (label, field):
            set_shown(widget, True)
    return column
