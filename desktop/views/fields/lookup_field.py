"""A field for the key of another record: typing part of a number or name finds it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.services.records import FieldInfo, LookupRow, meant
from desktop.translation import _
from desktop.views.fields.field import FieldTools, Offer
from desktop.views.fields.line_field import LineField, is_escape
from desktop.views.fields.lookup_picker import MOVES, LookupPicker
from desktop.views.fields.lookup_popup import LookupPopup, exact_hit
from desktop.views.fields.typing_pause import TypingPause

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LookupField(LineField):
    """A line with a list of matches below it: arrows move in it, Enter and Tab take the match.

    Below the matches stands what else can be done: making a new record, showing all. F4 and
    Alt+Down open the list without typing. When the line is left before the matches have
    come, they are awaited; if several fit equally well then, a picker asks which one is meant. A
    text that fits nothing is committed as it is, so that the service can say what is wrong with it.
    """

    def __init__(self, info: FieldInfo, tools: FieldTools, parent: QWidget | None = None) -> None:
        super().__init__(info, tools, parent)
        self.popup: LookupPopup | None = None
        self.picker: LookupPicker | None = None
        self._hits_for: str | None = None
        self._awaited: str | None = None
        self._moved = False
        self._pause = TypingPause(self)
        self._pause.over.connect(self._ask)
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)

    def build_editor(self) -> QWidget:
        """Make the line with the icon that opens its popup."""
        editor = super().build_editor()
        self.line.add_popup_action("chevron-down", _("Show the list (F4)"))
        self.line.popup_wanted.connect(self.open_list)
        return editor

    def open_list(self) -> None:
        """Show the first records, or those that fit what was typed; a second call closes."""
        if self.line.isReadOnly():
            return
        if self.popup is not None and self.popup.isVisible():
            self.close_list()
            return
        self._moved = False
        text = self.line.text() if self.line.isModified() else ""
        self.tools.lookup(self.info, text, partial(self._on_hits, text))

    def close_list(self) -> None:
        """Take the list away."""
        self._pause.stop()
        if self.popup is not None:
            self.popup.hide()

    def open_all(self, text: str = "", rows: Sequence[LookupRow] | None = None) -> None:
        """Open a list to pick from: the rows, or all records narrowed to a text."""
        self.close_list()
        source = self.tools.lookup_all or self.tools.lookup
        self.picker = LookupPicker(self.info, text, source, self.window())
        self.picker.picked.connect(self._take_row)
        self.picker.rejected.connect(self.restore)
        self.picker.finished.connect(self._on_picker_finished)
        self.picker.open()
        if rows is None:
            self.picker.ask()
        else:
            self.picker.show_rows(rows)

    def commit(self) -> None:
        """Take the match, or find out which record the typed text means."""
        if self.line.isReadOnly() or not (self.line.isModified() or self._moved):
            self.close_list()
            return
        text = self.line.text().strip()
        chosen = self._chosen(text)
        self._pause.stop()
        if chosen is not None:
            self._take_row(chosen)
        elif not self.line.isModified():
            self.close_list()
        elif not text:
            self.close_list()
            self.take(None)
        else:
            self.close_list()
            self._resolve(text)

    def take(self, value: object) -> None:
        """Commit a key; nothing that was asked before counts any more."""
        self._moved, self._awaited = False, None
        super().take(value)

    def _resolve(self, text: str) -> None:
        """Find out what a text means whose matches have not come yet; it stands there meanwhile."""
        if self._awaited != text:
            self._awaited = text
            self.tools.lookup(self.info, text, partial(self._on_resolved, text))

    def restore(self) -> None:
        """Bring the record's key back and close the list."""
        self._moved, self._awaited = False, None
        self.close_list()
        super().restore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the arrow keys to the list while it is open."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        if is_escape(event) and self.popup is not None and self.popup.isVisible():
            event.accept()
            return True
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self._on_left(event.reason())
        elif isinstance(event, QFocusEvent):
            self._awaited = None  # who comes back is asked again when leaving
        return super().eventFilter(watched, event)

    def _on_left(self, reason: Qt.FocusReason) -> None:
        """Take the match while the list is still open; a menu or another window changes nothing."""
        if reason is Qt.FocusReason.ActiveWindowFocusReason:
            self.close_list()
        elif reason is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.popup is None or not self.popup.isVisible() or event.modifiers():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_list()
            return True
        offer = self.popup.chosen_offer()
        if offer is not None and event.key() in _ENTER:
            self._take_offer(offer)
            return True
        step = MOVES.get(Qt.Key(event.key()))
        if step is None:
            return False
        self.popup.table.move_by(step)
        self._moved = True
        return True

    def _on_typed(self) -> None:
        self._moved, self._awaited = False, None
        self._pause.restart()

    def _ask(self) -> None:
        text = self.line.text()
        self.tools.lookup(self.info, text, partial(self._on_hits, text))

    def _on_hits(self, text: str, rows: Sequence[LookupRow]) -> None:
        """Show matches, unless something else was typed or the field was left meanwhile."""
        present = self.line.text() if self.line.isModified() else ""
        if text != present or not self.line.hasFocus():
            return
        if self.popup is None:
            self.popup = LookupPopup(self)
            self.popup.picked.connect(self._take_row)
            self.popup.offer_picked.connect(self._take_offer)
            self.destroyed.connect(self.popup.deleteLater)
        self._hits_for = text.strip()
        is_known = exact_hit(text, rows) is not None
        self.popup.show_hits(rows, text, _offers(self, text.strip(), is_known=is_known))

    def _take_offer(self, offer: Offer) -> None:
        """Do something else than picking: what was typed is given up."""
        self.restore()
        offer.do()

    def _chosen(self, text: str) -> LookupRow | None:
        if self.popup is None or not self.popup.isVisible():
            return None
        if self._moved:
            return self.popup.chosen()
        if not text or self._hits_for != text:
            return None
        return exact_hit(text, self.popup.table.hits.rows) or self.popup.chosen()

    def _take_row(self, row: LookupRow) -> None:
        self._moved = False
        self.close_list()
        self.take(row.key)

    def _on_resolved(self, text: str, rows: Sequence[LookupRow]) -> None:
        if text != self._awaited:
            return  # something else was typed or chosen meanwhile
        self._awaited = None
        exact = exact_hit(text, rows) or meant(rows)
        if exact is not None:
            self._take_row(exact)
        elif not rows:
            self.take(text)
        else:
            self.open_all(text, rows)

    def _on_picker_finished(self) -> None:
        if self.picker is not None:
            self.picker.deleteLater()
            self.picker = None


def _offers(field: LookupField, text: str, *, is_known: bool) -> Sequence[Offer]:
    """What else can be done; who has typed the key of a record wants no new one."""
    offers = [] if is_known else list(field.tools.offers(field, text))
    if field.tools.lookup_all is not None:
        offers.append(Offer(_("Show all"), "list", partial(field.open_all, text)))
    return offers
