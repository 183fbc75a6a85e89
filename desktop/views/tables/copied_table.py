"""Rows of a list on the clipboard, as text and as a table for spreadsheet programs and mail."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop.views.tables.clipboard_block import block_text
from desktop.views.tables.columns import Column

_NAMESPACE = "urn:schemas-microsoft-com:office:excel"
_TEXT = r"mso-number-format:'\@'"
_RIGHT = "text-align:right"


def copy_table(columns: Sequence[Column], rows: Iterable[object]) -> None:
    """Put rows on the clipboard with a line of labels, in two forms.

    One is text with tabs, as the rows read on the screen. The other is HTML, in which numbers
    carry their exact value for spreadsheet programs, and texts such as "00125" stay texts.
    """
    found = list(rows)
    block = [[column.caption for column in columns]]
    block += [[_text(column, row) for column in columns] for row in found]
    mime = QMimeData()
    mime.setText(block_text(block))
    mime.setHtml(table_html(columns, found))
    QGuiApplication.clipboard().setMimeData(mime)


def table_html(columns: Sequence[Column], rows: Iterable[object]) -> str:
    """Rows as an HTML table with a line of labels."""
    labels = "".join(_label(column) for column in columns)
    lines = [f"<tr>{labels}</tr>"]
    for row in rows:
        cells = "".join(_cell(column, row) for column in columns)
        lines.append(f"<tr>{cells}</tr>")
    body = "\n".join(lines)
    return (
        f'<html xmlns:x="{_NAMESPACE}"><head><meta charset="utf-8"></head>'
        f"<body><table>\n{body}\n</table></body></html>"
    )


def _text(column: Column, row: object) -> str:
    """What a cell reads; an icon says its meaning."""
    cell = column.cell(row)
    return cell.text or cell.speech


def _label(column: Column) -> str:
    side = "right" if column.is_numeric else "left"
    return f'<th style="text-align:{side}">{escape(column.caption)}</th>'


def _cell(column: Column, row: object) -> str:
    """A cell; the two attributes of a number are what the common programs read."""
    text, value = escape(_text(column, row)), column.value(row)
    if column.is_numeric and isinstance(value, Decimal | int):
        exact = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return f'<td style="{_RIGHT}" x:num="{exact}" sdval="{exact}">{text}</td>'
    style = _RIGHT if column.is_numeric else _TEXT if isinstance(value, str) else ""
    return f'<td style="{style}">{text}</td>' if style else f"<td>{text}</td>"
