"""Rows that are not here yet: lines are drawn at once, and the rows are asked for."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.services.list_keys import ListedKeys, changed_range
from desktop.views.shell.theme import Theme
from desktop.views.tables.delegates import CellDelegate
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.record_table import RecordTable
from desktop.views.tables.row_store import BESIDE, CHUNK
from tests.views.tables.fakes import invoice_columns, invoices

ROWS = invoices(1000)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> RecordTable:
    model = RecordModel(invoice_columns(), lambda row: row.no)
    table = RecordTable(model)
    qtbot.addWidget(table)
    table.resize(900, 480)
    table.show()
    model.show(ROWS[:CHUNK])
    keys = ListedKeys([row.no for row in ROWS])
    model.take_keys(keys, changed_range(model.keys, keys))
    return table


@pytest.fixture
def cells_drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows whose cells were drawn one by one."""
    drawn: list[int] = []
    draw = CellDelegate.paint

    def counted(self: CellDelegate, painter: object, option: object, index: object) -> None:
        drawn.append(index.row())  # type: ignore[attr-defined]  # an index of Qt
        draw(self, painter, option, index)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(CellDelegate, "paint", counted)
    return drawn


def picture(table: RecordTable) -> QImage:
    image: QImage = table.viewport().grab().toImage()
    return image


def test_a_jump_asks_for_the_rows_on_the_screen_and_draws_their_lines(
    qtbot: QtBot, table: RecordTable, cells_drawn: list[int]
) -> None:
    table.scrollTo(table.records.index(600, 0), RecordTable.ScrollHint.PositionAtTop)
    cells_drawn.clear()
    with qtbot.waitSignal(table.records.rows_wanted) as asked:
        empty = picture(table)
    first, end = table.shown_rows()
    assert asked.args == [first, end - first]
    assert cells_drawn == []
    table.records.fill(first, end - first, {row.no: row for row in ROWS[first:end]})
    filled = picture(table)
    assert set(cells_drawn) == set(range(first, end))
    line_of_last = table.rowViewportPosition(end - 2) + table.rowHeight(end - 2) - 1
    assert empty.pixelColor(40, line_of_last) == filled.pixelColor(40, line_of_last)
    with qtbot.waitSignal(table.records.rows_wanted) as beside:
        pass
    assert beside.args == [end, BESIDE]
    table.records.renew({})  # nobody fetches them here


def test_selected_rows_are_seen_before_they_are_here(
    table: RecordTable, cells_drawn: list[int]
) -> None:
    table.selectAll()
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    cells_drawn.clear()
    picture(table)
    first, end = table.shown_rows()
    assert set(cells_drawn) == set(range(first, end))
