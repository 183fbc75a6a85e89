"""Reading a text file of columns (CSV): the same sheet of cells that a workbook gives.

Other programs write such files in their own ways, so that the way is found out: the encoding by its
mark or by trying, the separator by what stands equally often in the first lines. All cells are
texts; what they mean is decided by the field they belong to, in the user's language.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.services.context import NoProgress, Progress
from desktop.services.interchange.refusals import (
    SpreadsheetNotFound,
    SpreadsheetTooLarge,
    TextFileUnreadable,
)
from desktop.services.interchange.workbook import (
    MOST_CELLS,
    ROWS_PER_STEP,
    Sheet,
    SheetRow,
    read_workbook,
    trimmed,
)

SUFFIXES = frozenset({".csv", ".txt", ".tsv"})
"""The endings of the files that are read here; all others are workbooks."""

_SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 50
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OLD_WINDOWS = "cp1252"


def read_sheets(path: Path, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """The sheets of a file, be it a workbook or a text file of columns.

    Raises SpreadsheetNotFound, SpreadsheetUnreadable, TextFileUnreadable or SpreadsheetTooLarge.
    """
    if path.suffix.lower() in SUFFIXES:
        return read_text_file(path, progress)
    return read_workbook(path, progress)


def read_text_file(path: Path, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """The one sheet of a text file, none when nothing stands in it."""
    progress = progress or NoProgress()
    text = _text_of(path)
    separator = separator_of(text.splitlines()[:_LOOKED_AT])
    try:
        rows = tuple(_rows(path, text, separator, progress))
    except csv.Error as error:
        raise TextFileUnreadable(path=str(path)) from error
    sheet = Sheet(path.stem, rows)
    return (trimmed(sheet),) if any(any(row.cells) for row in rows) else ()


def separator_of(lines: Sequence[str]) -> str:
    """What separates the columns: what stands equally often in most of the lines.

    Among several the one with more columns; in a file of one column, a semicolon.
    """
    filled = [line for line in lines if line.strip()]
    best, found = (0, 0), _SEPARATORS[0]
    for separator in _SEPARATORS:
        counts = Counter(_columns(line, separator) for line in filled)
        for columns, times in counts.items():
            if columns > 1 and 2 * times > len(filled) and (times, columns) > best:
                best, found = (times, columns), separator
    return found


def _columns(line: str, separator: str) -> int:
    """How many columns a line has; a separator inside quotes is text."""
    return len(next(csv.reader([line], delimiter=separator), []))


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SpreadsheetNotFound(path=str(path), reason=error.strerror or str(error)) from error
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", _OLD_WINDOWS):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TextFileUnreadable(path=str(path))


def _rows(path: Path, text: str, separator: str, progress: Progress) -> Iterator[SheetRow]:
    # Lines with their ends: a text in quotes may go over several of them.
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    cells = 0
    for number, values in enumerate(reader, start=1):
        cells += len(values)
        if cells > MOST_CELLS:
            raise SpreadsheetTooLarge(path=str(path), most=MOST_CELLS)
        yield SheetRow(number, tuple(value or None for value in values))
        if not number % ROWS_PER_STEP:
            progress.check_cancelled()
            progress.step(number, 0)
