"""A date, typed in the user's way or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _, user_localizer
from desktop.views.fields.entries import read
from desktop.views.fields.line_field import LineField
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme


class CalendarPopup(QFrame):
    """A month to pick a day from, worked by keys.

    Arrows move by a day and a week, PageUp and PageDown by a month, with Shift by a year, Home and
    End to the ends of the month, `t` to the work date; Enter picks, Escape closes. Signal
    `picked(date)`.
    """

    picked = Signal(object)

    def __init__(self, shown: date, parent: QWidget, today: date | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        set_look(self, "float")
        self.calendar = QCalendarWidget()
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.calendar.setLocale(_user_locale())
        self.calendar.setFirstDayOfWeek(_user_locale().firstDayOfWeek())
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.setAccessibleName(_("Calendar"))
        self.calendar.setDateEditEnabled(False)
        self._dress_calendar()
        self.calendar.clicked.connect(self._on_picked)
        self.calendar.activated.connect(self._on_picked)
        self._take_keys()
        box = QVBoxLayout(self)
        side = theme().px(6)
        box.setContentsMargins(side, side, side, side)
        box.addWidget(self.calendar)
        if today is not None:
            box.addWidget(self._build_foot(today))
        self.setFocusProxy(self.calendar)

    def _build_foot(self, today: date) -> QWidget:
        """The work date, to be picked at once."""
        button = QToolButton()
        set_look(button, "plain")
        button.setText(_("Work date: {date}").format(date=user_localizer().date(today)))
        button.setToolTip(_("Or press {key}").format(key="t"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._pick(today))
        return button

    def _take_keys(self) -> None:
        """Take the keys before the table of the month, which knows fewer of them."""
        self.calendar.installEventFilter(self)
        for view in self.calendar.findChildren(QTableView):
            view.installEventFilter(self)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move by the keys of the calendar; a wheel turns no pages."""
        if event.type() == QEvent.Type.Wheel:
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, shown = Qt.Key(event.key()), self.calendar.selectedDate()
        if key in {Qt.Key.Key_Escape, Qt.Key.Key_F4}:
            self.close()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._on_picked(shown)
        elif key == Qt.Key.Key_T and self._today is not None:
            self.calendar.setSelectedDate(QDate(*self._today.timetuple()[:3]))
        elif key in _STEPS:
            by_year = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.calendar.setSelectedDate(_STEPS[key](shown, by_year))
        else:
            return False
        return True

    def _on_picked(self, day: QDate) -> None:
        self._pick(date(day.year(), day.month(), day.day()))

    def _pick(self, day: date) -> None:
        self.picked.emit(day)
        self.close()


def _user_locale() -> QLocale:
    """The names of days and months in the user's language, whatever the computer's is."""
    localizer = user_localizer()
    language = localizer.language.partition("_")[0]
    return QLocale(f"{language}_{localizer.region}" if localizer.region else language)


_STEPS: dict[Qt.Key, Callable[[QDate, bool], QDate]] = {
    Qt.Key.Key_Left: lambda day, _by_year: day.addDays(-1),
    Qt.Key.Key_Right: lambda day, _by_year: day.addDays(1),
    Qt.Key.Key_Up: lambda day, _by_year: day.addDays(-7),
    Qt.Key.Key_Down: lambda day, _by_year: day.addDays(7),
    Qt.Key.Key_PageUp: lambda day, by_year: day.addYears(-1) if by_year else day.addMonths(-1),
    Qt.Key.Key_PageDown: lambda day, by_year: day.addYears(1) if by_year else day.addMonths(1),
    Qt.Key.Key_Home: lambda day, _by_year: QDate(day.year(), day.month(), 1),
    Qt.Key.Key_End: lambda day, _by_year: QDate(day.year(), day.month(), day.daysInMonth()),
}
"""Where each key leads from a day; True with Shift, for a year."""


def is_calendar_key(event: QEvent) -> bool:
    """Whether an event is the press of Ctrl+Home, which opens the calendar of a date."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    is_home = event.key() == Qt.Key.Key_Home
    return is_home and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class DateField(LineField):
    """A line that takes `t`, `15`, `1501`, `+5` or a whole date.

    F4, Alt+Down and Ctrl+Home open the calendar (CU13).
    """

    popup: CalendarPopup | None = None

    def build_editor(self) -> QWidget:
        """Make the line with the icon that opens its popup."""
        editor = super().build_editor()
        self.line.add_popup_action("calendar", _("Pick a date (F4)"))
        self.line.popup_wanted.connect(self.open_calendar)
        self.line.installEventFilter(self)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Home before the line goes to its beginning."""
        if is_calendar_key(event):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """Show the month of the field's date, or of the work date when it is empty."""
        if self.line.isReadOnly():
            return
        typed = read(self.info, self.line.text(), self.tools.work_date()).value
        shown = typed if isinstance(typed, date) else self.tools.work_date()
        self.popup = CalendarPopup(shown, self, self.tools.work_date())
        self.popup.picked.connect(self._on_picked)
        self.popup.destroyed.connect(self._on_popup_gone)
        self.popup.show_below(self.line)

    def _on_picked(self, day: date) -> None:
        self.take(day)
        self.line.setFocus()

    def _on_popup_gone(self) -> None:
        self.popup = None
