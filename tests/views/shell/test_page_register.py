"""Pages are registered when they are wanted; the menu is there before."""

from collections.abc import Sequence

import pytest

from desktop.errors import InvariantBroken
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page_register import MenuEntry
from tests.views.shell.pages import ListPage


class Area:
    """An area that tells when it is imported."""

    def __init__(self, *names: str) -> None:
        self.specs = [
            PageSpec(name=name, title=name.title(), icon="users", factory=ListPage)
            for name in names
        ]
        self.times = 0

    def __call__(self) -> Sequence[PageSpec]:
        self.times += 1
        return self.specs


@pytest.fixture
def areas(window: MainWindow) -> list[Area]:
    """Three areas that are not imported yet; the second one stands in the menu."""
    made = [Area("vendors"), Area("banks", "bank"), Area("plans")]
    menu = [MenuEntry(name="banks", title="Banks", icon="users")]
    window.navigation.pages.register_later(menu, made)
    return made


def times(areas: list[Area]) -> list[int]:
    return [area.times for area in areas]


def test_the_menu_needs_no_area(window: MainWindow, areas: list[Area]) -> None:
    assert "Banks" in [item.text() for item in window.nav_pane.items()]
    assert "banks" in window.navigation.pages
    assert times(areas) == [0, 0, 0]


def test_a_page_is_imported_when_it_is_opened(window: MainWindow, areas: list[Area]) -> None:
    window.navigation.open("banks")
    assert window.navigation.current_place == ("banks", None)
    assert times(areas) == [1, 1, 0]
    assert [item.text() for item in window.nav_pane.items()].count("Banks") == 1


def test_asking_for_all_imports_each_once(window: MainWindow, areas: list[Area]) -> None:
    names = [spec.name for spec in window.navigation.specs()]
    assert {"vendors", "banks", "bank", "plans"} <= set(names)
    assert not window.navigation.pages.load_next()
    assert times(areas) == [1, 1, 1]


def test_a_name_is_looked_for_in_all_areas(window: MainWindow, areas: list[Area]) -> None:
    assert "plans" in window.navigation.pages
    assert "nothing" not in window.navigation.pages
    with pytest.raises(KeyError):
        window.navigation.spec("nothing")


def test_two_pages_of_one_name_are_a_defect(window: MainWindow, areas: list[Area]) -> None:
    window.navigation.specs()
    with pytest.raises(InvariantBroken):
        window.navigation.register(*areas[0].specs)
