"""Reading an Excel workbook: what stands in its cells, before anybody knows what it means."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zipfile import BadZipFile, ZipFile

from desktop.services.context import NoProgress, Progress
from desktop.services.interchange.refusals import (
    SpreadsheetNotFound,
    SpreadsheetTooLarge,
    SpreadsheetUnreadable,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_CELLS = 5_000_000
ROWS_PER_STEP = 1_000
LARGEST = 10**24
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!"})
TABLE_PROPERTY = "kontor_table"
LANGUAGE_PROPERTY = "kontor_language"

_DAMAGES = (
    BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,  # the XML parser's
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RuntimeError,  # an encrypted part
)
"""What openpyxl raises about files that are no workbooks, or damaged ones: nearly anything."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell without a value: an error of the spreadsheet, or a formula never calculated."""

    text: str
    is_uncalculated: bool = False


CellValue: TypeAlias = str | int | Decimal | bool | date | time | timedelta | BadCell | None
"""What a cell holds. A number with decimals is the Decimal of its 15 significant digits."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its number in the file, and its cells up to the last column of the sheet."""

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook without its empty rows.

    `table` and `language` are known of files that Kontor itself wrote; they are blank otherwise.
    """

    name: str
    rows: tuple[SheetRow, ...]
    table: str = ""
    language: str = ""

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max((len(row.cells) for row in self.rows), default=0)

    def with_cell(self, number: int, column: int, text: str) -> Sheet:
        """The sheet after a cell (row by its number, column from 0) was typed anew."""
        return replace(self, rows=tuple(_typed(row, number, column, text) for row in self.rows))


def read_workbook(path: Path, progress: Progress | None = None) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx file that have anything in them; formulas give their results.

    Raises SpreadsheetNotFound, SpreadsheetUnreadable or SpreadsheetTooLarge.
    """
    progress = progress or NoProgress()
    with _understood(path):
        sheets = _read(path, progress, results=True)
        if _has_formulas(path):
            sheets = [
                _without_results(sheet, source)
                for sheet, source in zip(sheets, _read(path, progress, results=False), strict=True)
            ]
        return tuple(trimmed(sheet) for sheet in sheets if any(_has_value(r) for r in sheet.rows))


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    # openpyxl: 0.3 s that only who imports has to wait for.
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out (pictures, colours) does not matter here.
            warnings.simplefilter("ignore")
            yield
    except OSError as error:
        if error.errno is None:
            raise SpreadsheetUnreadable(path=str(path)) from error
        raise SpreadsheetNotFound(path=str(path), reason=error.strerror or str(error)) from error
    except (InvalidFileException, *_DAMAGES) as error:
        raise SpreadsheetUnreadable(path=str(path)) from error


def _read(path: Path, progress: Progress, *, results: bool) -> list[Sheet]:
    # openpyxl: 0.3 s that only who imports has to wait for.
    from openpyxl import load_workbook  # noqa: PLC0415

    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=results)
        with closing(book):
            properties = _properties(book)
            return [
                Sheet(
                    sheet.title,
                    tuple(_rows(path, sheet, progress)),
                    properties.get(TABLE_PROPERTY, ""),
                    properties.get(LANGUAGE_PROPERTY, ""),
                )
                for sheet in book.worksheets
            ]


def _properties(book: Workbook) -> dict[str, str]:
    found = getattr(book, "custom_doc_props", ())
    return {str(each.name): str(each.value) for each in found}


def _rows(path: Path, sheet: Any, progress: Progress) -> Iterator[SheetRow]:  # noqa: ANN401  (openpyxl has two kinds of sheets)
    sheet.reset_dimensions()  # some programs write wrong ones
    cells = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells += len(values)
        if cells > MOST_CELLS:
            raise SpreadsheetTooLarge(path=str(path), most=MOST_CELLS)
        yield SheetRow(number, tuple(_plain(value) for value in values))
        if not number % ROWS_PER_STEP:
            progress.check_cancelled()
            progress.step(number, 0)


def _plain(value: Any) -> CellValue:  # noqa: ANN401  (whatever openpyxl gives)
    if isinstance(value, str):
        if value in ERRORS:
            return BadCell(value)
        return _unescaped(value) if "_x" in value else value
    if isinstance(value, float):
        # A spreadsheet shows 15 digits; what stands beyond them is the noise of its arithmetic.
        return _within(Decimal(f"{value:.15g}"))
    if isinstance(value, int) and not isinstance(value, bool):
        return _within(value)
    if isinstance(value, (bool, date, time, timedelta)) or value is None:
        return value
    return str(value)


def _within(number: Decimal | int) -> CellValue:
    """A number of the size of amounts and quantities; any other comes from a mistaken formula."""
    return number if -LARGEST < number < LARGEST else BadCell(f"{Decimal(number):.15g}")


def _unescaped(text: str) -> str:
    """A text with _x000D_ and its like as the characters that they stand for."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _typed(row: SheetRow, number: int, column: int, text: str) -> SheetRow:
    if row.number != number:
        return row
    cells = [*row.cells, *([None] * (column + 1 - len(row.cells)))]
    cells[column] = text or None
    return SheetRow(row.number, tuple(cells))


def _has_formulas(path: Path) -> bool:
    """Whether a formula stands in any sheet; found in the text, without parsing it."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_is_inside(archive, name) for name in names if name.endswith(".xml"))


def _is_inside(archive: ZipFile, name: str) -> bool:
    rest = b""
    with archive.open(name) as part:
        while block := part.read(1 << 20):
            text = rest + block
            if b"<f>" in text or b"<f " in text or b"<f/" in text:
                return True
            rest = text[-2:]
    return False


def _without_results(sheet: Sheet, source: Sheet) -> Sheet:
    """The sheet with a mark in each cell whose formula (in `source`) has no result."""
    rows = []
    formulas = {row.number: row.cells for row in source.rows}
    for row in sheet.rows:
        cells = tuple(
            BadCell(formula, is_uncalculated=True)
            if value is None and isinstance(formula, str) and formula.startswith("=")
            else value
            for value, formula in zip(row.cells, formulas.get(row.number, row.cells), strict=False)
        )
        rows.append(SheetRow(row.number, cells))
    return replace(sheet, rows=tuple(rows))


def trimmed(sheet: Sheet) -> Sheet:
    """The sheet without empty rows, and without the empty columns at its right."""
    rows = [row for row in sheet.rows if _has_value(row)]
    width = max(_last_filled(row) for row in rows)
    return replace(sheet, rows=tuple(SheetRow(row.number, row.cells[:width]) for row in rows))


def _has_value(row: SheetRow) -> bool:
    return any(not _is_blank(value) for value in row.cells)


def _last_filled(row: SheetRow) -> int:
    return max(at for at, value in enumerate(row.cells, start=1) if not _is_blank(value))


def _is_blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
