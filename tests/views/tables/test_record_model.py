from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.views.shell.theme import Theme
from desktop.views.tables.record_model import CELL_ROLE, RecordModel
from desktop.views.tables.row_store import CHUNK, CHUNKS_KEPT, RowStore
from tests.views.tables.fakes import Invoice, invoice_columns, invoices


def key_of(row: Invoice) -> str:
    return row.no


@pytest.fixture
def model(theme: Theme) -> RecordModel:
    return RecordModel(invoice_columns(), key_of)


def shown(model: RecordModel) -> list[object]:
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(
    model: RecordModel, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt is not typed
    rows = invoices(200)
    model.show(rows[:CHUNK], 200)
    model.fill(CHUNK, rows[CHUNK:])
    model.refresh(rows[3:50] + rows[51:CHUNK], 190)
    model.set_total(300)
    model.replace(0, replace(rows[3], amount=Decimal(1)))


def test_rows_that_are_not_here_are_asked_for_by_chunks(model: RecordModel, qtbot: QtBot) -> None:
    model.show(invoices(CHUNK), 1000)
    with qtbot.waitSignal(model.rows_wanted) as asked:
        assert model.index(300, 0).data() is None
    assert asked.args == [2 * CHUNK, CHUNK]


def test_a_fetched_chunk_is_announced_and_shown(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(3 * CHUNK)
    model.show(rows[:CHUNK], len(rows))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.fill(2 * CHUNK, rows[2 * CHUNK :])
    top, bottom = changed.args[:2]
    assert (top.row(), bottom.row()) == (2 * CHUNK, 3 * CHUNK - 1)
    assert model.index(2 * CHUNK, 0).data() == rows[2 * CHUNK].no


def test_a_refresh_announces_only_what_differs(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(5)
    model.show(rows)
    inserted: list[int] = []
    removed: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    model.rowsRemoved.connect(lambda _parent, first, _last: removed.append(first))
    new = replace(rows[0], no="PSI-NEW")
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh([new, *rows[:2], *rows[3:]], 5)
    assert (inserted, removed) == ([0], [2])
    assert shown(model) == ["PSI-NEW", rows[0].no, rows[1].no, rows[3].no, rows[4].no]


def test_the_selection_follows_its_row_through_a_refresh(model: RecordModel) -> None:
    rows = invoices(4)
    model.show(rows)
    second = QPersistentModelIndex(model.index(1, 0))
    model.refresh([replace(rows[0], no="PSI-NEW"), *rows], 5)
    assert second.row() == 2
    assert second.data() == rows[1].no


def test_another_order_is_shown_as_it_is(model: RecordModel) -> None:
    rows = invoices(4)
    model.show(rows)
    model.refresh(rows[::-1], 4)
    assert shown(model) == [row.no for row in rows[::-1]]


def test_edit_role_is_the_raw_value_and_the_cell_is_finished(model: RecordModel) -> None:
    row = invoices(1)[0]
    model.show([row])
    amount = model.index(0, 4)
    assert amount.data(Qt.ItemDataRole.EditRole) == row.amount
    assert amount.data(CELL_ROLE).text == amount.data()


def test_a_screen_reader_hears_column_and_value(model: RecordModel) -> None:
    model.show(invoices(1))
    status = model.index(0, 6)
    assert status.data(Qt.ItemDataRole.AccessibleTextRole) == "Status: Open"


def test_values_are_read_once_and_not_at_each_painting(theme: Theme) -> None:
    reads: list[object] = []

    def read(row: Invoice) -> str:
        reads.append(row)
        return row.no

    model = RecordModel([replace(invoice_columns()[0], value=read)], key_of)
    model.show(invoices(1))
    for _painting in range(5):
        assert model.index(0, 0).data()
    assert len(reads) == 1


def test_memory_is_bounded() -> None:
    store = RowStore()
    store.reset([], CHUNK * (CHUNKS_KEPT + 2))
    for chunk in range(CHUNKS_KEPT + 1):
        store.put(chunk * CHUNK, [object()] * CHUNK)
    assert store.row(0) is None
    assert store.row(CHUNK) is not None


def test_nothing_lies_below_a_cell(model: RecordModel) -> None:
    model.show(invoices(1))
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1
