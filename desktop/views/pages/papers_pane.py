"""The block about a record's files, links and notes in the fact pane."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop.models.labels import table_label
from desktop.models.values.numbers import RoundingMode, round_to
from desktop.models.words import ContentKind
from desktop.services.papers.queries import FileRow, LinkRow, NoteRow, RecordPapers
from desktop.translation import N_, NP_, _, pgettext, user_localizer
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.icons import dress, icon
from desktop.views.shell.page_head import ElidedLabel
from desktop.views.shell.theme import Text, colour, set_look, set_text, theme
from desktop.views.tables.icon_button import IconButton

PaperRow: TypeAlias = FileRow | LinkRow | NoteRow

_KILOBYTE = 1024
_MEGABYTE = 1024 * 1024
_LONGEST_WORD = 24
_MORE = 24
_BUTTONS = (("attach_file", "paperclip"), ("add_link", "link"), ("add_note", "sticky-note"))
_ICONS = {
    ContentKind.PDF: "file-text",
    ContentKind.TEXT: "file-text",
    ContentKind.DOCUMENT: "file-text",
    ContentKind.PICTURE: "image",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a row: its name, its text (N_), icon, and key in the row.

    One that `is_switch` shows in the menu whether it is on.
    """

    name: str
    text: str
    icon: str
    key: Qt.Key | None = None
    is_switch: bool = False
    meaning: str = ""

    @property
    def caption(self) -> str:
        """The text in the user's language."""
        return pgettext(self.meaning, self.text) if self.meaning else _(self.text)


OPEN = Act("open", NP_("verb", "Open"), "external-link", Qt.Key.Key_Return, meaning="verb")
SAVE_AS = Act("save_as", N_("Save As…"), "download", Qt.Key.Key_S)
RENAME = Act("rename", N_("Rename…"), "pencil", Qt.Key.Key_F2)
CHANGE = Act("change", N_("Change…"), "pencil", Qt.Key.Key_F2)
COPY = Act("copy", N_("Copy"), "copy", Qt.Key.Key_C)
FLOW = Act("flow", N_("Flows to Sales Documents"), "shopping-cart", is_switch=True)
DELETE = Act("delete", N_("Delete"), "trash-2", Qt.Key.Key_Delete)


def acts_of(row: PaperRow) -> Sequence[Act]:
    """What the user may do with a row, the first one by Enter or a click."""
    if isinstance(row, FileRow):
        flow = [FLOW] if row.may_flow else []
        acts = [OPEN, SAVE_AS, RENAME, *flow, DELETE]
    elif isinstance(row, LinkRow):
        acts = [OPEN, COPY, CHANGE, DELETE]
    else:
        acts = [CHANGE, COPY, DELETE] if row.is_own else [COPY]
    closed = {RENAME, CHANGE, DELETE} if row.kept else set()
    return [act for act in acts if act not in closed]


