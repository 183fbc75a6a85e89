"""The sender's side of every paper: head, address window, references, foot.

The address stands where the window of Nordic envelopes is: in the right half, 50 mm down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from desktop.services.reports.drawing import (
    ACCENT,
    HAIRLINE,
    INK,
    MM,
    MUTED,
    PAGE_HEIGHT,
    Page,
    Picture,
    Rule,
    Text,
)
from desktop.services.reports.flow import LEFT, RIGHT, WIDTH, Style, plain
from desktop.services.reports.fonts import bold, regular

WINDOW_X = 112 * MM
WINDOW_TOP = PAGE_HEIGHT - 50 * MM
FACTS_TOP = PAGE_HEIGHT - 84 * MM
HEAD_LINE = PAGE_HEIGHT - 21 * MM
FOOT_BOTTOM = 9 * MM
FACT_COLUMNS = 4
FOOT_SIZE = 6.8
COLUMN_GAP = 4 * MM
LOGO_WIDTH = 78 * MM
LOGO_HEIGHT = 20 * MM


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its label."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class AddressBox:
    """An address with the word that says whose it is."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """Everything around the content of a paper, in words of the reader's language.

    `marks` are number and date. `page_of` and `page_text` have the places {page} and {pages}:
    the first stands beside the marks, under `page_label`, the other on later pages. `foot` are
    columns of short lines about the company, the first line of each a heading.
    """

    title: str
    number: str
    author: str
    language: str
    company_name: str
    logo: bytes | None
    marks: tuple[Fact, ...]
    page_label: str
    page_of: str
    page_text: str
    recipient: tuple[str, ...]
    boxes: tuple[AddressBox, ...]
    facts: tuple[Fact, ...]
    foot_text: str
    foot: tuple[tuple[str, ...], ...]


def _label() -> Style:
    return Style(regular(), 7, 9, MUTED)


def _strong(size: float) -> Style:
    return Style(bold(), size, size * 1.3)


class CompanyLetterhead:
    """Draws a Head on each page of a paper."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._marks_place = 0  # in the order of reading: after the title
        self.title = f"{head.title} {head.number}"
        self.author = head.author
        self.language = head.language

    @property
    def bottom(self) -> float:
        """Where the content of every page must end."""
        return self._foot_top + 5 * MM

    def top(self, page: Page, *, first: bool) -> float:
        """Draw the head; return where the content begins."""
        return self._first_top(page) if first else self._next_top(page)

    def finish(self, page: Page, number: int, count: int) -> None:
        """Draw the page number and the foot."""
        head = self._head
        if number == 1:
            page_mark = Fact(head.page_label, head.page_of.format(page=number, pages=count))
            marks = _marks((*head.marks, page_mark))
            page.texts[self._marks_place : self._marks_place] = marks
        else:
            text = head.page_text.format(page=number, pages=count)
            _right(page, plain(8.5), HEAD_LINE, text)
        page.rules.append(Rule(LEFT, self._foot_top, WIDTH, 0.5, HAIRLINE))
        page.texts.extend(self._foot_texts)

    # ------------------------------------------------------------------------------ head

    def _first_top(self, page: Page) -> float:
        head = self._head
        if head.logo:
            top = PAGE_HEIGHT - 12 * MM - LOGO_HEIGHT
            page.pictures.append(Picture(LEFT, top, LOGO_WIDTH, LOGO_HEIGHT, head.logo))
        else:
            y = HEAD_LINE
            style = _strong(15)
            for line in style.face.wrapped(head.company_name, style.size, LOGO_WIDTH):
                _put(page, style, LEFT, y, line)
                y -= style.leading
        self._title(page)
        self._marks_place = len(page.texts)
        if not (head.recipient or head.boxes or head.facts):
            return WINDOW_TOP  # a list for the house, which is sent to nobody
        window = plain(10)
        recipient = _wrapped(window, head.recipient, WINDOW_X)
        ends = (_column(page, window, WINDOW_X, WINDOW_TOP, recipient), self._boxes(page))
        bottom = min(ends)
        return self._facts(page, min(FACTS_TOP, bottom - 6 * MM))

    def _title(self, page: Page) -> None:
        size = 21.0
        width = bold().width(self._head.title, size)
        size = min(size, size * (RIGHT - WINDOW_X) / width)
        _put(page, Style(bold(), size, size, ACCENT), WINDOW_X, HEAD_LINE, self._head.title)

    def _boxes(self, page: Page) -> float:
        """Further addresses left of the window; returns where the lowest of them ends."""
        boxes = self._head.boxes
        if not boxes:
            return WINDOW_TOP
        label, style = _label(), plain(9)
        width = (WINDOW_X - LEFT - COLUMN_GAP * len(boxes)) / len(boxes)
        lowest = WINDOW_TOP
        for position, box in enumerate(boxes):
            x = LEFT + position * (width + COLUMN_GAP)
            _put(page, label, x, WINDOW_TOP, box.label)
            lines = [part for line in box.lines for part in style.face.wrapped(line, 9, width)]
            lowest = min(lowest, _column(page, style, x, WINDOW_TOP - 11, lines))
        return lowest

    def _facts(self, page: Page, top: float) -> float:
        label, value = _label(), plain(9)
        width = (WIDTH - COLUMN_GAP * (FACT_COLUMNS - 1)) / FACT_COLUMNS
        y = top
        facts = self._head.facts
        for start in range(0, len(facts), FACT_COLUMNS):
            lowest = y
            for position, fact in enumerate(facts[start : start + FACT_COLUMNS]):
                x = LEFT + position * (width + COLUMN_GAP)
                for line in label.face.wrapped(fact.label, label.size, width)[:1]:
                    _put(page, label, x, y, label.face.shortened(line, label.size, width))
                lines = value.face.wrapped(fact.value, value.size, width)
                lowest = min(lowest, _column(page, value, x, y - 11, lines))
            y = lowest - 5
        return y - 2

    def _next_top(self, page: Page) -> float:
        head = self._head
        strong = _strong(9)
        name = strong.face.shortened(head.company_name, 9, WINDOW_X - LEFT - COLUMN_GAP)
        _put(page, strong, LEFT, HEAD_LINE, name)
        _put(page, strong, WINDOW_X, HEAD_LINE, self.title)
        page.rules.append(Rule(LEFT, HEAD_LINE - 7, WIDTH, 0.5, HAIRLINE))
        return HEAD_LINE - 7 - 5 * MM

    # ------------------------------------------------------------------------------ foot

    @cached_property
    def _foot_columns(self) -> tuple[tuple[float, tuple[str, ...]], ...]:
        """Left end and lines of each column; equally wide ones when they are too wide together."""
        style = plain(FOOT_SIZE)
        columns = [column for column in self._head.foot if column]
        longest = [max(bold().width(line, style.size) for line in column) for column in columns]
        count = max(len(columns), 1)
        slack = (WIDTH - sum(longest)) / max(count - 1, 1)
        if slack < COLUMN_GAP:
            slack = COLUMN_GAP
            longest = [(WIDTH - slack * (count - 1)) / count] * count
        lefts = accumulate((width + slack for width in longest[:-1]), initial=LEFT)
        return tuple(
            (
                left,
                tuple(
                    part for line in column for part in style.face.wrapped(line, style.size, width)
                ),
            )
            for left, column, width in zip(lefts, columns, longest, strict=True)
        )

    @cached_property
    def _foot_lines(self) -> tuple[str, ...]:
        return regular().wrapped(self._head.foot_text, FOOT_SIZE, WIDTH)

    @cached_property
    def _foot_top(self) -> float:
        leading = plain(FOOT_SIZE).leading
        deepest = max((len(lines) for _, lines in self._foot_columns), default=0)
        lines = deepest + (len(self._foot_lines) + 0.6 if self._foot_lines else 0)
        return FOOT_BOTTOM + leading * lines + 5

    @cached_property
    def _foot_texts(self) -> tuple[Text, ...]:
        page = Page()
        style = plain(FOOT_SIZE, MUTED)
        y = self._foot_top - 11
        if self._foot_lines:
            y = _column(page, style, LEFT, y, self._foot_lines) - style.leading * 0.6
        heading = Style(bold(), style.size, style.leading, INK)
        for x, lines in self._foot_columns:
            _column(page, heading, x, y, lines[:1])
            _column(page, style, x, y - style.leading, lines[1:])
        return tuple(page.texts)


