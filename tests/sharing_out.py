"""How the tests are shared out among processes: what belongs together, and what begins first."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent

LONG = (
    "services/demo/test_making.py",
    "services/demo",
    "scenarios",
    "views/areas/test_every_page.py",
    "robustness",
    "views/test_walks.py",
    "views/areas/test_languages.py",
)
"""What takes longest, in the order in which it begins: nobody waits for it at the end."""

TOGETHER = frozenset({"services/demo"})
"""Folders whose files share what is costly to set up."""

BY_DATABASE = ("scenarios", "robustness")
"""Where the tests on one kind of database may run beside those on the other."""


def share_out(items: list[pytest.Item]) -> None:
    """Say of each test with which others it shares a process, and put the longest first."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=_turn)


def _place(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT).as_posix()


def _turn(item: pytest.Item) -> int:
    place = _place(item)
    return next((turn for turn, begin in enumerate(LONG) if place.startswith(begin)), len(LONG))


def _group(item: pytest.Item) -> str:
    """The file, in most cases: its tests share what it sets up."""
    place = _place(item)
    folder = place.rpartition("/")[0]
    if folder in TOGETHER and place not in LONG:
        return folder
    if place.startswith(BY_DATABASE) and item.get_closest_marker("postgres"):
        return f"{place} on PostgreSQL"
    return place
