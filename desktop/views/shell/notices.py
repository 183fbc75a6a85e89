"""Messages in the page: what was refused, what the user should know, what can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import Notice, RecordRef, Refusal, SeveralRefusals
from desktop.translation import _, user_localizer
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import set_look, theme

_MOST_HEIGHT = 168
TOAST_TIME = 10_000  # milliseconds in which a deletion can be undone


class Severity(StrEnum):
    """How serious a message is; the value is the tone of its row."""

    ERROR = "danger"
    WARNING = "warn"
    INFO = "info"
    DONE = "ok"


_ICONS = {
    Severity.ERROR: ("circle-alert", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.INFO: ("info", "accent"),
    Severity.DONE: ("circle-check", "ok"),
}


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button that mends what the message tells of; the text is in the user's language."""

    text: str
    do: Callable[[], object]


class _Sentence(QLabel):
    """A text on one line where there is room, wrapped where there is not."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + theme().px(4), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme().px(120), self.sizeHint().width()), self.fontMetrics().height())


class NoticeRow(QFrame):
    """One message: icon, sentence, perhaps a link to the field and a remedy, and a cross."""

    dismissed = Signal()
    field_clicked = Signal()

    def __init__(
        self, severity: Severity, text: str, field: str = "", remedy: Remedy | None = None
    ) -> None:
        super().__init__()
        self.text = text
        self.severity = severity
        set_look(self, "notice", str(severity))
        self.setAccessibleName(text)
        self._row = QHBoxLayout(self)
        side, top = theme().px(20), theme().px(6)
        self._row.setContentsMargins(side, top, theme().px(12), top)
        self._row.setSpacing(theme().px(8))
        self._add_icon(severity)
        self._add_sentence(text)
        if field:
            self._add_link(_("Go to {field}").format(field=field)).clicked.connect(
                self.field_clicked
            )
        if remedy:
            self._add_link(remedy.text).clicked.connect(lambda: self._mend(remedy))
        self._row.addStretch(1)
        self._add_cross()

    def _mend(self, remedy: Remedy) -> None:
        self.dismissed.emit()
        remedy.do()

    def _add_icon(self, severity: Severity) -> None:
        picture = QLabel()
        dress(picture, *_ICONS[severity])
        self._row.addWidget(picture)

    def _add_sentence(self, text: str) -> None:
        sentence = _Sentence(text)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(sentence)

    def _add_link(self, text: str) -> QPushButton:
        link = QPushButton(text)
        set_look(link, "link")
        self._row.addWidget(link)
        return link

    def _add_cross(self) -> None:
        cross = QToolButton()
        set_look(cross, "icon")
        dress(cross, "x", "muted")
        cross.setFixedSize(theme().px(24), theme().px(24))
        cross.setToolTip(_("Dismiss"))
        cross.setAccessibleName(_("Dismiss this message"))
        cross.clicked.connect(self.dismissed)
        self._row.addWidget(cross)


class NoticeBar(QScrollArea):
    """The messages of a page one below the other; it takes no room when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setWidget(self._list)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def rows(self) -> list[NoticeRow]:
        """The messages from top to bottom."""
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, NoticeRow)]

    def add(self, row: NoticeRow) -> None:
        """Add a message; the same sentence stands there only once."""
        for old in self.rows():
            if old.text == row.text:
                self.remove(old)
        self._column.addWidget(row)
        row.dismissed.connect(lambda: self.remove(row))
        self._fit()
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Alert))

    def remove(self, row: NoticeRow) -> None:
        """Take a message away."""
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._fit()

    def _fit(self) -> None:
        rows = self.rows()
        self.setVisible(bool(rows))
        width = max(self.width(), theme().px(600))
        height = sum(max(row.heightForWidth(width), row.sizeHint().height()) for row in rows)
        self.setFixedHeight(min(height, theme().px(_MOST_HEIGHT)))


