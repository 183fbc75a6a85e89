"""What a pasted block means for the lines: which column each cell goes to, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.translation import _, user_localizer
from desktop.views.fields.entries import read
from desktop.views.tables.cell_editor import CellEntry, words_of
from desktop.views.tables.clipboard_block import block_rows
from desktop.views.tables.line_columns import GridRow, LineColumn

MOST_ROWS = 2000
"""How many rows one paste may have; an order of more lines is imported, not pasted."""


@dataclass(slots=True)
class PastedCell:
    """A text of the block, and what it is read as; no entry for an empty text.

    `refusal` is what the services say against the entry, in the user's language.
    """

    text: str
    entry: CellEntry | None = None
    refusal: str = ""

    @property
    def error(self) -> str:
        """What must be mended; empty when nothing is."""
        return self.refusal or (self.entry.error if self.entry else "")


@dataclass(slots=True, eq=False)
class PastedRow:
    """A row of the block: the line that it goes into, None for a new one, and cells by field.

    `number` is its place in what was pasted, from 1.
    """

    number: int
    target: GridRow | None
    cells: dict[str, PastedCell] = field(default_factory=dict)

    @property
    def is_wrong(self) -> bool:
        """Whether a cell of it must be mended."""
        return any(cell.error for cell in self.cells.values())

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it is to be entered."""
        return all(cell.entry is None for cell in self.cells.values())


@dataclass(slots=True)
class PastedBlock:
    """A block as it is to be entered, and the headings of columns that are left out of it.

    `is_cut` says that it had more rows than can be pasted.
    """

    columns: tuple[LineColumn, ...]
    rows: list[PastedRow]
    left_out: tuple[str, ...] = ()
    is_cut: bool = False

    def entries(self, row: PastedRow) -> list[CellEntry]:
        """What is entered of a row, in the order in which its fields are filled."""
        entries = [row.cells[each.name].entry for each in self.columns if each.name in row.cells]
        return _sought_by_words(self.columns, [one for one in entries if one], row)

    def good_rows(self) -> list[PastedRow]:
        """The rows that can be entered."""
        return [row for row in self.rows if not row.is_wrong and not row.is_blank]

    def leave_out(self, name: str) -> None:
        """Do without a column."""
        gone = [each.column.caption for each in self.columns if each.name == name]
        self.left_out = (*self.left_out, *gone)
        self.columns = tuple(each for each in self.columns if each.name != name)
        for row in self.rows:
            row.cells.pop(name, None)


def pasted_block(
    text: str,
    columns: Sequence[LineColumn],
    start: Sequence[LineColumn],
    targets: Sequence[GridRow],
    work_date: date,
) -> PastedBlock:
    """Read a block from the clipboard.

    `columns` are all columns in the order of entry, `start` those from the cursor on in the order
    on the screen, `targets` the lines from the cursor on; rows beyond them become lines. When the
    first row names columns it decides where the cells go, and all rows become lines.
    """
    rows = [cells for cells in block_rows(text) if any(cells)]
    named = columns_by_headings(rows[0], columns) if len(rows) > 1 else None
    places: list[LineColumn | None] = named if named is not None else list(start)
    into = [] if named is not None else list(targets)
    first = 2 if named is not None else 1
    body = rows[1:] if named is not None else rows
    found = [
        _row(cells, at, into[at - first] if at - first < len(into) else None, places, work_date)
        for at, cells in enumerate(body[:MOST_ROWS], start=first)
    ]
    used = {name for row in found for name in row.cells}
    return PastedBlock(
        tuple(each for each in columns if each.name in used),
        found,
        _left_out(rows, places, is_named=named is not None),
        is_cut=len(body) > MOST_ROWS,
    )


