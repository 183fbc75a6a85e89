"""Sheets for the warehouse on A4 and A5: what to fetch, boxes to tick, codes to scan.

A sheet is about one order, one pick or one walk; its head repeats on every page, with the page and
the number of pages of this sheet. Sheets are bound together into one file. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.services.reports.barcodes import code_128, code_128_width
from desktop.services.reports.drawing import (
    ACCENT,
    BLACK,
    HAIRLINE,
    INK,
    MM,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Colour,
    Drawing,
    Page,
    Panel,
    Rule,
    Text,
)
from desktop.services.reports.flow import Style
from desktop.services.reports.fonts import Face, bold, regular
from desktop.services.reports.letterhead import Fact

WHITE: Colour = (1.0, 1.0, 1.0)
PADDING = 3.0
CODE_HEIGHT = 8 * MM
BOX = 4.2 * MM
INDENT = 5 * MM
GAP = 3 * MM
MOST_LINES = 3
"""A fact that takes more lines beside others stands alone, over the whole width."""


class PaperSize(StrEnum):
    """The paper that a sheet is made for."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class SheetFormat:
    """Where things stand on a paper: its size, its margin, type sizes and facts beside another."""

    width: float
    height: float
    margin: float
    body: float
    facts: int

    @property
    def left(self) -> float:
        """Where lines begin."""
        return self.margin

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.width - self.margin


