"""The parts of the merge page: fields to tick, related records, conflicts to solve."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.models.duplicate_words import PartyKind
from desktop.models.labels import field_label, table_label
from desktop.services.merging.choice import (
    FieldDifference,
    MergeConflict,
    MergeFigures,
    MergePlan,
    RelatedRecords,
    Resolution,
    Way,
)
from desktop.services.records import field_info
from desktop.translation import N_, _, user_localizer
from desktop.views.fields.entries import printed
from desktop.views.shell.theme import Text, set_figures, set_look, set_text, theme

NO_WAY = ""


class Part(QFrame):
    """A card with a title and a grid of labels."""

    def __init__(self, title: str, remark: str = "") -> None:
        super().__init__()
        set_look(self, "card")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme().px(side) for side in (16, 12, 16, 12)))
        column.setSpacing(theme().px(6))
        head = QLabel(title)
        set_text(head, Text.CARD_TITLE)
        column.addWidget(head)
        if remark:
            told = QLabel(remark)
            told.setWordWrap(True)
            set_text(told, Text.SMALL, "muted")
            column.addWidget(told)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme().px(16))
        self.grid.setVerticalSpacing(theme().px(4))
        column.addLayout(self.grid)

    def add_heads(self, *texts: str) -> None:
        """The muted heads of the columns."""
        for column, text in enumerate(texts):
            head = QLabel(text)
            set_text(head, Text.SMALL, "muted")
            self.grid.addWidget(head, 0, column)

    def add_text(self, text: str, row: int, column: int, *, strong: bool = False) -> QLabel:
        """A plain text in a cell; long ones are wrapped."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumHeight(theme().px(28))
        set_text(label, Text.STRONG if strong else Text.BODY)
        self.grid.addWidget(label, row, column)
        return label


class FieldsPart(Part):
    """The fields that differ, in the order of the card; a tick takes the duplicate's value (CU141).

    Signal `changed` when a tick was set or taken away.
    """

    changed = Signal()

    def __init__(self, plan: MergePlan, order: Sequence[str]) -> None:
        super().__init__(
            _("Fields"),
            _("These fields differ. Tick those whose value is taken from the duplicate.")
            if plan.fields
            else _("All fields are the same."),
        )
        self.ticks: dict[str, QCheckBox] = {}
        if plan.fields:
            self.add_heads(_("Field"), plan.pair.survivor, plan.pair.duplicate)
        places = {name: at for at, name in enumerate(order)}
        fields = sorted(plan.fields, key=lambda field: places.get(field.name, len(places)))
        for row, field in enumerate(fields, start=1):
            self._add(plan.pair.kind.value, field, row)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)

    def chosen(self) -> frozenset[str]:
        """The fields that are taken from the duplicate."""
        return frozenset(name for name, tick in self.ticks.items() if tick.isChecked())

    def choose(self, names: frozenset[str]) -> None:
        """Tick these fields again, after the page was read anew."""
        for name, tick in self.ticks.items():
            tick.setChecked(name in names)

    def _add(self, table: str, field: FieldDifference, row: int) -> None:
        info = field_info(table, field.name)
        label = _(field_label(field.name))
        theirs = printed(info, field.duplicate) or _("(blank)")
        self.add_text(label, row, 0)
        kept = self.add_text(printed(info, field.survivor) or _("(blank)"), row, 1)
        tick = QCheckBox(theirs)
        tick.setMinimumHeight(theme().px(28))
        tick.setAccessibleName(_("{field}: take {value}").format(field=label, value=theirs))
        tick.toggled.connect(lambda taken: _strike(kept, taken))
        tick.setChecked(field.ticked)
        tick.toggled.connect(lambda _taken: self.changed.emit())
        self.grid.addWidget(tick, row, 2)
        self.ticks[field.name] = tick


def _strike(label: QLabel, taken: bool) -> None:
    """A value that gives way is struck through: the tick alone would be overlooked."""
    font = label.font()
    font.setStrikeOut(taken)
    label.setFont(font)


class FiguresPart(Part):
    """What both have, and what the survivor will have: proved before the merge is kept (CU147)."""

    def __init__(self, plan: MergePlan) -> None:
        super().__init__(
            _("Figures"),
            _("The last column is what must stand on the survivor, or nothing is changed."),
        )
        self.add_heads("", plan.pair.survivor, plan.pair.duplicate, _("After the Merge"))
        columns = (plan.survivor_figures, plan.figures, plan.together)
        rows = tuple(zip(*(_figures(each, plan.pair.kind) for each in columns), strict=True))
        names = _FIGURES_OF[plan.pair.kind]
        for row, (name, texts) in enumerate(zip(names, rows, strict=True), start=1):
            self.add_text(_(name), row, 0)
            for column, text in enumerate(texts, start=1):
                label = self.add_text(text, row, column, strong=column == len(texts))
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                set_figures(label)
        self.grid.setColumnStretch(len(columns) + 1, 1)  # the figures stay beside their names


_DOCUMENTS = (N_("Open Documents"), N_("Posted Documents"))
_FIGURES_OF = {
    PartyKind.CUSTOMER: (
        N_("Balance (LCY)"),
        N_("Sales (LCY)"),
        N_("Ledger Entries"),
        N_("Open Entries"),
        *_DOCUMENTS,
    ),
    PartyKind.CONTACT: (N_("Persons"), N_("Interactions"), *_DOCUMENTS),
}


