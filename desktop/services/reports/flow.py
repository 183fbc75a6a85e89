"""Pages that fill from top to bottom: where the next thing stands and when a page is full.

A paper is a letterhead and a flow. Whoever writes into the flow asks for room first, so that
what belongs together never falls apart over two pages. Lengths are points; y counts upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.services.reports.drawing import (
    INK,
    MM,
    PAGE_WIDTH,
    Colour,
    Drawing,
    Page,
    Panel,
    Rule,
    Text,
)
from desktop.services.reports.fonts import Face, regular

LEFT = 20 * MM
RIGHT = PAGE_WIDTH - 20 * MM
WIDTH = RIGHT - LEFT


class Letterhead(Protocol):
    """What stands on every page of a paper around its content."""

    title: str
    author: str
    language: str

    @property
    def bottom(self) -> float:
        """Where the content of every page must end."""

    def top(self, page: Page, *, first: bool) -> float:
        """Draw what is known before the number of pages is; return where the content begins."""

    def finish(self, page: Page, number: int, count: int) -> None:
        """Draw the page number and the foot."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; leading is the distance from one base line to the next."""

    face: Face
    size: float
    leading: float
    colour: Colour = INK


def plain(size: float, colour: Colour = INK) -> Style:
    """Running text of a size."""
    return Style(regular(), size, size * 1.32, colour)


class Flow:
    """The pages of one paper and the place where the next thing stands."""

    def __init__(self, letterhead: Letterhead) -> None:
        self._letterhead = letterhead
        self.pages: list[Page] = []
        self.y = 0.0
        self.new_page()

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """How much height is left on this page."""
        return self.y - self._letterhead.bottom

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        page = Page()
        self.y = self._letterhead.top(page, first=not self.pages)
        self.pages.append(page)

    def ask_for(self, height: float) -> None:
        """Go on to the next page when this one has less room than that."""
        if height > self.room:
            self.new_page()

    def skip(self, height: float) -> None:
        """Leave some height empty."""
        self.y -= height

    def write(self, style: Style, x: float, y: float, text: str) -> None:
        """A line of text with its left end at x."""
        self.page.texts.append(Text(style.face, style.size, style.colour, x, y, text))

    def write_right(self, style: Style, x: float, y: float, text: str) -> None:
        """A line of text with its right end at x."""
        self.write(style, x - style.face.width(text, style.size), y, text)

    def rule(
        self,
        y: float,
        width: float,
        colour: Colour,
        *,
        x: float = LEFT,
        length: float | None = None,
    ) -> None:
        """A horizontal line from x, to the right margin unless a length is given."""
        self.page.rules.append(Rule(x, y, RIGHT - x if length is None else length, width, colour))

    def panel(self, height: float, colour: Colour) -> None:
        """A filled box over the whole width, from here down."""
        self.page.panels.append(Panel(LEFT, self.y - height, WIDTH, height, colour))

    def drawing(self) -> Drawing:
        """The finished paper."""
        count = len(self.pages)
        for number, page in enumerate(self.pages, start=1):
            self._letterhead.finish(page, number, count)
        head = self._letterhead
        return Drawing(head.title, head.author, head.language, tuple(self.pages))


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stays on one page: its height, and how it is drawn from the flow's place."""

    height: float
    draw: Callable[[Flow], None]


def place(flow: Flow, blocks: Iterable[Block]) -> None:
    """Draw blocks one under the other, each on one page."""
    for block in blocks:
        flow.ask_for(block.height)
        top = flow.y
        block.draw(flow)
        flow.y = top - block.height


def beside(left: Block, right: Block) -> Block:
    """Two blocks with their tops at the same height."""

    def draw(flow: Flow) -> None:
        top = flow.y
        left.draw(flow)
        flow.y = top
        right.draw(flow)

    return Block(max(left.height, right.height), draw)


def gap(height: float) -> Block:
    """Empty height that stays with what stands around it."""
    return Block(height, lambda _: None)


def stacked(blocks: Sequence[Block]) -> Block:
    """Blocks that stay on one page together."""

    def draw(flow: Flow) -> None:
        for block in blocks:
            top = flow.y
            block.draw(flow)
            flow.y = top - block.height

    return Block(sum(block.height for block in blocks), draw)