def columns_by_headings(
    cells: Sequence[str], columns: Sequence[LineColumn]
) -> list[LineColumn | None] | None:
    """The columns that a first row names, None for what is no column; None when it is no heading.

    A row is a heading when at least half of its texts name columns, and two do, or the only one.
    """
    names: dict[str, LineColumn] = {}
    for column in columns:
        for name in _names_of(column):
            names.setdefault(name, column)
    found: list[LineColumn | None] = []
    for cell in cells:
        column_of = names.get(_plain(cell))
        found.append(None if column_of in found else column_of)
    hits = sum(1 for each in found if each is not None)
    texts = sum(1 for cell in cells if cell)
    is_heading = hits * 2 >= texts and (hits > 1 or (hits == 1 and texts == 1))
    return found if is_heading else None


def read_cell(
    column: LineColumn, text: str, row: GridRow | None, work_date: date
) -> CellEntry | None:
    """What a text stands for in a column of a line, None for nothing; what is wrong is in it."""
    text = text.strip()
    if not text:
        return None
    lock = _lock(column, row)
    if lock:
        return CellEntry(column.name, None, text, lock)
    words = words_of(column)
    if words:
        return _word(column, text, words)
    if column.field.lookup is not None or column.info.lookup:
        # The services search for what is meant: a number, a barcode, words.
        return CellEntry(column.name, text, text)
    entry = read(column.info, text, work_date)
    return CellEntry(column.name, entry.value, text, entry.error)


def _row(
    cells: Sequence[str],
    number: int,
    target: GridRow | None,
    places: Sequence[LineColumn | None],
    work_date: date,
) -> PastedRow:
    row = PastedRow(number, target)
    for column, text in zip(places, cells, strict=False):
        if column is not None:
            row.cells[column.name] = PastedCell(text, read_cell(column, text, target, work_date))
    return row


def _left_out(
    rows: Sequence[Sequence[str]], places: Sequence[LineColumn | None], *, is_named: bool
) -> tuple[str, ...]:
    """The columns of the block that go nowhere: by their heading, else by their place."""
    width = max((len(cells) for cells in rows), default=0)
    gone = [at for at in range(width) if at >= len(places) or places[at] is None]
    texts = []
    for at in gone:
        heading = rows[0][at] if is_named and at < len(rows[0]) else ""
        if heading or any(at < len(cells) and cells[at] for cells in rows):
            texts.append(heading or _("column {number}").format(number=at + 1))
    return tuple(texts)


def _lock(column: LineColumn, row: GridRow | None) -> str:
    """Why a cell of a line cannot be changed; empty when it can."""
    if row is None or row.line is None or column.name in row.line.editable:
        return ""
    lock = row.line.locks.get(column.name)
    return user_localizer().notice(lock) if lock else _("This field cannot be changed now.")


def _word(column: LineColumn, text: str, words: Mapping[str, object]) -> CellEntry:
    for word, value in words.items():
        if word.casefold() == text.casefold():
            return CellEntry(column.name, value, word)
    known = ", ".join(word for word in words if word)
    error = _("“{text}” is none of: {words}.").format(text=text, words=known)
    return CellEntry(column.name, None, text, error)


def _sought_by_words(
    columns: Sequence[LineColumn], entries: list[CellEntry], row: PastedRow
) -> list[CellEntry]:
    """Let a text search for what is sold where a new line has figures and no number."""
    texts = {each.name: each.enters for each in columns if each.enters != each.name}
    names = {entry.name for entry in entries}
    plain = {*texts, *texts.values(), "type"}
    if row.target is not None or not names - plain or names & set(texts.values()):
        return entries
    return [
        CellEntry(texts[entry.name], entry.value, entry.text) if entry.name in texts else entry
        for entry in entries
    ]


def _names_of(column: LineColumn) -> set[str]:
    labels = [column.field.label, column.info.label, *column.field.headings]
    written = [column.column.caption, column.name.replace("_", " ")]
    written += [text for label in labels if label for text in (label, _(label))]
    return {_plain(text) for text in written} - {""}


def _plain(text: str) -> str:
    """A heading without what writers differ in: case, points, colons, asterisks, blanks."""
    kept = "".join(letter for letter in text.casefold() if letter not in ".:*_")
    return " ".join(kept.split())
