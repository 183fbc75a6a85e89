"""How a user has arranged home: which blocks and tiles are shown, in which order, what is pinned.

Kept per user and company on this computer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.views.shell.desk import Desk
from desktop.views.tables.list_opening import ListOpening

SECTION = "home"
_PINS = "pins"
_PARTS = {"page", "view", "label", "base_view", "search", "filters"}
"""What is kept of a pin."""


class Part(StrEnum):
    """What can be arranged."""

    BLOCKS = "blocks"
    TILES = "tiles"


@dataclass(frozen=True, slots=True)
class Pin:
    """A view of a list that the user has put on home: the list's page, the view's id, its name.

    `opening` is how the list is opened to show it, as the view was when it was last read.
    """

    page: str
    view: str
    label: str
    opening: ListOpening

    @property
    def id(self) -> str:
        """The pin's id among the tiles."""
        return f"pin {self.page} {self.view}"


def kept_name(desk: Desk, name: str) -> str:
    """Under which name something of home is kept: each user of each company has an own one."""
    return f"{name} {desk.context.user} {desk.company}"


class Arrangement(QObject):
    """The arrangement of one user. Signal `changed`."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def order(self, part: Part, known: Sequence[str]) -> list[str]:
        """The known ids in the user's order; one that came later stands where it was declared."""
        kept = [one for one in self._texts(part, "order") if one in known]
        for at, one in enumerate(known):
            if one not in kept:
                before = known[at - 1] if at else ""
                kept.insert(kept.index(before) + 1 if before else 0, one)
        return kept

    def hidden(self, part: Part) -> frozenset[str]:
        """The ids that the user does not want to see."""
        return frozenset(self._texts(part, "hidden"))

    def set_order(self, part: Part, order: Sequence[str]) -> None:
        """Keep another order."""
        self._keep(f"{part} order", list(order))

    def set_hidden(self, part: Part, one: str, *, hidden: bool) -> None:
        """Hide a block or tile, or show it again."""
        others = self.hidden(part) - {one}
        self._keep(f"{part} hidden", sorted(others | {one} if hidden else others))

    def pins(self) -> tuple[Pin, ...]:
        """What is pinned, in the order in which it was."""
        kept = [_read_pin(one) for one in self._get(_PINS)]
        return tuple(pin for pin in kept if pin is not None)

    def pin(self, pin: Pin) -> None:
        """Put a view on home, behind all other tiles; one that is there already is shown again."""
        others = [one for one in self.pins() if one.id != pin.id]
        self.set_hidden(Part.TILES, pin.id, hidden=False)
        self.keep_pins([*others, pin])

    def unpin(self, pin_id: str) -> None:
        """Take a view away from home."""
        self.keep_pins([one for one in self.pins() if one.id != pin_id])

    def keep_pins(self, pins: Sequence[Pin]) -> None:
        """Keep these pins in the place of those before."""
        self._keep(_PINS, [_written(pin) for pin in pins])

    def restore(self) -> None:
        """Show everything in the order in which it was made; what is pinned stays."""
        for part in Part:
            self._set(f"{part} order", [])
            self._set(f"{part} hidden", [])
        self.changed.emit()

    def _texts(self, part: Part, what: str) -> list[str]:
        return [str(one) for one in self._get(f"{part} {what}")]

    def _get(self, name: str) -> list[Any]:
        return self._desk.state.get(SECTION, kept_name(self._desk, name), [])

    def _set(self, name: str, value: list[Any]) -> None:
        self._desk.state.set(SECTION, kept_name(self._desk, name), value)

    def _keep(self, name: str, value: list[Any]) -> None:
        if value != self._get(name):
            self._set(name, value)
            self.changed.emit()


def _written(pin: Pin) -> dict[str, Any]:
    opening = pin.opening
    return {
        "page": pin.page,
        "view": pin.view,
        "label": pin.label,
        "base_view": opening.view,
        "search": opening.search,
        "filters": dict(opening.filters),
    }


def _read_pin(kept: object) -> Pin | None:
    """A pin as it was kept; None for what another version of the program has written."""
    if not isinstance(kept, dict) or not kept.keys() >= _PARTS:
        return None
    opening = ListOpening(kept["base_view"], kept["search"], dict(kept["filters"]))
    return Pin(kept["page"], kept["view"], kept["label"], opening)


def arrangement(desk: Desk) -> Arrangement:
    """The arrangement of the person at a desk."""
    return desk.findChild(Arrangement) or Arrangement(desk)
