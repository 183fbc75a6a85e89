"""How the columns of a table stand: their order and widths, which are hidden, which are frozen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView

from desktop.views.shell.theme import theme
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.header_label import width_for_label

_NARROWEST = 32
_LEAST_TEXT = 112
_NONE = -1


class ColumnLayout(QObject):
    """Arranges the sections of a header and knows what of that is to be kept for the user.

    Frozen are the columns up to an edge: they stay where they are when the table scrolls sideways.
    Signals: `changed` after the user has moved, widened, hidden, shown or frozen a column;
    `arranged` after any change of the columns, whoever made it; `shown_changed` when other columns
    are shown than before.
    """

    changed = Signal()
    arranged = Signal()
    shown_changed = Signal()

    def __init__(self, header: QHeaderView, columns: Sequence[Column]) -> None:
        super().__init__(header)
        self._header = header
        self._columns = tuple(columns)
        self._widths = {column.name: width_for_label(column) for column in columns}
        self._edge = _NONE
        self._quiet = False
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        theme().changed.connect(self.fit)

    # -- what is known of the columns

    def state(self) -> dict[str, object]:
        """Order, widths at 100 %, hidden and frozen columns, to be kept for the user."""
        header = self._header
        order = [self._columns[at].name for at in self._sections()]
        return {
            "order": order,
            "widths": dict(self._widths),
            "hidden": [c.name for at, c in enumerate(self._columns) if header.isSectionHidden(at)],
            "frozen": order[self._edge] if self._edge >= 0 else "",
        }

    def section(self, name: str) -> int:
        """Where a column stands in the model, -1 for an unknown one."""
        return next((at for at, each in enumerate(self._columns) if each.name == name), _NONE)

    def shown(self) -> list[int]:
        """The visible columns in the order on the screen."""
        return [at for at in self._sections() if not self._header.isSectionHidden(at)]

    def frozen(self) -> list[int]:
        """The visible columns up to the edge of the frozen ones."""
        return [at for at in self.shown() if self._header.visualIndex(at) <= self._edge]

    # -- what the user does

    def show(self, section: int, *, shown: bool) -> bool:
        """Show or hide a column; the last one stays. Returns whether that is done."""
        if not shown and self.shown() == [section]:
            return False
        self._header.setSectionHidden(section, not shown)
        self.fit()
        self.changed.emit()
        self.shown_changed.emit()
        return True

    def move(self, section: int, step: int) -> None:
        """Move a column to the left (-1) or right (1), past the next one that is shown."""
        shown = self.shown()
        place = shown.index(section) + step if section in shown else _NONE
        if 0 <= place < len(shown):
            here, there = (self._header.visualIndex(at) for at in (section, shown[place]))
            self._header.moveSection(here, there)

    def freeze(self, section: int) -> None:
        """Freeze all columns up to this one; -1 frees them."""
        self._edge = self._header.visualIndex(section) if section >= 0 else _NONE
        self.arranged.emit()
        self.changed.emit()

    def restore_declared(self) -> None:
        """Arrange the columns as they were before the user did anything."""
        self.restore({})
        self.changed.emit()

    # -- what the program does

    def restore(self, state: Mapping[str, object]) -> None:
        """Arrange the columns as kept; what the kept state does not know stays as declared."""
        self._quiet = True
        widths, hidden, order = state.get("widths"), state.get("hidden"), state.get("order")
        names = [str(name) for name in order] if isinstance(order, list) else []
        for at, column in enumerate(self._columns):
            kept = widths.get(column.name) if isinstance(widths, dict) else None
            self._widths[column.name] = int(kept or width_for_label(column))
            is_known = column.name in names and isinstance(hidden, list)
            is_hidden = column.name in hidden if is_known else not column.visible  # type: ignore[operator]  # a list then
            self._header.setSectionHidden(at, is_hidden)
        self._arrange(names)
        if not self.shown():
            self._header.showSection(self._header.logicalIndex(0))
        frozen = self.section(str(state.get("frozen", "")))
        self._edge = self._header.visualIndex(frozen) if frozen >= 0 else _NONE
        self._quiet = False
        self.fit()
        self.shown_changed.emit()

    def fit(self) -> None:
        """Give the columns their widths; the widest text takes what room is left or lacks.

        Where not even a narrow text would make all columns fit, it keeps its width: the table
        scrolls anyway.
        """
        self._quiet = True
        header, shown = self._header, self.shown()
        header.setMinimumSectionSize(theme().px(_NARROWEST))
        for at in shown:
            header.resizeSection(at, theme().px(self._widths[self._columns[at].name]))
        spare = header.viewport().width() - sum(header.sectionSize(at) for at in shown)
        texts = [at for at in shown if self._columns[at].kind is Kind.TEXT]
        if texts:
            widest = max(texts, key=header.sectionSize)
            least = min(header.sectionSize(widest), theme().px(_LEAST_TEXT))
            wanted = header.sectionSize(widest) + spare
            if wanted >= least:
                header.resizeSection(widest, wanted)
        self._quiet = False
        self.arranged.emit()

    # -- inside

    def _sections(self) -> list[int]:
        return sorted(range(self._header.count()), key=self._header.visualIndex)

    def _arrange(self, names: Sequence[str]) -> None:
        """Put the named columns first, in this order, and the others behind as declared."""
        known = [at for at in map(self.section, names) if at >= 0]
        rest = [at for at in range(self._header.count()) if at not in known]
        for visual, logical in enumerate((*known, *rest)):
            self._header.moveSection(self._header.visualIndex(logical), visual)

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._quiet and width > 0:
            self._widths[self._columns[section].name] = round(width * 100 / theme().px(100))
            self.arranged.emit()
            self.changed.emit()

    def _on_moved(self, _section: int, before: int, now: int) -> None:
        """A column moved over the edge is frozen, or free, from then on."""
        if self._quiet:
            return
        if before <= self._edge < now:
            self._edge -= 1
        elif now <= self._edge < before:
            self._edge += 1
        self.arranged.emit()
        self.changed.emit()
