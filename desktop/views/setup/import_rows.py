"""How the preview of an import shows its rows: one column a field, wrong cells in red."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop.errors import Refusal
from desktop.models.labels import field_label
from desktop.services.interchange.columns import ColumnMapping, column_letter
from desktop.services.interchange.table_import import PlannedRow
from desktop.services.records import Outcome
from desktop.translation import N_, _, user_localizer
from desktop.views.shell.theme import Text, set_look, set_text, theme
from desktop.views.tables.columns import Column, Kind, Tone

OUTCOMES: dict[Outcome, str] = {
    Outcome.ADDED: N_("New"),
    Outcome.CHANGED: N_("Changed"),
    Outcome.UNCHANGED: N_("Unchanged"),
    Outcome.REFUSED: N_("Refused"),
}
"""The word for what becomes of a row."""

_TONES = {
    Outcome.ADDED: Tone.OK,
    Outcome.CHANGED: Tone.INFO,
    Outcome.UNCHANGED: Tone.NEUTRAL,
    Outcome.REFUSED: Tone.DANGER,
}
FIRST_CELL = 2
"""Row number and outcome stand before the cells of the file."""


def preview_columns(mapping: ColumnMapping) -> tuple[Column, ...]:
    """Row, outcome, the columns that are read, and what is wrong."""
    cells = (_cell_column(at, name) for at, name in cells_of(mapping))
    return (
        Column("row_no", N_("Row"), lambda row: row.number, Kind.INTEGER, width=64, sortable=False),
        Column(
            "outcome",
            N_("Outcome"),
            lambda row: _(OUTCOMES[row.outcome]),
            Kind.STATUS,
            width=112,
            pill=lambda row: _TONES[row.outcome],
            sortable=False,
        ),
        *cells,
        Column(
            "what_is_wrong", N_("What Is Wrong"), wrong_of, Kind.TEXT, width=520, sortable=False
        ),
    )


def cells_of(mapping: ColumnMapping) -> list[tuple[int, str]]:
    """The columns of the file that are read, with their fields."""
    return [(at, name) for at, name in enumerate(mapping.fields) if name]


def wrong_cell(
    rows: Sequence[PlannedRow], mapping: ColumnMapping, start: tuple[int, int]
) -> tuple[int, int] | None:
    """The next cell that is wrong, as row and column of the preview, None when there is none.

    It is searched from `start` on, then from the top. A row that is wrong as a whole stands at its
    first cell.
    """
    places = {column: FIRST_CELL + at for at, (column, _name) in enumerate(cells_of(mapping))}
    wrong = [
        (position, places.get(column, FIRST_CELL))
        for position, row in enumerate(rows)
        if row.outcome is Outcome.REFUSED
        for column in sorted(row.faults or {}) or [-1]
    ]
    after = [place for place in wrong if place >= start]
    return next(iter((*after, *wrong)), None)


def wrong_of(row: PlannedRow) -> str:
    """Everything that is wrong with a row, in the user's words."""
    return " ".join(user_localizer().refusal(each) for each in row.all_refusals())


def _cell_column(at: int, name: str) -> Column:
    return Column(
        name,
        field_label(name),
        lambda row: row.reader.shown(row.cells[at]),
        Kind.TEXT,
        width=128,
        sortable=False,
        colour=partial(_tone_of, at=at, name=name),
        icon=lambda row: "circle-alert" if at in (row.faults or {}) else None,
        speech=partial(_speech_of, at=at, name=name),
    )


def _tone_of(row: PlannedRow, *, at: int, name: str) -> Tone | None:
    if at in (row.faults or {}):
        return Tone.DANGER
    return Tone.INFO if name in (row.changed or {}) else None


def _speech_of(row: PlannedRow, *, at: int, name: str) -> str:
    fault = (row.faults or {}).get(at)
    if fault is not None:
        return user_localizer().refusal(fault)
    if name in (row.changed or {}):
        old = user_localizer().value((row.changed or {})[name][0])
        return _("{value}, until now {old}").format(
            value=row.reader.shown(row.cells[at]), old=old or _("blank")
        )
    return ""


class MendPanel(QFrame):
    """One cell to type anew, with what is wrong with it. Signal `typed(row, column, text)`."""

    typed = Signal(int, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = self._column = -1
        self._name = QLabel()
        self.edit = QLineEdit()
        self._enter = QPushButton(_("Enter Value"))
        self._wrong = QLabel()
        self._build()
        self.edit.returnPressed.connect(self._on_entered)
        self._enter.clicked.connect(self._on_entered)

    def show_cell(self, row: PlannedRow | None, column: int, field: str) -> None:
        """Show a cell of the file: its row, its column and its field."""
        self.setEnabled(row is not None)
        if row is None:
            self._row, names = -1, ("", "", "")
        else:
            self._row, self._column = row.number, column
            fault: Refusal | None = (row.faults or {}).get(column)
            place = f"{column_letter(column)}{row.number}"
            title = _("{field} in {cell}").format(field=_(field_label(field)), cell=place)
            names = (
                title,
                row.reader.shown(row.cells[column]),
                user_localizer().refusal(fault) if fault else "",
            )
        self._name.setText(names[0])
        self.edit.setText(names[1])
        self.edit.setAccessibleName(names[0])
        self.edit.setAccessibleDescription(names[2])
        self._wrong.setText(names[2])
        self._wrong.setToolTip(names[2])

    def _build(self) -> None:
        set_look(self, "surface")
        set_text(self._name, Text.SMALL, "muted")
        set_text(self._wrong, Text.SMALL, "danger")
        self._name.setBuddy(self.edit)
        self.edit.setMinimumSize(theme().px(240), theme().px(30))
        row = QHBoxLayout(self)
        side, top = theme().px(16), theme().px(8)
        row.setContentsMargins(side, top, side, top)
        row.setSpacing(theme().px(8))
        for widget, stretch in (
            (self._name, 0),
            (self.edit, 0),
            (self._enter, 0),
            (self._wrong, 1),
        ):
            row.addWidget(widget, stretch)

    def _on_entered(self) -> None:
        if self._row >= 0:
            self.typed.emit(self._row, self._column, self.edit.text())
