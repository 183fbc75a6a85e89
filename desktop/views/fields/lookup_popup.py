"""The list that opens below a look-up while typing."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.services.records import LookupRow
from desktop.translation import _
from desktop.views.fields.field import Offer
from desktop.views.fields.lookup_table import ROW_HEIGHT, LookupTable
from desktop.views.shell.theme import Text, set_look, set_text, theme

_ROWS_SHOWN = 10
_NARROWEST = 520
_MARGINS = 24


def exact_hit(text: str, rows: Sequence[LookupRow]) -> LookupRow | None:
    """The match whose key is the typed text, whatever the case."""
    wanted = text.strip().casefold()
    return next((row for row in rows if row.key.casefold() == wanted), None)


class LookupPopup(QFrame):
    """Floats over the window below a field and never takes the keyboard from it.

    It is a child of the window and not a window of its own, so typing goes on in the field on
    every platform. Signals: `picked(row)` after a click on a hit, `offer_picked(offer)` after one
    on an offer.
    """

    picked = Signal(object)
    offer_picked = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        set_look(self, "float")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = LookupTable()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setAccessibleName(_("Matches"))
        self.table.clicked.connect(self._on_clicked)
        self._empty = QLabel()
        set_text(self._empty, Text.BODY, "muted")
        self._empty.setContentsMargins(*(theme().px(6) for _side in range(4)))
        box = QVBoxLayout(self)
        side = theme().px(4)
        box.setContentsMargins(side, side, side, side)
        box.setSpacing(0)
        box.addWidget(self._empty)
        box.addWidget(self.table)
        self.hide()

    def show_hits(self, rows: Sequence[LookupRow], text: str, offers: Sequence[Offer] = ()) -> None:
        """Open with the hits of a text, or with a sentence that there are none."""
        self.table.show_hits(rows, text, offers)
        self.table.setVisible(bool(rows or offers))
        self._empty.setVisible(not rows)
        self._empty.setText(
            _("Nothing contains “{text}”.").format(text=text)
            if text.strip()
            else _("There is nothing here yet.")
        )
        self._place(len(rows) + len(offers) + (0 if rows else 1))
        self.show()
        self.raise_()

    def chosen(self) -> LookupRow | None:
        """The hit that Enter or Tab would take."""
        return self.table.chosen() if self.isVisible() else None

    def chosen_offer(self) -> Offer | None:
        """The offer that Enter would take."""
        return self.table.chosen_offer() if self.isVisible() else None

    def _place(self, rows: int) -> None:
        window = self._field.window()
        height = theme().px(ROW_HEIGHT) * min(rows, _ROWS_SHOWN) + theme().px(8) + 4
        wanted = self.table.wanted_width() + theme().px(_MARGINS)
        width = max(self._field.width(), theme().px(_NARROWEST), wanted)
        width = min(width, window.width() - 8)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        if corner.y() + height > window.height():
            corner = self._field.mapTo(window, QPoint(0, -height - 2))
        left = min(corner.x(), window.width() - width - 4)
        self.setGeometry(max(left, 0), max(corner.y(), 0), width, height)

    def _on_clicked(self, index: QModelIndex) -> None:
        hits = self.table.hits
        if index.row() < len(hits.rows):
            self.picked.emit(hits.rows[index.row()])
        else:
            self.offer_picked.emit(hits.offers[index.row() - len(hits.rows)])
