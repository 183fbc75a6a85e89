"""A date formula, with the day that it means today beside it (CU11)."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.models.values.date_formula import DateBeyondCalendarError, DateFormula
from desktop.translation import _, user_localizer
from desktop.views.fields.entries import read
from desktop.views.fields.line_field import LineField
from desktop.views.shell.theme import Text, set_text, theme


class FormulaField(LineField):
    """A line for a formula such as `CM+8D`; at its end stands the day, counted from the work date.

    The hint follows the typing and goes when the text is no formula or leaves no room for it.
    """

    hint: QLabel

    def build_editor(self) -> QWidget:
        """Make the line with the place of the hint."""
        editor = super().build_editor()
        self.hint = QLabel(self.line)
        set_text(self.hint, Text.SMALL, "muted")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        self.line.textChanged.connect(self._show_hint)
        self.line.installEventFilter(self)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the hint at the end of the line."""
        if event.type() == QEvent.Type.Resize:
            self._place_hint()
        return super().eventFilter(watched, event)

    def _show_hint(self) -> None:
        day = self._day()
        self.hint.setText(f"→ {day}" if day else "")
        text = self.line.text().strip()
        said = _("{formula} is {date}").format(formula=text, date=day) if day else ""
        self.line.setToolTip(said if self.is_editable else self.line.toolTip())
        self.line.setAccessibleDescription(self.error or said)
        self._place_hint()

    def _day(self) -> str:
        """The day of the formula, in the user's way; empty while there is none."""
        work_date = self.tools.work_date()
        formula = read(self.info, self.line.text(), work_date).value
        if not isinstance(formula, DateFormula) or not formula:
            return ""
        try:
            return user_localizer().date(formula.apply(work_date))
        except DateBeyondCalendarError:
            return ""

    def _place_hint(self) -> None:
        margin = theme().px(10)
        self.hint.adjustSize()
        left = self.line.width() - self.hint.width() - margin
        text_end = self.line.fontMetrics().horizontalAdvance(self.line.text()) + 2 * margin
        self.hint.setVisible(bool(self.hint.text()) and text_end <= left)
        self.hint.move(left, (self.line.height() - self.hint.height()) // 2)
