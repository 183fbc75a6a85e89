"""How the tests are shared out among processes: what belongs together, and what begins first."""

from pathlib import Path

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

LONG = (
    "tests/services/demo/test_making.py",
    "tests/services/demo",
    "tests/scenarios",
    "tests/views/areas/test_every_page.py",
    "tests/robustness",
    "tests/views/test_walks.py",
    "tests/views/areas/test_languages.py",
)
"""What takes longest, in the order in which it begins: nobody waits for it at the end."""

TOGETHER = frozenset({"tests/services/demo"})
"""Folders whose files share what is costly to set up."""

BY_DATABASE = ("tests/scenarios", "tests/robustness")
"""Where the tests on one kind of database may run beside those on the other."""


class SharingOut(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a process all tests of a group, one group after the other."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def longest_first(items: list[pytest.Item], root: Path) -> None:
    """Put the tests in the order in which they are given out."""
    items.sort(key=lambda item: _turn(item.path.relative_to(root).as_posix()))


def _turn(place: str) -> int:
    return next((turn for turn, begin in enumerate(LONG) if place.startswith(begin)), len(LONG))


def group_of(nodeid: str) -> str:
    """The group of a test: in most cases its file, whose tests share what it sets up."""
    place, _, name = nodeid.partition("::")
    folder = place.rpartition("/")[0]
    if folder in TOGETHER and place not in LONG:
        return folder
    if place.startswith(BY_DATABASE) and "[postgres" in name:
        return f"{place} on PostgreSQL"
    return place
