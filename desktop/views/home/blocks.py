"""The blocks of home and the grid in which they stand side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.services.stopping import StopSwitch
from desktop.translation import _
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Lane, Task
from desktop.views.shell.theme import Text, set_look, set_text, theme

UNITS = 6
"""A row of blocks is that many units wide."""
_SIDE_BY_SIDE_FROM = 900
"""The width in pixels below which blocks stand one below the other."""
_GAP = 12

T = TypeVar("T")


class Block(QFrame):
    """A part of home that reads its own figures.

    `is_needed` is False while there is nothing to show: then it takes no room. Signals:
    `refreshed`: what was asked for by `refresh` is shown; `need_changed`: it is needed, or not any
    more; `tables_changed`: it watches other tables.
    """

    tables: frozenset[str] = frozenset()
    """The tables whose changes make it read anew."""
    grows = False
    """Whether it takes the height that the page has left."""
    refreshed = Signal()
    need_changed = Signal()
    tables_changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.is_needed = True
        self.page = page
        self._task: Task | None = None

    def refresh(self) -> None:
        """Read the figures anew; the old ones stay until then."""

    def need(self, *, is_needed: bool) -> None:
        """Say whether there is anything to show."""
        if is_needed is not self.is_needed:
            self.is_needed = is_needed
            self.need_changed.emit()

    def stops(self) -> Sequence[QWidget]:
        """Where Tab stops, in the order of the eye."""
        return ()

    def survey(self, work: Callable[..., T], done: Callable[[T], object]) -> None:
        """Read in the lane of counts; a reading that is under way is given up."""
        self.give_up()
        stop = StopSwitch()
        self._task = self.page.read(
            partial(work, stop=stop),
            done=partial(self._arrived, done),
            lane=Lane.SURVEY,
            stop=stop,
        )

    def give_up(self) -> bool:
        """Stop a reading that is under way, so that it keeps nobody waiting; tells if one was."""
        task, self._task = self._task, None
        if task is not None:
            task.drop()
        return task is not None

    def _arrived(self, done: Callable[[T], object], result: T) -> None:
        self._task = None
        done(result)
        self.refreshed.emit()


class Card(Block):
    """A block with a title, and perhaps tools beside it."""

    def __init__(self, page: Page, title: str) -> None:
        super().__init__(page)
        set_look(self, "card")
        self.title = QLabel(title)
        set_text(self.title, Text.CARD_TITLE)
        self.setAccessibleName(title)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(theme().px(8))
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addLayout(self.tools)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme().px(side) for side in (16, 12, 16, 12)))
        self.column.setSpacing(theme().px(8))
        self.column.addLayout(head)


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """A block that home can show: `units` of the width of a row, at least."""

    id: str
    title: str
    make: Callable[[Page], Block]
    units: int = UNITS

    @property
    def caption(self) -> str:
        """The title in the user's language."""
        return _(self.title)


class BlockGrid(QWidget):
    """Blocks side by side where there is room, else one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[Block, int]] = []
        self._is_wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(_GAP))
        for column in range(UNITS):
            self._grid.setColumnStretch(column, 1)

    def show_blocks(self, blocks: Sequence[tuple[Block, int]]) -> None:
        """Show these blocks in this order, each with its width in units."""
        for block, _units in self._shown:
            block.hide()
            block.need_changed.disconnect(self._arrange)
        self._shown = list(blocks)
        for block, _units in self._shown:
            block.setParent(self)
            block.need_changed.connect(self._arrange)
        self._arrange()

    def chain(self) -> None:
        """Let Tab go through the blocks in the order in which they stand."""
        stops = [stop for block, _units in self._needed() for stop in block.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_side_by_side() is not self._is_wide:
            self._arrange()

    def _needed(self) -> list[tuple[Block, int]]:
        return [each for each in self._shown if each[0].is_needed]

    def _fits_side_by_side(self) -> bool:
        return self.width() >= theme().px(_SIDE_BY_SIDE_FROM)

    def _arrange(self) -> None:
        self._is_wide = self._fits_side_by_side()
        while self._grid.takeAt(0) is not None:
            pass
        for old in range(self._grid.rowCount()):
            self._grid.setRowStretch(old, 0)
        for block, _units in self._shown:
            block.setVisible(block.is_needed)
        rows = in_rows(self._needed(), UNITS if self._is_wide else 0)
        for at, row in enumerate(rows):
            column = 0
            for block, units in row:
                self._grid.addWidget(block, at, column, 1, units)
                column += units
        growing = [at for at, row in enumerate(rows) if any(block.grows for block, _units in row)]
        self._grid.setRowStretch(growing[-1] if growing else len(rows), 1)
        self.chain()


def in_rows(blocks: Iterable[tuple[Any, int]], width: int) -> list[list[tuple[Any, int]]]:
    """Fill rows with blocks of so many units; the last block of a row takes what is left of it.

    A width of 0 gives each block a row of its own.
    """
    rows: list[list[tuple[Any, int]]] = []
    room = 0
    for block, units in blocks:
        if not rows or units > room:
            rows.append([])
            room = width
        rows[-1].append((block, units))
        room -= units
    for filled in rows:
        last, units = filled[-1]
        filled[-1] = (last, UNITS - sum(other for _block, other in filled) + units)
    return rows