def _marks(marks: Sequence[Fact]) -> list[Text]:
    """Number, date and page beside each other under the title, as wide as each needs."""
    page = Page()
    label, value = _label(), _strong(9.5)
    x = WINDOW_X
    for mark in marks:
        _put(page, label, x, HEAD_LINE - 20, mark.label)
        _put(page, value, x, HEAD_LINE - 32, mark.value)
        widths = (
            label.face.width(mark.label, label.size),
            value.face.width(mark.value, value.size),
        )
        x += max(widths) + 5 * MM
    return page.texts


def _wrapped(style: Style, lines: Sequence[str], x: float) -> list[str]:
    face, size = style.face, style.size
    return [part for line in lines for part in face.wrapped(line, size, RIGHT - x)]


def _put(page: Page, style: Style, x: float, y: float, text: str) -> None:
    page.texts.append(Text(style.face, style.size, style.colour, x, y, text))


def _right(page: Page, style: Style, y: float, text: str) -> None:
    _put(page, style, RIGHT - style.face.width(text, style.size), y, text)


def _column(page: Page, style: Style, x: float, y: float, lines: Sequence[str]) -> float:
    """Lines under each other; returns the base line that would come next."""
    for line in lines:
        _put(page, style, x, y, line)
        y -= style.leading
    return y
