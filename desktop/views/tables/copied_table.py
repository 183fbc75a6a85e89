"""Rows of a list on the clipboard, as text and as a table for spreadsheet programs and mail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop.views.tables.clipboard_block import block_text
from desktop.views.tables.columns import Column

_NAMESPACE = "urn:schemas-microsoft-com:office:excel"
_TEXT = r"mso-number-format:'\@'"
_RIGHT = "text-align:right"


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """Rows with a line of labels in two forms.

    `text` has tabs between the cells, as they read on the screen. In `html` numbers carry their
    exact value for spreadsheet programs, and texts such as "00125" stay texts.
    """

    text: str
    html: str

    def put_on_clipboard(self) -> None:
        """Let other programs paste it."""
        mime = QMimeData()
        mime.setText(self.text)
        mime.setHtml(self.html)
        QGuiApplication.clipboard().setMimeData(mime)


def copied_table(columns: Sequence[Column], rows: Iterable[object]) -> CopiedTable:
    """Rows as they are copied; asks no widget, so it may be made in the background."""
    block = [[column.caption for column in columns]]
    lines = ["".join(_label(column) for column in columns)]
    for row in rows:
        texts = [_text(column, row) for column in columns]
        block.append(texts)
        cells = zip(columns, texts, strict=True)
        lines.append("".join(_cell(column, row, text) for column, text in cells))
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    html = (
        f'<html xmlns:x="{_NAMESPACE}"><head><meta charset="utf-8"></head>'
        f"<body><table>\n{body}\n</table></body></html>"
    )
    return CopiedTable(block_text(block), html)


def _text(column: Column, row: object) -> str:
    """What a cell reads; an icon says its meaning."""
    cell = column.cell(row)
    return cell.text or cell.speech


def _label(column: Column) -> str:
    side = "right" if column.is_numeric else "left"
    return f'<th style="text-align:{side}">{escape(column.caption)}</th>'


def _cell(column: Column, row: object, text: str) -> str:
    """A cell; the two attributes of a number are what the common programs read."""
    value, shown = column.value(row), escape(text)
    if column.is_numeric and isinstance(value, Decimal | int):
        exact = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return f'<td style="{_RIGHT}" x:num="{exact}" sdval="{exact}">{shown}</td>'
    style = _RIGHT if column.is_numeric else _TEXT if isinstance(value, str) else ""
    return f'<td style="{style}">{shown}</td>' if style else f"<td>{shown}</td>"
