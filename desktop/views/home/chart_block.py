"""The chart of home: what it shows can be switched, and each column opens the list behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from desktop.translation import _
from desktop.views.home.arrangement import SECTION, kept_name
from desktop.views.home.blocks import Card
from desktop.views.home.chart import ColumnChart
from desktop.views.home.chart_series import SERIES, Chart, Series
from desktop.views.shell.page import Page
from desktop.views.shell.theme import Text, set_figures, set_text, theme

_SHOWN = "chart"


class ChartBlock(Card):
    """Columns of one series; the choice is kept for the user."""

    tables = frozenset().union(*(series.tables for series in SERIES))
    grows = True

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Chart"))
        self.title.hide()
        self._read: Chart | None = None
        self.choice = QComboBox()
        self.choice.setMinimumHeight(theme().px(28))
        self.choice.addItems([_(series.title) for series in SERIES])
        self.choice.setAccessibleName(_("What the chart shows"))
        self._total = _small()
        self._legend = _small()
        self.chart = ColumnChart()
        self.empty = QLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        set_text(self.empty, Text.BODY, "muted")
        self.empty.hide()
        self._build()
        kept = page.desk.state.get(SECTION, kept_name(page.desk, _SHOWN), SERIES[0].id)
        known = [series.id for series in SERIES]
        self.choice.setCurrentIndex(known.index(kept) if kept in known else 0)
        self.chart.setAccessibleName(self.choice.currentText())
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self.chart.chosen.connect(self._open)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme().px(12))
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self._total)
        self.column.insertLayout(0, head)
        self.column.addWidget(self._legend)
        self.column.addWidget(self.chart, 1)
        self.column.addWidget(self.empty, 1)

    def stops(self) -> Sequence[QWidget]:
        return (self.choice, self.chart)

    def refresh(self) -> None:
        self.survey(self._series.work(self.page.desk), self._show)

    @property
    def _series(self) -> Series:
        return SERIES[self.choice.currentIndex()]

    def _show(self, read: object) -> None:
        series = self._series
        at = self.chart.at if self._read is not None else series.starts_at
        self._read = series.chart(read)
        self._total.setText("" if self._read.is_empty else self._read.total)
        self._legend.setText(self._read.legend)
        self._legend.setVisible(bool(self._read.legend) and not self._read.is_empty)
        self.chart.show_bars(self._read.bars, at)
        self.chart.setVisible(not self._read.is_empty)
        self.empty.setText(_(series.empty))
        self.empty.setVisible(self._read.is_empty)

    def _on_chosen(self) -> None:
        desk = self.page.desk
        desk.state.set(SECTION, kept_name(desk, _SHOWN), self._series.id)
        self.chart.setAccessibleName(self.choice.currentText())
        self._read = None
        self.refresh()

    def _open(self, position: int) -> None:
        if self._read is not None:
            self.page.desk.navigation.open(self._series.page, self._read.openings[position])


def _small() -> QLabel:
    label = QLabel()
    set_figures(label)
    set_text(label, Text.SMALL, "muted")
    return label
