"""Bills of materials that can be followed: neither endless nor deeper than 50 levels (03 §4)."""

from __future__ import annotations

from desktop.errors import RecordRef
from desktop.services.promising.lines import Bom
from desktop.services.promising.refusals import PromiseOfCycle, PromiseTooDeep

MOST_LEVELS = 50


class BomCheck:
    """Looks at every item once, however many kits use it."""

    def __init__(self, bom: Bom) -> None:
        self._bom = bom
        self._levels: dict[str, int] = {}

    def check(self, item_no: str) -> None:
        """Raise PromiseOfCycle or PromiseTooDeep, with the path, for what an item is made of."""
        self._check((item_no,))

    def _check(self, path: tuple[str, ...]) -> int:
        """How many levels lie below the last item of a path."""
        item_no = path[-1]
        if item_no in path[:-1]:
            cycle = path[path.index(item_no) :]
            raise PromiseOfCycle(record=_item(item_no), no=item_no, path=" → ".join(cycle))
        if item_no not in self._levels:
            self._check_depth(path, 0)
            parts = dict.fromkeys(part.item_no for part in self._bom.get(item_no, ()))
            below = [self._check((*path, part)) for part in parts]
            self._levels[item_no] = 1 + max(below) if below else 0
        self._check_depth(path, self._levels[item_no])
        return self._levels[item_no]

    def _check_depth(self, path: tuple[str, ...], below: int) -> None:
        if len(path) - 1 + below > MOST_LEVELS:
            raise PromiseTooDeep(
                record=_item(path[0]), no=path[0], levels=MOST_LEVELS, path=" → ".join(path)
            )


def _item(no: str) -> RecordRef:
    return RecordRef("item", (no,))
