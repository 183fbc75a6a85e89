"""Why a spreadsheet, a column or a cell cannot be read in."""

from __future__ import annotations

from desktop.batch_codes import BatchCode
from desktop.errors import FieldRefusal, Refusal
from desktop.translation import N_


class SpreadsheetUnreadable(Refusal):
    """The file is no spreadsheet that can be read: another kind, damaged, or with a password."""

    code = BatchCode.IMPORT_UNREADABLE
    text = N_(
        "{path} cannot be read as an Excel workbook (.xlsx). Open it in your spreadsheet program, "
        "remove a password if it has one, and save it as .xlsx."
    )


class TextFileUnreadable(Refusal):
    """The file is no text in columns."""

    code = BatchCode.IMPORT_TEXT_UNREADABLE
    text = N_(
        "{path} cannot be read as a text file of columns (CSV). Save it anew as CSV in UTF-8, or "
        "as an Excel workbook (.xlsx)."
    )


class SpreadsheetNotFound(Refusal):
    """The file is not there, or may not be read."""

    code = BatchCode.IMPORT_NOT_FOUND
    text = N_("{path} cannot be opened: {reason}. Choose another file.")


class SpreadsheetTooLarge(Refusal):
    """The file has more cells than can be looked at together."""

    code = BatchCode.IMPORT_TOO_LARGE
    text = N_(
        "{path} has more than {most} cells. Delete empty rows and columns that were formatted "
        "only, or divide the rows among several files."
    )


class SheetEmpty(Refusal):
    """The sheet has no titles, or nothing under them."""

    code = BatchCode.IMPORT_EMPTY
    text = N_("Sheet {sheet} has no rows to import. The first row holds the names of the fields.")


class ColumnsUnknown(Refusal):
    """No title of the sheet is a field of the table."""

    code = BatchCode.IMPORT_COLUMNS_UNKNOWN
    text = N_(
        "No column of sheet {sheet} is a field of {table}. Export the table first to see how its "
        "columns are called."
    )


class ColumnTwice(Refusal):
    """Two columns hold the same field."""

    code = BatchCode.IMPORT_COLUMN_TWICE
    text = N_("Columns {first} and {second} both hold {entered_field}. Delete one of them.")


class KeyColumnMissing(Refusal):
    """The sheet does not say which record a row means."""

    code = BatchCode.IMPORT_KEY_MISSING
    text = N_("The column {entered_field} is missing: it says which {table} a row is.")


class CellHoldsError(FieldRefusal):
    """The spreadsheet program could not calculate the cell."""

    code = BatchCode.IMPORT_CELL_ERROR
    text = N_("{entered_field} holds the error {text}. Mend the formula, or type the value.")


class CellNotCalculated(FieldRefusal):
    """A formula has no result in the file."""

    code = BatchCode.IMPORT_CELL_NOT_CALCULATED
    text = N_(
        "{entered_field} holds a formula without a result. Open the file in your spreadsheet "
        "program and save it there, or type the value."
    )


class CellNotYesNo(FieldRefusal):
    """A word means neither yes nor no."""

    code = BatchCode.IMPORT_CELL_NOT_YES_NO
    text = N_("{entered_field} cannot be {text}. Enter Yes or No.")


class RowsRefused(Refusal):
    """A row is not taken, perhaps because something changed since the preview."""

    code = BatchCode.IMPORT_ROWS_REFUSED
    text = N_("Nothing was imported: row {row} is refused. {list} Check the file again.")

    refusals: tuple[Refusal, ...] = ()
    """What is wrong with the row, for the Localizer to print as the list."""


class StockAlreadyPosted(FieldRefusal):
    """A row of a stock file was posted before: the file is read a second time."""

    code = BatchCode.IMPORT_STOCK_POSTED
    text = N_(
        "{quantity} of item {no} were posted already on {date} as document {document_no}. Leave "
        "the row out, or give it another document number if it was counted once more."
    )


class StockWaitsAlready(FieldRefusal):
    """A row of a stock file stands in the journal and waits to be posted."""

    code = BatchCode.IMPORT_STOCK_WAITS
    text = N_(
        "{quantity} of item {no} stand in the item journal already for {date} as document "
        "{document_no}. Leave the row out, or give it another document number if it was counted "
        "once more."
    )


class TableNotImported(Refusal):
    """The table has one row, or is written by the program."""

    code = BatchCode.IMPORT_TABLE_NOT_IMPORTED
    text = N_("{table} is not read from files. Change it on its page.")