class PapersPane(QWidget):
    """Signals: `wanted(act, row)` when the user does something with a file, a link or a note.

    It offers to add some when `commands` are given, those of the page.
    """

    wanted = Signal(str, object)

    def __init__(self, commands: ActionRegistry | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "surface")
        self._commands = commands
        self._buttons: list[IconButton] = []
        self._title = QLabel()
        self._list = QWidget()
        self._box = QVBoxLayout(self)
        self.rows: list[PaperLine] = []
        self._build()
        self.show_papers(RecordPapers())

    def show_papers(self, papers: RecordPapers) -> None:
        """Show what the record has now; the row that had the focus keeps it."""
        focused = next((line for line in self.rows if line.has_cursor()), None)
        count = f" ({user_localizer().integer(papers.count)})" if papers.count else ""
        self._title.setText(_("Attachments") + count)
        on_switch = focused is not None and not focused.hasFocus()
        shown = QWidget()
        box = QVBoxLayout(shown)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(2))
        rows: list[PaperRow] = [*papers.files, *papers.links, *papers.notes]
        self.rows = [self._line(row) for row in rows]
        for line in self.rows:
            box.addWidget(line)
        if not self.rows:
            text = (
                _("Drop files here, or press the clip.") if self._buttons else _("No attachments.")
            )
            box.addWidget(_small(text, wraps=True))
        self._box.replaceWidget(self._list, shown)
        self._list.deleteLater()
        self._list = shown
        if focused is not None:
            self._give_back(focused, on_switch=on_switch)

    def take_focus(self) -> None:
        """The cursor goes to the first row, or to the button that adds one."""
        for widget in (*self.rows, *self._buttons)[:1]:
            self._focus(widget)

    def move_focus(self, line: "PaperLine", step: int) -> None:
        """Go to the row above (-1) or below (1)."""
        at = self.rows.index(line) + step
        if 0 <= at < len(self.rows):
            self._focus(self.rows[at])

    def _give_back(self, before: "PaperLine", *, on_switch: bool) -> None:
        """Give the cursor to the row that had it, or to its switch."""
        again = next((line for line in self.rows if line.row.id == before.row.id), None)
        if again is not None:
            (again.switch if on_switch and again.switch else again).setFocus()

    def _focus(self, widget: QWidget) -> None:
        """Give the focus, and bring it into sight: the facts above may fill the pane."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(widget)

    def _line(self, row: PaperRow) -> "PaperLine":
        line = PaperLine(row)
        line.wanted.connect(self.wanted)
        line.moved.connect(self.move_focus)
        return line

    def _build(self) -> None:
        look = theme()
        self._box.setContentsMargins(*(look.px(side) for side in (14, 12, 14, 12)))
        self._box.setSpacing(look.px(4))
        set_text(self._title, Text.CARD_TITLE)
        if self._commands is not None:
            self._buttons = [
                IconButton(picture, "", action=self._commands[name]) for name, picture in _BUTTONS
            ]
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        for button in self._buttons:
            head.addWidget(button)
        self._box.addLayout(head)
        self._box.addWidget(self._list)
        self._box.addStretch(1)


class PaperLine(QFrame):
    """One file, link or note. Enter does the first act, Delete takes it away, F2 changes it.

    A file of a customer or item has a `switch`, reached by Tab and turned by Space, that says
    whether it flows to sales documents (SD108).

    Signals: `wanted(act, row)`; `moved(line, step)` for the arrow keys.
    """

    wanted = Signal(str, object)
    moved = Signal(object, int)

    def __init__(self, row: PaperRow) -> None:
        super().__init__()
        self.row = row
        self.acts = acts_of(row)
        self.switch = self._switch_of(row)
        set_look(self, "transparent")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = title_of(row)
        self.setAccessibleName(title)
        self.setAccessibleDescription(whole_detail_of(row))
        self.setToolTip(whole_detail_of(row))
        self._build(title, detail_of(row))

    def has_cursor(self) -> bool:
        """Whether the cursor is on this row or in it."""
        return self.hasFocus() or (self.switch is not None and self.switch.hasFocus())

    def menu(self) -> QMenu:
        """What can be done with this row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.acts:
            action = menu.addAction(icon(act.icon), act.caption)
            action.setCheckable(act.is_switch)
            action.setChecked(act.is_switch and _flows(self.row))
            if act.key in {Qt.Key.Key_F2, Qt.Key.Key_Delete}:
                action.setShortcut(QKeySequence(act.key))
            action.triggered.connect(lambda _checked=False, name=act.name: self._do(name))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(self, steps[key])
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._do(self.acts[0].name)
            return
        done = next((act for act in self.acts if act.key is key), None)
        needs_control = done is not None and key in {Qt.Key.Key_S, Qt.Key.Key_C}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if done is None or needs_control != control:
            super().keyPressEvent(event)
        else:
            self._do(done.name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._do(self.acts[0].name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            radius = theme().px(5)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)

    def _build(self, title: str, detail: str) -> None:
        look = theme()
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(4), look.px(4), 0, look.px(4))
        line.setSpacing(look.px(8))
        picture = QLabel()
        dress(picture, icon_of(self.row), "muted")
        picture.setFixedHeight(look.px(_MORE))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        first = QHBoxLayout()
        first.setSpacing(look.px(4))
        first.addWidget(self._heading(title), 1)
        if self.switch is not None:
            first.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._more_button(title), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addWidget(_small(detail))
        line.addLayout(words, 1)

    def _heading(self, title: str) -> QLabel:
        if isinstance(self.row, NoteRow):
            label = QLabel(_breakable(title))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            return label
        name = ElidedLabel()
        name.set_whole(title)
        set_text(name, Text.BODY, "accent" if self.row.may_open else "")
        return name

    def _more_button(self, title: str) -> IconButton:
        button = IconButton("ellipsis", _("What can be done with {name}").format(name=title[:60]))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard the row has the menu itself
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFixedSize(theme().px(_MORE), theme().px(_MORE))
        button.clicked.connect(
            lambda: self.menu().popup(button.mapToGlobal(QPoint(0, button.height())))
        )
        return button

    def _switch_of(self, row: PaperRow) -> IconButton | None:
        """The button that says whether a file flows to sales documents."""
        if FLOW not in self.acts:
            return None
        is_on = _flows(row)
        name = _("{name} flows to sales documents").format(name=title_of(row))
        button = IconButton(FLOW.icon, name)
        dress(button, FLOW.icon, "accent" if is_on else "muted")
        button.setCheckable(True)
        button.setChecked(is_on)
        button.setToolTip(
            _("Is added to the sales documents of this record")
            if is_on
            else _("Add to the sales documents of this record from now on")
        )
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFixedSize(theme().px(_MORE), theme().px(_MORE))
        button.clicked.connect(lambda: self._do(FLOW.name))
        return button

    def _do(self, name: str) -> None:
        self.wanted.emit(name, self.row)


