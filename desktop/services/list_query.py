"""What a list page asks a query for: words, filters, order and a page of rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ListQuery:
    """One question of a list page, answered by an area's `rows` and `count` functions.

    `search` is looked for, ignoring case, in the text columns of the list; empty means all.
    `order` names columns, the most important first, each with True for descending; empty means the
    list's own order. `filters` maps a column's name to a filter expression. `view` is the name of
    the list's chosen view. `limit` rows are wanted after `offset` rows of the result; `count`
    ignores both and the order.
    """

    search: str = ""
    order: tuple[tuple[str, bool], ...] = ()
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    view: str | None = None
    limit: int = 100
    offset: int = 0
