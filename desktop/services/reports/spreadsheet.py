"""Lists as spreadsheets: typed cells, a frozen header that filters, any number of rows.

A figure is written as it is kept. Spreadsheet programs hold 15 digits of a number; a figure with
more goes out as text, so that no digit is lost. Rows stream through: a million of them need no
more memory than a thousand. The file appears under its name only when all of it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop.services.context import NoProgress, Progress
from desktop.services.reports.refusals import FileNotWritten

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""What a sheet holds, its header rows included."""

MOST_DIGITS = 15
ROWS_PER_STEP = 1_000
DAY_ZERO = 693_594
"""The ordinal of 1899-12-30, from which spreadsheets count days."""

FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets believe in a 29 February 1900: before this day their dates are wrong."""

SECONDS_OF_DAY = Decimal(86_400)
MEANS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With such a beginning a text would be calculated by whoever types Enter in its cell."""

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_NO_PROPERTIES: Mapping[str, str] = MappingProxyType({})


class CellKind(StrEnum):
    """How the cells of a column are typed and shown."""

    TEXT = "text"
    INTEGER = "integer"
    AMOUNT = "amount"
    UNIT_PRICE = "unit_price"
    NUMBER = "number"
    """Quantities, percentages and rates: as many decimals as there are."""
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"