class Notices(QObject):
    """What a page tells its user. `bar` is the widget that shows it.

    Signals: `field_wanted(record, field)` when the user follows a message to its field; the
    record is a RecordRef or None for the record of the page.
    """

    field_wanted = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = NoticeBar(parent)
        self._host = parent

    def show(self, refusal: Refusal, remedy: Remedy | None = None) -> None:
        """Show a refusal; of several each has its own row and link."""
        parts = refusal.refusals if isinstance(refusal, SeveralRefusals) else (refusal,)
        for part in parts:
            text = user_localizer().refusal(part)
            self._add(Severity.ERROR, text, (part.record, part.field), remedy)

    def show_only(self, refusal: Refusal) -> None:
        """Show a refusal in the place of everything told before."""
        self.clear()
        self.show(refusal)

    def show_notice(self, notice: Notice, remedy: Remedy | None = None) -> None:
        """Show a remark in the result of a command."""
        severity = Severity.WARNING if notice.is_warning else Severity.INFO
        text = user_localizer().notice(notice)
        self._add(severity, text, (notice.record, notice.field), remedy)

    def error(self, text: str, remedy: Remedy | None = None) -> None:
        """Tell of a failure, in the user's language."""
        self._add(Severity.ERROR, text, (None, None), remedy)

    def warn(self, text: str, remedy: Remedy | None = None) -> None:
        """Warn the user."""
        self._add(Severity.WARNING, text, (None, None), remedy)

    def info(self, text: str, remedy: Remedy | None = None) -> None:
        """Tell the user something."""
        self._add(Severity.INFO, text, (None, None), remedy)

    def done(self, text: str, remedy: Remedy | None = None) -> None:
        """Tell what was done, such as "Posted as PSI-104234" with a link that opens it."""
        self._add(Severity.DONE, text, (None, None), remedy)

    def clear(self) -> None:
        """Take all messages away: the user goes on."""
        for row in self.bar.rows():
            self.bar.remove(row)

    def texts(self) -> list[str]:
        """The sentences that stand there now."""
        return [row.text for row in self.bar.rows()]

    def errors(self) -> list[str]:
        """Those that tell what was refused or failed."""
        return [row.text for row in self.bar.rows() if row.severity is Severity.ERROR]

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> "Toast":
        """Tell for ten seconds what was done, with Undo."""
        toast = Toast(self._host.window(), text, undo)
        toast.appear()
        return toast

    def _add(
        self,
        severity: Severity,
        text: str,
        place: tuple[RecordRef | None, str | None],
        remedy: Remedy | None,
    ) -> None:
        record, field = place
        row = NoticeRow(severity, text, _label(field) if field else "", remedy)
        row.field_clicked.connect(lambda: self.field_wanted.emit(record, field or ""))
        self.bar.add(row)


def _label(field: str) -> str:
    # All words of all fields: a start needs none of them.
    from desktop.models.labels import field_label  # noqa: PLC0415

    return _(field_label(field))


class Toast(QFrame):
    """A short message at the foot of the window that goes away by itself, with Undo."""

    def __init__(
        self, window: QWidget, text: str, undo: Callable[[], object] | None = None
    ) -> None:
        super().__init__(window)
        self._undo = undo
        set_look(self, "float")
        self.setAccessibleName(text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.vanish)
        self._build(text)

    def appear(self) -> None:
        """Come up in the middle of the window's foot, in the place of another toast."""
        window = self.window()
        for other in window.findChildren(Toast):
            if other is not self:
                other.vanish()
        self.adjustSize()
        self.move(
            (window.width() - self.width()) // 2,
            window.height() - self.height() - theme().px(24),
        )
        self.show()
        self.raise_()
        self._timer.start(TOAST_TIME)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def vanish(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def _build(self, text: str) -> None:
        look = theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(12))
        row.addWidget(QLabel(text))
        if self._undo is not None:
            undo = QPushButton(_("Undo"))
            set_look(undo, "link")
            undo.clicked.connect(self._on_undo)
            row.addWidget(undo)

    def _on_undo(self) -> None:
        self.vanish()
        if self._undo is not None:
            self._undo()
