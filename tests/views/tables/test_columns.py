from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from desktop.models.words import LineType
from desktop.services.setup.field_infos import field_infos
from desktop.views.shell.theme import Text, Theme
from desktop.views.tables.columns import Cell, Column, Kind, Tone, value_text
from desktop.views.tables.delegates import MARGIN
from desktop.views.tables.info_columns import info_columns
from tests.views.tables.fakes import invoice_columns, invoices


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Decimal("1234.5"), Kind.AMOUNT, "1 234,50"),
        (Decimal("12.50"), Kind.QUANTITY, "12,5"),
        (Decimal(0), Kind.AMOUNT, "0,00"),
        (date(2026, 1, 30), Kind.DATE, "2026-01-30"),
        (True, Kind.BOOLEAN, "Yes"),
        (False, Kind.BOOLEAN, ""),
        (LineType.ITEM, Kind.TEXT, "Item"),
        ("C10000", Kind.CODE, "C10000"),
        (None, Kind.AMOUNT, ""),
    ],
)
def test_a_value_is_printed_as_its_kind(theme: Theme, value: object, kind: Kind, text: str) -> None:
    assert value_text(value, kind).replace("\u00a0", " ") == text


def test_numbers_stand_to_the_right_and_everything_else_to_the_left() -> None:
    columns = {column.name: column for column in invoice_columns()}
    assert columns["amount"].alignment & Qt.AlignmentFlag.AlignRight
    assert columns["posting_date"].alignment & Qt.AlignmentFlag.AlignLeft
    assert columns["customer"].alignment & Qt.AlignmentFlag.AlignLeft


def test_a_status_is_a_word_with_a_tone(theme: Theme) -> None:
    status = next(column for column in invoice_columns() if column.name == "status")
    overdue = next(row for row in invoices(20) if row.overdue)
    assert status.cell(overdue) == Cell("Overdue", Kind.STATUS, Tone.DANGER)


def test_an_icon_is_never_without_words() -> None:
    column = Column(
        "mark", "Warning", lambda _row: "triangle-alert", Kind.ICON, speech=lambda _row: "Late"
    )
    cell = column.cell(object())
    assert (cell.icon, cell.speech, cell.text) == ("triangle-alert", "Late", "")


def test_columns_are_as_wide_as_what_they_hold() -> None:
    """A number may be twenty letters long; its column leaves the room to the names."""
    infos = field_infos("vendor")
    columns = info_columns(infos, ("no", "name", "city", "blocked"))
    no, name, _city, blocked = (column.start_width for column in columns)
    assert max(no, blocked) < name
    assert no < 120
    [kind] = info_columns(field_infos("item_ledger_entry"), ("entry_type",))
    assert kind.start_width > len("Assembly Consumption") * 7


def test_a_day_fits_into_its_column(theme: Theme) -> None:
    column = Column("day", "From", lambda _row: date(2026, 12, 28), Kind.DATE, width=80)
    font = theme.font(Text.BODY)
    font.setFeature(QFont.Tag("tnum"), 1)
    needed = QFontMetrics(font).horizontalAdvance("2026-12-28") + 2 * MARGIN
    assert needed <= column.start_width