def _flows(row: PaperRow) -> bool:
    return isinstance(row, FileRow) and row.flows_to_sales


def icon_of(row: PaperRow) -> str:
    """The icon that tells what a row is."""
    if isinstance(row, FileRow):
        return _ICONS.get(row.content_kind, "file") if row.may_open else "download"
    return "link" if isinstance(row, LinkRow) else "sticky-note"


def title_of(row: PaperRow) -> str:
    """The first line of a row."""
    if isinstance(row, FileRow):
        return row.name
    return row.text if isinstance(row, NoteRow) else row.description or row.address


def detail_of(row: PaperRow) -> str:
    """The small line below it: how large, who, when; of files only the day, to fit the pane."""
    if isinstance(row, FileRow):
        day = user_localizer().date(row.added_at.astimezone().date())
        flows = [_("Flows to sales")] if row.flows_to_sales else []
        return " · ".join((*flows, size_text(row.size), row.added_by, day))
    if isinstance(row, NoteRow) and row.changed_at is not None:
        return " · ".join((row.added_by, time_text(row.changed_at)))
    return " · ".join((row.added_by, time_text(row.added_at)))


def whole_detail_of(row: PaperRow) -> str:
    """All about a row, for its tooltip and for screen readers."""
    parts = [row.added_by, time_text(row.added_at)]
    if isinstance(row, FileRow):
        parts.insert(0, size_text(row.size))
        if row.flows_to_sales:
            parts.insert(0, _("Flows to sales"))
        if row.flowed_from is not None:
            source = _(table_label(row.flowed_from.table))
            parts.append(_("from {table} {no}").format(table=source, no=row.flowed_from))
    if isinstance(row, NoteRow) and row.changed_at is not None:
        parts.append(_("changed {time}").format(time=time_text(row.changed_at)))
    if not isinstance(row, NoteRow) and not row.may_open:
        parts.append(_("only saved") if isinstance(row, FileRow) else _("only copied"))
    return " · ".join(parts)


def size_text(size: int) -> str:
    """A number of bytes in the words of the user: "12 KB", "1.4 MB"."""
    localizer = user_localizer()
    if size < _MEGABYTE:
        whole = round_to(Decimal(size), Decimal(1), RoundingMode.UP, over=_KILOBYTE)
        return _("{size} KB").format(size=localizer.integer(int(whole)))
    tenths = round_to(Decimal(size), Decimal("0.1"), over=_MEGABYTE)
    return _("{size} MB").format(size=localizer.amount(tenths, 1))


def time_text(moment: datetime) -> str:
    """When it was, by the clock of this computer."""
    return user_localizer().datetime(moment)


def _small(text: str, *, wraps: bool = False) -> QLabel:
    label = QLabel(text) if wraps else ElidedLabel()
    if isinstance(label, ElidedLabel):
        label.set_whole(text)
    label.setWordWrap(wraps)
    set_text(label, Text.SMALL, "muted")
    return label


def _breakable(text: str) -> str:
    """A text whose long words may be broken: an address would be wider than the pane."""
    return " ".join(_broken(word) for word in text.split(" "))


def _broken(word: str) -> str:
    pieces: Iterable[str] = (
        word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)
    )
    return "\u200b".join(pieces)
