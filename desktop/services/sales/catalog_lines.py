"""Items that were made for one sales line of the catalog: they go when the line goes (PF106).

Making and deleting cards belongs to areas above this one; it is plugged in when the areas are
brought together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from desktop.errors import InvariantBroken, Notice
from desktop.models.sales import SalesLine
from desktop.services.sales.load import Document
from desktop.translation import N_

ITEM_DELETED = N_("Item {no} was made of the catalog for this line only, so it is deleted too.")


class ItemsOfCatalog(Protocol):
    """The area that deletes items of the catalog again."""

    def let_go(self, document: Document, nos: Collection[str]) -> Collection[str]:
        """Delete the items that nothing uses; answers with their numbers."""
        ...


_PLUGGED: list[ItemsOfCatalog] = []


def plug_catalog(area: ItemsOfCatalog) -> None:
    """Make the area known that deletes items of the catalog."""
    _PLUGGED[:] = [area]


def let_items_go(document: Document, gone: Iterable[Mapping[str, object]]) -> None:
    """Delete the items of lines that are deleted; costs nothing where none is of the catalog."""
    nos = sorted({str(values["no"]) for values in gone if values["created_catalog_item"]})
    if not nos:
        return
    if not _PLUGGED:
        raise InvariantBroken("nothing is plugged in that deletes items of the catalog")
    document.notices.extend(
        Notice("catalog.item_deleted", ITEM_DELETED, {"no": no}, is_warning=False)
        for no in _PLUGGED[0].let_go(document, nos)
    )


def catalog_values(lines: Iterable[SalesLine]) -> list[Mapping[str, object]]:
    """What `let_items_go` asks of lines that are about to be deleted."""
    return [{"no": line.no, "created_catalog_item": line.created_catalog_item} for line in lines]