def _figures(figures: MergeFigures, kind: PartyKind) -> tuple[str, ...]:
    """The figures as texts, in the order of their names."""
    shown = user_localizer()
    if kind is PartyKind.CONTACT:
        of_contact = (figures.persons, figures.interactions)
        documents = (figures.documents, figures.posted_documents)
        return tuple(map(shown.integer, (*of_contact, *documents)))
    amounts = (figures.balance_lcy, figures.sales_lcy)
    counts = (figures.entries, figures.open_entries, figures.documents, figures.posted_documents)
    return (*map(shown.amount, amounts), *map(shown.integer, counts))


class RelatedPart(Part):
    """What comes over to the survivor, with counts for both (CU142)."""

    def __init__(self, plan: MergePlan) -> None:
        super().__init__(
            _("Related Records"), "" if plan.related else _("Nothing names the duplicate.")
        )
        if plan.related:
            self.add_heads(_("Table"), _("Field"), plan.pair.survivor, plan.pair.duplicate)
        for row, related in enumerate(plan.related, start=1):
            self._add(related, row)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)

    def _add(self, related: RelatedRecords, row: int) -> None:
        self.add_text(_(table_label(related.table)), row, 0)
        self.add_text(", ".join(_(field_label(name)) for name in related.fields), row, 1)
        for column, count in enumerate((related.survivor_count, related.duplicate_count), start=2):
            label = self.add_text(user_localizer().integer(count), row, column)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            set_figures(label)


class ConflictsPart(Part):
    """Records of the duplicate whose key the survivor has too, each to be solved (CU143).

    Signal `changed` when a way was chosen or a code typed.
    """

    changed = Signal()

    def __init__(self, plan: MergePlan) -> None:
        super().__init__(
            _("Conflicts"),
            _("Both have these records. Remove the duplicate's, or give it another code."),
        )
        self.rows = [ConflictRow(conflict, plan.pair.duplicate) for conflict in plan.conflicts]
        for at, row in enumerate(self.rows):
            self.grid.addWidget(row, at, 0)
            row.changed.connect(self.changed)

    @property
    def unsolved(self) -> int:
        """How many conflicts remain."""
        return sum(row.resolution() is None for row in self.rows)

    def resolutions(self) -> dict[tuple[str, tuple[str | int, ...]], Resolution]:
        """What was chosen for each conflict."""
        found = ((row.conflict.conflict_key, row.resolution()) for row in self.rows)
        return {key: resolution for key, resolution in found if resolution is not None}


class ConflictRow(QWidget):
    """One conflict: what differs, the way out, and the new code of a renaming."""

    changed = Signal()

    def __init__(self, conflict: MergeConflict, duplicate: str) -> None:
        super().__init__()
        self.conflict = conflict
        parts = (str(part) for part in conflict.key if part and part not in {duplicate, *PartyKind})
        name = f"{_(table_label(conflict.table))} {' '.join(parts)}"
        self.ways = QComboBox()
        self.ways.addItem(_("Choose…"), NO_WAY)
        self.ways.addItem(_("Remove"), Way.REMOVE.value)
        if conflict.rename_field:
            self.ways.addItem(_("Rename"), Way.RENAME.value)
        self.ways.setFixedHeight(theme().px(30))
        self.ways.setAccessibleName(_("What to do with {record}").format(record=name))
        self.code = QLineEdit(conflict.suggestion)
        self.code.setFixedHeight(theme().px(30))
        self.code.setAccessibleName(_("New code of {record}").format(record=name))
        self.code.hide()
        self._arrange(name)
        self.ways.currentIndexChanged.connect(self._on_way)
        self.code.textChanged.connect(lambda _text: self.changed.emit())

    def resolution(self) -> Resolution | None:
        """What was chosen; None while nothing is, or a renaming has no code."""
        way = self.ways.currentData()
        if way == Way.REMOVE.value:
            return Resolution(Way.REMOVE)
        code = self.code.text().strip()
        return Resolution(Way.RENAME, code) if way == Way.RENAME.value and code else None

    def _arrange(self, name: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, theme().px(6))
        grid.setHorizontalSpacing(theme().px(12))
        title = QLabel(name)
        set_text(title, Text.STRONG)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.ways, 0, 1)
        grid.addWidget(self.code, 0, 2)
        told = QLabel(_differences(self.conflict))
        told.setWordWrap(True)
        set_text(told, Text.SMALL, "muted")
        grid.addWidget(told, 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)

    def _on_way(self) -> None:
        is_renaming = self.ways.currentData() == Way.RENAME.value
        self.code.setVisible(is_renaming)
        if is_renaming:
            self.code.setFocus()
            self.code.selectAll()
        self.changed.emit()


def _differences(conflict: MergeConflict) -> str:
    """Which fields differ, with both values."""
    return " · ".join(_one(conflict.table, field) for field in _few(conflict.fields))


_MOST_FIELDS = 4


def _few(fields: Sequence[FieldDifference]) -> Sequence[FieldDifference]:
    return fields[:_MOST_FIELDS]


def _one(table: str, field: FieldDifference) -> str:
    info = field_info(table, field.name)
    return _("{field}: {kept} / {other}").format(
        field=_(field_label(field.name)),
        kept=printed(info, field.survivor) or _("(blank)"),
        other=printed(info, field.duplicate) or _("(blank)"),
    )
