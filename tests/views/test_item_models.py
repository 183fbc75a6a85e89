"""Every item model of the program keeps Qt's rules, through all that is done with it."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel
from pytestqt.modeltest import ModelTester

import desktop.views
from desktop.services.list_keys import ListedKeys, changed_range
from desktop.services.records import LookupRow, field_infos
from desktop.views.fields.lookup_table import LookupModel
from desktop.views.shell.search import Provider, Result
from desktop.views.shell.search_results import ResultModel
from desktop.views.tables.line_columns import line_columns
from desktop.views.tables.lines_model import LinesModel
from desktop.views.tables.paste_model import PasteModel
from desktop.views.tables.pasted_block import pasted_block
from desktop.views.tables.record_model import RecordModel
from desktop.views.tables.row_store import CHUNK
from tests.views.pages.fake_order import LINES, a_line
from tests.views.tables.desk import theme, tidied
from tests.views.tables.fakes import Invoice, invoice_columns, invoices

__all__ = ["theme", "tidied"]

WORK_DATE = date(2026, 1, 15)
Steps = Iterator[QAbstractItemModel]
"""Makes a model, hands it over, and changes it at each further step in another way."""


def _records() -> Steps:
    model = RecordModel(invoice_columns(), lambda row: row.no)
    yield model
    rows = invoices(200)
    steps: tuple[Callable[[], object], ...] = (
        lambda: model.show(rows[:CHUNK]),
        lambda: _take(model, rows),
        lambda: model.fill(CHUNK, CHUNK, {row.no: row for row in rows[CHUNK:]}),
        lambda: _take(model, rows[3:50] + rows[51:190]),
        lambda: _take(model, list(reversed(rows))),
        lambda: model.renew({row.no: row for row in rows[:60]}),
        lambda: _take(model, []),
        lambda: model.show([]),
    )
    for step in steps:
        step()
        yield model


def _take(model: RecordModel, rows: list[Invoice]) -> None:
    keys = ListedKeys([row.no for row in rows])
    model.take_keys(keys, changed_range(model.keys, keys))


def _lines() -> Steps:
    infos = {info.name: info for info in field_infos("sales_line")}
    model = LinesModel(line_columns(LINES, infos), None)
    yield model
    lines = [a_line(10000 * number, "D-1600", number) for number in range(1, 6)]
    steps: tuple[Callable[[], object], ...] = (
        lambda: model.show(lines, can_add=True),
        lambda: model.set_marks({20000: "Not enough in stock."}),
        lambda: model.insert_before(1),
        lambda: model.type_into(model.rows[1], "quantity", "4"),
        lambda: model.settle(model.rows[1], "quantity"),
        lambda: model.drop(model.rows[1]),
        lambda: model.type_into(model.rows[-1], "no", "D-1600"),
        lambda: model.show([*lines[3:], *lines[:2]], can_add=True),
        lambda: model.show((), can_add=False),
    )
    for step in steps:
        step()
        yield model


def _hits() -> Steps:
    model = LookupModel()
    yield model
    for count in (3, 20, 0):
        model.show([LookupRow(f"C{at}", f"Name {at}", "Lund") for at in range(count)])
        yield model


def _results() -> Steps:
    providers = [Provider(group="Pages"), Provider(group="Customers")]
    model = ResultModel(providers)
    yield model
    for provider in reversed(providers):
        found = [Result(title=f"Hit {at}", icon="user", open=model.clear) for at in range(3)]
        model.put(provider, found)
        yield model
    model.put(providers[0], ())
    yield model
    model.clear()
    yield model


def _pasted_rows() -> Steps:
    columns = line_columns(LINES, {info.name: info for info in field_infos("sales_line")})
    block = pasted_block("D-1\tDesk\nD-2\tLamp\nD-3\tChair", columns, columns[1:], [], WORK_DATE)
    model = PasteModel(block, columns[-1:], {}, WORK_DATE)
    yield model
    steps: tuple[Callable[[], object], ...] = (
        lambda: model.show({1: a_line(10000, "D-1600", 1)}),
        lambda: model.setData(model.index(1, 1), "D-1600"),
        lambda: model.remove(1),
        lambda: model.leave_out([block.columns[-1].name]),
        lambda: model.remove(0),
    )
    for step in steps:
        step()
        yield model


MODELS: dict[type[QAbstractItemModel], Callable[[], Steps]] = {
    RecordModel: _records,
    LinesModel: _lines,
    PasteModel: _pasted_rows,
    LookupModel: _hits,
    ResultModel: _results,
}


def _known(base: type[QAbstractItemModel]) -> set[type[QAbstractItemModel]]:
    """The classes below a class that are written here."""
    below = {found for each in base.__subclasses__() for found in {each, *_known(each)}}
    return {each for each in below if each.__module__.startswith("desktop.")}


def test_every_item_model_is_tried_here() -> None:
    for module in pkgutil.walk_packages(desktop.views.__path__, "desktop.views."):
        importlib.import_module(module.name)
    assert _known(QAbstractItemModel) == set(MODELS)


@pytest.mark.parametrize("model_class", MODELS, ids=lambda each: each.__name__)
@pytest.mark.usefixtures("theme")
def test_a_model_keeps_the_rules_of_qt_whatever_is_done_with_it(
    model_class: type[QAbstractItemModel], qtmodeltester: ModelTester
) -> None:
    """The tester goes on watching what the model announces after it has looked at it once."""
    steps = MODELS[model_class]()
    model = next(steps)
    assert type(model) is model_class
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt is not typed
    sizes = [changed.rowCount() for changed in steps]
    assert len(set(sizes)) > 1
