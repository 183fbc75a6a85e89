import threading

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.search import Provider, Result, fit
from desktop.views.shell.search_box import SearchBox
from desktop.views.shell.search_results import ResultModel
from desktop.views.shell.theme import Theme


@pytest.fixture
def box(window: MainWindow) -> SearchBox:
    window.navigation.open("order", "SO-1")
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return window.search_box


def _titles(box: SearchBox) -> list[str]:
    return [result.title for result in box.results()]


def _type(box: SearchBox, text: str) -> None:
    box.edit.clear()
    QTest.keyClicks(box.edit, text)


def _customers(found: list[str], gate: threading.Event | None = None) -> Provider:
    def query(_session: object, text: str) -> list[Result]:
        if gate is not None:
            gate.wait(5)
        names = [name for name in found if text in name.lower()]
        return [Result(title=name, icon="users", open=lambda: None) for name in names]

    return Provider(group="Customers", prefix="@", query=query, order=2)


@pytest.mark.parametrize("key", [Qt.Key.Key_K, Qt.Key.Key_Q])
def test_two_keys_open_the_box(window: MainWindow, key: Qt.Key) -> None:
    modifiers = {
        Qt.Key.Key_K: Qt.KeyboardModifier.ControlModifier,
        Qt.Key.Key_Q: Qt.KeyboardModifier.AltModifier,
    }
    window.navigation.open("orders")
    QTest.keyClick(window, key, modifiers[key])
    assert window.search_box.isVisible()
    assert window.search_box.edit.hasFocus()


def test_a_click_on_the_top_bar_opens_it_too(window: MainWindow) -> None:
    QTest.mouseClick(window.top_bar.search, Qt.MouseButton.LeftButton)
    assert window.search_box.isVisible()


def test_commands_of_the_page_and_pages_are_found(box: SearchBox) -> None:
    _type(box, "or")
    assert "Sales Orders" in _titles(box)
    _type(box, "release")
    assert _titles(box) == ["Release"]


def test_enter_does_the_best_hit(box: SearchBox, window: MainWindow) -> None:
    _type(box, "orders")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert window.navigation.current_place == ("orders", None)
    assert not box.isVisible()


def test_ctrl_enter_opens_a_window(box: SearchBox, window: MainWindow) -> None:
    _type(box, "orders")
    QTest.keyClick(box.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(window.windows.windows()) == 1


def test_the_arrow_keys_move_over_headings(box: SearchBox) -> None:
    _type(box, "p")
    first = box.chosen()
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    second = box.chosen()
    QTest.keyClick(box.edit, Qt.Key.Key_Up)
    assert second is not None
    assert second is not first
    assert box.chosen() is first


def test_escape_closes_and_gives_the_cursor_back(window: MainWindow) -> None:
    window.navigation.open("orders")
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.search_box.edit, Qt.Key.Key_Escape)
    assert not window.search_box.isVisible()
    assert QApplication.focusWidget() is before
    assert window.navigation.current_place == ("orders", None)


def test_escape_in_the_box_is_not_the_windows(box: SearchBox) -> None:
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(box.edit, event)
    assert event.isAccepted()


def test_a_click_beside_closes(box: SearchBox) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(5, 600))
    assert not box.isVisible()


def test_a_prefix_limits_the_search(box: SearchBox) -> None:
    _type(box, ">re")
    assert set(_titles(box)) == {"Release", "Refresh"}
    _type(box, "?po")
    assert _titles(box) == ["Post"]


def test_the_database_is_asked_in_the_background(box: SearchBox, qtbot: QtBot) -> None:
    box.add_provider(_customers(["Birkholm Interiors AB", "Loom Textiles"]))
    _type(box, "birk")
    qtbot.waitUntil(lambda: _titles(box) == ["Birkholm Interiors AB"])
    chosen = box.chosen()
    assert chosen is not None
    assert chosen.title == "Birkholm Interiors AB"


def test_an_answer_to_an_older_text_is_dropped(
    box: SearchBox, window: MainWindow, qtbot: QtBot
) -> None:
    gate = threading.Event()
    asked = window.desk.tasks.pending_changed
    box.add_provider(_customers(["Birkholm Interiors AB", "Loom Textiles"], gate))
    with qtbot.waitSignal(asked):
        _type(box, "birk")
    _type(box, "loom")
    gate.set()
    qtbot.waitUntil(lambda: _titles(box) == ["Loom Textiles"])


def test_nothing_found_is_said(box: SearchBox) -> None:
    _type(box, "zzzz")
    assert _titles(box) == []
    assert any("Nothing was found" in label for label in _labels(box))


def test_an_empty_box_offers_what_was_open(box: SearchBox, window: MainWindow) -> None:
    box.vanish()
    window.navigation.open("orders")
    box.appear()
    assert "SO-1 · Birkholm Interiors AB" in _titles(box)


def test_the_box_follows_the_size_of_the_window(box: SearchBox, window: MainWindow) -> None:
    window.resize(1100, 700)
    assert box.size() == window.size()


def test_the_model_of_results_keeps_the_rules_of_qt(theme: Theme) -> None:
    provider = _customers([])
    model = ResultModel([provider])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.put(provider, [Result(title="Birkholm", icon="users", open=lambda: None, keys="F9")])
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert (model.rowCount(), spoken, tester.model()) == (2, "Birkholm · F9", model)


@pytest.mark.parametrize(
    ("better", "worse", "typed"),
    [
        ("Orders", "Blanket Orders", "ord"),
        ("Sales Orders", "Records", "ord"),
        ("Orders", "Orders and Quotes", "orders"),
        ("Birkholm Interiors", "Interbirk", "birk inter"),
    ],
)
def test_the_better_fit_comes_first(better: str, worse: str, typed: str) -> None:
    assert fit(better, typed) > fit(worse, typed)


def test_a_word_that_is_not_there_is_no_fit() -> None:
    assert fit("Sales Orders", "sales quote") == 0


def _labels(box: SearchBox) -> list[str]:
    return [label.text() for label in box.findChildren(QLabel) if label.isVisible()]
