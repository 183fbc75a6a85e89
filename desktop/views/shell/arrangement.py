"""Which pages a window shows: taken from one window, and shown again in another one."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray

from desktop.views.shell.navigation import Navigation
from desktop.views.shell.page_window import PageWindows


@dataclass(frozen=True, slots=True)
class Spot:
    """A page by its name, and the key of the record that it shows."""

    page: str
    key: object = None


@dataclass(frozen=True, slots=True)
class PageWindowSpot:
    """A page in a window of its own; `geometry` is what Qt wrote about that window."""

    spot: Spot
    geometry: QByteArray = field(default_factory=QByteArray)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """The pages of a window.

    `pages` are open, the one that is shown comes last; `way` is where the user went and `at` the
    step of it that is shown; `windows` stand beside the main one.
    """

    pages: tuple[Spot, ...] = ()
    way: tuple[Spot, ...] = ()
    at: int = -1
    windows: tuple[PageWindowSpot, ...] = ()


def arrangement_of(navigation: Navigation, windows: PageWindows) -> Arrangement:
    """What is shown now."""
    history = navigation.history
    return Arrangement(
        pages=tuple(Spot(spec.name, key) for spec, key, _title in reversed(navigation.recent())),
        way=tuple(Spot(*place) for place in history.places),
        at=history.at,
        windows=tuple(
            PageWindowSpot(Spot(one.name, one.page.key), one.saveGeometry())
            for one in windows.windows()
        ),
    )


def show_arrangement(
    arrangement: Arrangement, navigation: Navigation, windows: PageWindows
) -> bool:
    """Show the same pages again; False when none of them is known any more."""
    known = navigation.pages
    pages = _known(arrangement.pages, known)
    for spot in pages:
        navigation.open(spot.page, spot.key)
    if not pages:
        return False
    way = _known(arrangement.way, known)
    if way and way == list(arrangement.way) and 0 <= arrangement.at < len(way):
        navigation.go_way([(spot.page, spot.key) for spot in way], arrangement.at)
    for one in arrangement.windows:
        if one.spot.page in known:
            navigation.open(one.spot.page, one.spot.key, new_window=True)
            windows.windows()[-1].restoreGeometry(one.geometry)
    return True


def _known(spots: Iterable[Spot], names: Container[str]) -> list[Spot]:
    return [spot for spot in spots if spot.page in names]
