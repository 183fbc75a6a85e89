"""Lists whose rows are computed: the columns say what can be searched, sorted and filtered by."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from desktop.services.list_source import ListSource
from desktop.services.memory_source import MemorySource
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.filter_reading import column_filter_kind
from desktop.views.tables.list_spec import Session

View = Callable[[Any], bool]
_NO_VIEWS: Mapping[str, View] = {}


def computed(
    read: Callable[[Session], Sequence[Any]],
    columns: Sequence[Column],
    key: Callable[[Any], Any],
    *,
    views: Mapping[str, View] = _NO_VIEWS,
    today: Callable[[], date] = lambda: date.max,
) -> Callable[[], ListSource]:
    """The source of a list whose rows `read` computes.

    `views` say which rows a view keeps; `today` is asked for where a column holds dates. States
    that are a word made for the screen can be searched, not sorted or filtered by.
    """
    kinds = {
        column.name: kind
        for column in columns
        if column.kind is not Kind.STATUS and (kind := column_filter_kind(column)) is not None
    }
    values = {column.name: column.value for column in columns}

    def source() -> ListSource:
        made: MemorySource[Any] = MemorySource(
            read=read, key=key, values=values, kinds=kinds, views=views, today=today()
        )
        return made

    return source
