"""The card with a document's lines: buttons, the grid, the warning of the row, the totals."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop.views.pages.document_spec import Total
from desktop.views.pages.groups import GroupCard
from desktop.views.shell.action_bar import ActionBar
from desktop.views.shell.actions import ActionRegistry
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import Text, set_property, set_text, theme
from desktop.views.tables.columns import Tone, value_text
from desktop.views.tables.lines_grid import LinesGrid
from desktop.views.tables.link import Link


class LinesCard(GroupCard):
    """Signal `remedy_wanted`: the link behind the row's warning was clicked."""

    remedy_wanted = Signal()

    def __init__(
        self, grid: LinesGrid, commands: ActionRegistry, names: Sequence[str], title: str
    ) -> None:
        super().__init__(title)
        self.grid = grid
        self.bar = ActionBar(commands, self, names=names)
        self.tools.addWidget(self.bar, 1)
        self.contents.setContentsMargins(*(theme().px(side) for side in (12, 0, 12, 12)))
        self.contents.addWidget(grid)
        self.contents.addLayout(self._build_foot())

    def show_sentence(self, text: str, tone: Tone, remedy: str = "") -> None:
        """Say what is to be known of the cursor's row, with a link that mends it."""
        self._sentence.setText(text)
        set_property(self._sentence, "tone", str(tone))
        self._mark.setVisible(bool(text))
        if text:
            icon = "circle-alert" if tone is Tone.DANGER else "triangle-alert"
            dress(self._mark, icon, str(tone))
        self._remedy.setText(remedy)
        self._remedy.setAccessibleName(remedy)
        self._remedy.setVisible(bool(text and remedy))

    def show_totals(self, totals: Sequence[Total]) -> None:
        """Show the figures at the bottom right."""
        while (item := self._totals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, total in enumerate(totals):
            label, figure = QLabel(total.label), QLabel(value_text(total.value, total.kind))
            set_text(label, Text.BODY, "muted")
            set_text(figure, Text.STRONG if total.strong else Text.BODY)
            figure.setAccessibleName(f"{total.label}: {figure.text()}")
            self._totals.addWidget(label, row, 0)
            self._totals.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight)
        self.set_summary([(total.label, value_text(total.value, total.kind)) for total in totals])

    def _build_foot(self) -> QHBoxLayout:
        self._mark = QLabel()
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setMinimumHeight(theme().px(20))
        self._remedy = Link("")
        self._remedy.clicked.connect(self.remedy_wanted)
        self._totals = QGridLayout()
        self._totals.setHorizontalSpacing(theme().px(40))
        self._totals.setVerticalSpacing(theme().px(3))
        block = QWidget()
        block.setLayout(self._totals)
        words = QHBoxLayout()
        words.setSpacing(theme().px(6))
        top = Qt.AlignmentFlag.AlignTop
        words.addWidget(self._mark, 0, top)
        words.addWidget(self._sentence, 1, top)
        words.addWidget(self._remedy, 0, top)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme().px(4), theme().px(4), theme().px(8), 0)
        foot.addLayout(words, 1)
        foot.addWidget(block, 0, Qt.AlignmentFlag.AlignTop)
        self.show_sentence("", Tone.WARN)
        return foot
