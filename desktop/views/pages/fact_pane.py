"""The pane at the right of a page: blocks of facts about the current record."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.translation import _
from desktop.views.pages.facts import Fact, FactBar, FactBlock, FactChart
from desktop.views.shell.icons import dress
from desktop.views.shell.theme import Text, colour, set_look, set_text, theme
from desktop.views.tables.columns import Kind, Tone, value_text
from desktop.views.tables.delegates import TONE_TOKENS
from desktop.views.tables.link import Link

_BAR_HEIGHT = 6
_CHART_HEIGHT = 76
_PICTURE_SIDE = 160
_LINE_HEIGHT = 20
_TONES = {Tone.DANGER: "danger", Tone.WARN: "warn", Tone.OK: "ok", Tone.MUTED: "muted"}


class FactPane(QWidget):
    """Shows blocks of facts. Signal `opened(target)`: a value was clicked that leads somewhere."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "surface")
        self._blocks: tuple[FactBlock, ...] = ()
        self._content = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(theme().px(side) for side in (14, 12, 14, 12)))
        self._box.addWidget(self._content)

    @property
    def blocks(self) -> tuple[FactBlock, ...]:
        """What is shown now."""
        return self._blocks

    def show_blocks(self, blocks: Sequence[FactBlock]) -> None:
        """Show other facts; the same ones again change nothing."""
        if self._blocks == tuple(blocks):
            return
        self._blocks = tuple(blocks)
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().px(3))
        for place, block in enumerate(self._blocks):
            if place:
                box.addWidget(_hairline())
            self._add_block(box, block)
        box.addStretch(1)
        self._box.replaceWidget(self._content, content)
        self._content.deleteLater()
        self._content = content

    def _add_block(self, box: QVBoxLayout, block: FactBlock) -> None:
        if block.title:
            title = QLabel(_(block.title).format(**block.parts))
            title.setWordWrap(True)
            set_text(title, Text.CARD_TITLE)
            box.addWidget(title)
        if block.pill is not None:
            box.addWidget(_pill_line(block.pill, block.remark))
        if block.link is not None:
            box.addWidget(self._value(block.link), 0, Qt.AlignmentFlag.AlignLeft)
        if block.picture is not None:
            box.addWidget(_picture(block.picture, block.picture_name))
        if block.text:
            box.addWidget(_whole_text(block.text))
        for fact in block.facts:
            box.addWidget(self._fact(fact))
        if block.bar is not None:
            box.addWidget(BarLine(block.bar))
            if block.bar.text:
                box.addWidget(_text(block.bar.text, Text.SMALL, "muted"))
        if block.chart is not None:
            box.addWidget(PeriodChart(block.chart))

    def _fact(self, fact: Fact) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        label = _(fact.label)
        if fact.icon:
            picture = QLabel()
            dress(picture, fact.icon, "muted")
            row.addWidget(picture)
        row.addWidget(_text(label, Text.BODY, "muted"), 1)
        value = self._value(fact)
        value.setAccessibleName(f"{label}: {value_text(fact.value, fact.kind)}")
        if fact.kind is not Kind.TEXT:
            # Where room is short the label takes two lines: a figure is never cut off.
            value.setSizePolicy(QSizePolicy.Policy.Minimum, value.sizePolicy().verticalPolicy())
        line.setMinimumHeight(theme().px(_LINE_HEIGHT))
        row.addWidget(value)
        return line

    def _value(self, fact: Fact) -> QWidget:
        text = value_text(fact.value, fact.kind)
        if fact.target is not None and text:
            return self._link(text, fact)
        tone = _TONES.get(fact.tone, "") if fact.tone else ""
        label = _text(text, Text.STRONG if fact.strong else Text.BODY, tone)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return label

    def _link(self, text: str, fact: Fact) -> Link:
        link = Link(text, token=TONE_TOKENS[fact.tone]) if fact.tone else Link(text)
        link.clicked.connect(lambda: self.opened.emit(fact.target))
        return link


def stacked(upper: QWidget, lower: QWidget) -> QWidget:
    """Two panes under each other in one, with a line between them."""
    both = QWidget()
    set_look(both, "surface")
    box = QVBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(upper)
    line = QFrame()
    line.setFixedHeight(1)
    set_look(line, "hairline")
    beside = QHBoxLayout()
    beside.setContentsMargins(theme().px(14), 0, theme().px(14), 0)
    beside.addWidget(line)
    box.addLayout(beside)
    box.addWidget(lower)
    box.addStretch(1)
    return both


class BarLine(QWidget):
    """A bar filled by a share; more than the whole fills all of it."""

    def __init__(self, bar: FactBar) -> None:
        super().__init__()
        self._bar = bar
        self.setFixedHeight(theme().px(_BAR_HEIGHT + 4))
        self.setAccessibleName(bar.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = theme().px(_BAR_HEIGHT)
        whole = QRectF(0, 2, self.width(), height)
        painter.setBrush(colour("hover"))
        painter.drawRoundedRect(whole, height / 2, height / 2)
        share = min(max(float(self._bar.share), 0.0), 1.0)
        filled = QRectF(0, 2, self.width() * share, height)
        painter.setBrush(colour(TONE_TOKENS[self._bar.tone]))
        painter.drawRoundedRect(filled, height / 2, height / 2)


class PeriodChart(QWidget):
    """Columns of a period each, the present one in the accent colour."""

    def __init__(self, chart: FactChart) -> None:
        super().__init__()
        self._chart = chart
        self.setFixedHeight(theme().px(_CHART_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        spoken = zip(chart.labels, chart.texts or map(str, chart.values), strict=False)
        self.setAccessibleName(", ".join(f"{label} {text}" for label, text in spoken))
        self.setToolTip("\n".join(chart.texts))

    def paintEvent(self, event: QPaintEvent) -> None:
        values = [float(value) for value in self._chart.values]
        if not values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_label_font())
        foot = theme().px(16)
        most, step = max(*values, 1.0), self.width() / len(values)
        for at, value in enumerate(values):
            height = (self.height() - foot - 2) * max(value, 0.0) / most
            bar = QRectF(at * step + step * 0.15, self.height() - foot - height, step * 0.7, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accentfill" if at == len(values) - 1 else "bar"))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(colour("muted"))
            place = QRect(int(at * step), self.height() - foot, int(step), foot)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._chart.labels[at])


def _label_font() -> QFont:
    font = theme().font(Text.SMALL)
    font.setPixelSize(theme().px(10))
    return font


def _hairline() -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, theme().px(12), 0, theme().px(12))
    line = QFrame()
    line.setFixedHeight(1)
    set_look(line, "hairline")
    box.addWidget(line)
    return holder


def _text(text: str, size: Text, tone: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(size is Text.SMALL)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_text(label, size, tone)
    return label


def _whole_text(text: str) -> QLabel:
    label = _text(text, Text.BODY, "")
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


def _picture(image: QImage, name: str) -> QLabel:
    """A picture as wide as the pane at most, sharp on screens of any density."""
    side = theme().px(_PICTURE_SIDE)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap.fromImage(image).scaled(
        round(side * ratio),
        round(side * ratio),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    pixmap.setDevicePixelRatio(ratio)
    label = QLabel()
    label.setPixmap(pixmap)
    label.setAccessibleName(name)
    return label


def _pill_line(pill: tuple[str, Tone], remark: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    word = QLabel(pill[0])
    set_look(word, "pill", str(pill[1]))
    row.addWidget(word)
    row.addWidget(_text(remark, Text.BODY, "muted"))
    row.addStretch(1)
    return line
