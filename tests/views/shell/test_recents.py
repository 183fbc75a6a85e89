"""What was looked at lately stays at hand over a restart."""

from datetime import date

import pytest

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.views.shell.desk import Desk
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.place_keys import from_json, is_lasting, to_json
from desktop.views.shell.recents import MOST, Recents
from tests.views.shell.pages import SPECS

ORDER = DocumentKey(DocumentType.ORDER, "SO1")


def look_at(window: MainWindow, no: str) -> None:
    """Open an order, whose title arrives later."""
    window.navigation.open("order", no)
    page = window.navigation.current
    assert page is not None
    page.set_title(f"{no} · Birkholm")


def titles(window: MainWindow) -> list[str]:
    return [one.title for one in window.recents.entries()]


def test_records_are_remembered_the_last_one_first(window: MainWindow) -> None:
    look_at(window, "SO-1")
    look_at(window, "SO-2")
    window.navigation.open("orders")
    assert titles(window) == ["SO-2 · Birkholm", "SO-1 · Birkholm"]
    window.navigation.open("order", "SO-1")
    assert titles(window) == ["SO-1 · Birkholm", "SO-2 · Birkholm"]


def test_only_some_are_kept(window: MainWindow) -> None:
    for no in range(MOST + 3):
        look_at(window, f"SO-{no}")
    assert len(titles(window)) == MOST


def test_they_are_there_after_a_restart_and_in_the_empty_box(
    window: MainWindow, desk: Desk
) -> None:
    look_at(window, "SO-1")
    navigation = Navigation(desk)
    navigation.register(*SPECS)
    assert [one.key for one in Recents(navigation, desk).entries()] == ["SO-1"]
    desk.navigation = window.navigation
    window.navigation.open("orders")
    window.navigation.close(window.navigation.opened[0].page)
    window.search_box.appear()
    found = window.search_box.results()
    assert found[0].title == "SO-1 · Birkholm"
    window.search_box.vanish()


def test_each_company_has_its_own(window: MainWindow, desk: Desk) -> None:
    look_at(window, "SO-1")
    desk.company = "sqlite:///another"
    assert titles(window) == []


@pytest.mark.parametrize("stored", [[["order"]], ["x"], [["order", {"odd": 1}, "t"]], [[1, 2, 3]]])
def test_what_is_damaged_is_left_out(window: MainWindow, desk: Desk, stored: list[object]) -> None:
    desk.state.set("recent", f"{desk.company} {desk.context.user}", stored)
    assert window.recents.entries() == []


@pytest.mark.parametrize("key", [None, "C1", 7, ("C1", "DEPOT"), ORDER, ("A", date(2026, 1, 2))])
def test_keys_are_the_same_after_a_restart(key: object) -> None:
    assert is_lasting(key)
    assert from_json(to_json(key)) == key


@pytest.mark.parametrize("stored", [["a"], {"document": "order"}, {"date": "x"}, {"a": 1, "b": 2}])
def test_a_damaged_key_is_told(stored: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_json(stored)


def test_passing_keys_do_not_last() -> None:
    assert not is_lasting(object())
    assert not is_lasting(("C1", object()))