# Formats 14 and 22 are those of the reader's system: everybody sees dates in the usual order,
# and the separators of numbers are the reader's own anyway.
_FORMATS: dict[CellKind, dict[str, str | int]] = {
    CellKind.TEXT: {"num_format": "@"},
    CellKind.INTEGER: {"num_format": "0"},
    CellKind.AMOUNT: {"num_format": "#,##0.00"},
    CellKind.UNIT_PRICE: {"num_format": "#,##0.00###"},
    CellKind.NUMBER: {},
    CellKind.DATE: {"num_format": 14, "align": "left"},
    CellKind.DATETIME: {"num_format": 22, "align": "left"},
    CellKind.BOOLEAN: {},
}
_WIDTHS = {
    CellKind.TEXT: 24,
    CellKind.INTEGER: 10,
    CellKind.AMOUNT: 16,
    CellKind.UNIT_PRICE: 14,
    CellKind.NUMBER: 12,
    CellKind.DATE: 12,
    CellKind.DATETIME: 18,
    CellKind.BOOLEAN: 9,
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its `title` in the user's language, and perhaps a `name` that programs read.

    When any column has a name, a hidden first row holds the names. `width` is in characters, 0
    takes that of the kind.
    """

    title: str
    kind: CellKind = CellKind.TEXT
    name: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class SheetFile:
    """What was written. `shortened` counts texts that were longer than a cell can hold."""

    path: Path
    rows: int
    sheets: int
    shortened: int = 0


Cells: TypeAlias = Sequence[object]
_Write = Callable[[int, int, Any], object]


def write_sheet(
    path: Path,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Cells],
    progress: Progress | None = None,
    *,
    total: int = 0,
    properties: Mapping[str, str] = _NO_PROPERTIES,
) -> SheetFile:
    """Write rows of values into an XLSX file; `total` is how many will come, for the progress.

    Values are str, StrEnum members, int, Decimal, date, aware datetime, bool or None; each row has
    a value for every column. Rows that a sheet cannot hold go on in the next one. `properties` are
    kept with the file for whoever reads it in again. Raises FileNotWritten when the place does not
    take the file (it is open in another program, the disk is full); a file of that name is
    replaced only when all of the new one is there, and a Cancelled leaves nothing behind.
    """
    # xlsxwriter: 0.1 s that only who exports has to wait for.
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    half = path.with_name(f"{path.name}.part")
    try:
        with TemporaryDirectory(prefix="kontor-", ignore_cleanup_errors=True) as folder:
            book = _Book(half, folder, title, columns)
            try:
                book.write(rows, progress or NoProgress(), total)
                book.finish(properties)
            finally:
                book.let_go()
        half.replace(path)
    except (OSError, FileCreateError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileNotWritten(path=str(path), reason=reason) from error
    finally:
        half.unlink(missing_ok=True)
    return SheetFile(path, book.count, len(book.sheets), book.shortened)


class _Book:
    """One file that is being written, sheet after sheet."""

    def __init__(self, path: Path, folder: str, title: str, columns: Sequence[SheetColumn]) -> None:
        # xlsxwriter: 0.1 s that only who exports has to wait for.
        from xlsxwriter import Workbook  # noqa: PLC0415

        self._workbook = Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        self._workbook.use_zip64()
        self._title = _NOT_IN_A_NAME.sub(" ", title).strip("' ") or "Kontor"
        self._columns = tuple(columns)
        self._has_names = any(column.name for column in columns)
        self._formats = {
            kind: self._workbook.add_format(form) if form else None
            for kind, form in _FORMATS.items()
        }
        self._quoted = self._workbook.add_format({"num_format": "@", "quote_prefix": True})
        self._head = self._workbook.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
        self.sheets: list[Worksheet] = []
        self.count = 0
        self.shortened = 0

    def write(self, rows: Iterable[Cells], progress: Progress, total: int) -> None:
        """Write all rows, a new sheet whenever one is full."""
        at = MOST_ROWS
        writers: tuple[_Write, ...] = ()
        for row in rows:
            if at >= MOST_ROWS:
                self._close_sheet(at)
                writers = self._begin_sheet()
                at = self._first_row
            for column, value in enumerate(row):
                if value is not None and value != "":
                    writers[column](at, column, value)
            at += 1
            self.count += 1
            if not self.count % ROWS_PER_STEP:
                progress.check_cancelled()
                progress.step(self.count, max(total, self.count))
        if not self.sheets:
            self._begin_sheet()
            at = self._first_row
        self._close_sheet(at)
        progress.check_cancelled()

    def finish(self, properties: Mapping[str, str]) -> None:
        """Put the file together."""
        for name, value in properties.items():
            self._workbook.set_custom_property(name, value)
        self._workbook.close()

    def let_go(self) -> None:
        """Close what is open, so that the folder of the half-written parts can go."""
        for sheet in self.sheets:
            sheet._opt_close()  # noqa: SLF001  (there is no other way to give a workbook up)

    @property
    def _first_row(self) -> int:
        """Where the values begin, below the titles and perhaps the names."""
        return 2 if self._has_names else 1

    def _begin_sheet(self) -> tuple[_Write, ...]:
        number = len(self.sheets) + 1
        suffix = f" {number}" if number > 1 else ""
        sheet = self._workbook.add_worksheet(
            self._title[: _LONGEST_NAME - len(suffix)].strip("' ") + suffix
        )
        self.sheets.append(sheet)
        for at, column in enumerate(self._columns):
            width = column.width or max(_WIDTHS[column.kind], min(len(column.title) + 4, 40))
            sheet.set_column(at, at, width)
        if self._has_names:
            sheet.set_row(0, None, None, {"hidden": True})
            for at, column in enumerate(self._columns):
                sheet.write_string(0, at, column.name)
        for at, column in enumerate(self._columns):
            sheet.write_string(self._first_row - 1, at, column.title, self._head)
        sheet.freeze_panes(self._first_row, 1)
        return tuple(self._writer(sheet, column) for column in self._columns)

    def _close_sheet(self, rows: int) -> None:
        if self.sheets and self._columns:
            head, last = self._first_row - 1, max(rows - 1, self._first_row)
            self.sheets[-1].autofilter(head, 0, last, len(self._columns) - 1)

    # -------------------------------------------------------------------------------- one cell

    def _writer(self, sheet: Worksheet, column: SheetColumn) -> _Write:
        """What writes a value of a column; chosen once, since it is called for every cell."""
        form = self._formats[column.kind]
        text = self._text_writer(sheet)
        return _WRITERS[column.kind](sheet, form, text)

    def _text_writer(self, sheet: Worksheet) -> _Write:
        plain, quoted = self._formats[CellKind.TEXT], self._quoted

        def write(row: int, column: int, value: object) -> None:
            shown, form = str(value), plain
            if shown.startswith(_NEEDS_CARE):
                # A text like <r>… would be taken for marked-up text; a blank before it does not.
                shown, form = (f" {shown}" if shown.startswith("<r>") else shown), quoted
            if sheet.write_string(row, column, shown, form):
                self.shortened += 1

        return write


_NEEDS_CARE = (*MEANS_FORMULA, "<r>")


def _text(_sheet: Worksheet, _form: Format | None, text: _Write) -> _Write:
    return text


def _number(sheet: Worksheet, form: Format | None, text: _Write) -> _Write:
    number = sheet.write_number

    def write(row: int, column: int, value: Any) -> None:  # noqa: ANN401  (Decimal or int)
        if isinstance(value, Decimal) and len(value.as_tuple().digits) > MOST_DIGITS:
            value = value.normalize()
            if len(value.as_tuple().digits) > MOST_DIGITS:
                text(row, column, f"{value:f}")
                return
        number(row, column, value, form)

    return write


def _boolean(sheet: Worksheet, form: Format | None, _text: _Write) -> _Write:
    return lambda row, column, value: sheet.write_boolean(row, column, value, form)


def _date(sheet: Worksheet, form: Format | None, text: _Write) -> _Write:
    def write(row: int, column: int, value: date) -> None:
        if value < FIRST_DAY:
            text(row, column, value.isoformat())
        else:
            sheet.write_number(row, column, value.toordinal() - DAY_ZERO, form)

    return write


def _datetime(sheet: Worksheet, form: Format | None, text: _Write) -> _Write:
    def write(row: int, column: int, value: datetime) -> None:
        here = value.astimezone().replace(tzinfo=None, microsecond=0)
        if here.date() < FIRST_DAY:
            text(row, column, here.isoformat(" "))
            return
        seconds = here.hour * 3600 + here.minute * 60 + here.second
        sheet.write_number(
            row, column, here.toordinal() - DAY_ZERO + seconds / SECONDS_OF_DAY, form
        )

    return write


_WRITERS: dict[CellKind, Callable[[Worksheet, Format | None, _Write], _Write]] = {
    CellKind.TEXT: _text,
    CellKind.INTEGER: _number,
    CellKind.AMOUNT: _number,
    CellKind.UNIT_PRICE: _number,
    CellKind.NUMBER: _number,
    CellKind.DATE: _date,
    CellKind.DATETIME: _datetime,
    CellKind.BOOLEAN: _boolean,
}
