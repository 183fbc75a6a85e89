"""The parts of a paper that stay on one page: sums, small tables, facts on a panel, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.services.reports.drawing import HAIRLINE, INK, MM, MUTED, PANEL
from desktop.services.reports.flow import LEFT, RIGHT, WIDTH, Block, Flow, Style, plain
from desktop.services.reports.fonts import bold, regular
from desktop.services.reports.letterhead import Fact

TOTALS_X = LEFT + 104 * MM
SPECIFICATION_WIDTH = 96 * MM
SPECIFICATION_SIZES = (8.0, 7.0, 6.0)
PANEL_COLUMNS = 4
PANEL_PADDING = 10.0
SIGNATURE_HEIGHT = 16 * MM
PANEL_GAP = 7.0
PANEL_LABEL = 10.0
PANEL_COLUMN = (WIDTH - 2 * PANEL_PADDING) / PANEL_COLUMNS


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with its label; the one that counts is large."""

    label: str
    amount: str
    is_payable: bool = False


def remark(text: str, style: Style) -> Block:
    """A text over the whole width; blank text takes no height."""
    lines = style.face.wrapped(text, style.size, WIDTH)

    def draw(flow: Flow) -> None:
        y = flow.y - style.size
        for line in lines:
            flow.write(style, LEFT, y, line)
            y -= style.leading

    return Block(len(lines) * style.leading, draw)


def running_text(text: str, style: Style) -> Iterable[Block]:
    """A long text in lines that may stand on different pages."""
    for line in style.face.wrapped(text, style.size, WIDTH):
        yield remark(line, style)


def totals(sums: Sequence[Total]) -> Block:
    """Sums under each other in the right part of the page."""
    styles = [_total_style(each) for each in sums]

    def draw(flow: Flow) -> None:
        y = flow.y
        for each, style in zip(sums, styles, strict=True):
            if each.is_payable:
                flow.rule(y - 3, 0.8, INK, x=TOTALS_X)
            base = y - style.leading + 3
            room = RIGHT - TOTALS_X - style.face.width(each.amount, style.size) - 6
            flow.write(style, TOTALS_X, base, style.face.shortened(each.label, style.size, room))
            flow.write_right(style, RIGHT, base, each.amount)
            y -= style.leading

    return Block(sum(style.leading for style in styles) + 4, draw)


def _total_style(each: Total) -> Style:
    """The payable sum is large, unless it is so long that its label would find no room."""
    if not each.is_payable:
        return Style(regular(), 8.5, 12.5)
    wanted = bold().width(each.label, 11) + bold().width(each.amount, 11)
    return Style(bold(), 11 * min(1, (RIGHT - TOTALS_X - 7) / wanted), 19)


def specification(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A small table in the left part of the page; all columns but the first hold figures."""
    size, rights = _specification_columns(titles, rows)
    body = plain(size)
    title = Style(bold(), size - 1, size * 1.32)
    leading = body.leading + 1.5

    def draw_row(flow: Flow, style: Style, y: float, cells: Sequence[str]) -> None:
        flow.write(style, LEFT, y, cells[0])
        for right, cell in zip(rights[1:], cells[1:], strict=True):
            flow.write_right(style, right, y, cell)

    def draw(flow: Flow) -> None:
        y = flow.y - title.leading + 2
        draw_row(flow, title, y, titles)
        flow.rule(y - 3.5, 0.5, HAIRLINE, length=rights[-1] - LEFT)
        y -= 3
        for cells in rows:
            y -= leading
            draw_row(flow, body, y, cells)

    return Block(title.leading + 5 + leading * len(rows), draw)


def _specification_columns(
    titles: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[float, list[float]]:
    """The largest type size at which the table is narrow enough, and where its columns end."""
    size, rights = SPECIFICATION_SIZES[0], [LEFT]
    for size in SPECIFICATION_SIZES:
        x = LEFT
        rights = []
        for position, title in enumerate(titles):
            cells = [regular().width(row[position], size) for row in rows]
            x += max([bold().width(title, size - 1), *cells]) + (4 * MM if position else 0)
            rights.append(x)
        if x - LEFT <= SPECIFICATION_WIDTH:
            break
    return size, rights


def fact_panel(facts: Sequence[Fact], *, is_first_large: bool = False) -> Block:
    """Facts on a tinted panel in columns."""
    rows = [
        [_panel_cell(fact, is_large=is_first_large and fact is facts[0]) for fact in row]
        for start in range(0, len(facts), PANEL_COLUMNS)
        if (row := facts[start : start + PANEL_COLUMNS])
    ]
    heights = [max(cell.height for cell in row) for row in rows]
    height = sum(heights) + 2 * PANEL_PADDING - PANEL_GAP

    def draw(flow: Flow) -> None:
        flow.panel(height, PANEL)
        y = flow.y - PANEL_PADDING
        for row, row_height in zip(rows, heights, strict=True):
            for position, cell in enumerate(row):
                cell.draw(flow, LEFT + PANEL_PADDING + position * PANEL_COLUMN, y)
            y -= row_height

    return Block(height, draw)


def signature(labels: Sequence[str]) -> Block:
    """Lines to write on by hand, side by side, each with its word beneath."""
    width = WIDTH / len(labels)

    def draw(flow: Flow) -> None:
        y = flow.y - SIGNATURE_HEIGHT + 12
        for position, label in enumerate(labels):
            x = LEFT + position * width
            flow.rule(y, 0.5, MUTED, x=x, length=width - 4 * MM)
            flow.write(plain(7, MUTED), x, y - 9, regular().shortened(label, 7, width - 4 * MM))

    return Block(SIGNATURE_HEIGHT, draw)


@dataclass(frozen=True, slots=True)
class _PanelCell:
    label: str
    lines: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        return PANEL_LABEL + len(self.lines) * self.style.leading + PANEL_GAP

    def draw(self, flow: Flow, x: float, y: float) -> None:
        flow.write(plain(7, MUTED), x, y - 7, self.label)
        base = y - PANEL_LABEL - self.style.size
        for line in self.lines:
            flow.write(self.style, x, base, line)
            base -= self.style.leading


def _panel_cell(fact: Fact, *, is_large: bool) -> _PanelCell:
    width = PANEL_COLUMN - 6
    longest = max((bold().width(word, 12) for word in fact.value.split(" ")), default=0.0)
    size = 12 * min(1, width / longest) if longest else 12
    style = Style(bold(), size, 14) if is_large else Style(bold(), 9, 11.5)
    lines = style.face.wrapped(fact.value, style.size, width)
    return _PanelCell(regular().shortened(fact.label, 7, width), lines, style)
