"""What a list is opened with from elsewhere: a tile, a chart, the card of a customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NO_FILTERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ListOpening:
    """What a list is opened with from elsewhere: given to the navigation as the page's key."""

    view: str = ""
    search: str = ""
    filters: Mapping[str, str] = field(default_factory=lambda: _NO_FILTERS)
