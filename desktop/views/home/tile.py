"""A figure that opens the list behind it, and the rows in which such tiles stand."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.services.tile_figures import Figure
from desktop.translation import _, user_localizer
from desktop.views.home.tile_specs import TileSpec
from desktop.views.shell.theme import Text, set_figures, set_look, set_text, theme

_WIDTH = 184
_GAP = 12
_SIDE, _TOP, _BETWEEN = 14, 10, 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Tile(QFrame):
    """A count, and perhaps a sum, that opens its list by Enter, Space or a click.

    Signals: `opened`; `moved(key)` for a key that leads to another tile.
    """

    opened = Signal()
    moved = Signal(int)

    def __init__(self, spec: TileSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        set_look(self, "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spec.caption)
        self._label = QLabel(spec.caption)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_text(self._label, Text.BODY, "muted")
        self._figure = QLabel("–")
        self._total = QLabel()
        for label in (self._figure, self._total):
            set_figures(label)
        set_text(self._figure, Text.TITLE, "muted")
        set_text(self._total, Text.SMALL, "muted")
        self._build()

    def _build(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(theme().px(8))
        figures.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addStretch(1)
        figures.addWidget(self._total, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme().px(side) for side in (_SIDE, _TOP, _SIDE, _TOP)))
        column.setSpacing(theme().px(_BETWEEN))
        # All tiles of a row are equally wide, whatever their words are.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column.addWidget(self._label, 1)
        column.addLayout(figures)

    def height_at(self, width: int) -> int:
        """How high the tile is at a width, its label perhaps in two lines; with its frame."""
        look = theme()
        label = self._label.heightForWidth(width - 2 * look.px(_SIDE) - 2)
        return label + self._figure.sizeHint().height() + look.px(2 * _TOP + _BETWEEN) + 2

    def show_figure(self, figure: Figure | None, *, fresh: bool = True) -> None:
        """Show another figure, grey while it is an old one; None says that it cannot be counted."""
        texts = [] if figure is None else _texts(figure)
        self._figure.setText(texts[0] if texts else "–")
        self._total.setText(texts[1] if len(texts) > 1 else "")
        alarming = self.spec.tone if figure is not None and figure.count else "text"
        set_text(self._figure, Text.TITLE, alarming or "text" if fresh else "muted")
        said = ", ".join(texts)
        if figure is None:
            said = _("This view cannot be counted. Open the list to mend its filters.")
        elif not fresh:
            said = _("{figure}, being counted again").format(figure=said)
        self.setAccessibleDescription(said)
        self.setToolTip("" if figure is not None and fresh else said)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        elif Qt.Key(event.key()) in {*_STEPS, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(event.key())
        else:
            super().keyPressEvent(event)


def _texts(figure: Figure) -> list[str]:
    localizer = user_localizer()
    count = localizer.integer(figure.count)
    if figure.total is None:
        return [count]
    return [count, localizer.amount(Decimal(figure.total), 0)]


class TileGrid(QWidget):
    """Tiles in rows, as many beside each other as there is room for.

    Tab comes to one tile only; from there the arrow keys go on. Signals: `opened(spec)`;
    `settled(height)` when the tiles need another height.
    """

    opened = Signal(object)
    settled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self._wide = 0
        self._height = 0
        # A height that changes while the layout around is at work would not be heard by it.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settle)
        self._stop: Tile | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(_GAP))

    def show_tiles(self, specs: Sequence[TileSpec]) -> None:
        """Show these tiles; those that are there already keep their figures."""
        had_focus = next((tile.spec.id for tile in self.tiles if tile.hasFocus()), None)
        old = self.tiles
        self.tiles = [
            next((tile for tile in old if tile.spec == spec), None) or self._made(spec)
            for spec in specs
        ]
        for tile in old:
            if tile not in self.tiles:
                tile.hide()
                tile.deleteLater()
        self._let_tab_stop_at(self._stop if self._stop in self.tiles else None)
        self._arrange()
        for tile in self.tiles:
            if tile.spec.id == had_focus:
                tile.setFocus()

    def stop(self) -> Tile | None:
        """The tile that Tab comes to."""
        return self._stop

    def hasHeightForWidth(self) -> bool:
        """The height is said outright; what Qt remembers of wrapped labels would be an old one."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _made(self, spec: TileSpec) -> Tile:
        tile = Tile(spec, self)
        tile.opened.connect(self._on_opened)
        tile.moved.connect(self._on_moved)
        return tile

    def _columns(self) -> int:
        gap = theme().px(_GAP)
        fitting = max((self.width() + gap) // (theme().px(_WIDTH) + gap), 1)
        rows = -(-len(self.tiles) // fitting)
        return -(-len(self.tiles) // rows) if rows else 1

    def _arrange(self) -> None:
        self._wide = self._columns()
        while self._grid.takeAt(0) is not None:
            pass
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < self._wide))
        gap = theme().px(_GAP)
        width = (self.width() + gap) // self._wide - gap
        height = max((tile.height_at(width) for tile in self.tiles), default=0)
        for at, tile in enumerate(self.tiles):
            tile.setFixedHeight(height)
            self._grid.addWidget(tile, at // self._wide, at % self._wide)
            tile.show()
        rows = -(-len(self.tiles) // self._wide)
        self._height = max(rows * (height + gap) - gap, 0)
        self._settling.start()

    def _settle(self) -> None:
        self.setFixedHeight(self._height)
        self.settled.emit(self._height)

    def _let_tab_stop_at(self, chosen: Tile | None) -> None:
        self._stop = chosen or next(iter(self.tiles), None)
        for tile in self.tiles:
            is_stop = tile is self._stop
            tile.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def _on_opened(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.opened.emit(tile.spec)

    def _on_moved(self, key: int) -> None:
        tile = self.sender()
        if not isinstance(tile, Tile):
            return
        vertical = {Qt.Key.Key_Up: -self._wide, Qt.Key.Key_Down: self._wide}
        at = self.tiles.index(tile) + (_STEPS | vertical)[Qt.Key(key)]
        if 0 <= at < len(self.tiles):
            # The order of Tab is that of the tiles, so the stop may wander within them.
            self._let_tab_stop_at(self.tiles[at])
            self.tiles[at].setFocus(Qt.FocusReason.OtherFocusReason)