FORMATS = {
    PaperSize.A4: SheetFormat(PAGE_WIDTH, PAGE_HEIGHT, 15 * MM, 9.0, 4),
    PaperSize.A5: SheetFormat(148 * MM, 210 * MM, 9 * MM, 7.5, 3),
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its title and its share of the width; figures stand to the right."""

    title: str
    share: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """What is fetched, with its notes beneath; without cells it is a text over the whole width.

    `code` stands for the line, `item_code` for the goods; both are printed with their text.
    """

    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    code: str = ""
    item_code: str = ""
    has_box: bool = True
    is_indented: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetCommand:
    """A code that tells the program something, and what it says in words."""

    label: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one sheet says; `warning` is printed large, `end` are sentences after the last row.

    `commands` are codes to scan beneath all of it.
    """

    title: str
    number: str
    company: str
    facts: tuple[Fact, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    page_text: str
    code: str = ""
    warning: str = ""
    end: tuple[str, ...] = ()
    commands: tuple[SheetCommand, ...] = ()


def sheets_drawing(sheets: Sequence[Sheet], size: PaperSize, language: str) -> Drawing:
    """All sheets as one paper, each with pages of its own."""
    form = FORMATS[size]
    pages: list[Page] = []
    for sheet in sheets:
        pages.extend(_Writer(sheet, form).pages())
    titles = " ".join(filter(None, (sheets[0].title, sheets[0].number))) if sheets else ""
    return Drawing(
        titles,
        sheets[0].company if sheets else "",
        language.replace("_", "-"),
        tuple(pages),
        form.width,
        form.height,
    )


def _style(face: Face, size: float, colour: Colour = INK) -> Style:
    return Style(face, size, size * 1.28, colour)


class _Writer:
    """Fills the pages of one sheet from top to bottom."""

    def __init__(self, sheet: Sheet, form: SheetFormat) -> None:
        self._sheet = sheet
        self._form = form
        self._body = _style(regular(), form.body)
        self._strong = _style(bold(), form.body)
        self._small = _style(regular(), form.body * 0.8, MUTED)
        self._pages: list[Page] = []
        self._y = 0.0
        self._lefts, self._rights = _column_ends(form, sheet.columns)

    def pages(self) -> list[Page]:
        """The pages of the sheet."""
        self._new_page()
        for row in self._sheet.rows:
            height = self._height(row)
            if self._y - height < self._bottom:
                self._new_page()
            self._draw(row)
            self._y -= height
        for text in self._sheet.end:
            self._end(text)
        commands, beside = self._sheet.commands, self._form.facts - 1
        for start in range(0, len(commands), beside):
            self._commands(commands[start : start + beside], beside)
        for number, page in enumerate(self._pages, start=1):
            text = self._sheet.page_text.format(page=number, pages=len(self._pages))
            x = self._form.right - self._small.face.width(text, self._small.size)
            self._put(page, self._small, x, self._form.margin * 0.75, text)
        return self._pages

    @property
    def _bottom(self) -> float:
        return self._form.margin + self._small.leading

    # -------------------------------------------------------------------------------- head

    def _new_page(self) -> None:
        page = Page()
        self._pages.append(page)
        sheet, form = self._sheet, self._form
        title = _style(bold(), form.body * 1.9, ACCENT)
        y = form.height - form.margin - title.size
        heading = " ".join(filter(None, (sheet.title, sheet.number)))
        room = (form.right - form.left) * 0.56
        heading = title.face.shortened(heading, title.size, room)
        self._put(page, title, form.left, y, heading)
        y -= PADDING
        self._put(page, self._small, form.left, y - self._small.leading, sheet.company)
        if sheet.code:
            available = (form.right - form.left) * 0.4
            width = code_128_width(sheet.code, available)
            at = form.height - form.margin - CODE_HEIGHT
            page.panels.extend(code_128(sheet.code, form.right - width, at, CODE_HEIGHT, available))
        y -= max(self._small.leading, CODE_HEIGHT - title.size) + 2 * PADDING
        if sheet.warning:
            y = self._warning(page, y)
        self._y = self._column_titles(page, self._facts(page, y))

    def _warning(self, page: Page, y: float) -> float:
        """White on black, in as many lines as it takes: none of it may be lost."""
        style = _style(bold(), self._form.body * 1.5, WHITE)
        form = self._form
        width = form.right - form.left
        lines = style.face.wrapped(self._sheet.warning, style.size, width - 4 * PADDING)
        height = len(lines) * style.leading + 2 * PADDING
        page.panels.append(Panel(form.left, y - height, width, height, BLACK))
        for count, line in enumerate(lines):
            at = y - style.size - PADDING - count * style.leading
            self._put(page, style, form.left + 2 * PADDING, at, line)
        return y - height - 2 * PADDING

    def _facts(self, page: Page, y: float) -> float:
        """Labels and values beside each other, as many as the paper has room for."""
        form = self._form
        width = (form.right - form.left - GAP * (form.facts - 1)) / form.facts
        for line in self._fact_lines(width):
            room = (
                width
                if len(line) > 1 or not self._is_long(line[0], width)
                else form.right - form.left
            )
            deepest = 0.0
            for place, fact in enumerate(line):
                x = form.left + place * (width + GAP)
                top = y - self._small.size
                self._put(page, self._small, x, top, fact.label)
                texts = self._body.face.wrapped(fact.value, self._body.size, room)
                for count, text in enumerate(texts):
                    at = top - self._body.leading * (count + 1)
                    self._put(page, self._body, x, at, text)
                deepest = max(deepest, self._small.leading + self._body.leading * len(texts))
            y -= deepest + PADDING
        return y - PADDING

    def _fact_lines(self, width: float) -> list[list[Fact]]:
        """The facts that stand beside each other; a long one stands alone, behind the others."""
        facts = [fact for fact in self._sheet.facts if fact.value.strip()]
        long = [fact for fact in facts if self._is_long(fact, width)]
        short = [fact for fact in facts if fact not in long]
        beside = self._form.facts
        lines = [short[start : start + beside] for start in range(0, len(short), beside)]
        return [*lines, *([fact] for fact in long)]

    def _is_long(self, fact: Fact, width: float) -> bool:
        """Whether a running text takes many lines; addresses are lines by themselves."""
        lines = self._body.face.wrapped(fact.value, self._body.size, width)
        return "\n" not in fact.value and len(lines) > MOST_LINES

    def _column_titles(self, page: Page, y: float) -> float:
        style = _style(bold(), self._form.body * 0.85)
        titles = [
            style.face.wrapped(column.title, style.size, self._rights[place] - self._lefts[place])
            or ("",)
            for place, column in enumerate(self._sheet.columns)
        ]
        deepest = max((len(lines) for lines in titles), default=1)
        for place, lines in enumerate(titles):
            for count, line in enumerate(lines):
                at = y - style.size - count * style.leading
                self._put(page, style, self._x(style, place, line), at, line)
        bottom = y - deepest * style.leading - PADDING
        form = self._form
        page.rules.append(Rule(form.left, bottom, form.right - form.left, 0.9, INK))
        return bottom

    # -------------------------------------------------------------------------------- rows

    def _height(self, row: SheetRow) -> float:
        if not row.cells:
            return self._text_height(row.text) + PADDING
        height = self._lines_height(row) + len(self._notes(row)) * self._small.leading
        if row.code or row.item_code:
            height += CODE_HEIGHT + self._small.leading + PADDING
        return height + 2 * PADDING

    def _lines_height(self, row: SheetRow) -> float:
        deepest = max(len(lines) for lines in self._cells(row))
        return max(deepest * self._body.leading, BOX)

    def _text_height(self, text: str) -> float:
        room = self._form.right - self._form.left
        return len(self._body.face.wrapped(text, self._body.size, room)) * self._body.leading

    def _cells(self, row: SheetRow) -> list[tuple[str, ...]]:
        found = []
        for place, text in enumerate(row.cells):
            width = self._rights[place] - self._lefts[place]
            if row.is_indented and place == 0:
                width -= INDENT
            found.append(self._body.face.wrapped(text, self._body.size, width) or ("",))
        return found

    def _notes(self, row: SheetRow) -> list[str]:
        room = self._form.right - self._lefts[0]
        return [
            line
            for note in row.notes
            for line in self._small.face.wrapped(note, self._small.size, room)
        ]

    def _draw(self, row: SheetRow) -> None:
        page, form = self._pages[-1], self._form
        if not row.cells:
            room = form.right - form.left
            for count, line in enumerate(self._body.face.wrapped(row.text, self._body.size, room)):
                at = self._y - self._body.size - count * self._body.leading
                self._put(page, self._body, form.left, at, line)
            return
        top = self._y - PADDING
        indent = INDENT if row.is_indented else 0.0
        if row.has_box:
            _box(page, form.left + indent * 0.6, top - BOX)
        for place, lines in enumerate(self._cells(row)):
            for count, line in enumerate(lines):
                at = top - self._body.size - count * self._body.leading
                style = self._strong if place < 2 else self._body  # noqa: PLR2004  (bin and item)
                x = self._x(style, place, line) + (0.0 if place else indent)
                self._put(page, style, x, at, line)
        y = top - self._lines_height(row)
        for note in self._notes(row):
            self._put(page, self._small, self._lefts[0] + indent, y - self._small.size, note)
            y -= self._small.leading
        if row.code or row.item_code:
            self._codes(page, row, y - PADDING)
        bottom = self._y - self._height(row)
        page.rules.append(Rule(form.left, bottom, form.right - form.left, 0.4, HAIRLINE))

    def _codes(self, page: Page, row: SheetRow, top: float) -> None:
        """The code of the line to the left, that of the goods to the right, each with its text."""
        form = self._form
        available = (form.right - self._lefts[0] - 2 * GAP) / 2
        y = top - CODE_HEIGHT
        if row.code:
            page.panels.extend(code_128(row.code, self._lefts[0], y, CODE_HEIGHT, available))
            self._put(page, self._small, self._lefts[0], y - self._small.size, row.code)
        if row.item_code:
            width = code_128_width(row.item_code, available)
            x = form.right - width
            page.panels.extend(code_128(row.item_code, x, y, CODE_HEIGHT, available))
            self._put(page, self._small, x, y - self._small.size, row.item_code)

    def _end(self, text: str) -> None:
        height = self._text_height(text) + 2 * PADDING
        if self._y - height < self._bottom:
            self._new_page()
        self._y -= PADDING
        self._draw(SheetRow(text=text))
        self._y -= height

    def _commands(self, commands: Sequence[SheetCommand], beside: int) -> None:
        """A row of codes, each with its words beneath and room around it for the scanner."""
        form, style = self._form, self._body
        height = 2 * GAP + CODE_HEIGHT + style.leading
        if self._y - height < self._bottom:
            self._new_page()
        room = (form.right - form.left - 2 * GAP * (beside - 1)) / beside
        bottom = self._y - 2 * GAP - CODE_HEIGHT
        page = self._pages[-1]
        for place, command in enumerate(commands):
            x = form.left + place * (room + 2 * GAP)
            page.panels.extend(code_128(command.code, x, bottom, CODE_HEIGHT, room))
            label = style.face.shortened(command.label, style.size, room)
            self._put(page, style, x, bottom - style.size, label)
        self._y -= height

    def _x(self, style: Style, place: int, text: str) -> float:
        """Where a text of a column begins."""
        if self._sheet.columns[place].is_figure:
            return self._rights[place] - style.face.width(text, style.size)
        return self._lefts[place]

    @staticmethod
    def _put(page: Page, style: Style, x: float, y: float, text: str) -> None:
        page.texts.append(Text(style.face, style.size, style.colour, x, y, text))


def _box(page: Page, x: float, y: float) -> None:
    """A box to tick."""
    page.panels.append(Panel(x, y, BOX, BOX, INK))
    page.panels.append(Panel(x + 0.8, y + 0.8, BOX - 1.6, BOX - 1.6, WHITE))


def _column_ends(
    form: SheetFormat, columns: Sequence[SheetColumn]
) -> tuple[list[float], list[float]]:
    """Left and right ends of the columns; the box stands in front of them."""
    x = form.left + BOX + GAP
    whole = sum(column.share for column in columns)
    room = form.right - x - GAP * (len(columns) - 1)
    lefts, rights = [], []
    for column in columns:
        lefts.append(x)
        x += room * column.share / whole
        rights.append(x)
        x += GAP
    return lefts, rights
