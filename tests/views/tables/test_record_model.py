from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.services.list_keys import ListedKeys, changed_range
from desktop.views.shell.theme import Theme
from desktop.views.tables.record_model import CELL_ROLE, RecordModel
from desktop.views.tables.row_store import BESIDE, CHUNK, ROWS_KEPT, RowStore
from tests.views.tables.fakes import Invoice, invoice_columns, invoices


def key_of(row: Invoice) -> str:
    return row.no


@pytest.fixture
def model(theme: Theme) -> RecordModel:
    return RecordModel(invoice_columns(), key_of)


def shown(model: RecordModel) -> list[object]:
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def keyed(rows: Sequence[Invoice]) -> dict[object, object]:
    return {row.no: row for row in rows}


def take(model: RecordModel, rows: Sequence[Invoice]) -> None:
    """The result has these rows now."""
    keys = ListedKeys([row.no for row in rows])
    model.take_keys(keys, changed_range(model.keys, keys))


def test_the_model_keeps_the_rules_of_qt(
    model: RecordModel, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt is not typed
    rows = invoices(200)
    model.show(rows[:CHUNK])
    take(model, rows)
    model.fill(CHUNK, CHUNK, keyed(rows[CHUNK:]))
    take(model, rows[3:50] + rows[51:190])
    model.renew(keyed(rows[3:60]))
    take(model, [])
    take(model, invoices(300))


def test_rows_that_are_not_here_are_asked_for_together(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(1000)
    model.show(rows[:CHUNK])
    take(model, rows)
    with qtbot.waitSignal(model.rows_wanted) as asked:
        for at in range(300, 325):
            assert model.index(at, 0).data() is None
    assert asked.args == [300, 25]


def test_then_those_behind_and_before_them_are_fetched(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(330)
    model.show(rows[:CHUNK])
    take(model, rows)
    wanted: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> None:
        wanted.append((offset, limit))
        model.fill(offset, limit, keyed(rows[offset : offset + limit]))

    model.rows_wanted.connect(fetch)
    assert [model.index(at, 0).data() for at in (300, 310)] == [None, None]
    qtbot.waitUntil(lambda: len(wanted) == 3)
    assert wanted == [(300, 11), (311, 330 - 311), (300 - BESIDE, BESIDE)]
    assert model.index(320, 0).data() == rows[320].no
    with qtbot.assertNotEmitted(model.rows_wanted, wait=50):
        assert model.index(300, 0).data() == rows[300].no


def test_what_was_scrolled_past_is_not_fetched(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(1000)
    model.show(rows[:CHUNK])
    take(model, rows)
    with qtbot.waitSignal(model.rows_wanted):
        model.index(300, 0).data()
    for at in (500, 700, 900):
        model.index(at, 0).data()
    with qtbot.waitSignal(model.rows_wanted) as asked:
        model.fill(300, 1, keyed(rows[300:301]))
    assert asked.args == [900, 1]


def test_a_fetched_chunk_is_announced_and_shown(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(3 * CHUNK)
    model.show(rows[:CHUNK])
    take(model, rows)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.fill(2 * CHUNK, CHUNK, keyed(rows[2 * CHUNK :]))
    top, bottom = changed.args[:2]
    assert (top.row(), bottom.row()) == (2 * CHUNK, 3 * CHUNK - 1)
    assert model.index(2 * CHUNK, 0).data() == rows[2 * CHUNK].no


def test_new_keys_announce_only_what_differs(model: RecordModel, qtbot: QtBot) -> None:
    rows = invoices(5)
    model.show(rows)
    removed: list[tuple[int, int]] = []
    inserted: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: removed.append((first, last)))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    new = replace(rows[0], no="PSI-NEW")
    with qtbot.assertNotEmitted(model.modelReset):
        take(model, [rows[0], new, *rows[2:]])
    assert (removed, inserted) == ([(1, 1)], [(1, 1)])
    model.renew(keyed([*rows, new]))
    assert shown(model) == [rows[0].no, "PSI-NEW", rows[2].no, rows[3].no, rows[4].no]


def test_the_selection_follows_its_row_when_others_come(model: RecordModel) -> None:
    rows = invoices(4)
    model.show(rows)
    second = QPersistentModelIndex(model.index(1, 0))
    take(model, [replace(rows[0], no="PSI-NEW"), *rows])
    assert second.row() == 2
    assert second.data() == rows[1].no


def test_a_changed_row_is_shown_as_it_is_now(model: RecordModel) -> None:
    rows = invoices(2)
    model.show(rows)
    assert model.index(1, 1).data() == rows[1].customer
    model.renew(keyed([rows[0], replace(rows[1], customer="Renamed")]))
    assert model.index(1, 1).data() == "Renamed"


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
    rows = invoices(ROWS_KEPT + 1)
    store = RowStore(key_of)
    store.reset(rows[:1])
    store.keys = ListedKeys([row.no for row in rows])
    store.put(keyed(rows[1:]))
    assert store.row(0) is None
    assert store.row(1) is rows[1]


def test_nothing_lies_below_a_cell(model: RecordModel) -> None:
    model.show(invoices(1))
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1
