"""What a list page asks of its source: words, filters, a view and an order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FIRST_ROWS = 128
"""Rows of a list that are read at once, the first time and by key."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """One question of a list page.

    `search` is looked for, ignoring case, in the text columns of the list; empty means all.
    `order` names columns, the most important first, each with True for descending; empty means the
    list's own order. `filters` maps a column's name to a filter expression. `view` is the name of
    the list's chosen view.
    """

    search: str = ""
    order: tuple[tuple[str, bool], ...] = ()
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    view: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether no row is left out."""
        return not (self.search or self.filters or self.view)
