"""A date, typed in the user's way or picked from a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.translation import _
from desktop.views.fields.line_field import LineField
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme


class CalendarPopup(QFrame):
    """A month to pick a day from: arrows move, Enter picks, Escape closes.

    Signal `picked(date)`.
    """

    picked = Signal(object)

    def __init__(self, shown: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_look(self, "float")
        self.calendar = QCalendarWidget()
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.setAccessibleName(_("Calendar"))
        self._dress_calendar()
        self.calendar.clicked.connect(self._on_picked)
        self.calendar.activated.connect(self._on_picked)
        box = QVBoxLayout(self)
        side = theme().px(6)
        box.setContentsMargins(side, side, side, side)
        box.addWidget(self.calendar)
        self.setFocusProxy(self.calendar)

    def _dress_calendar(self) -> None:
        """Take Qt's own colours and arrows out."""
        quiet = QTextCharFormat()
        quiet.setForeground(theme().token("muted"))
        self.calendar.setHeaderTextFormat(quiet)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, quiet)
        for name, arrow in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(button, QToolButton):
                set_look(button, "icon")
                dress(button, arrow)

    def show_below(self, widget: QWidget) -> None:
        """Open under a field, or above it where the screen ends."""
        self.adjustSize()
        below = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        bottom = widget.screen().availableGeometry().bottom()
        if below.y() + self.height() > bottom:
            below = widget.mapToGlobal(QPoint(0, -self.height() - 2))
        self.move(below)
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F4}:
            self.close()
            return
        super().keyPressEvent(event)

    def _on_picked(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()


class DateField(LineField):
    """A line that takes `t`, `15`, `1501`, `+5` or a whole date; F4 opens the calendar."""

    popup: CalendarPopup | None = None

    def build_editor(self) -> QWidget:
        """Make the line with the icon that opens its popup."""
        editor = super().build_editor()
        self.line.add_popup_action("calendar", _("Pick a date (F4)"))
        self.line.popup_wanted.connect(self.open_calendar)
        return editor

    def open_calendar(self) -> None:
        """Show the month of the field's date, or of the work date when it is empty."""
        if self.line.isReadOnly():
            return
        shown = self.value if isinstance(self.value, date) else self.tools.work_date()
        self.popup = CalendarPopup(shown, self)
        self.popup.picked.connect(self._on_picked)
        self.popup.destroyed.connect(self._on_popup_gone)
        self.popup.show_below(self.line)

    def _on_picked(self, day: date) -> None:
        self.take(day)
        self.line.setFocus()

    def _on_popup_gone(self) -> None:
        self.popup = None
